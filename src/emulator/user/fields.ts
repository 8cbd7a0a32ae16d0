import { getOwn } from '../../schema/json.js';
import type { Tree } from '../tree.js';
import type { Blocked, FieldValue } from './interaction.js';
import { initialOption, initialOptions, isOffered, pickFault } from './options.js';
import type { CallbackAction } from './payload.js';
import { withOffset } from './zone.js';

/** Where and when the reader is; pickers send it. */
export interface Here {
  readonly zone: string;
  readonly now: number;
}

/** How the client treats a component that holds a value. */
interface FieldKind {
  /** The member of an interaction that fills it in. */
  takes(node: Tree): 'input' | 'option' | 'options' | 'checked';
  /** What it shows before anybody used it. */
  initial(node: Tree, tag: string): FieldValue;
  /** Whether what the reader entered can still be there, after the card was changed. */
  keeps?(node: Tree, tag: string, value: FieldValue): boolean;
  /** Why a person cannot enter this. */
  fault(node: Tree, tag: string, value: FieldValue): Blocked | undefined;
  /** What it adds to the action, outside a form. */
  alone(value: FieldValue, here: Here): Omit<CallbackAction, 'tag'>;
  /** What stands in `form_value`. */
  inForm(value: FieldValue, here: Here): string | string[] | boolean;
}

const input: FieldKind = {
  takes: () => 'input',
  initial: (node) => stringIn(node, 'default_value'),
  fault(node, _tag, value) {
    const text = String(value);
    const max = maxLength(node);
    if ([...text].length > max) {
      return { reason: 'too-long', message: `at most ${max} characters can be typed` };
    }
    if (/[\r\n]/.test(text) && getOwn(node, 'input_type') !== 'multiline_text') {
      return { reason: 'not-offered', message: 'the field has one line' };
    }
    return undefined;
  },
  alone: (value) => ({ input_value: String(value) }),
  inForm: String,
};

const single: FieldKind = {
  takes: () => 'option',
  initial: initialOption,
  keeps: (node, tag, value) => isOffered(node, tag, String(value)),
  fault: (node, tag, value) => pickFault(node, tag, String(value)),
  alone: (value) => ({ option: String(value) }),
  inForm: String,
};

const several: FieldKind = {
  takes: () => 'options',
  initial: initialOptions,
  keeps: (node, tag, value) => listOf(value).every((one) => isOffered(node, tag, one)),
  fault(node, tag, value) {
    for (const one of listOf(value)) {
      const fault = pickFault(node, tag, one);
      if (fault) return fault;
    }
    return undefined;
  },
  alone: (value) => ({ options: [...listOf(value)] }),
  inForm: (value) => [...listOf(value)],
};

/** One image or several, by a field of its own. The official sample of one has a bare string in `options`. */
const image: FieldKind = {
  takes: (node) => (takesSeveral(node) ? 'options' : 'option'),
  initial: (node) => (takesSeveral(node) ? [] : ''),
  keeps: (node, tag, value) => kindOfImage(value).keeps?.(node, tag, value) === true,
  fault: (node, tag, value) => kindOfImage(value).fault(node, tag, value),
  alone: (value) => ({ options: typeof value === 'string' ? value : [...listOf(value)] }),
  inForm: (value, here) => kindOfImage(value).inForm(value, here),
};

const picker = (initial: string, form: RegExp, example: string): FieldKind => ({
  takes: () => 'option',
  initial: (node) => stringIn(node, initial),
  fault(_node, _tag, value) {
    const text = String(value);
    if (form.test(text) && isOnCalendar(text)) return undefined;
    return {
      reason: 'not-offered',
      message: `${JSON.stringify(text)} cannot be picked; for example, ${example} can`,
    };
  },
  alone: (value, { zone, now }) => ({
    option: withOffset(String(value), zone, now),
    timezone: zone,
  }),
  inForm: (value, { zone, now }) => (value === '' ? '' : withOffset(String(value), zone, now)),
});

const checker: FieldKind = {
  takes: () => 'checked',
  initial: (node) => getOwn(node, 'checked') === true,
  fault: () => undefined,
  alone: (value) => ({ checked: value === true }),
  inForm: (value) => value === true,
};

const DATE = '\\d{4}-\\d{2}-\\d{2}';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';

const KINDS: ReadonlyMap<string, FieldKind> = new Map([
  ['input', input],
  ['select_static', single],
  ['multi_select_static', several],
  ['select_person', single],
  ['multi_select_person', several],
  ['select_img', image],
  ['date_picker', picker('initial_date', new RegExp(`^${DATE}$`), '2024-04-01')],
  ['picker_time', picker('initial_time', new RegExp(`^${TIME}$`), '05:05')],
  [
    'picker_datetime',
    picker('initial_datetime', new RegExp(`^${DATE} ${TIME}$`), '2024-04-29 07:07'),
  ],
  ['checker', checker],
]);

export function isField(tag: string): boolean {
  return KINDS.has(tag);
}

export function fieldKind(tag: string): FieldKind {
  const kind = KINDS.get(tag);
  if (!kind) throw new TypeError(`a ${tag} holds no value`);
  return kind;
}

/** Whether a form cannot be sent while it is empty. Only one component is documented to be required by itself. */
export function isRequired(node: Tree, tag: string): boolean {
  if (tag === 'checker') return false;
  const required = getOwn(node, 'required');
  return required === undefined ? tag === 'multi_select_static' : required === true;
}

export function isEmpty(value: FieldValue): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function listOf(value: FieldValue): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function takesSeveral(node: Tree): boolean {
  return getOwn(node, 'multi_select') === true;
}

function kindOfImage(value: FieldValue): FieldKind {
  return typeof value === 'string' ? single : several;
}

function stringIn(node: Tree, key: string): string {
  const value = getOwn(node, key);
  return typeof value === 'string' ? value : '';
}

/** Documented as 1 to 1000, and as 1000 where nothing is said. */
function maxLength(node: Tree): number {
  const max = getOwn(node, 'max_length');
  return typeof max === 'number' && max >= 1 && max <= 1000 ? max : 1000;
}

/** Whether the date in a text exists; a text without a date has none to be wrong. */
function isOnCalendar(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (date === undefined) return true;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
