import { isStreaming } from '../card/streaming.js';
import { type CardJson, getOwn, isObject, type JsonObject } from '../schema/index.js';
import { clean } from '../schema/text/characters.js';

/** Characters of a preview in the chat list; clients show fewer. */
const MAX_CHARS = 60;

/**
 * A card that streams, or did, with a text for the chat list, unless the author wrote one. Without it the list says
 * "generating" for as long as streaming is on, also when a process died meanwhile. It is the title, or how the text
 * begins, with an ellipsis while there is more to come.
 */
export function withSummary(card: CardJson): CardJson {
  if (getOwn(card.config ?? {}, 'summary') !== undefined) return card;
  const streams = isStreaming(card);
  const title = isObject(card.header) ? card.header.title : undefined;
  // While the text grows its beginning is no summary, and one that changed with it would cost a call each time.
  const other = streams ? undefined : firstText(card);
  const text = isObject(title) && hasWords(title) ? title : other;
  const said = (words: unknown) => `${shortened(words)}${streams ? ' …' : ''}`.trim();
  const summary: Record<string, unknown> = { content: said(text?.content) };
  if (isObject(text?.i18n_content)) {
    const texts = Object.entries(text.i18n_content).map(([locale, words]) => [locale, said(words)]);
    summary.i18n_content = Object.fromEntries(texts);
  }
  return { ...card, config: { ...card.config, summary: summary as JsonObject } };
}

function firstText(card: CardJson): JsonObject | undefined {
  return find(card.body?.elements);
}

function find(value: unknown): JsonObject | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = find(item);
      if (found) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  if (hasWords(value) && TEXTS.has(String(value.tag))) return value;
  return find([value.text, value.elements, value.columns]);
}

const TEXTS: ReadonlySet<string> = new Set(['markdown', 'plain_text', 'lark_md']);

function hasWords({ content }: JsonObject): boolean {
  return shortened(content) !== '';
}

/** The words of the first line, without markup: the list shows none. */
function shortened(content: unknown): string {
  if (typeof content !== 'string') return '';
  const line =
    content
      .split('\n')
      .map(plainWords)
      .find((words) => words !== '') ?? '';
  const chars = [...line];
  return chars.length > MAX_CHARS ? `${chars.slice(0, MAX_CHARS).join('')}…` : line;
}

function plainWords(line: string): string {
  const words = line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/^[\s>#*\-`|:]+|[*`~]{1,3}(?=\S)|(?<=\S)[*`~]{1,3}/g, '')
    // Last: what was encoded was meant as it is.
    .replace(/&#(\d{1,7});/g, (_, code) => character(Number(code)));
  return clean(words).trim();
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
