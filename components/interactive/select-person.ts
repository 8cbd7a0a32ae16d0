import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { OptionEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { input, LEGACY_VALUE, listLook } from './common.js';
import { initialOptions } from './initial-options.js';
import { personOption } from './option.js';
import { uniqueValues } from './unique-values.js';

const options = {
  kind: 'elements',
  wire: 'options',
  accepts: 'option',
  item: personOption,
} as const;

export const selectPerson = define({
  name: 'SelectPerson',
  tag: 'select_person',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/single-select-user-picker',
  children: options,
  callsBack: () => true,
  fields: {
    ...input,
    ...listLook,
    /** open_id picked at first; one of the options. */
    initialOption: t.string(),
    /** Called when somebody is picked, outside a form. */
    onChange: t.handler<OptionEvent>('callback'),
  },
  legacy: LEGACY_VALUE,
  rules: [uniqueValues, initialOptions],
});

export interface SelectPersonProps extends DefProps<typeof selectPerson> {}

/**
 * A list of people of which one is picked: those of the options (open_ids), or without any the members of the chat.
 *
 * ```tsx
 * <SelectPerson placeholder="Owner"><Option value="ou_..." /></SelectPerson>
 * ```
 */
export const SelectPerson = component<SelectPersonProps>(selectPerson);

export const multiSelectPerson = define({
  name: 'MultiSelectPerson',
  tag: 'multi_select_person',
  place: 'element',
  page: 'card-json-v2-components/interactive-components/multi-select-user-picker',
  children: options,
  callsBack: () => true,
  needsForm: 'a later reference of the vendor shows it outside forms',
  fields: {
    ...input,
    ...listLook,
    /** Name of the value; unique in the card. Comes back as the key of `form_value`. */
    name: t.req(t.name()),
    /** open_ids picked at first; of the options. */
    selectedValues: t.list(t.string()),
  },
  legacy: LEGACY_VALUE,
  rules: [uniqueValues, initialOptions],
});

export interface MultiSelectPersonProps extends DefProps<typeof multiSelectPerson> {}

/**
 * A list of people of which several are picked; inside a form.
 *
 * ```tsx
 * <MultiSelectPerson name="reviewers" required={false} />
 * ```
 */
export const MultiSelectPerson = component<MultiSelectPersonProps>(multiSelectPerson);
