import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Button, Card, CardError, render } from 'larkx';
import { afterAll, describe, expect, test } from 'vitest';
import { setIssueHooks } from '../../src/schema/issue-hooks.js';
import { codeFrame, fileName } from '../../src/testing/code-frame.js';
import { card } from './fixtures/approval.js';

const fixture = fileURLToPath(new URL('fixtures/approval.tsx', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'larkx-frame-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const FRAME = `  7 |       <Column>
> 8 |         <Button type={'primry' as never}>{label}</Button>
    |         ^
  9 |       </Column>`;

function messageOf(element: unknown): string {
  try {
    render(element);
  } catch (error) {
    if (error instanceof CardError) return error.message;
  }
  throw new Error('the card was rendered');
}

describe('the message of a card that is refused in a test', () => {
  test('shows the lines around each mistake, under the component that made it', () => {
    const lines = messageOf(card).split('\n');
    const at = lines.indexOf('  at <Button> (test/testing/fixtures/approval.tsx:8:9)');
    expect(lines.slice(at + 1, at + 5)).toEqual(FRAME.split('\n').map((line) => `    ${line}`));
    expect(lines.slice(at + 5, at + 9)).toEqual([
      '  in Column (test/testing/fixtures/approval.tsx:7:7)',
      '  in ColumnSet (test/testing/fixtures/approval.tsx:6:5)',
      '  in Approval (test/testing/fixtures/approval.tsx:20:5)',
      '  in Card (test/testing/fixtures/approval.tsx:19:3)',
    ]);
    expect(messageOf(card).match(/\^/g)).toHaveLength(2);
  });

  test('shows the lines of one place once', () => {
    const twoMistakes = (
      <Card>
        <Button size={'huge' as never} id="1" />
      </Card>
    );
    const broken = messageOf(twoMistakes);
    expect(broken.match(/\^/g)).toHaveLength(1);
    expect(broken.match(/^enum|^id-pattern/gm)).toHaveLength(2);
  });

  test('has no lines where no tool reads them', () => {
    setIssueHooks({ frameOf: undefined });
    try {
      expect(messageOf(card)).not.toContain('^');
    } finally {
      setIssueHooks({ frameOf: codeFrame });
    }
  });
});

describe('a code frame', () => {
  test.each([
    ['a path', fixture],
    ['a path from where the process runs', relative(process.cwd(), fixture)],
    ['an address', pathToFileURL(fixture).href],
    ['an address with the time of a reload', `${pathToFileURL(fixture).href}?t=1763769600000`],
    ["a server's name of a path", `/@fs${fixture}`],
  ])('is read by %s', (_, name) => {
    expect(codeFrame({ file: name, line: 8, column: 9 })).toBe(FRAME);
  });

  test('ends where the file begins and ends', () => {
    const path = file('one.tsx', 'render(<Card/>);');
    expect(codeFrame({ file: path, line: 1, column: 8 })).toBe(
      '> 1 | render(<Card/>);\n    |        ^',
    );
  });

  test('marks the element, where the compiler counts the blanks before it', () => {
    const path = file('blanks.tsx', 'const a = <Card/>;\r\nconst b =  <Card/>;');
    expect(codeFrame({ file: path, line: 2, column: 10 })?.split('\n').slice(1)).toEqual([
      '> 2 | const b =  <Card/>;',
      '    |            ^',
    ]);
  });

  test('marks the right column behind tabs and characters of double width', () => {
    const path = file('wide.tsx', "\t\tf('中文', <B/>);");
    const [, mark] = codeFrame({ file: path, line: 1, column: 11 })?.split('\n') ?? [];
    expect(mark).toBe('    | \t\t          ^');
  });

  test('shows the part of a long line that it is about', () => {
    const path = file('long.tsx', `${'a'.repeat(5000)}<B/>${'b'.repeat(5000)}`);
    const [line = '', mark = ''] =
      codeFrame({ file: path, line: 1, column: 5001 })?.split('\n') ?? [];
    expect(line.length).toBeLessThan(140);
    expect(line.slice(mark.indexOf('^')).startsWith('<B/>')).toBe(true);
  });

  test.each([
    ['a file that is not there', join(folder, 'gone.tsx'), 1],
    ['a folder', folder, 1],
    ['a line behind the end', fixture, 10_000],
    ['a line before the beginning', fixture, 0],
    ['no line', fixture, Number.NaN],
    ['a path of another system', 'C:\\bot\\card.tsx', 1],
    ['an address of another system', 'file:///C:/bot/card.tsx', 1],
    ['an address with a host', 'file://host/bot/card.tsx', 1],
    ['an address that is no file', 'https://example.com/card.tsx', 1],
    ['what a compiler without a file says', '<stdin>', 1],
    ['nothing', '', 1],
    ['a name that no file has', 'a\0b.tsx', 1],
  ])('is missing, without complaint, for %s', (_, name, line) => {
    expect(codeFrame({ file: name, line, column: 1 })).toBeUndefined();
  });

  test('is not made of a file that is no source', () => {
    const path = file('.env', 'TOKEN=secret');
    expect(codeFrame({ file: path, line: 1, column: 1 })).toBeUndefined();
    expect(codeFrame({ file: file('a.json', '{}'), line: 1, column: 1 })).toBeUndefined();
  });
});

describe('the name of a file', () => {
  test.each([
    [fixture, 'test/testing/fixtures/approval.tsx'],
    [pathToFileURL(fixture).href, 'test/testing/fixtures/approval.tsx'],
    ['test/a.tsx', 'test/a.tsx'],
    [join(folder, 'a.tsx'), join(folder, 'a.tsx')],
    ['https://example.com/a.tsx', 'https://example.com/a.tsx'],
    ['', ''],
  ])('%s is %s', (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });
});
