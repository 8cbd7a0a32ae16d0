import {
  HEADER_TEXTS,
  type Identity,
  identityOf,
  idFrom,
  isAssigned,
  rememberIdentity,
} from '../card/ids.js';
import { setKey } from '../card/keys.js';
import { isStreaming } from '../card/streaming.js';
import { countTagged, eachObject } from '../card/tree.js';
import {
  type Action,
  type AddType,
  type Call,
  CardError,
  type CardJson,
  cloneJson,
  type ElementJson,
  getOwn,
  isObject,
  type JsonObject,
  jsonBytes,
  MAX_ADD_ELEMENTS,
  MAX_BATCH_ACTIONS,
  MAX_CARD_BYTES,
  MAX_ELEMENTS,
  MAX_STREAM_CHARS,
  type MutableObject,
  sameJson,
} from '../schema/index.js';
import { isAcceptable, isDelicate } from './acceptable.js';
import { applyAction } from './apply.js';
import { actionsOf, type Edit, editBytes, type Growth, joined, NOTHING, patch } from './edit.js';
import { match } from './match.js';
import { change } from './partial.js';
import { callBytes, cost, type Plan } from './plan.js';
import { heaviestIncreasing } from './sequences.js';
import { isStateful, readSide, type Side } from './side.js';

export interface DiffOptions {
  /**
   * What the last plan of this card returned; to be stored beside the card. Without it, that of the very object that
   * the last plan returned as `card` is known; of any other card the ids and keys are read from it, and the id of
   * what was deleted before may be given again.
   */
  identity?: Identity | undefined;
  /** Whether the service takes streaming text now. By default what `before` says. */
  streaming?: boolean | undefined;
}

/**
 * Plans the calls that lead from one card to another.
 *
 * `before` is the card that the service holds: the last plan's `card`, or what was created (`render` with
 * `ids: 'all'`). `after` is the new render. Elements keep their identity by id, by key, or by order; see `match`.
 *
 *     before  markdown "Thinking"  hr  button
 *     after   markdown "Done"      hr  markdown "Answer"  button
 *
 * is one batch: a partial update of the first markdown, and one addition in front of the button. Nothing else is
 * touched, and where nothing changed there is no call.
 *
 * Of the plans that neither re-create nor move what holds a reader's input, it is the one that costs least:
 * 2000 per call and 1 per byte.
 */
export function diff(before: object, after: object, options: DiffOptions = {}): Plan {
  return new Differ(before as CardJson, after as CardJson, options).plan();
}

/** The edit of an element or list, and what the service holds after it. */
interface Change<T> {
  readonly edit: Edit;
  readonly json: T;
}

class Differ {
  private readonly before: CardJson;
  private readonly after: CardJson;
  private readonly identity: Identity;
  private readonly streaming: boolean;
  private readonly turnsOff: boolean;
  /** The bodies of both cards, as elements without a tag. */
  private readonly oldBody: Side;
  private readonly newBody: Side;

  constructor(before: CardJson, after: CardJson, options: DiffOptions) {
    this.before = before;
    this.after = after;
    const identity = options.identity ?? identityOf(before);
    this.identity = { next: identity.next, keys: {} };
    const wasOn = isStreaming(before);
    this.turnsOff = wasOn && !isStreaming(after);
    this.streaming = (options.streaming ?? wasOn) && !this.turnsOff;
    this.oldBody = readSide(before.body ?? {}, identity.keys);
    this.newBody = readSide(after.body ?? {}, undefined);
    match(this.oldBody.children ?? [], this.newBody.children ?? []);
  }

  plan(): Plan {
    const edited = this.edited();
    const replaced = (): Outcome => {
      const card = this.wholeCard();
      return { calls: [{ type: 'replace', card }], card };
    };
    if (!edited) return this.result(replaced());
    // A plan that types text, that ends the typing, or that leaves a reader's input alone is not traded for fewer
    // bytes: a full update would show the text at once, or touch what the reader typed.
    const bound =
      edited.calls.length === 0 ||
      this.turnsOff ||
      edited.calls.some((call) => call.type === 'content') ||
      (this.newBody.children ?? []).some(keepsState);
    if (bound) return this.result(edited);
    const whole = replaced();
    return this.result(cost(whole.calls) < cost(edited.calls) ? whole : edited);
  }

