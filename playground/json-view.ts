import { h } from './dom.js';

/** Characters of a line; what fits stays on one. */
const WIDTH = 76;
/** Above this it is shown without colours. */
const MAX_COLOURED = 200_000;

/** JSON, pretty-printed and coloured: short objects and arrays on one line, as one writes them by hand. */
export function jsonView(value: unknown): HTMLElement {
  const pre = h('pre', { class: 'json' });
  const plain = JSON.stringify(value, null, 2) ?? '';
  if (plain.length > MAX_COLOURED) pre.append(plain);
  else print(pre, value, 0, 0);
  return pre;
}

/** @param used What stands on the line already. */
function print(out: HTMLElement, value: unknown, indent: number, used: number): void {
  if (typeof value !== 'object' || value === null) {
    out.append(scalar(value));
    return;
  }
  const entries = Object.entries(value);
  const isArray = Array.isArray(value);
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  const flat = lengthOf(value) <= WIDTH - used;
  const step = flat ? (isArray || entries.length === 0 ? '' : ' ') : `\n${' '.repeat(indent + 2)}`;
  out.append(open);
  entries.forEach(([key, member], i) => {
    out.append(i > 0 ? (flat ? ', ' : `,${step}`) : step);
    let before = indent + 2;
    if (!isArray) {
      const name = JSON.stringify(key);
      out.append(h('span', { class: 'json-key' }, name), ': ');
      before += name.length + 2;
    }
    print(out, member, indent + 2, flat ? 0 : before);
  });
  out.append(flat ? step : `\n${' '.repeat(indent)}`, close);
}

/** Length on one line: one space behind each colon and comma, and inside braces. */
function lengthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).length;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + lengthOf(item) + 2, value.length > 0 ? 0 : 2);
  }
  const entries = Object.entries(value);
  return entries.reduce(
    (sum, [key, member]) => sum + JSON.stringify(key).length + 4 + lengthOf(member),
    2,
  );
}

function scalar(value: unknown): HTMLElement {
  const kind = typeof value === 'string' ? 'string' : 'atom';
  return h('span', { class: `json-${kind}` }, JSON.stringify(value));
}
