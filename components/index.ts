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
export { Div, type DivProps } from './display/div.js';
export { Divider, type DividerProps } from './display/divider.js';
export { Header, type HeaderProps } from './display/header.js';
export { Icon, type IconProps } from './display/icon.js';
export { Markdown, type MarkdownProps } from './display/markdown.js';
export { LarkMd, type LarkMdProps, PlainText, type PlainTextProps } from './display/plain-text.js';
export { TextTag, type TextTagProps } from './display/text-tag.js';
export { Button, type ButtonProps } from './interactive/button.js';
export { Raw, type RawProps } from './raw.js';
