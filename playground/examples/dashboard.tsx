import { DashboardCard, STATES } from '../../examples/dashboard.js';

const nobody = () => {};

export const states = STATES.map(({ title, board }) => ({
  title,
  element: <DashboardCard board={board} onView={nobody} />,
}));
