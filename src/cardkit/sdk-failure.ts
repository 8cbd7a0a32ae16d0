import {
  CardKitError,
  getOwn,
  isObject,
  type WireRequest,
  type WireResponse,
} from '../schema/index.js';
import { noAnswer } from './no-answer.js';
import { reasonOf } from './reason.js';

/**
 * The answer that an error of the SDK carries: axios throws where the HTTP status is none of success, the service's
 * business errors among them.
 *
 * @throws CardKitError if there was no answer, or if the SDK failed to get a token, so that nothing was sent.
 */
export function answerOfFailure(error: unknown, request: WireRequest): WireResponse {
  const response = part(error, 'response');
  const status = part(response, 'status');
  const answer = typeof status === 'number' ? { status, ...contentOf(response) } : undefined;
  const reason = reasonOf(error);

  const config = part(error, 'config');
  const url = part(config, 'url');
  const ofToken = config === undefined || (typeof url === 'string' && url.includes(TOKEN_PATH));
  if (ofToken) throw tokenError(reason.message, answer);
  if (answer) return answer;
  throw noAnswer(request, 0, reason);
}

const TOKEN_PATH = '/open-apis/auth/';

/** Headers by their names in lower case. */
export function headersOf(headers: object): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function contentOf(response: unknown): Omit<WireResponse, 'status'> {
  const headers = part(response, 'headers');
  return {
    headers: headersOf(typeof headers === 'object' && headers !== null ? headers : {}),
    body: part(response, 'data'),
  };
}

/** The SDK's words of it hold the service's code; the write itself was not sent. */
function tokenError(message: string, answer: WireResponse | undefined): CardKitError {
  const body = isObject(answer?.body) ? answer.body : {};
  const code =
    typeof body.code === 'number'
      ? body.code
      : Number(/\bcode: (\d{1,10})/.exec(message)?.[1] ?? 0);
  return new CardKitError({
    code,
    status: answer?.status ?? (code === 0 ? 0 : 200),
    logId: answer?.headers['x-tt-logid'],
    kind: code === 0 ? 'retry' : undefined,
    message,
  });
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? getOwn(value, name) : undefined;
}
