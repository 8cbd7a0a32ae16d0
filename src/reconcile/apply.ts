import { eachObject, OPAQUE } from '../card/tree.js';
import {
  type Action,
  type Call,
  type CardError,
  type CardJson,
  cardError,
  cloneJson,
  definedKeys,
  getOwn,
  isObject,
  type JsonObject,
  type MutableObject,
  setOwn,
} from '../schema/index.js';

/**
 * The card the service holds after the calls. The card that was given is left as it is.
 *
 * Partial updates replace the listed top-level members whole; whether the service merges deeper is not known, and
 * `diff` makes no call for which it would matter.
 *
 * @throws {CardError} with the service's code: 300313, 300314, 300315 or 300121 for an id that is not there, 300312
 * for a `tag` in a partial update, 300301 for an id that occurs twice (300315 when it came with an addition), 300310
 * for a text write to something else than a text.
 * @see https://open.feishu.cn/document/cardkit-v1/card/batch_update
 */
export function apply(card: object, calls: readonly Call[]): CardJson {
  let result = cloneJson(card) as MutableObject;
  for (const call of calls) {
    if (call.type === 'replace') result = cloneJson(call.card) as MutableObject;
    else if (call.type === 'content') setContent(result, call.elementId, call.content);
    else for (const action of call.actions) applyAction(result, action);
  }
  return result as CardJson;
}

/** Carries out one action on a card that may be changed. */
export function applyAction(card: MutableObject, action: Action): void {
  switch (action.action) {
    case 'partial_update_setting':
      return updateSettings(card, action.params.settings);
    case 'add_elements':
      return addElements(card, action.params);
    case 'delete_elements':
      return deleteElements(card, action.params.element_ids);
    case 'partial_update_element':
      return patchElement(card, action.params.element_id, action.params.partial_element);
    case 'update_element':
      return updateElement(card, action.params.element_id, action.params.element);
    default:
      throw refused(
        10002,
        `unknown action ${JSON.stringify((action as { action?: unknown }).action)}`,
      );
  }
}

/** Where an object with an id is: in the object or the array that holds it. */
interface Found {
  object: MutableObject;
  holder: MutableObject | unknown[];
  at: string | number;
}

function find(root: unknown, id: string): Found | undefined {
  const children = Array.isArray(root)
    ? root.map((item, i) => [i, item] as const)
    : isObject(root)
      ? definedKeys(root).flatMap((key) =>
          OPAQUE.has(key) ? [] : [[key, getOwn(root, key)] as const],
        )
      : [];
  for (const [at, value] of children) {
    if (isObject(value) && value.element_id === id) {
      return { object: value as MutableObject, holder: root as MutableObject | unknown[], at };
    }
    const below = find(value, id);
    if (below) return below;
  }
  return undefined;
}

function setContent(card: MutableObject, id: string, content: string): void {
  const { object } = find(card, id) ?? missing(300313, id);
  if (object.tag !== 'markdown' && object.tag !== 'plain_text') {
    throw refused(300310, 'only text can be updated');
  }
  object.content = content;
}

function updateSettings(
  card: MutableObject,
  settings: { config?: JsonObject; card_link?: JsonObject },
): void {
  if (settings.config) {
    const config = cloneJson({ ...(isObject(card.config) ? card.config : {}) }) as MutableObject;
    for (const key of definedKeys(settings.config)) {
      setOwn(config, key, cloneJson(getOwn(settings.config, key)));
    }
    card.config = config;
  }
  if (settings.card_link) card.card_link = cloneJson(settings.card_link);
}

function addElements(
  card: MutableObject,
  params: Extract<Action, { action: 'add_elements' }>['params'],
): void {
  const added = cloneJson(params.elements) as unknown[];
  const { target_element_id: target } = params;
  if (params.type === 'append') {
    const container =
      target === undefined ? body(card) : (find(card, target)?.object ?? missing(300315, target));
    const name = container.tag === 'column_set' ? 'columns' : 'elements';
    const list = container[name];
    setOwn(container, name, [...(Array.isArray(list) ? list : []), ...added]);
  } else {
    const found = find(card, target ?? '') ?? missing(300315, target ?? '');
    if (!Array.isArray(found.holder)) {
      throw refused(300315, `the target ${target} is no member of a list of elements`);
    }
    const index = (found.at as number) + (params.type === 'insert_after' ? 1 : 0);
    found.holder.splice(index, 0, ...added);
  }
  noDuplicates(card, 300315);
}

function body(card: MutableObject): MutableObject {
  if (!isObject(card.body)) card.body = {};
  return card.body as MutableObject;
}

function deleteElements(card: MutableObject, ids: readonly string[]): void {
  for (const id of ids) {
    const { holder, at } = find(card, id) ?? missing(300314, id);
    if (Array.isArray(holder)) holder.splice(at as number, 1);
    else delete holder[at];
  }
}

function patchElement(card: MutableObject, id: string, partial: JsonObject): void {
  const { object } = find(card, id) ?? missing(300313, id);
  if (Object.hasOwn(partial, 'tag'))
    throw refused(300312, 'the tag of an element cannot be changed');
  for (const key of definedKeys(partial)) setOwn(object, key, cloneJson(getOwn(partial, key)));
  noDuplicates(card, 300301);
}

function updateElement(card: MutableObject, id: string, element: JsonObject): void {
  const { holder, at } = find(card, id) ?? missing(300121, id);
  const copy = cloneJson(element);
  if (Array.isArray(holder)) holder[at as number] = copy;
  else setOwn(holder, at as string, copy);
  noDuplicates(card, 300301);
}

function noDuplicates(card: MutableObject, code: number): void {
  const seen = new Set<string>();
  eachObject(card, ({ element_id: id }) => {
    if (typeof id !== 'string') return;
    if (seen.has(id)) throw refused(code, `the id ${id} occurs twice`);
    seen.add(id);
  });
}

function missing(code: number, id: string): never {
  throw refused(code, `there is no element with the id ${id}`);
}

function refused(code: number, message: string): CardError {
  return cardError(String(code), message);
}
