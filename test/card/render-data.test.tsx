import { Button, Card, Column, ColumnSet, Divider, Raw, render } from 'larkx';
import { afterEach, describe, expect, test } from 'vitest';
import { codesOf, issuesOf } from '../components/issues-of.js';

const press = (value: any) => (
  <Card>
    <Button behaviors={[{ type: 'callback', value }]}>a</Button>
  </Card>
);
const sent = (value: any) => (render(press(value)) as any).body.elements[0].behaviors[0].value;
const AT = '/body/elements/0/behaviors/0/value';

describe('the value of a callback', () => {
  test('is left alone: names, nulls, tags and ids in it', () => {
    const value = {
      camelCase: { innerName: 1, snake_case: [null, { streamingMode: true }] },
      tag: 'button',
      element_id: 'not an id',
      elementId: 'lx1',
      title: { zh_cn: 'a' },
      text: '',
      columns: [{ tag: 'column' }],
    };
    expect(sent(value)).toStrictEqual(value);
  });

  test('does not count: ids and names in it clash with nothing', () => {
    const value = { element_id: 'same', tag: 'hr', name: 'n', value: { element_id: 'same' } };
    expect(() =>
      render(
        <Card>
          <Divider id="same" />
          {press(value).props.children as never}
        </Card>,
      ),
    ).not.toThrow();
  });

  test('may hold one object in two places', () => {
    const shared = { a: 1 };
    expect(sent({ one: shared, two: [shared] })).toStrictEqual({
      one: { a: 1 },
      two: [{ a: 1 }],
    });
  });

  test('may come without a prototype', () => {
    expect(sent(Object.assign(Object.create(null), { a: 1 }))).toStrictEqual({ a: 1 });
  });

  test('leaves undefined members out', () => {
    expect(sent({ a: undefined, b: { c: undefined } })).toStrictEqual({ b: {} });
  });

  class Point {
    x = 1;
  }
  function named() {}

  test.each([
    ['a date', new Date(0), 'an instance of Date'],
    ['a map', new Map(), 'an instance of Map'],
    ['an instance of a class', new Point(), 'an instance of Point'],
    ['a function', named, 'the function named'],
    ['NaN', Number.NaN, 'NaN'],
    ['Infinity', Number.POSITIVE_INFINITY, 'Infinity'],
    ['a bigint', 1n, 'a bigint'],
    ['a symbol', Symbol('a'), 'a symbol'],
  ])('is JSON: it holds no %s', (_, found, says) => {
    expect(issuesOf(press({ list: [0, { 'at/here~': found }] }))).toMatchObject([
      {
        code: 'type',
        path: `${AT}/list/1/at~1here~0`,
        message: expect.stringContaining(`found ${says}, which is not JSON`),
      },
    ]);
  });

  test('is JSON: it has no hole in an array', () => {
    expect(codesOf(press({ list: [1, undefined] }))).toEqual([`type ${AT}/list/1`]);
  });

  test('is JSON: it holds no cycle', () => {
    const value: any = { inner: { list: [] } };
    value.inner.list.push(value.inner);
    expect(issuesOf(press(value))).toMatchObject([
      {
        path: `${AT}/inner/list/0`,
        message: expect.stringContaining('a reference to an object around it'),
      },
    ]);
  });

  test('holds no element', () => {
    expect(codesOf(press({ label: <Divider /> }))).toEqual([`type ${AT}/label`]);
  });

  test('names everything that is wrong with it', () => {
    expect(codesOf(press({ a: 1n, b: [() => 1], c: 'fine' }))).toEqual([
      `type ${AT}/a`,
      `type ${AT}/b/0`,
    ]);
  });
});

describe('a value that is no JSON', () => {
  test.each([
    ['a boolean prop', <Button disabled={new Date() as never} />, '/body/elements/0/disabled'],
    [
      'a number prop',
      <ColumnSet>
        <Column weight={Number.NaN} />
      </ColumnSet>,
      '/body/elements/0/columns/0/weight',
    ],
    ['an id', <Divider id={Symbol('a') as never} />, '/body/elements/0/element_id'],
    ['an object prop', <Button confirm={new Map() as never} />, '/body/elements/0/confirm'],
    ['Raw', <Raw json={{ tag: 'hr', a: { b: 1n } } as never} />, '/body/elements/0/a/b'],
  ])('is reported once, at its place: %s', (_, element, path) => {
    expect(codesOf(<Card>{element}</Card>)).toEqual([`type ${path}`]);
  });
});

describe('a key named __proto__', () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"a": 1}}');

  afterEach(() => {
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('is data in a callback value', () => {
    const value = sent(hostile);
    expect(JSON.stringify(value)).toBe(JSON.stringify(hostile));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value.polluted).toBeUndefined();
  });

  test('is a field like others in extra and in Raw', () => {
    const card = render(
      <Card extra={hostile}>
        <Divider extra={hostile} />
        <Raw json={{ tag: 'hr', ...hostile }} />
      </Card>,
    ) as any;
    for (const object of [card, ...card.body.elements]) {
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect(Object.hasOwn(object, '__proto__')).toBe(true);
    }
  });

  test('merges into nothing but its own object', () => {
    const nested = JSON.parse('{"config": {"__proto__": {"polluted": true}}}');
    const { config } = render(<Card streamingMode extra={nested} />) as any;
    expect(config.polluted).toBeUndefined();
    expect(JSON.stringify(config)).toBe('{"streaming_mode":true,"__proto__":{"polluted":true}}');
  });

  test('is an unknown prop, also in an object', () => {
    const props = JSON.parse('{"__proto__": {"id": "a"}}');
    expect(codesOf(<Card>{<Divider {...props} />}</Card>)).toEqual([
      'field-unknown /body/elements/0/__proto__',
    ]);
    const confirm = JSON.parse('{"__proto__": {}, "title": "a", "text": "b"}');
    expect(codesOf(<Card>{<Button confirm={confirm} />}</Card>)).toEqual([
      'field-unknown /body/elements/0/confirm/__proto__',
    ]);
  });

  test('is a name of its own among sizes and colours', () => {
    const color = JSON.parse('{"__proto__": {"lightMode": "rgba(0,0,0,1)"}}');
    const { config } = render(<Card style={{ color }} />) as any;
    expect(JSON.stringify(config.style.color)).toBe('{"__proto__":{"light_mode":"rgba(0,0,0,1)"}}');
  });

  test('is no behaviour', () => {
    const behaviors = [{ type: '__proto__' }, { type: 'constructor' }] as never;
    expect(codesOf(<Card>{<Button behaviors={behaviors} />}</Card>)).toEqual([
      'enum /body/elements/0/behaviors/0/type',
      'enum /body/elements/0/behaviors/1/type',
    ]);
  });
});
