/** Makes the identifiers that the service hands out, in the service's forms. One seed, one series of each kind. */
export interface Ids {
  card(): string;
  message(): string;
  chat(): string;
  token(): string;
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
  const logSource = hex(random(seed * 8), 8);
  let logged = 0;
  return {
    card: () => `7${digits(cards, 18)}`,
    message: () => `om_${hex(messages, 32)}`,
    chat: () => `oc_${hex(chats, 32)}`,
    token: () => `t-${hex(tokens, 40)}`,
    log(at) {
      logged += 1;
      const time = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);
      return `${time}${logSource}${logged.toString(16).padStart(8, '0')}`.toUpperCase();
    },
  };
}

type Random = () => number;

/** Mulberry32: small, fast and the same everywhere; nothing here has to be secret. */
function random(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function digits(next: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(next() * 10)).join('');
}

function hex(next: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(next() * 16).toString(16)).join('');
}
