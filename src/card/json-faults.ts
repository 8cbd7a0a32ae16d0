import { isElement } from '../../jsx-runtime/element.js';
import { pointer } from '../schema/index.js';
import { type Report, show } from './report.js';

/**
 * Levels of JSON that the checks follow. A card with five container layers has about forty; what a chart or a callback
 * carries has its own.
 */
const MAX_LEVELS = 500;

/** An object on the way down, and which of its members comes next. */
interface Frame {
  readonly object: Readonly<Record<string | number, unknown>>;
  readonly keys: readonly string[] | undefined;
  readonly size: number;
  next: number;
}

/**
 * Reports what no JSON can hold, cycles, and nesting that nothing could walk through. Without recursion, since it comes
 * before everything that recurses.
 *
 * @returns whether the value is JSON.
 */
export function reportFaults(value: unknown, report: Report): boolean {
  const frames: Frame[] = [];
  const open = new Set<unknown>();
  let faults = 0;

  const fault = (found: { code: string; what: string; hint?: string | undefined }): void => {
    faults++;
    const { code, what, hint } = found;
    const steps = frames.map(({ keys, next }) => keys?.[next - 1] ?? next - 1);
    report({ code, path: pointer('', ...steps), message: `<Card>: ${what}`, hint });
  };

  const notJson = (found: string, hint?: string): void =>
    fault({ code: 'type', what: `found ${found}, which is not JSON`, hint });

  const enter = (object: unknown): void => {
    if (typeof object === 'number' && !Number.isFinite(object)) notJson(String(object));
    if (typeof object === 'function' || typeof object === 'symbol' || typeof object === 'bigint') {
      notJson(show(object));
    }
    if (typeof object !== 'object' || object === null) return;
    if (isElement(object))
      return notJson('an element', 'render it: check(render(<Card>...</Card>))');
    if (open.has(object)) return notJson('a reference to an object around it');
    if (!isData(object)) return notJson(`an instance of ${className(object)}`);
    if (frames.length >= MAX_LEVELS) {
      return fault({ code: 'depth', what: `it is nested more than ${MAX_LEVELS} levels deep` });
    }
    open.add(object);
    const keys = Array.isArray(object) ? undefined : Object.keys(object);
    const size = keys?.length ?? (object as readonly unknown[]).length;
    frames.push({ object: object as Frame['object'], keys, size, next: 0 });
  };

  enter(value);
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    if (frame.next === frame.size) {
      open.delete(frame.object);
      frames.pop();
    } else {
      const step = frame.keys?.[frame.next] ?? frame.next;
      frame.next++;
      enter(frame.object[step]);
    }
  }
  return faults === 0;
}

/** Whether an object is written as its members are; a date and a map are not. */
function isData(object: object): boolean {
  if (typeof (object as { toJSON?: unknown }).toJSON === 'function') return false;
  return Array.isArray(object) || Object.prototype.toString.call(object) === '[object Object]';
}

function className(object: object): string {
  const { constructor: made } = object;
  return (typeof made === 'function' && made.name) || 'an unknown class';
}
