import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Consumer, MODULES, root, STRICT } from './consumer.js';

const MINUTE = 60_000;

const CARD = `
import { Button, Card, Markdown, render } from 'larkx';

const Greeting = ({ name }: { name: string }) => <Markdown id="a">hi {name}</Markdown>;

const card = render(
  <Card>
    <Greeting name="Ada" />
    <>
      <Button id="b" type="primary">Go</Button>
    </>
  </Card>,
);
console.log(JSON.stringify(card));
`;

const PRINTED = {
  schema: '2.0',
  body: {
    elements: [
      { tag: 'markdown', element_id: 'a', content: 'hi Ada' },
      {
        tag: 'button',
        element_id: 'b',
        type: 'primary',
        text: { tag: 'plain_text', content: 'Go' },
      },
    ],
  },
};

let bot: Consumer;

beforeAll(async () => {
  bot = await Consumer.create();
  bot.write('card.tsx', CARD);
}, 10 * MINUTE);

afterAll(() => bot?.remove());

describe.concurrent('an installed package', { timeout: 5 * MINUTE }, () => {
  test('holds the build, its licence, its pages and nothing else of the repository', () => {
    const outside = bot.files.filter((path) => !/^(?:dist|docs)\//.test(path));
    expect(outside.filter((path) => !/^README[\w.-]*\.md$/.test(path)).sort()).toEqual([
      'LICENSE',
      'package.json',
    ]);
    expect(bot.files).toContain('dist/index.js');
    expect(bot.files).toContain('docs/components.md');
  });

  test('has every file that its package.json names', () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, string | Record<string, string>>;
    };
    const named = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    expect(bot.files).toEqual(expect.arrayContaining(named.map((path) => path.slice(2))));
  });

  test('loads under every subpath', async () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, unknown>;
    };
    const names = Object.keys(exports)
      .filter((subpath) => !subpath.endsWith('.json'))
      .map((subpath) => `larkx${subpath.slice(1)}`);
    expect(names).toContain('larkx/jsx-runtime');
    bot.write(
      'load.js',
      // What it is imported for is its effect.
      `for (const name of ${JSON.stringify(names)})
         if (Object.keys(await import(name)).length === 0 && name !== 'larkx/testing')
           throw new Error(name + ' is empty');
       console.log('loaded');`,
    );
    expect(await bot.node('load.js')).toBe('loaded\n');
  });

  describe.each(['react-jsx', 'react-jsxdev'] as const)('with jsx: %s', (jsx) => {
    test.each(['bundler', 'nodenext'] as const)('compiles and runs under %s', async (system) => {
      const name = `run-${jsx}-${system}`;
      const options = { ...STRICT, ...MODULES[system], jsx, outDir: name };
      expect(await bot.compile(name, '5.9', options, ['card.tsx'])).toEqual([]);
      const emitted = readFileSync(join(bot.folder, name, 'card.js'), 'utf8');
      const runtime = jsx === 'react-jsx' ? 'jsx-runtime' : 'jsx-dev-runtime';
      expect(emitted).toContain(`larkx/${runtime}`);
      expect(JSON.parse(await bot.node(`${name}/card.js`))).toEqual(PRINTED);
    });

    test('bundles with esbuild and runs', async () => {
      const outfile = `bundle-${jsx}/card.js`;
      const { warnings } = await build({
        absWorkingDir: bot.folder,
        entryPoints: ['card.tsx'],
        outfile,
        bundle: true,
        // Neither Node nor a browser: the card needs neither.
        platform: 'neutral',
        format: 'esm',
        jsx: 'automatic',
        jsxDev: jsx === 'react-jsxdev',
        jsxImportSource: 'larkx',
        tsconfigRaw: {},
        logLevel: 'silent',
      });
      expect(warnings).toEqual([]);
      expect(JSON.parse(await bot.node(outfile))).toEqual(PRINTED);
    });
  });

  test('leaves out of a bundle the components that a bot does not use', async () => {
    bot.write('one.js', `import { Divider } from 'larkx'; console.log(Divider);`);
    const { outputFiles } = await build({
      absWorkingDir: bot.folder,
      entryPoints: ['one.js'],
      bundle: true,
      write: false,
      platform: 'neutral',
      format: 'esm',
      logLevel: 'silent',
    });
    const [bundle] = outputFiles;
    const tags = [...(bundle?.text ?? '').matchAll(/\btag: ["'](\w+)["']/g)].map(([, tag]) => tag);
    expect(tags).toEqual(['hr']);
  });
});
