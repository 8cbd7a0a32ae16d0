import { card as cardDefinition } from '../../components/containers/card.js';
import { BY_TAG } from '../../components/table.js';
import {
  type Issue,
  isObject,
  jsonBytes,
  MAX_CARD_BYTES,
  MAX_CUSTOM_BOT_BYTES,
  pointer,
  WARN_CARD_BYTES,
} from '../schema/index.js';
import { collectInto, type Report } from './report.js';
import { eachObject } from './tree.js';
import { verify } from './verify.js';

export interface CheckOptions {
  /** The oldest client the card is meant for, such as `7.20`; newer fields are warned about. */
  minClient?: string | undefined;
  /** What sends the card. A custom bot has 20 KB and no callbacks. @default "cardkit" */
  target?: 'cardkit' | 'custom-bot' | undefined;
}

/**
 * Checks any card, rendered or written by hand, against the rules of Card JSON 2.0, and returns every issue.
 * Errors are what the service refuses; warnings are doubtful, legacy or without effect.
 */
export function check(card: unknown, options: CheckOptions = {}): Issue[] {
  const issues: Issue[] = [];
  const report = collectInto(issues);
  verify(
    card,
    {
      root: cardDefinition,
      definition: (tag) => BY_TAG.get(tag),
      complete: true,
      owner: () => undefined,
      minClient: options.minClient,
    },
    report,
  );
  if (options.target === 'custom-bot') checkCustomBot(card, report);
  else checkBytes(card, report);
  return issues;
}

function checkBytes(card: unknown, report: Report): void {
  const bytes = jsonBytes(card);
  if (bytes <= WARN_CARD_BYTES) return;
  const tooBig = bytes > MAX_CARD_BYTES;
  report({
    code: 'bytes',
    path: '',
    message: `the card has ${bytes} bytes; allowed: ${MAX_CARD_BYTES}`,
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
      message: `the request has ${bytes} bytes; a custom bot may send ${MAX_CUSTOM_BOT_BYTES}`,
    });
  }
  eachObject(card, (object, steps) => {
    if (!Array.isArray(object.behaviors)) return;
    object.behaviors.forEach((behavior, i) => {
      if (!isObject(behavior) || behavior.type !== 'callback') return;
      report({
        code: 'custom-bot',
        path: pointer('', ...steps, 'behaviors', i),
        message: 'a card of a custom bot cannot call back',
        hint: 'use open_url, or send the card through an app',
      });
    });
  });
}
