/// <reference types="vite/client" />

/** Made by `build/sandbox.ts`. */
declare module 'virtual:sandbox' {
  export const frame: string;
  export const worker: string;
  export const names: readonly string[];
}
