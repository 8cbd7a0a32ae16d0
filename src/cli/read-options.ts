import { parseArgs } from 'node:util';
import { closest } from '../schema/closest.js';
import { UsageError } from './usage-error.js';

/** The options of a command, as `parseArgs` takes them. */
export type OptionsOf = Readonly<
  Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>
>;

/** What was given for each option. */
export type ValuesOf<O extends OptionsOf> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; strict: true }>
>['values'];

/**
 * The values of a command's options; a `UsageError` names the nearest option that there is. No value is empty: an
 * empty one is a variable of a shell that is not set.
 */
export function readOptions<O extends OptionsOf>(args: readonly string[], options: O): ValuesOf<O> {
  const loose = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of loose.tokens ?? []) {
    if (token.kind === 'positional') throw new UsageError(`there is nothing for ${token.value}`);
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      const meant = closest(token.name, Object.keys(options));
      const hint = meant ? `did you mean --${meant}?` : 'see --help';
      throw new UsageError(`no such option: ${token.rawName}; ${hint}`);
    }
    if (token.kind === 'option' && token.value === '') {
      throw new UsageError(`${token.rawName} has an empty value; leave it out instead`);
    }
  }
  try {
    return parseArgs({ args: [...args], options, strict: true as const }).values;
  } catch (error) {
    // A value that is missing, or one too many.
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message);
  }
}
