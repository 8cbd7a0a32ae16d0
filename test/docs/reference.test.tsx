import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as larkx from 'larkx';
import { Button, Card, type CardElement, check, Divider, Form, Markdown, render } from 'larkx';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../../components/definitions.js';
import * as components from '../../components/index.js';
import { libraryProgram, readDocs } from '../../scripts/read-docs.js';
import { anchor } from '../../scripts/reference/markdown.js';
import { referencePage } from '../../scripts/reference/page.js';
import { wireName } from '../../src/card/build.js';
import { definitionOf } from '../../src/schema/definition.js';
import type { Field, Fields, RuleOf } from '../../src/schema/field.js';
import { root } from '../house/repository.js';

const page = readFileSync(join(root, 'docs/components.md'), 'utf8');

test('the page says what the definitions and their comments say', () => {
  const fresh = referencePage(readDocs(libraryProgram())).split('\n');
  const lines = page.split('\n');
  const stale = fresh.findIndex((line, i) => line !== lines[i]);
  expect(
    { line: stale + 1, text: lines[stale] },
    'docs/components.md is out of date: run "npm run docs"',
  ).toEqual({ line: stale + 1, text: fresh[stale] });
  expect(lines.length, 'docs/components.md is out of date: run "npm run docs"').toBe(fresh.length);
}, 60_000);

