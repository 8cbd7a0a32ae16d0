import type { Action, CardJson, CardKit, CardKitErrorInit } from 'larkx/cardkit';
import { CardKitError, createClient, createCustomBot } from 'larkx/cardkit';
import { DEFAULT_KNOBS, PROFILES, type Profile } from 'larkx/emulator';
import { type RunningEmulator, startEmulator } from 'larkx/emulator/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canBefall, FAULT_KINDS, type FaultKind } from '../../src/emulator/fault-kinds.js';
import { EMITTED_CODES } from '../../src/emulator/refusal.js';
import { SERVICE_CODES } from '../../src/schema/service-codes.js';
import { APP_ID, APP_SECRET, rejection } from './service.js';

/*
 * Our client in every profile of the emulator, and with both habits of its HTTP statuses: each endpoint, and each error
 * that the emulator has for it, by calls that are really wrong and by faults.
 */

type Name =
  | 'cards.create'
  | 'cards.update'
  | 'cards.settings'
  | 'cards.batchUpdate'
  | 'cards.convertId'
  | 'elements.create'
  | 'elements.update'
  | 'elements.patch'
  | 'elements.content'
  | 'elements.delete'
  | 'messages.send'
  | 'messages.reply'
  | 'messages.patch'
  | 'images.upload'
  | 'customBot.send'
  | 'token';

const WRITES = [
  'cards.update',
  'cards.settings',
  'cards.batchUpdate',
  'elements.create',
  'elements.update',
  'elements.patch',
  'elements.content',
  'elements.delete',
] as const;
type WriteName = (typeof WRITES)[number];
const OTHERS = [
  'cards.create',
  'cards.convertId',
  'messages.send',
  'messages.reply',
  'messages.patch',
  'images.upload',
  'customBot.send',
  'token',
] as const;

/** Lets everything go: what is refused is what the service says. */
const calm = { acquire: async () => {}, penalize() {} };
const BOT = 'a-token-of-a-bot';
const BOT_SECRET = 'a secret of a bot';
const PNG = Buffer.from('iVBORw0KGgo=', 'base64');
const DAY = 24 * 60 * 60 * 1000;

const markdown = (id: string | undefined, content = 'text') => ({
  tag: 'markdown',
  ...(id === undefined ? {} : { element_id: id }),
  content,
});
const cardOf = (elements: readonly object[], config: object = {}) =>
  ({
    schema: '2.0',
    config: { update_multi: true, ...config },
    body: { elements },
  }) as unknown as CardJson;
const STREAMING = cardOf([markdown('a'), { tag: 'hr', element_id: 'line' }], {
  streaming_mode: true,
});

/** What one attempt works with. */
interface World {
  emulator: RunningEmulator;
  client: CardKit;
  /** Of another app. */
  stranger: CardKit;
}

interface Started {
  world: World;
  cardId: string;
  messageId: string;
  /** A number that the card takes. */
  sequence: number;
}

let chats = 0;
const nextChat = () => {
  chats += 1;
  return `oc_${chats}`;
};

/** A card that was sent, in a chat of its own. */
async function sentCard(world: World, card: CardJson = STREAMING): Promise<Started> {
  const { cardId } = await world.client.cards.create(card);
  world.emulator.clock.advance(2000);
  const { messageId } = await world.client.messages.send({ to: nextChat(), card: { cardId } });
  return { world, cardId, messageId, sequence: 10 };
}

/** A message that is a card of its own. */
const sentJson = (world: World, card: CardJson = cardOf([markdown('a')])) =>
  world.client.messages.send({ to: nextChat(), card });

/** A call that succeeds, if nothing goes wrong. */
const WRITE_CALLS: Record<
  WriteName,
  (kit: CardKit, started: Started, over?: Over) => Promise<unknown>
> = {
  'cards.update': (kit, s, over = {}) =>
    kit.cards.update(over.cardId ?? s.cardId, STREAMING, writeOf(s, over)),
  'cards.settings': (kit, s, over = {}) =>
    kit.cards.settings(
      over.cardId ?? s.cardId,
      { config: { summary: { content: 'x' } } },
      writeOf(s, over),
    ),
  'cards.batchUpdate': (kit, s, over = {}) =>
    kit.cards.batchUpdate(
      over.cardId ?? s.cardId,
      [patchOf(over.elementId ?? 'a')],
      writeOf(s, over),
    ),
  'elements.create': (kit, s, over = {}) =>
    kit.elements.create(
      over.cardId ?? s.cardId,
      {
        type: 'insert_after',
        targetElementId: over.elementId ?? 'a',
        elements: [markdown('new')],
      },
      writeOf(s, over),
    ),
  'elements.update': (kit, s, over = {}) =>
    kit.elements.update(
      over.cardId ?? s.cardId,
      over.elementId ?? 'a',
      markdown('a', 'other'),
      writeOf(s, over),
    ),
  'elements.patch': (kit, s, over = {}) =>
    kit.elements.patch(
      over.cardId ?? s.cardId,
      over.elementId ?? 'a',
      { content: 'other' },
      writeOf(s, over),
    ),
  'elements.content': (kit, s, over = {}) =>
    kit.elements.content(
      over.cardId ?? s.cardId,
      over.elementId ?? 'a',
      'text +',
      writeOf(s, over),
    ),
  'elements.delete': (kit, s, over = {}) =>
    kit.elements.delete(over.cardId ?? s.cardId, over.elementId ?? 'a', writeOf(s, over)),
};

interface Over {
  cardId?: string;
  elementId?: string;
  sequence?: number;
  uuid?: string;
}
const writeOf = ({ sequence }: Started, over: Over) => ({
  sequence: over.sequence ?? sequence,
  uuid: over.uuid,
});
const patchOf = (id: string, partial: object = { content: 'other' }): Action =>
  ({
    action: 'partial_update_element',
    params: { element_id: id, partial_element: partial },
  }) as Action;

