import { expect, it } from 'vitest';
import { exampleOf, play } from './support.js';

it('types the answer', async () => {
  const { steps } = await play(exampleOf('agent-run'));
  const growing = steps.filter(({ title }) => title === 'the answer grows');
  expect(growing.map(({ calls }) => calls.at(-1)?.type)).toEqual(['content', 'content', 'content']);
});
