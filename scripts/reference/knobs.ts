import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { DEFAULT_KNOBS, type Knobs, PROFILES } from '../../src/emulator/knobs.js';
import { code, codes, prose, table } from './markdown.js';

const SOURCE = fileURLToPath(new URL('../../src/emulator/knobs.ts', import.meta.url));
const START = '<!-- knobs: npm run docs -->';
const END = '<!-- end of knobs -->';

/** A page with its tables of knobs and profiles brought up to date. */
export function withKnobs(page: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`no place for the knobs: ${START} ... ${END}`);
  const fresh = [START, knobsTable(), '### Profiles', PROFILES_ABOUT, profilesTable(), END];
  return page.slice(0, start) + fresh.join('\n\n') + page.slice(end + END.length);
}

const PROFILES_ABOUT = [
  '`documented` is the default and sets nothing: what the vendor’s pages say. `observed` is what was seen of the real',
  'service where that differs. `hostile` answers the open questions in the least convenient way.',
].join('\n');

function knobsTable(): string {
  const rows = membersOf('Knobs').map(({ name, type, doc }) => [
    code(name),
    type
      .replace(/\bboolean\b/, 'true | false')
      .split(' | ')
      .map(valueCode)
      .join(' '),
    valueCode(DEFAULT_KNOBS[name]),
    prose(doc),
  ]);
  return table(['knob', 'values', 'default', 'what is not known'], rows);
}

function profilesTable(): string {
  const { documented: _, ...profiles } = PROFILES;
  const names = Object.keys(profiles) as (keyof typeof profiles)[];
  const turned = (Object.keys(DEFAULT_KNOBS) as (keyof Knobs)[]).filter((knob) =>
    names.some((name) => profiles[name][knob] !== undefined),
  );
  const rows = turned.map((knob) => [
    code(knob),
    valueCode(DEFAULT_KNOBS[knob]),
    ...names.map((name) => {
      const value = profiles[name][knob];
      return value === undefined ? '' : valueCode(value);
    }),
  ]);
  return table(['knob', 'default', ...names.map((name) => codes([name]))], rows);
}

/** A value, or the name of a type, as it stands on the page: no limit is no number. */
function valueCode(value: string | number | boolean): string {
  if (value === Number.POSITIVE_INFINITY) return 'no limit';
  return value === 'number' ? 'a number' : code(String(value).replace(/^'(.*)'$/, '$1'));
}

interface Member {
  name: keyof Knobs;
  type: string;
  doc: string;
}

/** The members of an interface with their comments, which do not exist at run time. */
function membersOf(interfaceName: string): Member[] {
  const text = readFileSync(SOURCE, 'utf8');
  const source = ts.createSourceFile(SOURCE, text, ts.ScriptTarget.Latest, true);
  const declared = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === interfaceName);
  if (!declared) throw new Error(`${SOURCE} has no ${interfaceName}`);
  return declared.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText() as keyof Knobs,
    type: member.type?.getText() ?? '',
    doc: ts
      .getJSDocCommentsAndTags(member)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .join('\n'),
  }));
}
