import type { CardLimit } from './error-details.js';
import type { ErrorKind } from './service-codes.js';

/** One sentence on what to do about an error. */
export function adviceFor(error: {
  code: number;
  kind: ErrorKind;
  innerCode?: number | undefined;
  innerLimit?: CardLimit | undefined;
  message: string;
}): string {
  const { code, kind, innerCode, innerLimit, message } = error;
  if (code === 0) return NO_ANSWER[kind] ?? BY_KIND[kind];
  if (innerLimit) return BY_LIMIT[innerLimit];
  const told = innerCode ?? code;
  if (told === 11310) {
    if (/cardid is invalid/.test(message)) return FRESH_CARD;
    if (/card action is lock/.test(message)) return ADVICE[200810] ?? BY_KIND[kind];
  }
  if (code === 9499 && kind === 'retry') return BY_KIND.retry;
  return ADVICE[told] ?? ADVICE[code] ?? BY_KIND[kind];
}

const FRESH_CARD =
  'Send the card again after half a second; if it is still unknown, create a new card and send that.';

const BY_LIMIT: Readonly<Record<CardLimit, string>> = {
  elements: 'Keep the card below 200 objects with a tag, or go on in a new card.',
  bytes: 'Shorten the texts of the card, or go on in a new card.',
  tables: 'Keep the card at 5 tables, those of markdown included, and write the others as lists.',
  rows: 'Correct the rows of the table: they hold values of the declared columns only.',
};

const BY_KIND: Readonly<Record<ErrorKind, string>> = {
  retry: 'Try again later, each time after a longer wait, and a write under a new sequence number.',
  resync: 'Send the whole card with cards.update under the next sequence number.',
  reopen: 'Switch streaming_mode on again, or write the text with elements.patch.',
  split: 'Make the card smaller, or go on in a new card.',
  gone: 'Stop writing to it; what is still to be shown needs a new card.',
  fatal: 'Correct the request; it would be refused again.',
};

const NO_ANSWER: Readonly<Partial<Record<ErrorKind, string>>> = {
  retry: 'Try again; whether it was executed is not known, so a message should carry a uuid.',
  resync:
    'The write may have been executed: send the whole card with cards.update under the next sequence number.',
  fatal: 'Look at the base URL and at what stands between here and the service.',
};

const BAD_REQUEST =
  'Correct the field that the message names; card data is a JSON string on the wire.';
const BAD_CARD = 'Run check() on the card and correct what it reports.';
const BAD_TEMPLATE_VARIABLES =
  'Give each variable of the template a value of the type that it was declared with.';
const BAD_ROWS = BY_LIMIT.rows;
const BAD_AUDIO =
  'Upload the audio again, and show it in a card that cannot be forwarded (enableForward={false}).';
const SLOWER =
  'Send less often; try again after a wait that grows, off the full and the half hour.';
const SEND_SLOWER =
  'Send at most 5 messages a second to a chat or user, and patch one at most 5 times.';
const INTERNAL = 'Try again after a wait that grows, and a write under a new sequence number.';
const NEW_TOKEN = 'The token was dropped: try again, and a write under the next sequence number.';
const RECALLED = 'Stop writing: nobody can see the message any more.';
const STREAMING_CLOSED =
  'Switch streaming_mode on again with cards.settings, or write the text with elements.patch.';
const SHADOW_WRONG =
  'What the card holds is not what was assumed: send the whole card with cards.update.';
const CALLBACK_TOKEN =
  'Update the card through cards.* instead: the token of a callback lasts 30 minutes and two updates.';

