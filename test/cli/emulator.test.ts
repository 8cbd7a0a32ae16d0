import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'larkx/cardkit';
import { startEmulator } from 'larkx/emulator/server';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/main.js';
import { root } from '../house/repository.js';

// Some are processes of their own, with a compiler in each.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Run {
  child: ChildProcess;
  /** What it has printed so far. */
  out(): string;
  err(): string;
  /** Its exit code, and the signal that ended it. */
  ended: Promise<{ code: number | null; signal: string | null }>;
}

function larkx(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/index.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  return {
    child,
    out: () => out,
    err: () => err,
    ended: new Promise((resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal }));
    }),
  };
}

/** Runs it to its end, in this process. */
async function outcome(args: readonly string[]) {
  const printed = { out: '', err: '' };
  const keep = (name: keyof typeof printed) => (text: string | Uint8Array) => {
    printed[name] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(keep('err'));
  try {
    return { code: await main(args), ...printed };
  } finally {
    vi.restoreAllMocks();
  }
}

/** A file that is gone after the test. */
function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'larkx-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'given.json');
  writeFileSync(path, text);
  return path;
}

/** An emulator that runs, and its URL. */
async function emulator(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const run = larkx(['emulator', '--port', '0', ...args], env);
  const url = await printed(run, /listens on (http:\/\/\S+)/);
  return { ...run, url };
}

async function printed(run: Run, pattern: RegExp): Promise<string> {
  await vi.waitFor(() => expect(run.out() + run.err()).toMatch(pattern), 30_000);
  return pattern.exec(run.out())?.[1] ?? '';
}

