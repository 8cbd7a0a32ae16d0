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

const submitOf = (name: string, form_action_type: string) => ({
  tag: 'button',
  name,
  text: plain(name),
  form_action_type,
});

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
    await page.locator('#seen').getByText('Answered without a toast').waitFor();
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

  inBrowser('submits what is in the boxes, and shows what the reader entered before', async () => {
    let form: unknown;
    await open(async ({ event }) => {
      form = event.action.form_value;
      return {};
    });
    const options = ['annual', 'sick'].map((value) => ({ text: plain(value), value }));
    const required = { required: true };
    const cardId = await send(
      cardOf([
        {
          tag: 'form',
          name: 'leave',
          elements: [
            { tag: 'input', name: 'reason', label: plain('Reason'), ...required },
            { tag: 'input', name: 'note', label: plain('Note'), max_length: 5 },
            { tag: 'select_static', name: 'kind', placeholder: plain('Kind'), options },
            { tag: 'checker', name: 'ok', text: plain('Read') },
            { ...submitOf('send', 'submit'), behaviors: callback({}) },
            submitOf('clear', 'reset'),
          ],
        },
      ]),
    );
    const at = { cardId, operator: { openId: 'ou_ada' } };
    await emulator.interact({ ...at, name: 'kind', option: 'annual' });
    await emulator.interact({ ...at, name: 'ok', checked: true });
    await page.getByLabel('Who').fill('ou_ada');
    await page.getByLabel('Who').press('Enter');
    await page.getByText('checker, ticked').waitFor();
    expect(await page.getByLabel('Kind', { exact: true }).inputValue()).toBe('0');
    await page.locator('p.row', { hasText: 'Reason' }).getByText('required').waitFor();

    await page.getByRole('button', { name: 'send' }).click();
    await page.getByText('required and empty: reason', { exact: true }).waitFor();
    await page.getByLabel('Reason', { exact: true }).fill('dentist');
    await page.getByLabel('Note', { exact: true }).fill('too long');
    await page.getByLabel('Kind', { exact: true }).selectOption('sick');
    await page.getByRole('button', { name: 'send' }).click();
    await page.getByText('at most 5 characters').first().waitFor();
    expect(form).toBeUndefined();
    await page.getByLabel('Note', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'send' }).click();
    await page.locator('#seen').getByText('Answered without a toast').waitFor();
    expect(form).toEqual({ reason: 'dentist', note: 'short', kind: 'sick', ok: true });

    await page.getByLabel('Note', { exact: true }).fill('other');
    await page.getByRole('button', { name: 'clear' }).click();
    await page.getByText('checker, not ticked').waitFor();
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('');
    expect(errors).toEqual([]);
  });

  inBrowser('tells cards apart by their words, and opens the newest entity', async () => {
    await open(async () => ({}));
    const titled = { ...cardOf([md('a')]), header: { title: plain('Release 7') } };
    const first = await send(titled);
    await page.getByRole('heading', { name: `Card ${first}: Release 7` }).waitFor();
    const go = { tag: 'button', text: plain('Go'), behaviors: callback({}) };
    await fetch(`${emulator.url}/open-apis/bot/v2/hook/one`, {
      method: 'POST',
      body: JSON.stringify({ msg_type: 'interactive', card: cardOf([md('b', '## Night'), go]) }),
    });
    await page.reload();
    await page.getByRole('heading', { name: `Card ${first}` }).waitFor();
    await page.getByRole('button', { name: /^Night om_/ }).click();
    await page.getByText('A custom bot has no callbacks.').waitFor();
    expect(await page.getByRole('button', { name: 'Go', exact: true }).count()).toBe(0);
    expect(await page.locator('#cards').innerText()).toContain('ou_reader');
    expect(errors).toEqual([]);
  });

  inBrowser('lists clicks with what came of them, and says why calls were refused', async () => {
    await open(async () => 'words');
    const go = { tag: 'button', element_id: 'go', text: plain('Go'), behaviors: callback({}) };
    const cardId = await send(cardOf([go]));
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    const click = page.locator('#clicks tr').first();
    await click.getByText(/^200672 /).waitFor();
    await page.getByRole('button', { name: 'Callback and answer of click 0' }).click();
    await page.locator('tr.body', { hasText: 'card.action.trigger' }).waitFor();
    await emulator.cardkit.cards
      .update(cardId, cardOf([go]), { sequence: 0 })
      .catch(() => undefined);
    await page.locator('#calls .why', { hasText: 'the first one of this card is 1' }).waitFor();
    expect(errors).toEqual([]);
  });

  inBrowser('fits a narrow window', async () => {
    await open(async () => ({}));
    await page.setViewportSize({ width: 420, height: 800 });
    const go = { tag: 'button', element_id: 'go', text: plain('Go'), behaviors: callback({}) };
    await send(cardOf([md('a', 'x'.repeat(200)), go]));
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await page.locator('#seen').getByText('Answered without a toast').waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(420);
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
    await page.getByRole('button', { name: 'Body and answer of call 0' }).click();
    await page.locator('tr.body', { hasText: '<img src=x onerror=alert(1)>' }).waitFor();
    await page.getByRole('button', { name: 'Body and answer of call 0' }).click();
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
    await page.locator('#seen').getByText('Answered without a toast').waitFor();
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
