import fc from 'fast-check';
import {
  Button,
  Card,
  type CardElement,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Div,
  Divider,
  Header,
  Icon,
  LarkMd,
  Markdown,
  PanelHeader,
  PlainText,
  Raw,
  TextTag,
} from 'larkx';

/** A card as data, so that a random change of it is a random re-render. */
export interface CardSpec {
  header: HeaderSpec | undefined;
  streaming: boolean | undefined;
  summary: string | undefined;
  widthMode: 'default' | 'compact' | 'fill' | undefined;
  style: boolean;
  link: string | undefined;
  padding: boolean;
  children: ElementSpec[];
}

interface HeaderSpec {
  title: string;
  subtitle: string | undefined;
  template: 'blue' | 'green' | undefined;
  tag: string | undefined;
}

export interface ElementSpec {
  kind: 'markdown' | 'div' | 'hr' | 'button' | 'panel' | 'columns' | 'raw' | 'input';
  text: string;
  /** A variation of the other props; each value gives or takes away something. */
  look: number;
  id: string | undefined;
  key: string | undefined;
  children: ElementSpec[];
}

export function renderSpec(spec: CardSpec): CardElement {
  return (
    <Card
      streamingMode={spec.streaming}
      summary={spec.summary}
      widthMode={spec.widthMode}
      style={
        spec.style
          ? { color: { brand: { lightMode: 'rgba(0,0,0,1)', darkMode: 'rgba(9,9,9,1)' } } }
          : undefined
      }
      cardLink={spec.link === undefined ? undefined : { url: spec.link }}
      padding={spec.padding ? '12px' : undefined}
    >
      {spec.header && (
        <Header
          title={spec.header.title}
          subtitle={spec.header.subtitle}
          template={spec.header.template}
        >
          {spec.header.tag ? <TextTag>{spec.header.tag}</TextTag> : null}
        </Header>
      )}
      {spec.children.map(renderElement)}
    </Card>
  );
}

function renderElement(spec: ElementSpec): CardElement {
  const { id, key, look, text, children } = spec;
  switch (spec.kind) {
    case 'markdown':
      return (
        <Markdown
          id={id}
          key={key}
          textSize={look & 1 ? 'heading' : undefined}
          icon={
            look & 2 ? <Icon token="a_outlined" color={look & 4 ? 'red' : undefined} /> : undefined
          }
        >
          {text}
        </Markdown>
      );
    case 'div':
      return (
        <Div id={id} key={key} width={look & 1 ? 'auto' : undefined}>
          {look & 2 ? (
            <LarkMd>{text}</LarkMd>
          ) : (
            <PlainText
              lines={look & 4 ? 2 : undefined}
              id={id === undefined ? undefined : `${id}_t`}
            >
              {text}
            </PlainText>
          )}
        </Div>
      );
    case 'hr':
      return <Divider id={id} key={key} margin={look & 1 ? '4px' : undefined} />;
    case 'button':
      return (
        <Button
          id={id}
          key={key}
          type={look & 1 ? 'primary' : undefined}
          confirm={look & 2 ? { title: 'sure?', text } : undefined}
          behaviors={[
            { type: 'callback', value: look & 4 ? { act: text, none: null } : { act: text } },
          ]}
        >
          {text}
        </Button>
      );
    case 'panel':
      return (
        <CollapsiblePanel
          id={id}
          key={key}
          expanded={look & 1 ? true : undefined}
          border={
            look & 2 ? { color: 'grey', ...(look & 4 ? { cornerRadius: '5px' } : {}) } : undefined
          }
        >
          <PanelHeader title={text} icon={look & 4 ? <Icon token="down_outlined" /> : undefined} />
          {look & 1
            ? children.map(renderElement)
            : children.length > 0 && children.map(renderElement)}
        </CollapsiblePanel>
      );
    case 'columns':
      return (
        <ColumnSet id={id} key={key} flexMode={look & 1 ? 'stretch' : undefined}>
          {children.length === 0 && []}
          {children.map((child) => (
            <Column key={child.key} weight={child.look & 1 ? 2 : undefined}>
              {renderElement({ ...child, key: undefined })}
            </Column>
          ))}
        </ColumnSet>
      );
    case 'raw':
      return (
        <Raw
          key={key}
          json={{
            tag: 'img',
            ...(id ? { element_id: id } : {}),
            alt: { tag: 'plain_text', content: text },
            img_key: look & 1 ? 'img_1' : null,
          }}
        />
      );
    case 'input':
      return (
        <Raw
          key={key}
          json={{
            tag: 'input',
            ...(id ? { element_id: id } : {}),
            label: { tag: 'plain_text', content: text },
            ...(look & 1 ? { disabled: true } : {}),
          }}
        />
      );
  }
}

