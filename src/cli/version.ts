import { createRequire } from 'node:module';

/** The version of the package. It is asked for by name, because the way to the file differs once the code is built. */
export function version(): string {
  const { version } = createRequire(import.meta.url)('larkx/package.json') as { version: string };
  return version;
}
