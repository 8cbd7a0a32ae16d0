import { getOwn, jsonBytes } from '../schema/json.js';
import { type Endpoint, success } from './endpoint.js';
import { chatWith } from './messages/chat.js';
import { readCard } from './messages/content.js';
import { store } from './messages/deliver.js';
import { contentRefused, Refusal, turnedAway } from './refusal.js';
import { hmacSha256 } from './sha256.js';
import type { Service } from './state.js';
import { isTree, type Tree } from './tree.js';

const MAX_BYTES = 20_000;
/** How far the time of a signature may be from now, in seconds. */
const SIGNATURE_LIFE = 60 * 60;

/**
 * Sends a card by the address of a custom bot. The message belongs to no app: nobody is called when a reader clicks,
 * and nobody can patch it. Of the security settings there is the signature; a bot here has no keywords and takes
 * requests from everywhere.
 *
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
export const sendByCustomBot: Endpoint = {
  name: 'customBot.send',
  method: 'POST',
  path: '/open-apis/bot/v2/hook/:token',
  open: true,
  answer(request) {
    const { service } = request;
    const token = request.param('token');
    const secret = secretOf(service, token);
    const body = request.body();
    if (!isTree(body)) throw turnedAway(9499);
    if (secret !== undefined && !isSigned(body, secret, service.clock.now())) {
      throw turnedAway(19021);
    }
    service.limits.customBot(token);
    // No code is published for this one; it is the one that messaging has.
    if (jsonBytes(body) > MAX_BYTES) throw turnedAway(230025);
    const card = readBotCard(service, body);
    const chatId = chatWith(service, '', `hook ${token}`);
    const address = { appId: '', to: chatId, receiveIdType: 'chat_id', chatId };
    store(service, JSON.stringify(getOwn(body, 'card')), { card }, address);
    return { StatusCode: 0, StatusMessage: 'success', ...success() };
  },
};

/** The secret of a bot, if it has one. Without a list of bots every token is a bot's. */
function secretOf({ customBots }: Service, token: string): string | undefined {
  if (!customBots) return undefined;
  if (!Object.hasOwn(customBots, token)) throw turnedAway(19001);
  return customBots[token]?.secret;
}

function isSigned(body: Tree, secret: string, now: number): boolean {
  const timestamp = getOwn(body, 'timestamp');
  const shown = typeof timestamp === 'number' ? String(timestamp) : timestamp;
  if (typeof shown !== 'string' || !/^\d{1,12}$/.test(shown)) return false;
  if (Math.abs(now / 1000 - Number(shown)) > SIGNATURE_LIFE) return false;
  return getOwn(body, 'sign') === signatureOf(shown, secret);
}

/** The time and the secret are the key; what is signed is nothing. */
function signatureOf(timestamp: string, secret: string): string {
  const key = new TextEncoder().encode(`${timestamp}\n${secret}`);
  return btoa(String.fromCharCode(...hmacSha256(key, new Uint8Array(0))));
}

/** A custom bot takes a card or a template; it knows no entities. */
function readBotCard(service: Service, body: Tree): Tree {
  const type = getOwn(body, 'msg_type');
  if (type === undefined) throw paramsError('msg_type need');
  if (type !== 'interactive') throw paramsError('only msg_type interactive is supported here');
  const given = getOwn(body, 'card');
  if (!isTree(given)) throw turnedAway(9499);
  try {
    if (getOwn(given, 'type') === 'card') throw contentRefused(11310, 'cardid is invalid');
    return readCard(service, given);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 230099) throw error;
    const { code, detail } = error.fault;
    throw new Refusal(11246, `ErrCode: ${code}; ErrMsg: ${detail}; `, error.fault);
  }
}

function paramsError(what: string): Refusal {
  const detail = `params error, ${what}`;
  return new Refusal(19002, detail, { code: 19002, detail });
}
