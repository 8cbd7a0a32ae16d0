import { ADVICE } from '../../src/schema/advice.js';
import { SERVICE_CODES } from '../../src/schema/service-codes.js';

const START = '<!-- service codes: npm run docs -->';
const END = '<!-- end of service codes -->';

/** The table of the service's codes, between its marks. */
export function serviceCodesTable(): string {
  const rows = Object.entries(SERVICE_CODES).map(
    ([code, { text, kind }]) => `| ${code} | ${text} | \`${kind}\` | ${ADVICE[Number(code)]} |`,
  );
  const head = ['| code | the service says | `kind` | what to do |', '| --- | --- | --- | --- |'];
  return [START, '', ...head, ...rows, '', END].join('\n');
}

/** A page with its table brought up to date. */
export function withServiceCodes(page: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`no place for the table: ${START} ... ${END}`);
  return page.slice(0, start) + serviceCodesTable() + page.slice(end + END.length);
}