  private result({ calls, card }: Outcome): Plan {
    const { keys } = this.identity;
    this.rememberKeys(card, keys);
    const identity = { next: this.identity.next, keys };
    rememberIdentity(card, identity);
    return {
      calls,
      card,
      identity,
      get bytes() {
        return calls.reduce((sum, call) => sum + callBytes(call), 0);
      },
    };
  }

  /** The plan that edits the card in place; `undefined` where only a full update is safe. */
  private edited(): Outcome | undefined {
    const { before, after } = this;
    const outside = ['config', 'card_link', 'header', 'body'];
    if (!change(before, after, outside).none) return undefined;
    if ((before.body === undefined) !== (after.body === undefined)) return undefined;
    const settings = this.settings();
    const header = this.header();
    const body = this.body();
    if (!settings || !header || !body) return undefined;
    const edit = joined([header.edit, body.edit]);
    const growth = this.streaming ? longest(edit.growths) : undefined;
    const updates = growth
      ? edit.updates.flatMap((update) =>
          update === growth.update ? (growth.rest ?? []) : [update],
        )
      : edit.updates;
    const inOrder = (those: readonly Action[]) => [
      ...actionsOf({ ...edit, updates: those }),
      ...settings,
    ];
    // What passes on a name or an id has to give it up first: the other way round may do where this one does not.
    const orders = updates.length > 1 ? [updates, updates.toReversed()] : [updates];
    const actions = orders.map(inOrder).find((one) => this.isSafe(one));
    if (!actions) return undefined;
    const calls: Call[] = [];
    if (actions.length > 0) calls.push({ type: 'batch', actions });
    if (growth) {
      calls.push({ type: 'content', elementId: growth.elementId, content: growth.content });
    }
    const card = {
      ...after,
      ...(after.header ? { header: header.json } : {}),
      ...(after.body ? { body: body.json } : {}),
    } as CardJson;
    return { calls, card };
  }

  /** Changes of `config` and `card_link`: the last action of a batch, so that a closing frame has its text first. */
  private settings(): Action[] | undefined {
    const said: { config?: JsonObject; card_link?: JsonObject } = {};
    const config = this.section('config');
    if (!config) return undefined;
    if (!config.none) {
      if (getOwn(config.set, 'style') !== undefined) return undefined;
      said.config = config.set;
    }
    const link = this.section('card_link');
    if (!link) return undefined;
    // A link is replaced whole, and may be merged instead: all of it, and nothing may be gone.
    if (!link.none) said.card_link = this.after.card_link as JsonObject;
    if (config.none && link.none) return [];
    return [{ action: 'partial_update_setting', params: { settings: said } }];
  }

  private section(name: 'config' | 'card_link') {
    const from = this.before[name];
    const to = this.after[name];
    if (to === undefined) return from === undefined ? change({}, {}) : undefined;
    const changed = change(from ?? {}, to);
    // An empty section that was not there cannot be said in a partial update.
    if (changed.none && from === undefined) return undefined;
    return changed.sayable ? changed : undefined;
  }

  /** Only the texts of a header can be addressed; any other change of it takes a full update. */
  private header(): Change<JsonObject> | undefined {
    const from = this.before.header;
    const to = this.after.header;
    if (from === undefined || to === undefined) {
      return from === to ? { edit: NOTHING, json: {} } : undefined;
    }
    if (!change(from, to, HEADER_TEXTS).none) return undefined;
    const json: MutableObject = { ...to };
    const updates: Action[] = [];
    for (const part of HEADER_TEXTS) {
      const old = from[part];
      const text = to[part];
      if (!isObject(old) || !isObject(text)) {
        if (sameJson(old, text)) continue;
        return undefined;
      }
      const named = this.keepId(old, text);
      if (!named) return undefined;
      const changed = change(old, named);
      json[part] = named;
      if (changed.none) continue;
      if (!changed.sayable || typeof old.element_id !== 'string') return undefined;
      updates.push(patch(old.element_id, changed.set));
    }
    return { edit: { ...NOTHING, updates }, json };
  }

