import type { CardJson } from '../../schema/call.js';
import type { Operator } from '../../schema/events.js';
import { cloneJson, isObject } from '../../schema/json.js';
import { CARD_LIFE_MS } from '../../schema/limits.js';
import type { Service, StoredMessage } from '../state.js';
import type { Tree } from '../tree.js';
import { type Answer, readAnswer } from './answer.js';
import { buildPayload } from './build-payload.js';
import { callApp, type OnCallback } from './call-app.js';
import { CallbackFailure, INTERACTION_ERRORS } from './callback-failure.js';
import { type Deed, deedOf, wayTo } from './deed.js';
import { elementsOf, stateKeyOf } from './elements.js';
import type { Interaction, ReaderView, Reading, Seen } from './interaction.js';
import type { CallbackPayload } from './payload.js';
import { createReader, fieldsOf, panelsOf, type Reader } from './reader.js';
import { requireInteraction, requireReading } from './require-interaction.js';
import { changedAt, entityOf, showCard, shownCard } from './shown-card.js';
import { targetOf } from './target.js';
import { requireZone } from './zone.js';

export interface UserOptions {
  /**
   * Carries a callback to the app and brings its answer within three seconds. Without it no callback address is
   * configured (`200340`). A {@link CallbackFailure} is the error that the client shows; anything else that is thrown
   * is `200671`.
   */
  onCallback?: OnCallback | undefined;
  /** `header.token` of callbacks. Default empty. */
  verificationToken?: string | undefined;
}

/** The people who read cards, each with a client of their own. */
export interface User {
  /** Does one thing to a card, waits for the app if it is called, and tells what the person saw. */
  interact(interaction: Interaction): Promise<Seen>;
  /** The card as a reader sees it now. Throws a `TypeError` if there is no such message, or the request is wrong. */
  view(reading: Reading): ReaderView;
}

const SOMEBODY: Operator = { openId: 'ou_local' };

export function createUser(service: Service, options: UserOptions = {}): User {
  const readers = new Map<string, Reader>();
  const readerOf = (message: StoredMessage, operator: Operator) => {
    const key = JSON.stringify([message.messageId, operator.openId]);
    const reader = readers.get(key) ?? createReader();
    readers.set(key, reader);
    return reader;
  };
  const seenBy = (message: StoredMessage, reader: Reader): ReaderView => {
    const card = cardFor(service, message, reader);
    const copy = cloneJson(card) as CardJson;
    return { card: copy, fields: fieldsOf(reader, card), expanded: panelsOf(reader, card) };
  };

  return {
    view(reading) {
      requireReading(reading);
      const message = messageOf(service, reading);
      return seenBy(message, readerOf(message, reading.operator ?? SOMEBODY));
    },

    async interact(interaction) {
      requireInteraction(interaction);
      const { operator = SOMEBODY, timezone = 'Asia/Shanghai', platform = 'pc' } = interaction;
      const message = messageOf(service, interaction);
      const reader = readerOf(message, operator);
      const card = cardFor(service, message, reader);
      const elements = elementsOf(card);
      const target = targetOf(elements, interaction);
      const here = { zone: requireZone(timezone), now: service.clock.now() };
      const { emptyFormValue } = service.knobs;
      const scene = { card, elements, reader, here, platform, emptyFormValue };
      const deed = allowed(service, message, deedOf(scene, target, interaction));

      for (const panel of wayTo(reader, target)) reader.expanded.set(stateKeyOf(panel), true);
      const { blocked, dialog, opened, action, error } = deed;
      const seen: Omit<Seen, keyof ReaderView> = {
        ...(blocked ? { blocked } : {}),
        ...(dialog ? { dialog } : {}),
        ...(opened === undefined ? {} : { opened }),
        ...(error === undefined
          ? {}
          : { error: { code: error, message: INTERACTION_ERRORS[error] } }),
      };
      if (blocked) return { ...seen, ...seenBy(message, reader) };
      remember(reader, deed);
      if (!action) return { ...seen, ...seenBy(message, reader) };

      const token = options.verificationToken ?? '';
      const payload = buildPayload(service, message, operator, action, token);
      const submittedAt = service.clock.now();
      seen.sent = cloneJson(payload);
      Object.assign(seen, await callBack(service, message, payload, options.onCallback));
      if (deed.submits) keepOwnCard(service, message, reader, submittedAt);
      else if (reader.own && showsCard(seen)) reader.own.card = shownCard(service, message);
      return { ...seen, ...seenBy(message, reader) };
    },
  };
}

