import type {
  Action,
  AudioProps,
  ButtonProps,
  Call,
  CardElement,
  CardJson,
  CardProps,
  ChartProps,
  CheckerProps,
  CollapsiblePanelProps,
  ColumnProps,
  ColumnSetProps,
  DatePickerProps,
  DateTimePickerProps,
  DividerProps,
  DivProps,
  Elements,
  FormProps,
  HeaderProps,
  IconProps,
  Identity,
  ImageCombinationProps,
  ImageProps,
  InputProps,
  InteractiveContainerProps,
  Issue,
  LarkMdProps,
  Locale,
  LocaleMap,
  MarkdownProps,
  Md,
  MultiSelectPersonProps,
  MultiSelectProps,
  Node,
  OptionProps,
  OverflowProps,
  PanelHeaderProps,
  PersonListProps,
  PersonProps,
  PlainTextProps,
  Plan,
  RawProps,
  SelectImageProps,
  SelectPersonProps,
  SelectProps,
  TableProps,
  Text,
  TextTagProps,
  TimePickerProps,
} from 'larkx';
import * as larkx from 'larkx';
import { describe, expectTypeOf, test } from 'vitest';
import type { ComponentProps } from './component-props.js';

describe('the props of a component', () => {
  test('are exported under its name', () => {
    expectTypeOf<ComponentProps<typeof larkx.Button>>().toEqualTypeOf<ButtonProps>();
    expectTypeOf<ComponentProps<typeof larkx.Card>>().toEqualTypeOf<CardProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.CollapsiblePanel>
    >().toEqualTypeOf<CollapsiblePanelProps>();
    expectTypeOf<ComponentProps<typeof larkx.Column>>().toEqualTypeOf<ColumnProps>();
    expectTypeOf<ComponentProps<typeof larkx.ColumnSet>>().toEqualTypeOf<ColumnSetProps>();
    expectTypeOf<ComponentProps<typeof larkx.Div>>().toEqualTypeOf<DivProps>();
    expectTypeOf<ComponentProps<typeof larkx.Divider>>().toEqualTypeOf<DividerProps>();
    expectTypeOf<ComponentProps<typeof larkx.Header>>().toEqualTypeOf<HeaderProps>();
    expectTypeOf<ComponentProps<typeof larkx.Icon>>().toEqualTypeOf<IconProps>();
    expectTypeOf<ComponentProps<typeof larkx.LarkMd>>().toEqualTypeOf<LarkMdProps>();
    expectTypeOf<ComponentProps<typeof larkx.Markdown>>().toEqualTypeOf<MarkdownProps>();
    expectTypeOf<ComponentProps<typeof larkx.PanelHeader>>().toEqualTypeOf<PanelHeaderProps>();
    expectTypeOf<ComponentProps<typeof larkx.PlainText>>().toEqualTypeOf<PlainTextProps>();
    expectTypeOf<ComponentProps<typeof larkx.Raw>>().toEqualTypeOf<RawProps>();
    expectTypeOf<ComponentProps<typeof larkx.Audio>>().toEqualTypeOf<AudioProps>();
    expectTypeOf<ComponentProps<typeof larkx.Chart>>().toEqualTypeOf<ChartProps>();
    expectTypeOf<ComponentProps<typeof larkx.Checker>>().toEqualTypeOf<CheckerProps>();
    expectTypeOf<ComponentProps<typeof larkx.DatePicker>>().toEqualTypeOf<DatePickerProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.DateTimePicker>
    >().toEqualTypeOf<DateTimePickerProps>();
    expectTypeOf<ComponentProps<typeof larkx.Form>>().toEqualTypeOf<FormProps>();
    expectTypeOf<ComponentProps<typeof larkx.Image>>().toEqualTypeOf<ImageProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.ImageCombination>
    >().toEqualTypeOf<ImageCombinationProps>();
    expectTypeOf<ComponentProps<typeof larkx.Input>>().toEqualTypeOf<InputProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.InteractiveContainer>
    >().toEqualTypeOf<InteractiveContainerProps>();
    expectTypeOf<ComponentProps<typeof larkx.MultiSelect>>().toEqualTypeOf<MultiSelectProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.MultiSelectPerson>
    >().toEqualTypeOf<MultiSelectPersonProps>();
    expectTypeOf<ComponentProps<typeof larkx.Option>>().toEqualTypeOf<OptionProps>();
    expectTypeOf<ComponentProps<typeof larkx.Overflow>>().toEqualTypeOf<OverflowProps>();
    expectTypeOf<ComponentProps<typeof larkx.Person>>().toEqualTypeOf<PersonProps>();
    expectTypeOf<ComponentProps<typeof larkx.PersonList>>().toEqualTypeOf<PersonListProps>();
    expectTypeOf<ComponentProps<typeof larkx.Select>>().toEqualTypeOf<SelectProps>();
    expectTypeOf<ComponentProps<typeof larkx.SelectImage>>().toEqualTypeOf<SelectImageProps>();
    expectTypeOf<ComponentProps<typeof larkx.SelectPerson>>().toEqualTypeOf<SelectPersonProps>();
    expectTypeOf<ComponentProps<typeof larkx.Table>>().toEqualTypeOf<TableProps>();
    expectTypeOf<ComponentProps<typeof larkx.TimePicker>>().toEqualTypeOf<TimePickerProps>();
    expectTypeOf<ComponentProps<typeof larkx.TextTag>>().toEqualTypeOf<TextTagProps>();
  });

  test('are exported of those inside markdown as well', () => {
    expectTypeOf<ComponentProps<typeof larkx.A>>().toEqualTypeOf<larkx.AProps>();
    expectTypeOf<ComponentProps<typeof larkx.At>>().toEqualTypeOf<larkx.AtProps>();
    expectTypeOf<ComponentProps<typeof larkx.B>>().toEqualTypeOf<larkx.BProps>();
    expectTypeOf<ComponentProps<typeof larkx.Br>>().toEqualTypeOf<larkx.BrProps>();
    expectTypeOf<ComponentProps<typeof larkx.Code>>().toEqualTypeOf<larkx.CodeProps>();
    expectTypeOf<ComponentProps<typeof larkx.CodeBlock>>().toEqualTypeOf<larkx.CodeBlockProps>();
    expectTypeOf<ComponentProps<typeof larkx.Emoji>>().toEqualTypeOf<larkx.EmojiProps>();
    expectTypeOf<ComponentProps<typeof larkx.Font>>().toEqualTypeOf<larkx.FontProps>();
    expectTypeOf<ComponentProps<typeof larkx.H1>>().toEqualTypeOf<larkx.H1Props>();
    expectTypeOf<ComponentProps<typeof larkx.H2>>().toEqualTypeOf<larkx.H2Props>();
    expectTypeOf<ComponentProps<typeof larkx.H3>>().toEqualTypeOf<larkx.H3Props>();
    expectTypeOf<ComponentProps<typeof larkx.H4>>().toEqualTypeOf<larkx.H4Props>();
    expectTypeOf<ComponentProps<typeof larkx.H5>>().toEqualTypeOf<larkx.H5Props>();
    expectTypeOf<ComponentProps<typeof larkx.H6>>().toEqualTypeOf<larkx.H6Props>();
    expectTypeOf<ComponentProps<typeof larkx.Hr>>().toEqualTypeOf<larkx.HrProps>();
    expectTypeOf<ComponentProps<typeof larkx.I>>().toEqualTypeOf<larkx.IProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.InlineAudio>
    >().toEqualTypeOf<larkx.InlineAudioProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.InlinePerson>
    >().toEqualTypeOf<larkx.InlinePersonProps>();
    expectTypeOf<ComponentProps<typeof larkx.InlineTag>>().toEqualTypeOf<larkx.InlineTagProps>();
    expectTypeOf<ComponentProps<typeof larkx.Li>>().toEqualTypeOf<larkx.LiProps>();
    expectTypeOf<ComponentProps<typeof larkx.Link>>().toEqualTypeOf<larkx.LinkProps>();
    expectTypeOf<
      ComponentProps<typeof larkx.LocalDatetime>
    >().toEqualTypeOf<larkx.LocalDatetimeProps>();
    expectTypeOf<ComponentProps<typeof larkx.MdImage>>().toEqualTypeOf<larkx.MdImageProps>();
    expectTypeOf<ComponentProps<typeof larkx.MdTable>>().toEqualTypeOf<larkx.MdTableProps>();
    expectTypeOf<ComponentProps<typeof larkx.NumberTag>>().toEqualTypeOf<larkx.NumberTagProps>();
    expectTypeOf<ComponentProps<typeof larkx.Ol>>().toEqualTypeOf<larkx.OlProps>();
    expectTypeOf<ComponentProps<typeof larkx.Quote>>().toEqualTypeOf<larkx.QuoteProps>();
    expectTypeOf<ComponentProps<typeof larkx.S>>().toEqualTypeOf<larkx.SProps>();
    expectTypeOf<ComponentProps<typeof larkx.Span>>().toEqualTypeOf<larkx.SpanProps>();
    expectTypeOf<ComponentProps<typeof larkx.Td>>().toEqualTypeOf<larkx.TdProps>();
    expectTypeOf<ComponentProps<typeof larkx.Tr>>().toEqualTypeOf<larkx.TrProps>();
    expectTypeOf<ComponentProps<typeof larkx.Ul>>().toEqualTypeOf<larkx.UlProps>();
  });

  test('can be extended by a component of the author', () => {
    interface PrimaryProps extends ButtonProps {
      loading?: boolean;
    }
    const Primary = ({ loading, ...rest }: PrimaryProps) => (
      <larkx.Button type="primary" disabled={loading} {...rest} />
    );
    void (
      <Primary loading size="small">
        a
      </Primary>
    );
    // @ts-expect-error still checked
    void (<Primary size="huge">a</Primary>);
  });

  test('have no member that anything may be', () => {
    expectTypeOf<ButtonProps['size']>().toEqualTypeOf<
      'tiny' | 'small' | 'medium' | 'large' | undefined
    >();
    expectTypeOf<ButtonProps['text']>().toEqualTypeOf<Text | undefined>();
    expectTypeOf<ButtonProps['disabled']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<HeaderProps['title']>().toEqualTypeOf<Text>();
    expectTypeOf<CardProps['updateMulti']>().toEqualTypeOf<true | undefined>();
    expectTypeOf<ColumnProps['weight']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<PanelHeaderProps['iconExpandedAngle']>().toEqualTypeOf<
      -180 | -90 | 90 | 180 | undefined
    >();
    expectTypeOf<ImageProps['imgKey']>().toEqualTypeOf<string>();
    expectTypeOf<TableProps['pageSize']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<FormProps['name']>().toEqualTypeOf<string>();
    expectTypeOf<InputProps['onChange']>().toEqualTypeOf<
      larkx.Handler<larkx.InputEvent> | undefined
    >();
    expectTypeOf<DividerProps['children']>().toEqualTypeOf<undefined>();
    expectTypeOf<ColumnProps['children']>().toEqualTypeOf<Elements>();
  });

  test('have no index signature', () => {
    expectTypeOf<string extends keyof ButtonProps ? true : false>().toEqualTypeOf<false>();
    expectTypeOf<string extends keyof CardProps ? true : false>().toEqualTypeOf<false>();
    expectTypeOf<string extends keyof SelectProps ? true : false>().toEqualTypeOf<false>();
    expectTypeOf<string extends keyof TableProps ? true : false>().toEqualTypeOf<false>();
  });
});

