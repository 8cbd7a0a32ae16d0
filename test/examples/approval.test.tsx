import { type CardJson, diff, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import {
  type Action,
  ApprovalCard,
  type LeaveRequest,
  reduce,
  STATES,
} from '../../examples/approval.js';

const FIELDS = ['kind', 'cover', 'from', 'to', 'reason', 'informed'];

const card = (request: LeaveRequest, ids: 'explicit' | 'all' = 'explicit') =>
  render(<ApprovalCard request={request} dispatch={() => {}} />, { ids });

/** The actions that each state takes. */
function batches() {
  let before: CardJson = card(STATES[0]!.request, 'all');
  let identity: ReturnType<typeof diff>['identity'] | undefined;
  return STATES.slice(1).map(({ title, request }) => {
    const plan = diff(before, card(request), { identity });
    before = plan.card;
    identity = plan.identity;
    return {
      title,
      types: plan.calls.map(({ type }) => type),
      actions: plan.calls.flatMap((call) => (call.type === 'batch' ? call.actions : [])),
    };
  });
}

describe('what a reader fills in', () => {
  it('is not touched by the note', () => {
    const [note, again] = batches();
    expect(note?.actions).toEqual([
      {
        action: 'add_elements',
        params: expect.objectContaining({
          elements: [expect.objectContaining({ element_id: 'note' })],
        }),
      },
    ]);
    expect(again?.types).toEqual([]);
  });

  it('is locked in place, with what was sent', () => {
    const locked = batches()[2]!;
    expect(locked.types).toEqual(['batch']);
    const touched = locked.actions.filter(
      ({ action }) => action === 'update_element' || action === 'delete_elements',
    );
    expect(touched).toEqual([{ action: 'delete_elements', params: { element_ids: ['note'] } }]);
    for (const id of FIELDS) {
      expect(locked.actions).toContainEqual({
        action: 'partial_update_element',
        params: { element_id: id, partial_element: expect.objectContaining({ disabled: true }) },
      });
    }
    expect(locked.actions).not.toContainEqual(
      expect.objectContaining({ params: expect.objectContaining({ element_id: 'leave' }) }),
    );
  });
});

describe('a request', () => {
  const open = STATES[0]!.request;
  const form = { kind: 'sick', from: '2026-08-03 +0800', to: '2026-08-03 +0800', cover: 'ou_bob' };
  const following = (...actions: Action[]) => actions.reduce(reduce, open);

  it('is not taken while the dates are the wrong way round', () => {
    const noted = following({ type: 'submit', form: { ...form, to: '2026-08-02 +0800' } });
    expect(noted).toEqual({ ...open, note: 'The last day is before the first one.' });
  });

  it('is read by the names of the fields', () => {
    expect(following({ type: 'submit', form })).toEqual({
      by: 'ou_ada',
      phase: 'submitted',
      note: undefined,
      leave: {
        kind: 'sick',
        from: '2026-08-03',
        to: '2026-08-03',
        reason: '',
        cover: 'ou_bob',
        informed: [],
      },
    });
    const names = FIELDS.map((id) => JSON.stringify(card(open)).includes(`"name":"${id}"`));
    expect(names).toEqual(FIELDS.map(() => true));
  });

  it.each([
    ['approve', 'approved', 'green'],
    ['decline', 'declined', 'red'],
  ] as const)('can be decided: %s', (type, phase, template) => {
    const decided = following({ type: 'submit', form }, { type });
    expect(decided.phase).toBe(phase);
    const { header, body } = card(decided);
    expect(header).toMatchObject({ template, text_tag_list: [{ text: { content: phase } }] });
    expect(JSON.stringify(body)).not.toContain('"form"');
  });
});
