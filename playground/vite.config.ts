import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { sandbox } from './build/sandbox.js';

/** Only this machine, asked by its own address: pages of other sites get nothing, whatever name they resolve to it. */
const loopback = { host: '127.0.0.1', cors: false } as const;

export default defineConfig(({ command, isPreview }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Works below any path of any static host.
  base: './',
  publicDir: false,
  plugins: [sandbox()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The code editor. The compiler and the sandbox come after it.
    chunkSizeWarningLimit: 600,
  },
  // The dev server injects style elements; the policy of the page lets those with this nonce in.
  ...(command === 'serve' && !isPreview ? { html: { cspNonce: 'editor' } } : {}),
  server: { ...loopback, port: 5173, fs: { allow: ['..'] } },
  preview: {
    ...loopback,
    port: 4173,
    headers: {
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
      // The one directive that a page cannot set in its own HTML.
      'Content-Security-Policy': "frame-ancestors 'none'",
    },
  },
}));
