// @ts-check
/** @import { CallState, CardState, MessageState, StateView } from '../state-view.js' */
/** @import { Part } from '../parts.js' */
/** @import { Seen } from '../../user/index.js' */
/** @import { Frame } from '../../emulator.js' */

/**
 * A card of the list: an entity, or a message that was sent with plain JSON.
 *
 * @typedef {object} Listed
 * @property {string} id
 * @property {{ cardId: string } | { messageId: string }} target what an interaction names it by
 * @property {string} message
 * @property {number | undefined} sequence
 * @property {boolean} streaming
 * @property {number | undefined} frames
 * @property {object} [document] with `parts`, only of the card that was selected when the state was asked for
 * @property {number} bytes
 * @property {number} elements
 * @property {Part[]} [parts]
 */

const POLL_MS = 700;
/** A bot that streams for an hour makes thousands; a table of them would only be slow. */
const MAX_CALLS_SHOWN = 500;

/** @type {string | undefined} */
let selectedId;
/** The frames of the selected card, once somebody looks at one that is not the newest. @type {Frame[] | undefined} */
let frames;
/** The frame that is looked at; without one, the card as it is now. @type {number | undefined} */
let frameIndex;
/** @type {Listed[]} */
let listed = [];
/** How often the state was asked for, and which of these questions was answered last. */
const turns = { asked: 0, answered: 0 };
/** What was shown last, so that what did not change is left alone: with the focus in it, and what was typed. */
const shown = { parts: '', cards: '', document: '', calls: 0, faults: -1 };
/** What was typed and not sent, by card and path. @type {Map<string, string>} */
const drafts = new Map();

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
function at(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/**
 * An element with attributes and children. Texts become text nodes, never markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} label
 * @param {() => void} onClick
 * @param {Record<string, string>} attributes
 */
function makeButton(label, onClick, attributes = {}) {
  const button = make('button', { type: 'button', ...attributes }, label);
  button.addEventListener('click', onClick);
  return button;
}

/** @param {unknown} value */
function pretty(value) {
  return JSON.stringify(value, null, 2);
}

/** @param {number} number */
function amount(number) {
  return number.toLocaleString('en-US');
}

/** @param {number} at */
function timeOf(at) {
  return new Date(at).toLocaleTimeString(undefined, { hour12: false });
}

/**
 * @param {string} path
 * @param {object} [body] sent as JSON
 * @returns {Promise<any>}
 */
async function ask(path, body) {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? answer.msg ?? `HTTP ${response.status}`);
  return answer;
}

/** @param {StateView} state */
function show(state) {
  const about = at('about');
  about.classList.remove('lost');
  about.textContent = `profile ${state.profile}, ${timeOf(state.now)}`;
  listed = [
    ...state.cards.map(listCard),
    ...state.messages.flatMap((message) => (message.cardId ? [] : [listMessage(message)])),
  ];
  if (!listed.some(({ id }) => id === selectedId)) {
    select(listed.at(-1)?.id);
    // Its document was not asked for.
    if (selectedId !== undefined) void refresh();
  }
  showCards();
  showSelected();
  showFaults(state);
  showCalls(state);
}

/** @param {CardState} card @returns {Listed} */
function listCard({ cardId, messageId, ...card }) {
  return { ...card, id: cardId, target: { cardId }, message: messageId ?? 'not sent' };
}

/** @param {MessageState} message @returns {Listed} */
function listMessage({ messageId, bytes = 0, elements = 0, ...rest }) {
  const [sequence, frames] = [undefined, undefined];
  const message = 'sent as JSON';
  const what = { message, sequence, streaming: false, frames, bytes, elements };
  return { ...rest, ...what, id: messageId, target: { messageId } };
}

/** @param {string | undefined} id */
function select(id) {
  selectedId = id;
  frames = undefined;
  frameIndex = undefined;
  at('seen').replaceChildren(make('p', { class: 'quiet' }, 'Nothing was done yet.'));
}

function showCards() {
  // The newest first, like the calls.
  const rows = listed.toReversed().map((card) => {
    const { id, message, sequence = '', frames: count = '', elements } = card;
    const streaming = card.streaming ? 'on' : 'off';
    return { id, cells: [message, streaming, sequence, count, elements, amount(card.bytes)] };
  });
  const key = pretty([selectedId, rows]);
  if (shown.cards === key) return;
  shown.cards = key;
  at('no-cards').hidden = rows.length > 0;
  at('cards-scroll').hidden = rows.length === 0;
  const focused = document.activeElement?.getAttribute('data-card');
  at('cards').replaceChildren(
    ...rows.map(({ id, cells }) => {
      const name = makeButton(
        id,
        () => {
          select(id);
          showCards();
          void refresh();
        },
        { class: 'link code', 'data-card': id },
      );
      return make(
        'tr',
        id === selectedId ? { 'aria-current': 'true' } : {},
        make('th', { scope: 'row' }, name),
        ...cells.map((cell, i) =>
          make('td', { class: i === 0 ? 'code fixed' : i > 1 ? 'number' : '' }, String(cell)),
        ),
      );
    }),
  );
  const again = [...at('cards').querySelectorAll('button')];
  again.find((button) => button.dataset.card === focused)?.focus();
}

