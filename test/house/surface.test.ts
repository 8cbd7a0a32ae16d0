import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './repository.js';

/** Everything that other programs may import by value. A name that is not here is private. */
const SURFACE: Readonly<Record<string, { load: () => Promise<object>; names: string }>> = {
  larkx: {
    load: () => import('larkx'),
    names: `
      Audio Button Card Chart Checker CollapsiblePanel Column ColumnSet DatePicker DateTimePicker Div Divider Form
      Header Icon Image ImageCombination Input InteractiveContainer LarkMd Markdown MultiSelect MultiSelectPerson
      Option Overflow PanelHeader Person PersonList PlainText Raw Select SelectImage SelectPerson Table TextTag
      TimePicker
      A At B Br Code CodeBlock Emoji Font H1 H2 H3 H4 H5 H6 Hr I InlineAudio InlinePerson InlineTag Li Link LocalDatetime
      MdImage MdTable NumberTag Ol Quote S Span Td Tr Ul
      CardError apply check createElement diff md raw render safeMarkdown
    `,
  },
  'larkx/jsx-runtime': {
    load: () => import('larkx/jsx-runtime'),
    names: 'Fragment jsx jsxs',
  },
  'larkx/jsx-dev-runtime': {
    load: () => import('larkx/jsx-dev-runtime'),
    names: 'Fragment jsxDEV',
  },
  'larkx/cardkit': {
    load: () => import('larkx/cardkit'),
    names: 'CardKitError createClient createCustomBot createRateLimiter sdkTransport',
  },
  'larkx/app': {
    load: () => import('larkx/app'),
    names: 'createApp',
  },
  'larkx/emulator': {
    load: () => import('larkx/emulator'),
    names: 'CallbackFailure DEFAULT_KNOBS ENDPOINT_NAMES FAULT_KINDS PROFILES createEmulator',
  },
  'larkx/emulator/server': {
    load: () => import('larkx/emulator/server'),
    names: 'startEmulator',
  },
  // Imported for what it does.
  'larkx/testing': {
    load: () => import('larkx/testing'),
    names: '',
  },
};

test.each(Object.entries(SURFACE))('%s exports what it promises', async (_, { load, names }) => {
  expect(Object.keys(await load()).sort()).toEqual((names.match(/\S+/g) ?? []).sort());
});

test('every subpath of the package is listed', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, unknown>;
  };
  const subpaths = Object.keys(exports).filter((subpath) => !subpath.endsWith('.json'));
  expect(Object.keys(SURFACE).sort()).toEqual(
    subpaths.map((subpath) => `larkx${subpath.slice(1)}`).sort(),
  );
});
