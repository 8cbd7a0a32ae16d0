import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

/** A <- B: B may import A and everything left of it. */
const CHAIN =
  'jsx-runtime <- src/schema <- components <- src/card <- src/reconcile <- src/live <- src/app'.split(
    ' <- ',
  );

const upTo = (room: string) => CHAIN.slice(0, CHAIN.indexOf(room) + 1);

interface Rule {
  /** Rooms, or single files, whose values may be imported. A room may always import itself. */
  readonly values: readonly string[] | 'anything';
  /** What may be imported with `import type` besides. */
  readonly types?: readonly string[];
}

const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(CHAIN.map((room) => [room, { values: upTo(room) }])),

  // It has tree operations of its own, so that "apply equals the emulator" proves something.
  'src/emulator': {
    values: ['src/schema', 'components/definitions.ts', 'components/index.ts'],
    types: CHAIN,
  },

  'src/cardkit': { values: upTo('src/card') },
  'src/import': { values: upTo('src/card') },
  'src/preview': { values: upTo('src/card') },

  'src/store': { values: [], types: CHAIN },
  'src/webhook': { values: [], types: CHAIN },

  'src/testing': { values: 'anything' },
  'src/cli': { values: 'anything' },

  // The barrel of `larkx`.
  'src/index.ts': { values: [...CHAIN, 'src/import'] },
};

/** Who touches Node. Paths are prefixes. */
const NODE = [
  'src/cardkit/',
  'src/webhook/node',
  'src/store/',
  'src/cli/',
  'src/emulator/server',
  'src/testing/',
];

/** Who uses which package. Every other package is nobody's. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  got: ['src/cardkit/'],
  esbuild: ['src/cli/'],
};

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** Every import of a file: declarations, re-exports, `import()` and `import('...')` as a type. */
function importsOf(path: string, text: string): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: string, typeOnly: boolean) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push({ specifier, typeOnly, line: line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      // `import { type A }` stays an import at run time (verbatimModuleSyntax): only `import type` is a type's.
      add(node, node.moduleSpecifier.text, node.importClause?.isTypeOnly === true);
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node, node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, (node.argument.literal as ts.StringLiteral).text, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      add(node, argument && ts.isStringLiteralLike(argument) ? argument.text : '(computed)', false);
    } else if (ts.isImportEqualsDeclaration(node)) {
      add(node, node.moduleReference.getText(file), node.isTypeOnly);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The room a file is in: `jsx-runtime`, `components`, `src/card`; a file straight in `src` is its own room. */
function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? `src/${second}` : top;
}

const packageOf = (name: string) => /^(?:@[^/]+\/)?[^/]*/.exec(name)?.[0] ?? name;

const within = (path: string, prefixes: readonly string[]) =>
  prefixes.some((prefix) => path.startsWith(prefix));

/** The path among `files` that `./x.js` in `from` means. */
function resolve(
  files: ReadonlyMap<string, string>,
  from: string,
  specifier: string,
): string | undefined {
  const base = posix.join(posix.dirname(from), specifier).replace(/\.js$/, '');
  return [`${base}.ts`, `${base}.tsx`, `${base}.d.ts`].find((path) => files.has(path));
}

function judge(
  files: ReadonlyMap<string, string>,
  path: string,
  found: Import,
): string | undefined {
  const { specifier, typeOnly } = found;
  const room = roomOf(path);
  const rule = RULES[room];
  if (!rule) return `${room} is a room without a rule`;

  if (specifier === 'larkx' || specifier.startsWith('larkx/'))
    return `imports "${specifier}" by name; inside the package, import the file`;
  if (isBuiltin(specifier))
    return within(path, NODE) ? undefined : `may not touch Node ("${specifier}")`;
  if (!specifier.startsWith('.')) {
    const users = PACKAGES[packageOf(specifier)];
    return users && within(path, users) ? undefined : `may not use the package "${specifier}"`;
  }

  const outside = posix.join(posix.dirname(path), specifier);
  if (!/^(jsx-runtime|components|src)\//.test(outside)) return `leaves the house: "${specifier}"`;
  if (!specifier.endsWith('.js')) return `"${specifier}" must end in .js`;
  const target = resolve(files, path, specifier);
  if (!target) return `"${specifier}" leads nowhere`;

  const to = roomOf(target);
  if (to === room || rule.values === 'anything') return undefined;
  const may = (list: readonly string[]) => list.includes(to) || list.includes(target);
  if (may(rule.values)) return undefined;
  if (typeOnly && rule.types && may(rule.types)) return undefined;
  const asType = !typeOnly && rule.types && may(rule.types);
  return `${room} may not import ${asType ? 'values' : 'anything'} from ${asType ? target : to}`;
}

/** Every import among `files` (path from the root -> text) that the rule forbids. */
export function violations(files: ReadonlyMap<string, string>): string[] {
  const all: string[] = [];
  for (const [path, text] of files) {
    for (const found of importsOf(path, text)) {
      const problem = judge(files, path, found);
      if (problem) all.push(`${path}:${found.line} ${problem}`);
    }
  }
  return all;
}
