export type {
  Action,
  AddType,
  Call,
  CardJson,
  CardKit,
  CardKitErrorInit,
  CardLimit,
  ElementJson,
  ErrorDetails,
  ErrorKind,
  FieldViolation,
  ImageBytes,
  MessageCard,
  SentMessage,
  Settings,
  TemplateRef,
  To,
  Write,
} from '../schema/index.js';
export { CardKitError } from '../schema/index.js';
export type { ConnectionOptions, TlsOptions } from './connection-options.js';
export {
  type ClientOptions,
  type CustomApp,
  createClient,
  type ProvidedToken,
} from './create-client.js';
export { type CustomBot, type CustomBotOptions, createCustomBot } from './create-custom-bot.js';
export { createRateLimiter, type RateLimiterOptions } from './create-rate-limiter.js';
export type { HttpEvent } from './http-event.js';
export type { Bucket, RateLimiter, RateRequest, RateWindow } from './rate-limiter.js';
export type { RateLimits } from './rate-limits.js';
export { type SdkClient, sdkTransport } from './sdk-transport.js';
export type { Grant } from './tenant-token.js';
export type { TokenProvider } from './token-provider.js';
