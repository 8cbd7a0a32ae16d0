import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Field, Fields, RuleOf } from '../src/schema/field.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A doc comment. */
export interface Doc {
  /** Without the example and the tags. */
  readonly text: string;
  /** The code of its tsx block. */
  readonly example?: string | undefined;
  /** `@default`, `@see` and others. */
  readonly tags: ReadonlyMap<string, string>;
}

/** A prop, with what its comment says. */
export interface Prop {
  readonly name: string;
  /** From the component down, through objects, lists, maps and unions: `behaviors[](open_url).defaultUrl`. */
  readonly path: string;
  readonly field: Field<unknown>;
  readonly doc: Doc;
  /** Name of the event, where the prop is a handler. */
  readonly event?: string | undefined;
  /** The variant of a union that it belongs to. */
  readonly variant?: string | undefined;
  readonly members: readonly Prop[];
}

/** A declaration, with what its comment says. */
export interface Declared {
  readonly name: string;
  /** Type parameters, as they are written: `<O extends string>`. */
  readonly parameters: string;
  readonly doc: Doc;
  /** Members of an interface, as they are declared there; not those that it inherits. */
  readonly members: readonly { declaration: string; doc: Doc }[];
}

/** What the comments of the library say. They do not exist at run time: the compiler reads them. */
export interface Docs {
  /** Names of the components. */
  readonly components: readonly string[];
  /** The comment of a component, and where it is written: the file from the root of the repository. */
  component(name: string): { readonly doc: Doc; readonly file: string; readonly position: number };
  /** The props of a component, by its definition. What the compiler does not know has an empty comment. */
  props(name: string, fields: Fields): readonly Prop[];
  /** Every prop that a component takes, by the compiler. */
  propNames(name: string): readonly string[];
  /** The props of a generic component that are typed by what the author writes, and the types that they need. */
  generic(name: string): string | undefined;
  /** What a file exports, in its order. */
  exportsOf(file: string): readonly Declared[];
}

/** The library as the compiler sees it. */
export function libraryProgram(): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, files: [], include: [] },
    ts.sys,
    root,
  );
  return ts.createProgram([join(root, 'src/index.ts')], options);
}

