import type { Issue } from './issue.js';

/** What makes other things wrong: mended, it may take others away. */
const CAUSES: ReadonlySet<string> = new Set([
  'schema',
  'tag-unknown',
  'tag-legacy',
  'not-renderable',
  'text-not-allowed',
  'parent',
  'root-only',
  'form-nesting',
  'field-unknown',
  'field-legacy',
  'field-duplicate',
]);

/** What is counted over the whole card. */
const SUMS: ReadonlySet<string> = new Set(['elements', 'tables', 'charts', 'bytes']);

/** How the members of a card are written. */
const ROOT: readonly string[] = ['schema', 'config', 'card_link', 'header', 'body'];

/**
 * Puts the issues of a card in the order in which they are best read, and each in once.
 *
 * ```text
 * enum          /body/elements/2/size                     tag-unknown   /body/elements/1    a cause
 * elements      (the card)              error             field-missing /header/title       as in the card
 * tag-unknown   /body/elements/1                     ->   enum          /body/elements/2/size
 * field-missing /header/title                             elements      (the card)          a sum
 * field-legacy  /config/...             warning           field-legacy  /config/...         a warning
 * ```
 */
export function orderIssues(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  const groups: Issue[][] = [];
  for (const issue of issues) {
    const { code, severity, path, message } = issue;
    const said = JSON.stringify([code, severity, path, message]);
    if (seen.has(said)) continue;
    seen.add(said);
    const rank = CAUSES.has(code) ? 0 : SUMS.has(code) ? 2 : 1;
    const group = (severity === 'error' ? 0 : 3) + rank;
    groups[group] ??= [];
    groups[group]?.push(issue);
  }
  // Each by itself, so that what is in order stays as it is.
  return groups.flatMap((group) => {
    const compare = documentOrder(group.map(({ path }) => path));
    return group.sort((a, b) => compare(a.path, b.path));
  });
}

/**
 * Compares JSON Pointers by their place in the document: what is around something comes before it, items come by their
 * number. Members of an object come as they were met first, since a pointer does not say which was written first.
 */
function documentOrder(paths: readonly string[]): (a: string, b: string) => number {
  const places = new Map<string, number>();
  ROOT.forEach((name, i) => {
    places.set(`/${name}`, i - ROOT.length);
  });
  for (const path of paths) {
    for (let end = path.indexOf('/', 1); path !== ''; end = path.indexOf('/', end + 1)) {
      const part = end < 0 ? path : path.slice(0, end);
      const step = part.slice(part.lastIndexOf('/') + 1);
      if (!places.has(part)) places.set(part, INDEX.test(step) ? Number(step) : places.size);
      if (end < 0) break;
    }
  }
  return (a, b) => {
    const left = a.split('/');
    const right = b.split('/');
    const shorter = Math.min(left.length, right.length);
    let path = '';
    for (let i = 1; i < shorter; i++) {
      if (left[i] !== right[i]) {
        const place = (step: string | undefined) => places.get(`${path}/${step}`) ?? 0;
        return place(left[i]) - place(right[i]);
      }
      path += `/${left[i]}`;
    }
    return left.length - right.length;
  };
}

const INDEX = /^\d+$/;
