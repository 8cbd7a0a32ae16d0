import type { Json } from './oracle.js';

const COMMON = 'tag element_id margin';
const TEXT_KEYS = 'tag element_id content i18n_content text_size text_color text_align lines';
const BOX = `${COMMON} direction horizontal_spacing horizontal_align vertical_spacing vertical_align padding`;

/** Properties of the components that the random cards are made of, as the vendor's pages list them. */
const KNOWN: Readonly<Record<string, string>> = {
  plain_text: TEXT_KEYS,
  lark_md: TEXT_KEYS,
  standard_icon: 'tag element_id token color size',
  markdown: `${COMMON} content i18n_content text_align text_size icon href`,
  div: `${COMMON} text icon width`,
  hr: COMMON,
  button: `${COMMON} type size width text icon hover_tips disabled disabled_tips confirm behaviors name required form_action_type`,
  column_set: `${COMMON} horizontal_spacing horizontal_align flex_mode background_style columns action`,
  column: `${BOX} background_style width weight elements action`,
  collapsible_panel: `${BOX} expanded background_color header border elements`,
  form: `${BOX} name elements confirm`,
  interactive_container: `${BOX} width height background_style has_border border_color corner_radius behaviors hover_tips disabled disabled_tips confirm elements`,
  table: `${COMMON} page_size row_height row_max_height freeze_first_column header_style columns rows`,
  chart: `${COMMON} aspect_ratio color_theme chart_spec preview height`,
};

const TEXTS = ['plain_text', 'lark_md'];
const ICONS = ['standard_icon', 'custom_icon'];

/** What the pages let stand in a property of an object; undefined where it is no matter of tags. */
function taken(owner: Json, key: string, holder: Json): readonly string[] | undefined {
  if (key === 'icon') return ICONS;
  if (key === 'subtitle') return TEXTS;
  if (key === 'text') return owner.tag === 'div' ? TEXTS : ['plain_text'];
  if (key !== 'title') return undefined;
  return holder.tag === 'collapsible_panel' ? ['plain_text', 'markdown'] : TEXTS;
}

/** Whether a form or a table stands in a container, or something in a place of a text or an icon that is neither. */
export function misplacedIn(tree: Json): boolean {
  const body: readonly Json[] = Array.isArray(tree.body?.elements) ? tree.body.elements : [];
  const wrong = (value: Json, holder: Json, owner: Json): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) return value.some((one) => wrong(one, holder, owner));
    if (['form', 'table'].includes(value.tag) && !body.includes(value)) return true;
    return Object.entries<Json>(value).some(([key, child]) => {
      if (DATA.includes(key)) return false;
      const tags = taken(value, key, owner);
      const isTaken = (one: Json) => typeof one?.tag !== 'string' || tags?.includes(one.tag);
      if (tags && !isTaken(child)) return true;
      if (tags && Array.isArray(child) && child.some((one) => one?.tag !== undefined)) return true;
      return wrong(child, owner, value);
    });
  };
  return wrong(tree, {}, {});
}

/** Members that are data, or whose members are no components. */
const DATA = ['chart_spec', 'rows', 'value'];

/** Whether there is a tag or a property of a component that Card JSON 2.0 does not have. */
export function unknownIn(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(unknownIn);
  const { tag } = value;
  if (typeof tag === 'string') {
    if (!Object.hasOwn(KNOWN, tag)) return true;
    const allowed = KNOWN[tag]!.split(' ');
    if (!Object.keys(value).every((key) => allowed.includes(key))) return true;
  }
  return Object.entries(value).some(([key, child]) => !DATA.includes(key) && unknownIn(child));
}

/** The JSON types of properties, as far as the random cards have them wrong now and then. */
const TYPES: Readonly<Record<string, string>> = {
  content: 'string',
  margin: 'string',
  expanded: 'boolean',
  page_size: 'number',
  text: 'object',
  icon: 'object',
  header: 'object',
  i18n_content: 'object',
  chart_spec: 'object',
  behaviors: 'array',
  rows: 'array',
};

/** Whether a known property has a value of another type than it should; null is none. */
export function mistypedIn(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(mistypedIn);
  const { tag } = value;
  const known = typeof tag === 'string' ? (KNOWN[tag]?.split(' ') ?? []) : undefined;
  return Object.entries<Json>(value).some(([key, child]) => {
    // Whatever stands in a property that nobody knows, nobody knows its type.
    if (child === null || known?.includes(key) === false) return false;
    const type = Array.isArray(child) ? 'array' : typeof child;
    if (known && (TYPES[key] ?? type) !== type) return true;
    if (key === 'behaviors' && child.some((one: Json) => typeof one === 'string')) return true;
    return !DATA.includes(key) && mistypedIn(child);
  });
}
