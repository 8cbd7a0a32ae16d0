import {
  type CardElement,
  CollapsiblePanel,
  Div,
  Markdown,
  type Md,
  md,
  PanelHeader,
  PlainText,
  raw,
} from 'larkx';
import { bodyOf, type CardSpec, cardAround, renderSpec } from '../support/random-card.js';

/** How a text is streamed. */
export type As = 'markdown' | 'text' | 'raw';

/** A text that can be streamed into. */
export interface SlotSpec {
  readonly id: string;
  /** Markdown in the body, markdown in a panel, or a plain text. */
  readonly kind: 'markdown' | 'nested' | 'plain';
  /** Where in the body it stands. */
  readonly at: number;
}

/** A card of a storm as data. */
export interface StormCard {
  readonly spec: CardSpec;
  readonly slots: readonly SlotSpec[];
  /** Paragraphs behind everything else: how many, and how many words each has. */
  readonly lines: { readonly count: number; readonly words: number };
}

/** What was streamed into a slot. */
export interface Streamed {
  readonly as: As;
  readonly text: string;
}

/**
 * A card with its slots; or, with `texts`, the same card as if its author had written there what was streamed.
 *
 * @param elements how many objects with a tag a card is filled up to that is to be full
 */
export function stormCard(
  { spec, slots, lines }: StormCard,
  elements: number,
  texts: ReadonlyMap<string, Streamed> = new Map(),
): CardElement {
  if (slots.length === 0 && lines.count === 0) return renderSpec(spec, elements);
  const body = bodyOf(spec);
  for (const slot of slots) {
    body.splice(slot.at % (body.length + 1), 0, slotElement(slot, texts.get(slot.id)));
  }
  for (let i = 0; i < lines.count; i++) {
    body.push(<Markdown key={`line ${i}`}>{words(`L${i}`, lines.words)}</Markdown>);
  }
  return cardAround(spec, body);
}

/** Words that stand nowhere else. */
export function words(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, i) => `${prefix}w${i}`).join(' ');
}

function slotElement({ id, kind }: SlotSpec, streamed: Streamed | undefined): CardElement {
  const written = streamed && streamed.text !== '' ? streamed : undefined;
  if (kind === 'plain') {
    return (
      <Div key={`of ${id}`}>
        {written ? <PlainText id={id}>{written.text}</PlainText> : <PlainText id={id} stream />}
      </Div>
    );
  }
  const text = written ? (
    <Markdown id={id}>{contentOf(written)}</Markdown>
  ) : (
    <Markdown id={id} stream />
  );
  if (kind === 'markdown') return text;
  return (
    <CollapsiblePanel key={`of ${id}`}>
      <PanelHeader title="Details" />
      {text}
    </CollapsiblePanel>
  );
}

function contentOf({ as, text }: Streamed): string | Md {
  if (as === 'markdown') return text;
  return as === 'raw' ? raw(text) : md`${text}`;
}
