import { afterAll, beforeAll, expect, test } from 'vitest';
import { Consumer } from '../package/consumer.js';

let bot: Consumer;
beforeAll(async () => {
  bot = await Consumer.create();
}, 300_000);
afterAll(() => bot?.remove());

/** Starts the installed command, looks at its page and stops it. */
const SCRIPT = `
import { spawn } from 'node:child_process';
const child = spawn('node_modules/.bin/larkx', ['emulator', '--port', '0', '--quiet']);
child.stderr.pipe(process.stderr);
let printed = '';
child.stdout.setEncoding('utf8').on('data', async (chunk) => {
  const wasThere = printed.includes('official SDK');
  printed += chunk;
  if (wasThere || !printed.includes('official SDK')) return;
  const [url] = /http:[^ ]+/.exec(printed);
  const texts = [];
  for (const path of ['/', '/emulator/page.css', '/emulator/page.js', '/emulator/state']) {
    const answer = await fetch(url + path, { headers: { accept: 'text/html' } });
    texts.push(answer.status + ' ' + (await answer.text()).slice(0, 15));
  }
  console.log(JSON.stringify(texts));
  child.kill('SIGTERM');
});
child.on('exit', (code) => console.log(code));
`;

test('the installed command runs an emulator with its page', async () => {
  expect(bot.files).toContain('dist/cli.js');
  bot.write('run.mjs', SCRIPT);
  const [texts = '', code] = (await bot.node('run.mjs')).trim().split('\n');
  expect(JSON.parse(texts)).toEqual([
    '200 <!doctype html>',
    expect.stringMatching(/^200 :root/),
    expect.stringMatching(/^200 \/\//),
    expect.stringMatching(/^200 \{"profile"/),
  ]);
  expect(code).toBe('0');
}, 60_000);
