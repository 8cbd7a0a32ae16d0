import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it, vi } from 'vitest';
import { blocksOf, mistakes, ROOT, run } from './run.js';
const PAGE = process.env.PAGE as string;
it('fills', async () => {
  let text = readFileSync(resolve(ROOT, PAGE), 'utf8');
  const blocks = blocksOf(PAGE);
  let i = 0;
  for (const [at, { language, code }] of blocks.entries()) {
    const out = blocks[at + 1];
    if (language !== 'tsx' || !code.includes('import ') || out?.language !== 'text') continue;
    try {
      const printed = await run(code, `fill-${i++}`);
      process.stdout.write(`#${i}\n${printed.join('\n')}\n`);
      const where = text.indexOf(code) + code.length;
      const head = text.slice(0, where);
      text = head + text.slice(where).replace(/^```\n\n```text\n[\s\S]*?```/m, () => `\`\`\`\n\n\`\`\`text\n${printed.join('\n')}\n\`\`\``);
    } catch (e) { process.stdout.write(`#${i} FAILED ${(e as Error).stack}\n`); }
    vi.restoreAllMocks();
  }
  writeFileSync(resolve(ROOT, PAGE), text);
  process.stdout.write(mistakes([PAGE]).join('\n') + '\n');
}, 120_000);
