import { HEADER_TEMPLATES } from '../../src/schema/color.js';
import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { MAX_HEADER_TAGS } from '../../src/schema/limits.js';
import { BOUNDS, extra } from '../common.js';
import { icon } from './icon.js';
import { textTag } from './text-tag.js';

/** Its `<LarkMd>` understands less than elsewhere. */
const TITLE = { tags: ['plain_text', 'lark_md'], dialect: 'mentions' } as const;

export const header = define({
  name: 'Header',
  place: 'header',
  page: 'card-json-v2-components/content-components/title',
  children: {
    kind: 'elements',
    wire: 'text_tag_list',
    accepts: 'text_tag',
    maxShown: MAX_HEADER_TAGS,
  },
  fields: {
    /** Title; at most 4 lines are shown. `<LarkMd>` understands mentions and emoji here. */
    title: t.req(t.text(TITLE)),
    /** Subtitle; one line. */
    subtitle: t.text(TITLE),
    /** Text tags per language, instead of the children; at most 3 each are shown. */
    i18nTextTagList: t.locales(t.list(t.part(textTag), { maxShown: MAX_HEADER_TAGS })),
    /** Theme colour: green done, orange warning, red error, grey void. @default "default" */
    template: t.oneOf(HEADER_TEMPLATES, { default: 'default' }),
    /** Icon in front of the title. */
    icon: t.part(icon),
    /** Inner padding, 0 to 99 px. @default "12px" */
    padding: t.padding({ default: '12px', doubtful: BOUNDS }),
    ...extra,
  },
  legacy: {
    ud_icon: { use: 'icon', refused: true },
    i18n: { use: 'i18n_content of title and subtitle', refused: true },
  },
});

export interface HeaderProps extends DefProps<typeof header> {}

/**
 * The title area of a card; text tags are its children.
 *
 * ```tsx
 * <Header title="Build 118" subtitle="main" template="green"><TextTag>ci</TextTag></Header>
 * ```
 */
export const Header = component<HeaderProps>(header);
