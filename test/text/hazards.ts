import {
  bareUrlsIn,
  type DialectNode,
  type DialectOptions,
  type DialectTree,
  imagesIn,
  legacyIn,
  linksIn,
  nodesIn,
  parseDialect,
  READINGS,
  tablesIn,
  tagsIn,
  textOf,
} from '../support/dialect.js';

const HARMLESS_TAGS = {
  markdown: ['a', 'br', 'font', 'hr', 'link', 'local_datetime', 'number_tag', 'text_tag'],
  lark_md: ['a', 'br', 'font', 'text_tag'],
  mentions: [],
} as const;

/**
 * What a string must not bring into a card, and what it leaves open for what comes behind it. Looked for in every
 * reading of the dialect.
 */
export function hazardsIn(
  source: string,
  options: { dialect?: keyof typeof HARMLESS_TAGS; tables?: number } = {},
): string[] {
  const { dialect = 'markdown', tables = 5 } = options;
  const found = READINGS.flatMap((reading) => {
    const read = { ...reading, dialect };
    const tree = parseDialect(source, read);
    return [
      ...tagHazards(tree, HARMLESS_TAGS[dialect]),
      ...imagesIn(tree).flatMap(({ url }) => (/^img_[\w-]+$/.test(url) ? [] : [`image ${url}`])),
      ...linksIn(tree).flatMap((url) =>
        /^(?:https?|tel):\/\/[\x21-\x7e]+$/i.test(url) ? [] : [`link ${url}`],
      ),
      ...legacyIn(tree).map((entity) => `entity ${entity}`),
      ...bareUrlsIn(tree).flatMap((url) => (/^[\x21-\x7e]*$/.test(url) ? [] : [`address ${url}`])),
      ...(tablesIn(tree).length > tables ? [`${tablesIn(tree).length} tables`] : []),
      ...openEnds(source, read),
    ];
  });
  return [...new Set(found)];
}

function tagHazards(tree: DialectTree, harmless: readonly string[]): string[] {
  const wrong = tagsIn(tree).flatMap(({ name, part }) =>
    !harmless.includes(name) || (name !== 'font' && part !== 'whole' && part !== 'void')
      ? [`tag ${name} (${part})`]
      : [],
  );
  // A colour may overlap with other marks, but neither begins nor ends in another block.
  const open = nodesIn(tree)
    .filter(({ type }) => LEAVES.has(type))
    .flatMap((leaf) => {
      let depth = 0;
      let least = 0;
      const walk = (node: DialectNode): void => {
        const font = node.type === 'tag' && node.name === 'font' ? node.part : undefined;
        if (font === 'start' || font === 'whole') depth++;
        if (font === 'end') depth--;
        least = Math.min(least, depth);
        if ('children' in node) node.children.forEach(walk);
        if (font === 'whole') depth--;
      };
      walk(leaf);
      return depth === 0 && least === 0 ? [] : [`font not closed in ${textOf(leaf)}`];
    });
  return [...wrong, ...open];
}

const LEAVES = new Set<string>(['paragraph', 'heading', 'cell']);

/** What swallows or changes what follows. */
function openEnds(source: string, options: DialectOptions): string[] {
  const behind = parseDialect(`${source}\n\nbehind`, options);
  const last = behind.children.at(-1);
  const isText = last?.type === 'paragraph' && textOf(last).endsWith('behind');
  return isText ? [] : ['open at the end'];
}
