// @ts-check
/** @import { CallState, CardState, ClickState, MessageState, StateView } from '../state-view.js' */
/** @import { Part, SeenPart } from '../parts.js' */
/** @import { Seen } from '../../user/index.js' */
/** @import { Frame } from '../../emulator.js' */

/**
 * A card of the list: an entity, or a message that was sent with plain JSON.
 *
 * @typedef {object} Listed
 * @property {string} id
 * @property {{ cardId: string } | { messageId: string }} target what an interaction names it by
 * @property {string} title
 * @property {string} message
 * @property {string} chat who got it
 * @property {boolean} sent whether anybody can see it
 * @property {boolean} customBot it came from a bot that has no callbacks
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
const shown = { parts: '', cards: '', document: '', clicks: '', calls: 0, faults: -1 };
/** What is in a box and the reader's client does not know yet, by card, reader and component. @type {Map<string, string[]>} */
const drafts = new Map();
/** The selected card as the reader sees it. @type {{ id: string, operator: string, parts: SeenPart[] } | undefined} */
let view;
/** The boxes of the selected card, with the component of each. @type {{ part: SeenPart, control: Control, draft: string }[]} */
let boxes = [];

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

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

function operator() {
  return /** @type {HTMLInputElement} */ (at('operator')).value.trim() || 'ou_local';
}

/** @param {StateView} state */
function show(state) {
  const about = at('about');
  about.classList.remove('lost');
  about.textContent = `profile ${state.profile}, ${timeOf(state.now)}`;
  listed = listIn(state);
  if (!listed.some(({ id }) => id === selectedId)) {
    // The newest entity: what is sent as JSON cannot be written to afterwards.
    const newest = listed.findLast((card) => 'cardId' in card.target) ?? listed.at(-1);
    select(newest?.id);
    // Its document was not asked for.
    if (selectedId !== undefined) void refresh();
  }
  showCards();
  showSelected();
  showClicks(state);
  showFaults(state);
  showCalls(state);
}

/** What was sent as JSON comes first: it is shown last. @param {StateView} state @returns {Listed[]} */
function listIn({ cards, messages }) {
  const chats = new Map(messages.map(({ messageId, to }) => [messageId, to]));
  return [
    ...messages.flatMap((message) => (message.cardId ? [] : [listMessage(message)])),
    ...cards.map((card) => listCard(card, chats.get(card.messageId ?? '') ?? '')),
  ];
}

/** @param {CardState} card @param {string} chat @returns {Listed} */
function listCard({ cardId, messageId, ...card }, chat) {
  const sent = messageId !== undefined;
  const message = messageId ?? 'not sent';
  return { ...card, id: cardId, target: { cardId }, message, chat, sent, customBot: false };
}

/** @param {MessageState} message @returns {Listed} */
function listMessage({ messageId, bytes = 0, elements = 0, title = '', to, ...rest }) {
  const [sequence, frames] = [undefined, undefined];
  const { customBot = false } = rest;
  const message = customBot ? 'custom bot' : 'sent as JSON';
  const what = { message, sequence, streaming: false, frames, bytes, elements, title };
  const chat = to || rest.chatId;
  return { ...rest, ...what, chat, id: messageId, target: { messageId }, sent: true, customBot };
}

/** @param {string | undefined} id */
function select(id) {
  selectedId = id;
  frames = undefined;
  frameIndex = undefined;
  at('seen').replaceChildren(make('p', { class: 'quiet' }, 'Nothing was done yet.'));
}

/** What the numbers are called where there is no room for a head. */
const COLUMNS = ['to', 'message', 'streaming', 'sequence', 'frames', 'elements', 'bytes'];

