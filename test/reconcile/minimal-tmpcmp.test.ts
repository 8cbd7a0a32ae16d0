import { expect, it } from 'vitest';
import { leastPlan as old } from '../support/old-least-plan.js';
import { leastPlan } from '../support/least-plan.js';
import type { Tree } from '../support/plan-forest.js';
let seed = Number(process.env.SEED ?? 1);
const rnd = (n: number) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return Math.floor((seed / 0x7fffffff) * n) % n; };
function random(n: number, ids: string[], assign: { n: number } | undefined): Tree[] {
  const out: Tree[] = [];
  let left = n;
  while (left > 0) {
    const size = 1 + rnd(left);
    left -= size;
    const leaf = size === 1 && rnd(2) === 0;
    const r = rnd(6);
    const used = new Set(out.map((t) => t.key));
    const explicit = r === 0 && ids.length ? ids.splice(rnd(ids.length), 1)[0] : undefined;
    const kk = ['k', 'l'][rnd(2)];
    const key = r === 1 && !used.has(kk) ? kk : undefined;
    const props = leaf ? `"content":"${'ab'[rnd(2)]}"` : `"width":"${['a', 'bbbbbbbbbbbb'][rnd(2)]}"`;
    const id = assign && !explicit ? `lx${(assign.n++).toString(36)}` : undefined;
    out.push({ tag: leaf ? 'markdown' : 'interactive_container', props, explicit, key, id,
      children: leaf ? undefined : random(size - 1, ids, assign) });
  }
  return out;
}
it('same as old', () => {
  const end = Date.now() + Number(process.env.SECS ?? 60) * 1000;
  let n = 0, none = 0, full = 0;
  let tOld = 0, tNew = 0;
  while (Date.now() < end) {
    const before = random(rnd(5), ['p', 'q'], { n: 1 });
    const after = random(rnd(4), ['p', 'q'], undefined);
    const fu = 150 + rnd(4) * (rnd(2) ? 200 : 900);
    const bound = { cost: 2000 + fu + 1 - (rnd(3) === 0 ? rnd(200) : 0), actions: 10 };
    const t0 = performance.now();
    const b = leastPlan(before, after, fu, bound);
    const t1 = performance.now();
    if (fu > 900 && t1 - t0 > 50) continue;
    const a = old(before as never, after as never, fu, bound);
    tOld += performance.now() - t1; tNew += t1 - t0;
    n++; if (!a) none++; else if (a.cost === 2000 + fu) full++;
    expect(b, JSON.stringify({ before, after, fu, bound })).toEqual(a);
  }
  console.log(n, 'none', none, 'full', full, tOld | 0, tNew | 0);
}, 600000);
