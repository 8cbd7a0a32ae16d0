import type { Knobs } from '../../../src/emulator/knobs.js';
import { misplacedIn, mistypedIn, unknownIn } from './known.js';

/** JSON as it comes. The oracle is naive on purpose: it copies whole trees and walks them whole. */
export type Json = any;

/** What the service would do, told once more from the vendor's rules, and by code that the emulator has no part in. */
export interface Oracle {
  /** What a request of an app is answered with. `made` is the id that a success gives out. */
  answer(request: OracleRequest, made?: string): OracleAnswer;
  readonly cards: ReadonlyMap<string, OracleCard>;
}

export interface OracleRequest {
  appId: string;
  method: string;
  /** Without the query. */
  path: string;
  body: Json;
}

export interface OracleAnswer {
  code: number;
  /** Further codes that would be right, where several things are wrong and the order is the service's own. */
  or: readonly number[];
  /** The code inside a wrapper. */
  inner?: number;
}

export interface OracleCard {
  tree: Json;
  sequence: number;
  /** Whether text can be streamed at a time. */
  streaming(now: number): boolean;
}

interface Card extends OracleCard {
  owner: string;
  createdAt: number;
  /** When streaming was opened last; `undefined` when it is closed. */
  openedAt: number | undefined;
  first: number;
  sent: boolean;
  patched: boolean;
  /** From when on ids that were added can be addressed. */
  late: Map<string, number>;
  /** Ids of the last whole document. */
  whole: Set<string>;
}

/** What an operation works on; it becomes the card's if all goes well. */
interface Draft {
  card: Card;
  tree: Json;
  openedAt: number | undefined;
  /** The document was replaced. */
  replaced: boolean;
  /** Ids that were put in by additions of this request. */
  added: Set<string>;
  /** Ids that were deleted by this request. */
  deleted: Set<string>;
  /** What stays although the request is refused. */
  kept?: { tree?: Json; openedAt: number | undefined; added?: Set<string> };
}

class No extends Error {
  constructor(
    readonly code: number,
    readonly inner?: number,
    readonly or: readonly number[] = [],
  ) {
    super(`code ${code}`);
  }
}

const PREFIX = '/open-apis/cardkit/v1/cards';
const MESSAGES = '/open-apis/im/v1/messages';
const ID = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;
const INT32 = 2_147_483_647;
const TEN_MINUTES = 600_000;
const FOURTEEN_DAYS = 14 * 86_400_000;
/** Members of these are data of the author or of a component, not elements. */
const OPAQUE = ['value', 'chart_spec', 'rows'];

