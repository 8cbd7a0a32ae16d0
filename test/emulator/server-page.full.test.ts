import { type RunningEmulator, startEmulator } from 'larkx/emulator/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CardJson } from '../../src/schema/call.js';
import type { JsonObject } from '../../src/schema/json.js';
import { launchChromium } from '../support/chromium.js';
import { cardOf, md } from './setup.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const browser: Browser | undefined = await launchChromium();
const inBrowser = test.skipIf(!browser);

const plain = (content: string) => ({ tag: 'plain_text', content });
const callback = (value: JsonObject) => [{ type: 'callback', value }];

let emulator: RunningEmulator;
let page: Page;
/** What the page complained about, its policy included. */
let errors: string[];

async function open(onCallback: (payload: any) => Promise<unknown>): Promise<void> {
  emulator = await startEmulator({ onCallback });
  page = await browser!.newPage({ viewport: { width: 1200, height: 900 } });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  await page.goto(emulator.url);
}

async function send(card: CardJson): Promise<string> {
  const { cardId } = await emulator.cardkit.cards.create(card);
  await emulator.cardkit.messages.send({ to: 'ou_reader', card: { cardId } });
  return cardId;
}

beforeEach(() => {
  errors = [];
});

afterEach(async () => {
  await page?.close();
  await emulator?.close();
});

afterAll(async () => {
  await browser?.close();
});

