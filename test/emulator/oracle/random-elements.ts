import type { Json } from './oracle.js';
import type { Random } from './random.js';

/** Few ids, so that they meet again, and each kind of a wrong one now and then. */
export function randomId(random: Random): Json {
  if (random.percent(97)) return `e${random.whole(0, 60)}`;
  return random.pick<Json>(['', '1st', 'with-dash', 'x'.repeat(21), 'é', 'a b', 'constructor']);
}

const TABLE = '| a | b |\n|---|---|\n| 1 | 2 |';

export function randomText(random: Random): string {
  const words = ['some', '**bold**', '表', '😀', 'line\nline', '`code`', 'é', '"quoted"'];
  const text = Array.from({ length: random.whole(1, 4) }, () => random.pick(words)).join(' ');
  if (random.percent(6)) return `${text}\n\n${TABLE}`;
  if (random.percent(3)) return `\`\`\`\n${TABLE}\n\`\`\``;
  if (random.percent(2)) return `${TABLE}\n\n${text}\n\n${TABLE}`;
  if (random.percent(3)) return text.repeat(random.whole(30, 600));
  return text;
}

/** An element with what is inside, most of them with an id. */
export function randomElement(random: Random, depth = 0): Json {
  const id = random.percent(75) ? { element_id: randomId(random) } : {};
  const leaves = ['markdown', 'markdown', 'markdown', 'div', 'hr', 'button', 'chart'];
  const boxes = ['column_set', 'collapsible_panel', 'interactive_container'];
  const atRoot = depth === 0 ? ['form', 'table'] : [];
  const tag = random.pick([...leaves, ...(depth < 2 ? [...boxes, ...atRoot] : [])]);
  const element = { tag, ...id, ...contentOf(tag, random, depth) };
  if (random.percent(1)) element.glow = 'strong';
  if (random.percent(2)) mistype(element, random);
  if (random.percent(1)) return { tag: 'hologram', ...id };
  if (random.percent(1)) delete element.tag;
  return element;
}

/** Gives one of its properties any value. What has a code of its own if it is wrong is left alone. */
function mistype(element: Json, random: Random): void {
  const own = ['tag', 'element_id', 'name', 'elements', 'columns'];
  const keys = Object.keys(element).filter((key) => !own.includes(key));
  if (keys.length > 0) element[random.pick(keys)] = random.pick<Json>([7, 'x', true, {}, ['y']]);
}

export function randomElements(random: Random, most: number, depth = 0): Json[] {
  return Array.from({ length: random.whole(0, most) }, () => randomElement(random, depth));
}

const plain = (random: Random): Json => ({
  tag: 'plain_text',
  content: randomText(random).slice(0, 40),
});

function contentOf(tag: string, random: Random, depth: number): Json {
  const text = () => ({
    ...plain(random),
    ...(random.percent(30) ? { element_id: randomId(random) } : {}),
  });
  const elements = () => randomElements(random, 3, depth + 1);
  const by: Record<string, () => Json> = {
    markdown: () => ({
      content: randomText(random),
      ...(random.percent(8) ? { i18n_content: { en_us: randomText(random) } } : {}),
    }),
    div: () => ({ text: text() }),
    hr: () => ({}),
    button: () => ({
      text: plain(random),
      ...(random.percent(60) ? { name: `n${random.whole(0, 20)}` } : {}),
      behaviors: [
        { type: 'callback', value: { tag: 'hr', element_id: randomId(random), deep: [] } },
      ],
    }),
    chart: () => ({
      chart_spec: { type: 'bar', title: { tag: 'plain_text', element_id: randomId(random) } },
    }),
    column_set: () => ({
      columns: Array.from({ length: random.whole(1, 3) }, () => randomColumn(random, depth)),
    }),
    collapsible_panel: () => ({
      expanded: random.percent(50),
      header: {
        title: text(),
        ...(random.percent(30) ? { icon: { tag: 'standard_icon', token: 'down_outlined' } } : {}),
      },
      elements: elements(),
    }),
    interactive_container: () => ({
      behaviors: [{ type: 'callback', value: { k: 'v' } }],
      elements: elements(),
    }),
    form: () => ({
      name: `f${random.whole(0, 1e9)}`,
      elements: [
        ...Array.from({ length: random.whole(0, 2) }, () => ({
          tag: 'markdown',
          element_id: randomId(random),
          content: 'in a form',
        })),
        {
          tag: 'button',
          ...(random.percent(95) ? { name: `s${random.whole(0, 20)}` } : {}),
          text: plain(random),
          form_action_type: 'submit',
        },
      ],
    }),
    table: () => ({
      page_size: 5,
      columns: [{ name: 'c', display_name: 'C', data_type: 'text' }],
      rows: [{ c: 'one' }, { c: { tag: 'hr', element_id: randomId(random) } }],
    }),
  };
  return by[tag]?.() ?? {};
}

export function randomColumn(random: Random, depth = 0): Json {
  return {
    tag: 'column',
    ...(random.percent(70) ? { element_id: randomId(random) } : {}),
    width: 'weighted',
    elements: randomElements(random, 2, depth + 1),
  };
}

export function randomCard(random: Random): Json {
  const card: Json = { schema: '2.0' };
  if (random.percent(60)) {
    card.config = {
      ...(random.percent(75) ? { streaming_mode: random.percent(80) } : {}),
      ...(random.percent(30) ? { summary: { content: 'short' } } : {}),
      ...(random.percent(20) ? { style: { text_size: { big: { default: 'large' } } } } : {}),
      ...(random.percent(2) ? { update_multi: false } : {}),
    };
  }
  if (random.percent(40)) {
    card.header = {
      title: { tag: 'plain_text', content: 'Title', element_id: `h${random.whole(0, 3)}` },
      ...(random.percent(50)
        ? { subtitle: { tag: 'plain_text', content: 'Sub', element_id: `h${random.whole(0, 3)}` } }
        : {}),
    };
  }
  if (random.percent(30)) card.card_link = { url: 'https://example.com/' };
  if (random.percent(97)) card.body = { elements: randomElements(random, 5) };
  // About as many as a card may have, so that it matters what is counted.
  if (card.body && random.percent(5)) {
    const room = 200 - (JSON.stringify(card).match(/"tag":/g)?.length ?? 0);
    const rules = Array.from({ length: Math.max(0, room + random.whole(-2, 3)) }, () => ({
      tag: 'hr',
    }));
    card.body.elements.push(...rules);
  }
  if (random.percent(2)) delete card.schema;
  if (random.percent(2)) card.schema = '1.0';
  return card;
}
