import { eachObject } from '../card/tree.js';
import {
  type Action,
  type Call,
  type CardJson,
  cloneJson,
  definedKeys,
  getOwn,
  isObject,
  type JsonObject,
  jsonBytes,
  type MutableObject,
} from '../schema/index.js';
import { apply, applyAction } from './apply.js';
import { change } from './partial.js';
import { type Reason, type ReasonCode, type Refusal, WHY } from './reason.js';

type Keys = Readonly<Record<string, string>>;

/** Says why each call of a plan is what it is. Reads it from the plan: who does not ask for it pays nothing. */
export function explain(
  before: CardJson,
  plan: { readonly calls: readonly Call[]; readonly card: CardJson },
  [oldKeys, newKeys]: readonly [Keys, Keys],
  refusal: Refusal | undefined,
): Reason[] {
  const known = { before, after: plan.card, oldKeys, newKeys };
  let card = before;
  return plan.calls.flatMap((call, n) => {
    const held = card;
    card = apply(card, [call]);
    if (call.type === 'batch') {
      return ofBatch(held, call.actions, known).map((reason) => ({ call: n, ...reason }));
    }
    if (call.type === 'replace') {
      const sizes = { oldBytes: jsonBytes(held), newBytes: jsonBytes(call.card) };
      return [{ call: n, props: [], ...sizes, ...because(refusal ?? 'dearer') }];
    }
    const element = find(held, call.elementId);
    return [
      {
        call: n,
        ...component(element, oldKeys),
        ...sizes(['content'], element, { content: call.content }),
        ...because('grown'),
      },
    ];
  });
}

interface Known {
  readonly before: CardJson;
  readonly after: CardJson;
  readonly oldKeys: Keys;
  readonly newKeys: Keys;
}

function ofBatch(
  before: CardJson,
  actions: readonly Action[],
  known: Known,
): Omit<Reason, 'call'>[] {
  const card = cloneJson(before) as unknown as MutableObject;
  return actions.flatMap((action, n) => {
    const reasons = ofAction(card, action, known).map((reason) => ({ action: n, ...reason }));
    applyAction(card, action);
    return reasons;
  });
}

function ofAction(card: JsonObject, action: Action, known: Known): Omit<Reason, 'call'>[] {
  const { oldKeys, newKeys } = known;
  switch (action.action) {
    case 'partial_update_setting': {
      const { settings } = action.params;
      const names = Object.entries(settings).flatMap(([section, said]) =>
        definedKeys(said).map((name) => [section, name] as const),
      );
      const bytes = (root: JsonObject) =>
        names.reduce((sum, [section, name]) => {
          const holder = root[section];
          return sum + (isObject(holder) ? jsonBytes(getOwn(holder, name)) : 0);
        }, 0);
      return [
        {
          props: names.map((path) => path.join('.')),
          oldBytes: bytes(card),
          newBytes: bytes(settings as JsonObject),
          ...because('settings'),
        },
      ];
    }
    case 'add_elements':
      return action.params.elements.map((element) => ({
        ...component(element, newKeys),
        props: [],
        oldBytes: 0,
        newBytes: jsonBytes(element),
        ...because(whyAdded(element, known)),
      }));
    case 'delete_elements':
      return action.params.element_ids.map((id) => {
        const element = find(card, id);
        return {
          ...component(element, oldKeys),
          props: [],
          oldBytes: jsonBytes(element),
          newBytes: 0,
          ...because(stays(element, oldKeys, known.after, newKeys) ? 'moved' : 'removed'),
        };
      });
    case 'partial_update_element': {
      const { element_id: id, partial_element: partial } = action.params;
      const element = find(card, id);
      const lists = ['elements', 'columns'].some((list) => getOwn(partial, list) !== undefined);
      return [
        {
          ...component(element, oldKeys),
          ...sizes(definedKeys(partial), element, partial),
          ...because(lists ? 'refilled' : 'changed'),
        },
      ];
    }
    case 'update_element': {
      const { element_id: id, element } = action.params;
      const old = find(card, id);
      return [
        {
          ...component(old, oldKeys),
          props: [],
          oldBytes: jsonBytes(old),
          newBytes: jsonBytes(element),
          ...because(whyUpdated(old ?? {}, element)),
        },
      ];
    }
  }
}

function whyAdded(element: JsonObject, { before, oldKeys, newKeys }: Known): ReasonCode {
  const { element_id: id } = element;
  if (typeof id === 'string' && find(before, id)) return 'returned';
  return stays(element, newKeys, before, oldKeys) ? 'moved' : 'added';
}

/** Whether the other card has an element with its id or its key. */
function stays(
  element: JsonObject | undefined,
  keys: Keys,
  other: CardJson,
  others: Keys,
): boolean {
  const id = element?.element_id;
  if (typeof id !== 'string') return false;
  const key = getOwn(keys, id);
  return (
    find(other, id) !== undefined ||
    (key !== undefined && Object.values(others).includes(String(key)))
  );
}

function whyUpdated(old: JsonObject, element: JsonObject): ReasonCode {
  if (old.element_id !== element.element_id) return 'replaced';
  if (old.tag !== element.tag) return 'tag-changed';
  return change(old, element, ['elements', 'columns']).sayable ? 'cheaper' : 'prop-removed';
}

function component(element: JsonObject | undefined, keys: Keys): Pick<Reason, 'component'> {
  if (!element) return {};
  const { tag, element_id: id } = element;
  const key = typeof id === 'string' ? getOwn(keys, id) : undefined;
  return {
    component: {
      tag: String(tag),
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof key === 'string' ? { key } : {}),
    },
  };
}

function sizes(
  props: readonly string[],
  before: JsonObject | undefined,
  after: JsonObject,
): Pick<Reason, 'props' | 'oldBytes' | 'newBytes'> {
  const bytes = (json: JsonObject | undefined) =>
    props.reduce((sum, prop) => sum + (json ? jsonBytes(getOwn(json, prop)) : 0), 0);
  return { props, oldBytes: bytes(before), newBytes: bytes(after) };
}

function because(code: ReasonCode): Pick<Reason, 'code' | 'why'> {
  return { code, why: WHY[code] };
}

function find(root: JsonObject, id: string): JsonObject | undefined {
  let found: JsonObject | undefined;
  eachObject(root, (object) => {
    if (object.element_id === id) found ??= object;
  });
  return found;
}