const copy = (value: Json): Json => structuredClone(value);
const isObject = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function createOracle(knobs: Readonly<Knobs>, now: () => number): Oracle {
  const cards = new Map<string, Card>();
  /** Card, or app, and uuid of what was executed. */
  const executed = new Set<string>();
  /** App and uuid of messages that were delivered, and when. */
  const delivered = new Map<string, number>();

  function run({ appId, method, path, body }: OracleRequest, made: string): void {
    if (method === 'POST' && path === PREFIX) return create(appId, body, made);
    if (method === 'POST' && path === MESSAGES) return send(appId, body);
    const [cardId = '', part, id, last] = path
      .slice(PREFIX.length + 1)
      .split('/')
      .map(decodeURIComponent);
    const at = [method, part ?? '', id === undefined ? '' : ':id', last ?? ''].join(' ').trim();
    const op = {
      PUT: updateCard,
      'PATCH settings': settings,
      'POST batch_update': batch,
      'POST elements': addElements,
      'PUT elements :id': updateElement,
      'PATCH elements :id': patchElement,
      'PUT elements :id content': content,
      'DELETE elements :id': deleteElement,
    }[at];
    if (!op) throw new Error(`no rule for ${method} ${path}`);
    fields(
      () => length(cardId, 1, 20),
      () => id !== undefined && length(id, 1, 20),
      () => optional(body.uuid, (uuid) => text(uuid, 1, 64)),
      () => sequenceField(body.sequence),
      () => op.fields(body),
    );
    write(appId, cardId, body, (draft) => op.apply(draft, body, id ?? ''));
  }

  // 4: fields --------------------------------------------------------------------------------------------------

  /** All that is wrong with a body; which of it is reported is the gateway's choice. */
  function fields(...checks: readonly (() => unknown)[]): void {
    const codes = checks.flatMap((one) => {
      try {
        one();
        return [];
      } catch (error) {
        if (!(error instanceof No)) throw error;
        return [error.code, ...error.or];
      }
    });
    if (codes.length > 0) throw new No(codes[0]!, undefined, codes.slice(1));
  }

  function text(value: Json, min: number, max: number): void {
    if (value === undefined || value === null) throw new No(99992402);
    if (typeof value !== 'string') throw new No(9499);
    length(value, min, max);
  }

  function length(value: string, min: number, max: number): void {
    if (value.length < min || value.length > max) throw new No(99992402);
  }

  function optional(value: Json, then: (value: Json) => void): void {
    if (value !== undefined && value !== null) then(value);
  }

  function sequenceField(value: Json): void {
    if (value === undefined || value === null) {
      if (knobs.missingSequence === 99992402) throw new No(99992402);
    } else if (!Number.isInteger(value)) throw new No(9499);
    else if (value > INT32 && knobs.sequenceOverflow !== 300317)
      throw new No(knobs.sequenceOverflow);
  }

  // 5 to 12: a write -------------------------------------------------------------------------------------------

  function write(appId: string, cardId: string, body: Json, op: (draft: Draft) => void): void {
    const card = cards.get(cardId);
    if (!card) throw new No(200740);
    if (now() >= card.createdAt + FOURTEEN_DAYS) throw new No(200750);
    if (card.owner !== appId) throw new No(300311);
    if (card.patched && knobs.writesAfterImPatch === 'refused') throw new No(300311);
    if (!card.sent && knobs.writesBeforeSend === 'refused') throw new No(300120);
    const scope = knobs.uuidScope === 'card' ? cardId : appId;
    const uuid = typeof body.uuid === 'string' ? `${scope} ${body.uuid}` : undefined;
    if (uuid !== undefined && executed.has(uuid)) {
      if (knobs.uuidReplay === 200770) throw new No(200770);
      return;
    }
    const number: number = body.sequence ?? 0;
    const higher = number > card.sequence && number >= card.first && number <= INT32;
    const compare = () => {
      if (!higher) throw new No(300317);
    };
    const draft: Draft = {
      card,
      tree: copy(card.tree),
      openedAt: card.openedAt,
      replaced: false,
      added: new Set(),
      deleted: new Set(),
    };
    try {
      if (knobs.sequenceCheck === 'before-operation') compare();
      op(draft);
      compare();
    } catch (error) {
      // No card is ever over a limit, not even after a part of a batch.
      if (draft.kept?.tree !== undefined && over(draft.kept.tree)) delete draft.kept;
      // What was done in part needs a number too; that streaming is over needs none.
      if (draft.kept?.tree !== undefined) compare();
      if (draft.kept) commit(card, { ...draft, tree: card.tree, ...draft.kept, replaced: false });
      // What was done in part was done under the number.
      if (higher && (knobs.failedCallConsumesSequence || draft.kept?.tree !== undefined)) {
        card.sequence = number;
      }
      throw error;
    }
    commit(card, draft);
    card.sequence = number;
    if (uuid !== undefined) executed.add(uuid);
  }

  function commit(card: Card, draft: Draft): void {
    if (draft.replaced) {
      card.late.clear();
      card.whole = new Set(idsOf(draft.tree));
    } else for (const id of draft.added) card.late.set(id, now() + knobs.visibilityDelayMs);
    card.tree = draft.tree;
    card.openedAt = draft.openedAt;
  }

  // E1, E2, E3 -------------------------------------------------------------------------------------------------

  function create(appId: string, body: Json, made: string): void {
    fields(
      () => text(body.type, 1, 50),
      () => text(body.data, 1, 3_000_000),
      () => typeof body.type === 'string' && known(['card_json', 'template'], body.type),
    );
    const tree = documentOf(body.data);
    cards.set(made, {
      tree,
      sequence: 0,
      streaming(at) {
        return this.openedAt !== undefined && at < this.openedAt + TEN_MINUTES;
      },
      owner: appId,
      createdAt: now(),
      openedAt: tree.config?.streaming_mode === true ? now() : undefined,
      first: knobs.firstSequence,
      sent: false,
      patched: false,
      late: new Map(),
      whole: new Set(idsOf(tree)),
    });
  }

  function known(names: readonly string[], name: string): void {
    if (!names.includes(name)) throw new No(99992402, undefined, [10002]);
  }

  function documentOf(data: string): Json {
    const tree = parsed(data);
    if (!isObject(tree)) throw new No(10002, undefined, [300307]);
    invariants(tree);
    return tree;
  }

  const updateCard = {
    fields({ card }: Json): void {
      if (card === undefined || card === null) throw new No(99992402);
      if (!isObject(card)) throw new No(9499);
      fields(
        () => text(card.type, 1, 50),
        () => text(card.data, 1, 1_000_000),
        () => typeof card.type === 'string' && known(['card_json'], card.type),
      );
    },
    apply(draft: Draft, { card }: Json): void {
      draft.tree = documentOf(card.data);
      draft.replaced = true;
      if (draft.tree.config?.streaming_mode !== true) draft.openedAt = undefined;
      else if (draft.openedAt === undefined || !knobs.putKeepsStreamingWindow) {
        draft.openedAt = now();
      }
    },
  };

  const settings = {
    fields: (body: Json) => text(body.settings, 1, 100_000),
    apply(draft: Draft, body: Json): void {
      set(draft, parsed(body.settings));
      invariants(draft.tree);
    },
  };

  function set(draft: Draft, given: Json): void {
    if (!isObject(given)) throw new No(10002, undefined, [300122]);
    const { config: wrapped, card_link, ...bare } = given;
    for (const part of [wrapped, card_link]) {
      if (part !== undefined && !isObject(part)) throw new No(300122);
    }
    const config = { ...(knobs.bareSettings === 'effective' ? bare : {}), ...wrapped };
    checkConfig(config);
    if (Object.keys(config).length > 0 || wrapped !== undefined) {
      draft.tree.config ??= {};
    }
    for (const [key, value] of Object.entries<Json>(config)) {
      const old = draft.tree.config[key];
      if (value === null && knobs.nullMeans === 'remove') delete draft.tree.config[key];
      else if (knobs.configMerge === 'deep') draft.tree.config[key] = deep(old, value);
      else draft.tree.config[key] = copy(value);
    }
    if (card_link !== undefined) {
      draft.tree.card_link =
        knobs.cardLinkMerge === 'merge' ? merged(draft.tree.card_link, card_link) : copy(card_link);
    }
    if ('streaming_mode' in config) {
      draft.openedAt = config.streaming_mode === true ? now() : undefined;
    }
  }

  /** What was seen to be refused, and what the page says of types. */
  function checkConfig(config: Json): void {
    const { streaming_mode, summary, streaming_config, update_multi } = config;
    if (streaming_mode != null && typeof streaming_mode !== 'boolean') throw new No(300122);
    if (summary != null && !isObject(summary)) throw new No(300122);
    if (streaming_config != null && !isObject(streaming_config)) throw new No(300122);
    if (streaming_config?.ttl_seconds !== undefined) throw new No(300122);
    if (update_multi === false) throw new No(300302);
  }

  // E5 to E9 ---------------------------------------------------------------------------------------------------

  const addElements = {
    fields(body: Json): void {
      fields(
        () => text(body.type, 1, 50),
        () => typeof body.type === 'string' && known(PLACES, body.type),
        () => optional(body.target_element_id, (id) => text(id, 0, 20)),
        () => text(body.elements, 1, 1_000_000),
      );
    },
    apply(draft: Draft, body: Json): void {
      if (Buffer.byteLength(body.elements) > knobs.maxOperationBytes) throw new No(300315, 200860);
      const elements = parsed(body.elements);
      if (!Array.isArray(elements)) throw new No(10002);
      wrapping(() => {
        add(draft, body.type, body.target_element_id ?? '', elements);
        invariants(draft.tree);
      });
    },
  };

  function wrapping(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof No && error.code !== 300315)
        throw new No(300315, error.inner ?? error.code, error.or);
      throw error;
    }
  }

  function add(draft: Draft, type: string, target: string, elements: Json[]): void {
    if (elements.length > knobs.maxAddedElements) throw new No(300315, 10002);
    const items = copy(elements);
    for (const id of idsOf(items)) draft.added.add(id);
    if (type === 'append') {
      if (target === '') {
        draft.tree.body ??= {};
        draft.tree.body.elements ??= [];
        if (items.some(isColumn)) throw new No(300315);
        draft.tree.body.elements.push(...items);
        return;
      }
      const { node } = find(draft, target, 300315);
      const key = node.tag === 'column_set' ? 'columns' : 'elements';
      if (!appendable(node.tag)) throw new No(300315);
      if (items.some((one: Json) => isColumn(one) !== (key === 'columns'))) throw new No(300315);
      node[key] = [...(node[key] ?? []), ...items];
      return;
    }
    if (target === '') throw new No(300315, undefined, [99992402]);
    const { node, list } = find(draft, target, 300315);
    if (!list) throw new No(300315);
    if (items.some((one: Json) => isColumn(one) !== isColumn(node))) throw new No(300315);
    list.splice(list.indexOf(node) + (type === 'insert_after' ? 1 : 0), 0, ...items);
  }

  function appendable(tag: string): boolean {
    if (tag === 'column_set' || tag === 'collapsible_panel') return true;
    if (knobs.appendInto === 'panel-and-column-set') return false;
    return ['column', 'form', 'interactive_container'].includes(tag);
  }

  const updateElement = {
    fields: (body: Json) => text(body.element, 1, 1_000_000),
    apply(draft: Draft, body: Json, id: string): void {
      replace(draft, id, parsed(body.element));
      invariants(draft.tree, 300121);
    },
  };

  function replace(draft: Draft, id: string, element: Json): void {
    if (!isObject(element)) throw new No(10002, undefined, [300121]);
    const { node, parent, key } = find(draft, id, 300121);
    if (typeof element.tag !== 'string') throw new No(300121, undefined, [200220]);
    if (isColumn(element) !== isColumn(node)) throw new No(300121, undefined, [200220]);
    const next = copy(element);
    if (next.element_id === undefined && knobs.replaceKeepsId) next.element_id = id;
    parent[key] = next;
  }

  const patchElement = {
    fields: (body: Json) => text(body.partial_element, 1, 1_000_000),
    apply(draft: Draft, body: Json, id: string): void {
      patch(draft, id, parsed(body.partial_element));
      invariants(draft.tree, 300313);
    },
  };

  function patch(draft: Draft, id: string, partial: Json): void {
    if (!isObject(partial)) throw new No(10002, undefined, [300313]);
    if ('tag' in partial) throw new No(300312, undefined, exists(draft, id) ? [] : [300313]);
    const { node } = find(draft, id, 300313);
    for (const [key, value] of Object.entries<Json>(partial)) {
      if (value === null && knobs.nullMeans === 'remove') delete node[key];
      else node[key] = knobs.partialMerge === 'deep' ? deep(node[key], value) : copy(value);
    }
  }

  /** Objects are merged at every depth, anything else is replaced. */
  function deep(old: Json, value: Json): Json {
    return isObject(old) && isObject(value) ? merged(old, value) : copy(value);
  }

  function merged(old: Json, value: Json): Json {
    const result = copy(old ?? {});
    for (const [key, inner] of Object.entries<Json>(value)) {
      if (inner === null && knobs.nullMeans === 'remove') delete result[key];
      else result[key] = deep(result[key], inner);
    }
    return result;
  }

  const content = {
    fields: (body: Json) => text(body.content, 1, 100_000),
    apply(draft: Draft, body: Json, id: string): void {
      const { openedAt } = draft;
      if (openedAt === undefined) throw new No(300309, undefined, [300313, 300310]);
      if (now() >= openedAt + TEN_MINUTES) {
        draft.kept = { openedAt: undefined };
        throw new No(200850);
      }
      const { node } = find(draft, id, 300313);
      if (knobs.streamInto === 'whole-card' && !draft.card.whole.has(id)) throw new No(300313);
      if (node.tag !== 'markdown' && node.tag !== 'plain_text') throw new No(300310);
      node.content = body.content;
      invariants(draft.tree);
    },
  };

  const deleteElement = {
    fields: () => {},
    apply(draft: Draft, _body: Json, id: string): void {
      remove(draft, [id], 300314);
      invariants(draft.tree);
    },
  };

  function remove(draft: Draft, ids: readonly string[], missing: number): void {
    if (knobs.nestedDelete === 'refused') {
      const nested = ids.some((one) => {
        const outer = exists(draft, one) ? find(draft, one, missing).node : undefined;
        return outer && idsOf(outer).some((id) => id !== one && ids.includes(id));
      });
      if (nested) throw new No(missing);
    }
    const inside = new Set<string>();
    for (const id of ids) {
      // It went with the one that it stood in.
      if (inside.has(id)) continue;
      const { node, parent, key, list } = find(draft, id, missing);
      for (const gone of idsOf(node)) {
        draft.deleted.add(gone);
        if (gone !== id) inside.add(gone);
      }
      if (list) list.splice(list.indexOf(node), 1);
      else delete parent[key];
    }
  }

  // E4 ---------------------------------------------------------------------------------------------------------

  const batch = {
    fields: (body: Json) => text(body.actions, 1, 1_000_000),
    apply(draft: Draft, body: Json): void {
      if (Buffer.byteLength(body.actions) > knobs.maxOperationBytes) throw new No(200860);
      const actions = parsed(body.actions);
      if (!Array.isArray(actions)) throw new No(10002);
      if (actions.length > knobs.maxActions) throw new No(10002);
      if (actions.length === 0 && knobs.emptyBatch === 'refused') throw new No(10002);
      for (const action of actions) {
        act(draft, action);
        if (knobs.batchAtomic) continue;
        const { tree, openedAt, added } = draft;
        draft.kept = { tree: copy(tree), openedAt, added: new Set(added) };
      }
      if (knobs.limitsInBatch === 'at-end') limits(draft.tree);
    },
  };

  function act(draft: Draft, action: Json): void {
    const { action: name, params } = isObject(action) ? action : ({} as Json);
    const rules = knobs.limitsInBatch === 'at-end' ? withoutLimits : invariants;
    const readable: Record<string, () => boolean> = {
      partial_update_setting: () => isObject(params.settings),
      add_elements: () => PLACES.includes(params.type) && Array.isArray(params.elements),
      delete_elements: () =>
        Array.isArray(params.element_ids) &&
        params.element_ids.every((id: Json) => typeof id === 'string'),
      partial_update_element: () =>
        typeof params.element_id === 'string' && isObject(params.partial_element),
      update_element: () => typeof params.element_id === 'string' && isObject(params.element),
    };
    if (!Object.hasOwn(readable, name) || !isObject(params) || !readable[name]!()) {
      if (knobs.strictActions) throw new No(10002);
      return;
    }
    if (name === 'partial_update_setting') {
      set(draft, params.settings);
      rules(draft.tree);
    } else if (name === 'add_elements') {
      wrapping(() => {
        if (!knobs.sameIdReadd && idsOf(params.elements).some((id) => draft.deleted.has(id))) {
          throw new No(300301);
        }
        add(draft, params.type, params.target_element_id ?? '', params.elements);
        rules(draft.tree);
      });
    } else if (name === 'delete_elements') {
      remove(draft, params.element_ids, knobs.batchDeleteMissing);
    } else if (name === 'partial_update_element') {
      patch(draft, params.element_id, params.partial_element);
      rules(draft.tree, 300313);
    } else {
      replace(draft, params.element_id, params.element);
      rules(draft.tree, 300121);
    }
  }

  // What a document has to be ----------------------------------------------------------------------------------

  function invariants(tree: Json, schemaCode = 200220): void {
    withoutLimits(tree, schemaCode);
    limits(tree);
  }

  /** More than one rule may be broken; which of them is reported is the service's choice. */
  function withoutLimits(tree: Json, schemaCode = 200220): void {
    if (Object.keys(tree).length === 0) throw new No(300307, undefined, [300303]);
    const ids = idsOf(tree);
    const wrong =
      tagless(tree) ||
      (knobs.strictProperties && (unknownIn(tree) || misplacedIn(tree))) ||
      (knobs.strictTypes && mistypedIn(tree));
    const bodiless = (tree.body ?? null) === null && knobs.missingBody === 200610;
    const codes = [
      bodiless ? [200610] : [],
      tree.schema !== '2.0' ? [300303] : [],
      tree.config?.update_multi === false ? [300302] : [],
      wrong ? [200220, schemaCode] : [],
      ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length ? [] : [300301],
    ].flat();
    if (nameless(tree)) codes.push(230099);
    if (codes.length === 0) return;
    throw new No(codes[0]!, codes[0] === 230099 ? 11310 : undefined, [...codes.slice(1), 11310]);
  }

  /** More than one may be passed at once. */
  function limits(tree: Json): void {
    const codes = [
      tagged(tree) > 200 ? 300305 : 0,
      Buffer.byteLength(JSON.stringify(tree)) > knobs.cardBytesLimit ? 200860 : 0,
      tables(tree) > knobs.tableLimit ? 230099 : 0,
    ].filter((code) => code !== 0);
    if (codes.length === 0) return;
    const inner = codes[0] === 230099 ? 11310 : undefined;
    throw new No(codes[0]!, inner, codes.slice(1));
  }

  function over(tree: Json): boolean {
    try {
      limits(tree);
      return false;
    } catch {
      return true;
    }
  }

  function tagged(tree: Json): number {
    let count = 0;
    for (const [key, value] of Object.entries(tree)) {
      if (key === 'header' && !knobs.countHeader) continue;
      everyObject(
        value,
        (node) => {
          if (typeof node.tag === 'string') count += 1;
        },
        knobs.countOpaque ? [] : OPAQUE,
      );
    }
    return count;
  }

  // Addressing -------------------------------------------------------------------------------------------------

  function exists(draft: Draft, id: string): boolean {
    try {
      find(draft, id, 1);
      return true;
    } catch {
      return false;
    }
  }

  function find(draft: Draft, id: string, missing: number): Place {
    const place = placesOf(draft.tree).find(({ node }) => node.element_id === id);
    if (!place) throw new No(missing);
    if (isColumn(place.node) && !knobs.columnAddressable) throw new No(missing);
    if (place.inHeader && !knobs.headerAddressable) throw new No(missing);
    const from = draft.card.late.get(id);
    // What a batch added itself is there for its later actions.
    if (from !== undefined && now() < from && !draft.added.has(id)) throw new No(missing);
    return place;
  }

  // Messages ---------------------------------------------------------------------------------------------------

  function send(appId: string, body: Json): void {
    const uuid = typeof body.uuid === 'string' ? `${appId} ${body.uuid}` : undefined;
    const before = uuid === undefined ? undefined : delivered.get(uuid);
    if (
      knobs.imUuidReplay === 'same-message' &&
      before !== undefined &&
      now() < before + 3_600_000
    ) {
      return;
    }
    const card = cards.get(parsed(body.content).data.card_id);
    const expired = card && now() >= card.createdAt + FOURTEEN_DAYS;
    if (!card || card.owner !== appId || expired) {
      throw new No(230099, 11310, [300311, 200750]);
    }
    if (now() < card.createdAt + knobs.createVisibilityMs) throw new No(230099, 11310);
    if (card.sent) throw new No(230099, 200780);
    card.sent = true;
    if (uuid !== undefined) delivered.set(uuid, now());
  }

  return {
    cards,
    answer(request, made = '') {
      try {
        run(request, made);
        return { code: 0, or: [] };
      } catch (error) {
        if (!(error instanceof No)) throw error;
        const { code, inner, or } = error;
        return inner === undefined ? { code, or } : { code, or, inner };
      }
    },
  };
}

