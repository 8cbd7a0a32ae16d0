import { Card, type CardElement, Divider, diff, Input, Markdown, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import { faultsOnTheWay } from '../support/plan-rules.js';

/** The first plan of a card that was just created. */
function planned(from: CardElement, to: CardElement) {
  const before = render(from, { ids: 'all' });
  return { before, plan: diff(before, render(to)) };
}

const faults = (from: CardElement, to: CardElement) => {
  const { before, plan } = planned(from, to);
  return faultsOnTheWay(before, plan.calls);
};

const TABLE = '|a|\n|-|\n|1|';

describe('a plan', () => {
  it('lets names change places without a card between in which one is there twice', () => {
    const card = (a: string, b: string) => (
      <Card>
        <Input id="a" name={a} label="first" />
        <Input id="b" name={b} label="second" />
      </Card>
    );
    expect(faults(card('x', 'y'), card('y', 'x'))).toEqual([]);
  });

  it('lets a table of markdown change its place without a sixth one between', () => {
    const card = (first: string, last: string) => (
      <Card>
        <Markdown id="first">{first}</Markdown>
        {[1, 2, 3, 4].map((n) => (
          <Markdown key={n}>{TABLE}</Markdown>
        ))}
        <Markdown id="last">{last}</Markdown>
      </Card>
    );
    expect(faults(card('none', TABLE), card(TABLE, 'none'))).toEqual([]);
  });

  it('moves the divider when an input and a divider change places', () => {
    const input = <Input label="without id and key" />;
    const { plan } = planned(
      <Card>
        {input}
        <Divider />
      </Card>,
      <Card>
        <Divider />
        {input}
      </Card>,
    );
    expect(plan.card.body?.elements?.[1]?.element_id).toBe('lx0');
  });
});
