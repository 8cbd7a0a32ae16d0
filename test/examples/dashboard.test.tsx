import { diff, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import { type Board, DashboardCard, STATES } from '../../examples/dashboard.js';

const card = (board: Board, ids: 'explicit' | 'all' = 'explicit') =>
  render(<DashboardCard board={board} onView={() => {}} />, { ids });

/** The ids that the step into a state names, of those that the author gave. */
function touched(title: string): unknown[] {
  const i = STATES.findIndex((state) => state.title === title);
  const { calls } = diff(card(STATES[i - 1]!.board, 'all'), card(STATES[i]!.board));
  return calls.flatMap((call) => {
    expect(call.type).toBe('batch');
    return call.type === 'batch'
      ? call.actions.map(({ action, params }) => [action, (params as any).element_id])
      : [];
  });
}

describe('the dashboard', () => {
  it('says only the rows when a deploy begins', () => {
    expect(touched('a deploy begins: a new row')).toEqual([['partial_update_element', 'deploys']]);
  });

  it('replaces the chart, and nothing else, by one of another kind', () => {
    expect(touched('somebody looks at the errors: another chart')).toEqual([
      ['update_element', 'chart'],
    ]);
  });

  it('never touches the list that the reader picked from', () => {
    for (const { title } of STATES.slice(1)) {
      expect(JSON.stringify(touched(title))).not.toContain('"view"');
    }
  });
});