function showCards() {
  // The newest first, like the calls.
  const rows = listed.toReversed().map((card) => {
    const { id, title, chat, message, sequence = '', frames: count = '', elements } = card;
    const streaming = card.streaming ? 'on' : 'off';
    const numbers = [sequence, count, elements, amount(card.bytes)];
    return { id, title, cells: [chat, message, streaming, ...numbers] };
  });
  const key = pretty([selectedId, rows]);
  if (shown.cards === key) return;
  shown.cards = key;
  at('no-cards').hidden = rows.length > 0;
  at('cards-scroll').hidden = rows.length === 0;
  const focused = document.activeElement?.getAttribute('data-card');
  at('cards').replaceChildren(
    ...rows.map(({ id, title, cells }) => {
      const name = makeButton(
        title || 'Card without words',
        () => {
          select(id);
          showCards();
          void refresh();
        },
        { class: 'link', 'data-card': id, 'aria-label': `${title} ${id}`.trim() },
      );
      return make(
        'tr',
        id === selectedId ? { 'aria-current': 'true' } : {},
        make('th', { scope: 'row' }, name, make('span', { class: 'code id' }, id)),
        ...cells.map((cell, i) =>
          make(
            'td',
            { class: i < 2 ? 'code id' : i > 2 ? 'number' : '', 'data-label': COLUMNS[i] ?? '' },
            String(cell),
          ),
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
  at('selected-title').textContent = card.title
    ? `Card ${card.id}: ${card.title}`
    : `Card ${card.id}`;
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

/** What the reader sees if anybody can; else what stands in the document. @param {Listed} card @returns {SeenPart[]} */
function partsOf(card) {
  const isSeen = view?.id === card.id && view.operator === operator();
  const parts = (isSeen ? view?.parts : card.parts) ?? [];
  // The clients of its readers call nobody: links and panels are all that works.
  return card.customBot
    ? parts.filter(({ opens, tag }) => opens || tag === 'collapsible_panel')
    : parts;
}

/** @param {Listed} card */
function showParts(card) {
  const parts = partsOf(card);
  const key = pretty([card.id, card.sent, operator(), parts]);
  if (shown.parts === key) return;
  shown.parts = key;
  boxes = [];
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
    const why = card.customBot ? 'A custom bot has no callbacks.' : 'Nothing in it can be clicked.';
    children.push(make('p', { class: 'quiet' }, why));
  } else if (!card.sent) {
    children.push(make('p', { class: 'quiet' }, 'Nobody can see it before it is sent.'));
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
 * @param {SeenPart} part
 * @param {string} id
 */
function makeRow(card, part, id) {
  const about = describe(part);
  if (part.use === 'click' || part.use === 'check') {
    const verb = part.use === 'check' ? `${VERBS.check}: ` : '';
    const button = makeButton(verb + part.label, () => click(card, part), { id });
    return make('p', { class: 'row' }, button, make('span', { class: 'quiet' }, about));
  }
  const control = makeControl(part, id);
  const draft = pretty([card.id, operator(), part.tag, part.elementId ?? part.name ?? part.path]);
  const kept = drafts.get(draft);
  if (kept) fill(control, kept);
  control.addEventListener('input', () => drafts.set(draft, contentOf(control)));
  boxes.push({ part, control, draft });
  const label = make('label', { for: id, title: about }, part.label);
  const name = `${VERBS[part.use]}: ${part.label}`;
  const send = makeButton(VERBS[part.use], () => enter(card, { part, control, draft }), {
    'aria-label': name,
    id: `${id}-do`,
  });
  const hint = part.required ? [make('span', { class: 'quiet' }, 'required')] : [];
  return make('p', { class: 'row' }, label, control, send, ...hint);
}

/** @param {SeenPart} part */
function describe({ tag, ends, use, value, expanded, opens, disabled }) {
  const state = use === 'check' ? (value === true ? 'ticked' : 'not ticked') : undefined;
  const fold = expanded === undefined ? undefined : expanded ? 'unfolded' : 'folded';
  const link = opens && `opens ${opens}`;
  return [tag, ends, state, fold, link, disabled && 'disabled'].filter(Boolean).join(', ');
}

/** @param {Control} control @returns {string[]} */
function contentOf(control) {
  if (!(control instanceof HTMLSelectElement)) return [control.value];
  return [...control.selectedOptions].map(({ value }) => value);
}

/** @param {Control} control @param {string[]} content */
function fill(control, content) {
  if (control instanceof HTMLSelectElement) {
    for (const option of control.options) option.selected = content.includes(option.value);
  } else control.value = content[0] ?? '';
}

/**
 * Takes what is in a box over into the reader's client.
 *
 * @param {Listed} card
 * @param {{ part: SeenPart, control: Control, draft: string }} box
 */
async function enter(card, { part, control, draft }) {
  return take(card, part, draft, entered(part, control));
}

/**
 * @param {Listed} card
 * @param {SeenPart} part
 * @param {string} draft
 * @param {object} value
 * @returns {Promise<boolean>} whether the client has it now
 */
async function take(card, part, draft, value) {
  const before = drafts.get(draft);
  const seen = await act(card, part, value);
  const isTaken = seen !== undefined && seen.blocked === undefined;
  // Somebody may have typed on meanwhile.
  if (isTaken && drafts.get(draft) === before) drafts.delete(draft);
  return isTaken;
}

/**
 * Who sends a form means what is in its boxes, and who resets it means that to go.
 *
 * @param {Listed} card
 * @param {SeenPart} part
 */
async function click(card, part) {
  const open = boxes.filter((box) => box.part.form === part.form && drafts.has(box.draft));
  if (part.ends === 'reset') for (const { draft } of open) drafts.delete(draft);
  if (part.ends === 'submit') {
    // Read before the first one is sent: the answer makes the boxes anew.
    const values = open.map((box) => ({ ...box, value: entered(box.part, box.control) }));
    for (const box of values) {
      if (!(await take(card, box.part, box.draft, box.value))) return;
    }
  }
  await act(card, part, {});
}

/**
 * @param {SeenPart} part
 * @param {string} id
 * @returns {Control}
 */
function makeControl(part, id) {
  const { use, options = [], value: held = part.initial } = part;
  if ((use === 'pick' || use === 'pick-several') && options.length > 0) {
    const select = make('select', use === 'pick' ? { id } : { id, multiple: '' });
    // Nothing is picked at first: without this one, the first option would look as if it were.
    if (use === 'pick') select.append(make('option', { value: '', hidden: '' }, 'Nothing yet'));
    options.forEach(({ value, text }, i) => {
      // By index: an option need not have a value.
      const option = make('option', { value: String(i) }, text || value || `option ${i}`);
      option.selected = Array.isArray(held) ? held.includes(value) : held === value;
      select.append(option);
    });
    return select;
  }
  const types = { date: 'date', time: 'time', datetime: 'datetime-local' };
  const type = use === 'date' || use === 'time' || use === 'datetime' ? types[use] : 'text';
  const input = make('input', { id, type, autocomplete: 'off' });
  // People of the chat, if the card names none.
  if (use === 'pick' || use === 'pick-several') input.placeholder = 'ou_...';
  const value = Array.isArray(held) ? held.join(' ') : (held ?? '');
  input.value = use === 'datetime' ? String(value).replace(' ', 'T') : String(value);
  return input;
}

/**
 * @param {Part} part
 * @param {Control} control
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
 * @returns {Promise<Seen | undefined>} nothing where the interaction means nothing
 */
async function act(card, part, value) {
  const openId = operator();
  const seen = at('seen');
  /** @type {Seen | undefined} */
  let what;
  seen.replaceChildren(make('p', { class: 'quiet' }, 'Waiting for the answer'));
  try {
    const interaction = { ...card.target, path: part.path, operator: { openId }, ...value };
    what = await ask('/emulator/interact', interaction);
    if (what) showSeen(what);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    seen.replaceChildren(make('p', { class: 'bad' }, message));
  }
  await refresh();
  return what;
}

const TONES = { success: 'good', error: 'bad', warning: 'warm', info: '' };

/** @param {Seen} what */
function showSeen({ toast, error, blocked, dialog, opened, ignored, sent, answer, fields }) {
  /** @type {Node[]} */
  const parts = [];
  if (dialog) parts.push(make('p', {}, `Asked first: ${dialog.title} ${dialog.text}`));
  if (blocked) parts.push(make('p', { class: 'warm' }, blocked.message || blocked.reason));
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
function showClicks({ clicks }) {
  const key = `${clicks.at(-1)?.index} ${clicks.length}`;
  if (shown.clicks === key) return;
  shown.clicks = key;
  at('clicks-section').hidden = clicks.length === 0;
  at('clicks').replaceChildren(...clicks.toReversed().map(makeClick));
}

/** @param {ClickState} click */
function makeClick({ index, at: time, component, operator: who, called, code, outcome, ms }) {
  const open = makeButton('Show', () => toggleBody(open, `/emulator/clicks/${index}`, 6, seenIn), {
    class: 'link',
    'aria-expanded': 'false',
    'aria-label': `Callback and answer of click ${index}`,
  });
  const tone = code === undefined ? '' : 'bad';
  return make(
    'tr',
    {},
    make('td', { class: 'fixed' }, timeOf(time)),
    make('td', { class: 'code' }, component),
    make('td', { class: 'code' }, who),
    make('td', { class: `outcome ${tone}` }, code === undefined ? outcome : `${code} ${outcome}`),
    make('td', { class: 'number' }, called ? `${Math.round(ms)} ms` : ''),
    make('td', { class: 'fixed' }, open),
  );
}

/** @param {{ seen: object }} click */
function seenIn({ seen }) {
  return seen;
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
  const open = makeButton(
    'Show',
    () => toggleBody(open, `/emulator/calls/${call.index}`, 7, wireIn),
    {
      class: 'link',
      'aria-expanded': 'false',
      'aria-label': `Body and answer of call ${call.index}`,
    },
  );
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
    make('td', { class: 'code' }, call.path, ...why(call)),
    make('td', { class: 'number' }, call.status === 0 ? 'no answer' : String(call.status)),
    make('td', { class: `number ${tone}` }, outcome),
    make('td', { class: 'number' }, amount(call.bytes)),
    make('td', { class: 'fixed' }, open),
  );
}

/** Why it was refused, or what was strange about it. @param {CallState} call */
function why({ code, msg, note }) {
  const words = [code === 0 ? '' : msg?.trim(), note].filter(Boolean).join(' ');
  return words === '' ? [] : [make('span', { class: code === 0 ? 'why warm' : 'why bad' }, words)];
}

/** @param {{ body: unknown, answer: unknown }} call */
function wireIn({ body, answer }) {
  return { body: unfolded(body), answer: unfolded(answer) };
}

/**
 * Shows more in a row of its own below, or takes that away.
 *
 * @param {HTMLButtonElement} open
 * @param {string} path
 * @param {number} columns
 * @param {(answer: any) => object} of what of the answer is shown
 */
async function toggleBody(open, path, columns, of) {
  const row = open.closest('tr');
  const isOpen = open.getAttribute('aria-expanded') === 'true';
  open.setAttribute('aria-expanded', String(!isOpen));
  open.textContent = isOpen ? 'Show' : 'Hide';
  if (isOpen) {
    row?.nextElementSibling?.remove();
    return;
  }
  const pre = make('pre', {}, 'Loading');
  row?.after(make('tr', { class: 'body' }, make('td', { colspan: String(columns) }, pre)));
  try {
    pre.textContent = pretty(of(await ask(path)));
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
    const seen = await askView(state);
    // Of two questions at a time the older one may be answered last.
    if (turn < turns.answered) return;
    turns.answered = turn;
    view = seen;
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

/** The selected card as the reader sees it, if anybody can. @param {StateView} state @returns {Promise<typeof view>} */
async function askView(state) {
  const card = listIn(state).find(({ id }) => id === selectedId);
  if (!card?.sent) return undefined;
  const who = operator();
  const { parts } = await ask(
    `/emulator/view?${new URLSearchParams({ ...card.target, operator: who })}`,
  );
  return { id: card.id, operator: who, parts };
}

at('operator').addEventListener('change', () => void refresh());

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
