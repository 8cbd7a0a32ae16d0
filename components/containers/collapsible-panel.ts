import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { BOUNDS, common, extra, layout } from '../common.js';
import { icon } from '../display/icon.js';

const PAGE = 'card-json-v2-components/containers/collapsible-panel';

export const panelHeader = define({
  name: 'PanelHeader',
  place: 'panel_header',
  page: PAGE,
  children: { kind: 'none' },
  fields: {
    /** Title: plain words, or `<Markdown>`. */
    title: t.text({ tags: ['plain_text', 'markdown'] }),
    /** Background, by name; the panel's shows through where there is none. */
    backgroundColor: t.color(),
    /** Width of the clickable area. @default "fill" */
    width: t.oneOf(['fill', 'auto', 'auto_when_fold'], { default: 'fill', since: '7.32' }),
    /** Vertical alignment of the title. @default "center" */
    verticalAlign: t.oneOf(['top', 'center', 'bottom'], { default: 'center' }),
    /**
     * Inner padding, 0 to 99 px: one value or four; the service refuses two. Pages disagree on what it is otherwise:
     * `0`, or `4px 8px` where there is a border or a background.
     */
    padding: t.fourSides({ doubtful: BOUNDS }),
    /** The folding icon. */
    icon: t.part(icon),
    /** Where the icon stands. @default "right" */
    iconPosition: t.oneOf(['left', 'right', 'follow_text'], { default: 'right' }),
    /** Turn of the icon while the panel is open, in degrees; positive is clockwise. @default 180 */
    iconExpandedAngle: t.oneOf([-180, -90, 90, 180], { default: 180 }),
    /** Where the header stands. Only in a sample of the vendor: avoid it. */
    position: t.oneOf(['top', 'bottom'], { doubtful: 'no page lists it' }),
    ...extra,
  },
  // On no page, but in cards that are sent every day.
  legacy: {
    text_color: { use: 'text_color of the title' },
    text_size: { use: 'text_size of the title' },
  },
});

export interface PanelHeaderProps extends DefProps<typeof panelHeader> {}

/** The always visible line of a {@link CollapsiblePanel}. */
export const PanelHeader = component<PanelHeaderProps>(panelHeader);

export const collapsiblePanel = define({
  name: 'CollapsiblePanel',
  tag: 'collapsible_panel',
  place: 'element',
  page: PAGE,
  children: {
    kind: 'elements',
    wire: 'elements',
    accepts: 'element',
    parts: { header: { definition: panelHeader, required: true } },
  },
  layer: true,
  fields: {
    ...common,
    ...layout,
    /** Gap between stacked children. Pages disagree, 8px or 12px: write it where the look matters. @default "8px" */
    verticalSpacing: t.spacing({ default: '8px' }),
    /** Whether it is open at first; after that the reader decides. @default false */
    expanded: t.boolean({ default: false }),
    /** Padding of the content, 0 to 99 px. Pages disagree on what it is otherwise: `0px`, or `8px` on top at least. */
    padding: t.padding({ doubtful: BOUNDS }),
    /** Background of the whole panel, by name. */
    backgroundColor: t.color(),
    /** A border; its presence draws it. */
    border: t.obj({
      /** Colour, by name. @default "grey" */
      color: t.color([], { default: 'grey' }),
      /** Radius of the corners. @default "5px" */
      cornerRadius: t.radius({ default: '5px' }),
    }),
  },
  legacy: {
    expand: { use: 'expanded', refused: true },
    background_style: { use: 'background_color', refused: true },
  },
});

export interface CollapsiblePanelProps extends DefProps<typeof collapsiblePanel> {}

/**
 * A section that the reader can fold.
 *
 * ```tsx
 * <CollapsiblePanel>
 *   <PanelHeader title="Log" />
 *   <Markdown>...</Markdown>
 * </CollapsiblePanel>
 * ```
 */
export const CollapsiblePanel = component<CollapsiblePanelProps>(collapsiblePanel);
