import { isAssigned } from '../../src/card/ids.js';

/** A card without the ids that the library handed out: what is left has to equal the render exactly. */
export function withoutAssignedIds(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member) =>
      key === 'element_id' && isAssigned(member) ? undefined : member,
    ),
  );
}
