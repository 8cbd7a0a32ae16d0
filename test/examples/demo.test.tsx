import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { check, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import { AgentCard, STATES } from '../../examples/agent-run.js';
import { withoutAssignedIds } from '../support/assigned-ids.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));

/** Runs the demo as `npm run demo` does; rejects where it exits with anything but 0. */
function demo(...options: string[]) {
  const args = [tsx, '--tsconfig', 'tsconfig.dev.json', 'examples/demo.tsx', ...options];
  return promisify(execFile)(process.execPath, args, { cwd: root });
}

describe('the demo', { timeout: 30_000 }, () => {
  it('shows every state, and that the emulator holds it', async () => {
    const { stdout, stderr } = await demo();
    expect(stderr).toBe('');
    expect(STATES).toHaveLength(13);
    for (const [i, { title }] of STATES.entries()) {
      expect(stdout).toContain(`\n${String(i + 1).padStart(2)}  ${title}\n`);
    }
    expect(stdout).toContain('after 13 of 13 states');
    expect(stdout).not.toMatch(/ANOTHER CARD|MORE THAN/);
  });

  it('prints the final card with --json, and nothing else', async () => {
    const { stdout, stderr } = await demo('--json');
    expect(stderr).toBe('');
    const card = JSON.parse(stdout);
    expect(stdout).toBe(`${JSON.stringify(card, null, 2)}\n`);
    expect(check(card)).toEqual([]);
    const last = <AgentCard run={STATES.at(-1)!.run} />;
    expect(withoutAssignedIds(card)).toEqual(withoutAssignedIds(render(last)));
  });
});