const FENCED = /^(`{3,})[^`\n]*\n[\s\S]*?^\1$/gm;
/** What looks like a heading in code is none. */
const prose = page.replace(FENCED, (block) => block.replace(/^#/gm, ' #'));

/** The sections of the page by their headings. */
const sections = new Map(
  prose.split(/^(?=###? )/m).map((text) => [/^#+ (.*)$/m.exec(text)?.[1] ?? '', text] as const),
);

/** The first cell of each row of a section: the prop, and its name on the wire. */
function rows(section: string): string[] {
  const text = sections.get(section) ?? '';
  const cells = [...text.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell]) => cell ?? '');
  const inLine = /^(?:Also|Props:) (.*):/m.exec(text)?.[1] ?? '';
  return [...cells, ...inLine.split(', ')].map((names) => {
    const [prop, wire = prop] = [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    return `${prop} ${wire}`;
  });
}

/** The props of a set of fields and all in it, as {@link rows} has them. */
function expected(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([prop, field]) => {
    const { at } = field.rule;
    const wire = `${at === undefined ? '' : `${at}.`}${wireName(prop, field)}`;
    const own = field.kind === 'handler' ? 'behaviors' : wire;
    return [`${prop} ${own}`, ...inside(field)];
  });
}

function inside({ kind, rule }: Field<unknown>): string[] {
  switch (kind) {
    case 'obj':
      return expected((rule as RuleOf<'obj'>).fields);
    case 'list':
    case 'map':
      return inside((rule as RuleOf<'list' | 'map'>).of);
    case 'union':
      return Object.values((rule as RuleOf<'union'>).variants).flatMap(expected);
    default:
      return [];
  }
}

describe('the page', () => {
  const inCommon = ['What every element has', 'Links', 'Behaviors', 'Confirm'].flatMap(rows);

  test('has a section for every component', () => {
    const names = Object.entries(components).flatMap(([name, one]) =>
      definitionOf(one) ? [name] : [],
    );
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !sections.has(name))).toEqual([]);
  });

  test.each(DEFINITIONS.map((definition) => [definition.name, definition] as const))(
    'has every field of <%s>',
    (name, { fields, legacy = {}, tag = {} }) => {
      const found = [...rows(name), ...inCommon];
      expect(expected(fields).filter((row) => !found.includes(row))).toEqual([]);
      const text = sections.get(name) ?? '';
      const tags = typeof tag === 'string' ? [tag] : Object.keys(tag);
      for (const word of [...Object.keys(legacy), ...tags]) expect(text).toContain(`\`${word}\``);
    },
  );

  test('has no link that leads nowhere', () => {
    const targets = new Set([...sections.keys()].map(anchor));
    const links = [...page.matchAll(/\]\((#[^)]*)\)/g)].map(([, target]) => target as string);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((target) => !targets.has(target))).toEqual([]);
  });

  test('has no heading twice', () => {
    const headings = [...prose.matchAll(/^##+ (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toHaveLength(new Set(headings).size);
  });

  test('has no comment markup and no tag that a browser would take for its own', () => {
    const words = page.replace(FENCED, '').replace(/`[^`]*`/g, '');
    expect(words).not.toMatch(/\{@|undefined|\[object/);
    expect(words.replace(/<br>|<!--.*-->/g, '')).not.toMatch(/<\/?\w/);
  });

  test('has as many cells in each row of a table as in its head', () => {
    const cells = (row: string) => row.replaceAll('\\|', '').split('|').length;
    for (const table of page.replace(FENCED, '').matchAll(/^\|.*(?:\n\|.*)*/gm)) {
      const [head = '', ...others] = table[0].split('\n');
      for (const row of others)
        expect({ row, cells: cells(row) }).toEqual({ row, cells: cells(head) });
    }
  });
});

/** What the examples leave to the reader. */
const FREE = `
  const done = false;
  const filter = (_option: string) => {};
  const pick = () => {};
  const seconds = 84;
  const setDone = (_done: boolean) => {};
  const values = [{ day: 'Monday', builds: 118 }];
`;

const examples = DEFINITIONS.flatMap(({ name }) => {
  const [, code] = /^```tsx\n([\s\S]*?)^```$/m.exec(sections.get(name) ?? '') ?? [];
  return code === undefined ? [] : [{ name, code }];
});

/** The component that an example makes, where it is put into what it needs. */
function example(code: string): CardElement {
  const { outputText } = ts.transpileModule(`${FREE}\nreturn (\n${code});`, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
      jsxFactory: 'createElement',
    },
  });
  const names = Object.keys(larkx);
  const element = new Function(...names, outputText)(...Object.values(larkx)) as CardElement;
  const definition = definitionOf(element.type);
  if (definition?.place === 'root') return element;
  if (definition?.markdown) {
    return (
      <Card enableForward={!definition.player}>
        <Markdown>{element}</Markdown>
      </Card>
    );
  }
  return (
    <Card enableForward={definition?.tag !== 'audio'}>
      {definition?.needsForm ? (
        <Form name="form">
          {element}
          <Button name="send" formActionType="submit">
            Send
          </Button>
        </Form>
      ) : (
        element
      )}
      {definition?.place === 'header' && <Divider />}
    </Card>
  );
}

describe('the examples', () => {
  test('are there', () => {
    // Parts are seen in the example of what they are parts of.
    const parts = ['column', 'panel_header', 'list_item', 'table_row', 'table_cell'];
    const without = DEFINITIONS.filter(
      ({ name, place }) => !parts.includes(place) && !examples.some((one) => one.name === name),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  test('compile', () => {
    const imports = `import { ${Object.keys(larkx).join(', ')} } from 'larkx';`;
    const files = new Map(
      examples.map(({ name, code }) => [
        join(root, 'test/docs', `${name}.example.tsx`),
        `${imports}${FREE}\nexport const example = (\n${code});\n`,
      ]),
    );
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists, readFile } = host;
    host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
    host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
    host.getSourceFile = (name, version, ...rest) => {
      const code = files.get(name);
      return code === undefined
        ? getSourceFile.call(host, name, version, ...rest)
        : ts.createSourceFile(name, code, version);
    };
    const program = ts.createProgram([...files.keys()], options, host);
    const wrong = [...files.keys()].flatMap((name) => {
      const file = program.getSourceFile(name);
      return [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ].map((found) => `${name}: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`);
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  test.each(examples.map(({ name, code }) => [name, code]))('of <%s> renders', (_, code) => {
    expect(check(render(example(code)))).toEqual([]);
  });
});
