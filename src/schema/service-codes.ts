/**
 * What to do about an error of the service:
 * `retry` later with a new number; `resync` with one full update; `reopen` streaming; `split` the card;
 * `gone` for good; `fatal`: the request itself is wrong.
 */
export type ErrorKind = 'retry' | 'resync' | 'reopen' | 'split' | 'gone' | 'fatal';

interface ServiceCode {
  /** The service's own words, as documented or observed. */
  text: string;
  kind: ErrorKind;
}

/**
 * The codes that CardKit, messaging, custom bots and the gateway in front of them answer with, and the codes inside of
 * a wrapped error.
 *
 * @see https://open.feishu.cn/document/cardkit-v1/feishu-card-resource-overview
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export const SERVICE_CODES: Readonly<Record<number, ServiceCode>> = {
  1663: { text: 'internal error', kind: 'retry' },
  2200: { text: 'internal error', kind: 'retry' },
  9499: { text: 'Bad Request', kind: 'fatal' },
  10002: { text: 'invalid request parameter', kind: 'fatal' },
  10003: { text: 'invalid param', kind: 'fatal' },
  10014: { text: 'app id not exists', kind: 'fatal' },
  10015: { text: 'app secret invalid', kind: 'fatal' },
  11232: { text: 'create message trigger system ratelimit', kind: 'retry' },
  11233: { text: 'create message trigger chat ratelimit', kind: 'retry' },
  11246: { text: 'card content is invalid', kind: 'fatal' },
  11247: { text: 'internal send message trigger ratelimit', kind: 'retry' },
  11310: { text: 'card content is invalid', kind: 'fatal' },
  11311: { text: 'the card cannot be updated', kind: 'fatal' },
  19001: { text: 'param invalid: incoming webhook access token invalid', kind: 'gone' },
  19002: { text: 'params error', kind: 'fatal' },
  19021: {
    text: 'sign match fail or timestamp is not within one hour from current time',
    kind: 'fatal',
  },
  19022: { text: 'ip is not allowed', kind: 'fatal' },
  19024: { text: 'key words not found', kind: 'fatal' },
  100000: { text: 'the card is longer than 100 KB', kind: 'split' },
  100030: { text: 'the card is invalid', kind: 'fatal' },
  100290: { text: 'invalid user id in the card', kind: 'fatal' },
  200000: { text: 'message was recalled', kind: 'gone' },
  200220: { text: 'failed to generate card content', kind: 'fatal' },
  200310: { text: 'the card belongs to another app', kind: 'fatal' },
  200320: { text: 'open_ids is invalid', kind: 'fatal' },
  200380: { text: 'template is not found', kind: 'fatal' },
  200381: { text: 'template is not visible', kind: 'fatal' },
  200510: { text: 'card streaming timeout', kind: 'reopen' },
  200550: { text: 'chart spec is invalid', kind: 'fatal' },
  200570: { text: 'image keys are invalid', kind: 'fatal' },
  200610: { text: 'body is nil', kind: 'fatal' },
  200621: { text: 'parse card json err', kind: 'fatal' },
  200732: { text: 'template variable is invalid', kind: 'fatal' },
  200737: { text: 'template variable is invalid', kind: 'fatal' },
  200740: { text: 'card entity not exist', kind: 'gone' },
  200750: { text: 'card entity expired', kind: 'gone' },
  200770: { text: 'UUID conflict', kind: 'resync' },
  200780: { text: 'card binding biz count over limit', kind: 'fatal' },
  200800: { text: 'card schema version can not be changed', kind: 'fatal' },
  200810: { text: 'card in ongoing interaction', kind: 'retry' },
  200850: { text: 'card streaming timeout', kind: 'reopen' },
  200860: { text: 'card content exceeds limit', kind: 'split' },
  200861: { text: 'unsupported tag in card schema 2.0', kind: 'fatal' },
  200914: { text: 'table rows are invalid', kind: 'fatal' },
  200915: { text: 'table rows are invalid', kind: 'fatal' },
  230001: { text: 'invalid request parameter', kind: 'fatal' },
  230002: { text: 'bot or user is not in the chat', kind: 'fatal' },
  230006: { text: 'bot ability is not activated', kind: 'fatal' },
  230011: { text: 'message was recalled', kind: 'gone' },
  230013: { text: 'bot has no availability to this user', kind: 'fatal' },
  230018: { text: 'the operation is not allowed by the settings of the chat', kind: 'fatal' },
  230020: { text: 'operation triggers the frequency limit', kind: 'retry' },
  230022: { text: 'the content of the message contains sensitive information', kind: 'fatal' },
  230025: { text: 'the length of the message content reaches its limit', kind: 'split' },
  230026: { text: 'no permission to recall this message', kind: 'fatal' },
  230027: { text: 'lack of necessary permissions', kind: 'fatal' },
  230028: { text: 'the messages do not pass the audit', kind: 'fatal' },
  230031: { text: 'message is older than 14 days', kind: 'gone' },
  230035: { text: 'no permission to send messages in this chat', kind: 'fatal' },
  230049: { text: 'message is still being sent', kind: 'retry' },
  230099: { text: 'Failed to create card content', kind: 'fatal' },
  230110: { text: 'message was deleted', kind: 'gone' },
  231003: { text: 'message is not found', kind: 'gone' },
  234001: { text: 'invalid request param', kind: 'fatal' },
  234006: { text: 'the file size exceeds the limit', kind: 'fatal' },
  234010: { text: "file's size can't be 0", kind: 'fatal' },
  234011: { text: "can't recognize the image format", kind: 'fatal' },
  300000: { text: 'internal error', kind: 'retry' },
  300020: { text: 'the token of the callback is invalid', kind: 'fatal' },
  300030: { text: 'the token of the callback is expired', kind: 'fatal' },
  300040: { text: 'the token of the callback is used up', kind: 'fatal' },
  300120: { text: 'internal error', kind: 'retry' },
  300121: { text: 'replace element failed', kind: 'resync' },
  300122: { text: 'update card settings failed', kind: 'fatal' },
  300220: { text: 'audio is invalid', kind: 'fatal' },
  300230: { text: 'audio is invalid', kind: 'fatal' },
  300240: { text: 'audio is invalid', kind: 'fatal' },
  300301: { text: 'duplicate element id', kind: 'resync' },
  300302: { text: 'update_multi is false', kind: 'fatal' },
  300303: { text: 'only card schema 2.0 is supported', kind: 'fatal' },
  300305: { text: 'element exceeds the limit', kind: 'split' },
  300307: { text: 'card dsl is empty', kind: 'fatal' },
  300309: { text: 'streaming mode is closed', kind: 'reopen' },
  300310: { text: 'only text can be updated', kind: 'fatal' },
  300311: { text: 'no permission to operate this card', kind: 'gone' },
  300312: { text: 'the tag of an element can not be changed', kind: 'fatal' },
  300313: { text: 'update element properties failed', kind: 'resync' },
  300314: { text: 'delete element failed', kind: 'resync' },
  300315: { text: 'add element failed', kind: 'resync' },
  300317: { text: 'sequence number compare failed', kind: 'resync' },
  1000023: { text: 'message is not found', kind: 'gone' },
  99991201: { text: 'the request path does not exist', kind: 'fatal' },
  99991301: { text: 'the request method is not allowed on this path', kind: 'fatal' },
  99991400: { text: 'request trigger frequency limit', kind: 'retry' },
  99991401: { text: 'ip is not in the whitelist', kind: 'fatal' },
  99991403: { text: 'monthly quota of api calls exceeded', kind: 'fatal' },
  99991661: { text: 'Missing access token for authorization', kind: 'fatal' },
  99991663: { text: 'Invalid access token for authorization', kind: 'retry' },
  99991664: { text: 'invalid app token', kind: 'retry' },
  99991665: { text: 'invalid tenant code', kind: 'retry' },
  99991671: { text: "Invalid access token: it must start with 't-' or 'u-'", kind: 'fatal' },
  99991672: { text: 'Access denied: a required scope is missing', kind: 'fatal' },
  99991673: { text: 'app is not available in this tenant', kind: 'fatal' },
  99992351: { text: 'invalid receive id', kind: 'fatal' },
  99992354: { text: 'invalid message id', kind: 'fatal' },
  99992402: { text: 'field validation failed', kind: 'fatal' },
};

/** Codes after which the cached tenant token is dropped and a new one asked for. */
export const TOKEN_CODES: ReadonlySet<number> = new Set([99991663, 99991664, 99991665, 99991671]);

/** Codes that wrap another one; the inner code stands in the message and decides what to do. */
const WRAPPERS: ReadonlySet<number> = new Set([300315, 230099, 11246]);

/** The code inside a wrapped error: `..., code: 300305; ` or `ErrCode: 11310; ...`. */
export function innerCode(code: number, message: string): number | undefined {
  if (!WRAPPERS.has(code)) return undefined;
  const found =
    /\bErrCode:\s*(\d{1,10})\b/.exec(message) ?? /\bcode:\s*(\d{1,10})[\s;]*$/.exec(message);
  return found ? Number(found[1]) : undefined;
}

export function errorKind(code: number, message: string): ErrorKind {
  const inner = innerCode(code, message);
  if (inner === 11310) {
    if (/exceeds the limit|over limit/.test(message)) return 'split';
    // A fresh entity may be unknown to messaging for some 100 ms; an interaction ends by itself.
    if (/cardid is invalid|card action is lock/.test(message)) return 'retry';
  }
  // A custom bot says so of too many messages; elsewhere the code stands for a body that is none.
  if (code === 9499 && /too many request/i.test(message)) return 'retry';
  return SERVICE_CODES[inner ?? code]?.kind ?? SERVICE_CODES[code]?.kind ?? 'fatal';
}
