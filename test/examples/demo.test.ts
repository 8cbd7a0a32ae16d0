import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { check, render } from 'larkx';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../examples/all.js';
import { withoutAssignedIds } from '../support/assigned-ids.js';
import { exampleOf } from './support.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));

/** Runs the demo as `npm run demo` does; rejects where it exits with anything but 0. */
function demo(...options: string[]) {
  const args = [tsx, '--tsconfig', 'tsconfig.dev.json', 'examples/demo.tsx', ...options];
  return promisify(execFile)(process.execPath, args, { cwd: root });
}

describe('the demo', { timeout: 30_000 }, () => {
  it('shows every state of every card, and that the emulator holds it', async () => {
    const { stdout, stderr } = await demo();
    expect(stderr).toBe('');
    for (const { title, states } of EXAMPLES) {
      const at = stdout.indexOf(`\n${title}\n`);
      expect(at).toBeGreaterThan(0);
      const lines = stdout.slice(at).split('\n');
      for (const [i, state] of states.entries()) {
        expect(lines).toContain(`${String(i + 1).padStart(2)}  ${state.title}`);
      }
    }
    expect(EXAMPLES.map(({ states }) => states.length)).toEqual([13, 5, 7]);
    expect(stdout).toContain('after 25 of 25 states');
    expect(stdout).not.toMatch(/ANOTHER CARD|MORE THAN/);
  });

  it('sums up what each card took, and all of them', async () => {
    const { stdout } = await demo();
    const table = stdout.slice(stdout.indexOf('states   calls'));
    const row = (title: string) => {
      const line = table.split('\n').find((line) => line.startsWith(`  ${title} `));
      return [...line!.slice(20).matchAll(/[\d,]+/g)].map(([n]) => Number(n.replace(',', '')));
    };
    const rows = EXAMPLES.map(({ title }) => row(title));
    const sums = row('all');
    expect(sums).toHaveLength(6);
    for (const i of [0, 1, 2, 3, 4]) {
      expect(sums[i]).toBe(rows.reduce((sum, one) => sum + one[i]!, 0));
    }
    for (const [, , sent, , full, ratio] of [...rows, sums]) {
      expect(ratio).toBe(Math.round((100 * sent!) / full!));
    }
  });

  it.each([
    [[], 'agent-run'],
    [['--card', 'approval'], 'approval'],
    [['--card', 'dashboard'], 'dashboard'],
  ])('prints one final card with --json %j, and nothing else', async (options, name) => {
    const { stdout, stderr } = await demo('--json', ...options);
    expect(stderr).toBe('');
    const card = JSON.parse(stdout);
    expect(stdout).toBe(`${JSON.stringify(card, null, 2)}\n`);
    expect(check(card)).toEqual([]);
    const last = exampleOf(name).states.at(-1)!.card;
    expect(withoutAssignedIds(card)).toEqual(withoutAssignedIds(render(last)));
  });

  it('plays one card alone', async () => {
    const { stdout } = await demo('--card', 'dashboard');
    expect(stdout).toContain('after 7 of 7 states');
    expect(stdout).not.toContain('An approval');
  });

  it('says which cards there are', async () => {
    await expect(demo('--card', 'nope')).rejects.toMatchObject({
      code: 1,
      stderr: 'There is no card "nope"; there are agent-run, approval, dashboard.\n',
    });
  });
});
