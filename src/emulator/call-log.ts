import { cloneJson, getOwn, setOwn, utf8Length } from '../schema/json.js';
import { isTree, type Tree } from './tree.js';

/** One request that was answered. */
export interface CallRecord {
  method: string;
  path: string;
  /** The parsed body, its text if it was no JSON, `undefined` without one. Secrets are left out. */
  body: unknown;
  status: number;
  code: number;
  /** UTF-8 bytes of the body. */
  bytes: number;
  at: number;
}

export interface CallLog {
  add(call: Omit<CallRecord, 'body' | 'bytes'> & { body: unknown; text: string | undefined }): void;
  /** Copies of all that was recorded. */
  list(): CallRecord[];
}

export function createCallLog(): CallLog {
  const records: CallRecord[] = [];
  return {
    add({ text, body, ...call }) {
      const kept = withoutSecrets(call.path, body);
      records.push({ ...call, ...kept, bytes: utf8Length(text ?? '') });
    },
    list: () => records.map(cloneJson),
  };
}

const AUTH = /^\/open-apis\/auth\//i;
const SECRET = /secret|token|password|encrypt_key/i;
const REDACTED = '[redacted]';

/** A record is shown in browsers and pasted into issues, so it must not hold what opens a tenant. */
function withoutSecrets(path: string, body: unknown): { path: string; body: unknown } {
  const toAuth = AUTH.test(path);
  const shownPath = toAuth ? (path.split('?')[0] ?? path) : path;
  if (!isTree(body)) return { path: shownPath, body: toAuth ? undefined : cloneJson(body) };
  const kept: Tree = {};
  for (const key of Object.keys(body)) {
    const value = getOwn(body, key);
    const isSecret = SECRET.test(key) || (toAuth && key !== 'app_id');
    setOwn(kept, key, isSecret ? REDACTED : cloneJson(value));
  }
  return { path: shownPath, body: kept };
}
