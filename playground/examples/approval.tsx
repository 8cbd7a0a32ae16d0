import { ApprovalCard, STATES } from '../../examples/approval.js';

const nobody = () => {};

export const states = STATES.map(({ title, request }) => ({
  title,
  element: <ApprovalCard request={request} dispatch={nobody} />,
}));