  /** A header text with the id it had; `undefined` where the author gave it another one. */
  private keepId(old: JsonObject, text: JsonObject): JsonObject | undefined {
    const { element_id: was } = old;
    const { element_id: is, ...rest } = text;
    if (is !== undefined && !isAssigned(is)) return is === was ? text : undefined;
    if (was !== undefined && !isAssigned(was)) return undefined;
    return was === undefined ? rest : named(rest, was);
  }

  private body(): Change<JsonObject> | undefined {
    const { oldBody, newBody } = this;
    const list = oldBody.children && newBody.children ? ['elements'] : [];
    if (!change(oldBody.json, newBody.json, list).none) return undefined;
    if (!oldBody.children || !newBody.children) return { edit: NOTHING, json: newBody.json };
    const inside = this.children(oldBody, newBody);
    return inside && { edit: inside.edit, json: { ...newBody.json, elements: inside.json } };
  }

  /** The edit of an element that is the same one in both cards; `undefined` where it cannot be addressed. */
  private element(before: Side, after: Side): Change<JsonObject> | undefined {
    if (before.signature === after.signature) return { edit: NOTHING, json: before.json };
    const skip = after.children ? ['element_id', after.list] : ['element_id'];
    const own = change(before.json, after.json, skip);
    const fine = own.sayable ? this.fine(before, after, own.set) : undefined;
    if (before.id === undefined) return fine;
    const { id } = before;

    const coarse: Change<JsonObject>[] = [];
    const whole = this.made(after, true);
    if (own.sayable && after.children) {
      const partial = { ...own.set, [after.list]: whole[after.list] };
      coarse.push({ edit: { ...NOTHING, updates: [patch(id, partial)] }, json: whole });
    }
    const update: Action = {
      action: 'update_element',
      params: { element_id: id, element: whole as ElementJson },
    };
    // A whole update also re-creates the element itself.
    if (!(coarse.length > 0 && isStateful(before) && own.none)) {
      coarse.push({ edit: { ...NOTHING, updates: [update] }, json: whole });
    }
    const recreatesState =
      (after.children ?? []).some(keepsState) || (isStateful(before) && own.none);
    const types = this.streaming && fine !== undefined && fine.edit.growths.length > 0;
    if (fine && (recreatesState || types)) return fine;
    return cheapest(fine ? [fine, ...coarse] : coarse);
  }

  /** The finest edit: what changed in the element itself, then what changed in its children. */
  private fine(before: Side, after: Side, set: JsonObject): Change<JsonObject> | undefined {
    // A list that was not there is said whole: no element of it could be an anchor.
    const lists = after.children !== undefined;
    const inside = lists && before.children ? this.children(before, after) : undefined;
    if (lists && !inside) return undefined;
    const says = Object.keys(set).length > 0;
    if (says && before.id === undefined) return undefined;
    const json: MutableObject = { ...withoutId(after.json) };
    if (inside) json[after.list] = inside.json;
    const result = before.id === undefined ? json : named(json, before.id);
    if (!says) return { edit: inside?.edit ?? NOTHING, json: result };
    const update = patch(before.id as string, set);
    const own: Edit = { ...NOTHING, updates: [update], growths: growthsOf(before, set, update) };
    return { edit: inside ? joined([own, inside.edit]) : own, json: result };
  }

