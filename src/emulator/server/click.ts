/** Something that a reader did to a card, and what came of it, in short. */
export interface Click {
  /** By the time of the emulator. */
  at: number;
  /** How long the reader waited, by the time of this machine. */
  ms: number;
  /** The card, */
  cardId?: string;
  /** or the message, as the interaction named it. */
  messageId?: string;
  /** The component: `button "Approve"`. */
  component: string;
  /** The open id of the reader. */
  operator: string;
  /** Whether a callback left; without one the interaction stayed on the client. */
  called: boolean;
  /** The error that the reader saw. */
  code?: number;
  /** What the reader saw, in words. */
  outcome: string;
}
