import fc from 'fast-check';
import {
  A,
  At,
  Audio,
  B,
  Br,
  Button,
  Card,
  type CardElement,
  Chart,
  Checker,
  Code,
  CodeBlock,
  CollapsiblePanel,
  Column,
  ColumnSet,
  DatePicker,
  DateTimePicker,
  Div,
  Divider,
  Emoji,
  Font,
  Form,
  H3,
  Header,
  Hr,
  I,
  Icon,
  Image,
  ImageCombination,
  InlineAudio,
  InlinePerson,
  InlineTag,
  Input,
  InteractiveContainer,
  type JsonObject,
  LarkMd,
  Li,
  Link,
  LocalDatetime,
  Markdown,
  MdImage,
  MdTable,
  MultiSelect,
  MultiSelectPerson,
  md,
  NumberTag,
  Ol,
  Option,
  Overflow,
  PanelHeader,
  Person,
  PersonList,
  PlainText,
  Quote,
  Raw,
  render,
  S,
  Select,
  SelectImage,
  SelectPerson,
  Span,
  Table,
  Td,
  TextTag,
  TimePicker,
  Tr,
  Ul,
} from 'larkx';
import { countTagged } from '../../src/card/tree.js';
import { MAX_ELEMENTS, MAX_TABLES, SAFE_DEPTH } from '../../src/schema/limits.js';

/** A card as data, so that a random change of it is a random re-render. */
export interface CardSpec {
  header: HeaderSpec | undefined;
  streaming: boolean | undefined;
  summary: string | undefined;
  widthMode: 'default' | 'compact' | 'fill' | undefined;
  style: boolean;
  link: string | undefined;
  padding: boolean;
  /** Filled up with dividers: it holds as many objects as a card may. */
  full: boolean;
  children: ElementSpec[];
}

interface HeaderSpec {
  title: string;
  subtitle: string | undefined;
  template: 'blue' | 'green' | undefined;
  tag: string | undefined;
}

export interface ElementSpec {
  kind: Kind;
  text: string;
  /** A variation of the other props; each bit gives or takes away something. */
  look: number;
  id: string | undefined;
  key: string | undefined;
  /** Of what is interactive; unique in the card. */
  name: string;
  /** What it lists: options, rows, columns, persons, images. Without repetition. */
  items: string[];
  /** What the service hands through: the spec of a chart, the value of a callback, cells of a table. */
  data: JsonObject;
  children: ElementSpec[];
}

/** What a kind is rendered from: the element, its look as three switches, and what it stands in. */
type Given = Omit<ElementSpec, 'kind' | 'look' | 'children' | 'name'> & {
  a: boolean;
  b: boolean;
  c: boolean;
  /** Left out now and then where it may be. */
  name: string | undefined;
  /** The name, where it has to be there. */
  ownName: string;
  inForm: boolean;
  children: CardElement[];
  /** Whether one of the children sends the form. */
  submits: boolean;
};

const texts = (items: readonly string[], text: string, long: boolean) =>
  Object.fromEntries(items.map((item) => [item, long ? `${item} ${text}` : item]));

const confirm = (text: string) => ({ title: 'sure?', text });