  /**
   * The edit of a list of elements.
   *
   *     before  a b c d         stay: a, c, d (the heaviest that kept their order)
   *     after   a c x y d       delete b; add x and y behind c, in one action
   *
   * What was matched but changed its place is deleted and added under a new id: there is no move, and one id
   * cannot be deleted and added in one batch.
   */
  private children(before: Side, after: Side): Change<readonly JsonObject[]> | undefined {
    const olds = before.children ?? [];
    const news = after.children ?? [];
    const positions = new Map(olds.map((side, i) => [side, i]));
    const matched = news.filter((side) => side.match && positions.has(side.match));
    const staying = new Set(
      heaviestIncreasing(
        matched.map((side) => positions.get(side.match as Side) ?? 0),
        matched.map(
          (side) => side.signature.length + (side.holdsState || hasExplicitId(side) ? 1e9 : 0),
        ),
      ).map((i) => matched[i] as Side),
    );
    const edits: Edit[] = [];
    const json = new Map<Side, JsonObject>();
    for (const side of staying) {
      const edited = this.element(side.match as Side, side);
      if (!edited) return undefined;
      edits.push(edited.edit);
      json.set(side, edited.json);
    }
    // An id of the author cannot change, so an element with one cannot be moved like this.
    if (matched.some((side) => !staying.has(side) && hasExplicitId(side))) return undefined;

    const deletes: string[] = [];
    const updates: Action[] = [];
    const adds: Action[] = [];
    const gone = olds.filter((side) => !(side.match && staying.has(side.match)));
    for (const { stay, old, added } of this.gaps(olds, news, gone, staying)) {
      const [only] = added;
      const [place] = old;
      if (added.length === 1 && only && place?.id !== undefined) {
        // What comes takes the place of what goes: one action instead of two.
        const element = this.made(only, false);
        json.set(only, element);
        updates.push({
          action: 'update_element',
          params: { element_id: place.id, element: element as ElementJson },
        });
        if (!this.deleted(old.slice(1), deletes)) return undefined;
        continue;
      }
      if (!this.deleted(old, deletes)) return undefined;
      if (added.length === 0) continue;
      const elements = added.map((side) => {
        const element = this.made(side, false);
        json.set(side, element);
        return element as ElementJson;
      });
      const additions = this.additions(elements, stay, json, before === this.oldBody);
      if (!additions) return undefined;
      adds.push(...additions);
    }
    const own: Edit = { deletes, updates, adds, growths: [] };
    return {
      edit: joined([...edits, own]),
      json: news.map((side) => json.get(side) as JsonObject),
    };
  }

  /** What goes and what comes between two neighbours that stay. */
  private *gaps(
    olds: readonly Side[],
    news: readonly Side[],
    gone: readonly Side[],
    staying: ReadonlySet<Side>,
  ): Generator<{ stay: Neighbours; old: readonly Side[]; added: readonly Side[] }> {
    const going = new Set(gone);
    let previous: Side | undefined;
    let i = 0;
    let j = 0;
    for (;;) {
      const old: Side[] = [];
      const added: Side[] = [];
      for (; i < olds.length && going.has(olds[i] as Side); i++) old.push(olds[i] as Side);
      for (; j < news.length && !staying.has(news[j] as Side); j++) added.push(news[j] as Side);
      const next = news[j];
      if (old.length > 0 || added.length > 0) yield { stay: { previous, next }, old, added };
      if (!next) return;
      previous = next;
      i++;
      j++;
    }
  }

  private deleted(sides: readonly Side[], into: string[]): boolean {
    for (const { id } of sides) {
      if (id === undefined) return false;
      into.push(id);
    }
    return true;
  }

  /**
   * Adds behind the neighbour in front, before the one behind, or at the end of the body: in one action, or in several
   * where there are more elements than one action may have. Those behind a neighbour go backwards then, since each
   * action puts its own right behind it.
   */
  private additions(
    elements: readonly ElementJson[],
    { previous, next }: Neighbours,
    json: ReadonlyMap<Side, JsonObject>,
    inBody: boolean,
  ): Action[] | undefined {
    const parts: (readonly ElementJson[])[] = [];
    for (let i = 0; i < elements.length; i += MAX_ADD_ELEMENTS) {
      parts.push(elements.slice(i, i + MAX_ADD_ELEMENTS));
    }
    const adds = (type: AddType, target?: string): Action[] =>
      (type === 'insert_after' ? parts.toReversed() : parts).map((part) => ({
        action: 'add_elements',
        params: {
          type,
          ...(target === undefined ? {} : { target_element_id: target }),
          elements: part,
        },
      }));
    const idOf = (side: Side | undefined) => {
      const id = side && json.get(side)?.element_id;
      return typeof id === 'string' ? id : undefined;
    };
    if (!next && inBody) return adds('append');
    const behind = idOf(previous);
    const front = idOf(next);
    const options = [
      ...(behind === undefined ? [] : [adds('insert_after', behind)]),
      ...(front === undefined ? [] : [adds('insert_before', front)]),
    ];
    return options.sort((a, b) => jsonBytes(a) - jsonBytes(b))[0];
  }

