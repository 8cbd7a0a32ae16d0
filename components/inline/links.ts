import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { safeUrl } from '../../src/schema/text/url.js';
import { multiUrl } from '../common.js';
import type { IconToken } from '../display/icon-tokens.js';
import { addressRule, HOST } from './address-rule.js';
import { inLine, LARK_MD, MARKDOWN, PAGE, tag, text } from './common.js';

export const a = define({
  name: 'A',
  place: 'inline',
  page: PAGE,
  children: { kind: 'inert', accepts: ['inline'] },
  dialects: LARK_MD,
  notIn: ['A'],
  fields: {
    /** Where to: http or https, or `tel://` on phones. The service refuses a card with any other scheme. */
    href: t.req(t.string({ minLength: 1 })),
  },
  rules: [
    ({ href }, report) => {
      if (typeof href !== 'string' || href === '' || safeUrl(href) !== undefined) return;
      report({
        code: 'url-scheme',
        field: ['href'],
        message: `href: found ${JSON.stringify(href.slice(0, 60))}; allowed: an address with http, https or tel`,
        hint: /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(href)
          ? `write https://${href}`
          : /^https?:\/\//i.test(href)
            ? HOST
            : '',
      });
    },
  ],
  markdown: (json, children) => ({
    type: 'link',
    url: text(json, 'href'),
    children: inLine(children),
  }),
});

export interface AProps extends DefProps<typeof a> {}

/**
 * A link. Without children the address itself is shown. Its text cannot be coloured.
 *
 * ```tsx
 * <A href="https://example.com/builds/118">build 118</A>
 * ```
 */
export const A = component<AProps>(a);

export const link = define({
  name: 'Link',
  place: 'inline',
  page: PAGE,
  children: { kind: 'letters' },
  dialects: MARKDOWN,
  notIn: ['A'],
  fields: {
    /** A token of the icon library, in front of the text; always blue. */
    icon: t.iconToken<IconToken>(),
    ...multiUrl,
    /** Link of the clients that have none of their own; http or https. */
    url: t.req(t.url()),
  },
  rules: [addressRule('url', 'pc_url', 'ios_url', 'android_url')],
  markdown: ({ icon, url, pc_url, ios_url, android_url }, children) =>
    tag('link', { icon, url, pc_url, ios_url, android_url }, inLine(children)),
});

export interface LinkProps extends DefProps<typeof link> {}

/**
 * A link with an icon, or with a target per client.
 *
 * ```tsx
 * <Link icon="chat_outlined" url="https://example.com/chat">Ask</Link>
 * ```
 */
export const Link = component<LinkProps>(link);