/** A call of an endpoint that would succeed; what it needs is made before. */
async function soundCall(name: Name, world: World): Promise<() => Promise<unknown>> {
  const { client, emulator } = world;
  switch (name) {
    case 'token':
      return () => freshClient(emulator).cards.create(STREAMING);
    case 'cards.create':
      return () => client.cards.create(STREAMING);
    case 'cards.convertId': {
      const { messageId } = await sentJson(world);
      return () => client.cards.convertId(messageId);
    }
    case 'messages.send': {
      const { cardId } = await client.cards.create(STREAMING);
      emulator.clock.advance(2000);
      return () => client.messages.send({ to: nextChat(), card: { cardId } });
    }
    case 'messages.reply': {
      const { messageId } = await sentJson(world);
      const { cardId } = await client.cards.create(STREAMING);
      emulator.clock.advance(2000);
      return () => client.messages.reply({ messageId, card: { cardId } });
    }
    case 'messages.patch': {
      const { messageId } = await sentJson(world);
      return () => client.messages.patch({ messageId, card: cardOf([markdown('b')]) });
    }
    case 'images.upload':
      return () => client.uploadImage(PNG);
    case 'customBot.send':
      return () => botOf(emulator).send(cardOf([markdown('a')]));
    default: {
      const started = await sentCard(world);
      return () => WRITE_CALLS[name](client, started);
    }
  }
}

const botOf = (emulator: RunningEmulator, { token = BOT, secret = BOT_SECRET } = {}) =>
  createCustomBot({
    url: `${emulator.url}/open-apis/bot/v2/hook/${token}`,
    secret,
    limiter: calm,
    retries: 0,
    now: () => emulator.clock.now(),
  });

const freshClient = (emulator: RunningEmulator, options: object = {}) =>
  createClient({
    appId: APP_ID,
    appSecret: APP_SECRET,
    baseUrl: emulator.url,
    limiter: calm,
    retries: 0,
    now: () => emulator.clock.now(),
    ...options,
  });

/** What a call has to end in. */
interface Expected {
  code: number;
  kind: CardKitErrorInit['kind'];
  /** `business` is 400 or 200, as the service's habit is. */
  status: number | 'business';
  details?: object;
  retryAfterMs?: number;
}

/** An error of which the kind is that of its code. */
const refusal = (
  code: number,
  status: Expected['status'] = 'business',
  details = {},
): Expected => ({
  code,
  kind: SERVICE_CODES[code]!.kind,
  status,
  details,
});

interface Row {
  name: Name;
  what: string;
  /** Knobs under which the emulator has no such error; the call is left out there. */
  unless?: (world: World) => boolean;
  make: (world: World) => Promise<unknown>;
  expected: Expected | ((world: World) => Expected);
}

const violation = (field: string, value: string) => ({
  violations: [{ field, value, description: expect.any(String) }],
});

/* ---- Calls that are wrong ---- */

const manyIds = (count: number) => Array.from({ length: count }, (_, i) => markdown(`e${i}`));
const LONG = 'x'.repeat(65_000);
const TABLE = '|a|b|\n|---|---|\n|1|2|\n\n';
const OLD_DIALECT = { elements: [], config: { update_multi: true } } as unknown as CardJson;

interface WrongCard {
  what: string;
  card: unknown;
  code: number;
  details?: object;
}
/** What no whole card may be. */
const WRONG_CARDS: WrongCard[] = [
  { what: 'another schema', card: { ...STREAMING, schema: '1.0' }, code: 300303 },
  { what: 'no card', card: {}, code: 300307 },
  { what: 'a card that is not shared', card: cardOf([], { update_multi: false }), code: 300302 },
  { what: 'a config of another kind', card: cardOf([], { summary: 'x' }), code: 10002 },
  { what: 'an unknown component', card: cardOf([{ tag: 'nothing' }]), code: 200220 },
  {
    what: 'an id twice',
    card: cardOf([markdown('a'), markdown('a')]),
    code: 300301,
    details: { duplicateId: 'a' },
  },
  {
    what: 'an id that is none',
    card: cardOf([markdown('1-a')]),
    code: 300301,
    details: { malformedId: '1-a' },
  },
  {
    what: 'too many elements',
    card: cardOf(manyIds(201)),
    code: 300305,
    details: { innerLimit: 'elements' },
  },
  {
    what: 'too many bytes',
    card: cardOf([markdown('a', LONG)]),
    code: 200860,
    details: { innerLimit: 'bytes' },
  },
];
const TABLES = cardOf([markdown('a', TABLE.repeat(6))]);
const tooManyTables: Expected = {
  code: 230099,
  kind: 'split',
  status: 'business',
  details: { innerCode: 11310, innerLimit: 'tables' },
};

/** The same faults inside of another code. */
const wrapped = (outer: number, inner: number, kind: Expected['kind'], details = {}): Expected => ({
  code: outer,
  kind,
  status: 'business',
  details: { innerCode: inner, ...details },
});

/** What each write says of an element that is not there. */
const GHOST: Partial<Record<WriteName, number>> = {
  'cards.batchUpdate': 300313,
  'elements.create': 300315,
  'elements.update': 300121,
  'elements.patch': 300313,
  'elements.content': 300313,
  'elements.delete': 300314,
};
const ghost = (code: number) => refusal(code, 'business', { missingId: 'ghost' });

/** A write that is wrong, on a card that was sent. */
const onCard =
  (call: (kit: CardKit, started: Started) => Promise<unknown>, card?: CardJson) =>
  async (world: World) => {
    const started = await sentCard(world, card);
    return call(world.client, started);
  };

const knob = (world: World) => world.emulator.knobs;

