import { AgentCard, STATES } from '../../examples/agent-run.js';

export const states = STATES.map(({ title, run }) => ({ title, element: <AgentCard run={run} /> }));
