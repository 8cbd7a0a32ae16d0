import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
  syntaxTree,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Issue } from '../src/index.js';

/** Colours are variables of `style.css`, so that they follow the theme. */
const highlight = HighlightStyle.define([
  { tag: [tags.comment, tags.docComment], color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-atom)' },
  { tag: [tags.tagName, tags.typeName, tags.className], color: 'var(--code-tag)' },
  { tag: [tags.attributeName, tags.propertyName], color: 'var(--code-attribute)' },
  { tag: [tags.angleBracket, tags.punctuation], color: 'var(--code-punctuation)' },
]);

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly label: string;
  /** Names to complete. */
  readonly names: () => Promise<readonly string[]>;
  readonly onChange: (text: string) => void;
}

export class Editor {
  private readonly view: EditorView;

  constructor(private readonly options: EditorOptions) {
    this.view = new EditorView({ parent: options.parent, state: this.stateOf('') });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Opens another text, with a history of its own. */
  open(text: string): void {
    this.view.setState(this.stateOf(text));
  }

  /** Changes the whole text; can be undone. */
  replace(text: string): void {
    const { length } = this.view.state.doc;
    this.view.dispatch({ changes: { from: 0, to: length, insert: text } });
  }

  /** Marks issues at their lines: in the gutter, and under the tag. */
  mark(issues: readonly Issue[]): void {
    const { state } = this.view;
    const diagnostics = issues.flatMap((issue): Diagnostic[] => {
      if (!issue.source) return [];
      const { code, severity, message, hint } = issue;
      const range = rangeAt(state.doc, issue.source.line, issue.source.column);
      return [
        { ...range, severity, source: code, message: hint ? `${message}\n${hint}` : message },
      ];
    });
    this.view.dispatch(setDiagnostics(state, diagnostics));
  }

  /** Puts the cursor to a place and shows it. */
  goTo({ line, column }: Place): void {
    const { from } = rangeAt(this.view.state.doc, line, column);
    this.view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.view.focus();
  }

  focus(): void {
    this.view.focus();
  }

  private stateOf(doc: string): EditorState {
    const { label, names, onChange } = this.options;
    return EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        javascript({ jsx: true, typescript: true }),
        javascriptLanguage.data.of({ autocomplete: completer(names) }),
        autocompletion(),
        syntaxHighlighting(highlight),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        // The policy of the page lets the editor's own style sheet in by this. It is no secret.
        EditorView.cspNonce.of('editor'),
        EditorState.tabSize.of(2),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    });
  }
}

/** From a place to the end of what stands there: a tag, a word, or the rest of the line. */
function rangeAt(doc: Text, line: number, column: number): { from: number; to: number } {
  const { from, to, text } = doc.line(Math.max(1, Math.min(line, doc.lines)));
  const at = Math.min(from + Math.max(0, column - 1), to);
  const word = /^(?:<[\w.]*|[\w$]+|"[^"]*"|'[^']*')/.exec(text.slice(at - from));
  if (word) return { from: at, to: at + word[0].length };
  // At the end of a line there is nothing to underline but its last character.
  return at < to ? { from: at, to } : { from: Math.max(from, at - 1), to };
}

/** Completes what `larkx` exports: behind `<` and in imports. */
function completer(names: () => Promise<readonly string[]>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/<?\w*/);
    if (!word || !(word.text.startsWith('<') || inImport(context))) return null;
    const options = (await names()).map((label) => ({
      label,
      type: /^[A-Z]/.test(label) ? 'class' : 'function',
    }));
    const from = word.text.startsWith('<') ? word.from + 1 : word.from;
    return { from, options, validFor: /^\w*$/ };
  };
}

function inImport({ state, pos }: CompletionContext): boolean {
  for (let at = syntaxTree(state).resolveInner(pos, -1); at.parent; at = at.parent) {
    if (at.name === 'ImportGroup') return true;
  }
  return false;
}