const writeRows: Row[] = WRITES.flatMap((name): Row[] => {
  const call = WRITE_CALLS[name];
  const over = (values: Over) => onCard((kit, s) => call(kit, s, values));
  const ofElement = name.startsWith('elements.') && name !== 'elements.create';
  const code = GHOST[name];
  return [
    {
      name,
      what: 'a card that does not exist',
      make: over({ cardId: '404' }),
      expected: refusal(200740),
    },
    {
      name,
      what: 'a card of another app',
      make: async (world) => call(world.stranger, await sentCard(world)),
      expected: refusal(300311),
    },
    {
      name,
      what: 'a card after 14 days',
      make: onCard((kit, s) => {
        s.world.emulator.clock.advance(14 * DAY);
        return call(kit, s);
      }),
      expected: refusal(200750),
    },
    {
      name,
      what: 'a number that is not higher',
      make: onCard(async (kit, s) => {
        await kit.cards.settings(s.cardId, { config: {} }, { sequence: 20 });
        return call(kit, s);
      }),
      expected: refusal(300317),
    },
    { name, what: 'the number 0', make: over({ sequence: 0 }), expected: refusal(300317) },
    {
      name,
      what: 'a number beyond int32',
      make: over({ sequence: 2 ** 31 }),
      expected: (world) =>
        knob(world).sequenceOverflow === 99992402
          ? refusal(99992402, 400, violation('sequence', '2147483648'))
          : refusal(300317),
    },
    {
      name,
      what: 'a number that is none',
      make: over({ sequence: 1.5 }),
      expected: refusal(9499, 400),
    },
    {
      name,
      what: 'a uuid that is too long',
      make: over({ uuid: 'u'.repeat(65) }),
      expected: refusal(99992402, 400, violation('uuid', expect.any(String) as never)),
    },
    {
      name,
      what: 'the id of a card that is too long',
      make: over({ cardId: '7'.repeat(21) }),
      expected: refusal(99992402, 400, violation('card_id', '7'.repeat(21))),
    },
    {
      name,
      what: 'a uuid that was executed',
      unless: (world) => knob(world).uuidReplay !== 200770,
      make: onCard(async (kit, s) => {
        const uuid = `u-${s.cardId}`;
        await kit.cards.settings(s.cardId, { config: {} }, { sequence: 5, uuid });
        return call(kit, s, { uuid });
      }),
      expected: refusal(200770),
    },
    {
      name,
      what: 'a card that was not sent',
      unless: (world) => knob(world).writesBeforeSend === 'accepted',
      make: async (world) => {
        const { cardId } = await world.client.cards.create(STREAMING);
        return call(world.client, { world, cardId, messageId: '', sequence: 5 });
      },
      expected: refusal(300120),
    },
    ...(code === undefined
      ? []
      : [
          {
            name,
            what: 'an element that is not there',
            make: over({ elementId: 'ghost' }),
            expected: ghost(code),
          },
        ]),
    ...(ofElement
      ? [
          {
            name,
            what: 'the id of an element that is too long',
            make: over({ elementId: 'e'.repeat(21) }),
            expected: refusal(99992402, 400, violation('element_id', 'e'.repeat(21))),
          },
        ]
      : []),
  ];
});

const batch = (...actions: object[]) =>
  onCard((kit, s) => kit.cards.batchUpdate(s.cardId, actions as never, { sequence: s.sequence }));
const adding = (elements: object[], card?: CardJson) =>
  onCard(
    (kit, s) =>
      kit.elements.create(
        s.cardId,
        { type: 'append', elements: elements as never },
        { sequence: s.sequence },
      ),
    card,
  );
const patching = (partial: object) =>
  onCard((kit, s) => kit.elements.patch(s.cardId, 'a', partial as never, { sequence: s.sequence }));
const updating = (element: object) =>
  onCard((kit, s) =>
    kit.elements.update(s.cardId, 'a', element as never, { sequence: s.sequence }),
  );
const streaming = (id: string, text: string, card?: CardJson, waitMs = 0) =>
  onCard((kit, s) => {
    s.world.emulator.clock.advance(waitMs);
    return kit.elements.content(s.cardId, id, text, { sequence: s.sequence });
  }, card);
const setting = (settings: object) =>
  onCard((kit, s) => kit.cards.settings(s.cardId, settings, { sequence: s.sequence }));
const patchAction = (id: string, partial: object) => patchOf(id, partial);
const deleteAction = (...ids: string[]) => ({
  action: 'delete_elements',
  params: { element_ids: ids },
});
const tooLong = refusal(200860, 'business', { innerLimit: 'bytes' });

const LEGACY = cardOf([{ tag: 'note', elements: [] }]);
const legacy = wrapped(230099, 200861, 'fatal', { path: expect.any(String) });

