import ts from 'typescript';
import * as larkx from '../../src/index.js';

/** The source that an example of an inline component writes. */
export function sourceOf(example: string): string {
  const { outputText } = ts.transpileModule(`return (\n${example}\n);`, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
      jsxFactory: 'createElement',
    },
  });
  const element = new Function(...Object.keys(larkx), outputText)(...Object.values(larkx));
  const { Card, createElement, Markdown, render } = larkx;
  const text = createElement(Markdown, null, element);
  const card = render(createElement(Card, { enableForward: false }, text));
  return String(card.body?.elements?.[0]?.content);
}
