import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CardJson, render } from 'larkx';
import { EXAMPLES } from '../examples/all.js';
import { type Measured, measure, median, ratio, type Sum, total } from './measure.js';

/**
 * What recorded cards take to get from version to version, beside what full updates would take.
 *
 *     npm run bench:sequences -- [folder]
 *
 * The folder has `*.json` files with `versions`: the cards that a program sent one after the other. Without it,
 * `sequences` in the folder that LARKX_CORPUS names. Prints a table and writes nothing.
 */
function main(): void {
  print(
    'The examples of this repository',
    EXAMPLES.map(({ name, states }) =>
      measure(
        name,
        states.map(({ card }) => render(card)),
      ),
    ),
  );
  const corpus = process.env.LARKX_CORPUS;
  const folder = process.argv[2] ?? (corpus && join(corpus, 'sequences'));
  if (!folder || !existsSync(folder)) {
    console.error(
      `\nNO RECORDED SEQUENCES: ${folder ?? 'LARKX_CORPUS is not set'}; only the examples were measured`,
    );
    process.exitCode = 1;
    return;
  }
  print('Recorded sequences', recorded(folder));
}

function recorded(folder: string): Measured[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const { versions } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        versions?: readonly CardJson[];
      };
      // What was recorded as operations is no list of versions.
      return versions ? [measure(file.replace(/\.json$/, ''), versions)] : [];
    });
}

function print(title: string, measured: readonly Measured[]): void {
  console.log(`\n## ${title}\n`);
  console.log(
    '| card | updates | calls | bytes | full updates | ratio | header updates | calls | bytes | full | ratio |',
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  const row = (name: string, plain: Sum, header: Sum) =>
    console.log(`| ${[name, ...cells(plain), ...cells(header)].join(' | ')} |`);
  for (const { name, plain, header } of measured) row(name, plain, header);
  row(
    'all',
    total(measured.map(({ plain }) => plain)),
    total(measured.map(({ header }) => header)),
  );
  const ratios = (part: 'plain' | 'header') =>
    median(measured.filter((one) => one[part].updates > 0).map((one) => ratio(one[part])));
  console.log(
    `\nMedian of the cards: ${percent(ratios('plain'))} of the bytes of full updates; ${percent(ratios('header'))} where the header changes.`,
  );
}

function cells(sum: Sum): (number | string)[] {
  if (sum.updates === 0) return [0, '', '', '', ''];
  return [sum.updates, sum.calls, sum.bytes, sum.fullBytes, percent(ratio(sum))];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

main();
