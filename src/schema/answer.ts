import { CardKitError, type CardKitErrorInit } from './cardkit-error.js';
import type { FieldViolation } from './error-details.js';
import { isObject, type JsonObject } from './json.js';
import type { WireResponse } from './wire.js';

/** The `data` of an answer, or the error it carries. Success is `code` 0, whatever the HTTP status. */
export function readAnswer(response: WireResponse): unknown {
  const refusal = refusalOf(response);
  if (refusal) throw new CardKitError(refusal);
  return isObject(response.body) ? response.body.data : undefined;
}

/** The error that an answer stands for, before it is thrown; `undefined` for a success. */
export function refusalOf({ status, headers, body }: WireResponse): CardKitErrorInit | undefined {
  const logId = headers['x-tt-logid'];
  if (!isObject(body) || typeof body.code !== 'number') {
    const message = `the answer (HTTP ${status}) is not the service's envelope`;
    return { code: 0, status, logId, message, retryAfterMs: waitOf(headers) };
  }
  if (body.code === 0) return undefined;
  const error = isObject(body.error) ? body.error : {};
  return {
    code: body.code,
    status,
    logId: logId ?? (typeof error.log_id === 'string' ? error.log_id : ''),
    message: typeof body.msg === 'string' ? body.msg : '',
    violations: violationsOf(error),
    retryAfterMs: waitOf(headers),
    rateLimit: positive(headers['x-ogw-ratelimit-limit']),
  };
}

/** The milliseconds that the service, or a gateway in between, asks to wait. */
function waitOf(headers: WireResponse['headers']): number | undefined {
  const seconds = positive(headers['x-ogw-ratelimit-reset'] ?? headers['retry-after']);
  return seconds === undefined ? undefined : seconds * 1000;
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return number > 0 && Number.isFinite(number) ? number : undefined;
}

function violationsOf({ field_violations: given }: JsonObject): FieldViolation[] {
  if (!Array.isArray(given)) return [];
  return given.filter(isObject).map(({ field, value, description }) => ({
    field: words(field),
    value: words(value),
    description: words(description),
  }));
}

const words = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
