import { countTagged, eachObject } from '../card/tree.js';
import {
  type Action,
  CardError,
  type CardJson,
  cloneJson,
  getOwn,
  type JsonObject,
  jsonBytes,
  MAX_CARD_BYTES,
  MAX_ELEMENTS,
  type MutableObject,
} from '../schema/index.js';
import { isAcceptable, isDelicate } from './acceptable.js';
import { apply, applyAction } from './apply.js';

/** Whether every step of some batches is one the service is known to take. */
export function isSafe(before: CardJson, batches: readonly (readonly Action[])[]): boolean {
  if (!staysValid(before, batches)) return false;
  let held = before;
  return batches.every((actions, n) => {
    const reuses = reusesId(held, actions);
    if (n < batches.length - 1) held = apply(held, [{ type: 'batch', actions: [...actions] }]);
    return !reuses;
  });
}

/** Whether an id goes away in one action and comes back in another: the service may refuse that in one batch. */
function reusesId(before: CardJson, actions: readonly Action[]): boolean {
  const inside = idsByTopmost(before);
  const removed = new Map<string, Action>();
  const came = new Map<string, Action>();
  for (const action of actions) {
    const topmost =
      action.action === 'delete_elements'
        ? action.params.element_ids
        : action.action === 'update_element'
          ? [action.params.element_id]
          : [];
    const ids = [...topmost.flatMap(inside), ...writtenOver(before, action)];
    for (const id of ids) removed.set(id, action);
    for (const id of idsIn(action)) came.set(id, action);
  }
  for (const [id, action] of came) {
    const by = removed.get(id);
    if (by !== undefined && by !== action) return true;
  }
  return false;
}

/** The ids in what a partial update writes over, such as that of a text or those in a list. */
function writtenOver(before: CardJson, action: Action): string[] {
  if (action.action !== 'partial_update_element') return [];
  const { element_id: id, partial_element: partial } = action.params;
  const ids: string[] = [];
  eachObject(before, (object) => {
    if (object.element_id !== id) return;
    for (const name of Object.keys(partial)) ids.push(...idsOf(getOwn(object, name)));
  });
  return ids;
}

/** The ids that an action brings. */
function idsIn(action: Action): string[] {
  switch (action.action) {
    case 'add_elements':
      return idsOf(action.params.elements);
    case 'update_element':
      return idsOf(action.params.element);
    case 'partial_update_element':
      return idsOf(action.params.partial_element);
    default:
      return [];
  }
}

function idsOf(json: unknown): string[] {
  const ids: string[] = [];
  eachObject(json, ({ element_id: id }) => {
    if (typeof id === 'string') ids.push(id);
  });
  return ids;
}

/** For the id of an element, the ids in it. */
function idsByTopmost(card: CardJson): (id: string) => readonly string[] {
  const objects = new Map<string, JsonObject>();
  eachObject(card, (object) => {
    if (typeof object.element_id === 'string') objects.set(object.element_id, object);
  });
  return (id) => idsOf(objects.get(id));
}

/** Whether the card is valid after each action. Only played through where it could not be. */
function staysValid(before: CardJson, batches: readonly (readonly Action[])[]): boolean {
  const actions = batches.flat();
  const tags = countTagged(before) + countTagged(actions);
  const bytes = jsonBytes(before) + jsonBytes(actions);
  const near = tags > MAX_ELEMENTS || bytes > MAX_CARD_BYTES;
  if (batches.length < 2 && !near && !isDelicate(before) && !isDelicate(actions)) return true;
  const card = cloneJson(before) as unknown as MutableObject;
  try {
    return actions.every((action) => {
      applyAction(card, action);
      return isAcceptable(card);
    });
  } catch (error) {
    // An action that the service would refuse: an id that is there twice for a moment, or not yet.
    if (error instanceof CardError) return false;
    throw error;
  }
}