describe('a text', () => {
  test('is a string, a number, one string per language or a text element', () => {
    expectTypeOf<Text>().toEqualTypeOf<string | number | LocaleMap | CardElement>();
    expectTypeOf<LocaleMap['zh_cn']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<keyof LocaleMap>().toEqualTypeOf<Locale>();
    expectTypeOf<LocaleMap<number>['en_us']>().toEqualTypeOf<number | undefined>();
  });
});

describe('children', () => {
  test('of a container are elements, nothing, or arrays of them', () => {
    expectTypeOf<CardElement>().toExtend<Elements>();
    expectTypeOf<null>().toExtend<Elements>();
    expectTypeOf<false>().toExtend<Elements>();
    expectTypeOf<(CardElement | undefined)[][]>().toExtend<Elements>();
    expectTypeOf<''>().toExtend<Elements>();
    expectTypeOf<string>().not.toExtend<Elements>();
    expectTypeOf<number>().not.toExtend<Elements>();
    expectTypeOf<Md>().not.toExtend<Elements>();
    expectTypeOf<() => CardElement>().not.toExtend<Elements>();
  });

  test('are nodes', () => {
    expectTypeOf<Elements>().toExtend<Node>();
    expectTypeOf<Md>().toExtend<Node>();
    expectTypeOf<Date>().not.toExtend<Node>();
    expectTypeOf<Promise<CardElement>>().not.toExtend<Node>();
  });
});

