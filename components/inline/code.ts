import { component, type DefProps, define } from '../../src/schema/definition.js';
import { type CustomName, type Field, t } from '../../src/schema/field.js';
import type { CodeLanguage } from '../../src/schema/text/languages.js';
import { MARKDOWN, PAGE, words } from './common.js';

export const code = define({
  name: 'Code',
  place: 'inline',
  page: PAGE,
  children: { kind: 'letters' },
  dialects: MARKDOWN,
  fields: {},
  markdown: (_json, children) => ({ type: 'code', text: words(children) }),
});

export interface CodeProps extends DefProps<typeof code> {}

/**
 * Code in a line. Line breaks become blanks.
 *
 * ```tsx
 * <Code>npm test</Code>
 * ```
 */
export const Code = component<CodeProps>(code);

export const codeBlock = define({
  name: 'CodeBlock',
  place: 'block',
  page: PAGE,
  children: { kind: 'letters' },
  dialects: MARKDOWN,
  fields: {
    /**
     * Language of the highlighting, in any case: a name of the vendor's list or a usual short one (`ts`, `sh`, `c#`).
     * Others are shown as plain text.
     */
    language: t.string() as Field<CodeLanguage | CustomName, false>,
  },
  markdown: ({ language }, children) => ({
    type: 'code-block',
    text: words(children),
    language: typeof language === 'string' ? language : undefined,
  }),
});

export interface CodeBlockProps extends DefProps<typeof codeBlock> {}

/**
 * A block of code. Nothing in it is markup, and it may hold fences.
 *
 * ```tsx
 * <CodeBlock language="json">{'{ "ok": true }'}</CodeBlock>
 * ```
 */
export const CodeBlock = component<CodeBlockProps>(codeBlock);