/** One way to render each component, in which each switch gives or takes away a prop. */
const KINDS = {
  markdown: ({ id, key, text, a, b, c }) => (
    <Markdown
      id={id}
      key={key}
      textSize={a ? 'heading' : undefined}
      icon={b ? <Icon token="add_outlined" color={c ? 'red' : undefined} /> : undefined}
    >
      {text}
    </Markdown>
  ),
  rich: ({ id, key, text, items, ownName, a, b, c }) => (
    <Markdown id={id} key={key}>
      {a && (
        <>
          <H3>
            <Emoji name="OK" /> {text}
          </H3>
          <MdTable>
            <Tr>
              <Td>
                <B>{text}</B>
              </Td>
              <Td>
                <MdImage imgKey="img_1" alt={text} />
              </Td>
            </Tr>
            {items.map((item) => (
              <Tr key={item}>
                <Td>
                  {item}
                  <Br />
                  {text}
                </Td>
              </Tr>
            ))}
          </MdTable>
          <CodeBlock language="ts">{text}</CodeBlock>
          <Hr />
        </>
      )}
      {b && (
        <>
          <Quote>
            {text} <Code>{text}</Code>
          </Quote>
          <Ol start={3}>
            {items.map((item) => (
              <Li key={item}>
                <A href="https://a.example/">{text}</A>
                <Ul>
                  <Li>
                    <I>{item}</I>
                  </Li>
                </Ul>
              </Li>
            ))}
          </Ol>
          {{ zh_cn: text, en_us: <S>{text}</S>, ja_jp: md`**${text}**` }}
        </>
      )}
      {c && (
        <>
          <At id="ou_1" /> <Font color="red">{text}</Font>{' '}
          <InlineTag color="blue">{text}</InlineTag>
          <InlinePerson id="ou_1" /> <NumberTag>{3}</NumberTag> <LocalDatetime millisecond={0} />
          <Link url="https://a.example/">{text}</Link> <Span>{text}</Span>
          <InlineAudio fileKey="file_a" audioId={ownName} />
        </>
      )}
      {text}
    </Markdown>
  ),
  div: ({ id, key, text, a, b, c }) => (
    <Div id={id} key={key} width={a ? 'auto' : undefined}>
      {b ? (
        <LarkMd>{text}</LarkMd>
      ) : (
        <PlainText lines={c ? 2 : undefined} id={id === undefined ? undefined : `${id}_t`}>
          {text}
        </PlainText>
      )}
    </Div>
  ),
  hr: ({ id, key, a, b, c }) => (
    <Divider
      id={id}
      key={key}
      margin={a ? '4px' : undefined}
      extra={b ? { later: c ? null : 1 } : undefined}
    />
  ),
  image: ({ id, key, text, a, b, c }) => (
    <Image
      id={id}
      key={key}
      imgKey={a ? 'img_a' : 'img_b'}
      alt={text}
      title={b ? text : undefined}
      size={c ? '16px 9px' : undefined}
    />
  ),
  images: ({ id, key, items, a, b }) => (
    <ImageCombination
      id={id}
      key={key}
      combinationMode={a ? 'bisect' : 'trisect'}
      imgList={items.map((item) => ({ imgKey: `img_${item}` }))}
      cornerRadius={b ? '4px' : undefined}
    />
  ),
  person: ({ id, key, a, b, c }) => (
    <Person
      id={id}
      key={key}
      userId={a ? 'ou_a' : 'ou_b'}
      showName={b ? true : undefined}
      size={c ? 'small' : undefined}
    />
  ),
  people: ({ id, key, items, a, b, c }) => (
    <PersonList
      id={id}
      key={key}
      persons={items.map((item) => ({ id: item }))}
      lines={a ? 1 : undefined}
      icon={b ? c ? <Icon imgKey="img_1" /> : <Icon token="group_outlined" /> : undefined}
    />
  ),
  chart: ({ id, key, data, a, b }) => (
    <Chart
      id={id}
      key={key}
      chartSpec={data}
      aspectRatio={a ? '4:3' : undefined}
      height={b ? '200px' : undefined}
    />
  ),
  table: ({ id, key, text, items, data, a, b, c }) => (
    <Table
      id={id}
      key={key}
      columns={items.map((name) => ({
        name,
        dataType: a ? ('lark_md' as const) : ('text' as const),
        displayName: b ? text : undefined,
      }))}
      rows={items.map((name) => ({ ...data, [name]: text }) as Record<string, string>)}
      headerStyle={c ? { bold: true, ...(b ? { lines: 2 } : {}) } : undefined}
    />
  ),
  audio: ({ id, key, ownName, a, b, c }) => (
    <Audio
      id={id}
      key={key}
      fileKey={a ? 'file_a' : 'file_b'}
      audioId={b ? ownName : undefined}
      fallback={c ? 'drop' : 'no player'}
    />
  ),
  button: ({ id, key, text, name, ownName, data, inForm, a, b, c }) => (
    <Button
      id={id}
      key={key}
      name={inForm ? ownName : name}
      formActionType={inForm ? (a ? 'submit' : 'reset') : undefined}
      type={a ? 'primary' : undefined}
      confirm={b ? confirm(text) : undefined}
      behaviors={c ? [{ type: 'callback', value: { ...data, none: null } }] : undefined}
      onClick={b ? () => {} : undefined}
    >
      {text}
    </Button>
  ),
  input: ({ id, key, text, name, a, b, c }) => (
    <Input
      id={id}
      key={key}
      name={name}
      label={text}
      inputType={a ? 'multiline_text' : undefined}
      defaultValue={b ? text : undefined}
      disabled={c ? true : undefined}
    />
  ),
  select: ({ id, key, text, name, items, a, b, c }) => (
    <Select
      id={id}
      key={key}
      name={name}
      options={texts(items, text, c)}
      initialIndex={a ? 1 : undefined}
      placeholder={b ? text : undefined}
    />
  ),
  multiSelect: ({ id, key, text, ownName, items, a, b, c }) => (
    <MultiSelect
      id={id}
      key={key}
      name={ownName}
      selectedValues={a ? items.slice(0, 1) : undefined}
      placeholder={b ? text : undefined}
    >
      {items.map((item) => (
        <Option key={item} value={item} icon={c ? <Icon token="add_outlined" /> : undefined}>
          {item}
        </Option>
      ))}
    </MultiSelect>
  ),
  selectPerson: ({ id, key, name, items, a, b }) => (
    <SelectPerson
      id={id}
      key={key}
      name={name}
      initialOption={a ? items[0] : undefined}
      type={b ? 'text' : undefined}
    >
      {items.map((item) => (
        <Option key={item} value={item} />
      ))}
    </SelectPerson>
  ),
  multiSelectPerson: ({ id, key, text, ownName, items, a, b }) => (
    <MultiSelectPerson
      id={id}
      key={key}
      name={ownName}
      selectedValues={a ? items : undefined}
      placeholder={b ? text : undefined}
    />
  ),
  selectImage: ({ id, key, name, items, inForm, a, b }) => (
    <SelectImage
      id={id}
      key={key}
      name={name}
      multiSelect={inForm && a ? true : undefined}
      layout={b ? 'trisect' : undefined}
    >
      {items.map((item) => (
        <Option key={item} value={item} imgKey={`img_${item}`} />
      ))}
    </SelectImage>
  ),
  date: ({ id, key, text, name, a, b }) => (
    <DatePicker
      id={id}
      key={key}
      name={name}
      initialDate={a ? '2026-01-31' : undefined}
      placeholder={b ? text : undefined}
    />
  ),
  time: ({ id, key, text, name, a, b }) => (
    <TimePicker
      id={id}
      key={key}
      name={name}
      initialTime={a ? '09:30' : undefined}
      placeholder={b ? text : undefined}
    />
  ),
  dateTime: ({ id, key, text, name, a, b, inForm }) => (
    <DateTimePicker
      id={id}
      key={key}
      name={name}
      initialDatetime={a ? '2026-01-31 09:30' : undefined}
      placeholder={b ? text : undefined}
      onChange={inForm ? undefined : () => {}}
    />
  ),
  checker: ({ id, key, text, name, a, b, c, inForm }) => (
    <Checker
      id={id}
      key={key}
      name={name}
      checked={a ? true : undefined}
      checkedStyle={
        b ? { showStrikethrough: true, ...(c ? { opacity: 0.5 } : undefined) } : undefined
      }
      buttonArea={c && !inForm ? { buttons: [<Button type="text">{text}</Button>] } : undefined}
    >
      {text}
    </Checker>
  ),
  overflow: ({ id, key, text, items, a, b }) => (
    <Overflow
      id={id}
      key={key}
      width={a ? 'fill' : undefined}
      confirm={b ? confirm(text) : undefined}
    >
      {items.map((item) => (
        <Option key={item} value={item}>
          {item}
        </Option>
      ))}
    </Overflow>
  ),
  panel: ({ id, key, text, a, b, c, children }) => (
    <CollapsiblePanel
      id={id}
      key={key}
      expanded={a ? true : undefined}
      border={b ? { color: 'grey', ...(c ? { cornerRadius: '5px' } : {}) } : undefined}
    >
      <PanelHeader title={text} icon={c ? <Icon token="add_outlined" /> : undefined} />
      {a || children.length > 0 ? children : undefined}
    </CollapsiblePanel>
  ),
  columns: ({ id, key, a, b, children }) => (
    <ColumnSet id={id} key={key} flexMode={a ? 'stretch' : undefined}>
      {children.map((child) => (
        <Column key={child.key} weight={b ? 2 : undefined}>
          {child}
        </Column>
      ))}
    </ColumnSet>
  ),
  container: ({ id, key, text, a, b, c, children }) => (
    <InteractiveContainer
      id={id}
      key={key}
      hasBorder={a ? true : undefined}
      onClick={b ? () => {} : undefined}
      hoverTips={c ? text : undefined}
    >
      {children}
    </InteractiveContainer>
  ),
  form: ({ id, key, ownName, a, b, children, submits }) => (
    <Form
      id={id}
      key={key}
      name={ownName}
      padding={a ? '8px' : undefined}
      onSubmit={b ? () => {} : undefined}
    >
      {children}
      {!submits && (
        <Button key="send" name={`${ownName}_send`} formActionType="submit">
          Send
        </Button>
      )}
    </Form>
  ),
  raw: ({ id, key, text, a }) => (
    <Raw
      key={key}
      json={{
        tag: 'img',
        ...(id ? { element_id: id } : {}),
        alt: { tag: 'plain_text', content: text },
        img_key: 'img_1',
        later: a ? 'x' : null,
      }}
    />
  ),
} satisfies Record<string, (given: Given) => CardElement>;

