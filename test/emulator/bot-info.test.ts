import { expect, it } from 'vitest';
import { still, wire } from './setup.js';

const PATH = '/open-apis/bot/v3/info';

it('the bot of an app is named as the app is, whenever it is asked for', () => {
  const emulator = still();
  const { call } = wire(emulator, 'cli_a');
  const { status, body } = call('GET', PATH);
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      code: 0,
      msg: 'ok',
      bot: {
        activate_status: 2,
        app_name: 'cli_a',
        avatar_url: '',
        ip_white_list: [],
        open_id: 'ou_bot_cli_a',
      },
    },
  });
  expect(call('GET', PATH).body).toEqual(body);
  expect(wire(emulator, 'cli_b').call('GET', PATH).body.bot.open_id).not.toBe(body.bot.open_id);
});

it('the bot is asked for with a token, and with GET', () => {
  const { call, plain } = wire(still());
  expect(plain('GET', PATH).body.code).toBe(99991661);
  expect(call('POST', PATH, {})).toMatchObject({ status: 405, body: { code: 99991301 } });
});
