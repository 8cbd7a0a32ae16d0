import type { Action, AddType, Call, CardJson, ElementJson, Settings } from './call.js';
import type { JsonObject } from './json.js';

/** A card built in the vendor's designer, filled with variables. */
export interface TemplateRef {
  templateId: string;
  version?: string | undefined;
  variables?: JsonObject | undefined;
}

/** What every write to a card carries. */
export interface Write {
  /** An int32 from 1 that is greater than any number used on this card before (`300317`). */
  sequence: number;
  /** 1-64 characters; the service executes one uuid once. Unique per attempt. */
  uuid?: string | undefined;
  /** The last frame of a card: where calls wait for a rate limit, its card comes first. @default false */
  final?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Who gets a message: a chat (`oc_`), an open_id (`ou_`), a union_id (`on_`) or an e-mail address, told apart by
 * form; a user_id has no form of its own.
 */
export type To = string | { userId: string };

/** What is sent: a card entity, a template, or a card as plain JSON. */
export type MessageCard = { cardId: string } | TemplateRef | CardJson;

export interface SentMessage {
  messageId: string;
  chatId: string;
}

/** An image file, as its bytes. */
export type ImageBytes = Uint8Array | ArrayBuffer | Blob;

/**
 * The service, as the rest of the library sees it. `createClient` of `larkx/cardkit` speaks HTTP; the emulator has
 * one that stays in the process. Every method rejects with a {@link CardKitError}.
 *
 * @see https://open.feishu.cn/document/cardkit-v1/feishu-card-resource-overview
 */
export interface CardKit {
  cards: {
    /** Creates a card entity. It can be sent once and operated for 14 days. */
    create(
      card: CardJson | TemplateRef,
      options?: { signal?: AbortSignal | undefined },
    ): Promise<{ cardId: string }>;
    /** Replaces the whole card, `config` included. */
    update(cardId: string, card: CardJson, write: Write): Promise<void>;
    /** Changes keys of `config`, or the whole `card_link`. */
    settings(cardId: string, settings: Settings, write: Write): Promise<void>;
    /** Several operations in order, all or none, under one sequence number. */
    batchUpdate(cardId: string, actions: readonly Action[], write: Write): Promise<void>;
    /**
     * The card behind a message that was sent as plain JSON 2.0, so that it can be operated like any other. The
     * vendor advises against it; a card that is created first needs none of it. Its first sequence number is not
     * documented: 1, and after `300317` one that is far ahead, such as the time in seconds.
     *
     * @see https://open.feishu.cn/document/cardkit-v1/card/id_convert
     */
    convertId(
      messageId: string,
      options?: { signal?: AbortSignal | undefined },
    ): Promise<{ cardId: string }>;
    /**
     * Sends the calls of a plan in order. `sequence` is the highest number used on the card so far (0 for a new
     * card); so is the one that comes back, and the `sequence` of an error. A call that was refused because of its
     * token is sent once more under the next number, so two numbers per call may be used; after an abort, of which
     * the reason says no number, count on that.
     */
    send(
      cardId: string,
      calls: readonly Call[],
      options: {
        sequence: number;
        /** The calls lead to the last frame of the card; see {@link Write}. */
        final?: boolean | undefined;
        signal?: AbortSignal | undefined;
      },
    ): Promise<{ sequence: number }>;
  };
  elements: {
    /** Adds elements beside the target, or at the end of a container or of the body. */
    create(
      cardId: string,
      add: {
        type: AddType;
        targetElementId?: string | undefined;
        elements: readonly ElementJson[];
      },
      write: Write,
    ): Promise<void>;
    /** Replaces one element with its subtree; tag and id may change. */
    update(cardId: string, elementId: string, element: ElementJson, write: Write): Promise<void>;
    /** Replaces top-level properties of one element; never its `tag`. */
    patch(cardId: string, elementId: string, partial: JsonObject, write: Write): Promise<void>;
    /** Sets the full text of a markdown or plain_text element of a streaming card, 1-100,000 characters. */
    content(cardId: string, elementId: string, text: string, write: Write): Promise<void>;
    /** Deletes one element with its subtree. */
    delete(cardId: string, elementId: string, write: Write): Promise<void>;
  };
  messages: {
    /** Sends a card. The same `uuid` within an hour answers with the first message (at most 50 characters). */
    send(message: {
      to: To;
      card: MessageCard;
      uuid?: string | undefined;
      signal?: AbortSignal | undefined;
    }): Promise<SentMessage>;
    /** Answers a message, in its thread if asked. */
    reply(message: {
      messageId: string;
      card: MessageCard;
      inThread?: boolean | undefined;
      uuid?: string | undefined;
      signal?: AbortSignal | undefined;
    }): Promise<SentMessage>;
    /**
     * Replaces the card of a message, at most 5 times a second and for 14 days. Streaming of an entity that the
     * message shows ends with it, and the entity should not be written to any more.
     *
     * @see https://open.feishu.cn/document/server-docs/im-v1/message-card/patch
     */
    patch(message: {
      messageId: string;
      card: CardJson | TemplateRef;
      signal?: AbortSignal | undefined;
    }): Promise<void>;
  };
  /**
   * Uploads an image to show in cards: JPEG, PNG, WebP, GIF, TIFF, BMP or ICO, not empty, at most 10 MB.
   *
   * @see https://open.feishu.cn/document/server-docs/im-v1/image/create
   */
  uploadImage(
    data: ImageBytes,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<{ imageKey: string }>;
}