export function readDocs(program: ts.Program): Docs {
  const checker = program.getTypeChecker();
  const library = moduleOf('src/index.ts');

  function sourceOf(file: string): ts.SourceFile {
    const source = program.getSourceFile(join(root, file));
    if (!source) throw new Error(`${file} is no part of the library`);
    return source;
  }

  function moduleOf(file: string): ts.Symbol[] {
    const symbol = checker.getSymbolAtLocation(sourceOf(file));
    return symbol ? checker.getExportsOfModule(symbol).map(original) : [];
  }

  function original(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function exported(name: string): ts.Symbol {
    const symbol = library.find((one) => one.name === name);
    if (!symbol) throw new Error(`${name} is not exported`);
    return symbol;
  }

  function docOf(symbol: ts.Symbol): Doc {
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const [block, code] = /^```tsx\n([\s\S]*?)\n```$/m.exec(comment) ?? [];
    const tags = symbol
      .getJsDocTags(checker)
      .map(({ name, text }) => [name, ts.displayPartsToString(text)] as const);
    return {
      text: (block === undefined ? comment : comment.replace(block, '')).trim(),
      example: code,
      tags: new Map(tags),
    };
  }

  function propsOf(type: ts.Type, fields: Fields, around: string, variant?: string): Prop[] {
    return Object.entries(fields).map(([name, field]) => {
      const path = `${around}${name}`;
      const symbol = type.getProperty(name);
      if (!symbol) return { name, path, field, doc: NOTHING, variant, members: [] };
      const own = checker.getTypeOfSymbol(symbol);
      const event = field.kind === 'handler' ? eventOf(own) : undefined;
      const members = membersOf(own, field, path);
      return { name, path, field, doc: docOf(symbol), event, variant, members };
    });
  }

  function membersOf(maybe: ts.Type, field: Field<unknown>, path: string): Prop[] {
    const given = maybe.getNonNullableType();
    // In a generic component a prop can be a type parameter.
    const type = checker.getBaseConstraintOfType(given) ?? given;
    switch (field.kind) {
      case 'obj':
        return propsOf(type, (field.rule as RuleOf<'obj'>).fields, `${path}.`);
      case 'list': {
        const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
        return item ? membersOf(item, (field.rule as RuleOf<'list'>).of, `${path}[]`) : [];
      }
      case 'map': {
        const { of, keys } = field.rule as RuleOf<'map'>;
        const member = type.getProperty(keys?.[0] ?? '');
        const value = member
          ? checker.getTypeOfSymbol(member)
          : checker.getIndexTypeOfType(type, ts.IndexKind.String);
        return value ? membersOf(value, of, `${path}{}`) : [];
      }
      case 'union':
        return Object.entries((field.rule as RuleOf<'union'>).variants).flatMap(
          ([name, fields]) => {
            const variant = (type.isUnion() ? type.types : [type]).find((one) => {
              const kind = one.getProperty('type');
              const literal = kind && checker.getTypeOfSymbol(kind);
              return literal?.isStringLiteral() && literal.value === name;
            });
            return variant ? propsOf(variant, fields, `${path}(${name}).`, name) : [];
          },
        );
      default:
        return [];
    }
  }

  function eventOf(handler: ts.Type): string | undefined {
    const [signature] = handler.getNonNullableType().getCallSignatures();
    const [event] = signature?.parameters ?? [];
    return event && checker.getTypeOfSymbol(event).symbol?.name;
  }

  function propsType(name: string): ts.Type {
    return checker.getDeclaredTypeOfSymbol(exported(`${name}Props`));
  }

  /** The declarations of its own file that a type is made of. A plain alias only names a part of a definition. */
  function* needs(node: ts.Node, seen: Set<ts.Node>): Generator<ts.Declaration> {
    const found: ts.Declaration[] = [];
    const visit = (one: ts.Node): void => {
      if (ts.isTypeReferenceNode(one)) {
        const symbol = checker.getSymbolAtLocation(one.typeName);
        const [declaration] = (symbol && original(symbol).declarations) ?? [];
        if (
          declaration &&
          (ts.isInterfaceDeclaration(declaration) ||
            (ts.isTypeAliasDeclaration(declaration) && declaration.typeParameters)) &&
          declaration.getSourceFile() === node.getSourceFile() &&
          !seen.has(declaration)
        ) {
          seen.add(declaration);
          found.push(declaration);
        }
      }
      ts.forEachChild(one, visit);
    };
    visit(node);
    for (const declaration of found) {
      yield declaration;
      yield* needs(declaration, seen);
    }
  }

  return {
    components: moduleOf('components/index.ts')
      .filter(({ flags }) => flags & ts.SymbolFlags.Value)
      .map(({ name }) => name),
    component(name) {
      const symbol = exported(name);
      const [declaration] = symbol.declarations ?? [];
      const file = declaration?.getSourceFile().fileName ?? '';
      return {
        doc: docOf(symbol),
        file: relative(root, file).replaceAll('\\', '/'),
        position: declaration?.pos ?? 0,
      };
    },
    props: (name, fields) => propsOf(propsType(name), fields, ''),
    propNames: (name) =>
      propsType(name)
        .getProperties()
        .map((prop) => prop.name),
    generic(name) {
      const declaration = exported(`${name}Props`).declarations?.find(ts.isInterfaceDeclaration);
      if (!declaration?.typeParameters) return undefined;
      const members = declaration.members.map((member) => `  ${member.getText()}`);
      const around = declaration.members.flatMap((member) => [...needs(member, new Set())]);
      return [
        [`interface ${name}Props${parametersOf(declaration)} {`, ...members, '}'].join('\n'),
        ...[...new Set(around)].map((one) => one.getText().replace(/^export /, '')),
      ].join('\n\n');
    },
    exportsOf: (file) =>
      moduleOf(file).map((symbol) => ({
        name: symbol.name,
        parameters: parametersOf(symbol.declarations?.find(ts.isInterfaceDeclaration)),
        doc: docOf(symbol),
        members: [...(symbol.members?.values() ?? [])]
          .filter((member) => member.flags & ts.SymbolFlags.Property)
          .map((member) => ({
            declaration: member.valueDeclaration?.getText() ?? '',
            doc: docOf(member),
          })),
      })),
  };
}

/** A prop and everything in it. */
export function withMembers(prop: Prop): Prop[] {
  return [prop, ...prop.members.flatMap(withMembers)];
}

function parametersOf(declaration: ts.InterfaceDeclaration | undefined): string {
  const parameters = declaration?.typeParameters?.map((one) => one.getText()) ?? [];
  return parameters.length > 0 ? `<${parameters.join(', ')}>` : '';
}

const NOTHING: Doc = { text: '', tags: new Map() };
