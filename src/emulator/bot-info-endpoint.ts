import type { Endpoint } from './endpoint.js';

/**
 * Who the bot of an app is. The official SDKs ask this first. Nobody has named it here, so that it is called as the app
 * is; its answer has no `data`.
 *
 * @see https://open.feishu.cn/document/client-docs/bot-v3/obtain-bot-info
 */
export const botInfo: Endpoint = {
  name: 'bot.info',
  method: 'GET',
  path: '/open-apis/bot/v3/info',
  answer({ appId }) {
    const bot = {
      // In use.
      activate_status: 2,
      app_name: appId,
      avatar_url: '',
      ip_white_list: [],
      open_id: `ou_bot_${appId}`,
    };
    return { code: 0, msg: 'ok', bot };
  },
};
