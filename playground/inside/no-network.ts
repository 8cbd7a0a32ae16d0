/** What a worker could reach others by. */
const WAYS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'Worker',
  'BroadcastChannel',
  'indexedDB',
  'caches',
];

/**
 * Says to the author what is not to be had, at the line that asks for it. The wall is not here, it is the policy of
 * the frame; which refuses late, in the console, and to a promise that nobody waits for any more.
 */
export function refuseNetwork(): void {
  for (const name of WAYS) {
    if (!(name in globalThis)) continue;
    Object.defineProperty(globalThis, name, {
      get() {
        throw new Error(`the playground has no ${name}: a card's code has no network here`);
      },
    });
  }
}