const operationRows: Row[] = [
  {
    name: 'cards.create',
    what: 'a component of the older dialect',
    make: ({ client }) => client.cards.create(LEGACY),
    expected: legacy,
  },
  {
    name: 'cards.update',
    what: 'a component of the older dialect',
    make: onCard((kit, s) => kit.cards.update(s.cardId, LEGACY, { sequence: s.sequence })),
    expected: legacy,
  },
  ...WRONG_CARDS.flatMap(({ what, card, code, details }): Row[] => {
    const expected = refusal(code, 'business', details);
    return [
      {
        name: 'cards.create',
        what,
        make: ({ client }) => client.cards.create(card as never),
        expected,
      },
      {
        name: 'cards.update',
        what,
        make: onCard((kit, s) =>
          kit.cards.update(s.cardId, card as never, { sequence: s.sequence }),
        ),
        expected,
      },
    ];
  }),
  {
    name: 'cards.create',
    what: 'a card without a body',
    unless: (world) => knob(world).missingBody === 'accepted',
    make: ({ client }) => client.cards.create({ schema: '2.0' }),
    expected: refusal(200610),
  },
  {
    name: 'cards.create',
    what: 'too many tables',
    make: ({ client }) => client.cards.create(TABLES),
    expected: tooManyTables,
  },
  {
    name: 'cards.create',
    what: 'an unknown template',
    make: ({ client }) => client.cards.create({ templateId: 'nobody' }),
    expected: refusal(200220),
  },
  {
    name: 'cards.create',
    what: 'a template without its variable',
    make: ({ client }) => client.cards.create({ templateId: 'AAq1' }),
    expected: wrapped(230099, 200732, 'fatal'),
  },
  {
    name: 'cards.update',
    what: 'too many tables',
    make: onCard((kit, s) => kit.cards.update(s.cardId, TABLES, { sequence: s.sequence })),
    expected: tooManyTables,
  },
  {
    name: 'cards.settings',
    what: 'a summary of another kind',
    make: setting({ config: { summary: 'x' } }),
    expected: refusal(300122),
  },
  {
    name: 'cards.settings',
    what: 'settings that are too long',
    make: setting({ config: { summary: { content: 'x'.repeat(100_000) } } }),
    expected: refusal(99992402, 400, violation('settings', expect.any(String) as never)),
  },
  {
    name: 'cards.batchUpdate',
    what: 'a deletion of nothing',
    make: batch(deleteAction('ghost')),
    expected: (world) => ghost(knob(world).batchDeleteMissing),
  },
  {
    name: 'cards.batchUpdate',
    what: 'a replacement of nothing',
    make: batch({
      action: 'update_element',
      params: { element_id: 'ghost', element: markdown('ghost') },
    }),
    expected: ghost(300121),
  },
  {
    name: 'cards.batchUpdate',
    what: 'an addition of an id that is there',
    make: batch({ action: 'add_elements', params: { type: 'append', elements: [markdown('a')] } }),
    expected: wrapped(300315, 300301, 'resync', { duplicateId: 'a' }),
  },
  {
    name: 'cards.batchUpdate',
    what: 'another tag',
    make: batch(patchAction('a', { tag: 'hr' })),
    expected: refusal(300312),
  },
  {
    name: 'cards.batchUpdate',
    what: 'settings of another kind',
    make: batch({
      action: 'partial_update_setting',
      params: { settings: { config: { summary: 'x' } } },
    }),
    expected: refusal(300122),
  },
  {
    name: 'cards.batchUpdate',
    what: 'too many bytes',
    make: batch(patchAction('a', { content: LONG })),
    expected: tooLong,
  },
  {
    name: 'cards.batchUpdate',
    what: 'an action that does not exist',
    unless: (world) => !knob(world).strictActions,
    make: batch({ action: 'move', params: {} }),
    expected: refusal(10002),
  },
  {
    name: 'cards.batchUpdate',
    what: 'no action',
    unless: (world) => knob(world).emptyBatch === 'accepted',
    make: batch(),
    expected: refusal(10002),
  },
  {
    name: 'elements.create',
    what: 'an id that is there',
    make: adding([markdown('a')]),
    expected: wrapped(300315, 300301, 'resync', { duplicateId: 'a' }),
  },
  {
    name: 'elements.create',
    what: 'too many elements',
    make: adding([markdown('x'), markdown('y')], cardOf(manyIds(199))),
    expected: wrapped(300315, 300305, 'split', { innerLimit: 'elements' }),
  },
  {
    name: 'elements.create',
    what: 'too many bytes',
    make: adding([markdown('x', LONG)]),
    expected: wrapped(300315, 200860, 'split', { innerLimit: 'bytes' }),
  },
  {
    name: 'elements.create',
    what: 'too many tables',
    make: adding([markdown('x', TABLE.repeat(6))]),
    expected: wrapped(300315, 11310, 'split', { innerLimit: 'tables' }),
  },
  {
    name: 'elements.create',
    what: 'an element without a tag',
    make: adding([{ content: 'x' }]),
    expected: wrapped(300315, 200220, 'fatal'),
  },
  {
    name: 'elements.update',
    what: 'too many bytes',
    make: updating(markdown('a', LONG)),
    expected: tooLong,
  },
  {
    name: 'elements.update',
    what: 'an element without a tag',
    make: updating({ content: 'x' }),
    expected: refusal(200220),
  },
  {
    name: 'elements.update',
    what: 'an id that is there',
    make: updating(markdown('line')),
    expected: refusal(300301, 'business', { duplicateId: 'line' }),
  },
  {
    name: 'elements.patch',
    what: 'another tag',
    make: patching({ tag: 'hr' }),
    expected: refusal(300312),
  },
  {
    name: 'elements.patch',
    what: 'too many bytes',
    make: patching({ content: LONG }),
    expected: tooLong,
  },
  {
    name: 'elements.patch',
    what: 'too many tables',
    make: patching({ content: TABLE.repeat(6) }),
    expected: tooManyTables,
  },
  {
    name: 'elements.content',
    what: 'a card that does not stream',
    make: streaming('a', 'x', cardOf([markdown('a')])),
    expected: refusal(300309),
  },
  {
    name: 'elements.content',
    what: 'a card that has streamed for ten minutes',
    make: streaming('a', 'x', STREAMING, 10 * 60 * 1000),
    expected: refusal(200850),
  },
  {
    name: 'elements.content',
    what: 'an element that is no text',
    make: streaming('line', 'x'),
    expected: refusal(300310),
  },
  {
    name: 'elements.content',
    what: 'too many bytes',
    make: streaming('a', LONG),
    expected: tooLong,
  },
  {
    name: 'elements.content',
    what: 'no text',
    make: streaming('a', ''),
    expected: refusal(99992402, 400, violation('content', '')),
  },
];

