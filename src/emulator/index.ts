export type { CallRecord } from './call-log.js';
export type { Clock } from './clock.js';
export {
  type CardView,
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Frame,
  type MessageView,
} from './emulator.js';
export type { Handler, ServiceRequest, ServiceResponse } from './handler.js';
export { DEFAULT_KNOBS, type KnobSettings, type Knobs, PROFILES, type Profile } from './knobs.js';
export type { FrameKind } from './state.js';
