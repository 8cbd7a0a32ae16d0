import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../../components/definitions.js';
import type { Field, Fields, RuleOf } from '../../src/schema/field.js';
import { root } from '../house/repository.js';

const SOURCE = `
import { Button, type ButtonProps, Card, CollapsiblePanel, Column, Header, Icon, Markdown } from 'larkx';
const props: ButtonProps = { hoverTips: 'a' };
const card = (
  <Card streamingMode streamingConfig={{ printStrategy: 'delay' }}>
    <Header title="a" icon={<Icon token="a" />} />
    <Button
      size="small"
      id="b"
      confirm={{ title: 'c', text: 'd' }}
      behaviors={[{ type: 'open_url', defaultUrl: 'e' }, { type: 'callback', value: {} }]}
      {...props}
    />
  </Card>
);
`;

const { fileName, service } = languageService(SOURCE);

/** What an editor shows over the n-th occurrence of a word. */
function hover(word: string, nth = 0): { documentation: string; signature: string; tags: string } {
  const found = [...SOURCE.matchAll(new RegExp(`\\b${word}\\b`, 'g'))][nth];
  const info = service.getQuickInfoAtPosition(fileName, found?.index ?? 0);
  return {
    documentation: ts.displayPartsToString(info?.documentation),
    signature: ts.displayPartsToString(info?.displayParts),
    tags: (info?.tags ?? [])
      .map((tag) => `${tag.name} ${ts.displayPartsToString(tag.text)}`)
      .join(),
  };
}