/** Withdraws a message, which our client does not do. */
async function recall({ emulator }: World, messageId: string): Promise<void> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const granted = await fetch(`${emulator.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    ...post,
    body: JSON.stringify({ app_id: APP_ID, app_secret: APP_SECRET }),
  });
  const { tenant_access_token: token } = (await granted.json()) as any;
  await fetch(`${emulator.url}/open-apis/im/v1/messages/${messageId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
}

/** Sending and answering take the same cards. */
const sendingRows: Row[] = (['messages.send', 'messages.reply'] as const).flatMap((name): Row[] => {
  const post = async (world: World, card: unknown, kit = world.client, uuid?: string) => {
    if (name === 'messages.send') {
      return kit.messages.send({ to: nextChat(), card: card as never, uuid });
    }
    const { messageId } = await sentJson(world);
    return kit.messages.reply({ messageId, card: card as never, uuid });
  };
  const row = (what: string, card: unknown, expected: Expected): Row => ({
    name,
    what,
    make: (world) => post(world, card),
    expected,
  });
  return [
    row('an unknown entity', { cardId: '404' }, wrapped(230099, 11310, 'retry')),
    row('an unknown template', { templateId: 'nobody' }, wrapped(230099, 200380, 'fatal')),
    row(
      'a template without its variable',
      { templateId: 'AAq1' },
      wrapped(230099, 200732, 'fatal'),
    ),
    row('another schema', { ...STREAMING, schema: '3.0' }, wrapped(230099, 300303, 'fatal')),
    row('an unknown component', cardOf([{ tag: 'nothing' }]), wrapped(230099, 200621, 'fatal')),
    row(
      'an id twice',
      cardOf([markdown('a'), markdown('a')]),
      wrapped(230099, 300301, 'resync', { duplicateId: 'a' }),
    ),
    row(
      'too many elements',
      cardOf(manyIds(201)),
      wrapped(230099, 300305, 'split', { innerLimit: 'elements' }),
    ),
    row('too many tables', TABLES, tooManyTables),
    row(
      'too many bytes',
      cardOf([markdown('a', LONG)]),
      refusal(230025, 'business', { innerLimit: 'bytes' }),
    ),
    {
      name,
      what: 'an entity that was sent',
      make: async (world) => post(world, { cardId: (await sentCard(world)).cardId }),
      expected: wrapped(230099, 200780, 'fatal'),
    },
    {
      name,
      what: 'an entity of another app',
      make: async (world) => {
        const { cardId } = await world.client.cards.create(STREAMING);
        world.emulator.clock.advance(2000);
        return post(world, { cardId }, world.stranger);
      },
      expected: wrapped(230099, 300311, 'gone'),
    },
    {
      name,
      what: 'an entity after 14 days',
      make: async (world) => {
        const { cardId } = await world.client.cards.create(STREAMING);
        world.emulator.clock.advance(14 * DAY);
        return post(world, { cardId });
      },
      expected: wrapped(230099, 200750, 'gone'),
    },
    {
      name,
      what: 'an entity that is too new',
      unless: (world) => knob(world).createVisibilityMs === 0,
      make: async (world) => {
        if (name === 'messages.reply') {
          const { messageId } = await sentJson(world);
          const card = await world.client.cards.create(STREAMING);
          return world.client.messages.reply({ messageId, card });
        }
        return post(world, await world.client.cards.create(STREAMING));
      },
      expected: wrapped(230099, 11310, 'retry'),
    },
    {
      name,
      what: 'a uuid that is too long',
      make: (world) => post(world, STREAMING, world.client, 'u'.repeat(51)),
      expected: refusal(99992402, 400, violation('uuid', 'u'.repeat(51))),
    },
  ];
});

const messageRows: Row[] = [
  ...sendingRows,
  {
    name: 'messages.send',
    what: 'a receiver that is none',
    make: ({ client }) => client.messages.send({ to: 'a@', card: STREAMING }),
    expected: refusal(99992351, 400),
  },
  {
    name: 'messages.send',
    what: 'a user without an id',
    make: ({ client }) => client.messages.send({ to: { userId: '' }, card: STREAMING }),
    expected: refusal(99992402, 400, violation('receive_id', '')),
  },
  {
    name: 'messages.reply',
    what: 'an unknown message',
    make: ({ client }) => client.messages.reply({ messageId: 'om_404', card: STREAMING }),
    expected: refusal(99992354, 400),
  },
  {
    name: 'messages.reply',
    what: 'a message that was recalled',
    make: async (world) => {
      const { messageId } = await sentJson(world);
      await recall(world, messageId);
      return world.client.messages.reply({ messageId, card: STREAMING });
    },
    expected: refusal(230011),
  },
  ...(
    [
      ['an unknown template', { templateId: 'nobody' }, wrapped(230099, 200380, 'fatal')],
      [
        'a card that is not shared',
        cardOf([], { update_multi: false }),
        wrapped(230099, 300302, 'fatal'),
      ],
      ['another dialect', OLD_DIALECT, wrapped(230099, 200800, 'fatal')],
      ['an unknown component', cardOf([{ tag: 'nothing' }]), wrapped(230099, 200621, 'fatal')],
      ['too many tables', TABLES, tooManyTables],
      [
        'too many bytes',
        cardOf([markdown('a', LONG)]),
        refusal(230025, 'business', { innerLimit: 'bytes' }),
      ],
    ] as [string, never, Expected][]
  ).map(
    ([what, card, expected]): Row => ({
      name: 'messages.patch',
      what,
      make: async (world) => {
        const { messageId } = await sentJson(world);
        return world.client.messages.patch({ messageId, card });
      },
      expected,
    }),
  ),
  {
    name: 'messages.patch',
    what: 'an unknown message',
    make: ({ client }) => client.messages.patch({ messageId: 'om_404', card: STREAMING }),
    expected: refusal(99992354, 400),
  },
  {
    name: 'messages.patch',
    what: 'a message of another app',
    make: async (world) => {
      const { messageId } = await sentJson(world);
      return world.stranger.messages.patch({ messageId, card: STREAMING });
    },
    expected: refusal(230027),
  },
  {
    name: 'messages.patch',
    what: 'a message that was recalled',
    make: async (world) => {
      const { messageId } = await sentJson(world);
      await recall(world, messageId);
      return world.client.messages.patch({ messageId, card: STREAMING });
    },
    expected: refusal(230011),
  },
  {
    name: 'messages.patch',
    what: 'a message after 14 days',
    make: async (world) => {
      const { messageId } = await sentJson(world);
      world.emulator.clock.advance(14 * DAY);
      return world.client.messages.patch({ messageId, card: STREAMING });
    },
    expected: refusal(230031),
  },
  {
    name: 'messages.patch',
    what: 'a message that shows an entity',
    unless: (world) => knob(world).imPatchEntity === 'accepted',
    make: onCard((kit, { messageId }) => kit.messages.patch({ messageId, card: STREAMING })),
    expected: refusal(230001),
  },
  {
    name: 'cards.convertId',
    what: 'an unknown message',
    make: ({ client }) => client.cards.convertId('om_404'),
    expected: refusal(99992354, 400),
  },
  {
    name: 'cards.convertId',
    what: 'no message',
    make: ({ client }) => client.cards.convertId('m'.repeat(51)),
    expected: refusal(99992402, 400, violation('message_id', 'm'.repeat(51))),
  },
  {
    name: 'cards.convertId',
    what: 'a message of another app',
    make: async (world) => world.stranger.cards.convertId((await sentJson(world)).messageId),
    expected: refusal(300311),
  },
  {
    name: 'cards.convertId',
    what: 'a card of the older dialect',
    make: async (world) =>
      world.client.cards.convertId((await sentJson(world, OLD_DIALECT)).messageId),
    expected: refusal(300303),
  },
];

const otherRows: Row[] = [
  {
    name: 'images.upload',
    what: 'an empty image',
    make: ({ client }) => client.uploadImage(new Uint8Array()),
    expected: refusal(234010),
  },
  {
    name: 'images.upload',
    what: 'what is no image',
    make: ({ client }) => client.uploadImage(Buffer.from('no image')),
    expected: refusal(234011),
  },
  {
    name: 'images.upload',
    what: 'an image that is too large',
    make: ({ client }) => client.uploadImage(Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)])),
    expected: refusal(234006),
  },
  {
    name: 'customBot.send',
    what: 'a bot that does not exist',
    make: ({ emulator }) => botOf(emulator, { token: 'nobody-by-this-name' }).send(cardOf([])),
    expected: refusal(19001, 200),
  },
  {
    name: 'customBot.send',
    what: 'a wrong signature',
    make: ({ emulator }) => botOf(emulator, { secret: 'another secret' }).send(cardOf([])),
    expected: refusal(19021, 200),
  },
  {
    name: 'token',
    what: 'a wrong secret',
    make: ({ emulator }) =>
      freshClient(emulator, { appSecret: 'another secret' }).cards.create(STREAMING),
    expected: refusal(10015, 200),
  },
];

