import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import type { Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The module that the page imports; typed in `env.d.ts`. */
const NAME = 'virtual:sandbox';

const COMMON = {
  bundle: true,
  write: false,
  target: 'es2022',
  // Names are kept: they appear in messages and stacks.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  tsconfig: at('../tsconfig.json'),
} satisfies BuildOptions;

interface Made {
  /** The document of the frame. */
  readonly frame: string;
  /** The hash of the frame's script, as a source of a content security policy. */
  readonly hash: string;
  /** The program of the worker, without the author's code. */
  readonly worker: string;
  /** What `larkx` exports. */
  readonly names: readonly string[];
  readonly inputs: readonly string[];
}

/**
 * Makes the two programs of the sandbox and hands them to the page as texts: a frame of an opaque origin could load
 * neither from the page's server. The frame's script is inline; `%FRAME_HASH%` in `index.html` allows just this one.
 */
export function sandbox(): Plugin {
  let made: Promise<Made> | undefined;
  const get = () => {
    made ??= make();
    return made;
  };
  return {
    name: 'larkx-sandbox',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const { frame, worker, names, inputs } = await get();
      for (const input of inputs) this.addWatchFile(input);
      return Object.entries({ frame, worker, names })
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n');
    },
    watchChange() {
      made = undefined;
    },
    async transformIndexHtml(html) {
      return html.replace('%FRAME_HASH%', (await get()).hash);
    },
  };
}

async function make(): Promise<Made> {
  const [frame, worker, library] = await Promise.all([
    build({ ...COMMON, entryPoints: [at('../inside/frame.ts')], format: 'iife' }),
    build({ ...COMMON, entryPoints: [at('../inside/worker.ts')], format: 'iife' }),
    build({ ...COMMON, entryPoints: [at('../../src/index.ts')], format: 'esm' }),
  ]);
  const script = frame.outputFiles[0]?.text ?? '';
  const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  // Beside the policy of the page, which a frame like this inherits: here is no network at all.
  const policy = `default-src 'none'; script-src ${hash}; worker-src blob:`;
  return {
    frame: `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`,
    hash,
    worker: worker.outputFiles[0]?.text ?? '',
    names: Object.values(library.metafile.outputs).flatMap((output) => output.exports),
    inputs: [frame, worker].flatMap(({ metafile }) =>
      Object.keys(metafile.inputs).map((path) => resolve(path)),
    ),
  };
}
