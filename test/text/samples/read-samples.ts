import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Answers as models write them, by name. Those of `model` hold nothing that a string must not do, and go out as they
 * are; those of `model-hazards` do.
 */
export function readSamples(folder: 'model' | 'model-hazards'): ReadonlyMap<string, string> {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return new Map(
    readdirSync(path)
      .sort()
      .map((name) => [
        name.replace(/\.md$/, ''),
        readFileSync(`${path}/${name}`, 'utf8').replace(/\n$/, ''),
      ]),
  );
}
