import { describe, expect, test } from 'vitest';
import { violations } from './import-rule.js';
import { textFiles } from './repository.js';

const sources = new Map(
  ['jsx-runtime', 'components', 'src']
    .flatMap((folder) => [...textFiles(folder)])
    .filter(([path]) => /\.tsx?$/.test(path)),
);

test('every room imports only what it may', () => {
  expect(violations(sources)).toEqual([]);
});

test('the whole house was read', () => {
  const paths = [...sources.keys()];
  expect(paths.length).toBeGreaterThan(40);
  for (const room of ['jsx-runtime/', 'components/', 'src/schema/', 'src/card/', 'src/emulator/'])
    expect(paths.some((path) => path.startsWith(room))).toBe(true);
});

describe('the rule', () => {
  /** Judges one made-up file in a made-up house. */
  const judge = (path: string, text: string) =>
    violations(
      new Map([
        ['jsx-runtime/element.ts', ''],
        ['components/definitions.ts', ''],
        ['components/display/image.tsx', ''],
        ['src/index.ts', ''],
        ['src/schema/json.ts', ''],
        ['src/card/render.ts', ''],
        ['src/reconcile/diff.ts', ''],
        ['src/live/queue.ts', ''],
        ['src/app/app.ts', ''],
        ['src/cli/main.ts', ''],
        [path, text],
      ]),
    );

  test.each([
    ['src/app/x.ts', `import { diff } from '../reconcile/diff.js';`],
    ['components/x.tsx', `import { a } from '../src/schema/json.js';`],
    ['src/card/x.ts', `export * from '../../components/display/image.js';`],
    ['src/card/x.ts', `import { render } from './render.js';`],
    ['src/emulator/x.ts', `import { table } from '../../components/definitions.js';`],
    ['src/emulator/x.ts', `import type { Plan } from '../reconcile/diff.js';`],
    ['src/emulator/server.ts', `import { createServer } from 'node:http';`],
    ['src/store/file.ts', `import { open } from 'node:fs/promises';`],
    ['src/store/file.ts', `import type { Store } from '../app/app.js';`],
    ['src/webhook/node-listener.ts', `import type { IncomingMessage } from 'node:http';`],
    ['src/cardkit/client.ts', `import got from 'got';`],
    ['src/cli/dev.ts', `import { build } from 'esbuild'; import { x } from '../live/queue.js';`],
    ['src/preview/x.ts', `import { render } from '../card/render.js';`],
    ['src/index.ts', `export { diff } from './reconcile/diff.js';`],
  ])('lets %s say %s', (path, text) => {
    expect(judge(path, text)).toEqual([]);
  });

  test.each([
    // Leftwards only.
    ['src/card/x.ts', `import { diff } from '../reconcile/diff.js';`],
    ['src/card/x.ts', `import type { Plan } from '../reconcile/diff.js';`],
    ['src/card/x.ts', `export * from '../reconcile/diff.js';`],
    ['src/card/x.ts', `const x = await import('../reconcile/diff.js');`],
    ['src/card/x.ts', `let x: import('../reconcile/diff.js').Plan;`],
    ['src/schema/x.ts', `import { Image } from '../../components/display/image.js';`],
    ['jsx-runtime/x.ts', `import { a } from '../src/schema/json.js';`],
    ['src/live/x.ts', `import { a } from '../cli/main.js';`],
    ['src/card/x.ts', `import { a } from '../index.js';`],
    // The emulator shares no code with what it is compared to.
    ['src/emulator/x.ts', `import { diff } from '../reconcile/diff.js';`],
    ['src/emulator/x.ts', `import { type Plan } from '../reconcile/diff.js';`],
    ['src/emulator/x.ts', `import { render } from '../card/render.js';`],
    ['src/emulator/x.ts', `import { Image } from '../../components/display/image.js';`],
    // Side rooms.
    ['src/cardkit/x.ts', `import { diff } from '../reconcile/diff.js';`],
    ['src/store/x.ts', `import { createApp } from '../app/app.js';`],
    ['src/webhook/x.ts', `import { createApp } from '../app/app.js';`],
    // Node, and packages.
    ['src/card/x.ts', `import { readFileSync } from 'node:fs';`],
    ['src/live/x.ts', `import { createHash } from 'crypto';`],
    ['src/emulator/core.ts', `import { createServer } from 'node:http';`],
    ['src/webhook/verify.ts', `import { createHmac } from 'node:crypto';`],
    ['src/app/x.ts', `import got from 'got';`],
    ['src/cardkit/x.ts', `import { build } from 'esbuild';`],
    ['src/card/x.ts', `import React from 'react';`],
    // Out of the house.
    ['src/card/x.ts', `import { card } from '../../test/cards.js';`],
    ['src/card/x.tsx', `import { jsx } from 'larkx/jsx-runtime';`],
    ['src/app/x.ts', `import { render } from 'larkx';`],
    // What would not run.
    ['src/card/x.ts', `import { render } from './render';`],
    ['src/card/x.ts', `import { render } from './nothing.js';`],
    ['src/attic/x.ts', `import { a } from '../schema/json.js';`],
  ])('does not let %s say %s', (path, text) => {
    expect(judge(path, text)).toHaveLength(1);
  });

  test('says where and what', () => {
    expect(judge('src/card/x.ts', `\nimport { diff } from '../reconcile/diff.js';`)).toEqual([
      'src/card/x.ts:2 src/card may not import anything from src/reconcile',
    ]);
    expect(judge('src/emulator/x.ts', `import { diff } from '../reconcile/diff.js';`)).toEqual([
      'src/emulator/x.ts:1 src/emulator may not import values from src/reconcile/diff.ts',
    ]);
  });
});
