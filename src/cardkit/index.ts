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
export type { CallEvent } from './call-event.js';
export { type ClientOptions, createClient } from './create-client.js';
