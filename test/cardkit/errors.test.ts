import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CardKit, CardKitError } from 'larkx/cardkit';
import { describe, expect, it } from 'vitest';
import { serviceCodesTable } from '../../scripts/reference/service-codes.js';
import { ADVICE } from '../../src/schema/advice.js';
import { SERVICE_CODES } from '../../src/schema/service-codes.js';
import { root } from '../house/repository.js';
import { clientOf, json, rejection, startService } from './service.js';

const write = { sequence: 1 };
const card = { schema: '2.0' } as const;
const endpoints: [string, (client: CardKit) => Promise<unknown>][] = [
  ['cards.create', (c) => c.cards.create(card)],
  ['cards.update', (c) => c.cards.update('7', card, write)],
  ['cards.settings', (c) => c.cards.settings('7', {}, write)],
  ['cards.batchUpdate', (c) => c.cards.batchUpdate('7', [], write)],
  ['cards.convertId', (c) => c.cards.convertId('om_1')],
  ['cards.send', (c) => c.cards.send('7', [{ type: 'replace', card }], { sequence: 0 })],
  ['elements.create', (c) => c.elements.create('7', { type: 'append', elements: [] }, write)],
  ['elements.update', (c) => c.elements.update('7', 'a', { tag: 'hr' }, write)],
  ['elements.patch', (c) => c.elements.patch('7', 'a', {}, write)],
  ['elements.content', (c) => c.elements.content('7', 'a', 'x', write)],
  ['elements.delete', (c) => c.elements.delete('7', 'a', write)],
  ['messages.send', (c) => c.messages.send({ to: 'oc_1', card })],
  ['messages.reply', (c) => c.messages.reply({ messageId: 'om_1', card })],
  ['messages.patch', (c) => c.messages.patch({ messageId: 'om_1', card })],
  ['uploadImage', (c) => c.uploadImage(new Uint8Array([1]))],
];

type Row = [code: number, message: string, kind: string, details: object];

/** What the service was seen to say, by CardKit and by messaging. */
const words: Row[] = [
  [10002, 'invalid request parameter', 'fatal', {}],
  [200220, 'ErrMsg: failed to generate card content; ', 'fatal', {}],
  [200510, 'ErrMsg: card streaming timeout; ', 'reopen', {}],
  [200740, 'ErrMsg: card entity not exist; ', 'gone', {}],
  [200750, 'ErrMsg: card entity expired; ', 'gone', {}],
  [200770, 'ErrMsg: UUID conflict; ', 'resync', {}],
  [200810, 'ErrMsg: card in ongoing interaction; ', 'retry', {}],
  [200850, 'ErrMsg: card streaming timeout; ', 'reopen', {}],
  [200860, 'ErrMsg: card content exceeds limit; ', 'split', { innerLimit: 'bytes' }],
  [300120, 'internal error', 'retry', {}],
  [300121, 'ErrMsg: not find elementID : tools_6; ', 'resync', { missingId: 'tools_6' }],
  [300122, 'ErrMsg: unknown property ttl', 'fatal', {}],
  [300301, 'ErrMsg: ElementID x: Code 1001: Duplicate ID; ', 'resync', { duplicateId: 'x' }],
  [300301, 'ErrMsg: ElementID a-b: Code 1002: format error; ', 'resync', { malformedId: 'a-b' }],
  [300302, 'ErrMsg: update_multi is false; ', 'fatal', {}],
  [300303, 'ErrMsg: only card schema 2.0 is supported; ', 'fatal', {}],
  [300305, 'ErrMsg: element exceeds the limit; ', 'split', { innerLimit: 'elements' }],
  [300307, 'ErrMsg: card dsl is empty; ', 'fatal', {}],
  [300309, 'ErrMsg: streaming mode is closed; ', 'reopen', {}],
  [300310, 'ErrMsg: only text can be updated; ', 'fatal', {}],
  [300311, 'ErrMsg: no permission; ', 'gone', {}],
  [300312, 'ErrMsg: the tag can not be changed; ', 'fatal', {}],
  [300313, 'ErrMsg: not find elementID : tools_6; ', 'resync', { missingId: 'tools_6' }],
  [300314, 'ErrMsg: not find elementID : tools_6; ', 'resync', { missingId: 'tools_6' }],
  [300315, 'ErrMsg: not find elementID : tools_6; ', 'resync', { missingId: 'tools_6' }],
  [
    300315,
    'ErrMsg: msg: [element exceeds the limit], code: 300305; ',
    'split',
    { innerCode: 300305, innerLimit: 'elements' },
  ],
  [
    300315,
    'ErrMsg: msg: [ElementID x: Code 1001: Duplicate ID], code: 300301; ',
    'resync',
    { innerCode: 300301, duplicateId: 'x' },
  ],
  [
    300315,
    "ErrMsg: msg: [unknown property 'icon'], code: 200861; ",
    'fatal',
    { innerCode: 200861, unknownProperty: 'icon' },
  ],
  [300317, 'ErrMsg: sequence number compare failed; ', 'resync', {}],
  [
    230099,
    'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card table number over limit; ErrorValue: table; ',
    'split',
    { innerCode: 11310, innerLimit: 'tables' },
  ],
  [
    230099,
    'Failed to create card content, ext=ErrCode: 11310; ErrMsg: element exceeds the limit; ',
    'split',
    { innerCode: 11310, innerLimit: 'elements' },
  ],
  [
    230099,
    'Failed to create card content, ext=ErrCode: 11310; ErrMsg: cardid is invalid; ',
    'retry',
    { innerCode: 11310 },
  ],
  [
    230099,
    'Failed to create card content, ext=ErrCode: 200780; ErrMsg: card binding biz count over limit; ',
    'fatal',
    { innerCode: 200780 },
  ],
  [
    230099,
    'Failed to create card content, ext=ErrCode: 200550; ErrMsg: chart spec; ErrPath: ROOT -> body -> elements -> [2](tag: chart); ',
    'fatal',
    { innerCode: 200550, path: 'ROOT -> body -> elements -> [2](tag: chart)' },
  ],
  [230025, 'the length of the message content reaches its limit', 'split', { innerLimit: 'bytes' }],
  [
    99991672,
    'Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot].',
    'fatal',
    { scopes: ['im:message', 'im:message:send_as_bot'] },
  ],
];

