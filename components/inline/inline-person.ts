import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { MARKDOWN, PAGE, tag, USER_ID } from './common.js';

export const inlinePerson = define({
  name: 'InlinePerson',
  place: 'inline',
  page: PAGE,
  children: { kind: 'none' },
  dialects: MARKDOWN,
  fields: {
    /** open_id, union_id or user_id; one that the app cannot see may make the service refuse the card. */
    id: t.req(t.string(USER_ID)),
    /** Whether the name is shown. @default true */
    showName: t.boolean({ default: true }),
    /** Whether the avatar is shown. @default true */
    showAvatar: t.boolean({ default: true }),
    /** Plain, or a capsule. @default "normal" */
    style: t.oneOf(['normal', 'capsule'], { default: 'normal' }),
  },
  markdown: ({ id, show_name, show_avatar, style }) =>
    tag('person', { id, show_name, show_avatar, style }),
});

export interface InlinePersonProps extends DefProps<typeof inlinePerson> {}

/**
 * A user inside a text. Nobody is notified; between elements it is {@link Person}.
 *
 * ```tsx
 * <InlinePerson id="ou_1" style="capsule" />
 * ```
 */
export const InlinePerson = component<InlinePersonProps>(inlinePerson);
