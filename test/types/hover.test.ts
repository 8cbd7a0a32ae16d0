import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../../components/definitions.js';
import { readDocs, withMembers } from '../../scripts/read-docs.js';
import type { Field } from '../../src/schema/field.js';
import { root } from '../house/repository.js';

const SOURCE = `
import { Button, type ButtonProps, Card, Header, Icon, Select, Table } from 'larkx';
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
    <Select options={{ all: 'All', p0: 'P0' }} onChange={({ option }) => void option} />
    <Table columns={[{ name: 'cost', dataType: 'number' }]} rows={[{ cost: 1 }]} />
  </Card>
);
`;

const { fileName, service } = languageService(SOURCE);
const docs = readDocs(service.getProgram()!);

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

  test('a prop of a generic component shows what it is', () => {
    expect(hover('options').documentation).toContain('label by value');
    expect(hover('onChange').documentation).toBe(
      'Called when an option is picked, outside a form.',
    );
    expect(hover('option').signature).toContain('"all" | "p0"');
    expect(hover('rows').documentation).toContain('keyed by the names of the columns');
  });

  test('the type of the props shows its name', () => {
    expect(hover('ButtonProps', 1).signature).toContain('interface ButtonProps');
    expect(hover('props').signature).toBe('const props: ButtonProps');
  });
});

/** What an editor offers behind a text. */
function offered(behind: string): string[] {
  const position = SOURCE.indexOf(behind) + behind.length;
  const { entries = [] } = service.getCompletionsAtPosition(fileName, position, {}) ?? {};
  return entries.map(({ name }) => name);
}

test('an icon is offered by its tokens', () => {
  expect(offered('token="').length).toBeGreaterThan(1000);
  expect(offered('token="')).toContain('robot_outlined');
});

test('the columns of a table are offered what they can be', () => {
  expect(offered("dataType: '")).toEqual(expect.arrayContaining(['date', 'number', 'persons']));
  expect(offered("{ name: 'cost', ")).toEqual(expect.arrayContaining(['displayName', 'width']));
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
    const documented = docs.props(name, fields).flatMap(withMembers);

    test('are documented, each of them', () => {
      expect(documented.filter(({ doc }) => doc.text === '').map(({ path }) => path)).toEqual([]);
    });

    test('have the defaults that their comments give', () => {
      const written = documented.map(({ path, doc }) => [path, doc.tags.get('default')]);
      expect(written).toEqual(documented.map(({ path, field }) => [path, defaultOf(field)]));
    });

    test('are all there', () => {
      const own = docs.propNames(name).filter((prop) => prop !== 'children');
      expect(own.sort()).toEqual(Object.keys(fields).sort());
    });
  },
);

test('members of objects, lists, maps and unions were looked at', () => {
  const paths = DEFINITIONS.flatMap(({ name, fields }) =>
    docs
      .props(name, fields)
      .flatMap(withMembers)
      .map(({ path }) => `${name}.${path}`),
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
      'Audio.border.cornerRadius',
      'Checker.buttonArea.pcDisplayRule',
      'ImageCombination.imgList[].i18nImgKey',
      'Input.behaviors[](callback).value',
      'PersonList.udIcon.style.color',
      'Table.columns[].format.precision',
      'Table.headerStyle.textColor',
      'Table.columns[].format.precision',
    ]),
  );
});

/** The default that the rule of a field has, as its comment gives it. */
function defaultOf({ rule }: Field<unknown>): string | undefined {
  const { default: value } = rule as { default?: unknown };
  return value === undefined ? undefined : JSON.stringify(value);
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
