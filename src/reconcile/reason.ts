/** Why a plan says something of a component; of a full update, why it is one. */
export interface Reason {
  /** The call, by its place in the plan. */
  readonly call: number;
  /** The action of the batch, by its place; none for the other calls. */
  readonly action?: number;
  /** The component that is changed; none where the whole card is. */
  readonly component?: { readonly tag: string; readonly id?: string; readonly key?: string };
  /** Its members that are said, by their names on the wire; none where it is said, or goes, whole. */
  readonly props: readonly string[];
  /** UTF-8 bytes of these members, or of the whole, before and after; 0 for what is not there. */
  readonly oldBytes: number;
  readonly newBytes: number;
  /** Why this operation and no other one. */
  readonly code: ReasonCode;
  /** The same as a sentence. */
  readonly why: string;
}

/** Why the whole card is sent. */
export type Refusal =
  | 'card-changed'
  | 'config-removed'
  | 'style-changed'
  | 'link-removed'
  | 'header-changed'
  | 'body-changed'
  | 'not-addressable'
  | 'not-editable'
  | 'one-batch'
  | 'unsafe'
  | 'dearer';

export type ReasonCode =
  | Refusal
  | 'grown'
  | 'changed'
  | 'refilled'
  | 'prop-removed'
  | 'tag-changed'
  | 'replaced'
  | 'cheaper'
  | 'added'
  | 'moved'
  | 'returned'
  | 'removed'
  | 'settings';

/** What each code means. */
export const WHY: Readonly<Record<ReasonCode, string>> = {
  grown: 'the text only grew at its end, so it is typed',
  changed: 'only these props changed, and none lost a member, so a partial update says them',
  refilled: 'its list is said whole: nothing in it could be an anchor, or that costs less',
  'prop-removed':
    'a prop, or a member of one, went away or became null; a partial update cannot say that',
  'tag-changed': 'the tag under this id changed; a partial update cannot say that',
  replaced:
    'another component takes its place; one update costs less than a deletion and an addition',
  cheaper: 'to send it whole costs less than to say what changed in it',
  added: 'it is new',
  moved: 'it changed its place: it goes, and comes under a new id where the id is not its author’s',
  returned: 'it changed its place and keeps its id, so it comes in a later batch than it went',
  removed: 'it is gone',
  settings: 'the settings changed',
  'card-changed': 'something beside config, link, header and body changed; no other call says that',
  'config-removed': 'a key of config went away; no other call says that',
  'style-changed': 'the named styles changed; no other call says that',
  'link-removed': 'the link of the card, or a part of it, went away; no other call says that',
  'header-changed': 'the header changed in more than its texts; no other call says that',
  'body-changed': 'an attribute of the body changed; no other call says that',
  'not-addressable': 'what changed has no id by which the service could be asked for it',
  'not-editable':
    'no edit leads there: an element without an id goes, or ids of the author change places',
  'one-batch': 'it would take several batches, and a streaming card gets one',
  unsafe: 'a card on the way would be one that the service refuses',
  dearer: 'the whole card costs less than what changed in it',
};
