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
