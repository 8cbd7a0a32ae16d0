/** The steps of a JSON Pointer (RFC 6901). */
export function steps(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether a JSON Pointer leads to something in a value. */
export function resolves(value: unknown, path: string): boolean {
  let at = value;
  for (const step of steps(path)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string, unknown>)[step];
  }
  return true;
}

/** A copy in which members, given by their JSON Pointers, have other values; `undefined` takes one away. */
export function changed(value: object, changes: Readonly<Record<string, unknown>>): object {
  const copy = structuredClone(value);
  for (const [path, to] of Object.entries(changes)) {
    const way = steps(path);
    const last = way.pop() as string;
    let at = copy as Record<string, unknown>;
    for (const step of way) at = at[step] as Record<string, unknown>;
    if (to === undefined) delete at[last];
    else at[last] = to;
  }
  return copy;
}
