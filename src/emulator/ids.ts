import { type Random, random } from './random.js';

/** Makes the identifiers that the service hands out, in the service's forms. One seed, one series of each kind. */
export interface Ids {
  card(): string;
  message(): string;
  chat(): string;
  token(): string;
  /** Of a callback. */
  event(): string;
  /** A token that updates a card after a callback. */
  update(): string;
  /** Of an image that was uploaded. */
  image(): string;
  log(at: number): string;
}

export function createIds(seed: number): Ids {
  // A series of its own per kind: how many requests were made must not change the id of the next card.
  const [cards, messages, chats, tokens] = [1, 2, 3, 4].map((kind) => random(seed * 8 + kind)) as [
    Random,
    Random,
    Random,
    Random,
  ];
  // All eight numbers of a positive seed are taken by the others.
  const [images, events, updates] = [1, 2, 3].map((kind) => random(-kind - seed * 8)) as [
    Random,
    Random,
    Random,
  ];
  const logSource = hex(random(seed * 8), 8);
  let logged = 0;
  return {
    card: () => `7${digits(cards, 18)}`,
    message: () => `om_${hex(messages, 32)}`,
    chat: () => `oc_${hex(chats, 32)}`,
    token: () => `t-${hex(tokens, 40)}`,
    event: () => hex(events, 32),
    update: () => `c-${hex(updates, 40)}`,
    image: () =>
      `img_v3_${hex(images, 4)}_${hex(images, 8)}-${hex(images, 4)}-${hex(images, 4)}-${hex(images, 4)}-${hex(images, 11)}g`,
    log(at) {
      logged += 1;
      const time = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);
      return `${time}${logSource}${logged.toString(16).padStart(8, '0')}`.toUpperCase();
    },
  };
}

function digits(next: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(next() * 10)).join('');
}

function hex(next: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(next() * 16).toString(16)).join('');
}
