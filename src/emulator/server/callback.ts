import { randomBytes, randomUUID } from 'node:crypto';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getOwn, isObject } from '../../schema/json.js';
import { type CallbackRequest, challengeRequest, signedRequest } from '../callback-wire.js';
import { CallbackFailure, type CallbackPayload } from '../user/index.js';

/** What an app has to answer a callback in, and the check of its address. */
const ANSWER_MS = 3000;
const CHALLENGE_MS = 1000;
/** More than any card has; an answer that goes on is not read to its end. */
const MAX_ANSWER_BYTES = 1024 * 1024;

export interface CallbackSettings {
  url: URL;
  encryptKey: string | undefined;
  verificationToken: string | undefined;
  /** Milliseconds that the app has to answer a callback in. Default the service's. */
  answerMs?: number | undefined;
  /** The same for the check of its address. */
  challengeMs?: number | undefined;
  /** Ends requests that are under way. */
  signal: AbortSignal;
}

/** The app behind a callback address. */
export interface CallbackReceiver {
  /** Posts a callback and returns the parsed answer; throws `CallbackFailure` as the reader's client would show it. */
  deliver(payload: CallbackPayload): Promise<unknown>;
  /** Posts the challenge that checks the address; throws an error that says what is wrong with the answer. */
  verify(): Promise<void>;
}

/** Where callbacks are posted to; a `TypeError` for what no callback can be posted to. */
export function callbackUrlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new TypeError(
      'callbackUrl is an http or https URL without a user name or password in it',
    );
  }
  return url;
}

export function createCallbackReceiver(settings: CallbackSettings): CallbackReceiver {
  const { url, encryptKey, verificationToken, signal } = settings;
  const { answerMs = ANSWER_MS, challengeMs = CHALLENGE_MS } = settings;
  return {
    async deliver(payload) {
      // By the clock of this machine, like the receiver's: the emulator's may stand still or run ahead.
      const timestamp = Math.floor(Date.now() / 1000);
      const nonce = randomBytes(8).toString('hex');
      const request = await signedRequest(payload, { encryptKey, timestamp, nonce });
      const { status, text } = await post(url, request, answerMs, signal);
      // No redirect is followed: it is a status other than 200 like any other.
      if (status !== 200) throw new CallbackFailure(200671, `it answered with status ${status}`);
      if (text.trim() === '') throw new CallbackFailure(200672, whyEmpty(encryptKey));
      try {
        return JSON.parse(text);
      } catch {
        throw new CallbackFailure(200672, `its answer is no JSON: ${beginning(text)}`);
      }
    },

    async verify() {
      const challenge = randomUUID();
      const request = await challengeRequest(challenge, verificationToken ?? '', { encryptKey });
      const { status, text } = await post(url, request, challengeMs, signal);
      if (status !== 200)
        throw new Error(`it answered the challenge with status ${status}, not 200`);
      if (challengeIn(text) !== challenge) {
        const found = text.trim() === '' ? whyEmpty(encryptKey) : `it answered ${beginning(text)}`;
        throw new Error(
          `it did not answer { "challenge": ... } with the challenge it was sent: ${found}`,
        );
      }
    },
  };
}

const SHOWN = 60;

/** How an answer begins that is not what it should be. */
function beginning(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text);
}

/** An SDK answers nothing where a handler returned nothing, and where it could not read what it was sent. */
function whyEmpty(encryptKey: string | undefined): string {
  const key =
    encryptKey === undefined
      ? 'has the bot an Encrypt Key? Then the emulator needs the same one'
      : 'is its Encrypt Key the same?';
  return `its answer is empty; answer {} where there is nothing to say; ${key}`;
}

function challengeIn(text: string): unknown {
  try {
    const answer: unknown = JSON.parse(text);
    return isObject(answer) ? getOwn(answer, 'challenge') : undefined;
  } catch {
    return undefined;
  }
}

interface Answer {
  status: number;
  text: string;
}

/** One POST over a connection of its own. Whatever keeps it from an answer is a `CallbackFailure`. */
async function post(
  url: URL,
  { headers, body }: CallbackRequest,
  withinMs: number,
  signal: AbortSignal,
): Promise<Answer> {
  const bytes = Buffer.from(body, 'utf8');
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const sent = start(url, {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': bytes.length },
    signal,
  });
  let connected = false;
  sent.on('socket', (socket) => {
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      connected = true;
    });
  });
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    sent.destroy(new Error('no answer in time'));
  }, withinMs);
  try {
    const response = await responseTo(sent, bytes);
    return { status: response.statusCode ?? 0, text: await readAnswer(response) };
  } catch (error) {
    if (signal.aborted) throw new CallbackFailure(200341, 'the emulator was closed meanwhile');
    if (late && connected) {
      throw new CallbackFailure(200341, `it did not answer within ${withinMs / 1000} s`);
    }
    if (error instanceof CallbackFailure) throw error;
    throw failureOf(error, connected);
  } finally {
    clearTimeout(deadline);
    sent.destroy();
  }
}

function responseTo(sent: ClientRequest, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Stays for the time after the answer: a connection that breaks then is the reader's of the answer to report.
    sent.on('error', reject);
    sent.on('response', resolve);
    sent.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      throw new CallbackFailure(200672, `its answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const NO_SUCH_HOST = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NONAME', 'EAI_NODATA'];

function failureOf(error: unknown, connected: boolean): CallbackFailure {
  const { code = 'no connection' } = error as NodeJS.ErrnoException;
  if (NO_SUCH_HOST.includes(code)) {
    return new CallbackFailure(200343, `its name could not be resolved (${code})`);
  }
  if (!connected) {
    const how = code === 'ECONNREFUSED' ? 'is not there yet' : 'could not be reached';
    return new CallbackFailure(200342, `it ${how} (${code})`);
  }
  const why = 'did the bot crash? Is its Encrypt Key the same?';
  return new CallbackFailure(
    200342,
    `it closed the connection without an answer (${code}); ${why}`,
  );
}