describe('larkx emulator', () => {
  it('runs a service that the client works with, and prints its calls', async () => {
    const run = await emulator(['--seed', '7']);
    expect(run.out()).toContain(`baseUrl: '${run.url}'`);
    expect(run.out()).toContain(`domain: '${run.url}'`);
    const cardkit = createClient({ appId: 'cli_a', appSecret: 'shh', baseUrl: run.url });
    const { cardId } = await cardkit.cards.create({ schema: '2.0', body: { elements: [] } });
    expect(cardId).toMatch(/^7\d+$/);
    await expect(
      cardkit.cards.update(cardId, { schema: '2.0', body: { elements: [] } }, { sequence: 0 }),
    ).rejects.toThrow();
    await printed(run, /(PUT .*)/);
    const lines = run
      .out()
      .split('\n')
      .filter((line) => /^(POST|PUT)/.test(line));
    expect(lines[0]).toMatch(/^POST +0 +\d+ ms +\d+ B {2}\S+tenant_access_token\/internal$/);
    expect(lines[1]).toMatch(/^POST +0 +\d+ ms +\d+ B {2}\/open-apis\/cardkit\/v1\/cards$/);
    expect(lines[2]).toMatch(new RegExp(`^PUT +300317 +\\d+ ms +\\d+ B  \\S+/${cardId}$`));
    expect(new Set(lines.map((line) => line.indexOf('/open-apis'))).size).toBe(1);
    expect(run.out()).toMatch(
      /^ +ErrMsg: .*; sequence 0: the first one of this card is 1 \(knob firstSequence=1\)$/m,
    );
    expect(run.out()).not.toContain('shh');
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual({ code: 0, signal: null });
    expect(run.err()).toBe('');
  });

  it('prints no calls when it is told to be quiet, and stops on an interrupt', async () => {
    const run = await emulator(['--quiet']);
    await fetch(`${run.url}/open-apis/nowhere`);
    run.child.kill('SIGINT');
    expect(await run.ended).toEqual({ code: 0, signal: null });
    expect(run.out()).not.toContain('nowhere');
  });

  it('takes a profile and knobs, and the credentials of the environment', async () => {
    const run = await emulator(
      ['--profile', 'hostile', '--knob', 'httpStatusForBusinessErrors=400', '--app-id', 'cli_a'],
      { LARKX_APP_SECRET: 'right' },
    );
    expect(run.out()).toContain('profile hostile');
    expect(run.out()).not.toContain('right');
    const login = async (app_secret: string) => {
      const answer = await fetch(`${run.url}/open-apis/auth/v3/tenant_access_token/internal`, {
        method: 'POST',
        body: JSON.stringify({ app_id: 'cli_a', app_secret }),
      });
      return ((await answer.json()) as { code: number }).code;
    };
    expect(await login('wrong')).not.toBe(0);
    expect(await login('right')).toBe(0);
    const cardkit = createClient({ appId: 'cli_a', appSecret: 'right', baseUrl: run.url });
    const { cardId } = await cardkit.cards.create({ schema: '2.0', body: { elements: [] } });
    // The profile says that a card takes no writes before it was sent, the knob which status that has.
    await expect(
      cardkit.cards.update(cardId, { schema: '2.0', body: { elements: [] } }, { sequence: 2 }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it('checks the callback address, and says what came of it', async () => {
    const app = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const { challenge, token } = JSON.parse(body);
        response.end(JSON.stringify(token === 'v-token' ? { challenge } : {}));
      });
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
    try {
      const good = await emulator(['--callback', url], { LARKX_VERIFICATION_TOKEN: 'v-token' });
      await printed(good, /callback +http:\S+: it answered the challenge/);
      const bad = await emulator(['--callback', url]);
      await printed(
        bad,
        /callback +http:\S+: it did not answer .*: it answered "\{\}"; clicks will be/,
      );
      expect((await fetch(bad.url)).status).toBe(200);
    } finally {
      app.closeAllConnections();
      app.close();
    }
  });

  it('says that the bot is not there yet, and prints clicks with what came of them', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const callback = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/callback`;
    await new Promise((resolve) => gone.close(resolve));
    const run = await emulator(['--callback', callback]);
    await printed(run, /: it is not there yet \(ECONNREFUSED\); clicks will be posted to it/);
    const cardkit = createClient({ appId: 'cli_a', appSecret: 'any', baseUrl: run.url });
    const button = {
      tag: 'button',
      element_id: 'go',
      text: { tag: 'plain_text', content: 'Go \u001b[2J\u202e' },
      behaviors: [{ type: 'callback', value: {} }],
    };
    const { cardId } = await cardkit.cards.create({ schema: '2.0', body: { elements: [button] } });
    await cardkit.messages.send({ to: 'oc_chat', card: { cardId } });
    await fetch(`${run.url}/emulator/interact`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cardId, elementId: 'go' }),
    });
    await printed(
      run,
      /^click +200342 +\d+ ms +button "Go .*", by ou_local\n +it is not there yet/m,
    );
    for (const moves of ['\u001b', '\u202e']) expect(run.out()).not.toContain(moves);
  });

  it('says in a line that its port is taken, and listens to no signals any more', async () => {
    const other = await startEmulator();
    onTestFinished(() => other.close());
    const { port } = new URL(other.url);
    const before = process.listenerCount('SIGTERM');
    expect(await outcome(['emulator', '--port', port])).toEqual({
      code: 1,
      out: '',
      err: `larkx: port ${port} is taken; choose another with --port, or 0 for any\n`,
    });
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  it('takes an empty variable for one that is not set', async () => {
    const { url } = await emulator(['--quiet'], {
      LARKX_APP_SECRET: '',
      LARKX_ENCRYPT_KEY: '',
      LARKX_VERIFICATION_TOKEN: '',
    });
    const cardkit = createClient({ appId: 'cli_a', appSecret: 'any', baseUrl: url });
    await cardkit.cards.create({ schema: '2.0', body: { elements: [] } });
  });

  it('reads templates and custom bots, keeps what it is told to and answers to other names', async () => {
    const content = '$' + '{word}';
    const card = { schema: '2.0', body: { elements: [{ tag: 'markdown', content }] } };
    const { url } = await emulator([
      ...['--templates', file(JSON.stringify({ AAqk1: { card } }))],
      ...['--custom-bots', file(JSON.stringify({ one: {} }))],
      ...['--max-calls', '2', '--max-frames', '0', '--allow-host', 'bots.example'],
    ]);
    const hook = async (token: string) => {
      const answer = await fetch(`${url}/open-apis/bot/v2/hook/${token}`, {
        method: 'POST',
        body: JSON.stringify({ msg_type: 'interactive', card }),
      });
      return ((await answer.json()) as { code: number }).code;
    };
    expect(await hook('one')).toBe(0);
    expect(await hook('other')).toBe(19001);
    const cardkit = createClient({ appId: 'cli_a', appSecret: 'any', baseUrl: url });
    const template = { templateId: 'AAqk1', variables: { word: 'good' } };
    await cardkit.messages.send({ to: 'oc_chat', card: template });
    const state = (await (await fetch(`${url}/emulator/state`)).json()) as any;
    expect(state).toMatchObject({ calls: { length: 2 }, callCount: 4 });
    expect(state.messages[1].document.body.elements).toMatchObject([{ content: 'good' }]);
    const named = await new Promise((resolve) => {
      get(url, { headers: { host: 'bots.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
    });
    expect(named).toBe(200);
  });

  it('ends at once at a second signal, although a request is not finished', async () => {
    const run = await emulator();
    const socket = connect(Number(new URL(run.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{');
    // By then it has read what was written before.
    await fetch(run.url);
    run.child.kill('SIGTERM');
    run.child.kill('SIGINT');
    expect(await run.ended).toEqual({ code: 1, signal: null });
    socket.destroy();
  });
});

describe('the command line', () => {
  it('has a help and a version', async () => {
    const help = await outcome(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toMatch(/^ {2}emulator {2,}\S/m);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await outcome(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const own = await outcome(['emulator', '--help']);
    expect(own).toMatchObject({ code: 0, err: '' });
    expect(own.out).toMatch(/--verification-token .*LARKX_VERIFICATION_TOKEN/);
    expect(own.out).toMatch(/^ {2}partialMerge +shallow or deep {2}\[shallow\]$/m);
  });

  it.each([
    [[], /^Usage/],
    [['emulater'], /no such command: emulater; did you mean emulator\?/],
    [['constructor'], /no such command: constructor/],
    [['--verbose'], /no such option: --verbose/],
    [['emulator', '--prot', '1'], /no such option: --prot; did you mean --port\?/],
    [['emulator', '-x'], /no such option: -x/],
    [['emulator', 'now'], /nothing for now/],
    [['emulator', '--port'], /--port/],
    [['emulator', '--port', '65536'], /--port is a whole number up to 65535, not "65536"/],
    [['emulator', '--port', '4.5'], /--port is/],
    [['emulator', '--profile', 'hostil'], /--profile is documented, observed, hostile/],
    [['emulator', '--profile', '__proto__'], /--profile is/],
    [['emulator', '--knob', 'partialMerg=deep'], /did you mean partialMerge\?/],
    [['emulator', '--knob', 'partialMerge=dep'], /partialMerge is shallow or deep, not "dep"/],
    [['emulator', '--knob', 'partialMerge'], /not nothing/],
    [['emulator', '--knob', 'batchAtomic=0'], /batchAtomic is true or false/],
    [['emulator', '--knob', 'tableLimit=x'], /tableLimit is a number/],
    [
      ['emulator', '--callback', 'localhost:3000/callback'],
      /not "localhost:3000\/callback"; did you mean http:\/\/localhost:3000\/callback\?/,
    ],
    [['emulator', '--callback', 'ftp://localhost/'], /not "ftp:\/\/localhost\/"\n$/],
    [['emulator', '--callback', 'http://a:b@localhost/'], /^(?!.*a:b).*which this one has/],
    [['emulator', '--app-secret', ''], /--app-secret has an empty value/],
    [['emulator', '--app-secret='], /--app-secret has an empty value/],
    [['emulator', '--encrypt-key', ''], /--encrypt-key has an empty value/],
    [['emulator', '--verification-token', ''], /--verification-token has an empty value/],
    [['emulator', '--host', ''], /--host has an empty value/],
    [['emulator', '--host', 'a:80'], /--host is a name or an address, without a port, not "a:80"/],
    [['emulator', '--allow-host', 'http://a'], /--allow-host is a name or an address/],
    [['emulator', '--max-calls', '-1'], /--max-calls/],
    [['emulator', '--max-frames', 'all'], /--max-frames is a whole number/],
    [
      ['emulator', '--templates', 'no-such-file.json'],
      /"no-such-file.json" cannot be read \(ENOENT\)/,
    ],
    [['emulator', '--custom-bots', 'no-such-file.json'], /cannot be read/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, out, err } = await outcome(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  it.each([
    ['--templates', 'secret', /is no JSON\n$/],
    ['--templates', '[]', /is no object/],
    ['--templates', '{"a":{}}', /"a" is not \{ "card": \{...\}, "versions"\?/],
    ['--templates', '{"a":{"card":{},"versions":{"1":7}}}', /"a" is not/],
    ['--templates', '{"__proto__":{"card":7}}', /"__proto__" is not/],
    ['--custom-bots', '{"secret":"b"', /is no JSON\n$/],
    ['--custom-bots', '{"a":{"secret":7}}', /a bot is not \{ "secret"\?/],
    ['--custom-bots', '{"a":{"secret":""}}', /a bot is not/],
    ['--custom-bots', '{"a":null}', /a bot is not/],
  ])('says what is wrong with the file of %s that has %s', async (option, text, message) => {
    const { code, out, err } = await outcome(['emulator', option, file(text)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('secret":');
  });
});
