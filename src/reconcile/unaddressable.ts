import { eachObject } from '../card/tree.js';
import type { Call, CardJson } from '../schema/index.js';

/** Kinds of objects of which it is not known whether the service takes their ids. */
export type Unaddressable = 'header' | 'column';

/**
 * Which of them some calls address: where the service refused one of these calls, that may be why. To be given to the
 * next `diff`.
 */
export function doubtfulIn(before: CardJson, calls: readonly Call[]): Unaddressable[] {
  const addressed = new Set(calls.flatMap(idsOf));
  const found = new Set<Unaddressable>();
  eachObject(before.header, ({ element_id: id }) => {
    if (addressed.has(id)) found.add('header');
  });
  eachObject(before.body, ({ tag, element_id: id }) => {
    if (tag === 'column' && addressed.has(id)) found.add('column');
  });
  return [...found];
}

function idsOf(call: Call): unknown[] {
  if (call.type === 'content') return [call.elementId];
  if (call.type === 'replace') return [];
  return call.actions.flatMap((one): unknown[] => {
    switch (one.action) {
      case 'add_elements':
        return [one.params.target_element_id];
      case 'delete_elements':
        return [...one.params.element_ids];
      case 'partial_update_setting':
        return [];
      default:
        return [one.params.element_id];
    }
  });
}
