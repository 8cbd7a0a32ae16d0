/** A request to one of the emulator's own endpoints means nothing: what the answer says about it. */
export class Misused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