function showSelected() {
  const card = listed.find(({ id }) => id === selectedId);
  at('selected').hidden = !card;
  if (!card?.document) return;
  at('selected-title').textContent = `Card ${card.id}`;
  showDocument(card);
  showParts(card);
}

/** @param {Listed} card */
function showDocument(card) {
  const slider = /** @type {HTMLInputElement} */ (at('frame'));
  const last = Math.max(0, (card.frames ?? 0) - 1);
  slider.max = String(last);
  slider.disabled = last === 0;
  if (frameIndex === undefined) slider.value = String(last);
  const frame = frameIndex === undefined ? undefined : frames?.[frameIndex];
  const text = frame
    ? `${frameIndex} of ${last}: ${frame.kind}, ${timeOf(frame.at)}`
    : last > 0
      ? `${last} of ${last}: now`
      : 'now';
  const key = `${card.id} ${text} ${frame ? '' : JSON.stringify(card.document)}`;
  if (shown.document === key) return;
  shown.document = key;
  at('frame-about').textContent = text;
  at('document').textContent = pretty(frame ? frame.card : card.document);
}

at('frame').addEventListener('input', async () => {
  const card = listed.find(({ id }) => id === selectedId);
  if (!card) return;
  const { value, max } = /** @type {HTMLInputElement} */ (at('frame'));
  frameIndex = value === max ? undefined : Number(value);
  // Looked at later, they are others: the oldest may be gone.
  if (frameIndex === undefined) frames = undefined;
  if (frameIndex !== undefined && (frames?.length ?? 0) <= frameIndex) {
    frames = await ask(`/emulator/cards/${encodeURIComponent(card.id)}/frames`);
  }
  showDocument(card);
});

/** @param {Listed} card */
function showParts(card) {
  const { parts = [] } = card;
  const key = pretty([card.id, parts]);
  if (shown.parts === key) return;
  shown.parts = key;
  const focused = document.activeElement?.id;
  /** @type {HTMLElement[]} */
  const children = [];
  /** @type {HTMLFieldSetElement | undefined} */
  let group;
  /** @type {string | undefined} */
  let form;
  parts.forEach((part, i) => {
    const row = makeRow(card, part, `part-${i}`);
    if (part.form === undefined) {
      group = undefined;
      children.push(row);
      return;
    }
    if (!group || form !== part.form) {
      form = part.form;
      group = make('fieldset', {}, make('legend', {}, `Form ${form}`));
      children.push(group);
    }
    group.append(row);
  });
  if (children.length === 0) {
    children.push(make('p', { class: 'quiet' }, 'Nothing in it can be clicked.'));
  }
  at('parts').replaceChildren(...children);
  if (focused?.startsWith('part-')) document.getElementById(focused)?.focus();
}

/** What a press of the button beside a control does, in a word. */
const VERBS = {
  click: 'Click',
  check: 'Tick or untick',
  type: 'Type',
  pick: 'Pick',
  'pick-several': 'Pick',
  date: 'Pick',
  time: 'Pick',
  datetime: 'Pick',
};

/**
 * @param {Listed} card
 * @param {Part} part
 * @param {string} id
 */
function makeRow(card, part, id) {
  const what = part.ends ? `${part.tag}, ${part.ends}` : part.tag;
  const about = part.disabled ? `${what}, disabled` : what;
  if (part.use === 'click' || part.use === 'check') {
    const verb = part.use === 'check' ? `${VERBS.check}: ` : '';
    const button = makeButton(verb + part.label, () => act(card, part, {}), { id });
    return make('p', { class: 'row' }, button, make('span', { class: 'quiet' }, about));
  }
  const control = makeControl(part, id);
  const draft = `${card.id} ${part.path}`;
  const kept = drafts.get(draft);
  if (kept !== undefined && !(control instanceof HTMLSelectElement && control.multiple)) {
    control.value = kept;
  }
  control.addEventListener('input', () => drafts.set(draft, control.value));
  const label = make('label', { for: id, title: about }, part.label);
  const send = makeButton(
    VERBS[part.use],
    () => {
      drafts.delete(draft);
      act(card, part, entered(part, control));
    },
    { 'aria-label': `${VERBS[part.use]}: ${part.label}`, id: `${id}-do` },
  );
  return make('p', { class: 'row' }, label, control, send);
}

