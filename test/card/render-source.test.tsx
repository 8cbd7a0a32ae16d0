import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import * as larkx from 'larkx';
import {
  Button,
  Card,
  type CardElement,
  Column,
  ColumnSet,
  Div,
  Divider,
  type Elements,
  Header,
  Icon,
  Markdown,
  PlainText,
  Raw,
} from 'larkx';
import * as jsxRuntime from 'larkx/jsx-runtime';
import { Fragment, jsx } from 'larkx/jsx-runtime';
import { describe, expect, test } from 'vitest';
import { issuesOf } from '../components/issues-of.js';

const THIS_FILE = /test\/card\/render-source\.test\.tsx$/;

/** Where a text stands in this file: line and column, counted from 1. */
function placeOf(text: string) {
  const lines = readFileSync(new URL(import.meta.url), 'utf8').split('\n');
  const line = lines.findIndex((one) => one.includes(text));
  return {
    file: expect.stringMatching(THIS_FILE),
    line: line + 1,
    column: (lines[line]?.indexOf(text) ?? -1) + 1,
  };
}

const Toolbar = ({ children }: { children?: Elements }) => (
  <ColumnSet>
    <Column>{children}</Column>
  </ColumnSet>
);
const Send = () => <Button size={'huge' as never}>a</Button>;

describe('the component stack', () => {
  test('goes from the innermost component out, those of the author included', () => {
    const Page = () => (
      <Card>
        <Toolbar>
          <Send />
        </Toolbar>
      </Card>
    );
    expect(issuesOf(<Page />)).toMatchObject([
      {
        code: 'enum',
        componentStack: ['Button', 'Send', 'Column', 'ColumnSet', 'Toolbar', 'Card', 'Page'],
      },
    ]);
  });

  test('leaves fragments and arrays out', () => {
    expect(
      issuesOf(<Card>{[[<Fragment key="a">{[<Send key="b" />]}</Fragment>]]}</Card>)[0]
        ?.componentStack,
    ).toEqual(['Button', 'Send', 'Card']);
  });

  test('goes through texts and icons in props', () => {
    const issues = issuesOf(
      <Card>
        <Header title={<PlainText id="1">a</PlainText>} icon={<Icon color="red" />} />
        <Button confirm={{ title: <PlainText lines={0}>a</PlainText>, text: 'b' }}>c</Button>
      </Card>,
    );
    expect(issues.map(({ code, componentStack }) => [code, componentStack])).toEqual([
      ['field-missing', ['Icon', 'Header', 'Card']],
      ['id-pattern', ['PlainText', 'Header', 'Card']],
      ['range', ['PlainText', 'Button', 'Card']],
    ]);
  });

  test('names a component by displayName, by name, or as anonymous', () => {
    const Named = Object.assign(() => <Send />, { displayName: 'Nice' });
    const [anonymous] = [() => <Send />];
    const Anonymous = anonymous as () => CardElement;
    expect(issuesOf(<Card>{<Named />}</Card>)[0]?.componentStack).toContain('Nice');
    expect(issuesOf(<Card>{<Anonymous />}</Card>)[0]?.componentStack).toContain('Anonymous');
  });

  test('ends where Raw begins', () => {
    const json = { tag: 'form', elements: [{ tag: 'hr', element_id: '1' }] };
    expect(issuesOf(<Card>{<Raw json={json} />}</Card>)[0]?.componentStack).toEqual([
      'Raw',
      'Card',
    ]);
  });
});

