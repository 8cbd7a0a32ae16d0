import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import {
  createEmulator,
  DEFAULT_KNOBS,
  ENDPOINT_NAMES,
  FAULT_KINDS,
  PROFILES,
} from 'larkx/emulator';
import { startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { withKnobs } from '../../scripts/reference/knobs.js';
import { main } from '../../src/cli/main.js';
import { INTERACTION_ERRORS } from '../../src/emulator/user/callback-failure.js';
import { deadLinks, programsWithOutput, rowsBelow, textOf } from './pages.js';
import { blocksOf, mistakes, programs, ROOT, run } from './run.js';

const PAGE = 'docs/emulator.md';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the programs of the page on the emulator', () => {
  const found = programsWithOutput(PAGE);

  it('say what they print, but for the bot', () => {
    const bots = programs(PAGE).filter((code) => code.includes('@larksuiteoapi/node-sdk'));
    expect(bots).toHaveLength(1);
    expect(found).toHaveLength(programs(PAGE).length - 1);
  });

  test.each(found.map((one, i) => [i, one] as const))(
    'number %i prints what stands below it',
    async (i, { code, output }) => {
      const printed = await run(code, `emulator-${i}`);
      expect(`${printed.join('\n')}\n`).toBe(output);
    },
  );

  it('compile', () => {
    expect(mistakes([PAGE])).toEqual([]);
  }, 60_000);
});

