import { Button, Card, Div, Divider, Markdown, render } from 'larkx';
import { jsx } from 'larkx/jsx-runtime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setIssueHooks } from '../../src/schema/issue-hooks.js';

beforeEach(() => {
  setIssueHooks({ onWarning: undefined });
});
afterEach(() => {
  setIssueHooks({ onWarning: () => {} });
  vi.restoreAllMocks();
});

const listen = () => vi.spyOn(console, 'warn').mockImplementation(() => {});

describe('a card in development', () => {
  test('says its warnings on the console, in the words of an error', () => {
    const warn = listen();
    const card = (
      <Card>
        <Divider extra={{ future: 1 }} />
      </Card>
    );
    render(card);
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0]?.[0]).toMatch(
      /^\[larkx\] field-unknown: <Divider>: future is not known [^\n]*\n {2}at <Divider> \(test\/card\/issue-warnings\.test\.tsx:\d+:\d+\)\n[\s\S]* {2}path: \/body\/elements\/0\/future$/,
    );
  });

  test('says each place once, however often it is rendered', () => {
    const warn = listen();
    const Row = () => <Divider extra={{ other: 1, another: 1 }} />;
    const card = () => (
      <Card>
        <Row />
        <Row />
      </Card>
    );
    render(card());
    render(card());
    expect(warn.mock.calls.map(([text]) => /: (\w+) is not known/.exec(text)?.[1])).toEqual([
      'other',
      'another',
    ]);
    render(
      <Card>
        <Divider extra={{ other: 1 }} />
      </Card>,
    );
    expect(warn).toHaveBeenCalledTimes(3);
  });

  test('says nothing while it is refused: errors come first', () => {
    const warn = listen();
    const card = (
      <Card>
        <Divider extra={{ later: 1 }} />
        <Button size={'huge' as never}>a</Button>
      </Card>
    );
    expect(() => render(card)).toThrow('enum');
    expect(warn).not.toHaveBeenCalled();
  });

  test('says nothing where nothing is wrong', () => {
    const warn = listen();
    render(
      <Card>
        <Markdown>**a**</Markdown>
      </Card>,
    );
    expect(warn).not.toHaveBeenCalled();
  });

  test('tells whoever listens in the place of the console', () => {
    const warn = listen();
    const heard = vi.fn();
    setIssueHooks({ onWarning: heard });
    render(<Card>{<Div>**heard**</Div>}</Card>);
    expect(heard).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'markdown-in-text', severity: 'warning' }),
    );
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('a card compiled for production', () => {
  test('says nothing, and nothing is looked for', () => {
    const warn = listen();
    const heard = vi.fn();
    setIssueHooks({ onWarning: heard });
    render(jsx(Card, { children: jsx(Div, { children: '**a**', extra: { future: 1 } }) }));
    expect(heard).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  });

  test('says nothing although parts of it were compiled for development', () => {
    const warn = listen();
    render(jsx(Card, { children: <Div>**part**</Div> }));
    expect(warn).not.toHaveBeenCalled();
  });
});
