import type { CardElement } from 'larkx';
import { STATES as AGENT_RUN, AgentCard } from './agent-run.js';
import { STATES as APPROVAL, ApprovalCard } from './approval.js';
import { STATES as DASHBOARD, DashboardCard } from './dashboard.js';

/** A card and the states it goes through. */
export interface Example {
  name: string;
  title: string;
  states: readonly { title: string; card: CardElement }[];
}

const nobody = () => {};

export const EXAMPLES: readonly Example[] = [
  {
    name: 'agent-run',
    title: 'An agent run',
    states: AGENT_RUN.map(({ title, run }) => ({ title, card: <AgentCard run={run} /> })),
  },
  {
    name: 'approval',
    title: 'An approval',
    states: APPROVAL.map(({ title, request }) => ({
      title,
      card: <ApprovalCard request={request} dispatch={nobody} />,
    })),
  },
  {
    name: 'dashboard',
    title: 'A dashboard',
    states: DASHBOARD.map(({ title, board }) => ({
      title,
      card: <DashboardCard board={board} onView={nobody} />,
    })),
  },
];
