import type { Rule } from '../../src/schema/definition.js';
import { isObject, type JsonObject } from '../../src/schema/json.js';

/**
 * What is picked at first is one of the options; anything else is ignored. Pages disagree on whether it is named by its
 * value or by its label, so either will do.
 */
export const initialOptions: Rule = (json, report) => {
  // Without options a list of people offers the members of the chat.
  if (!Array.isArray(json.options) || json.options.length === 0) return;
  const options = json.options.filter(isObject);
  const named = new Set(options.flatMap((option) => [option.value, label(option)]));
  const values = options.map(({ value }) => JSON.stringify(value));
  const hint = `allowed: ${values.slice(0, 12).join(', ')}${values.length > 12 ? ', ...' : ''}`;
  const ignored = (field: readonly string[], message: string) =>
    report({ code: 'enum', field, message, hint, severity: 'warning' });

  const { initial_option: initial, initial_index: index, selected_values: selected } = json;
  if (typeof initial === 'string' && initial !== '' && !named.has(initial)) {
    ignored(['initial_option'], `${JSON.stringify(initial)} is none of the options`);
  }
  if (typeof index === 'number' && index > json.options.length) {
    ignored(['initial_index'], `found ${index}; there are ${json.options.length} options`);
  }
  for (const [i, value] of (Array.isArray(selected) ? selected : []).entries()) {
    if (typeof value !== 'string' || named.has(value)) continue;
    ignored(['selected_values', String(i)], `${JSON.stringify(value)} is none of the options`);
  }
};

function label({ text }: JsonObject): unknown {
  return isObject(text) ? text.content : undefined;
}
