/**
 * Languages that the vendor's client colours in a code block.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text
 */
export const CODE_LANGUAGES = [
  ...['plain_text', 'abap', 'ada', 'apache', 'apex', 'assembly', 'bash', 'c_sharp', 'cpp', 'c'],
  ...['cmake', 'cobol', 'css', 'coffee_script', 'd', 'dart', 'delphi', 'diff', 'django'],
  ...['docker_file', 'erlang', 'fortran', 'gherkin', 'go', 'graphql', 'groovy', 'html'],
  ...['htmlbars', 'http', 'haskell', 'json', 'java', 'javascript', 'julia', 'kotlin', 'latex'],
  ...['lisp', 'lua', 'matlab', 'makefile', 'markdown', 'nginx', 'objective_c'],
  ...['opengl_shading_language', 'php', 'perl', 'powershell', 'prolog', 'properties'],
  ...['protobuf', 'python', 'r', 'ruby', 'rust', 'sas', 'scss', 'sql', 'scala', 'scheme'],
  ...['shell', 'solidity', 'swift', 'toml', 'thrift', 'typescript', 'vbscript'],
  ...['visual_basic', 'xml', 'yaml'],
] as const;

export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

/** What the same languages, or ones that look alike, are called elsewhere; those that are written alike are left out. */
const OTHER_NAMES: Readonly<Partial<Record<CodeLanguage, string>>> = {
  plain_text: 'text txt plain plaintext log output none',
  apache: 'apacheconf htaccess',
  assembly: 'asm nasm s',
  bash: 'zsh',
  c_sharp: 'c# cs',
  cpp: 'c++ cc cxx h++ hpp hh hxx',
  c: 'h',
  cobol: 'cob',
  coffee_script: 'coffee',
  delphi: 'pascal objectpascal pas',
  diff: 'patch udiff',
  django: 'jinja jinja2',
  docker_file: 'docker',
  erlang: 'erl',
  fortran: 'f90 f95',
  gherkin: 'cucumber feature',
  go: 'golang',
  graphql: 'gql',
  groovy: 'gradle',
  html: 'htm html5 xhtml vue svelte',
  htmlbars: 'handlebars hbs',
  http: 'https',
  haskell: 'hs',
  json: 'jsonc json5 jsonl ndjson geojson',
  javascript: 'js jsx mjs cjs node',
  julia: 'jl',
  kotlin: 'kt kts',
  latex: 'tex',
  lisp: 'commonlisp elisp cl el',
  matlab: 'octave',
  makefile: 'make mk mak gnumake',
  markdown: 'md mdx',
  nginx: 'nginxconf',
  objective_c: 'objc obj-c m',
  opengl_shading_language: 'glsl vert frag',
  php: 'php3 php4 php5 php7 php8',
  perl: 'pl pm',
  powershell: 'ps ps1 psm1 pwsh',
  properties: 'ini dotenv env conf cfg',
  protobuf: 'proto',
  python: 'py py3 python3 pyi pycon',
  r: 'rscript',
  ruby: 'rb',
  rust: 'rs',
  scss: 'sass less',
  sql: 'mysql postgres postgresql psql sqlite plsql tsql',
  scala: 'sc sbt',
  scheme: 'scm racket rkt',
  shell: 'sh shell-session shellsession sh-session console terminal ksh fish',
  solidity: 'sol',
  typescript: 'ts tsx mts cts',
  vbscript: 'vbs',
  visual_basic: 'vb vb.net vbnet',
  xml: 'svg xsd xsl xslt rss plist',
  yaml: 'yml docker-compose',
};

const KNOWN: ReadonlyMap<string, CodeLanguage> = new Map(
  CODE_LANGUAGES.flatMap((language) => [
    [folded(language), language] as const,
    ...(OTHER_NAMES[language] ?? '').split(' ').map((name) => [folded(name), language] as const),
  ]),
);

/**
 * The vendor's name of a code language; `undefined` where it knows none. Case, blanks, hyphens and underscores make no
 * difference.
 *
 * ```text
 * TSX            typescript
 * Objective-C    objective_c
 * whitespace     undefined
 * ```
 */
export function codeLanguage(name: string | undefined): CodeLanguage | undefined {
  const known = folded(name ?? '');
  return known === '' ? undefined : KNOWN.get(known);
}

function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
