import { describe, expect, it } from 'vitest';
import { CODE_LANGUAGES, codeLanguage } from '../../src/schema/text/languages.js';

describe('codeLanguage', () => {
  it('knows the 69 languages of the vendor by their names', () => {
    expect(new Set(CODE_LANGUAGES).size).toBe(69);
    for (const language of CODE_LANGUAGES) {
      expect(codeLanguage(language)).toBe(language);
      expect(codeLanguage(language.toUpperCase())).toBe(language);
    }
  });

  it.each([
    ['typescript', 'ts tsx mts TS'],
    ['javascript', 'js jsx mjs cjs JavaScript'],
    ['python', 'py py3 python3'],
    ['shell', 'sh shell-session console'],
    ['bash', 'zsh'],
    ['yaml', 'yml docker-compose'],
    ['c_sharp', 'c# cs csharp C-Sharp'],
    ['cpp', 'c++ hpp cc cxx'],
    ['c', 'h C'],
    ['docker_file', 'dockerfile docker Dockerfile'],
    ['objective_c', 'objc objective-c objectivec m'],
    ['visual_basic', 'vb vb.net visualbasic'],
    ['rust', 'rs'],
    ['ruby', 'rb'],
    ['go', 'golang'],
    ['kotlin', 'kt kts'],
    ['markdown', 'md'],
    ['powershell', 'ps1 pwsh'],
    ['html', 'html5 htm'],
    ['json', 'jsonc json5'],
    ['graphql', 'gql'],
    ['protobuf', 'proto'],
    ['latex', 'tex'],
    ['makefile', 'mk make'],
    ['assembly', 'asm'],
    ['perl', 'pl'],
    ['plain_text', 'text txt plain plaintext plain-text'],
    ['coffee_script', 'coffee coffeescript'],
    ['opengl_shading_language', 'glsl'],
  ])('maps other names of %s: %s', (language, names) => {
    for (const name of names.split(' '))
      expect([name, codeLanguage(name)]).toEqual([name, language]);
  });

  it('ignores blanks around a name', () => {
    expect(codeLanguage(' TypeScript\n')).toBe('typescript');
  });

  it.each([
    undefined,
    '',
    ' ',
    '-',
    'whitespace',
    'constructor',
    'toString',
    'js javascript',
    'ts`',
  ])('knows no language %j', (name) => {
    expect(codeLanguage(name)).toBeUndefined();
  });
});
