import { cloneJson, getOwn, setOwn } from '../schema/json.js';
import type { Draft } from './draft.js';
import type { Knobs } from './knobs.js';
import { mergePartial } from './merge.js';
import { refused } from './refusal.js';
import type { Service } from './state.js';
import { isTree, type Tree } from './tree.js';

/**
 * Overwrites the listed keys of `config`, and `card_link`. Anything outside these two is accepted and does nothing,
 * which is how `{ streaming_mode: false }` without its wrapper fails to close a stream, unless the knob says that it
 * counts as `config`.
 */
export function changeSettings(draft: Draft, settings: Tree, { knobs, clock }: Service): void {
  const config = configIn(settings, knobs);
  if (config !== undefined) {
    const fault = configFault(config);
    if (fault !== undefined) throw refused(300122, fault);
    const current = getOwn(draft.tree, 'config');
    const merged = isTree(current) ? current : {};
    mergePartial(merged, config as Tree, {
      partialMerge: knobs.configMerge,
      nullMeans: knobs.nullMeans,
    });
    draft.tree.config = merged;
    const mode = getOwn(config as Tree, 'streaming_mode');
    // Saying `true` again is how a client renews the ten minutes.
    if (mode === true) draft.streaming = { openedAt: clock.now() };
    else if (mode === false || mode === null) draft.streaming = undefined;
  }
  const link = getOwn(settings, 'card_link');
  if (link !== undefined) changeLink(draft.tree, link, knobs);
}

/** What the settings say about `config`. */
function configIn(settings: Tree, { bareSettings }: Knobs): unknown {
  const wrapped = getOwn(settings, 'config');
  const bare = Object.keys(settings).filter((key) => key !== 'config' && key !== 'card_link');
  if (bareSettings === 'ignored' || bare.length === 0) return wrapped;
  if (wrapped !== undefined && !isTree(wrapped)) return wrapped;
  const config: Tree = {};
  for (const key of bare) setOwn(config, key, getOwn(settings, key));
  for (const key of Object.keys(wrapped ?? {})) setOwn(config, key, getOwn(wrapped ?? {}, key));
  return config;
}

function changeLink(tree: Tree, link: unknown, { cardLinkMerge, nullMeans }: Knobs): void {
  if (link === null && nullMeans === 'remove') {
    delete tree.card_link;
    return;
  }
  if (link !== null && !isTree(link)) throw refused(300122, unmarshal(link, 'CardLink'));
  const old = getOwn(tree, 'card_link');
  if (cardLinkMerge === 'merge' && isTree(link) && isTree(old)) {
    mergePartial(old, link, { partialMerge: 'shallow', nullMeans });
  } else setOwn(tree, 'card_link', cloneJson(link));
}

/** What `config` may hold where a wrong kind of value was seen to be refused. */
const CONFIG: readonly {
  key: string;
  name: string;
  kind: 'object' | 'boolean';
  keys?: string[];
}[] = [
  { key: 'streaming_mode', name: 'StreamingMode', kind: 'boolean' },
  { key: 'update_multi', name: 'UpdateMulti', kind: 'boolean' },
  { key: 'summary', name: 'Summary', kind: 'object' },
  {
    key: 'streaming_config',
    name: 'StreamingConfig',
    kind: 'object',
    keys: ['print_frequency_ms', 'print_step', 'print_strategy'],
  },
];

/** What is wrong with a `config`, in the words of the service's decoder. */
export function configFault(config: unknown): string | undefined {
  if (!isTree(config)) return unmarshal(config, 'Config');
  for (const { key, name, kind, keys } of CONFIG) {
    const value = getOwn(config, key);
    if (value === undefined || value === null) continue;
    if (kind === 'object' ? !isTree(value) : typeof value !== kind) {
      return unmarshal(value, `Config.${name}`);
    }
    const unknown = keys && Object.keys(value).find((found) => !keys.includes(found));
    if (unknown !== undefined) return `unknown property '${unknown}'`;
  }
  return undefined;
}

function unmarshal(value: unknown, field: string): string {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return `json: cannot unmarshal ${kind} into field ${field}`;
}
