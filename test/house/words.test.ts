import { describe, expect, test } from 'vitest';
import { textFiles } from './repository.js';

const files = textFiles();

/** Put together here, so that this file does not say the words itself. */
const FOLDER = ['..', 'shared'].join('/');

const RULES = {
  /** An absolute path of some machine; the same names further down a path are none. */
  'machine path': /(?<![\w.~)}\]-])\/(?:work|tmp|home|root|Users)(?=[/\s"'`]|$)/m,
  /** Installing is the business of whoever installs. */
  'package registry': new RegExp(
    [
      String.raw`(?<![\w.-])registry\.[\w-]+\.(?:org|com|cn|io|net|dev)\b`,
      String.raw`\bnpm\.pkg\.`,
      String.raw`\bcnpmjs\.`,
      String.raw`\bnpm${'mirror'}\b`,
      String.raw`//[\w.-]*(?:artifactory|verdaccio|nexus)`,
    ].join('|'),
    'i',
  ),
};

function offenders(pattern: RegExp): string[] {
  return [...files].flatMap(([path, text]) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const line = text.slice(0, found.index).split('\n').length;
    return [`${path}:${line} ${found[0]}`];
  });
}

test.each(Object.entries(RULES))('no file names a %s', (_, pattern) => {
  expect(offenders(pattern)).toEqual([]);
});

test('only the CI script knows where the corpus of cards lies', () => {
  const who = [...files].filter(([, text]) => text.includes(FOLDER)).map(([path]) => path);
  expect(who).toEqual(['.ci/run']);
});

test('the lockfile says what is installed, not from where', () => {
  expect(files.get('package-lock.json')).toContain('"integrity": "sha512-');
  expect(files.get('package-lock.json')).not.toMatch(/"resolved": *"https?:/);
});

test('the whole repository was read', () => {
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(['.gitignore', 'package.json', 'jsx-runtime/index.ts']),
  );
});

describe('the rules', () => {
  const slash = '/';
  test.each([
    ['machine path', `cd ${slash}work/main`],
    ['machine path', `"${slash}tmp${slash}x"`],
    ['machine path', `'${slash}tmp'`],
    ['machine path', `file://${slash}home/x`],
    ['package registry', `https://${['registry', 'npmjs', 'org'].join('.')}/got`],
    ['package registry', `https://${['registry', `npm${'mirror'}`, 'com'].join('.')}/got`],
    ['package registry', `https://${['npm', 'pkg', 'github', 'com'].join('.')}`],
  ] as const)('find a %s in %s', (rule, text) => {
    expect(text).toMatch(RULES[rule]);
  });

  test.each([
    ['machine path', `src${slash}tmp/x and .${slash}work/x`],
    ['machine path', `https://example.com${slash}work/x`],
    ['machine path', `$\{folder}${slash}tmp/x`],
    ['package registry', `this.${'registry'}.handlers.get(name)`],
    ['package registry', 'https://www.npmjs.com/package/larkx'],
  ] as const)('find no %s in %s', (rule, text) => {
    expect(text).not.toMatch(RULES[rule]);
  });
});
