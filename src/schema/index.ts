export * from './call.js';
export * from './cardkit.js';
export * from './cardkit-error.js';
export * from './issue.js';
export * from './json.js';
export * from './limits.js';
export * from './service-codes.js';
export * from './wire.js';
