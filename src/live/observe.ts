/** Calls an observer. What it throws, or rejects with, must not stop the card, and must not be lost either. */
export function observe(observer: () => unknown): void {
  const tell = (error: unknown) => {
    // biome-ignore lint/suspicious/noConsole: there is nobody else to tell.
    console.error('larkx: an observer threw', error);
  };
  try {
    Promise.resolve(observer()).catch(tell);
  } catch (error) {
    tell(error);
  }
}