describe('the source', () => {
  test('is the file, line and column of the innermost component', () => {
    const card = (
      <Card>
        <Toolbar>
          <Divider id="not an id" />
        </Toolbar>
      </Card>
    );
    expect(issuesOf(card)).toMatchObject([{ source: placeOf('<Divider id="not an id" />') }]);
  });

  test('is known of every component around it, beside the names', () => {
    const outer = <Card>{<Send />}</Card>;
    const [issue] = issuesOf(outer);
    expect(issue?.componentStack).toEqual(['Button', 'Send', 'Card']);
    expect(issue?.sources).toEqual([
      placeOf("<Button size={'huge' as never}>a</Button>"),
      { ...placeOf('const outer = <Card>{<Send />}</Card>;'), column: 26 },
      { ...placeOf('const outer = <Card>{<Send />}</Card>;'), column: 19 },
    ]);
  });

  test('is inside the component that made the mistake', () => {
    expect(issuesOf(<Card>{<Send />}</Card>)).toMatchObject([
      { source: placeOf("<Button size={'huge' as never}>a</Button>") },
    ]);
  });

  test('is that of a text in a prop', () => {
    const card = (
      <Card>
        <Div text={<PlainText textSize={7 as never}>a</PlainText>} />
      </Card>
    );
    expect(issuesOf(card)).toMatchObject([
      { source: placeOf('<PlainText textSize={7 as never}>a</PlainText>') },
    ]);
  });

  test('is the nearest one around where the innermost has none', () => {
    const library = jsx(Button, { size: 'huge' });
    const card = (
      <Card>
        <Toolbar data-here="">{library}</Toolbar>
      </Card>
    );
    expect(issuesOf(card)).toMatchObject([
      {
        componentStack: ['Button', 'Column', 'ColumnSet', 'Toolbar', 'Card'],
        source: placeOf('<Column>{children}</Column>'),
        sources: [undefined, ...Array(4).fill({ file: expect.stringMatching(THIS_FILE) })].map(
          (source) => source && expect.objectContaining(source),
        ),
      },
    ]);
  });

  test('is in the message', () => {
    const card = (
      <Card>
        <Markdown textAlign={'middle' as never} />
      </Card>
    );
    const { line, column } = placeOf("<Markdown textAlign={'middle' as never} />");
    const place = `test/card/render-source.test.tsx:${line}:${column}`;
    expect(() => larkx.render(card)).toThrow(`\n  at <Markdown> (${place})\n`);
    expect(() => larkx.render(card)).toThrow(/^ {2}in Card \(.*:\d+:\d+\)$/m);
  });
});

describe('a card compiled for production', () => {
  async function compiled(source: string): Promise<CardElement> {
    const { code } = await transform(source, {
      loader: 'tsx',
      format: 'cjs',
      jsx: 'automatic',
      jsxImportSource: 'larkx',
    });
    const modules: Record<string, object> = { larkx, 'larkx/jsx-runtime': jsxRuntime };
    const module = { exports: {} as { card: CardElement } };
    new Function('require', 'module', 'exports', code)(
      (name: string) => modules[name],
      module,
      module.exports,
    );
    return module.exports.card;
  }

  const SOURCE = `
    import { Button, Card, Header, Markdown } from 'larkx';
    const Send = () => <Button size="SIZE" behaviors={[{ type: 'callback', value: { a: 1 } }]}>Send</Button>;
    export const card = (
      <Card widthMode="fill">
        <Header title="t" />
        <>
          <Markdown key="a">a {1}</Markdown>
          <Send />
        </>
      </Card>
    );
  `;

  test('is rendered to the same JSON', async () => {
    const card = await compiled(SOURCE.replace('SIZE', 'small'));
    const Small = () => (
      <Button size="small" behaviors={[{ type: 'callback', value: { a: 1 } }]}>
        Send
      </Button>
    );
    expect(larkx.render(card)).toStrictEqual(
      larkx.render(
        <Card widthMode="fill">
          <Header title="t" />
          <Markdown key="a">a {1}</Markdown>
          <Small />
        </Card>,
      ),
    );
  });

  test('has the component stack in its issues, and no lines', async () => {
    const [issue, ...others] = issuesOf(await compiled(SOURCE.replace('SIZE', 'huge')));
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ code: 'enum', componentStack: ['Button', 'Send', 'Card'] });
    expect(issue).not.toHaveProperty('source');
    expect(issue).not.toHaveProperty('sources');
  });
});
