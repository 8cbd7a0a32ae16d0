import type { Definition } from '../schema/definition.js';
import type { JsonObject } from '../schema/json.js';
import type { Found } from './report.js';
import { hasSubmit } from './tree.js';

/** Something about the place of an element. `field` is the member that it is about, if any. */
export type Misplacement = Omit<Found, 'path' | 'message'> & { what: string; field?: string };

/**
 * What is wrong about an element among the elements around it, given by their tags, outermost first. `jsx`: whether the
 * author wrote JSX, and not JSON.
 */
export function misplacements(
  json: JsonObject,
  definition: Definition,
  around: readonly string[],
  label: (tag: string) => string,
  jsx: boolean,
): Misplacement[] {
  const found: Misplacement[] = [];
  const inForm = around.includes('form');
  if (definition.rootOnly && around.length > 0) {
    found.push(
      definition.tag === 'form' && inForm
        ? { code: 'form-nesting', what: 'it cannot stand in another <Form>' }
        : { code: 'root-only', what: 'it cannot stand in a container', hint: 'put it into <Card>' },
    );
  }
  if (definition.needsForm !== undefined && !inForm) {
    found.push({
      code: 'parent',
      what: `it works inside a <Form> only (doubtful rule: ${definition.needsForm})`,
      severity: 'warning',
    });
  }
  for (const tag of new Set(around)) {
    const why = definition.avoidIn?.[tag];
    if (why === undefined) continue;
    found.push({
      code: 'parent',
      what: `it may be refused inside ${label(tag)} (doubtful rule: ${why})`,
      severity: 'warning',
    });
  }
  if (inForm && json.name === undefined && takesName(definition)) {
    found.push({
      code: 'name-missing',
      field: 'name',
      what: 'it has no name; in a <Form> every interactive component needs one',
      hint: 'the name is the key of its value, unique in the card',
    });
  }
  if (definition.tag === 'form' && !hasSubmit(json)) {
    found.push({
      code: 'form-submit',
      field: 'elements',
      what: 'it has no submit button; the service wants one at least',
      hint: jsx
        ? '<Button name="send" formActionType="submit">'
        : 'a button with "form_action_type": "submit" and a name',
    });
  }
  return found;
}

/** Whether its name is asked for in forms only; where it always is, its absence is reported as a missing field. */
function takesName(definition: Definition): boolean {
  const name = definition.fields.name;
  return name?.kind === 'name' && !name.required;
}
