import { type Definition, tagsOf } from '../../src/schema/definition.js';
import type { Docs } from '../read-docs.js';
import { ALL } from './all.js';
import { commonSections } from './common-sections.js';
import { componentSection } from './component-section.js';
import { SECTION } from './in-words.js';
import { blocks, bullets, codes, link, listed, prose, table, tagLink } from './markdown.js';
import { CONTAINERS } from './places.js';

/** Folders of the components, which are the vendor's groups. */
const GROUPS: Readonly<Record<string, string>> = {
  containers: 'Containers',
  display: 'Display',
  interactive: 'Interactive',
  inline: 'Inside markdown',
};
const OTHERS = 'Anything else';
const COMMON = 'What several components have';

/** The reference of all components: docs/components.md. */
export function referencePage(docs: Docs): string {
  const groups = new Map<string, Definition[]>();
  for (const definition of inOrder(docs)) {
    const group = groupOf(docs, definition.name);
    groups.set(group, [...(groups.get(group) ?? []), definition]);
  }
  return `${blocks(
    '# Components',
    '<!-- Made by "npm run docs" from components/. Change it there. -->',
    introduction(),
    ...[...groups].flatMap(([group, definitions]) => [
      `**${link(group)}**`,
      table(
        ['Component', 'Tag', ''],
        definitions.map((definition) => [
          tagLink(definition.name),
          codes(tagsOf(definition)),
          firstSentence(docs.component(definition.name).doc.text),
        ]),
      ),
    ]),
    `**${link(COMMON)}**: ${Object.values(SECTION)
      .map((section) => link(section.toLowerCase(), section))
      .join(' · ')}`,
    ...[...groups].flatMap(([group, definitions]) => [
      `## ${group}`,
      ...definitions.map((definition) => componentSection(definition, docs)),
    ]),
    `## ${COMMON}`,
    ...commonSections(docs),
  )}\n`;
}

function introduction(): string {
  return blocks(
    'Each component with all its fields.',
    bullets([
      "A prop stands above its **name on the wire**, which is the one on the vendor's page, unless the two are the same. The name " +
        'begins with the member of the card that the field stands in, such as `config.`, where the props are flatter.',
      '**Default** is what a client does where the field is left out. `render` writes no defaults.',
      '**From client** names the first version that has a field or a value; `check` warns about older ones if it is told `minClient`.',
      `**Doubtful** rules are those on which the vendor's own pages or samples disagree: breaking one is a warning, not an error.`,
      `**Containers** are ${listed(CONTAINERS.map(tagLink))}: elements stand in them.`,
      `**Source** is what an example ${link('inside markdown', GROUPS.inline)} writes into its text.`,
      'Every prop that is not required also takes `undefined`.',
    ]),
  );
}

/** As in the files of the components; in one file, what is part of another behind it. */
function inOrder(docs: Docs): Definition[] {
  const isPart = ({ place }: Definition) =>
    Number(!['root', 'element', 'any', 'inline', 'block'].includes(place));
  return docs.components
    .flatMap((name) => ALL.find((one) => one.name === name) ?? [])
    .map((definition) => ({ definition, ...docs.component(definition.name) }))
    .sort(
      (a, b) =>
        (a.file === b.file ? 0 : a.file < b.file ? -1 : 1) ||
        isPart(a.definition) - isPart(b.definition) ||
        a.position - b.position,
    )
    .map(({ definition }) => definition);
}

function groupOf(docs: Docs, name: string): string {
  const [, folder = ''] = docs.component(name).file.split('/');
  return GROUPS[folder] ?? OTHERS;
}

function firstSentence(text: string): string {
  const [sentence = ''] = text.split(/(?<=\.)\s/);
  return prose(sentence);
}