const ROWS: readonly Row[] = [...writeRows, ...operationRows, ...messageRows, ...otherRows];

/* ---- What goes wrong on purpose ---- */

const isWrite = (name: Name): name is WriteName => (WRITES as readonly string[]).includes(name);
const ALL: readonly Name[] = [...WRITES, ...OTHERS];

/** What our client makes of a fault; `undefined` is a success. */
function expectedOf(kind: FaultKind, name: Name): Expected | undefined {
  const unknown = isWrite(name) ? 'resync' : 'retry';
  switch (kind) {
    case 'drop-before':
    case 'drop-after':
    case 'reset-before':
    case 'reset-after':
      return { code: 0, kind: unknown, status: 0, details: {} };
    case 'truncated':
    case 'not-json':
      return { code: 0, kind: unknown, status: 200, details: {} };
    case '429':
      return { ...refusal(99991400, 429, { rateLimit: 50 }), retryAfterMs: 3000 };
    case '99991400':
      return { ...refusal(99991400, 400, { rateLimit: 50 }), retryAfterMs: 3000 };
    case '2200':
      return refusal(2200, 500);
    case '230020':
      return refusal(230020);
    case '200810':
      return refusal(200810);
    case 'stale-token':
      return isWrite(name)
        ? { code: 99991663, kind: 'retry', status: 400, details: {} }
        : undefined;
    case 'card-not-visible':
      return wrapped(230099, 11310, 'retry');
    case 'element-not-visible':
      return refusal(GHOST[name as WriteName]!, 'business', { missingId: 'a' });
    case 'drift':
      return refusal(300317);
    default:
      return undefined;
  }
}

/** A refusal by each endpoint whose HTTP status is the service's habit; those of a custom bot have but one. */
const HABITUAL: Record<Exclude<Name, 'token'>, [what: string, code: number]> = {
  ...(Object.fromEntries(
    WRITES.map((name) => [name, ['a card that does not exist', 200740]]),
  ) as Record<WriteName, [string, number]>),
  'cards.create': ['another schema', 300303],
  'cards.convertId': ['a card of the older dialect', 300303],
  'messages.send': ['an unknown entity', 230099],
  'messages.reply': ['an unknown entity', 230099],
  'messages.patch': ['an unknown template', 230099],
  'images.upload': ['an empty image', 234010],
  'customBot.send': ['a bot that does not exist', 19001],
};