describe('the types of results', () => {
  test('are those of the functions', () => {
    expectTypeOf(larkx.render).returns.toEqualTypeOf<CardJson>();
    expectTypeOf(larkx.check).returns.toEqualTypeOf<Issue[]>();
    expectTypeOf(larkx.diff).returns.toEqualTypeOf<Plan>();
    expectTypeOf(larkx.apply).returns.toEqualTypeOf<CardJson>();
    expectTypeOf(larkx.raw).returns.toEqualTypeOf<Md>();
    expectTypeOf(larkx.md).returns.toEqualTypeOf<Md>();
    expectTypeOf(larkx.safeMarkdown).returns.toEqualTypeOf<Md>();
    expectTypeOf<larkx.CardError['issues']>().toEqualTypeOf<readonly Issue[]>();
    expectTypeOf<larkx.CardError>().toExtend<Error>();
  });

  test('say what a plan holds', () => {
    expectTypeOf<Plan['calls']>().toEqualTypeOf<Call[]>();
    expectTypeOf<Plan['identity']>().toEqualTypeOf<Identity>();
    expectTypeOf<Plan['bytes']>().toEqualTypeOf<number>();
    expectTypeOf<Identity>().toEqualTypeOf<{ next: number; keys: Record<string, string> }>();
    expectTypeOf<Extract<Call, { type: 'batch' }>['actions']>().toEqualTypeOf<Action[]>();
    expectTypeOf<Extract<Call, { type: 'replace' }>['card']>().toEqualTypeOf<CardJson>();
    expectTypeOf<Extract<Call, { type: 'content' }>>().toExtend<{
      elementId: string;
      content: string;
    }>();
  });

  test('say what an issue holds', () => {
    expectTypeOf<Issue['severity']>().toEqualTypeOf<'error' | 'warning'>();
    expectTypeOf<Issue['componentStack']>().toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf<NonNullable<Issue['source']>>().toExtend<{
      file: string;
      line: number;
      column: number;
    }>();
  });
});