export type Kind = keyof typeof KINDS;
const CONTAINERS: ReadonlySet<Kind> = new Set(['panel', 'columns', 'container', 'form']);
/** What stands in the body only, and what takes its place elsewhere. */
const ROOT_ONLY: Partial<Record<Kind, Kind>> = { form: 'panel', table: 'markdown' };

/** A card that is `full` is filled up to `elements`. */
export function renderSpec(spec: CardSpec, elements = MAX_ELEMENTS): CardElement {
  if (!spec.full) return withDividers(spec, 0);
  return withDividers(spec, Math.max(0, elements - countTagged(render(withDividers(spec, 0)))));
}

function withDividers(spec: CardSpec, dividers: number): CardElement {
  return cardAround(spec, [
    ...bodyOf(spec),
    ...(dividers > 0 ? [Array.from({ length: dividers }, () => <Divider />)] : []),
  ]);
}

/** What stands in the body of a card, without what fills it up. */
export function bodyOf(spec: CardSpec): CardElement[] {
  return spec.children.map((child) => renderElement(child, false));
}

/** The card of a spec, with another body. */
export function cardAround(
  spec: CardSpec,
  body: readonly (CardElement | CardElement[])[],
): CardElement {
  return (
    <Card
      streamingMode={spec.streaming}
      summary={spec.summary}
      widthMode={spec.widthMode}
      enableForward={plays(spec.children) ? false : undefined}
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
      {body}
    </Card>
  );
}

