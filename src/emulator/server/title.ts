import { getOwn, isObject } from '../../schema/json.js';
import { places, type Tree } from '../tree.js';

const SHOWN = 60;

/** What people call a card by: the title of its header, or the first words in it; `''` where it has none. */
export function titleOf(document: Tree): string {
  const header = getOwn(document, 'header');
  const title = isObject(header) ? getOwn(header, 'title') : undefined;
  const own = isObject(title) ? wordsIn(title) : '';
  if (own !== '') return own;
  for (const { node } of places(document)) {
    const words = wordsIn(node);
    if (words !== '') return words;
  }
  return '';
}

/** The first line of a text, without what marks it as a heading. */
function wordsIn(text: object): string {
  const content = getOwn(text, 'content');
  if (typeof content !== 'string') return '';
  const line = content.trimStart().split('\n', 1)[0] ?? '';
  const words = line.replace(/^#+\s+/, '').trim();
  return words.length > SHOWN ? `${words.slice(0, SHOWN).trimEnd()}...` : words;
}