const calm = { acquire: async () => {}, penalize() {} };

describe.each([200, 400])('a refusal at HTTP %i', (status) => {
  it.each(endpoints)('of %s is a CardKitError that says all of it', async (name, call) => {
    let row: Row = [0, '', '', {}];
    const service = await startService((_, response) =>
      json(response, { code: row[0], msg: row[1], data: {} }, status, { 'x-tt-logid': 'log-1' }),
    );
    const client = clientOf(service, { retries: 0, limiter: calm });
    for (row of words) {
      const [code, message, kind, details] = row;
      const error = await rejection(call(client));
      expect(error).toBeInstanceOf(CardKitError);
      expect(error, `${name} ${message}`).toMatchObject({ code, status, kind, logId: 'log-1' });
      expect(error.details).toEqual(details);
      expect(error.message).toBe(`${code}: ${message} (log id log-1)`);
      expect(error.advice).toMatch(/^[A-Z].*\.$/);
      expect(error.sequence).toBe(name === 'cards.send' ? 1 : undefined);
    }
  });

  it('has the kind of its code, whichever that is', async () => {
    let code = 0;
    const service = await startService((_, response) => json(response, { code, msg: '' }, status));
    const client = clientOf(service, { retries: 0, limiter: calm });
    for (const [known, { kind }] of Object.entries(SERVICE_CODES)) {
      code = Number(known);
      const error = await rejection(client.messages.send({ to: 'oc_1', card }));
      expect([error.code, error.kind]).toEqual([code, kind]);
    }
  });
});

