import { getOwn } from '../../schema/json.js';
import { idOf } from '../tree.js';
import { type Found, nameOf } from './elements.js';
import { isField } from './fields.js';
import type { Interaction } from './interaction.js';

/** The element that an interaction means. Throws a `TypeError` that lists what there is. */
export function targetOf(elements: readonly Found[], interaction: Interaction): Found {
  const { elementId, name, path } = interaction;
  const asked = { elementId, name, path };
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const [first] = given;
  if (!first || given.length > 1) {
    throw new TypeError('an interaction names its component by one of elementId, name and path');
  }
  const [by, value] = first;
  const found = elements.filter((one) => {
    if (by === 'elementId') return idOf(one.node) === value;
    return by === 'name' ? getOwn(one.node, 'name') === value : one.path === value;
  });
  const [only] = found;
  if (only && found.length === 1) return only;
  const what = `${by} ${JSON.stringify(value)}`;
  if (found.length > 1) {
    throw new TypeError(`${what} is ambiguous: ${found.map(describe).join('; ')}`);
  }
  const choices = elements.filter(isUsable).map(describe);
  const there = choices.length === 0 ? 'nothing that can be used' : choices.join('; ');
  throw new TypeError(`the card has no ${what}. It has ${there}`);
}

function isUsable({ tag }: Found): boolean {
  return isField(tag) || USABLE.has(tag);
}

const USABLE = new Set(['button', 'overflow', 'interactive_container', 'collapsible_panel']);

/** `button name "send" elementId "go" path /body/elements/0` */
export function describe(found: Found): string {
  const id = idOf(found.node);
  const name = nameOf(found);
  return [
    found.tag,
    ...(name === undefined ? [] : [`name ${JSON.stringify(name)}`]),
    ...(id === undefined ? [] : [`elementId ${JSON.stringify(id)}`]),
    `path ${found.path}`,
  ].join(' ');
}
