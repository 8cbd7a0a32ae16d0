import type { Fields } from '../fields.js';
import { refused } from '../refusal.js';

/** What a request wants to have sent. */
export interface Outgoing {
  /** The `content`: a card, a reference to one, or a template, as JSON. */
  text: string;
  uuid: string | undefined;
}

export function readOutgoing(fields: Fields): Outgoing {
  const type = fields.text('msg_type', { max: 50 });
  const text = fields.text('content', { max: 3_000_000 });
  const uuid = fields.optionalText('uuid', { max: 50 });
  fields.done();
  if (type !== 'interactive') throw refused(230001, 'only msg_type interactive is supported here');
  return { text, uuid };
}