describe('the details of an error', () => {
  const errorOf = (code: number, message: string) =>
    new CardKitError({ code, status: 400, message });

  it('name the fields that were refused', async () => {
    const violations = [
      { field: 'sequence', value: '0', description: 'the min value is 1' },
      { field: 'card', value: '', description: 'required' },
    ];
    const service = await startService((_, response) =>
      json(
        response,
        { code: 99992402, msg: 'field validation failed', error: { field_violations: violations } },
        400,
      ),
    );
    const error = await rejection(clientOf(service).elements.delete('7', 'a', write));
    expect(error.details).toEqual({ violations });
  });

  it.each([
    null,
    'words',
    { length: 5 },
    [null, 1, 'x', [], { field: {}, value: [], description: null }],
  ])('take field violations of any form (%j)', async (given) => {
    const service = await startService((_, response) =>
      json(response, { code: 99992402, msg: 'x', error: { field_violations: given, log_id: 5 } }),
    );
    const error = await rejection(clientOf(service).elements.delete('7', 'a', write));
    expect(error).toMatchObject({ code: 99992402, logId: '' });
    const empty = { violations: [{ field: '', value: '', description: '' }] };
    expect(error.details).toEqual(Array.isArray(given) ? empty : {});
  });

  it('are cut where words have no end', () => {
    const long = 'x'.repeat(100_000);
    expect(errorOf(300313, `not find elementID : ${long}; `).details.missingId).toHaveLength(64);
    expect(errorOf(230099, `ErrPath: ${long}; `).details.path).toHaveLength(200);
    expect(errorOf(99991672, `[${'im:x,'.repeat(500)}]`).details.scopes).toHaveLength(20);
    const { details, message, logId } = new CardKitError({
      code: 99992402,
      status: 400,
      message: long,
      logId: long,
      violations: Array.from({ length: 50 }, () => ({
        field: long,
        value: long,
        description: long,
      })),
    });
    expect(details.violations).toHaveLength(20);
    expect(details.violations![0]!.value).toHaveLength(200);
    expect(message.length).toBeLessThan(2500);
    expect(logId).toHaveLength(200);
  });

  it('find the inner code behind words that have no end', () => {
    const error = errorOf(300315, `ErrMsg: msg: [${'x'.repeat(3000)}], code: 300305; `);
    expect(error).toMatchObject({ kind: 'split', details: { innerCode: 300305 } });
    expect(error.message).toMatch(/code: 300305; $/);
  });

  it('say which limit of the rate it was', async () => {
    const service = await startService((_, response) =>
      json(response, { code: 99991400, msg: '' }, 429, {
        'x-ogw-ratelimit-limit': '50',
        'x-ogw-ratelimit-reset': '2',
      }),
    );
    const error = await rejection(clientOf(service).elements.delete('7', 'a', write));
    expect(error).toMatchObject({ retryAfterMs: 2000, details: { rateLimit: 50 } });
  });
});

describe('the advice', () => {
  it('is there for every code of the service, and for no other', () => {
    expect(Object.keys(ADVICE)).toEqual(Object.keys(SERVICE_CODES));
    for (const sentence of Object.values(ADVICE)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  const adviceOf = (code: number, message = '', kind?: 'retry' | 'resync' | 'fatal') =>
    new CardKitError({ code, status: 400, message, kind }).advice;

  it('is about the fault inside a wrapped error', () => {
    const wrapped = 'ErrMsg: msg: [element exceeds the limit], code: 300305; ';
    expect(adviceOf(300315, wrapped)).toBe(adviceOf(300305));
    expect(adviceOf(230099, 'ErrCode: 200780; ErrMsg: x; ')).toBe(adviceOf(200780));
    expect(adviceOf(230099, 'ErrCode: 11310; ErrMsg: cardid is invalid; ')).toMatch(/new card/);
    expect(adviceOf(230099, 'ErrCode: 11310; ErrMsg: card action is lock; ')).toBe(
      adviceOf(200810),
    );
  });

  it('follows from the kind where nobody knows the code, or none came', () => {
    expect(adviceOf(5_000_000)).toMatch(/^Correct the request/);
    expect(adviceOf(0, '', 'resync')).toMatch(/cards\.update/);
    expect(adviceOf(0, '', 'retry')).toMatch(/uuid/);
    expect(adviceOf(9499, 'too many request')).toMatch(/^Try again later/);
    for (const sentence of ['toString', '__proto__', 'constructor']) {
      expect(adviceOf(230099, `ErrCode: ${sentence}; `)).toBe(adviceOf(230099));
    }
  });
});

it('docs/errors.md lists the codes of the service as they are; `npm run docs` writes them', () => {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  expect(page).toContain(serviceCodesTable());
});
