import { AgentCard, STATES } from '../../examples/agent-run.js';

/** What the playground steps through. */
export const states = STATES.map(({ title, run }) => ({ title, element: <AgentCard run={run} /> }));
