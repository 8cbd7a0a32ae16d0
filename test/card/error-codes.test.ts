import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Rooms with codes of their own: those of the service. */
const OTHER_ROOMS = ['src/cardkit/', 'src/emulator/', 'src/schema/service-codes.ts'];

function sources(): string[] {
  return ['components', 'src', 'jsx-runtime'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts') && !OTHER_ROOMS.some((room) => path.startsWith(room))),
  );
}

/** The codes that a source writes: `code: '...'`, `violate(at, rule, '...')`, and what `apply` refuses with. */
function codesIn(text: string): Set<string> {
  const codes = new Set<string>();
  const literals = (node: ts.Node | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteral(node)) codes.add(node.text);
    else if (ts.isConditionalExpression(node)) {
      literals(node.whenTrue);
      literals(node.whenFalse);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code') {
      literals(node.initializer);
    } else if (ts.isCallExpression(node)) {
      const callee = node.expression.getText();
      if (callee === 'violate') literals(node.arguments[2]);
      if (callee === 'cardError') literals(node.arguments[0]);
      if (['refused', 'missing', 'noDuplicates'].includes(callee)) {
        for (const argument of node.arguments) {
          if (ts.isNumericLiteral(argument)) codes.add(argument.text);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return codes;
}

const emitted = new Set(
  sources().flatMap((path) => [...codesIn(readFileSync(join(root, path), 'utf8'))]),
);
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const described = [...page.matchAll(/^### `([^`]+)`$/gm)].map(([, code]) => code as string);

test('every code that the library can report is described in docs/errors.md, and no other', () => {
  expect([...described].sort()).toEqual([...emitted].sort());
});

test('no code is described twice', () => {
  expect(described).toHaveLength(new Set(described).size);
});

test('the contents of the page name every code that is a word', () => {
  const contents = page.slice(0, page.indexOf('\n## '));
  const words = described.filter((code) => !/^\d+$/.test(code));
  expect(words.filter((code) => !contents.includes(`\`${code}\``))).toEqual([]);
});

describe('codes in a source', () => {
  test.each([
    ["fail(at, { code: 'type', what });", ['type']],
    [
      "report({ code: low ? 'tag-unknown' : 'not-renderable' });",
      ['tag-unknown', 'not-renderable'],
    ],
    ["violate(at, rule, 'enum', 'found');", ['enum']],
    ["throw cardError('closed', 'no');", ['closed']],
    ["throw refused(300312, 'no');", ['300312']],
    ["const hint = 'enum';", []],
  ])('%s', (source, codes) => {
    expect([...codesIn(source)]).toEqual(codes);
  });
});
