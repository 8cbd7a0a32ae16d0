/**
 * What a picker's client sends: the text and the offset that the zone has at that time, such as `2024-04-01 +0800`.
 * A time of day gets the offset of `now`.
 */
export function withOffset(text: string, zone: string, now: number): string {
  const [, date, time = '00:00'] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(text) ?? [];
  if (date === undefined) return `${text} ${written(offsetAt(zone, now))}`;
  const wall = Date.parse(`${date}T${time}:00Z`);
  // The offset depends on the instant and the instant on the offset; the second guess is right but within a change.
  const guess = wall - offsetAt(zone, wall) * MINUTE;
  return `${text} ${written(offsetAt(zone, guess))}`;
}

const MINUTE = 60_000;

/** Minutes that a zone is ahead of UTC. */
function offsetAt(zone: string, instant: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const parts = format.formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function written(offset: number): string {
  const size = Math.abs(offset);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** Throws a `TypeError` for a zone that nobody knows. */
export function requireZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
  } catch {
    throw new TypeError(`no such timezone: ${JSON.stringify(zone)}`);
  }
  return zone;
}
