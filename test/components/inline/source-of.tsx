import { Card, Markdown, type MarkdownProps, render } from 'larkx';

/** What is written for the children of a `<Markdown>`. */
export function sourceOf(children: MarkdownProps['children']): string {
  const { body } = render(
    <Card enableForward={false}>
      <Markdown>{children}</Markdown>
    </Card>,
  );
  return String(body?.elements?.[0]?.content);
}
