import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPILERS, Consumer, MODULES, root, STRICT } from './consumer.js';

const MINUTE = 60_000;

/** Everything here must compile; what must not is under `@ts-expect-error`, which fails where it is not needed. */
const CARD = `
import { Button, type ButtonProps, Card, Markdown, render } from 'larkx';
import type { JSX } from 'larkx/jsx-runtime';

const maybe: string | undefined = Math.random() > 0.5 ? 'b' : undefined;
const Row = ({ names }: { names: readonly string[] }) => (
  <>
    {names.map((name) => (
      <Markdown key={name}>{name}</Markdown>
    ))}
  </>
);
const props: ButtonProps = { type: 'primary', children: 'Go' };

const element: JSX.Element = (
  <Card>
    <Row names={['Ada', 'Grace']} />
    <Button id={maybe} {...props} />
    {null}
    {maybe !== undefined && <Button>{maybe}</Button>}
  </Card>
);
export const schema: '2.0' = render(element).schema;

export const wrong = [
  // @ts-expect-error not among the vendor's types
  <Button type="huge">Go</Button>,
  // @ts-expect-error no such prop
  <Button colour="red">Go</Button>,
  // @ts-expect-error not a string
  <Button id={1}>Go</Button>,
  // @ts-expect-error a card has elements, not words
  <Card>hi</Card>,
  // @ts-expect-error there are no lower-case tags
  <div />,
  // @ts-expect-error required
  <Row />,
];
`;

/** All public modules at once, in a project for Node. */
const SERVER = `
import * as larkx from 'larkx';
import * as app from 'larkx/app';
import * as cardkit from 'larkx/cardkit';
import * as emulator from 'larkx/emulator';
import * as server from 'larkx/emulator/server';
import * as dev from 'larkx/jsx-dev-runtime';
import * as runtime from 'larkx/jsx-runtime';

export { app, cardkit, dev, emulator, larkx, runtime, server };
`;

let bot: Consumer;

beforeAll(async () => {
  bot = await Consumer.create();
  bot.write('card.tsx', CARD);
  bot.write('server.ts', SERVER);
  bot.write('mistake.tsx', `import { Card } from 'larkx'; export default <Card padding={{}} />;`);
}, 10 * MINUTE);

afterAll(() => bot?.remove());

const versions = Object.keys(COMPILERS) as (keyof typeof COMPILERS)[];
const systems = Object.keys(MODULES) as (keyof typeof MODULES)[];

describe.concurrent.each(versions)('TypeScript %s', { timeout: 5 * MINUTE }, (version) => {
  describe.each(systems)('with moduleResolution %s', (system) => {
    const options = { ...STRICT, ...MODULES[system], noEmit: true };

    test('types a card and its mistakes', async () => {
      const errors = await bot.compile(`card-${version}-${system}`, version, options, ['card.tsx']);
      expect(errors).toEqual([]);
    });

    test('reads the declarations of every subpath', async () => {
      const node = {
        ...options,
        lib: ['ES2022'],
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      };
      const errors = await bot.compile(`server-${version}-${system}`, version, node, ['server.ts']);
      // got's own declarations want a newer compiler than ours; an older one needs `skipLibCheck` for them.
      expect(errors.filter((line) => !line.startsWith('node_modules/got/'))).toEqual([]);
    });
  });
});

test.concurrent('a mistake would have been reported', { timeout: 5 * MINUTE }, async () => {
  const options = { ...STRICT, ...MODULES.bundler, noEmit: true };
  const [error] = await bot.compile('mistake', '5.9', options, ['mistake.tsx']);
  expect(error).toMatch(/^mistake\.tsx.* TS2322/);
});