async function expectError(made: Promise<unknown>, expected: Expected, world: World, what: string) {
  const error = await rejection(made);
  expect(error, what).toBeInstanceOf(CardKitError);
  const { code, kind, details } = expected;
  const status =
    expected.status === 'business' ? knob(world).httpStatusForBusinessErrors : expected.status;
  const { code: found, kind: foundKind, status: foundStatus } = error;
  expect(
    { code: found, kind: foundKind, status: foundStatus },
    `${what}: ${error.message}`,
  ).toEqual({
    code,
    kind,
    status,
  });
  expect(error.details, what).toEqual(details ?? {});
  expect(error.retryAfterMs, what).toBe(expected.retryAfterMs);
  expect(error.advice, what).toMatch(/^[A-Z].*\.$/);
  expect(error.logId === '', `${what}: the log id of an answer`).toBe(status === 0);
}

const TEMPLATES = { AAq1: { card: cardOf([markdown('a', `\${name}`)]) } };

describe.each(Object.keys(PROFILES) as Profile[])('in the profile %s', (profile) => {
  describe.each([200, 400] as const)('that refuses with HTTP %i', (status) => {
    const habit = { httpStatusForBusinessErrors: status };
    const common = { profile, templates: TEMPLATES, appSecret: APP_SECRET, now: () => 1.8e12 };
    const running: RunningEmulator[] = [];
    /** Any app; one app without a scope; one with the service's rates. */
    let world: World;
    let guarded: RunningEmulator;
    let limited: World;

    const worldOf = (emulator: RunningEmulator): World => ({
      emulator,
      client: freshClient(emulator),
      stranger: freshClient(emulator, { appId: 'cli_somebody_else' }),
    });

    beforeAll(async () => {
      const start = async (options: object) => {
        const emulator = await startEmulator({ ...common, ...options });
        running.push(emulator);
        return emulator;
      };
      const calmKnobs = { ...habit, rateLimits: false };
      const customBots = { [BOT]: { secret: BOT_SECRET } };
      world = worldOf(await start({ knobs: calmKnobs, customBots }));
      guarded = await start({ knobs: calmKnobs, appId: APP_ID, scopes: [] });
      limited = worldOf(await start({ knobs: habit, customBots }));
    });
    afterAll(async () => {
      for (const emulator of running) await emulator.close();
    });

    describe.each(ALL)('%s', (name) => {
      const rows = ROWS.filter((row) => row.name === name);

      it('is refused with what is wrong about it', async () => {
        for (const { what, unless, make, expected } of rows) {
          if (unless?.(world)) continue;
          const wanted = typeof expected === 'function' ? expected(world) : expected;
          await expectError(make(world), wanted, world, what);
        }
      });

      it('meets every fault', async () => {
        for (const kind of FAULT_KINDS) {
          if (!canBefall(kind, name) || /^(http|5xx|delay)/.test(kind)) continue;
          const call = await soundCall(name, world);
          world.emulator.faults.add({
            on: name,
            kind,
            ...(kind.startsWith('drop') ? { delayMs: 5 } : {}),
            ...(kind === '429' || kind === '99991400' ? { retryAfterMs: 3000 } : {}),
            ...(kind === 'drift' ? { change: (card: CardJson) => card } : {}),
          });
          const expected = expectedOf(kind, name);
          if (expected) await expectError(call(), expected, world, kind);
          else await call();
          expect(world.emulator.faults.seen.at(-1), kind).toMatchObject({ kind, on: name });
        }
      });

      it.each(['5xx-before', '5xx-after'] as const)(
        'meets %s in each of its forms',
        async (kind) => {
          const call = await soundCall(name, world);
          world.emulator.faults.add({ on: name, kind, times: 3 });
          const unknown = {
            code: 0,
            kind: isWrite(name) ? 'resync' : 'retry',
            details: {},
          } as const;
          await expectError(call(), refusal(2200, 500), world, kind);
          await expectError(call(), { ...unknown, status: 502 }, world, kind);
          await expectError(call(), { ...unknown, status: 503 }, world, kind);
        },
      );

      it('succeeds when its answer is late', async () => {
        const call = await soundCall(name, world);
        world.emulator.faults.add({ on: name, kind: 'delay', delayMs: 5 });
        await call();
      });

      it.skipIf(name === 'token').each([200, 400] as const)(
        'is refused alike with HTTP %i, whatever the habit',
        async (other) => {
          const [what, code] = HABITUAL[name as Exclude<Name, 'token'>];
          const { make, expected } = rows.find((row) => row.what === what)!;
          // The fault befalls the next call, and the row may need others of this endpoint before.
          world.emulator.faults.add({
            on: name,
            kind: other === 200 ? 'http-200' : 'http-400',
            times: Number.POSITIVE_INFINITY,
          });
          const wanted = {
            ...(expected as Expected),
            status: name === 'customBot.send' ? 200 : other,
          };
          expect(wanted.code).toBe(code);
          await expectError(make(world), wanted, world, what);
          world.emulator.faults.clear();
        },
      );

      it.skipIf(name === 'customBot.send')(
        'is refused without a right or a good token',
        async () => {
          const card = cardOf([markdown('a')]);
          if (name === 'token') {
            const client = freshClient(guarded, { appId: 'cli_somebody_else' });
            await expectError(client.cards.create(card), refusal(10014, 200), world, 'another app');
            return;
          }
          const started = { world, cardId: '7', messageId: 'om_1', sequence: 1 };
          const calls: Record<
            Exclude<(typeof OTHERS)[number], 'token' | 'customBot.send'>,
            (kit: CardKit) => Promise<unknown>
          > = {
            'cards.create': (kit) => kit.cards.create(card),
            'cards.convertId': (kit) => kit.cards.convertId('om_1'),
            'messages.send': (kit) => kit.messages.send({ to: 'oc_1', card }),
            'messages.reply': (kit) => kit.messages.reply({ messageId: 'om_1', card }),
            'messages.patch': (kit) => kit.messages.patch({ messageId: 'om_1', card }),
            'images.upload': (kit) => kit.uploadImage(PNG),
          };
          const call = (kit: CardKit) =>
            isWrite(name)
              ? WRITE_CALLS[name](kit, started)
              : calls[name as keyof typeof calls](kit);
          const scopes = { scopes: [expect.stringMatching(/^(cardkit|im):/)] };
          await expectError(
            call(freshClient(guarded)),
            refusal(99991672, 400, scopes),
            world,
            'scope',
          );

          const provided = (token: string, prefix = '') =>
            createClient({
              tokenProvider: async () => ({ token, expire: 7200 }),
              baseUrl: world.emulator.url + prefix,
              limiter: calm,
              retries: 0,
            });
          const kind = isWrite(name) ? 'retry' : 'fatal';
          const noToken: Expected = { code: 99991671, kind, status: 400, details: {} };
          await expectError(call(provided('x-no-token')), noToken, world, 'no token');
          const unknown: Expected = { code: 99991663, kind: 'retry', status: 400, details: {} };
          await expectError(call(provided('t-unknown-token')), unknown, world, 'unknown token');
          const astray = provided('t-unknown-token', '/prefix');
          await expectError(call(astray), refusal(99991201, 404), world, 'another path');
        },
      );

      it.skipIf(name === 'token')('is refused when it comes too often', async () => {
        const { emulator, client } = limited;
        emulator.clock.advance(120_000);
        const throttled = (rateLimit: number, seconds: number): Expected => ({
          ...refusal(99991400, 429, { rateLimit }),
          retryAfterMs: seconds * 1000,
        });
        const tooMany = async (times: number, call: () => Promise<unknown>, expected: Expected) => {
          for (let i = 0; i < times; i++) await call().catch(() => {});
          await expectError(call(), expected, limited, 'too often');
        };
        if (isWrite(name)) {
          const started = await sentCard(limited, cardOf([markdown('a')]));
          const { cardRateCode } = emulator.knobs;
          // A card that streams may be free of the limit.
          const quiet = cardOf([markdown('a')]);
          const call = () => {
            started.sequence += 1;
            if (name !== 'cards.update') return WRITE_CALLS[name](client, started);
            return client.cards.update(started.cardId, quiet, { sequence: started.sequence });
          };
          const byCode = {
            99991400: throttled(10, 1),
            230020: refusal(230020),
            2200: refusal(2200, 500),
          };
          await tooMany(10, call, byCode[cardRateCode]);
        } else if (name === 'messages.send') {
          const send = () => client.messages.send({ to: 'oc_busy', card: STREAMING });
          await tooMany(5, send, refusal(230020));
        } else if (name === 'messages.reply') {
          const { messageId } = await sentJson(limited);
          emulator.clock.advance(1000);
          const reply = () => client.messages.reply({ messageId, card: STREAMING });
          await tooMany(5, reply, refusal(230020));
        } else if (name === 'messages.patch') {
          const { messageId } = await sentJson(limited);
          const patch = () => client.messages.patch({ messageId, card: STREAMING });
          await tooMany(5, patch, refusal(230020));
        } else if (name === 'customBot.send') {
          const send = () => botOf(emulator).send(cardOf([]));
          await tooMany(5, send, { code: 9499, kind: 'retry', status: 400, details: {} });
        } else {
          const calls = {
            'cards.create': () => client.cards.create(STREAMING),
            'cards.convertId': () => client.cards.convertId('om_404'),
            'images.upload': () => client.uploadImage(PNG),
          };
          await tooMany(50, calls[name as keyof typeof calls], throttled(50, 1));
        }
      });
    });
  });
});

