export { CallbackFailure, type InteractionErrorCode } from './callback-failure.js';
export { createUser, type User, type UserOptions } from './create-user.js';
export type {
  Blocked,
  BlockReason,
  FieldValue,
  Interaction,
  Platform,
  ReaderView,
  Reading,
  Seen,
  SeenToast,
} from './interaction.js';
export type { CallbackAction, CallbackPayload } from './payload.js';
