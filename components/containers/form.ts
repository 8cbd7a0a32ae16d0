import { component, type DefProps, define } from '../../src/schema/definition.js';
import type { SubmitEvent } from '../../src/schema/events.js';
import { t } from '../../src/schema/field.js';
import { BOUNDS, common, layout } from '../common.js';

export const form = define({
  name: 'Form',
  tag: 'form',
  place: 'element',
  page: 'card-json-v2-components/containers/form-container',
  children: { kind: 'elements', wire: 'elements', accepts: 'element', required: true },
  layer: true,
  rootOnly: true,
  callsBack: () => true,
  fields: {
    ...common,
    ...layout,
    /** Gap between children side by side. Pages disagree, 8px or 12px: write it where the look matters. @default "8px" */
    horizontalSpacing: t.spacing({ default: '8px' }),
    /** Gap between stacked children. @default "12px" */
    verticalSpacing: t.spacing({ default: '12px' }),
    /** Identifies the form; unique in the card. */
    name: t.req(t.name()),
    /** Inner padding, 0 to 99 px. @default "0px" */
    padding: t.padding({ default: '0px', doubtful: BOUNDS }),
    /** Called with all values when a submit button is pressed. */
    onSubmit: t.handler<SubmitEvent>('submit'),
  },
  legacy: {
    fallback: { use: 'nothing: only a demo card of the vendor has it' },
    confirm: { use: 'confirm of the submit button', refused: true },
  },
});

export interface FormProps extends DefProps<typeof form> {}

/**
 * Collects inputs on the client and sends them in one callback when a submit button is pressed. Stands in the body
 * only, has a submit button somewhere in it, and every interactive component in it has a `name` of its own.
 *
 * ```tsx
 * <Form name="leave">
 *   <Input name="reason" required />
 *   <Button name="send" formActionType="submit" type="primary">Send</Button>
 * </Form>
 * ```
 */
export const Form = component<FormProps>(form);
