import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { launchChromium } from '../support/chromium.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const browser: Browser | undefined = await launchChromium();
const inBrowser = test.skipIf(!browser);

/** Below a path, as a static host may have it. */
const BASE = '/some/where/';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

let folder: string;
let host: Server;
let context: BrowserContext;
let page: Page;
/** What the page complained about, and whom it asked beside its host. */
let errors: string[];
let foreign: string[];

beforeAll(async () => {
  if (!browser) return;
  folder = mkdtempSync(join(tmpdir(), 'playground-'));
  await build({
    configFile: fileURLToPath(new URL('../../playground/vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    build: { outDir: folder },
  });
  host = createServer(({ url = '' }, response) => {
    const path = url.startsWith(BASE) ? url.slice(BASE.length) || 'index.html' : '';
    try {
      const body = readFileSync(join(folder, path));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => host.listen(0, '127.0.0.1', listening));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  host?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${(host.address() as AddressInfo).port}`;

beforeEach(async () => {
  if (!browser) return;
  context = await browser.newContext({ viewport: { width: 1300, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  errors = [];
  foreign = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin()) && !/^(?:blob|data|about):/.test(url)) foreign.push(url);
  });
  await page.goto(origin() + BASE);
  await rendered();
});

afterEach(async () => {
  if (!browser) return;
  await context.close();
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
});

const editor = () => page.getByRole('textbox', { name: 'Card source in TSX' });
const status = () => page.getByRole('status').innerText();
const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const panel = (name: string) => page.getByRole('tabpanel', { name: new RegExp(`^${name}`) });
const source = () => page.locator('.cm-line').allInnerTexts();
const issueMarks = () => page.locator('.cm-lint-marker-error').count();

/** Replaces the whole text by keyboard. */
async function write(text: string): Promise<void> {
  await editor().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Waits until the status says it. */
async function says(what: RegExp): Promise<void> {
  await expect.poll(status, { timeout: 15_000 }).toMatch(what);
}

const rendered = () => says(/^rendered$/);

async function see(name: string): Promise<string> {
  await tab(name).click();
  return panel(name).innerText();
}

const choose = (example: string) =>
  page.getByRole('combobox', { name: 'Example' }).selectOption({ label: example });

/** So that a part of the card is smaller than the whole. */
const LONG = 'a summary '.repeat(20);

const card = (children: string, before = '') =>
  `import { Button, Card, Header, Markdown } from 'larkx';\n${before}\nexport default <Card summary="${LONG}">\n${children}\n</Card>;\n`;

inBrowser('shows the JSON of what is typed, and what it weighs', async () => {
  await write(card('<Markdown id="a">typed</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('"content": "typed"');
  const text = await see('JSON');
  expect(text).toContain('{ "tag": "markdown", "element_id": "a", "content": "typed" }');
  expect(text).toMatch(/\d+ \/ 30,000 bytes/);
  expect(text).toContain('1 / 200 elements');
});

inBrowser('shows ids that a live card assigns only when asked', async () => {
  await write(card('<Markdown>no id</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('no id');
  expect(await see('JSON')).not.toContain('element_id');
  await page.getByRole('checkbox', { name: 'assigned ids' }).check();
  expect(await see('JSON')).toContain('"element_id": "lx');
});

inBrowser('shows the calls that lead from the card before', async () => {
  await page.getByRole('button', { name: 'Reset to example' }).isDisabled();
  expect(await see('Calls')).toContain('Created');
  await write(card('<Markdown id="a">alpha</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('alpha');
  await write(card('<Markdown id="a">beta</Markdown>'));
  await expect.poll(() => see('Calls')).toContain('"partial_element": { "content": "beta" }');
  const text = await see('Calls');
  expect(text).toMatch(/1 call: \d+ % of a full update/);
  expect(text).toContain('"element_id": "a"');

  await write(card('<Markdown id="a">beta</Markdown>', '// a comment'));
  await expect.poll(() => see('Calls')).toContain('No call: nothing changed.');

  await page.getByRole('button', { name: 'Start over' }).click();
  await expect.poll(() => see('Calls')).toContain('Created');
});

inBrowser('shows an issue at its line, and leads there', async () => {
  await write(card('<Markdown>fine</Markdown>\n<Button type="primry">Go</Button>'));
  await says(/^1 error$/);
  expect(await tab('Issues').innerText()).toMatch(/Issues\s*1/);
  const text = await see('Issues');
  expect(text).toContain('enum');
  expect(text).toContain('did you mean "primary"?');
  expect(text).toContain('<Button> in <Card>');
  expect(await issueMarks()).toBe(1);

  await page.getByRole('button', { name: /line 5/ }).click();
  expect(await page.locator('.cm-activeLine').innerText()).toContain('primry');
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('textbox');

  await write(card('<Button type="primary">Go</Button>'));
  await rendered();
  expect(await see('Issues')).toContain('Nothing to complain about');
  expect(await issueMarks()).toBe(0);
});

inBrowser('shows the line of what only check finds', async () => {
  await write(card('<Markdown>fine</Markdown>\n<Header title="a" padding="-4px" />'));
  await says(/warning/);
  expect(await see('Issues')).toContain('line 5');
});

inBrowser('shows mistakes of syntax, of imports and of components at their lines', async () => {
  await write('export default (\n  <Card>\n);');
  await says(/1 error/);
  expect(await see('Issues')).toMatch(/syntax\s*line 3/);

  await write(`import { readFile } from 'node:fs';\n${card('<Markdown>{readFile}</Markdown>')}`);
  await expect.poll(() => see('Issues')).toContain('cannot import "node:fs" here');
  expect(await see('Issues')).toMatch(/import\s*line 1/);
  expect(await see('Issues')).toContain('the playground has larkx and larkx/jsx-dev-runtime');

  await write("import { Card, Buton } from 'larkx';\nexport default <Card><Buton/></Card>;");
  await expect.poll(() => see('Issues')).toContain('"larkx" has no export Buton');
  expect(await see('Issues')).toContain('did you mean Button?');

  await write(
    card('<Broken/>', 'const none: any = undefined;\n\nfunction Broken() {\n  return none.x;\n}'),
  );
  await expect.poll(() => see('Issues')).toContain('a component threw TypeError');
  expect(await see('Issues')).toMatch(/thrown\s*line 5/);

  await write("import { Card } from 'larkx';\nexport const card = <Card/>;");
  await expect.poll(() => see('Issues')).toContain('the module exports no card');
});

inBrowser('keeps the last card that could be rendered', async () => {
  await write(card('<Markdown id="a">alpha</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('alpha');
  await write(card('<Markdown id="2">beta</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('The last card that could be rendered');
  expect(await see('JSON')).toContain('alpha');
  expect(await see('Calls')).toContain('could not be rendered');
  await write(card('<Markdown id="a">gamma</Markdown>'));
  await expect.poll(() => see('Calls')).toContain('{ "content": "gamma" }');
});

inBrowser('steps through the states of a module', async () => {
  await choose('A streaming answer');
  await rendered();
  const states = page.getByRole('combobox', { name: 'State' });
  await expect.poll(() => states.inputValue()).toMatch(/^1 \/ 8 · asked$/);
  expect(await see('Calls')).toContain('Created');
  const next = page.getByRole('button', { name: 'Next state' });
  await next.click();
  await expect.poll(() => see('Calls')).toContain('asked → part 1');
  await next.click();
  await expect.poll(() => see('Calls')).toMatch(/content\s+text of answer/);
  await page.getByRole('button', { name: 'Previous state' }).click();
  await expect.poll(() => see('Calls')).toContain('part 2 → part 1');
  await states.selectOption({ index: 7 });
  await expect.poll(() => see('Calls')).toContain('part 1 → done');
  expect(await see('Calls')).toContain('"streaming_mode": false');
  expect(await next.getAttribute('aria-disabled')).toBe('true');
});

inBrowser('renders every example; only the mistakes have errors', async () => {
  const gallery = page.getByRole('combobox', { name: 'Example' });
  for (const title of await gallery.getByRole('option').allInnerTexts()) {
    await see('JSON');
    await choose(title);
    await says(title === 'Mistakes' ? /^1\d errors/ : /^rendered$/);
  }
});

inBrowser('ends a program that never ends, and works on', async () => {
  await write(card('<Markdown>never</Markdown>', 'while (true) {}'));
  // The page is not frozen meanwhile.
  expect(await page.evaluate('1 + 1')).toBe(2);
  await expect.poll(() => see('Issues'), { timeout: 10_000 }).toContain('it took too long');
  await write(card('<Markdown>again</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('again');
});

inBrowser('keeps the text over a reload, and comes back to the example', async () => {
  const example = await source();
  await write(card('<Markdown>kept</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('kept');
  await page.reload();
  await rendered();
  expect((await source()).join('\n')).toContain('kept');
  await page.getByRole('button', { name: 'Reset to example' }).click();
  expect(await source()).toEqual(example);
  expect(await page.getByRole('button', { name: 'Reset to example' }).isDisabled()).toBe(true);
});

inBrowser('works where nothing can be kept', async () => {
  await page.addInitScript(
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })",
  );
  await page.reload();
  await rendered();
  await write(card('<Markdown>not kept</Markdown>'));
  await expect.poll(() => see('JSON')).toContain('not kept');
});

inBrowser('moves between the tabs by keyboard', async () => {
  await tab('JSON').focus();
  await page.keyboard.press('ArrowRight');
  expect(await tab('Issues').getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('End');
  expect(await tab('Calls').getAttribute('aria-selected')).toBe('true');
  expect(await panel('Calls').isVisible()).toBe(true);
  await page.keyboard.press('ArrowRight');
  expect(await tab('JSON').getAttribute('aria-selected')).toBe('true');
});

/** What an author's code can say: a card whose texts are what the given expressions come to. */
const trying = (attempts: Record<string, string>) => {
  const lines = Object.entries(attempts).map(
    ([name, code]) =>
      `<Markdown>{${JSON.stringify(`${name}: `)} + attempt(() => ${code})}</Markdown>`,
  );
  const attempt = `const attempt = (run: () => unknown) => {
  try { return \`did \${String(run())}\`; } catch (error) { return \`refused \${(error as Error).name}\`; }
};`;
  return card(lines.join('\n'), attempt);
};

inBrowser("the author's code cannot reach the page, its storage or its cookies", async () => {
  await page.evaluate("localStorage.setItem('secret', 's3cret'); document.cookie = 'c=s3cret'");
  await write(
    trying({
      window: 'window',
      parent: 'parent',
      top: 'top',
      document: 'document.cookie',
      storage: 'localStorage.secret',
      origin: 'self.origin',
      eval: "eval('1')",
      function: "new Function('return 1')()",
      database: 'indexedDB',
    }),
  );
  await expect.poll(() => see('JSON')).toContain('window: ');
  const text = await see('JSON');
  expect(text).toContain('window: refused ReferenceError');
  expect(text).toContain('parent: refused ReferenceError');
  expect(text).toContain('top: refused ReferenceError');
  expect(text).toContain('document: refused ReferenceError');
  expect(text).toContain('storage: refused ReferenceError');
  expect(text).toContain('origin: did null');
  expect(text).toContain('eval: refused EvalError');
  expect(text).toContain('function: refused EvalError');
  expect(text).toContain('database: refused Error');
  expect(text).not.toContain('s3cret');
  errors = errors.filter((error) => !/unsafe-eval/.test(error));
});

inBrowser("the author's code is told that there is no network", async () => {
  const ways = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'Worker'];
  for (const way of ways) {
    await write(card('<Loading />', `function Loading() {\n  return String(${way});\n}`));
    await expect.poll(() => see('Issues')).toContain(`the playground has no ${way}`);
    expect(await see('Issues')).toMatch(/thrown\s*line 3/);
  }
});

inBrowser('the frame has no network, whatever runs in it', async () => {
  const hits: string[] = [];
  const outside = createServer(({ url }, response) => {
    hits.push(url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  await new Promise<void>((listening) => outside.listen(0, '127.0.0.1', listening));
  const { port } = outside.address() as AddressInfo;
  const failures: (string | undefined)[] = [];
  page.on('requestfailed', (request) => failures.push(request.failure()?.errorText));
  // What an author's code could do at worst: be the whole program.
  const program = `
    const out = 'http://127.0.0.1:${port}/';
    const said = [];
    const attempt = (name, run) => {
      try { run(); said.push(name + ' began'); } catch (error) { said.push(name + ' ' + error.name); }
    };
    const xhr = (url) => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); };
    attempt('xhr', () => xhr(out + 'xhr'));
    // Its own host as well: what is asked for can be what is told.
    attempt('home', () => xhr('${origin()}/secret'));
    attempt('script', () => importScripts(out + 'script'));
    attempt('module', () => void import(out + 'module').catch(() => {}));
    attempt('socket', () => new WebSocket('ws://127.0.0.1:${port}/socket'));
    attempt('events', () => new EventSource(out + 'events'));
    attempt('worker', () => new Worker(URL.createObjectURL(new Blob(['fetch("' + out + 'worker").catch(() => {})']))));
    fetch(out + 'fetch').then(() => 'fetched', (error) => error.name).then((name) => {
      said.push('fetch ' + name);
      setTimeout(() => postMessage(said.join(', ')), 700);
    });`;
  const answer = await page.evaluate(
    `new Promise((resolve) => {
      const frame = document.querySelector('iframe').contentWindow;
      addEventListener('message', ({ source, data }) => source === frame && resolve(data.outcome));
      const program = ${JSON.stringify(program)};
      frame.postMessage({ larkx: 'run', id: -1, program, question: {}, ms: 5000 }, '*');
    })`,
  );
  outside.close();
  expect(answer).toEqual({
    kind: 'answer',
    text: expect.stringMatching(
      /^xhr NetworkError, home NetworkError, script NetworkError, .*fetch TypeError$/,
    ),
  });
  expect(hits).toEqual([]);
  // The browser tells of those that it refuses.
  expect(new Set(failures)).toEqual(new Set(['csp']));
  foreign = [];
  errors = errors.filter((error) => !/Content Security Policy/.test(error));
});

inBrowser("an answer that the author's code forges is text, or nothing", async () => {
  const forged = {
    states: [],
    state: 0,
    issues: [
      { code: '<b>x</b>', severity: 'error', path: '', message: '<img src=x onerror=alert(1)>' },
    ],
  };
  await write(`self.postMessage(${JSON.stringify(JSON.stringify(forged))});\n${card('')}`);
  await expect.poll(() => see('Issues')).toContain('<img src=x onerror=alert(1)>');
  await write(`self.postMessage('{"states": 1}');\n${card('')}`);
  await expect.poll(() => see('Issues')).toContain('answered with what is no answer');
  await write(`self.postMessage({ toString: 1 });\n${card('')}`);
  await expect.poll(() => see('Issues')).toContain('no text');
});
