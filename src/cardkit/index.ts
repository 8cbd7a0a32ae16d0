export type {
  Action,
  AddType,
  Call,
  CardJson,
  CardKit,
  CardKitErrorInit,
  ElementJson,
  ErrorKind,
  MessageCard,
  SentMessage,
  Settings,
  TemplateRef,
  To,
  Write,
} from '../schema/index.js';
export { CardKitError } from '../schema/index.js';
export { type ClientOptions, createClient, type TlsOptions } from './create-client.js';
export type { HttpEvent } from './http-event.js';