/** What the emulator says that our client cannot be told, and why. */
const NEVER_HEARD = new Map<number, string>([
  [10003, 'an app without an id or a secret makes no client'],
  [11246, 'a card for a custom bot is checked before'],
  [11311, 'the delayed update of a callback is no method'],
  [19002, 'a message of a custom bot is always a card'],
  [100000, 'the delayed update of a callback is no method'],
  [100030, 'the delayed update of a callback is no method'],
  [200000, 'the delayed update of a callback is no method'],
  [200310, 'the delayed update of a callback is no method'],
  [200320, 'the delayed update of a callback is no method'],
  [230026, 'withdrawing a message is no method'],
  [230110, 'withdrawing a message is no method'],
  [234001, 'an upload always has its fields'],
  [300020, 'the delayed update of a callback is no method'],
  [300030, 'the delayed update of a callback is no method'],
  [300040, 'the delayed update of a callback is no method'],
  [99991301, 'every method of HTTP is the right one'],
  [99991661, 'every request has its token'],
]);

it('leaves out nothing that the emulator can say', () => {
  const worlds = Object.values(PROFILES).map(
    (knobs) => ({ emulator: { knobs: { ...DEFAULT_KNOBS, ...knobs } } }) as unknown as World,
  );
  const heard = new Set<number>([9499, 10014, 99991201, 99991400, 99991663, 99991671, 99991672]);
  const hear = ({ code, details }: Expected) => {
    heard.add(code);
    const { innerCode } = (details ?? {}) as { innerCode?: number };
    if (innerCode !== undefined) heard.add(innerCode);
  };
  for (const { expected } of ROWS) {
    for (const one of worlds) hear(typeof expected === 'function' ? expected(one) : expected);
  }
  for (const kind of FAULT_KINDS) {
    for (const name of ALL) {
      const expected = canBefall(kind, name) ? expectedOf(kind, name) : undefined;
      if (expected) hear(expected);
    }
  }
  expect(EMITTED_CODES.filter((code) => !heard.has(code))).toEqual([...NEVER_HEARD.keys()]);
});
