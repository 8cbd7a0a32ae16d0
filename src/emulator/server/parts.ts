import { getOwn, isObject } from '../../schema/json.js';
import { idOf, isTree, places, type Tree, tagOf } from '../tree.js';
import { linkOf } from '../user/behaviors.js';
import { isField, isRequired } from '../user/fields.js';
import type { FieldValue, ReaderView } from '../user/interaction.js';

/** What a reader does with a component. */
export type Use =
  | 'click'
  | 'check'
  | 'type'
  | 'pick'
  | 'pick-several'
  | 'date'
  | 'time'
  | 'datetime';

/** An interactive component of a card, as a person who operates it needs to know it. */
export interface Part {
  tag: string;
  /** Where it stands, as a JSON Pointer: what an interaction can always name it by. */
  path: string;
  elementId?: string;
  name?: string;
  /** What stands on it, or what it asks for. */
  label: string;
  use: Use;
  disabled: boolean;
  /** The form around it, by its `name` or id. */
  form?: string;
  /** A button that sends its form, or clears it. */
  ends?: 'submit' | 'reset';
  options?: { value: string; text: string }[];
  /** A field of a form that cannot be empty when the form is sent. */
  required?: true;
  /** The link that it opens. */
  opens?: string;
  /** What it shows before anybody has touched it. */
  initial?: string | readonly string[] | boolean;
}

/** A component as one reader sees it. */
export interface SeenPart extends Part {
  /** What the field holds, or what it shows from the start. Absent where nothing is held. */
  value?: FieldValue;
  /** Whether the panel is unfolded. */
  expanded?: boolean;
}

/** The interactive components of a card with what a reader typed, picked and unfolded. */
export function seenParts({ card, fields, expanded }: ReaderView): SeenPart[] {
  return partsOf(card as Tree).map((part) => {
    const { elementId, path } = part;
    const value = getOwn(fields, part.name ?? elementId ?? path);
    const unfolded = getOwn(expanded, elementId ?? path);
    return {
      ...part,
      ...(isField(part.tag) && value !== undefined ? { value: value as FieldValue } : {}),
      ...(part.tag === 'collapsible_panel' ? { expanded: unfolded === true } : {}),
    };
  });
}

const USES: Readonly<Record<string, Use>> = {
  button: 'click',
  interactive_container: 'click',
  checker: 'check',
  input: 'type',
  collapsible_panel: 'click',
  overflow: 'pick',
  select_static: 'pick',
  select_person: 'pick',
  select_img: 'pick',
  multi_select_static: 'pick-several',
  multi_select_person: 'pick-several',
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'datetime',
};

/** The interactive components of a card, in document order. */
export function partsOf(document: Tree): Part[] {
  const all = places(document);
  const paths = pathsIn(document);
  const forms = new Map<Tree, string>();
  for (const { node } of all) {
    if (tagOf(node) !== 'form') continue;
    const called = textIn(node, 'name') || idOf(node) || 'form';
    for (const { node: inside } of places(node)) forms.set(inside, called);
  }
  return all.flatMap(({ node }) => {
    const tag = tagOf(node) ?? '';
    const use = Object.hasOwn(USES, tag) ? USES[tag] : undefined;
    if (!use) return [];
    return [{ tag, path: paths.get(node) ?? '', ...partOf(node, tag, use, forms.get(node)) }];
  });
}

/** The JSON Pointer of every object and list. */
function pathsIn(document: Tree): Map<unknown, string> {
  const paths = new Map<unknown, string>();
  const visit = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    paths.set(value, path);
    for (const [key, member] of Object.entries(value)) {
      visit(member, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  };
  visit(document, '');
  return paths;
}

function partOf(
  node: Tree,
  tag: string,
  use: Use,
  form: string | undefined,
): Omit<Part, 'tag' | 'path'> {
  const several = tag === 'select_img' && getOwn(node, 'multi_select') === true;
  const elementId = idOf(node);
  const name = textIn(node, 'name');
  const ends = tag === 'button' ? endOf(node) : undefined;
  const options = optionsOf(node);
  const initial = initialOf(node, use);
  const opens = use === 'click' ? linkOf(node, 'pc') : undefined;
  const required = form !== undefined && isField(tag) && isRequired(node, tag);
  return {
    ...(elementId === undefined ? {} : { elementId }),
    ...(name === '' ? {} : { name }),
    label: labelOf(node, use) || name || elementId || tag,
    use: several ? 'pick-several' : use,
    disabled: getOwn(node, 'disabled') === true,
    ...(form === undefined ? {} : { form }),
    ...(ends === undefined ? {} : { ends }),
    ...(options === undefined ? {} : { options }),
    ...(required ? { required } : {}),
    ...(opens === undefined ? {} : { opens }),
    ...(initial === undefined ? {} : { initial }),
  };
}

/** Also by the name that the field had in 1.0; the vendor's own samples still write it. */
function endOf(node: Tree): 'submit' | 'reset' | undefined {
  const type = getOwn(node, 'form_action_type') ?? getOwn(node, 'action_type');
  if (type === 'submit' || type === 'form_submit') return 'submit';
  return type === 'reset' || type === 'form_reset' ? 'reset' : undefined;
}

function optionsOf(node: Tree): Part['options'] {
  const options = getOwn(node, 'options');
  if (!Array.isArray(options)) return undefined;
  return options.filter(isTree).map((option) => {
    const value = textIn(option, 'value');
    return { value, text: contentIn(option, 'text') || textIn(option, 'img_key') || value };
  });
}

const INITIALS = [
  'default_value',
  'initial_option',
  'initial_date',
  'initial_time',
  'initial_datetime',
];

function initialOf(node: Tree, use: Use): Part['initial'] {
  if (use === 'check') return getOwn(node, 'checked') === true;
  const several = getOwn(node, 'selected_values');
  if (Array.isArray(several)) return several.filter((value) => typeof value === 'string');
  const given = INITIALS.map((key) => getOwn(node, key)).find((value) => typeof value === 'string');
  const index = getOwn(node, 'initial_index');
  // Counted from 1; 0 is none.
  return given ?? (typeof index === 'number' ? optionsOf(node)?.[index - 1]?.value : undefined);
}

function labelOf(node: Tree, use: Use): string {
  const own =
    contentIn(node, 'text') ||
    contentIn(node, 'label') ||
    contentIn(headerOf(node), 'title') ||
    contentIn(node, 'placeholder');
  // A container has no text of its own: what stands in it first. The first text in a select is an option.
  if (own !== '' || use !== 'click') return own;
  const texts = places(node).map(({ node: inside }) => textIn(inside, 'content'));
  return texts.find((text) => text !== '') ?? '';
}

function headerOf(node: Tree): object {
  const header = getOwn(node, 'header');
  return isObject(header) ? header : {};
}

function contentIn(node: object, key: string): string {
  const text = getOwn(node, key);
  return isObject(text) ? textIn(text, 'content') : '';
}

function textIn(node: object, key: string): string {
  const value = getOwn(node, key);
  return typeof value === 'string' ? value : '';
}
