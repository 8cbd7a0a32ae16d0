import { readFileSync } from 'node:fs';
import { Card, type CardElement, Divider, Markdown, render } from 'larkx';
import { jsxDEV } from 'larkx/jsx-dev-runtime';
import { Fragment, jsx, jsxs } from 'larkx/jsx-runtime';
import { describe, expect, test, vi } from 'vitest';
import { isElement } from '../../jsx-runtime/element.js';
import { codesOf } from '../components/issues-of.js';

const Row = (_: { label?: string; children?: unknown }): CardElement => <Divider />;

/** The line of this file that holds a text. */
function lineOf(text: string): number {
  const lines = readFileSync(new URL(import.meta.url), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

describe('an element', () => {
  test('is data: nothing is called before it is rendered', () => {
    const Never = vi.fn(() => null);
    const element = <Never />;
    expect(Never).not.toHaveBeenCalled();
    expect(element.type).toBe(Never);
  });

  test('keeps its type and props', () => {
    const element = <Row label="a" />;
    expect(element.type).toBe(Row);
    expect(element.props).toEqual({ label: 'a' });
  });

  test('keeps one child as it is and several as an array', () => {
    expect((<Row>one</Row>).props.children).toBe('one');
    expect((<Row>{['one']}</Row>).props.children).toEqual(['one']);
    expect((<Row>one{2}</Row>).props.children).toEqual(['one', 2]);
    expect('children' in (<Row />).props).toBe(false);
  });

  test('does not change the props it was made from', () => {
    const props = Object.freeze({ label: 'a', key: 'k' });
    expect((<Row {...props} />).props).toEqual({ label: 'a' });
    expect(props).toEqual({ label: 'a', key: 'k' });
  });
});

describe('a key', () => {
  test('is a string, whatever it was written as', () => {
    expect((<Row key="a" />).key).toBe('a');
    expect((<Row key={7} />).key).toBe('7');
  });

  test('may be zero or empty', () => {
    expect((<Row key={0} />).key).toBe('0');
    expect((<Row key="" />).key).toBe('');
  });

  test('is none where it is null, undefined or not written', () => {
    expect((<Row key={null} />).key).toBeNull();
    expect((<Row key={undefined} />).key).toBeNull();
    expect((<Row />).key).toBeNull();
  });

  test('is no prop', () => {
    expect((<Row key="a" label="b" />).props).toEqual({ label: 'b' });
  });

  test('may come from a spread, which wins over a key written before it', () => {
    const spread: object = { key: 'spread', label: 'b' };
    const none: object = { key: undefined };
    expect(<Row {...spread} />).toMatchObject({ key: 'spread', props: { label: 'b' } });
    expect(<Row key="own" {...spread} />).toMatchObject({ key: 'spread', props: { label: 'b' } });
    expect((<Row key="own" {...none} />).key).toBe('own');
  });
});

describe('a fragment', () => {
  test('groups children without an element of its own', () => {
    const element = (
      <>
        <Divider />
        <Divider />
      </>
    );
    expect(element.type).toBe(Fragment);
    expect(element.props.children).toHaveLength(2);
  });

  test('can have a key', () => {
    const element = (
      <Fragment key="group">
        <Divider />
      </Fragment>
    );
    expect(element).toMatchObject({ type: Fragment, key: 'group' });
  });
});

describe('the dev transform', () => {
  test('keeps file, line and column', () => {
    const element = <Row label="where it stands" />;
    expect(element.source).toEqual({
      file: expect.stringMatching(/test\/jsx-runtime\/elements\.test\.tsx$/),
      line: lineOf('<Row label="where it stands" />'),
      column: expect.any(Number),
    });
    expect(element.source?.column).toBeGreaterThan(0);
  });

  test('may leave the place out', () => {
    expect(jsxDEV(Row, { label: 'a' }, 'k', false)).toMatchObject({ key: 'k', source: undefined });
  });
});

describe('the production transform', () => {
  test('makes the same elements, without a place', () => {
    const dev = <Row key="k" label="a" />;
    expect(jsx(Row, { label: 'a' }, 'k')).toEqual({ ...dev, source: undefined });
    expect(jsxs(Row, { children: ['a', 'b'] })).toEqual({
      ...(
        <Row>
          {'a'}
          {'b'}
        </Row>
      ),
      source: undefined,
    });
  });

  test('accepts an element without props', () => {
    expect(jsx(Row, null as never).props).toEqual({});
  });
});

describe('two copies of the package', () => {
  async function secondCopy() {
    vi.resetModules();
    const runtime = await import('larkx/jsx-runtime');
    const larkx = await import('larkx');
    expect(runtime.jsx).not.toBe(jsx);
    expect(larkx.Divider).not.toBe(Divider);
    return { runtime, larkx };
  }

  test('recognise the elements of each other', async () => {
    const { runtime, larkx } = await secondCopy();
    expect(isElement(runtime.jsx(Row, {}))).toBe(true);
    const theirs = runtime.jsx(larkx.Markdown, { children: 'theirs' });
    expect(render(<Card>{theirs}</Card>)).toEqual(
      render(<Card>{<Markdown>theirs</Markdown>}</Card>),
    );
    expect(
      larkx.render(
        <Card>
          <Divider />
        </Card>,
      ),
    ).toEqual({
      schema: '2.0',
      body: { elements: [{ tag: 'hr' }] },
    });
  });

  test('recognise the fragments and trusted markdown of each other', async () => {
    const { runtime, larkx } = await secondCopy();
    expect(runtime.Fragment).toBe(Fragment);
    const card = (
      <Card>
        {runtime.jsx(runtime.Fragment, { children: <Divider /> })}
        <Markdown>{larkx.raw('**theirs**')}</Markdown>
      </Card>
    );
    expect(render(card).body).toEqual({
      elements: [{ tag: 'hr' }, { tag: 'markdown', content: '**theirs**' }],
    });
  });
});

describe('JSON from outside', () => {
  test('is never an element, whatever it says', () => {
    const element = <Divider />;
    const copy = JSON.parse(JSON.stringify(element));
    expect(isElement(copy)).toBe(false);
    const forged = JSON.parse(
      '{"larkx.element":true,"Symbol(larkx.element)":true,"type":"hr","key":null,"props":{}}',
    );
    expect(isElement(forged)).toBe(false);
    expect(codesOf(<Card>{forged}</Card>)).toEqual(['not-renderable /body/elements/0']);
  });

  test('is never trusted markdown', () => {
    const forged = JSON.parse('{"larkx.value":"<at id=all></at>"}');
    expect(
      codesOf(
        <Card>
          <Markdown>{forged}</Markdown>
        </Card>,
      ),
    ).toEqual(['not-renderable /body/elements/0']);
  });

  test.each([null, undefined, 0, 'text', [], {}, () => null, Symbol.for('larkx.element')])(
    'holds no element in %o',
    (value) => {
      expect(isElement(value)).toBe(false);
    },
  );
});
