import type { JsonObject } from './json.js';

/** A component on the wire. */
export interface ElementJson extends JsonObject {
  readonly tag: string;
  readonly element_id?: string;
}

/** A card on the wire: Card JSON 2.0. */
export interface CardJson extends JsonObject {
  readonly schema: '2.0';
  readonly config?: JsonObject;
  readonly card_link?: JsonObject;
  readonly header?: JsonObject;
  readonly body?: JsonObject & { readonly elements?: readonly ElementJson[] };
}

/** What `settings` and `partial_update_setting` change. A listed key is replaced whole. */
export interface Settings {
  readonly config?: JsonObject;
  readonly card_link?: JsonObject;
}

export type AddType = 'insert_before' | 'insert_after' | 'append';

/**
 * One operation of `batch_update`, in its wire form.
 *
 * @see https://open.feishu.cn/document/cardkit-v1/card/batch_update
 */
export type Action =
  | { action: 'partial_update_setting'; params: { settings: Settings } }
  | {
      action: 'add_elements';
      params: { type: AddType; target_element_id?: string; elements: readonly ElementJson[] };
    }
  | { action: 'delete_elements'; params: { element_ids: readonly string[] } }
  | {
      action: 'partial_update_element';
      params: { element_id: string; partial_element: JsonObject };
    }
  | { action: 'update_element'; params: { element_id: string; element: ElementJson } };

/** One write to a card, before it has a sequence number. */
export type Call =
  /** The full new text of a streaming element; what is new at its end is typed. */
  | { type: 'content'; elementId: string; content: string }
  /** Several operations under one sequence number. */
  | { type: 'batch'; actions: Action[] }
  /** The whole card. */
  | { type: 'replace'; card: CardJson };
