import { component, type DefProps, define, type Rule } from '../../src/schema/definition.js';
import type { DateEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { input, LEGACY_VALUE } from './common.js';

const DATE = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const exactly = (form: string): RegExp => new RegExp(`^${form}$`);

const picker = {
  ...input,
  /** Called when something is picked, outside a form. */
  onChange: t.handler<DateEvent>('callback'),
};

/** Without either of them old clients show nothing. */
const placeholderOr =
  (initial: string): Rule =>
  (json, report) => {
    if (json.placeholder !== undefined || json[initial] !== undefined) return;
    report({
      code: 'field-missing',
      field: ['placeholder'],
      message: `it needs placeholder or ${initial}`,
      severity: 'warning',
    });
  };

export const datePicker = define({
  name: 'DatePicker',
  tag: 'date_picker',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/date-picker',
  children: { kind: 'none' },
  callsBack: () => true,
  fields: {
    ...picker,
    /** Date at first: `yyyy-MM-dd`, without an offset. */
    initialDate: t.string({ pattern: exactly(DATE), says: 'yyyy-MM-dd' }),
  },
  legacy: LEGACY_VALUE,
});

export interface DatePickerProps extends DefProps<typeof datePicker> {}

/**
 * Picks a date. The answer carries the offset of the zone the reader is in.
 *
 * ```tsx
 * <DatePicker placeholder="Due" initialDate="2026-01-31" />
 * ```
 */
export const DatePicker = component<DatePickerProps>(datePicker);

export const timePicker = define({
  name: 'TimePicker',
  tag: 'picker_time',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/time-selector',
  children: { kind: 'none' },
  callsBack: () => true,
  fields: {
    ...picker,
    /** Time at first: `HH:mm`, without an offset. */
    initialTime: t.string({ pattern: exactly(TIME), says: 'HH:mm' }),
  },
  legacy: LEGACY_VALUE,
  rules: [placeholderOr('initial_time')],
});

export interface TimePickerProps extends DefProps<typeof timePicker> {}

/**
 * Picks a time of day. The answer carries the offset of the zone the reader is in.
 *
 * ```tsx
 * <TimePicker placeholder="At" initialTime="09:30" />
 * ```
 */
export const TimePicker = component<TimePickerProps>(timePicker);

export const dateTimePicker = define({
  name: 'DateTimePicker',
  tag: 'picker_datetime',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/date-time-picker',
  children: { kind: 'none' },
  callsBack: () => true,
  fields: {
    ...picker,
    /** Date and time at first: `yyyy-MM-dd HH:mm`, without an offset. */
    initialDatetime: t.string({
      pattern: exactly(`${DATE} ${TIME}`),
      says: 'yyyy-MM-dd HH:mm',
    }),
  },
  legacy: LEGACY_VALUE,
  rules: [placeholderOr('initial_datetime')],
});

export interface DateTimePickerProps extends DefProps<typeof dateTimePicker> {}

/**
 * Picks a date and a time. The answer carries the offset of the zone the reader is in.
 *
 * ```tsx
 * <DateTimePicker placeholder="Starts" initialDatetime="2026-01-31 09:30" />
 * ```
 */
export const DateTimePicker = component<DateTimePickerProps>(dateTimePicker);
