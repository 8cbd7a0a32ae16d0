/** Words that stand on the page as they are written in code. */
export function code(value: string | number | boolean): string {
  return `\`${value}\``;
}

export function codes(values: readonly (string | number | boolean)[]): string {
  return values.map(code).join(' ');
}

/** The anchor that GitHub gives a heading. */
export function anchor(heading: string): string {
  return `#${heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')}`;
}

export function link(text: string, heading = text): string {
  return `[${text}](${anchor(heading)})`;
}

export function tagLink(component: string): string {
  return link(`\`<${component}>\``, component);
}

/** A JSX tag, a name in snake_case; the plural of ids is a word. */
const CODE = /<\/?[A-Za-z][^<>]*>|"\w+_\w+"|\b(?:\w+\.)?(?!\w+_ids\b)[a-z0-9]+(?:_[a-z0-9]+)+\b/g;

/** Sentences of a source on a page: what is code there without saying so gets its backticks. */
export function prose(text: string): string {
  return text
    .replace(/\{@link (\w+) *\}/g, (_, name: string) => tagLink(name))
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/\*/g, '\\*').replace(CODE, code)))
    .join('')
    .replace(/(?<!\n)\n(?!\n)/g, ' ');
}

/** A table; cells that are empty in every row are left out with their head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = head.flatMap((_, i) => (rows.some((row) => row[i]) ? [i] : []));
  const line = (cells: readonly string[]) =>
    `| ${kept.map((i) => (cells[i] ?? '').replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), `|${kept.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function fenced(language: string, text: string): string {
  // Longer than any fence in it.
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Blocks with an empty line between them; those that are not there are left out. */
export function blocks(...all: readonly (string | false | undefined)[]): string {
  return all.filter((one): one is string => Boolean(one)).join('\n\n');
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[], last = 'and'): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}
