import type { Clock } from './clock.js';
import type { Ids } from './ids.js';
import { turnedAway } from './refusal.js';

const LIFE_MS = 2 * 60 * 60 * 1000;
/** With at least this much left the service hands out the same token again; below, a new one beside it. */
const RENEW_MS = 30 * 60 * 1000;

interface Token {
  readonly value: string;
  readonly appId: string;
  readonly expiresAt: number;
}

/** The only app that gets a token; without it, any app does. */
export interface Credentials {
  appId?: string | undefined;
  appSecret?: string | undefined;
}

export interface TokenIssuer {
  /** A tenant token and how many seconds it has left. */
  issue(appId: string): { token: string; expire: number };
  /** Refuses an app that is not the one the emulator was told of. */
  checkApp(appId: string, appSecret: string): void;
  /** The app behind an `Authorization` header. */
  appOf(authorization: string | undefined): string;
  /** Makes the token of an `Authorization` header invalid before its time; the next one is a new one. */
  forget(authorization: string | undefined): void;
}

/** What an `Authorization` header holds. */
function bearer(authorization: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
}

export function createTokenIssuer(clock: Clock, ids: Ids, known: Credentials): TokenIssuer {
  const tokens = new Map<string, Token>();
  const newest = new Map<string, Token>();

  const forgetExpired = () => {
    for (const token of tokens.values()) {
      if (token.expiresAt <= clock.now()) tokens.delete(token.value);
    }
  };

  return {
    issue(appId) {
      let token = newest.get(appId);
      if (!token || token.expiresAt - clock.now() < RENEW_MS) {
        forgetExpired();
        token = { value: ids.token(), appId, expiresAt: clock.now() + LIFE_MS };
        tokens.set(token.value, token);
        newest.set(appId, token);
      }
      return { token: token.value, expire: Math.floor((token.expiresAt - clock.now()) / 1000) };
    },

    checkApp(appId, appSecret) {
      if (known.appId !== undefined && appId !== known.appId) throw turnedAway(10014);
      if (known.appSecret !== undefined && appSecret !== known.appSecret) throw turnedAway(10015);
    },

    appOf(authorization) {
      const value = bearer(authorization);
      if (value === undefined) throw turnedAway(99991661);
      if (!/^[tu]-/.test(value)) throw turnedAway(99991671);
      const token = tokens.get(value);
      if (!token || token.expiresAt <= clock.now()) throw turnedAway(99991663);
      return token.appId;
    },

    forget(authorization) {
      const token = tokens.get(bearer(authorization) ?? '');
      if (!token) return;
      tokens.delete(token.value);
      if (newest.get(token.appId) === token) newest.delete(token.appId);
    },
  };
}
