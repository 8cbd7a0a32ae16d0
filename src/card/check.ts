import { card as cardDefinition } from '../../components/containers/card.js';
import { BY_TAG } from '../../components/definitions.js';
import { ICON_TOKENS } from '../../components/display/icon-tokens.js';
import {
  type Issue,
  isObject,
  jsonBytes,
  MAX_CARD_BYTES,
  MAX_CUSTOM_BOT_BYTES,
  MIN_CLIENT,
  pointer,
  WARN_CARD_BYTES,
} from '../schema/index.js';
import { orderIssues } from '../schema/issue-order.js';
import { reportFaults } from './json-faults.js';
import { collectInto, type Report, show } from './report.js';
import { eachObject } from './tree.js';
import { olderThan, verify } from './verify.js';

export interface CheckOptions {
  /** The oldest client the card is meant for, such as `7.20`; newer fields are warned about. */
  minClient?: string | undefined;
  /** What sends the card. A custom bot has 20 KB, no callbacks and no streaming. @default "cardkit" */
  target?: 'cardkit' | 'custom-bot' | undefined;
}

/**
 * Checks any card, rendered or written by hand, against the rules of Card JSON 2.0, and returns every issue, the most useful first.
 * Errors are what the service refuses; warnings are doubtful, legacy or without effect.
 *
 * Takes anything: what is no JSON at all is an issue as well.
 */
export function check(card: unknown, options: CheckOptions = {}): Issue[] {
  const minClient = versionOf(options.minClient);
  const issues: Issue[] = [];
  const report = collectInto(issues);
  if (!reportFaults(card, report)) return orderIssues(issues);
  if (minClient && olderThan(minClient, MIN_CLIENT)) {
    report({
      code: 'client-version',
      path: '',
      message: `<Card>: clients before ${MIN_CLIENT} show its header only; it is meant for ${minClient} on`,
      severity: 'warning',
    });
  }
  verify(
    card,
    {
      root: cardDefinition,
      definition: (tag) => BY_TAG.get(tag),
      tags: [...BY_TAG.keys()],
      icons: ICON_TOKENS,
      owner: () => undefined,
      advice: true,
      // Where nothing of the card is shown, it does not matter what else an old client lacks.
      minClient: minClient && olderThan(minClient, MIN_CLIENT) ? MIN_CLIENT : minClient,
    },
    report,
  );
  if (options.target === 'custom-bot') checkCustomBot(card, report);
  else checkBytes(card, report);
  return orderIssues(issues);
}

function versionOf(minClient: string | undefined): string | undefined {
  if (minClient === undefined || /^\d+(?:\.\d+)*$/.test(minClient)) return minClient;
  throw new TypeError(`minClient: found ${show(minClient)}; expected a version such as "7.20"`);
}

function checkBytes(card: unknown, report: Report): void {
  const bytes = jsonBytes(card);
  if (bytes <= WARN_CARD_BYTES) return;
  const tooBig = bytes > MAX_CARD_BYTES;
  report({
    code: 'bytes',
    path: '',
    message: `<Card>: found ${bytes} bytes of JSON; allowed: ${MAX_CARD_BYTES}`,
    hint: tooBig ? 'split the card, or shorten its texts' : 'the next text may be one too many',
    severity: tooBig ? 'error' : 'warning',
  });
}

function checkCustomBot(card: unknown, report: Report): void {
  const bytes = jsonBytes({ msg_type: 'interactive', card });
  if (bytes > MAX_CUSTOM_BOT_BYTES) {
    report({
      code: 'bytes',
      path: '',
      message: `<Card>: found a request of ${bytes} bytes; a custom bot may send ${MAX_CUSTOM_BOT_BYTES}`,
      hint: 'shorten the texts, or send the card through an app',
    });
  }
  const config = isObject(card) ? card.config : undefined;
  if (isObject(config) && config.streaming_mode === true) {
    report({
      code: 'custom-bot',
      path: '/config/streaming_mode',
      message:
        '<Card> streamingMode: nobody can write to a card of a custom bot, nor end its streaming',
      hint: 'leave it out, or send the card through an app',
    });
  }
  const forms: string[] = [];
  eachObject(card, (object, steps) => {
    const definition = BY_TAG.get(String(object.tag));
    const name = definition?.name ?? 'Card';
    const path = pointer('', ...steps);
    // What stands in a form sends nothing by itself, and the form has been reported.
    if (definition?.callsBack?.(object) && !forms.some((form) => path.startsWith(form))) {
      report({
        code: 'custom-bot',
        path,
        message: `<${name}>: it calls back, which a card of a custom bot cannot`,
        hint: 'send the card through an app',
      });
    }
    if (object.tag === 'form') forms.push(`${path}/`);
    if (!Array.isArray(object.behaviors)) return;
    object.behaviors.forEach((behavior, i) => {
      if (!isObject(behavior) || behavior.type !== 'callback') return;
      report({
        code: 'custom-bot',
        path: pointer(path, 'behaviors', i),
        message: `<${name}> behaviors[${i}]: a card of a custom bot cannot call back`,
        hint: 'use open_url, or send the card through an app',
      });
    });
  });
}
