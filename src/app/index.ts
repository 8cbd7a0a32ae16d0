export type { TextSource } from '../live/chunks.js';
export type { Target } from '../live/create-card.js';
export type { LiveCard, Overflow, Page, StreamOptions } from '../live/live-card.js';
export type { Size } from '../live/size.js';
export type { Why } from '../live/why.js';
export type { CallEvent, LiveStatus } from '../live/writer.js';
export { type App, type AppOptions, createApp } from './create-app.js';
