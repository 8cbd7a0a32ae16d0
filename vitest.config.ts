import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { defineConfig } from 'vitest/config';

/** The subpaths of the package by their sources. `paths` of tsconfig.json is the one place that lists them. */
function aliases(): { find: RegExp; replacement: string }[] {
  const file = fileURLToPath(new URL('tsconfig.json', import.meta.url));
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const paths: Record<string, [string]> = config.compilerOptions.paths;
  return Object.entries(paths).map(([name, [source]]) => ({
    // The whole specifier: `larkx` must not catch `larkx/app`.
    find: new RegExp(`^${name}$`),
    replacement: fileURLToPath(new URL(source, import.meta.url)),
  }));
}

export default defineConfig({
  resolve: { alias: aliases() },
  // The dev transform, so that elements in tests know their source lines.
  esbuild: { jsx: 'automatic', jsxDev: true, jsxImportSource: 'larkx' },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/support/setup.ts'],
    // Slow ones, such as those that pack and install the package: `npm run test:full`.
    exclude: ['**/node_modules/**', 'test/**/*.full.test.{ts,tsx}'],
    typecheck: {
      enabled: true,
      // By path: TypeScript 5.1 is installed beside it and has a `tsc` too.
      checker: './node_modules/typescript/bin/tsc',
      tsconfig: './tsconfig.json',
      include: ['test/**/*.test-d.{ts,tsx}'],
      // A mistake in a source is `npm run types`' to report.
      ignoreSourceErrors: true,
    },
  },
});