function messageOf(service: Service, { cardId, messageId }: Reading): StoredMessage {
  if ((cardId === undefined) === (messageId === undefined)) {
    throw new TypeError('a card is named by one of cardId and messageId');
  }
  const card = cardId === undefined ? undefined : service.cards.get(cardId);
  if (cardId !== undefined && !card) throw new TypeError(`there is no card ${cardId}`);
  if (card && card.messageId === undefined) {
    throw new TypeError(`card ${cardId} was not sent: nobody can see it`);
  }
  const message = service.messages.get(messageId ?? card?.messageId ?? '');
  if (!message) throw new TypeError(`there is no message ${messageId}`);
  return message;
}

/**
 * The card that a reader sees. For a while after a form was submitted the client shows its own state again, so that
 * what was written meanwhile never gets to its reader; the next write after that does.
 */
function cardFor(service: Service, message: StoredMessage, reader: Reader): Tree {
  const { own } = reader;
  if (own) {
    const now = service.clock.now();
    if (now < own.until || changedAt(service, message) < own.until) return own.card;
    reader.own = undefined;
  }
  return shownCard(service, message);
}

function keepOwnCard(
  service: Service,
  message: StoredMessage,
  reader: Reader,
  submittedAt: number,
): void {
  const until = submittedAt + service.knobs.clientReassertMs;
  if (service.clock.now() >= until) return;
  reader.own = { card: shownCard(service, message), until };
}

/** Whether the answer brought a card that is seen now; the client takes that for its own. */
function showsCard({ answer, ignored }: Pick<Seen, 'answer' | 'ignored'>): boolean {
  return isObject(answer?.card) && ignored === undefined;
}

/** What the state of a message, its age and its sender leave of a deed. */
function allowed(service: Service, message: StoredMessage, deed: Deed): Deed {
  if (message.recalled) {
    return { blocked: { reason: 'recalled', message: 'the message was recalled' } };
  }
  if (service.clock.now() >= message.at + CARD_LIFE_MS) {
    return { blocked: { reason: 'expired', message: 'the card is older than 14 days' } };
  }
  if (!deed.action || message.appId !== '') return deed;
  const { action: _action, ...rest } = deed;
  if (rest.opened !== undefined) return rest;
  const blocked = { reason: 'not-interactive', message: 'a custom bot has no callbacks' } as const;
  return { blocked };
}

function remember(reader: Reader, { entered = [], forgotten = [], folds = [] }: Deed): void {
  for (const [field, value] of entered) reader.values.set(stateKeyOf(field), value);
  for (const field of forgotten) reader.values.delete(stateKeyOf(field));
  for (const [panel, unfolded] of folds) reader.expanded.set(stateKeyOf(panel), unfolded);
}

/** Calls the app and does what it answers. CardKit refuses writes to the card meanwhile. */
async function callBack(
  service: Service,
  message: StoredMessage,
  payload: CallbackPayload,
  onCallback: OnCallback | undefined,
): Promise<Pick<Seen, 'answer' | 'toast' | 'ignored' | 'error'>> {
  const { messageId, appId } = message;
  const issuedAt = service.clock.now();
  const permit = { messageId, appId, issuedAt, answered: false, uses: 0 };
  service.callbacks.tokens.set(payload.event.token, permit);
  const entity = entityOf(service, message);
  if (entity) entity.interactions += 1;
  try {
    const answered = await callApp(onCallback, payload);
    return follow(service, message, readAnswer(service, shownCard(service, message), answered));
  } catch (error) {
    if (!(error instanceof CallbackFailure)) throw error;
    const { code, message: words, cause } = error;
    return { error: { code, message: words, ...(cause === undefined ? {} : { cause }) } };
  } finally {
    permit.answered = true;
    if (entity) {
      entity.interactions -= 1;
      const until = service.clock.now() + service.knobs.interactionLockMs;
      entity.lockedUntil = Math.max(entity.lockedUntil, until);
    }
  }
}

function follow(
  service: Service,
  message: StoredMessage,
  { json, toast, card }: Answer,
): Pick<Seen, 'answer' | 'toast' | 'ignored'> {
  const shown = !card || showCard(service, message, card);
  return {
    answer: json,
    ...(toast ? { toast } : {}),
    ...(shown ? {} : { ignored: 'streaming' as const }),
  };
}
