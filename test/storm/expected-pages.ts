import type { CardJson } from 'larkx';
import { renderCard } from '../../src/card/render.js';
import { withoutAssignedIds } from '../support/assigned-ids.js';
import { asWritten } from '../support/stage.js';
import { type StormCard, type Streamed, stormCard } from './storm-card.js';

/**
 * What is wrong with the pages of a card, if anything: all of its children stand on them once and in order, and a
 * streamed text that was cut continues on the next page where it ended on the one before. Says nothing about where a
 * card is to be divided.
 */
export function expectedPages(
  pages: readonly CardJson[],
  card: StormCard,
  texts: ReadonlyMap<string, Streamed>,
): string[] {
  const rendered = (some: ReadonlyMap<string, Streamed>) =>
    renderCard(stormCard(card, 0, some), { size: 'any' });
  const whole = rendered(texts);
  const found: string[] = [];
  for (const [i, page] of pages.entries()) {
    const { body: _body, ...around } = asWritten(page, whole);
    const { body: _elements, ...wanted } = whole;
    if (textOf(aroundOf(around)) !== textOf(aroundOf(wanted))) {
      found.push(`page ${i + 1} has around it ${textOf(around)}, wanted ${textOf(wanted)}`);
    }
  }

  const shown = pages.flatMap((page, number) =>
    (page.body?.elements ?? []).map((child, i, all) => ({
      child,
      number,
      isLast: i === all.length - 1,
    })),
  );
  let next = 0;
  for (const child of whole.body?.elements ?? []) {
    const one = shown[next];
    if (one && textOf(one.child) === textOf(child)) {
      next++;
      continue;
    }
    const streamed = texts.get(child.element_id ?? '');
    const after = streamed && one && stretch(next, child.element_id as string, streamed);
    if (after === undefined) {
      const where = one
        ? `page ${one.number + 1} goes on with ${textOf(one.child)}`
        : 'the pages end';
      return [...found, `${where}, wanted ${textOf(child)}`];
    }
    next = after;
  }
  if (next < shown.length) found.push(`too much: ${textOf(shown[next]?.child)}`);
  return found;

  /** Follows a text over pages; the index behind it, or `undefined` where something is lost or comes twice. */
  function stretch(from: number, id: string, { as, text }: Streamed): number | undefined {
    let begin = 0;
    for (let i = from; i < shown.length; i++) {
      const { child, isLast } = shown[i] as (typeof shown)[number];
      if (child.element_id !== id) return undefined;
      const end = lineEnds(text, begin).find((offset) => {
        const part = rendered(new Map([...texts, [id, { as, text: text.slice(begin, offset) }]]));
        const there = part.body?.elements?.find(({ element_id }) => element_id === id);
        return textOf(there) === textOf(child);
      });
      if (end === undefined) return undefined;
      if (end === text.length) return i + 1;
      if (!isLast) return undefined;
      begin = end;
    }
    return undefined;
  }
}

/** Where lines end behind a place, and the end of the text. */
function lineEnds(text: string, begin: number): number[] {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  return [text.length, ...ends.filter((end) => end > begin && end < text.length)];
}

function aroundOf({ config, ...rest }: CardJson): object {
  const { streaming_mode: _mode, ...others } = config ?? {};
  return { ...rest, ...(Object.keys(others).length > 0 ? { config: others } : {}) };
}

function textOf(value: unknown): string {
  return JSON.stringify(withoutAssignedIds(value ?? null), (_, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