const text = fc.oneof(
  fc.constantFrom('a', 'ab', 'abc', 'b', ''),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const KINDS = ['markdown', 'div', 'hr', 'button', 'panel', 'columns', 'raw', 'input'] as const;

function elementArbitrary(depth: number): fc.Arbitrary<ElementSpec> {
  return fc.record({
    kind: fc.constantFrom(...KINDS),
    text: text.map((words) => words || ' '),
    look: fc.nat(7),
    id: fc.option(fc.constantFrom('one', 'two', 'three', 'four', 'five'), {
      nil: undefined,
      freq: 4,
    }),
    key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined, freq: 3 }),
    children: depth > 0 ? fc.array(elementArbitrary(depth - 1), { maxLength: 3 }) : fc.constant([]),
  });
}

const optional = <T,>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

export const cardSpec: fc.Arbitrary<CardSpec> = fc
  .record({
    header: optional(
      fc.record({
        title: text,
        subtitle: optional(text),
        template: optional(fc.constantFrom('blue' as const, 'green' as const)),
        tag: optional(fc.constant('ci')),
      }),
    ),
    streaming: optional(fc.boolean()),
    summary: optional(fc.constantFrom('s1', 's2')),
    widthMode: optional(fc.constantFrom('default' as const, 'compact' as const, 'fill' as const)),
    style: fc.boolean(),
    link: optional(fc.constantFrom('https://a.example/', 'https://b.example/')),
    padding: fc.boolean(),
    children: fc.array(elementArbitrary(2), { maxLength: 6 }),
  })
  .map(withUniqueNames);

/** One step of a card's life: what a re-render typically changes. */
export type Step =
  | { do: 'insert'; at: number; element: ElementSpec }
  | { do: 'remove'; at: number }
  | { do: 'move'; from: number; to: number }
  | { do: 'write'; at: number; text: string; append: boolean }
  | { do: 'look'; at: number; look: number }
  | { do: 'card'; change: Partial<CardSpec> };

export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), at: fc.nat(9), element: elementArbitrary(1) }),
  fc.record({ do: fc.constant('remove' as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant('move' as const), from: fc.nat(9), to: fc.nat(9) }),
  fc.record({ do: fc.constant('write' as const), at: fc.nat(20), text, append: fc.boolean() }),
  fc.record({ do: fc.constant('look' as const), at: fc.nat(20), look: fc.nat(7) }),
  cardSpec.chain((spec) =>
    fc
      .subarray(['header', 'streaming', 'summary', 'widthMode', 'link', 'padding'] as const, {
        minLength: 1,
        maxLength: 2,
      })
      .map((names) => ({
        do: 'card' as const,
        change: Object.fromEntries(names.map((name) => [name, spec[name]])) as Partial<CardSpec>,
      })),
  ),
);

export function takeStep(spec: CardSpec, one: Step): CardSpec {
  if (one.do === 'card') return { ...spec, ...one.change };
  const copy = structuredClone(spec);
  const lists: ElementSpec[][] = [copy.children];
  const all: ElementSpec[] = [];
  const collect = (elements: ElementSpec[]): void => {
    for (const element of elements) {
      all.push(element);
      if (element.kind === 'panel' || element.kind === 'columns') {
        lists.push(element.children);
        collect(element.children);
      }
    }
  };
  collect(copy.children);
  const list = lists[('at' in one ? one.at : one.from) % lists.length] as ElementSpec[];
  switch (one.do) {
    case 'insert':
      list.splice(one.at % (list.length + 1), 0, one.element);
      break;
    case 'remove':
      list.splice(one.at % (list.length + 1), 1);
      break;
    case 'move': {
      const [moved] = list.splice(one.from % (list.length + 1), 1);
      if (moved) list.splice(one.to % (list.length + 1), 0, moved);
      break;
    }
    default: {
      const target = all[one.at % Math.max(1, all.length)];
      if (target && one.do === 'write')
        target.text = one.append ? target.text + one.text : one.text || ' ';
      if (target && one.do === 'look') target.look = one.look;
    }
  }
  return withUniqueNames(copy);
}

/** Drops what a card may not have: an id twice anywhere, a key twice among siblings, more than four layers. */
function withUniqueNames(spec: CardSpec): CardSpec {
  const ids = new Set<string>();
  const clean = (elements: readonly ElementSpec[], depth: number): ElementSpec[] => {
    const keys = new Set<string>();
    return elements.map((element) => {
      const id = element.id !== undefined && !ids.has(element.id) ? element.id : undefined;
      if (id !== undefined) ids.add(id);
      const key = element.key !== undefined && !keys.has(element.key) ? element.key : undefined;
      if (key !== undefined) keys.add(key);
      const children = depth < 4 ? clean(element.children, depth + 1) : [];
      return { ...element, id, key, children };
    });
  };
  return { ...spec, children: clean(spec.children, 0) };
}
