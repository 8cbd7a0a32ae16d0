import { isAssigned } from '../src/card/ids.js';
import { countTagged, OPAQUE } from '../src/card/tree.js';
import type { CardJson } from '../src/index.js';
import { jsonBytes } from '../src/schema/json.js';
import { MAX_CARD_BYTES, MAX_ELEMENTS } from '../src/schema/limits.js';
import { h } from './dom.js';
import { jsonView } from './json-view.js';

/** The card's JSON, with what it weighs beside the limits. */
export class JsonPanel {
  private readonly body = h('div', { class: 'scroll' });
  private readonly bytes = meter('bytes', MAX_CARD_BYTES);
  private readonly elements = meter('elements', MAX_ELEMENTS);
  private readonly note = h('p', { class: 'note', hidden: true });
  private readonly ids: HTMLInputElement;
  private card: CardJson | undefined;

  constructor(panel: HTMLElement) {
    this.ids = h('input', { type: 'checkbox', onchange: () => this.draw() });
    const copy = h(
      'button',
      { type: 'button', class: 'small', onclick: () => this.copy(copy) },
      'Copy',
    );
    panel.append(
      h(
        'div',
        { class: 'bar' },
        this.bytes.root,
        this.elements.root,
        h('span', { class: 'space' }),
        h(
          'label',
          { title: 'With the ids that a live card gives to what has none' },
          this.ids,
          'assigned ids',
        ),
        copy,
      ),
      this.body,
      this.note,
    );
    this.draw();
    this.body.append(h('p', { class: 'empty' }, 'Loading the compiler …'));
  }

  /** @param stale Whether the newest text could not be rendered, and this is the card before. */
  show(card: CardJson | undefined, stale: boolean): void {
    this.card = card;
    this.note.hidden = !stale;
    this.note.textContent = card
      ? 'The last card that could be rendered. Issues says what is wrong now.'
      : 'No card yet. Issues says what is wrong.';
    this.body.classList.toggle('stale', stale);
    this.draw();
  }

  private get shown(): CardJson | undefined {
    return this.card && (this.ids.checked ? this.card : (withoutIds(this.card) as CardJson));
  }

  private draw(): void {
    const { shown } = this;
    this.bytes.set(shown && jsonBytes(shown));
    this.elements.set(shown && countTagged(shown));
    this.body.replaceChildren(...(shown ? [jsonView(shown)] : []));
  }

  private async copy(button: HTMLElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(JSON.stringify(this.shown, null, 2) ?? '');
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  }
}

/** The card as it was written: without the ids that were assigned to it. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !(key === 'element_id' && isAssigned(member)))
      .map(([key, member]) => [key, OPAQUE.has(key) ? member : withoutIds(member)]),
  );
}

function meter(unit: string, max: number) {
  const text = h('span', {});
  const fill = h('span', { class: 'meter-fill' });
  const root = h(
    'span',
    { class: 'meter' },
    text,
    h('span', { class: 'meter-track', 'aria-hidden': 'true' }, fill),
  );
  return {
    root,
    set(value: number | undefined): void {
      const n = value ?? 0;
      text.textContent = `${n.toLocaleString('en')} / ${max.toLocaleString('en')} ${unit}`;
      fill.style.width = `${Math.min(100, (100 * n) / max)}%`;
      root.classList.toggle('over', n > max);
    },
  };
}
