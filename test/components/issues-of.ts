import { type CardElement, CardError, type Issue, render } from 'larkx';

/** The issues that a card is refused with. */
export function issuesOf(card: unknown): readonly Issue[] {
  try {
    render(card as CardElement);
  } catch (error) {
    if (error instanceof CardError) return error.issues;
    throw error;
  }
  throw new Error('the card was rendered, although it should have been refused');
}

/** The same, by code and path: what most tests ask for. */
export function codesOf(card: unknown): string[] {
  return issuesOf(card).map(({ code, path }) => `${code} ${path}`);
}
