export type { Target } from '../live/create-card.js';
export type { CallEvent, LiveCard, LiveStatus } from '../live/live-card.js';
export { type App, type AppOptions, createApp } from './create-app.js';