describe('the bot of the page', () => {
  const code = programs(PAGE).find((one) => one.includes('@larksuiteoapi/node-sdk')) ?? '';
  const commands = blocksOf(PAGE)
    .filter(({ language }) => language === 'sh')
    .map(({ code: text }) => text);
  /** Variables that a command of the page sets: `NAME=value` in front of it. */
  const variables = (command: string) =>
    Object.fromEntries(
      [...command.matchAll(/\b([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    );

  it('imports nothing of larkx', () => {
    expect([...code.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual([
      'node:http',
      '@larksuiteoapi/node-sdk',
    ]);
  });

  it.each(['documented', 'observed', 'hostile'])(
    'runs as the page says, from the command to the click, under %s',
    async (profile) => {
      const port = await freePort();
      const callback =
        /--callback (\S+)/.exec(textOf(PAGE))?.[1]?.replace(':3000/', `:${port}/`) ?? '';
      const secrets = variables(commands.find((text) => text.startsWith('export LARKX_')) ?? '');
      expect(Object.keys(secrets)).toEqual(['LARKX_ENCRYPT_KEY', 'LARKX_VERIFICATION_TOKEN']);
      const emulator = started(
        [
          ...['src/cli/index.ts', 'emulator', '--port', '0'],
          ...['--callback', callback, '--profile', profile],
        ],
        secrets,
      );
      const url = await emulator.printed(/listens on (http:\/\/\S+)/);

      const folder = resolve(ROOT, 'node_modules/.cache/larkx-docs');
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `bot-${profile}.mts`);
      writeFileSync(file, code);
      const bot = started([file], {
        ...variables(commands.find((text) => text.includes('npx tsx bot.mts')) ?? ''),
        LARK_DOMAIN: url,
        PORT: String(port),
      });
      const cardId = await bot.printed(/^sent (\d+)$/m);

      const [, data = ''] =
        /-d '([^']*elementId[^']*)'/.exec(
          commands.find((text) => text.includes('/interact')) ?? '',
        ) ?? [];
      const answer = await fetch(`${url}/emulator/interact`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...JSON.parse(data), cardId }),
      });
      const seen = (await answer.json()) as Record<string, any>;
      expect(seen.error).toBeUndefined();
      expect(seen.toast).toEqual({ type: 'success', content: 'Run 118 is approved' });
      // Signed and encrypted: without that the dispatcher of the SDK answers nothing.
      await bot.printed(/^(approved)$/m);

      const state: any = await (await fetch(`${url}/emulator/state`)).json();
      const card = state.cards.find((one: any) => one.cardId === cardId);
      expect(card.document.body.elements).toMatchObject([
        { content: 'Tests: 214 passed, none failed.' },
        { disabled: true, text: { content: 'Approved by ou_local' } },
      ]);
      const frames: any = await (await fetch(`${url}/emulator/cards/${cardId}/frames`)).json();
      expect(frames.map(({ kind }: any) => kind)).toEqual([
        ...Array(4).fill('typed'),
        ...Array(3).fill('structure'),
      ]);
    },
    60_000,
  );
});

describe('the page on the emulator', () => {
  const rowsOf = (...head: string[]) => rowsBelow(PAGE, head);

  it.each([PAGE, 'docs/errors.md', 'README.md', 'README.zh.md'])(
    'has only links that lead somewhere: %s',
    (page) => {
      expect(deadLinks(page)).toEqual([]);
    },
  );

  it.each([PAGE, 'README.md', 'README.zh.md'])(
    'runs in %s only what the command offers',
    async (page) => {
      const help = await helpOfCommand();
      const commands = textOf(page).match(/^npx larkx emulator.*$/gm) ?? [];
      expect(commands.length).toBeGreaterThan(0);
      for (const option of commands.flatMap((command) => command.match(/--[\w-]+/g) ?? [])) {
        expect(help).toContain(`  ${option} `);
      }
    },
  );

  it('lists knobs and profiles as the code has them', () => {
    expect(withKnobs(textOf(PAGE)), 'out of date: run "npm run docs"').toBe(textOf(PAGE));
  });

  it('lists every knob with its default, which is one of its values', () => {
    const shown = (value: unknown) =>
      value === Number.POSITIVE_INFINITY ? 'no limit' : String(value);
    const listed = rowsOf('knob', 'values', 'default', 'what is not known');
    expect(Object.fromEntries(listed.map(([name, , value]) => [name, value]))).toEqual(
      Object.fromEntries(
        Object.entries(DEFAULT_KNOBS).map(([name, value]) => [name, shown(value)]),
      ),
    );
    for (const [name, values = '', value = '', doubt = ''] of listed) {
      expect(['a number', ...values.split(' ')], name).toContain(
        values === 'a number' ? values : value,
      );
      expect(doubt, name).toMatch(/\.$/);
    }
  });

  it('lists what each profile turns', () => {
    const profiles = ['observed', 'hostile'] as const;
    const listed = rowsOf('knob', 'default', ...profiles);
    for (const [at, profile] of profiles.entries()) {
      const turned = listed.filter((row) => row[at + 2] !== '');
      expect(Object.fromEntries(turned.map((row) => [row[0], row[at + 2]]))).toEqual(
        Object.fromEntries(
          Object.entries(PROFILES[profile]).map(([name, value]) => [name, String(value)]),
        ),
      );
    }
    expect(Object.keys(PROFILES)).toEqual(['documented', ...profiles]);
    expect(PROFILES.documented).toEqual({});
  });

  it('lists the options of the command, and their defaults', async () => {
    const help = await helpOfCommand();
    const offered = [...help.matchAll(/^ {2}(--[\w-]+(?: <\w+>(?:=<\w+>)?)?)(?:, -\w)? {2,}/gm)];
    const listed = rowsOf('option', 'what');
    expect(listed.map(([option]) => option?.split(', ')[0])).toEqual(
      offered.map(([, option]) => option),
    );
    for (const [option = '', what = ''] of listed) {
      const line =
        help.split('\n').find((one) => one.startsWith(`  ${option.split(', ')[0]}`)) ?? '';
      const value = /default (\d[\d.]*)|\[(\w+)\]/.exec(line)?.slice(1).find(Boolean);
      if (value !== undefined) expect(what, option).toContain(`default ${value}`);
    }
    const variables = new Set(help.match(/LARKX_\w+/g));
    expect(variables.size).toBeGreaterThan(0);
    for (const name of variables) expect(textOf(PAGE)).toContain(`\`${name}\``);
  });

  it('lists every endpoint where it is', () => {
    const listed = rowsOf('name', 'method and path', 'what');
    expect(listed.map(([name]) => name).sort()).toEqual([...ENDPOINT_NAMES].sort());
    const emulator = createEmulator();
    for (const [, where = ''] of listed) {
      const [method = '', path = ''] = where.split(' ');
      emulator.handle({ method, path: path.replace(/:\w+/g, 'x'), headers: {} });
    }
    expect(emulator.calls.map(({ endpoint }) => endpoint)).toEqual(listed.map(([name]) => name));
  });

  it('lists the emulator’s own endpoints where they are', async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const { cardId } = await emulator.cardkit.cards.create({
      schema: '2.0',
      body: { elements: [{ tag: 'markdown', element_id: 'go', content: 'a' }] },
    });
    await emulator.cardkit.messages.send({ to: 'oc_chat', card: { cardId } });
    await emulator.interact({ cardId, elementId: 'go' });
    const listed = rowsOf('method and path', 'what').map(([where]) => where ?? '');
    for (const where of listed) {
      const [method = '', path = ''] = where.split(' ');
      const body = method === 'POST' ? '{}' : undefined;
      const answer = await fetch(
        emulator.url +
          path.replace('<card_id>', cardId).replace('<index>', '0') +
          (path.endsWith('/view') ? `?cardId=${cardId}` : ''),
        { method, headers: { 'content-type': 'application/json' }, ...(body ? { body } : {}) },
      );
      // An empty body means nothing to those that take one, which is all that they say.
      expect(answer.status, where).toBe(body ? 400 : 200);
    }
    const source = readFileSync(resolve(ROOT, 'src/emulator/server/own-endpoints.ts'), 'utf8');
    const own = [...source.matchAll(/method: '(\w+)',\s+path: '([^']+)'/g)]
      .map(([, method, path]) => `${method} ${path}`)
      .filter((where) => !/page\.(css|js)$/.test(where));
    expect(listed.map((where) => where.replace(/<\w+>/, '*')).sort()).toEqual(own.sort());
  });

  it('lists every fault, and tells whether the call was executed', async () => {
    const listed = rowsOf('kind', 'what the client sees', 'was the call executed?');
    expect(listed.map(([kind]) => kind)).toEqual([...FAULT_KINDS]);
    for (const [kind, , executed] of listed) {
      const { cardkit, cards, faults } = createEmulator({ now: () => 0 });
      const card = {
        schema: '2.0' as const,
        body: { elements: [{ tag: 'markdown', element_id: 'log', content: 'one' }] },
      };
      const { cardId } = await cardkit.cards.create(card);
      const on = kind === 'card-not-visible' ? 'messages.send' : 'elements.patch';
      faults.add({ on, kind: kind as (typeof FAULT_KINDS)[number], ...delayOf(kind) });
      await cardkit.elements
        .patch(cardId, 'log', { content: 'two' }, { sequence: 1 })
        .catch(() => {});
      await cardkit.messages.send({ to: 'oc_chat', card: { cardId } }).catch(() => {});
      expect(faults.seen, kind).toHaveLength(1);
      const held = cards.get(cardId);
      const wasExecuted =
        on === 'messages.send'
          ? held?.messageId !== undefined
          : held?.card.body?.elements?.[0]?.content === 'two';
      expect(wasExecuted, kind).toBe(executed === 'yes');
    }
  });

  it('lists the errors that a reader sees', () => {
    expect(rowsOf('code', 'what happened').map(([code]) => code)).toEqual(
      Object.keys(INTERACTION_ERRORS),
    );
  });

  it('lists what goes with which component, and the emulator takes it', async () => {
    const listed = rowsOf('component', 'what is given with it');
    const options = [{ value: 'annual' }, { value: 'sick' }];
    const people = [{ value: 'ou_1' }];
    for (const [tags = '', given = ''] of listed) {
      const examples = [...given.matchAll(/`("\w+": [^`]+)`/g)].map(([, one]) =>
        JSON.parse(`{${one}}`),
      );
      for (const tag of tags.split(', ')) {
        const component = {
          tag,
          element_id: 'it',
          behaviors: [{ type: 'callback', value: {} }],
          ...(/select_(static|img)|overflow/.test(tag) ? { options } : {}),
          ...(/person/.test(tag) ? { options: people } : {}),
          ...(/panel|container/.test(tag) ? { elements: [] } : {}),
        };
        const ways = given.startsWith('nothing') ? [{}, ...examples] : examples;
        for (const way of ways) {
          const knobs = { strictProperties: false } as const;
          const emulator = createEmulator({ knobs, onCallback: async () => ({}) });
          const card = { schema: '2.0' as const, body: { elements: [component] } };
          const { cardId } = await emulator.cardkit.cards.create(card);
          await emulator.cardkit.messages.send({ to: 'oc_chat', card: { cardId } });
          // People are named by their ids, unlike the options of the example.
          const one = /person/.test(tag)
            ? JSON.parse(JSON.stringify(way).replace(/annual|sick/g, 'ou_1'))
            : way;
          const seen = await emulator.interact({ cardId, elementId: 'it', ...one });
          expect(seen.blocked, `${tag} ${JSON.stringify(one)}`).toBeUndefined();
        }
      }
    }
    expect(listed.flatMap(([tags = '']) => tags.split(', ')).sort()).toEqual(
      [
        ...[
          'button',
          'checker',
          'collapsible_panel',
          'date_picker',
          'input',
          'interactive_container',
        ],
        ...[
          'multi_select_person',
          'multi_select_static',
          'overflow',
          'picker_datetime',
          'picker_time',
        ],
        ...['select_img', 'select_person', 'select_static'],
      ].sort(),
    );
  });

  it('lists the members of an emulator', () => {
    const listed = rowsOf('member', 'what').flatMap(([names = '']) =>
      names.split('), ').map((name) => /^\w+/.exec(name)?.[0]),
    );
    const named = new Set(listed.flatMap((name) => name ?? []));
    for (const name of rowsOf('member', 'what').flatMap(([names = '']) => names.split(', ')))
      if (/^\w+$/.test(name)) named.add(name);
    expect([...named].sort()).toEqual(Object.keys(createEmulator()).sort());
  });
});

/** What `larkx emulator --help` prints. */
async function helpOfCommand(): Promise<string> {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  expect(await main(['emulator', '--help'])).toBe(0);
  vi.restoreAllMocks();
  return printed;
}

/** What shortens the wait for an answer that never comes. */
function delayOf(kind: string | undefined) {
  return kind?.startsWith('drop') || kind === 'delay' ? { delayMs: 0 } : {};
}

interface Started {
  /** The first group of a pattern, once the process has printed it. */
  printed(pattern: RegExp): Promise<string>;
}

/** A process of its own, which ends with the test. */
function started(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Started {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      out += chunk;
    });
  }
  return {
    async printed(pattern) {
      await vi.waitFor(() => expect(out).toMatch(pattern), 30_000);
      return pattern.exec(out)?.[1] ?? '';
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