function renderElement(spec: ElementSpec, inForm: boolean): CardElement {
  const { kind, look, name, children, ...rest } = spec;
  const inside = inForm || kind === 'form';
  return KINDS[kind]({
    ...rest,
    a: (look & 1) !== 0,
    b: (look & 2) !== 0,
    c: (look & 4) !== 0,
    name: inForm || look > 3 ? name : undefined,
    ownName: name,
    inForm,
    children: children.map((child) => renderElement(child, inside)),
    submits: children.some(isSubmit),
  });
}

/** Whether a button of a form sends it, or a container holds such a button. */
function isSubmit({ kind, look, children }: ElementSpec): boolean {
  return (kind === 'button' && (look & 1) !== 0) || children.some(isSubmit);
}

function plays(elements: readonly ElementSpec[]): boolean {
  return elements.some(
    ({ kind, look, children }) =>
      kind === 'audio' || (kind === 'rich' && (look & 4) !== 0) || plays(children),
  );
}

const text = fc.oneof(
  fc.constantFrom('a', 'ab', 'abc', 'b', ''),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const items = fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's'), { maxLength: 4 });

/** Data that looks like a part of the card, and must not be taken for one. */
const data = fc.object({
  key: fc.constantFrom('type', 'tag', 'element_id', 'elements', 'data', 'name'),
  values: [fc.constantFrom('bar', 'form', 'one'), fc.nat(3), fc.boolean(), fc.constant(null)],
  maxDepth: 2,
  maxKeys: 3,
}) as fc.Arbitrary<JsonObject>;

const kind = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(KINDS) as Kind[])) },
  { weight: 1, arbitrary: fc.constantFrom('markdown' as const, 'input' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...CONTAINERS) },
);

function elementArbitrary(depth: number): fc.Arbitrary<ElementSpec> {
  return fc.record({
    kind,
    text: text.map((words) => words || ' '),
    look: fc.nat(7),
    id: fc.option(fc.constantFrom('one', 'two', 'three', 'four', 'five'), {
      nil: undefined,
      freq: 4,
    }),
    key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined, freq: 3 }),
    name: fc.nat(30).map((n) => `n${n}`),
    items,
    data,
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
    full: fc.nat(24).map((n) => n === 0),
    children: fc.array(elementArbitrary(2), { maxLength: 6 }),
  })
  .map(valid);

/** One step of a card's life: what a re-render typically changes. `move` can lead into another container. */
export type Step =
  | { do: 'insert'; at: number; element: ElementSpec }
  | { do: 'remove'; at: number }
  | { do: 'move'; from: number; to: number; into: number | undefined }
  | { do: 'write'; at: number; text: string; append: boolean }
  | { do: 'look'; at: number; look: number }
  | { do: 'list'; at: number; items: string[] }
  | { do: 'data'; at: number; data: JsonObject }
  | { do: 'card'; change: Partial<CardSpec> };