const PLACES: readonly Json[] = ['insert_before', 'insert_after', 'append'];

const isColumn = (node: Json): boolean => isObject(node) && node.tag === 'column';

function parsed(source: string): Json {
  try {
    return JSON.parse(source);
  } catch {
    throw new No(10002);
  }
}

interface Place {
  node: Json;
  /** Where it stands, so that it can be exchanged. */
  parent: Json;
  key: string | number;
  /** The array that it is a member of. */
  list: Json[] | undefined;
  inHeader: boolean;
}

/** Every object with an id, in reading order. */
function placesOf(tree: Json): Place[] {
  const found: Place[] = [];
  const into = (value: Json, inHeader: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries<Json>(value)) {
      if (OPAQUE.includes(key) && !Array.isArray(value)) continue;
      const list = Array.isArray(value) ? value : undefined;
      const within = inHeader || (value === tree && key === 'header');
      if (isObject(child) && child.element_id !== undefined) {
        found.push({ node: child, parent: value, key, list, inHeader: within });
      }
      into(child, within);
    }
  };
  into(tree, false);
  return found;
}

/** Ids of a tree, or of an element with what is inside, or of a list of those. */
function idsOf(tree: Json): string[] {
  return placesOf([tree]).map(({ node }) => node.element_id);
}

