import { h } from './dom.js';

/** Goes through the states that a module exports. */
export class Stepper {
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private readonly choice: HTMLSelectElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly onStep: (state: number) => void,
  ) {
    this.previous = h(
      'button',
      {
        type: 'button',
        class: 'step',
        'aria-label': 'Previous state',
        onclick: () => this.step(-1),
      },
      '←',
    );
    this.next = h(
      'button',
      { type: 'button', class: 'step', 'aria-label': 'Next state', onclick: () => this.step(1) },
      '→',
    );
    this.choice = h('select', {
      class: 'step-choice',
      'aria-label': 'State',
      onchange: () => this.onStep(this.choice.selectedIndex),
    });
    root.append(this.previous, this.choice, this.next);
    this.show([], 0);
  }

  show(titles: readonly string[], state: number): void {
    this.root.hidden = titles.length === 0;
    const options = titles.map((title, i) => `${i + 1} / ${titles.length} · ${title}`);
    const shown = [...this.choice.options].map(({ text }) => text);
    if (options.join('\n') !== shown.join('\n')) {
      this.choice.replaceChildren(...options.map((text) => h('option', {}, text)));
    }
    this.choice.selectedIndex = state;
    // Not `disabled`: the button would lose the focus of who steps by keyboard.
    this.previous.setAttribute('aria-disabled', String(state <= 0));
    this.next.setAttribute('aria-disabled', String(state >= titles.length - 1));
  }

  private step(by: number): void {
    const state = this.choice.selectedIndex + by;
    if (state < 0 || state >= this.choice.length) return;
    this.choice.selectedIndex = state;
    this.onStep(state);
  }
}
