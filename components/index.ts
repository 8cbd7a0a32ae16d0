export { Card, type CardProps } from './containers/card.js';
export {
  CollapsiblePanel,
  type CollapsiblePanelProps,
  PanelHeader,
  type PanelHeaderProps,
} from './containers/collapsible-panel.js';
export {
  Column,
  type ColumnProps,
  ColumnSet,
  type ColumnSetProps,
} from './containers/column-set.js';
export { Form, type FormProps } from './containers/form.js';
export {
  InteractiveContainer,
  type InteractiveContainerProps,
} from './containers/interactive-container.js';
export { Audio, type AudioProps } from './display/audio.js';
export { Chart, type ChartProps } from './display/chart.js';
export { Div, type DivProps } from './display/div.js';
export { Divider, type DividerProps } from './display/divider.js';
export { Header, type HeaderProps } from './display/header.js';
export { Icon, type IconProps } from './display/icon.js';
export { Image, type ImageProps } from './display/image.js';
export { ImageCombination, type ImageCombinationProps } from './display/image-combination.js';
export { Markdown, type MarkdownProps } from './display/markdown.js';
export {
  Person,
  PersonList,
  type PersonListProps,
  type PersonProps,
} from './display/person.js';
export { LarkMd, type LarkMdProps, PlainText, type PlainTextProps } from './display/plain-text.js';
export { Table, type TableColumn, type TableProps, type TableRow } from './display/table.js';
export { TextTag, type TextTagProps } from './display/text-tag.js';
export { At, type AtProps } from './inline/at.js';
export { Br, type BrProps } from './inline/br.js';
export { Code, CodeBlock, type CodeBlockProps, type CodeProps } from './inline/code.js';
export { Emoji, type EmojiProps } from './inline/emoji.js';
export { Font, type FontProps } from './inline/font.js';
export {
  H1,
  type H1Props,
  H2,
  type H2Props,
  H3,
  type H3Props,
  H4,
  type H4Props,
  H5,
  type H5Props,
  H6,
  type H6Props,
} from './inline/headings.js';
export { Hr, type HrProps } from './inline/hr.js';
export { InlineAudio, type InlineAudioProps } from './inline/inline-audio.js';
export { InlinePerson, type InlinePersonProps } from './inline/inline-person.js';
export { InlineTag, type InlineTagProps } from './inline/inline-tag.js';
export { A, type AProps, Link, type LinkProps } from './inline/links.js';
export { Li, type LiProps, Ol, type OlProps, Ul, type UlProps } from './inline/lists.js';
export { LocalDatetime, type LocalDatetimeProps } from './inline/local-datetime.js';
export { B, type BProps, I, type IProps, S, type SProps } from './inline/marks.js';
export { MdImage, type MdImageProps } from './inline/md-image.js';
export {
  MdTable,
  type MdTableProps,
  Td,
  type TdProps,
  Tr,
  type TrProps,
} from './inline/md-table.js';
export { NumberTag, type NumberTagProps } from './inline/number-tag.js';
export { Quote, type QuoteProps } from './inline/quote.js';
export { Span, type SpanProps } from './inline/span.js';
export { Button, type ButtonProps } from './interactive/button.js';
export { Checker, type CheckerProps } from './interactive/checker.js';
export { Input, type InputProps } from './interactive/input.js';
export { Option, type OptionProps } from './interactive/option.js';
export { Overflow, type OverflowProps } from './interactive/overflow.js';
export {
  DatePicker,
  type DatePickerProps,
  DateTimePicker,
  type DateTimePickerProps,
  TimePicker,
  type TimePickerProps,
} from './interactive/pickers.js';
export {
  MultiSelect,
  type MultiSelectProps,
  Select,
  type SelectProps,
} from './interactive/select.js';
export { SelectImage, type SelectImageProps } from './interactive/select-image.js';
export {
  MultiSelectPerson,
  type MultiSelectPersonProps,
  SelectPerson,
  type SelectPersonProps,
} from './interactive/select-person.js';
export { Raw, type RawProps } from './raw.js';
