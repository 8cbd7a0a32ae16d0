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

/** How a container lays out its children. */
export const layout = {
  /** Whether children are stacked or stand side by side. @default "vertical" */
  direction: t.oneOf(['vertical', 'horizontal'], { default: 'vertical' }),
  /** Gap between columns of children. */
  horizontalSpacing: t.spacing(),
  /** Horizontal alignment of the children. @default "left" */
  horizontalAlign: t.oneOf(['left', 'center', 'right'], { default: 'left' }),
  /** Gap between stacked children. Pages disagree on defaults: write it where the look matters. */
  verticalSpacing: t.spacing(),
  /** Vertical alignment of the children. @default "top" */
  verticalAlign: t.oneOf(['top', 'center', 'bottom'], { default: 'top' }),
};

/** Links per client; `lark://msgcard/unsupported_action` forbids the jump on that client. */
const perClientUrls = {
  /** Link on PC. */
  pcUrl: t.url({ empty: true }),
  /** Link on iOS. */
  iosUrl: t.url({ empty: true }),
  /** Link on Android. */
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
    callback: {
      /** Comes back as `action.value`. Always an object: the vendor's SDKs know nothing else. */
      value: t.req(
        t.jsonObject({ doubtful: 'a sample of the vendor passes a string; its SDKs fail on one' }),
      ),
    },
  }),
);

/** A dialog before the interaction is carried out. */
export const confirm = t.obj({
  /** Title of the dialog. */
  title: t.req(t.text()),
  /** Question of the dialog. */
  text: t.req(t.text()),
});
