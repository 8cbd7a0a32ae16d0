import fc from 'fast-check';
import { check, render } from 'larkx';
import { expect, it } from 'vitest';
import { BY_TAG } from '../../components/definitions.js';
import { eachObject } from '../../src/card/tree.js';
import { cardSpec, renderSpec, step, takeStep } from './random-card.js';

it('is a card without errors, whatever steps it takes, with every component there is', () => {
  const met = new Set<unknown>();
  fc.assert(
    fc.property(cardSpec, fc.array(step, { maxLength: 12 }), (start, steps) => {
      let spec = start;
      for (const one of [undefined, ...steps]) {
        if (one) spec = takeStep(spec, one);
        const card = render(renderSpec(spec), { ids: 'all' });
        // What `extra` and `<Raw>` add is meant to be unknown.
        const errors = check(card).filter(
          ({ code, severity }) => severity === 'error' && code !== 'field-unknown',
        );
        expect(errors).toEqual([]);
        eachObject(card, ({ tag }) => met.add(tag));
      }
    }),
    { numRuns: 300 },
  );
  expect([...BY_TAG.keys()].filter((tag) => !met.has(tag))).toEqual([]);
});
