import { readFileSync } from 'node:fs';
import type { EmulatorOptions } from '../emulator/emulator.js';
import type { Templates } from '../emulator/templates.js';
import { getOwn, isObject, type JsonObject } from '../schema/json.js';
import { UsageError } from './usage-error.js';

/**
 * Reads the file of `--templates`: templates by their id, with their card, and further versions of it by their names.
 *
 * ```json
 * { "AAqk1": { "card": { "schema": "2.0" }, "versions": { "1.0.1": { "schema": "2.0" } } } }
 * ```
 */
export function readTemplates(path: string): Templates {
  const file = readJson('templates', path);
  for (const [id, template] of Object.entries(file)) {
    const versions = isObject(template) ? (getOwn(template, 'versions') ?? {}) : undefined;
    const isTemplate =
      isObject(template) &&
      isObject(getOwn(template, 'card')) &&
      isObject(versions) &&
      Object.values(versions).every(isObject);
    if (!isTemplate) {
      const name = JSON.stringify(id);
      throw new UsageError(`--templates: ${name} is not { "card": {...}, "versions"?: {...} }`);
    }
  }
  return file as unknown as Templates;
}

/**
 * Reads the file of `--custom-bots`: bots by the token of their address, with the secret that requests are signed
 * with, if they are.
 *
 * ```json
 * { "token-of-one": { "secret": "..." }, "token-of-another": {} }
 * ```
 */
export function readCustomBots(path: string): NonNullable<EmulatorOptions['customBots']> {
  const file = readJson('custom-bots', path);
  for (const bot of Object.values(file)) {
    const secret = isObject(bot) ? getOwn(bot, 'secret') : null;
    // Without its name: that opens a chat.
    if (secret !== undefined && (typeof secret !== 'string' || secret === '')) {
      throw new UsageError('--custom-bots: a bot is not { "secret"?: "..." }');
    }
  }
  return file as NonNullable<EmulatorOptions['customBots']>;
}

function readJson(option: string, path: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--${option}: ${JSON.stringify(path)} cannot be read (${code})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Without the words of the parser, which quote the file.
    throw new UsageError(`--${option}: ${JSON.stringify(path)} is no JSON`);
  }
  if (!isObject(value)) throw new UsageError(`--${option}: ${JSON.stringify(path)} is no object`);
  return value;
}
