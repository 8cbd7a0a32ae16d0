import type { Rule } from '../../src/schema/definition.js';
import { safeUrl } from '../../src/schema/text/url.js';

/**
 * Reports addresses that no link of a markdown text can have, although their scheme is right: `https://exa mple.com`,
 * `http://[::1]/`. The scheme itself is checked with the field.
 *
 * @param fields names on the wire
 */
export function addressRule(...fields: readonly string[]): Rule {
  return (json, report) => {
    for (const field of fields) {
      const url = json[field];
      if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) continue;
      if (safeUrl(url) !== undefined) continue;
      report({
        code: 'url-scheme',
        field: [field],
        message: `${field}: found ${JSON.stringify(url.slice(0, 60))}; allowed: an address with http or https`,
        hint: HOST,
      });
    }
  };
}

/** What is wrong with an address of the right scheme. */
export const HOST = 'its host is none: a name, or a number of IPv4, without blanks and brackets';
