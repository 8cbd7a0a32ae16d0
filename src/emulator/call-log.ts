import { cloneJson, getOwn, setOwn, utf8Length } from '../schema/json.js';
import type { EndpointName, Form } from './endpoint.js';
import type { FaultKind } from './fault-kinds.js';
import type { Exchange, ServiceRequest } from './handler.js';
import { isTree, type Tree } from './tree.js';

/** One request, and what came of it. */
export interface CallRecord {
  method: string;
  path: string;
  /** Which endpoint it found; `undefined` if none. */
  endpoint: EndpointName | undefined;
  /**
   * The parsed body, its text if it was no JSON, `undefined` without one. Of a multipart body, the bytes of each
   * field by its name. Secrets are left out.
   */
  body: unknown;
  /** The HTTP status; 0 if no answer goes out. */
  status: number;
  /** The `code` of the answer; `undefined` if no answer goes out, or none that has a code in one piece. */
  code: number | undefined;
  /** The `msg` of the answer, where it has a `code`. */
  msg: string | undefined;
  /** What the service does not say: why it refused, or what was strange about a request that it took. Never sent. */
  note: string | undefined;
  /** The answer in one piece; `undefined` if none goes out, or none that is one. Secrets are left out. */
  answer: unknown;
  /** UTF-8 bytes of the body. */
  bytes: number;
  at: number;
  logId: string;
  /** The fault that befell it. */
  fault: FaultKind | undefined;
}

export interface CallLog {
  add(
    call: { request: ServiceRequest; body: unknown; exchange: Exchange },
    known: Pick<CallRecord, 'at' | 'logId' | 'endpoint' | 'fault'>,
  ): void;
  /** Copies of all records that are kept. */
  list(): CallRecord[];
  /** The records that are kept, oldest first. No copies: whoever reads them changes nothing. */
  readonly records: readonly CallRecord[];
  /** How many older ones were dropped; so the place of the first record among all calls. */
  readonly dropped: number;
}

/** @param most how many records are kept; the oldest is dropped first */
export function createCallLog(most = Number.POSITIVE_INFINITY): CallLog {
  const records: CallRecord[] = [];
  let dropped = 0;
  return {
    add({ request, body, exchange }, known) {
      const { method, form } = request;
      const sizes = form && sizesOf(form);
      const kept = withoutSecrets(request.path, sizes ?? body);
      const bytes = sizes ? sum(Object.values(sizes)) : utf8Length(request.body ?? '');
      records.push({ method, ...kept, ...outcome(exchange), bytes, ...known });
      if (records.length <= most) return;
      records.shift();
      dropped += 1;
    },
    list: () => records.map(copyCall),
    records,
    get dropped() {
      return dropped;
    },
  };
}

function copyCall(record: CallRecord): CallRecord {
  return { ...record, body: cloneJson(record.body), answer: cloneJson(record.answer) };
}

type Answered = Pick<CallRecord, 'status' | 'code' | 'msg' | 'note' | 'answer'>;

function outcome(exchange: Exchange): Answered {
  const none = { code: undefined, msg: undefined, answer: undefined };
  if (exchange.kind !== 'answer') return { status: 0, note: undefined, ...none };
  const { response, text } = exchange;
  const { status, note, body } = response;
  const { code, msg } = body;
  if (text !== undefined || typeof code !== 'number') return { status, note, ...none };
  const words = typeof msg === 'string' ? msg : undefined;
  return { status, note, code, msg: words, answer: redacted(body, () => false) };
}

function sizesOf(form: Form): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const [name, value] of Object.entries(form)) {
    setOwn(sizes, name, typeof value === 'string' ? utf8Length(value) : value.byteLength);
  }
  return sizes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

const SECRET = /secret|token|password|encrypt_key|^sign$/i;
const REDACTED = '[redacted]';

/** A record is shown in browsers and pasted into issues, so it must not hold what opens a tenant or a chat. */
function withoutSecrets(path: string, body: unknown): { path: string; body: unknown } {
  const { shown, isAuth, isHook } = readPath(path);
  if (!isTree(body)) return { path: shown, body: isAuth || isHook ? undefined : cloneJson(body) };
  return { path: shown, body: redacted(body, (key) => isAuth && key !== 'app_id') };
}

/** A copy without what is called like a secret, nor what is one besides. */
function redacted(body: object, isSecret: (key: string) => boolean): Tree {
  const kept: Tree = {};
  for (const key of Object.keys(body)) {
    const hidden = SECRET.test(key) || isSecret(key);
    setOwn(kept, key, hidden ? REDACTED : cloneJson(getOwn(body, key)));
  }
  return kept;
}

/** Requests for tokens carry secrets anywhere; the address of a custom bot is one itself. */
function readPath(path: string): { shown: string; isAuth: boolean; isHook: boolean } {
  const [before = '', query] = path.split('?', 2);
  const names = before.split('/').map(decoded);
  const isAuth = /^\/open-apis\/auth\//i.test(`${names.join('/')}/`);
  const hook = names.findIndex((_, i) =>
    /\/bot(\/v\d+)?\/hook$/i.test(names.slice(0, i + 1).join('/')),
  );
  const isHook = hook !== -1;
  const place = isHook ? [...before.split('/').slice(0, hook + 1), REDACTED].join('/') : before;
  if (query === undefined || isAuth || isHook) return { shown: place, isAuth, isHook };
  const pairs = query.split('&').map((pair) => {
    const [name = ''] = pair.split('=', 1);
    return SECRET.test(decoded(name)) ? `${name}=${REDACTED}` : pair;
  });
  return { shown: `${place}?${pairs.join('&')}`, isAuth, isHook };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