  /**
   * An element as it is sent whole, with an id for every element below. What was matched keeps its id if `keep` says
   * so; what is added has to have ids that were never used.
   */
  private made(side: Side, keep: boolean): JsonObject {
    const id = side.explicitId ?? (keep ? side.match?.id : undefined) ?? this.freshId(side);
    const json: MutableObject = { ...withoutId(side.json) };
    if (side.children) json[side.list] = side.children.map((child) => this.made(child, keep));
    return named(json, id);
  }

  private freshId(side: Side): string {
    side.fresh ??= idFrom(this.identity.next++);
    return side.fresh;
  }

  /** The whole new card: every element addressable, those that were matched under their ids. */
  private wholeCard(): CardJson {
    const { after, newBody } = this;
    const card: MutableObject = { ...after };
    if (after.header) {
      const header: MutableObject = { ...after.header };
      for (const part of HEADER_TEXTS) {
        const text = header[part];
        if (!isObject(text)) continue;
        const old = this.before.header?.[part];
        const was = isObject(old) && isAssigned(old.element_id) ? old.element_id : undefined;
        const { element_id: is, ...rest } = text;
        const explicit = typeof is === 'string' && !isAssigned(is) ? is : undefined;
        header[part] = named(rest, explicit ?? was ?? idFrom(this.identity.next++));
      }
      card.header = header;
    }
    if (after.body && newBody.children) {
      card.body = {
        ...after.body,
        elements: newBody.children.map((side) => this.made(side, true)),
      };
    }
    return card as CardJson;
  }

  /** Whether every step of a batch is one the service is known to take. */
  private isSafe(actions: readonly Action[]): boolean {
    if (actions.length > MAX_BATCH_ACTIONS || jsonBytes(actions) > MAX_CARD_BYTES) return false;
    for (const { action, params } of actions) {
      if (action === 'add_elements' && params.elements.length > MAX_ADD_ELEMENTS) return false;
    }
    return !this.reusesId(actions) && this.staysValid(actions);
  }

  /** Whether an id goes away in one action and comes back in another: the service may refuse that. */
  private reusesId(actions: readonly Action[]): boolean {
    const old = idsByTopmost(this.before);
    const removed = new Map<string, Action>();
    const came = new Map<string, Action>();
    for (const action of actions) {
      for (const id of this.replacedInside(action)) removed.set(id, action);
      const replacedIds =
        action.action === 'delete_elements'
          ? action.params.element_ids
          : action.action === 'update_element' || hasList(action)
            ? [action.params.element_id]
            : [];
      for (const id of replacedIds) for (const inner of old(id)) removed.set(inner, action);
      for (const id of idsIn(action)) came.set(id, action);
    }
    for (const [id, action] of came) {
      const by = removed.get(id);
      if (by !== undefined && by !== action) return true;
    }
    return false;
  }

  /** The ids in what a partial update writes over, such as that of a text. */
  private replacedInside(action: Action): string[] {
    if (action.action !== 'partial_update_element') return [];
    const { element_id: id, partial_element: partial } = action.params;
    const ids: string[] = [];
    eachObject(this.before, (object) => {
      if (object.element_id !== id) return;
      for (const name of Object.keys(partial)) {
        eachObject(getOwn(object, name), ({ element_id: inner }) => {
          if (typeof inner === 'string') ids.push(inner);
        });
      }
    });
    return ids;
  }

  /** Whether the card is valid after each action. Only played through where it could not be. */
  private staysValid(actions: readonly Action[]): boolean {
    const tags = countTagged(this.before) + countTagged(actions);
    const bytes = jsonBytes(this.before) + jsonBytes(actions);
    const near = tags > MAX_ELEMENTS || bytes > MAX_CARD_BYTES;
    if (!near && !isDelicate(this.before) && !isDelicate(actions)) return true;
    const card = cloneJson(this.before) as unknown as MutableObject;
    try {
      return actions.every((action) => {
        applyAction(card, action);
        return isAcceptable(card);
      });
    } catch (error) {
      // An action that the service would refuse: an id that is there twice for a moment.
      if (error instanceof CardError) return false;
      throw error;
    }
  }

