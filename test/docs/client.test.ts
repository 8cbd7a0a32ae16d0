import { CardKitError, type createClient } from 'larkx/cardkit';
import { createEmulator } from 'larkx/emulator';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { rateLimitsOf } from '../../src/cardkit/rate-limits.js';
import { errorDetails } from '../../src/schema/error-details.js';
import { SERVICE_CODES } from '../../src/schema/service-codes.js';
import { deadLinks, programsWithOutput, rowsBelow, textOf } from './pages.js';
import { mistakes, programs, run } from './run.js';

const PAGE = 'docs/client.md';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the programs of the page on the client', () => {
  const found = programsWithOutput(PAGE);

  it('all say what they print', () => {
    expect(found.map(({ code }) => code)).toEqual(programs(PAGE));
    expect(found).toHaveLength(8);
  });

  test.each(found.map((one, i) => [i, one] as const))(
    'number %i prints what stands below it',
    async (i, { code, output }) => {
      vi.spyOn(console, 'info').mockImplementation(() => {});
      const printed = await run(code, `client-${i}`);
      expect(`${printed.join('\n')}\n`).toBe(output);
    },
    60_000,
  );

  it('compile', () => {
    expect(mistakes([PAGE])).toEqual([]);
  }, 60_000);
});

describe('the page on the client', () => {
  it('has no link that leads nowhere', () => {
    expect(deadLinks(PAGE)).toEqual([]);
  });

  it('lists the methods of a client', () => {
    const { cards, elements, messages, uploadImage } = createEmulator().cardkit;
    const names = Object.entries({ cards, elements, messages }).flatMap(([group, methods]) =>
      Object.keys(methods).map((name) => `${group}.${name}`),
    );
    const listed = rowsBelow(PAGE, ['method', 'what']).map(
      ([call]) => /^[\w.]+/.exec(call ?? '')?.[0],
    );
    expect(listed.sort()).toEqual([...names, uploadImage.name].sort());
  });

  it('lists the limits of rates with their defaults', () => {
    const listed = rowsBelow(PAGE, ['rateLimits', 'default', 'the service takes']);
    expect(Object.fromEntries(listed.map(([name, value]) => [name, Number(value)]))).toEqual(
      rateLimitsOf(),
    );
  });

  it('lists the kinds of errors', () => {
    const kinds = new Set(Object.values(SERVICE_CODES).map(({ kind }) => kind));
    expect(rowsBelow(PAGE, ['kind', 'meaning']).map(([kind]) => kind)).toEqual(
      expect.arrayContaining([...kinds]),
    );
    expect(rowsBelow(PAGE, ['kind', 'meaning'])).toHaveLength(kinds.size);
  });

  it('lists the members of an error', () => {
    const error = new CardKitError({ code: 300317, status: 200, message: '' });
    const own = Object.keys(error).filter((name) => name !== 'name');
    expect(
      rowsBelow(PAGE, ['member', 'what'])
        .map(([name]) => name)
        .sort(),
    ).toEqual(own.sort());
  });

  it('lists the details of an error', () => {
    const all = [
      errorDetails(300313, 'ErrMsg: not find elementID : log; '),
      errorDetails(300301, 'ElementID a: Code 1001; ElementID b: Code 1002'),
      errorDetails(230099, 'ext=ErrCode: 300305; ErrMsg: unknown property "x"; ErrPath: ROOT; '),
      errorDetails(99991672, 'required: [im:message]'),
      errorDetails(99992402, '', {
        violations: [{ field: 'a', value: '', description: '' }],
        rateLimit: 50,
      }),
    ];
    const names = new Set(all.flatMap((details) => Object.keys(details)));
    expect(
      rowsBelow(PAGE, ['details', 'what'])
        .map(([name]) => name)
        .sort(),
    ).toEqual([...names].sort());
  });

  it('lists options that the client knows', () => {
    const listed = rowsBelow(PAGE, ['option', 'what', 'default']).flatMap(([names = '']) =>
      names.split(', '),
    );
    // A compile error here is an option that is listed no more, or that is new.
    const known: { [K in Exclude<AllOptions, 'now'>]: true } = {
      appId: true,
      appSecret: true,
      tokenProvider: true,
      tenantKey: true,
      baseUrl: true,
      retries: true,
      limiter: true,
      rateLimits: true,
      timeoutMs: true,
      connectTimeoutMs: true,
      responseTimeoutMs: true,
      agent: true,
      https: true,
      onCall: true,
    };
    expect(listed.sort()).toEqual(Object.keys(known).sort());
    expect(textOf(PAGE)).toContain('https://open.larksuite.com');
  });
});

type OptionsOf<T> = T extends unknown ? keyof T : never;
type AllOptions = OptionsOf<Parameters<typeof createClient>[0]>;