/**
 * @param {Part} part
 * @param {string} id
 * @returns {HTMLInputElement | HTMLSelectElement}
 */
function makeControl(part, id) {
  const { use, options = [], initial } = part;
  if ((use === 'pick' || use === 'pick-several') && options.length > 0) {
    const select = make('select', use === 'pick' ? { id } : { id, multiple: '' });
    // Nothing is picked at first: without this one, the first option would look as if it were.
    if (use === 'pick') select.append(make('option', { value: '', hidden: '' }, 'Nothing yet'));
    options.forEach(({ value, text }, i) => {
      // By index: an option need not have a value.
      const option = make('option', { value: String(i) }, text || value || `option ${i}`);
      option.selected = Array.isArray(initial) ? initial.includes(value) : initial === value;
      select.append(option);
    });
    return select;
  }
  const types = { date: 'date', time: 'time', datetime: 'datetime-local' };
  const type = use === 'date' || use === 'time' || use === 'datetime' ? types[use] : 'text';
  const input = make('input', { id, type, autocomplete: 'off' });
  // People of the chat, if the card names none.
  if (use === 'pick' || use === 'pick-several') input.placeholder = 'ou_...';
  const value = Array.isArray(initial) ? initial.join(' ') : (initial ?? '');
  input.value = use === 'datetime' ? String(value).replace(' ', 'T') : String(value);
  return input;
}

/**
 * @param {Part} part
 * @param {HTMLInputElement | HTMLSelectElement} control
 */
function entered({ use, options = [] }, control) {
  if (control instanceof HTMLSelectElement) {
    const picked = [...control.selectedOptions].flatMap(({ value }) =>
      value === '' ? [] : Number(value),
    );
    if (use === 'pick-several') return { options: picked.map((i) => options[i]?.value ?? '') };
    const [index] = picked;
    const option = index === undefined ? undefined : options[index]?.value;
    return option ? { option } : { index };
  }
  if (use === 'type') return { input: control.value };
  if (use === 'pick-several') return { options: control.value.split(/[\s,]+/).filter(Boolean) };
  return { option: control.value.replace('T', use === 'datetime' ? ' ' : 'T') };
}

/**
 * Does what a reader does, and shows what the reader saw.
 *
 * @param {Listed} card
 * @param {Part} part
 * @param {object} value
 */
async function act(card, part, value) {
  const openId = /** @type {HTMLInputElement} */ (at('operator')).value.trim() || 'ou_local';
  const seen = at('seen');
  seen.replaceChildren(make('p', { class: 'quiet' }, 'Waiting for the answer'));
  try {
    const interaction = { ...card.target, path: part.path, operator: { openId }, ...value };
    showSeen(await ask('/emulator/interact', interaction));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    seen.replaceChildren(make('p', { class: 'bad' }, message));
  }
  await refresh();
}

const TONES = { success: 'good', error: 'bad', warning: 'warm', info: '' };

/** @param {Seen} what */
function showSeen({ toast, error, blocked, dialog, opened, ignored, sent, answer, fields }) {
  /** @type {Node[]} */
  const parts = [];
  if (dialog) parts.push(make('p', {}, `Asked first: ${dialog.title} ${dialog.text}`));
  if (blocked) parts.push(make('p', { class: 'warm' }, `${blocked.message} (${blocked.reason})`));
  if (toast) {
    const text = toast.content ?? Object.values(toast.i18n ?? {})[0] ?? '';
    const tone = TONES[toast.type ?? 'info'] ?? '';
    parts.push(make('p', {}, make('span', { class: `toast ${tone}` }, text)));
  }
  if (error) parts.push(make('p', { class: 'bad' }, `${error.code} ${error.message}`));
  if (opened) parts.push(make('p', {}, `Opened ${opened}`));
  if (ignored)
    parts.push(make('p', { class: 'warm' }, 'The card was not updated: it is streaming.'));
  if (!sent && !blocked && !opened) {
    parts.push(make('p', { class: 'quiet' }, 'It stays on the client; nothing was sent.'));
  }
  if (sent && !toast && !error)
    parts.push(make('p', { class: 'good' }, 'Answered without a toast.'));
  if (answer) parts.push(fold('Answer', answer));
  if (sent) parts.push(fold('Callback', sent));
  if (fields && Object.keys(fields).length > 0) parts.push(fold('Fields', fields));
  at('seen').replaceChildren(...parts);
}

/**
 * @param {string} title
 * @param {unknown} value
 */
function fold(title, value) {
  return make('details', {}, make('summary', {}, title), make('pre', {}, pretty(value)));
}