/** What to do, by code. Every code of `SERVICE_CODES` has its sentence. */
export const ADVICE: Readonly<Record<number, string>> = {
  1663: INTERNAL,
  2200: INTERNAL,
  9499: 'Correct the type of the field that the message names; the body has to be JSON.',
  10002: BAD_REQUEST,
  10003: 'Give appId and appSecret as the developer console shows them.',
  10014:
    'Check appId, and that baseUrl is the host of its tenant: Feishu and Lark know their own apps only.',
  10015: 'Check appSecret; it may have been reset in the developer console.',
  11232: SLOWER,
  11233: SLOWER,
  11246: BAD_CARD,
  11247: SLOWER,
  11310: BAD_CARD,
  11311: BAD_CARD,
  19001: 'Check the url of the custom bot; it ends with a token, and with the bot.',
  19002: BAD_REQUEST,
  19021: 'Check the secret of the custom bot, and the clock: a signature is good for an hour.',
  19022: 'Add the address of this machine to the custom bot’s list of allowed addresses.',
  19024: 'Write one of the custom bot’s keywords into the card.',
  100000: BY_LIMIT.bytes,
  100030: BAD_CARD,
  100290:
    'Correct the ids of the persons in the card; they are those of the tenant the card goes to.',
  200000: RECALLED,
  200220: BAD_CARD,
  200310: 'Update the card with the app that sent it.',
  200320: 'Leave open_ids out; a card of JSON 2.0 is shared by all who see it.',
  200380: 'Check the id and the version of the template, and that the version was published.',
  200381: 'Grant the app the use of the template in the card builder.',
  200510: STREAMING_CLOSED,
  200550: 'Correct chart_spec; try it in a card of the visual builder.',
  200570: 'Upload each image with uploadImage and use the key that it answers with.',
  200610: 'Send a card with schema "2.0" and a body.',
  200621: 'Send the card as valid JSON.',
  200732: BAD_TEMPLATE_VARIABLES,
  200737: BAD_TEMPLATE_VARIABLES,
  200740: 'Check the card id and the host; if they are right, create a new card.',
  200750: 'Create a new card: an entity takes writes for 14 days.',
  200770:
    'Leave uuid out or make a new one for each attempt, and send the whole card with cards.update.',
  200780: 'Create a new card: an entity can be sent once.',
  200800: 'Keep to the schema of the first card: 1.0 and 2.0 do not replace each other.',
  200810:
    'Write after the callback was answered; try again after 0.3 s under a new sequence number.',
  200850: STREAMING_CLOSED,
  200860: BY_LIMIT.bytes,
  200861: BAD_CARD,
  200914: BAD_ROWS,
  200915: BAD_ROWS,
  230001: BAD_REQUEST,
  230002: 'Add the bot to the chat.',
  230006: 'Switch the bot on in the developer console, and publish a version of the app.',
  230011: RECALLED,
  230013:
    'Widen the availability of the app in the developer console so that it includes the receiver.',
  230018: 'Ask an owner of the chat to allow the bot to send.',
  230020: SEND_SLOWER,
  230022: 'Change the content: the service found something sensitive in it.',
  230025: BY_LIMIT.bytes,
  230026: 'Recall a message with the app that sent it.',
  230027: 'Grant the app the permission im:message:send_as_bot, and publish a version of it.',
  230028: 'Change the content: the tenant’s data protection refused it.',
  230031: 'Send a new message: an old one can be updated for 14 days.',
  230035: 'Ask an owner of the chat to allow the bot to send.',
  230049: 'Try again in a second: the message is still being sent.',
  230099: BAD_CARD,
  230110: RECALLED,
  231003: RECALLED,
  234001: BAD_REQUEST,
  234006: 'Upload an image of at most 10 MB.',
  234010: 'Upload an image that is not empty.',
  234011: 'Upload a JPEG, PNG, WebP, GIF, TIFF, BMP or ICO image.',
  300000: INTERNAL,
  300020: CALLBACK_TOKEN,
  300030: CALLBACK_TOKEN,
  300040: CALLBACK_TOKEN,
  300120: INTERNAL,
  300121: SHADOW_WRONG,
  300122:
    'Correct the settings: summary and streaming_config are objects, and only known keys are taken.',
  300220: BAD_AUDIO,
  300230: BAD_AUDIO,
  300240: BAD_AUDIO,
  300301:
    'Give each element an id of its own: a letter, then letters, digits or _, at most 20 characters.',
  300302: 'Leave update_multi out; false is not allowed in JSON 2.0.',
  300303: 'Send a card with schema "2.0".',
  300305: BY_LIMIT.elements,
  300307: 'Send a card that is not empty.',
  300309: STREAMING_CLOSED,
  300310: 'Stream text into a markdown or plain_text element only, and patch any other.',
  300311: 'Operate the card with the app that created it.',
  300312: 'Leave tag out of the partial, or replace the element with elements.update.',
  300313: SHADOW_WRONG,
  300314: SHADOW_WRONG,
  300315:
    'Correct the added elements or their target; if they are right, send the whole card with cards.update.',
  300317:
    'Use a number greater than any before, one write at a time per card, and send the whole card with cards.update.',
  1000023: RECALLED,
  99991201: 'Check baseUrl; the service does not know this path.',
  99991301: 'Check baseUrl; the service does not take this method there.',
  99991400: 'Wait as long as retryAfterMs says, and send less often.',
  99991401: 'Add the address of this machine to the app’s list of allowed addresses.',
  99991403: 'The tenant has used up its calls of this month; ask its administrator for more.',
  99991661: 'Send the tenant token in the Authorization header; a proxy may have taken it out.',
  99991663: NEW_TOKEN,
  99991664: NEW_TOKEN,
  99991665: NEW_TOKEN,
  99991671: 'Give a tenant_access_token, which starts with t-.',
  99991672:
    'Grant the app one of the permissions that the message lists, and publish a version of it.',
  99991673: 'Have the app installed and switched on in the tenant.',
  99992351: 'Check the receiver, and that its id is of the kind that its form says.',
  99992354: 'Give the message_id of a message (om_...); of a callback, context.open_message_id.',
  99992402: 'Correct the fields that details.violations names.',
};
