import { h } from './dom.js';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly panel: HTMLElement;
  /** A number behind the label; `undefined` for none. */
  badge(text: string | undefined, kind?: 'error' | 'warning' | 'plain'): void;
}

/** Tabs as the ARIA practices describe them: arrow keys move and select, Tab leads into the panel. */
export class Tabs {
  private readonly tabs: { button: HTMLButtonElement; panel: HTMLElement }[] = [];

  constructor(
    private readonly list: HTMLElement,
    private readonly panels: HTMLElement,
  ) {
    list.addEventListener('keydown', (event) => this.onKey(event));
  }

  add(id: string, label: string): Tab {
    const badge = h('span', { class: 'badge', hidden: true });
    const button = h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${id}`,
        'aria-controls': `panel-${id}`,
        onclick: () => this.select(button),
      },
      label,
      badge,
    );
    const panel = h('section', {
      role: 'tabpanel',
      id: `panel-${id}`,
      'aria-labelledby': button.id,
      tabindex: 0,
    });
    this.list.append(button);
    this.panels.append(panel);
    this.tabs.push({ button, panel });
    this.select(this.tabs[0]?.button ?? button);
    return {
      id,
      label,
      panel,
      badge(text, kind = 'plain') {
        badge.hidden = text === undefined;
        badge.textContent = text ?? '';
        badge.dataset.kind = kind;
      },
    };
  }

  private select(chosen: HTMLButtonElement): void {
    for (const { button, panel } of this.tabs) {
      const selected = button === chosen;
      button.setAttribute('aria-selected', String(selected));
      button.tabIndex = selected ? 0 : -1;
      panel.hidden = !selected;
    }
  }

  private onKey(event: KeyboardEvent): void {
    const last = this.tabs.length - 1;
    const at = this.tabs.findIndex(({ button }) => button === event.target);
    const to: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const button = this.tabs[to[event.key] ?? -1]?.button;
    if (at < 0 || !button) return;
    event.preventDefault();
    this.select(button);
    button.focus();
  }
}
