import type { Rule } from '../../src/schema/definition.js';
import { isObject } from '../../src/schema/json.js';

/** Two options with one value break the list and make the answer ambiguous. */
export const uniqueValues: Rule = ({ options }, report) => {
  if (!Array.isArray(options)) return;
  const seen = new Set<unknown>();
  options.forEach((option, i) => {
    if (!isObject(option) || option.value === undefined) return;
    if (seen.has(option.value)) {
      report({
        code: 'option-duplicate',
        field: ['options', String(i), 'value'],
        message: `two options have the value ${JSON.stringify(option.value)}`,
        hint: 'give each option a value of its own: it says which one was picked',
      });
    }
    seen.add(option.value);
  });
};
