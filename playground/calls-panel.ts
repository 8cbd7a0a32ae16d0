import type { Call, CardJson } from '../src/index.js';
import { callBytes } from '../src/reconcile/plan.js';
import { jsonBytes } from '../src/schema/json.js';
import { count, h } from './dom.js';
import { jsonView } from './json-view.js';
import type { Tab } from './tabs.js';

/** What a live card would send now. */
export interface Update {
  readonly card: CardJson;
  /** Absent where the card was created. */
  readonly calls?: readonly Call[] | undefined;
  /** Titles of the states that it leads from and to, where the module has states. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The calls that lead from the card before to this one. */
export class CallsPanel {
  private readonly body = h('div', { class: 'scroll' });
  private readonly title = h('span', { class: 'transition' });

  constructor(
    private readonly tab: Tab,
    startOver: () => void,
  ) {
    tab.panel.append(
      h(
        'div',
        { class: 'bar' },
        this.title,
        h('span', { class: 'space' }),
        h(
          'button',
          {
            type: 'button',
            class: 'small',
            title: 'Forget the card before: the next one is created',
            onclick: startOver,
          },
          'Start over',
        ),
      ),
      this.body,
    );
  }

  show({ card, calls, from, to }: Update): void {
    this.title.textContent = calls && from && to && from !== to ? `${from} → ${to}` : (to ?? '');
    const full = jsonBytes(card);
    if (!calls) {
      this.tab.badge('new');
      this.body.replaceChildren(
        h('p', { class: 'verdict' }, h('strong', {}, 'Created'), ` with ${count(full, 'byte')}.`),
        h(
          'p',
          { class: 'empty' },
          'Edit the card, or go to its next state: the calls that bring it there appear here.',
        ),
      );
      return;
    }
    this.tab.badge(String(calls.length));
    if (calls.length === 0) {
      this.body.replaceChildren(
        h('p', { class: 'verdict' }, h('strong', {}, 'No call'), ': nothing changed.'),
      );
      return;
    }
    const bytes = calls.reduce((sum, call) => sum + callBytes(call), 0);
    this.body.replaceChildren(verdict(calls.length, bytes, full), ...calls.map(callView));
  }

  /** The newest text could not be rendered. */
  nothing(hasCard: boolean): void {
    this.title.textContent = '';
    this.tab.badge(undefined);
    const held = hasCard ? ' The service still holds the last card that could be.' : '';
    this.body.replaceChildren(
      h(
        'p',
        { class: 'verdict' },
        h('strong', {}, 'No call'),
        `: the card could not be rendered.${held}`,
      ),
    );
  }
}

/** The bytes of the calls beside those of a full update, as words and as bars. */
function verdict(calls: number, bytes: number, full: number): HTMLElement {
  const percent = Math.round((100 * bytes) / full);
  const bar = (label: string, value: number, kind: string) => {
    const fill = h('span', { class: `compare-fill ${kind}` });
    fill.style.width = `${(100 * value) / Math.max(bytes, full)}%`;
    return h(
      'div',
      { class: 'compare-row' },
      h('span', {}, label),
      h('span', { class: 'compare-track', 'aria-hidden': 'true' }, fill),
      h('span', { class: 'number' }, count(value, 'byte')),
    );
  };
  return h(
    'div',
    { class: 'compare' },
    h(
      'p',
      { class: 'verdict' },
      h('strong', {}, count(calls, 'call')),
      bytes < full ? `: ${percent} % of a full update.` : ': a full update.',
    ),
    bar(calls === 1 ? 'this call' : 'these calls', bytes, 'own'),
    bar('full update', full, 'full'),
  );
}

function callView(call: Call): HTMLElement {
  const { name, what, value } = described(call);
  return h(
    'section',
    { class: 'call' },
    h(
      'h3',
      {},
      h('code', {}, name),
      ` ${what}`,
      h('span', { class: 'number' }, count(callBytes(call), 'byte')),
    ),
    jsonView(value),
  );
}

function described(call: Call): { name: string; what: string; value: unknown } {
  switch (call.type) {
    case 'batch':
      return { name: 'batch', what: count(call.actions.length, 'action'), value: call.actions };
    case 'content':
      return { name: 'content', what: `text of ${call.elementId}`, value: call.content };
    case 'replace':
      return { name: 'replace', what: 'the whole card', value: call.card };
  }
}
