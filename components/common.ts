import { t } from '../src/schema/field.js';

/** Wire fields the library does not know, written as they are; `check` warns about each. */
export const extra = {
  /** Wire fields that the library does not know, written verbatim (snake_case). `check` warns about each. */
  extra: t.extra(),
};

/** What every component of a body has. */
export const common = {
  /**
   * `element_id`: the name under which the service, `live.stream` and you address this element. A letter, then
   * letters, digits or `_`; at most 20 characters; unique in the card. `lx...` is reserved.
   */
  id: t.id(),
  /** Outer margin, -99 to 99 px a side. @default "0px" */
  margin: t.margin(),
  ...extra,
};

/** Why the lower bound of a padding is uncertain: the structure page and the release notes start at 0. */
export const BOUNDS = 'the field table of its page allows -99 to 99';

/** How a container lays out its children. The gap between stacked ones is each container's own. */
export const layout = {
  /** Whether children are stacked or stand side by side. @default "vertical" */
  direction: t.oneOf(['vertical', 'horizontal'], { default: 'vertical' }),
  /** Gap between children side by side. @default "8px" */
  horizontalSpacing: t.spacing({ default: '8px' }),
  /** Horizontal alignment of the children. @default "left" */
  horizontalAlign: t.oneOf(['left', 'center', 'right'], { default: 'left' }),
  /** Vertical alignment of the children. @default "top" */
  verticalAlign: t.oneOf(['top', 'center', 'bottom'], { default: 'top' }),
};

const perClientUrls = {
  /** Link on PC; `lark://msgcard/unsupported_action` forbids the jump there. */
  pcUrl: t.url({ empty: true }),
  /** Link on iOS; `lark://msgcard/unsupported_action` forbids the jump there. */
  iosUrl: t.url({ empty: true }),
  /** Link on Android; `lark://msgcard/unsupported_action` forbids the jump there. */
  androidUrl: t.url({ empty: true }),
};

/** A link with overrides per client. */
export const multiUrl = {
  /** Link of the clients that have none of their own; http or https. */
  url: t.url({ empty: true }),
  ...perClientUrls,
};

/** What happens when a column is clicked: a jump, never a callback. */
export const jumpAction = t.obj({
  /** Where to. */
  multiUrl: t.obj(multiUrl),
});

const callback = {
  /** Comes back as `action.value`. Always an object: the vendor's SDKs know nothing else. */
  value: t.req(
    t.jsonObject({ doubtful: 'a sample of the vendor passes a string; its SDKs fail on one' }),
  ),
};

/**
 * What happens on a click, in the vendor's form: a link, a callback with a value, or both.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/configuring-card-interactions
 */
export const behaviors = t.list(
  t.union({
    open_url: {
      /** Link of the clients that have none of their own; http or https. */
      defaultUrl: t.req(t.url()),
      ...perClientUrls,
    },
    callback,
  }),
);

/** The same of components that open no links. */
export const callbacks = t.list(t.union({ callback }));

/** A dialog before the interaction is carried out. */
export const confirm = t.obj({
  /** Title of the dialog. */
  title: t.req(t.text()),
  /** Question of the dialog. */
  text: t.req(t.text()),
});
