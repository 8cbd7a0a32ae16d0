import { getOwn } from '../../schema/json.js';
import { isTree, type Tree } from '../tree.js';
import { textOf } from './elements.js';
import type { Blocked } from './interaction.js';

export function optionsOf(node: Tree): Tree[] {
  const options = getOwn(node, 'options');
  return Array.isArray(options) ? options.filter(isTree) : [];
}

export function optionValue(option: Tree): string | undefined {
  const value = getOwn(option, 'value');
  return typeof value === 'string' ? value : undefined;
}

/**
 * Whether a value can be picked. A list of people without a valid open_id offers the members of the chat; nobody here
 * knows them, so that every open_id is taken for one.
 */
export function isOffered(node: Tree, tag: string, value: string): boolean {
  const values = optionsOf(node).map(optionValue);
  if (PEOPLE.has(tag) && !values.some((one) => one?.startsWith('ou_'))) {
    return value.startsWith('ou_');
  }
  return values.includes(value);
}

const PEOPLE = new Set(['select_person', 'multi_select_person']);

/** Why a value cannot be picked. */
export function pickFault(node: Tree, tag: string, value: string): Blocked | undefined {
  if (!isOffered(node, tag, value)) {
    const values = optionsOf(node).map(optionValue);
    const offered = values.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
    const message = `${JSON.stringify(value)} is not offered; there is ${offered.slice(0, 12).join(', ') || 'nothing'}`;
    return { reason: 'not-offered', message };
  }
  const option = optionsOf(node).find((one) => optionValue(one) === value);
  if (option && getOwn(option, 'disabled') === true) {
    return { reason: 'disabled', message: textOf(option, 'disabled_tips') };
  }
  return undefined;
}

/** The option picked at first. Pages disagree whether it is named by its value or its label. */
export function initialOption(node: Tree, tag: string): string {
  const named = getOwn(node, 'initial_option');
  if (typeof named === 'string' && named !== '') {
    if (isOffered(node, tag, named)) return named;
    const labelled = optionsOf(node).find((option) => textOf(option, 'text') === named);
    const value = labelled && optionValue(labelled);
    if (value !== undefined) return value;
  }
  const index = getOwn(node, 'initial_index');
  const option = typeof index === 'number' ? optionsOf(node)[index - 1] : undefined;
  return (option && optionValue(option)) ?? '';
}

export function initialOptions(node: Tree, tag: string): string[] {
  const selected = getOwn(node, 'selected_values');
  const values = Array.isArray(selected) ? selected : [];
  return values.filter((value): value is string => {
    return typeof value === 'string' && isOffered(node, tag, value);
  });
}