function everyObject(value: Json, visit: (node: Json) => void, opaque: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value);
  for (const [key, child] of Object.entries(value)) {
    if (!opaque.includes(key) || Array.isArray(value)) everyObject(child, visit, opaque);
  }
}

const BOXES = ['column_set', 'column', 'collapsible_panel', 'form', 'interactive_container'];

/** Whether something stands among elements or columns that is no component. */
function tagless(tree: Json): boolean {
  let found = false;
  everyObject(
    tree,
    (node) => {
      if (node.tag !== undefined && !BOXES.includes(node.tag)) return;
      for (const list of [node.elements, node.tag === 'column_set' ? node.columns : undefined]) {
        if (Array.isArray(list) && !list.every((one) => typeof one?.tag === 'string')) found = true;
      }
    },
    OPAQUE,
  );
  return found;
}

const NAMED = ['button', 'input', 'checker', 'select_static', 'date_picker'];

/** Where texts and icons stand. What else somebody puts there is no element, and no rule of elements is for it. */
const SLOTS = [...OPAQUE, 'header', 'title', 'subtitle', 'text', 'icon'];

/** Whether something to press or fill in has no name in a form, or the name of another one. */
function nameless(tree: Json): boolean {
  const inForms = new Set<Json>();
  everyObject(
    tree,
    (form) => {
      if (form.tag !== 'form') return;
      everyObject(form.elements, (node) => NAMED.includes(node.tag) && inForms.add(node), SLOTS);
    },
    OPAQUE,
  );
  const names = [...inForms].map(({ name }) => name);
  const empty = names.some((name) => typeof name !== 'string' || name === '');
  return empty || new Set(names).size < names.length;
}

/** Tables that a reader of one language meets at most. */
function tables(tree: Json): number {
  let components = 0;
  const texts: Json[] = [];
  everyObject(
    tree,
    (node) => {
      if (node.tag === 'table') components += 1;
      if (node.tag === 'markdown') texts.push(node);
    },
    OPAQUE,
  );
  const languages = new Set(texts.flatMap((one) => Object.keys(one.i18n_content ?? {})));
  const inLanguage = (language: string) =>
    texts
      .map((one) => markdownTables(String(one.i18n_content?.[language] ?? one.content ?? '')))
      .reduce((sum, count) => sum + count, 0);
  return components + Math.max(...['', ...languages].map(inLanguage));
}

/** A row of dashes under a row with bars, outside of fences. */
function markdownTables(source: string): number {
  const open = source.replace(/^```[\s\S]*?^```/gm, '');
  return open.match(/^\|.*\|\n\|[ :|-]+\|$/gm)?.length ?? 0;
}