test('the file that is hovered over compiles', () => {
  const found = service.getSemanticDiagnostics(fileName);
  expect(found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'))).toEqual([]);
});

describe('hovering', () => {
  test.each([
    ['a prop', 'size', 'Height: 24, 28, 32 or 40 px on PC.'],
    ['a prop of a card', 'streamingMode', 'Text can be streamed into the card'],
    ['a prop that all components have', 'id', 'the name under which the service'],
    ['a prop in an object', 'title', 'Title; at most 4 lines are shown.'],
    ['a shared prop', 'confirm', 'A dialog before it acts.'],
    ['a member of a prop', 'printStrategy', 'still being typed'],
    ['a member of one behaviour', 'defaultUrl', 'Link of the clients that have none of their own'],
    ['a member of the other behaviour', 'value', 'Comes back as `action.value`.'],
    ['a prop in a plain object', 'hoverTips', 'Shown on hover, on PC.'],
  ])('%s shows what it is', (_, word, documentation) => {
    expect(hover(word).documentation).toContain(documentation);
  });

  test('a member of a shared object shows what it is', () => {
    expect(hover('title', 1).documentation).toBe('Title of the dialog.');
    expect(hover('text').documentation).toBe('Question of the dialog.');
  });

  test('a prop shows its values and its default', () => {
    const { signature, tags } = hover('size');
    for (const value of ['tiny', 'small', 'medium', 'large'])
      expect(signature).toContain(`"${value}"`);
    expect(tags).toBe('default "medium"');
  });

  test('a component shows its example', () => {
    const { documentation, signature } = hover('Button', 1);
    expect(documentation).toContain('<Button type="primary"');
    expect(signature).toContain('ButtonProps');
  });

  test('the type of the props shows its name', () => {
    expect(hover('ButtonProps', 1).signature).toContain('interface ButtonProps');
    expect(hover('props').signature).toBe('const props: ButtonProps');
  });
});

test('a wrong prop is reported with the name of the props', () => {
  const other = languageService(`
    import { Button } from 'larkx';
    const button = <Button sise="small" />;
  `);
  const [error] = other.service.getSemanticDiagnostics(other.fileName);
  const message = ts.flattenDiagnosticMessageText(error?.messageText, '\n');
  expect(message).toContain(`'IntrinsicAttributes & ButtonProps'`);
  expect(message).toContain(`Property 'sise' does not exist`);
});

describe.each(DEFINITIONS.map((definition) => [definition.name, definition] as const))(
  'the props of <%s>',
  (name, { fields }) => {
    const documented = documentation(propsOf(name), fields, '');

    test('are documented, each of them', () => {
      expect(documented.filter(({ text }) => text === '').map(({ path }) => path)).toEqual([]);
    });

    test('have the defaults that their comments give', () => {
      const written = documented.map(({ path, tag }) => [path, tag]);
      expect(written).toEqual(documented.map(({ path, rule }) => [path, rule]));
    });

    test('are all there', () => {
      const props = propsOf(name).getProperties();
      const own = props.map((prop) => prop.name).filter((prop) => prop !== 'children');
      expect(own.sort()).toEqual(Object.keys(fields).sort());
    });
  },
);

test('members of objects, lists, maps and unions were looked at', () => {
  const paths = DEFINITIONS.flatMap(({ name, fields }) =>
    documentation(propsOf(name), fields, `${name}.`).map(({ path }) => path),
  );
  expect(paths).toEqual(
    expect.arrayContaining([
      'Button.confirm.title',
      'Button.behaviors[](open_url).defaultUrl',
      'Button.behaviors[](callback).value',
      'Card.style.textSize{}.pc',
      'Card.streamingConfig.printStep.ios',
      'ColumnSet.action.multiUrl.androidUrl',
      'Div.fields[].isShort',
    ]),
  );
});

interface Documented {
  path: string;
  text: string;
  /** The default that the comment gives, as JSON. */
  tag: string | undefined;
  /** The default that the rule has, as JSON. */
  rule: string | undefined;
}

/** The comments of a set of fields, as an editor shows them, through objects, lists, maps and unions. */
function documentation(type: ts.Type, fields: Fields, around: string): Documented[] {
  const checker = service.getProgram()!.getTypeChecker();
  return Object.entries(fields).flatMap(([prop, field]) => {
    const path = `${around}${prop}`;
    const symbol = type.getProperty(prop);
    if (!symbol) return [{ path, text: '', tag: undefined, rule: undefined }];
    const tag = symbol.getJsDocTags(checker).find((one) => one.name === 'default');
    const { default: rule } = field.rule as { default?: unknown };
    return [
      {
        path,
        text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
        tag: tag && ts.displayPartsToString(tag.text),
        rule: rule === undefined ? undefined : JSON.stringify(rule),
      },
      ...inside(checker.getTypeOfSymbol(symbol), field, path),
    ];
  });
}

function inside(maybe: ts.Type, field: Field<unknown>, path: string): Documented[] {
  const checker = service.getProgram()!.getTypeChecker();
  const type = maybe.getNonNullableType();
  switch (field.kind) {
    case 'obj':
      return documentation(type, (field.rule as RuleOf<'obj'>).fields, `${path}.`);
    case 'list': {
      const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
      return item ? inside(item, (field.rule as RuleOf<'list'>).of, `${path}[]`) : [];
    }
    case 'map': {
      const { of, keys } = field.rule as RuleOf<'map'>;
      const member = type.getProperty(keys?.[0] ?? '');
      const value = member
        ? checker.getTypeOfSymbol(member)
        : checker.getIndexTypeOfType(type, ts.IndexKind.String);
      return value ? inside(value, of, `${path}{}`) : [];
    }
    case 'union':
      return Object.entries((field.rule as RuleOf<'union'>).variants).flatMap(([name, fields]) => {
        const variant = (type.isUnion() ? type.types : [type]).find((one) => {
          const kind = one.getProperty('type');
          const literal = kind && checker.getTypeOfSymbol(kind);
          return literal?.isStringLiteral() && literal.value === name;
        });
        return variant ? documentation(variant, fields, `${path}(${name}).`) : [];
      });
    default:
      return [];
  }
}

/** The exported type of the props of a component. */
function propsOf(name: string): ts.Type {
  const program = service.getProgram()!;
  const checker = program.getTypeChecker();
  const barrel = program.getSourceFile(join(root, 'src/index.ts'))!;
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(barrel)!)
    .find((symbol) => symbol.name === `${name}Props`);
  if (!exported) throw new Error(`${name}Props is not exported`);
  const symbol =
    exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** What an editor runs, over a file that exists in memory only. */
function languageService(text: string): { fileName: string; service: ts.LanguageService } {
  const fileName = join(root, 'test/types/in-memory.tsx');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, files: [], include: [] },
    ts.sys,
    root,
  );
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [fileName],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = name === fileName ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === fileName || ts.sys.fileExists(name),
    readFile: (name) => (name === fileName ? text : ts.sys.readFile(name)),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  return { fileName, service: ts.createLanguageService(host, ts.createDocumentRegistry()) };
}