/** @param {StateView} state */
function showFaults({ faults }) {
  if (shown.faults === faults.length) return;
  shown.faults = faults.length;
  at('faults-section').hidden = faults.length === 0;
  const rows = faults.map((fault) =>
    make(
      'tr',
      {},
      make('td', { class: 'fixed' }, timeOf(fault.at)),
      make('td', { class: 'fixed' }, fault.kind),
      make('td', { class: 'fixed' }, fault.on),
      make('td', { class: 'code' }, fault.cardId ?? ''),
    ),
  );
  at('faults').replaceChildren(...rows.reverse());
}

/** @param {StateView} state with the calls since those that are shown */
function showCalls({ calls, callCount }) {
  const body = at('calls');
  if (callCount < shown.calls) {
    // Another emulator has taken the address.
    shown.calls = 0;
    body.replaceChildren();
    void refresh();
    return;
  }
  // Of two answers to the same question, the second brings what is shown by now.
  const fresh = calls.filter(({ index }) => index >= shown.calls).slice(-MAX_CALLS_SHOWN);
  shown.calls = callCount;
  at('no-calls').hidden = callCount > 0;
  at('calls-scroll').hidden = callCount === 0;
  for (const call of fresh) body.prepend(makeCall(call));
  // Opened bodies are rows too.
  while (body.childElementCount > 2 * MAX_CALLS_SHOWN) body.lastElementChild?.remove();
}

/** @param {CallState} call */
function makeCall(call) {
  const open = makeButton('Show', () => toggleBody(open, call.index), {
    class: 'link',
    'aria-expanded': 'false',
    'aria-label': `Body of call ${call.index}`,
  });
  const tone = call.code === 0 ? 'good' : 'bad';
  const { code, fault } = call;
  // Some faults are called like the code that they answer with.
  const cause = fault === undefined || fault === String(code) ? fault && 'fault' : `fault ${fault}`;
  const outcome = [code, cause].filter((word) => word !== undefined).join(', ');
  return make(
    'tr',
    {},
    make('td', { class: 'fixed' }, timeOf(call.at)),
    make('td', { class: 'fixed' }, call.method),
    make('td', { class: 'code' }, call.path),
    make('td', { class: 'number' }, call.status === 0 ? 'no answer' : String(call.status)),
    make('td', { class: `number ${tone}` }, outcome),
    make('td', { class: 'number' }, amount(call.bytes)),
    make('td', { class: 'fixed' }, open),
  );
}

/**
 * Shows the body in a row of its own below, or takes that away.
 *
 * @param {HTMLButtonElement} open
 * @param {number} index
 */
async function toggleBody(open, index) {
  const row = open.closest('tr');
  const isOpen = open.getAttribute('aria-expanded') === 'true';
  open.setAttribute('aria-expanded', String(!isOpen));
  open.textContent = isOpen ? 'Show' : 'Hide';
  if (isOpen) {
    row?.nextElementSibling?.remove();
    return;
  }
  const pre = make('pre', {}, 'Loading');
  row?.after(make('tr', { class: 'body' }, make('td', { colspan: '7' }, pre)));
  try {
    pre.textContent = pretty(unfolded((await ask(`/emulator/calls/${index}`)).body)) ?? 'No body';
  } catch (error) {
    pre.textContent = String(error);
  }
}

/**
 * JSON with the JSON in its strings written out, marked as such: the service wants cards as strings, in which nobody
 * can read.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function unfolded(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unfolded);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (typeof member !== 'string' || !/^\s*[[{]/.test(member)) return [key, unfolded(member)];
      try {
        return [`${key} (a string of JSON)`, JSON.parse(member)];
      } catch {
        return [key, member];
      }
    }),
  );
}

async function refresh() {
  turns.asked += 1;
  const turn = turns.asked;
  try {
    const state = await askState();
    // Of two questions at a time the older one may be answered last.
    if (turn < turns.answered) return;
    turns.answered = turn;
    show(state);
  } catch (error) {
    const about = at('about');
    about.classList.add('lost');
    const message = error instanceof Error ? error.message : String(error);
    about.textContent = `The emulator does not answer (${message}). Trying again.`;
  }
}

/** What is new, and the document that is looked at. @returns {Promise<StateView>} */
function askState() {
  const query = new URLSearchParams({ since: String(shown.calls), only: selectedId ?? '' });
  return ask(`/emulator/state?${query}`);
}

for (const button of document.querySelectorAll('[data-advance]')) {
  button.setAttribute('aria-label', `Let ${button.textContent} pass`);
  button.addEventListener('click', async () => {
    await ask('/emulator/clock', { advanceMs: Number(button.getAttribute('data-advance')) });
    await refresh();
  });
}

/** One question at a time: an answer that is late must not pile up others behind it. */
async function poll() {
  if (!document.hidden) await refresh();
  setTimeout(poll, POLL_MS);
}

await poll();
