import { isObject, type JsonObject } from '../schema/json.js';

/**
 * Members that the vendor hands through as data: the value of a callback, the spec of a chart, the rows of a table.
 * What is in there is never counted, addressed or checked for ids.
 */
export const OPAQUE: ReadonlySet<string> = new Set(['value', 'chart_spec', 'rows']);

/** Visits every object of a card but those in opaque data, parents first, with the way to it. */
export function eachObject(
  root: unknown,
  visit: (object: JsonObject, steps: readonly (string | number)[]) => void,
): void {
  const steps: (string | number)[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach((item, i) => {
        steps.push(i);
        walk(item);
        steps.pop();
      });
    } else if (isObject(value)) {
      visit(value, steps);
      for (const key of Object.keys(value)) {
        if (OPAQUE.has(key)) continue;
        steps.push(key);
        walk(value[key]);
        steps.pop();
      }
    }
  };
  walk(root);
}

/** How many objects with a `tag` a card holds: what counts towards the 200. */
export function countTagged(root: unknown): number {
  let count = 0;
  eachObject(root, (object) => {
    if (typeof object.tag === 'string') count++;
  });
  return count;
}

/** Whether it is a button that sends the form it stands in; two spellings are in use. */
export function isSubmit(object: JsonObject): boolean {
  return (
    object.tag === 'button' &&
    (object.form_action_type === 'submit' || object.action_type === 'form_submit')
  );
}

/** Whether a form holds a button that sends it, at any depth. */
export function hasSubmit(form: JsonObject): boolean {
  let found = false;
  eachObject(form.elements, (object) => {
    found ||= isSubmit(object);
  });
  return found;
}
