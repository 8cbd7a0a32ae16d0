import {
  A,
  At,
  Audio,
  B,
  Card,
  type CardElement,
  Emoji,
  Font,
  InlineAudio,
  InlinePerson,
  InlineTag,
  Link,
  LocalDatetime,
  Markdown,
  MdImage,
  NumberTag,
  Ol,
  render,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { issuesOf } from '../issues-of.js';

const inMarkdown = (element: CardElement) => (
  <Card enableForward={false}>
    <Markdown>{element}</Markdown>
  </Card>
);
const problems = (element: CardElement) =>
  issuesOf(inMarkdown(element)).map(({ code, message }) => `${code} ${message}`);

describe('the props of an inline component', () => {
  test('are checked like those of others, and reported at the line', () => {
    const [issue] = issuesOf(inMarkdown(<InlineTag color={'gray' as never}>a</InlineTag>));
    expect(issue).toMatchObject({
      code: 'enum',
      severity: 'error',
      path: '/body/elements/0/content/color',
      componentStack: ['InlineTag', 'Markdown', 'Card'],
    });
    expect(issue?.message).toMatch(/^<InlineTag> color: found "gray"; allowed: "neutral", "blue"/);
    expect(issue?.source?.file).toContain('props.test.tsx');
  });

  test.each<[string, CardElement, RegExp]>([
    [
      'unknown ones',
      <B {...({ colour: 'red' } as object)}>a</B>,
      /^field-unknown <B> has no prop "colour"/,
    ],
    [
      'missing ones',
      <Font {...({} as { color: 'red' })}>a</Font>,
      /^field-missing <Font>: color is missing/,
    ],
    [
      'types',
      <InlinePerson id="ou_1" showName={'yes' as never} />,
      /^type <InlinePerson> showName/,
    ],
    ['ranges', <Ol start={-1} />, /^range <Ol> start: found -1/],
    ['urls', <Link url="javascript:alert(1)">a</Link>, /^url-scheme <Link> url/],
    [
      'urls of clients',
      <Link url="https://a.example" iosUrl="ftp://a">
        a
      </Link>,
      /^url-scheme <Link> iosUrl/,
    ],
    ['ids', <InlinePerson id={"x' style='capsule"} />, /^type <InlinePerson> id.*expected letters/],
    ['images', <MdImage imgKey="https://a.example/a.png" />, /^image-key <MdImage>/],
    ['keys of images', <MdImage imgKey="img_1) [a](b" />, /^image-key <MdImage>/],
    ['keys of files', <InlineAudio fileKey="a b" />, /^type <InlineAudio> fileKey/],
    [
      'times',
      <LocalDatetime millisecond="today" />,
      /^type <LocalDatetime>: millisecond: found "today"/,
    ],
    ['fractions of milliseconds', <LocalDatetime millisecond={1.5} />, /^type <LocalDatetime>/],
    [
      'what goes together',
      <InlineAudio fileKey="a" fallbackText="b" />,
      /^field-missing <InlineAudio>/,
    ],
  ])('are checked: %s', (_, element, problem) => {
    const [first, ...others] = problems(element);
    expect(first).toMatch(problem);
    expect(others).toEqual([]);
  });
});

describe('<A>', () => {
  test.each([
    'https://a.example',
    'http://a.example/?q=1',
    'HTTPS://a.example',
    'tel://123',
    'tel:+1 555',
  ])('leads to %s', (href) => {
    expect(() => render(inMarkdown(<A href={href}>a</A>))).not.toThrow();
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,a',
    '/path',
    'mailto:a@b.example',
    'https://exa mple.com/x',
    'http://[::1]/',
    'https://',
    'tel:nobody',
  ])('does not lead to %s', (href) => {
    expect(problems(<A href={href}>a</A>)).toEqual([
      `url-scheme <A>: href: found ${JSON.stringify(href)}; allowed: an address with http, https or tel`,
    ]);
  });

  test('says that a host is none', () => {
    expect(issuesOf(inMarkdown(<A href="http://[::1]/">a</A>))).toMatchObject([
      { hint: 'its host is none: a name, or a number of IPv4, without blanks and brackets' },
    ]);
  });

  test('says how a bare host is written', () => {
    expect(issuesOf(inMarkdown(<A href="a.example/b">a</A>))).toMatchObject([
      { code: 'url-scheme', hint: 'write https://a.example/b' },
    ]);
  });
});

describe('an address that a link cannot have', () => {
  const bad = 'https://exa mple.com/x';
  test.each<[CardElement, string]>([
    [<Link url={bad}>a</Link>, '<Link>: url'],
    [
      <Link url="https://a.example" androidUrl={bad}>
        a
      </Link>,
      '<Link>: androidUrl',
    ],
    [
      <NumberTag pcUrl={bad} url="https://a.example">
        {3}
      </NumberTag>,
      '<NumberTag>: pcUrl',
    ],
    [<LocalDatetime link={bad} />, '<LocalDatetime>: link'],
    [<InlineAudio fileKey="a" fallbackText="b" fallbackUrl={bad} />, '<InlineAudio>: fallbackUrl'],
    [
      <InlineAudio
        fileKey="a"
        fallbackText="b"
        fallbackUrl="https://a.example"
        fallbackHarmonyUrl={bad}
      />,
      '<InlineAudio>: fallbackHarmonyUrl',
    ],
  ])('is an error, never a link that is lost', (element, where) => {
    expect(problems(element)).toEqual([
      `url-scheme ${where}: found "${bad}"; allowed: an address with http or https`,
    ]);
  });

  test('is none where a client is excluded', () => {
    const none = 'lark://msgcard/unsupported_action';
    const link = (
      <Link url="https://a.example" pcUrl={none} iosUrl="">
        a
      </Link>
    );
    expect(() => render(inMarkdown(link))).not.toThrow();
  });
});

describe('<At>', () => {
  test.each([
    ['an id', { id: 'ou_1' }],
    ['everybody', { id: 'all' }],
    ['several ids', { ids: ['ou_1', '7b3f'] }],
    ['an address', { email: 'ada.l+x@mail.example' }],
  ])('mentions %s', (_, props) => {
    expect(() => render(inMarkdown(<At {...props} />))).not.toThrow();
  });

  test.each([
    ['nobody', {}, 'field-missing <At>: it says nobody'],
    ['an empty list', { ids: [] }, 'field-missing <At>: it says nobody'],
    [
      'two ways at once',
      { id: 'ou_1', email: 'a@b.example' },
      'field-duplicate <At>: it has more than one of id, ids and email',
    ],
    [
      'what is no id',
      { id: 'all></at><at id=all' },
      'type <At> id: found "all></at><at id=all"; expected letters, digits, "_" and "-"',
    ],
    [
      'a list of what are none',
      { ids: ['ou_1', 'a b'] },
      'type <At> ids[1]: found "a b"; expected letters, digits, "_" and "-"',
    ],
    [
      'everybody among several',
      { ids: ['ou_1', 'all'] },
      'type <At>: ids[1]: found "all"; expected the id of a user',
    ],
    [
      'what is no address',
      { email: 'ada' },
      'type <At> email: found "ada"; expected an address such as "ada@example.com"',
    ],
  ])('does not mention %s', (_, props, problem) => {
    expect(problems(<At {...props} />)).toEqual([problem]);
  });
});

describe('<Emoji>', () => {
  test('takes its name as a prop or as children', () => {
    const source = (element: CardElement) =>
      render(inMarkdown(element)).body?.elements?.[0]?.content;
    expect(source(<Emoji name="OK" />)).toBe(':OK:');
    expect(source(<Emoji>OK</Emoji>)).toBe(':OK:');
    expect(source(<Emoji>{{ zh_cn: 'OK', en_us: 'LOVE' }}</Emoji>)).toBe(':OK:');
  });

  test('is refused with both, with neither, and with what is no name', () => {
    expect(problems(<Emoji name="OK">LOVE</Emoji>)).toEqual([
      'field-duplicate <Emoji> has both children and the prop name, which are the same',
    ]);
    expect(problems(<Emoji />)).toEqual(['field-missing <Emoji>: name is missing']);
    expect(problems(<Emoji name=":OK: @all" />)).toEqual([
      'type <Emoji> name: found ":OK: @all"; expected letters, digits and "_"',
    ]);
  });

  test('is let through where the list does not have it', () => {
    expect(() => render(inMarkdown(<Emoji name="NEW_ONE" />))).not.toThrow();
  });
});

describe('<NumberTag>', () => {
  test('takes 0 to 99', () => {
    for (const number of [0, 99, '7']) {
      expect(() => render(inMarkdown(<NumberTag>{number}</NumberTag>))).not.toThrow();
    }
    expect(() => render(inMarkdown(<NumberTag number={3} />))).not.toThrow();
  });

  test.each([
    [<NumberTag>{100}</NumberTag>, 'range <NumberTag> number: found 100; allowed: 0 to 99'],
    [<NumberTag>{1.5}</NumberTag>, 'type <NumberTag> number: found 1.5; expected an integer'],
    [<NumberTag>many</NumberTag>, 'type <NumberTag> number: found "many"; expected an integer'],
    [<NumberTag />, 'field-missing <NumberTag>: it has no number'],
  ])('takes nothing else', (element, problem) => {
    expect(problems(element)).toEqual([problem]);
  });

  test('is checked in every language', () => {
    expect(problems(<NumberTag>{{ zh_cn: '1', en_us: '100' }}</NumberTag>)).toEqual([
      'range <NumberTag> number: found 100; allowed: 0 to 99',
    ]);
  });
});

describe('<InlineAudio>', () => {
  test('wants a card that cannot be forwarded, as <Audio> does', () => {
    const player = (
      <Markdown>
        <InlineAudio fileKey="file_1" />
      </Markdown>
    );
    expect(issuesOf(<Card>{player}</Card>)).toMatchObject([
      { code: 'audio-forward', path: '/config', hint: '<Card enableForward={false}>' },
    ]);
    expect(() => render(<Card enableForward={false}>{player}</Card>)).not.toThrow();
  });

  test('has an id of its own among all players', () => {
    expect(
      issuesOf(
        <Card enableForward={false}>
          <Audio fileKey="a" audioId="one" />
          <Markdown>
            <InlineAudio fileKey="a" audioId="one" />
          </Markdown>
        </Card>,
      ),
    ).toMatchObject([
      {
        code: 'audio-id-duplicate',
        path: '/body/elements/1/content/audio_id',
        componentStack: ['InlineAudio', 'Markdown', 'Card'],
      },
    ]);
  });
});
