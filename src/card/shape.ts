import type { Children, Definition, Part } from '../schema/definition.js';
import type { Field, Fields } from '../schema/field.js';
import { wireName } from './build.js';

/** What may stand under one name on the wire. */
export type Entry =
  | { readonly kind: 'field'; readonly prop: string; readonly field: Field<unknown> }
  | { readonly kind: 'group'; readonly shape: Shape }
  | { readonly kind: 'elements'; readonly children: Extract<Children, { kind: 'elements' }> }
  | { readonly kind: 'part'; readonly part: Part };

/** The members of an object on the wire, by name. */
export type Shape = ReadonlyMap<string, Entry>;

const SHAPES = new WeakMap<object, Shape>();

/** The wire side of a definition: its fields by wire name, grouped as they are nested there. */
export function shapeOf(definition: Definition): Shape {
  return memo(definition, () => {
    const shape = fieldsShape(definition.fields);
    const { children } = definition;
    if (children.kind === 'elements') {
      const target = children.at ? group(shape, children.at) : shape;
      target.set(children.wire, { kind: 'elements', children });
      for (const [wire, part] of Object.entries(children.parts ?? {})) {
        shape.set(wire, { kind: 'part', part });
      }
    }
    return shape;
  });
}

/** The same for the fields of an object that is no component. */
export function shapeOfFields(fields: Fields): Shape {
  return memo(fields, () => fieldsShape(fields));
}

function memo(key: object, make: () => Shape): Shape {
  const known = SHAPES.get(key);
  if (known) return known;
  const made = make();
  SHAPES.set(key, made);
  return made;
}

function fieldsShape(fields: Fields): Map<string, Entry> {
  const shape = new Map<string, Entry>();
  for (const [prop, field] of Object.entries(fields)) {
    if (field.kind === 'extra' || field.kind === 'live') continue;
    const target = field.rule.at ? group(shape, field.rule.at) : shape;
    target.set(wireName(prop, field), { kind: 'field', prop, field });
  }
  return shape;
}

function group(shape: Map<string, Entry>, name: string): Map<string, Entry> {
  const there = shape.get(name);
  if (there?.kind === 'group') return there.shape as Map<string, Entry>;
  const made = new Map<string, Entry>();
  shape.set(name, { kind: 'group', shape: made });
  return made;
}
