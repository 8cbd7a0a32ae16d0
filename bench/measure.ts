import { type CardJson, diff, type Plan } from 'larkx';
import { assignIds } from '../src/card/ids.js';
import { jsonBytes } from '../src/schema/json.js';

/** What some updates took, and what they would have taken as full updates. */
export interface Sum {
  updates: number;
  calls: number;
  bytes: number;
  fullBytes: number;
}

/** What a card took to get through its versions. */
export interface Measured {
  readonly name: string;
  /** All updates in which the header stayed, and those in which it changed. */
  readonly plain: Sum;
  readonly header: Sum;
}

/** Plans from each version of a card to the next, as a live card does: from what the last plan left, with its identity. */
export function measure(name: string, versions: readonly CardJson[]): Measured {
  const plain: Sum = { updates: 0, calls: 0, bytes: 0, fullBytes: 0 };
  const header: Sum = { ...plain };
  const [first, ...others] = versions;
  if (!first) return { name, plain, header };
  let held = structuredClone(first);
  assignIds(held);
  let was = first;
  let identity: Plan['identity'] | undefined;
  for (const version of others) {
    const plan = diff(held, version, { identity });
    const changed = JSON.stringify(was.header) !== JSON.stringify(version.header);
    const sum = changed ? header : plain;
    sum.updates++;
    sum.calls += plan.calls.length;
    sum.bytes += plan.bytes;
    sum.fullBytes += jsonBytes(plan.card);
    // As if it had been stored and read back.
    held = structuredClone(plan.card);
    identity = structuredClone(plan.identity);
    was = version;
  }
  return { name, plain, header };
}

/** The share of the bytes of full updates that was sent; 0 where nothing changed. */
export function ratio({ bytes, fullBytes }: Sum): number {
  return fullBytes === 0 ? 0 : bytes / fullBytes;
}

export function total(sums: readonly Sum[]): Sum {
  const all: Sum = { updates: 0, calls: 0, bytes: 0, fullBytes: 0 };
  for (const sum of sums) {
    all.updates += sum.updates;
    all.calls += sum.calls;
    all.bytes += sum.bytes;
    all.fullBytes += sum.fullBytes;
  }
  return all;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const high = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + high) / 2 : high;
}
