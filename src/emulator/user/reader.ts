import { getOwn, setOwn } from '../../schema/json.js';
import { idOf, type Tree } from '../tree.js';
import { elementsOf, type Found, keyOf, stateKeyOf } from './elements.js';
import { fieldKind, isField } from './fields.js';
import type { FieldValue } from './interaction.js';

/** A card that a client shows on its own account after a form was submitted. */
export interface OwnCard {
  card: Tree;
  readonly until: number;
}

/** What one person's client keeps for one message. */
export interface Reader {
  readonly values: Map<string, FieldValue>;
  readonly expanded: Map<string, boolean>;
  own: OwnCard | undefined;
}

export function createReader(): Reader {
  return { values: new Map(), expanded: new Map(), own: undefined };
}

/** What a field shows: what the reader entered, as far as the card still allows it; else its initial value. */
export function valueIn(reader: Reader, { node, tag, ...found }: Found): FieldValue {
  const kind = fieldKind(tag);
  const entered = reader.values.get(stateKeyOf({ node, tag, ...found }));
  if (entered !== undefined && kind.keeps?.(node, tag, entered) !== false) return entered;
  return kind.initial(node, tag);
}

export function isUnfolded(reader: Reader, panel: Found): boolean {
  return reader.expanded.get(stateKeyOf(panel)) ?? getOwn(panel.node, 'expanded') === true;
}

export function fieldsOf(reader: Reader, card: Tree): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const found of elementsOf(card)) {
    if (!isField(found.tag)) continue;
    const value = valueIn(reader, found);
    setOwn(fields, keyOf(found), typeof value === 'object' ? [...value] : value);
  }
  return fields;
}

export function panelsOf(reader: Reader, card: Tree): Record<string, boolean> {
  const panels: Record<string, boolean> = {};
  for (const found of elementsOf(card)) {
    if (found.tag !== 'collapsible_panel') continue;
    setOwn(panels, idOf(found.node) ?? found.path, isUnfolded(reader, found));
  }
  return panels;
}
