import { CallbackFailure } from './callback-failure.js';
import type { CallbackPayload } from './payload.js';

/** How long an app may take to answer a callback. */
export const ANSWER_MS = 3000;

/** Carries a callback to the app and brings its answer. */
export type OnCallback = (payload: CallbackPayload) => Promise<unknown>;

/** Has the app answer within three seconds of real time; whatever goes wrong is a {@link CallbackFailure}. */
export async function callApp(
  onCallback: OnCallback | undefined,
  payload: CallbackPayload,
): Promise<unknown> {
  if (!onCallback) throw new CallbackFailure(200340);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallbackFailure(200341)), ANSWER_MS);
  });
  const answered = async () => onCallback(payload);
  try {
    return await Promise.race([answered(), tooLate]);
  } catch (error) {
    if (error instanceof CallbackFailure) throw error;
    throw new CallbackFailure(200671, undefined, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
