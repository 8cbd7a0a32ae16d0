import { clean, settled } from './characters.js';

/**
 * A code block that still grows, without its end. Code that would close it goes on in another one, with longer marks:
 *
 * ```text
 * ~~~md         (three backticks for each tilde)
 * a
 * ~~~           closes the block before the line that would have done so
 * ~~~~md        and the code goes on
 * ~~~
 * b
 * ```
 */
export function openFence(text: string, language: string): string {
  let fence = '```';
  let source = fence + language;
  const code = clean(settled(text));
  const lines = code === '' ? [] : code.split('\n');
  lines.forEach((line, i) => {
    // The last line may go on, and be something else.
    if (i === lines.length - 1 && /^ {0,3}`*[ \t]*$/.test(line) && line !== '') {
      source += '\n';
      return;
    }
    const run = /^ {0,3}(`+)[ \t]*$/.exec(line)?.[1] ?? '';
    if (run.length >= fence.length) {
      source += `\n${fence}\n`;
      fence = `${run}\``;
      source += fence + language;
    }
    source += `\n${line}`;
  });
  return source;
}
