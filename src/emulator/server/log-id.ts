import { randomBytes } from 'node:crypto';

/** An `X-Tt-Logid` for an answer that never reached the service; in the same form, but never the same one. */
export function logId(): string {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return `${time}${randomBytes(8).toString('hex')}`.toUpperCase();
}
