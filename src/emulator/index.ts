export type { CallRecord } from './call-log.js';
export type { Clock } from './clock.js';
export {
  type CardView,
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Frame,
  type ImageView,
  type MessageView,
} from './emulator.js';
export { ENDPOINT_NAMES, type EndpointName, type Form } from './endpoint.js';
export { FAULT_KINDS, type FaultKind } from './fault-kinds.js';
export type { Fault, Faults, RandomFaults, SeenFault } from './faults.js';
export type { Exchange, Handler, ServiceRequest, ServiceResponse } from './handler.js';
export { DEFAULT_KNOBS, type KnobSettings, type Knobs, PROFILES, type Profile } from './knobs.js';
export type { FrameKind } from './state.js';
export type { Template, Templates } from './templates.js';
export {
  type Blocked,
  type BlockReason,
  type CallbackAction,
  CallbackFailure,
  type CallbackPayload,
  type FieldValue,
  type Interaction,
  type InteractionErrorCode,
  type Platform,
  type ReaderView,
  type Reading,
  type Seen,
  type SeenToast,
} from './user/index.js';