export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), at: fc.nat(9), element: elementArbitrary(1) }),
  fc.record({ do: fc.constant('remove' as const), at: fc.nat(9) }),
  fc.record({
    do: fc.constant('move' as const),
    from: fc.nat(9),
    to: fc.nat(9),
    into: fc.option(fc.nat(9), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('write' as const), at: fc.nat(20), text, append: fc.boolean() }),
  fc.record({ do: fc.constant('look' as const), at: fc.nat(20), look: fc.nat(7) }),
  fc.record({ do: fc.constant('list' as const), at: fc.nat(20), items }),
  fc.record({ do: fc.constant('data' as const), at: fc.nat(20), data }),
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

/** What shows a change of a list, or of data. */
const MATTERS: Partial<Record<Step['do'], ReadonlySet<Kind>>> = {
  list: new Set([
    ...(['images', 'people', 'table', 'select', 'multiSelect', 'selectPerson'] as const),
    ...(['multiSelectPerson', 'selectImage', 'overflow'] as const),
  ]),
  data: new Set(['chart', 'table', 'button'] as const),
};

export function takeStep(spec: CardSpec, one: Step): CardSpec {
  if (one.do === 'card') return { ...spec, ...one.change };
  const copy = structuredClone(spec);
  const lists: ElementSpec[][] = [copy.children];
  const all: ElementSpec[] = [];
  const collect = (elements: ElementSpec[]): void => {
    for (const element of elements) {
      all.push(element);
      if (CONTAINERS.has(element.kind)) {
        lists.push(element.children);
        collect(element.children);
      }
    }
  };
  collect(copy.children);
  const listOf = (n: number) => lists[n % lists.length] as ElementSpec[];
  switch (one.do) {
    case 'insert': {
      const list = listOf(one.at);
      list.splice(one.at % (list.length + 1), 0, one.element);
      break;
    }
    case 'remove': {
      const list = listOf(one.at);
      list.splice(one.at % (list.length + 1), 1);
      break;
    }
    case 'move': {
      const list = listOf(one.from);
      const [moved] = list.splice(one.from % (list.length + 1), 1);
      const target = one.into === undefined ? list : listOf(one.into);
      if (moved) target.splice(one.to % (target.length + 1), 0, moved);
      break;
    }
    default: {
      const fitting = all.filter(({ kind }) => MATTERS[one.do]?.has(kind) ?? true);
      const target = fitting[one.at % fitting.length];
      if (!target) break;
      if (one.do === 'write') target.text = one.append ? target.text + one.text : one.text || ' ';
      else if (one.do === 'look') target.look = one.look;
      else if (one.do === 'list') target.items = one.items;
      else target.data = one.data;
    }
  }
  return valid(copy);
}

/** Drops or changes what a card may not have, so that every spec renders without an error. */
function valid(spec: CardSpec): CardSpec {
  const ids = new Set<string>();
  const names = new Set<string>();
  let tables = 0;
  // A header and the card's own part.
  let left = MAX_ELEMENTS - 5;

  const unique = (name: string): string => {
    if (names.has(name)) return unique(`${name}x`);
    names.add(name);
    return name;
  };
  const clean = (elements: readonly ElementSpec[], layers: number): ElementSpec[] => {
    const keys = new Set<string>();
    return elements.flatMap((element) => {
      left -= mostTags(element);
      if (left < 0) return [];
      let { kind, look } = element;
      if (layers > 0) kind = ROOT_ONLY[kind] ?? kind;
      if (kind === 'table' && ++tables > MAX_TABLES) kind = 'markdown';
      if (kind === 'rich' && (look & 1) !== 0 && ++tables > MAX_TABLES) look -= 1;
      if (CONTAINERS.has(kind) && layers >= SAFE_DEPTH) kind = 'markdown';
      const id = element.id !== undefined && !ids.has(element.id) ? element.id : undefined;
      if (id !== undefined) ids.add(id);
      const key = element.key !== undefined && !keys.has(element.key) ? element.key : undefined;
      if (key !== undefined) keys.add(key);
      const name = unique(element.name);
      const inside = CONTAINERS.has(kind) ? element.children : [];
      return [{ ...element, kind, look, id, key, name, children: clean(inside, layers + 1) }];
    });
  };
  return { ...spec, children: clean(spec.children, 0) };
}

/** The most objects with a tag that an element can come to, without its children: with a column around it. */
function mostTags({ items }: ElementSpec): number {
  return 7 + 3 * items.length;
}
