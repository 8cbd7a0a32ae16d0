import { AgentCard, STATES } from '../../examples/agent-run.js';

/** What the playground steps through: `states`, which is the name of a function above. */
const steps = STATES.map(({ title, run }) => ({ title, element: <AgentCard run={run} /> }));

export { steps as states };