describe('the page of the emulator', () => {
  inBrowser('clicks a button of a card and shows the toast', async () => {
    const clicked: unknown[] = [];
    await open(async ({ event }) => {
      clicked.push(event);
      return { toast: { type: 'success', content: 'It was <b>approved</b>' } };
    });
    await page.getByText('None yet. A bot').waitFor();
    const go = { tag: 'button', element_id: 'go', text: plain('Approve') };
    const cardId = await send(cardOf([md('a'), { ...go, behaviors: callback({ n: 1 }) }]));
    // It comes by itself.
    await page.getByRole('heading', { name: `Card ${cardId}` }).waitFor();
    await page.getByLabel('Who').fill('ou_ada');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('It was <b>approved</b>', { exact: true }).waitFor();
    expect(clicked).toMatchObject([
      { operator: { open_id: 'ou_ada' }, action: { tag: 'button', value: { n: 1 } } },
    ]);
    expect(errors).toEqual([]);
  });

  inBrowser('fills a form and submits it', async () => {
    let form: unknown;
    await open(async ({ event }) => {
      form = event.action.form_value;
      return {};
    });
    const options = ['annual', 'sick'].map((value) => ({ text: plain(value), value }));
    await send(
      cardOf([
        {
          tag: 'form',
          name: 'leave',
          elements: [
            { tag: 'input', name: 'reason', label: plain('Reason') },
            { tag: 'select_static', name: 'kind', placeholder: plain('Kind'), options },
            { tag: 'date_picker', name: 'day', placeholder: plain('Day') },
            { tag: 'picker_datetime', name: 'at', placeholder: plain('At') },
            {
              tag: 'multi_select_static',
              name: 'many',
              placeholder: plain('Many'),
              required: false,
              options,
            },
            { tag: 'checker', name: 'ok', text: plain('Read') },
            {
              tag: 'button',
              name: 'send',
              text: plain('Send'),
              form_action_type: 'submit',
              behaviors: callback({}),
            },
          ],
        },
      ]),
    );
    const enter = async (label: string, act: () => Promise<unknown>) => {
      await act();
      await page.getByRole('button', { name: new RegExp(`^(Type|Pick): ${label}$`) }).click();
      await page.getByText('It stays on the client').waitFor();
    };
    await enter('Reason', () => page.getByLabel('Reason', { exact: true }).fill('dentist'));
    await enter('Kind', () => page.getByLabel('Kind', { exact: true }).selectOption('sick'));
    await enter('Day', () => page.getByLabel('Day', { exact: true }).fill('2026-01-02'));
    await enter('At', () => page.getByLabel('At', { exact: true }).fill('2026-01-02T03:04'));
    await enter('Many', () =>
      page.getByLabel('Many', { exact: true }).selectOption(['annual', 'sick']),
    );
    await page.getByRole('button', { name: 'Tick or untick: Read' }).click();
    await page.getByText('It stays on the client').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Answered without a toast').waitFor();
    expect(form).toEqual({
      reason: 'dentist',
      kind: 'sick',
      day: '2026-01-02 +0800',
      at: '2026-01-02 03:04 +0800',
      many: ['annual', 'sick'],
      ok: true,
    });
    expect(errors).toEqual([]);
  });

  inBrowser('shows documents, frames and the bodies of calls as text', async () => {
    await open(async () => ({}));
    const cardId = await send(cardOf([md('a', '<img src=x onerror=alert(1)>')]));
    for (const [i, text] of ['first', 'second'].entries()) {
      await emulator.cardkit.cards.update(cardId, cardOf([md('a', text)]), { sequence: i + 1 });
    }
    await page.locator('#document', { hasText: 'second' }).waitFor();
    const { frames } = emulator.cards.get(cardId)!;
    await page.getByLabel('Frame').fill(String(frames.length - 2));
    await page.locator('#document', { hasText: 'first' }).waitFor();
    await page.getByRole('button', { name: 'Body of call 0' }).click();
    await page.locator('tr.body', { hasText: '<img src=x onerror=alert(1)>' }).waitFor();
    await page.getByRole('button', { name: 'Body of call 0' }).click();
    expect(await page.locator('tr.body').count()).toBe(0);
    expect(await page.locator('img').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  inBrowser('asks for what is new, and shows each call once', async () => {
    await open(async () => ({}));
    const asked: URL[] = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    const [first, second] = [await send(cardOf([md('a', 'one')])), await send(cardOf([md('a')]))];
    await page.getByRole('heading', { name: `Card ${second}` }).waitFor();
    await page.getByRole('button', { name: first }).click();
    await page.locator('#document', { hasText: 'one' }).waitFor();
    await emulator.cardkit.cards.update(first, cardOf([md('a', 'two')]), { sequence: 1 });
    await page.locator('#document', { hasText: 'two' }).waitFor();
    expect(await page.locator('#calls tr').count()).toBe(5);
    const last = asked.filter(({ pathname }) => pathname === '/emulator/state').at(-1);
    expect(last?.searchParams.get('only')).toBe(first);
    expect(Number(last?.searchParams.get('since'))).toBeGreaterThanOrEqual(4);
    expect(errors).toEqual([]);
  });

  inBrowser('picks nothing that nobody has picked', async () => {
    await open(async () => ({}));
    const options = ['annual', 'sick'].map((value) => ({ text: plain(value), value }));
    const behaviors = callback({});
    const pick = { tag: 'select_static', element_id: 'kind', placeholder: plain('Kind') };
    await send(cardOf([{ ...pick, options, behaviors } as any]));
    await page.getByRole('button', { name: 'Pick: Kind' }).click();
    await page.locator('#seen .bad', { hasText: 'takes option' }).waitFor();
    await page.getByLabel('Kind', { exact: true }).selectOption('sick');
    await page.getByRole('button', { name: 'Pick: Kind' }).click();
    await page.getByText('Answered without a toast').waitFor();
  });

  inBrowser('keeps what is being typed while the card changes', async () => {
    await open(async () => ({}));
    const input = { tag: 'input', element_id: 'in', label: plain('Name') };
    const cardId = await send(cardOf([input]));
    await page.getByLabel('Name', { exact: true }).fill('Ad');
    const go = { tag: 'button', element_id: 'go', text: plain('Go'), behaviors: callback({}) };
    await emulator.cardkit.cards.update(cardId, cardOf([input, go]), { sequence: 1 });
    await page.getByRole('button', { name: 'Go', exact: true }).waitFor();
    await page.keyboard.type('a');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada');
  });

  inBrowser('says that the emulator is gone, and shows the error of a click', async () => {
    await open(async () => {
      throw new Error('broken');
    });
    const go = { tag: 'button', element_id: 'go', text: plain('Go'), behaviors: callback({}) };
    await send(cardOf([go]));
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await page.locator('#seen .bad', { hasText: /^200\d{3} / }).waitFor();
    await emulator.close();
    await page.getByText('The emulator does not answer').waitFor();
  });
});