  /** Keeps the keys beside the elements of the new card, and in the identity by id. */
  private rememberKeys(card: CardJson, keys: Record<string, string>): void {
    const walk = (sides: readonly Side[], elements: unknown): void => {
      if (!Array.isArray(elements)) return;
      sides.forEach((side, i) => {
        const json = elements[i];
        if (!isObject(json)) return;
        if (side.key !== undefined) {
          setKey(json, side.key);
          if (typeof json.element_id === 'string') keys[json.element_id] = side.key;
        }
        walk(side.children ?? [], json[side.list]);
      });
    };
    walk(this.newBody.children ?? [], card.body?.elements);
  }
}

interface Outcome {
  readonly calls: Call[];
  readonly card: CardJson;
}

interface Neighbours {
  readonly previous: Side | undefined;
  readonly next: Side | undefined;
}

/** Whether something in it keeps a reader's input and was there before. */
function keepsState(side: Side): boolean {
  return (isStateful(side) && side.match !== undefined) || (side.children ?? []).some(keepsState);
}

function hasExplicitId(side: Side): boolean {
  return side.explicitId !== undefined || (side.children ?? []).some(hasExplicitId);
}

function cheapest(changes: readonly Change<JsonObject>[]): Change<JsonObject> | undefined {
  let best: Change<JsonObject> | undefined;
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of changes) {
    const size = editBytes(one.edit);
    if (size < bytes) {
      best = one;
      bytes = size;
    }
  }
  return best;
}

/** The texts of an element that only grew: its own content, or that of a text with an id in it. */
function growthsOf(before: Side, set: JsonObject, update: Action): Growth[] {
  const rest = (name: string): Action | undefined => {
    const { [name]: _, ...others } = set;
    return Object.keys(others).length > 0 ? patch(before.id as string, others) : undefined;
  };
  const growths: Growth[] = [];
  const grown = (elementId: unknown, from: unknown, to: unknown, name: string): void => {
    if (typeof elementId !== 'string' || typeof from !== 'string' || typeof to !== 'string') return;
    if (to.length <= from.length || to.length > MAX_STREAM_CHARS || !to.startsWith(from)) return;
    growths.push({
      elementId,
      content: to,
      tail: to.length - from.length,
      update,
      rest: rest(name),
    });
  };
  if (before.tag === 'markdown') grown(before.id, before.json.content, set.content, 'content');
  for (const [name, to] of Object.entries(set)) {
    const from = before.json[name];
    if (!isObject(from) || !isObject(to) || to.tag !== 'plain_text') continue;
    if (
      from.element_id === to.element_id &&
      sameJson({ ...from, content: '' }, { ...to, content: '' })
    ) {
      grown(to.element_id, from.content, to.content, name);
    }
  }
  return growths;
}

function longest(growths: readonly Growth[]): Growth | undefined {
  return growths.reduce<Growth | undefined>(
    (best, growth) => (best && best.tail >= growth.tail ? best : growth),
    undefined,
  );
}

function withoutId(json: JsonObject): JsonObject {
  const { element_id: _, ...rest } = json;
  return rest;
}

/** The object with an id, behind its tag. */
function named(json: JsonObject, id: string): JsonObject {
  const { tag, ...rest } = json;
  return { ...(tag === undefined ? {} : { tag }), element_id: id, ...rest };
}

/** Whether a partial update replaces a list of elements. */
function hasList(action: Action): action is Extract<Action, { action: 'partial_update_element' }> {
  return (
    action.action === 'partial_update_element' &&
    (Array.isArray(action.params.partial_element.elements) ||
      Array.isArray(action.params.partial_element.columns))
  );
}

/** The ids that an action brings. */
function idsIn(action: Action): string[] {
  const ids: string[] = [];
  const content =
    action.action === 'add_elements'
      ? action.params.elements
      : action.action === 'update_element'
        ? action.params.element
        : action.action === 'partial_update_element'
          ? action.params.partial_element
          : [];
  eachObject(content, ({ element_id: id }) => {
    if (typeof id === 'string') ids.push(id);
  });
  return ids;
}

/** For the id of an element, the ids in it. */
function idsByTopmost(card: CardJson): (id: string) => readonly string[] {
  const inside = new Map<string, string[]>();
  eachObject(card, (object) => {
    if (typeof object.element_id !== 'string') return;
    const ids: string[] = [];
    eachObject(object, ({ element_id: id }) => {
      if (typeof id === 'string') ids.push(id);
    });
    inside.set(object.element_id, ids);
  });
  return (id) => inside.get(id) ?? [];
}
