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
import { eachObject } from '../card/tree.js';
import {
  type Action,
  type Call,
  type CardJson,
  type ElementJson,
  getOwn,
  isObject,
  type JsonObject,
  jsonBytes,
  MAX_ADD_ELEMENTS,
  MAX_CARD_BYTES,
  type MutableObject,
  sameJson,
} from '../schema/index.js';
import { batchesOf } from './batches.js';
import { actionsOf, type Edit, joined, NOTHING, patch } from './edit.js';
import { explain } from './explain.js';
import { type Growth, longestGrowth, textOf, withElement, withText } from './growth.js';
import {
  type Cards,
  type Chain,
  type Choice,
  DELETION,
  type Gap,
  Least,
  MORE_CALLS,
  statesKept,
} from './least.js';
import { isSame, pairsOf } from './match.js';
import { change } from './partial.js';
import { callBytes, cost, type Plan } from './plan.js';
import type { Refusal } from './reason.js';
import { isSafe } from './safe.js';
import { readSide, type Side } from './side.js';
import type { Unaddressable } from './unaddressable.js';

export interface DiffOptions {
  /**
   * What the last plan of this card returned; to be stored beside the card. Without it, that of the very object that
   * the last plan returned as `card` is known; of any other card the ids and keys are read from it, and the id of
   * what was deleted before may be given again.
   */
  identity?: Identity | undefined;
  /** Whether the service takes streaming text now. By default what `before` says. */
  streaming?: boolean | undefined;
  /** Says in `reasons` why each call is what it is. Costs nothing where it is not asked for. @default false */
  explain?: boolean | undefined;
  /**
   * What the service refused to address by id. It is not known whether it takes the ids of columns and of the texts of
   * a header; where it does not, what changes there goes by the element around it, or by a full update.
   */
  unaddressable?: readonly Unaddressable[] | undefined;
}

/**
 * Plans the calls that lead from one card to another.
 *
 * `before` is the card that the service holds: the last plan's `card`, or what was created (`render` with
 * `ids: 'all'`). `after` is the new render. An element keeps its identity by the id of its author, or by its key; of
 * those with neither, that one goes on in whose place it costs least.
 *
 *     before  markdown "Thinking"  hr  button
 *     after   markdown "Done"      hr  markdown "Answer"  button
 *
 * is one batch: a partial update of the first markdown, and one addition in front of the button. Nothing else is
 * touched, and where nothing changed there is no call.
 *
 * Of the plans that neither re-create nor move what holds a reader's input, it is the one that costs least:
 * 2000 per call and 1 per byte. While streaming there is at most one batch, and then the text that grew most.
 */
export function diff(before: object, after: object, options: DiffOptions = {}): Plan {
  return new Differ(before as CardJson, after as CardJson, options, undefined).plan();
}

/** The edit of an element or list, and what the service holds after it. */
interface Change<T> {
  readonly edit: Edit;
  readonly json: T;
}

class Differ {
  private readonly before: CardJson;
  private readonly after: CardJson;
  private readonly options: DiffOptions;
  private readonly identity: Identity;
  private readonly refused: ReadonlySet<string>;
  private readonly streaming: boolean;
  private readonly turnsOff: boolean;
  /** The bodies of both cards, as elements without a tag. */
  private readonly oldBody: Side;
  private readonly newBody: Side;
  private readonly cards: Cards;
  /** Why the card cannot be edited in place. */
  private refusal: Refusal | undefined;

  constructor(
    before: CardJson,
    after: CardJson,
    options: DiffOptions,
    growing: Growth['owner'] | undefined,
  ) {
    this.before = before;
    this.after = after;
    this.options = options;
    const { next, keys } = options.identity ?? identityOf(before);
    this.identity = { next, keys: {} };
    this.refused = new Set(options.unaddressable ?? []);
    const wasOn = isStreaming(before);
    this.turnsOff = wasOn && !isStreaming(after);
    this.streaming = (options.streaming ?? wasOn) && !this.turnsOff;
    const reading = { refused: this.refused, freshBytes: jsonBytes(idFrom(next)) };
    this.oldBody = readSide(before.body ?? {}, { ...reading, keys });
    this.newBody = readSide(after.body ?? {}, { ...reading, keys: undefined });
    this.cards = {
      oldBody: this.oldBody,
      oldIds: new Set(this.oldBody.explicitIds),
      freshBytes: reading.freshBytes,
      growing,
    };
  }

  plan(): Plan {
    const growth = this.streaming ? longestGrowth(this.oldBody, this.newBody) : undefined;
    return (growth && this.typed(growth)) ?? this.result(this.outcome());
  }

  /**
   * The plan that types a text: first everything else, with the text as it was, then the text. `undefined` where the
   * element cannot be kept for it.
   */
  private typed(growth: Growth): Plan | undefined {
    const { owner, elementId, to } = growth;
    const quiet = withText(growth, growth.from);
    const after = withElement(this.after, owner.json, quiet);
    const { identity } = this;
    const options = {
      ...this.options,
      identity: {
        next: identity.next,
        keys: this.options.identity?.keys ?? identityOf(this.before).keys,
      },
    };
    const rest = new Differ(this.before, after, options, { id: owner.id, json: quiet });
    const { calls, card } = rest.outcome();
    let there: JsonObject | undefined;
    eachObject(card.body, (object) => {
      if (object.element_id === owner.id) there = object;
    });
    if (!there || textOf(there, growth) !== growth.from) return undefined;
    const call: Call = { type: 'content', elementId, content: to };
    const grown = withText({ ...growth, owner: { id: owner.id, json: there } }, to);
    return rest.result({ calls: [...calls, call], card: withElement(card, there, grown) });
  }

  private outcome(): Outcome {
    const edited = this.edited();
    const replaced = (): Outcome => {
      const card = this.wholeCard();
      return { calls: [{ type: 'replace', card }], card, statesKept: 0 };
    };
    if (!edited) return replaced();
    // A plan that types text, that ends the typing, or that leaves a reader's input alone is not traded for fewer
    // bytes: a full update would show the text at once, or touch what the reader typed.
    if (edited.calls.length === 0 || this.turnsOff || edited.statesKept > 0) return edited;
    const whole = replaced();
    if (cost(whole.calls) >= cost(edited.calls)) return edited;
    this.refusal = 'dearer';
    return whole;
  }

  private result({ calls, card }: Outcome | Omit<Outcome, 'statesKept'>): Plan {
    const { keys } = this.identity;
    this.rememberKeys(card, keys);
    const identity = { next: this.identity.next, keys };
    rememberIdentity(card, identity);
    let bytes: number | undefined;
    const oldKeys = () => (this.options.identity ?? identityOf(this.before)).keys;
    return {
      calls,
      card,
      identity,
      get bytes() {
        bytes ??= calls.reduce((sum, call) => sum + callBytes(call), 0);
        return bytes;
      },
      ...(this.options.explain
        ? { reasons: explain(this.before, { calls, card }, [oldKeys(), keys], this.refusal) }
        : {}),
    };
  }

  private refuse(why: Refusal): undefined {
    this.refusal ??= why;
    return undefined;
  }

  /** The plan that edits the card in place; `undefined` where only a full update is safe. */
  private edited(): Outcome | undefined {
    const { before, after, oldBody, newBody } = this;
    const outside = ['config', 'card_link', 'header', 'body'];
    if (!change(before, after, outside).none) return this.refuse('card-changed');
    if ((before.body === undefined) !== (after.body === undefined)) {
      return this.refuse('body-changed');
    }
    const settings = this.settings();
    const header = this.header();
    if (!settings || !header) return undefined;
    const list = oldBody.children && newBody.children ? ['elements'] : [];
    if (!change(oldBody.json, newBody.json, list).none) return this.refuse('body-changed');
    const outcome = (edit: Edit, body: JsonObject, kept: number): Outcome | undefined => {
      const calls = this.calls(joined([header.edit, edit]), settings);
      if (!calls) return undefined;
      const card = {
        ...after,
        ...(after.header ? { header: header.json } : {}),
        ...(after.body ? { body } : {}),
      } as CardJson;
      return { calls, card, statesKept: kept };
    };
    if (!oldBody.children || !newBody.children) {
      return outcome(NOTHING, newBody.json, 0) ?? this.refuse('unsafe');
    }
    for (const chain of this.chains()) {
      const inside = this.children(chain);
      const body = { ...newBody.json, elements: inside.json };
      const found = outcome(inside.edit, body, statesKept(chain.score));
      if (found) return found;
    }
    return this.refuse(this.refusal ?? 'not-editable');
  }

  /** The edits of the body, the cheapest first. The later ones are for where the service would refuse the first. */
  private *chains(): Generator<Chain> {
    const { oldBody, newBody, cards } = this;
    const oneBatch = this.streaming || this.turnsOff;
    const returning = newBody.explicitIds.some((id) => cards.oldIds.has(id));
    for (const early of [true, false]) {
      const found: { chain: Chain; total: number }[] = [];
      for (const moves of oneBatch || !returning ? NO_MOVES : ALL_MOVES) {
        for (const deletes of [true, false]) {
          const chain = new Least(cards, { deletes, moves, early }).list(oldBody, newBody);
          if (!chain) continue;
          const total =
            chain.score + (chain.deletes ? DELETION : 0) + (chain.moves ? MORE_CALLS : 0);
          found.push({ chain, total });
          if (!chain.deletes) break;
        }
        const [best] = found;
        const keepsAll = best && statesKept(best.total) >= Math.min(oldBody.states, newBody.states);
        if (best && keepsAll && best.total < MORE_CALLS) break;
      }
      found.sort((a, b) => a.total - b.total);
      for (const { chain } of found) yield chain;
    }
  }

  /** The calls of an edit; `undefined` where a step of them is one that the service may refuse. */
  private calls(edit: Edit, settings: readonly Action[]): Call[] | undefined {
    const { updates } = edit;
    // What passes on a name or an id has to give it up first: the other way round may do where this one does not. And
    // what only goes when something else is there, such as the one submit button of a form, goes last.
    const orders = updates.length > 1 ? [updates, updates.toReversed()] : [updates];
    const later = edit.deletes.length > 0 ? [false, true] : [false];
    for (const deletesLast of later) {
      for (const order of orders) {
        const last = deletesLast ? actionsOf({ ...NOTHING, deletes: edit.deletes }) : [];
        const first = actionsOf({
          ...edit,
          updates: order,
          deletes: deletesLast ? [] : edit.deletes,
        });
        const ends = [...last, ...settings];
        const batches =
          edit.returns.length > 0
            ? batchesOf(first, [...edit.returns, ...ends])
            : batchesOf([...first, ...ends], []);
        if (!batches) continue;
        if (batches.length > 1 && (this.streaming || this.turnsOff)) {
          return this.refuse('one-batch');
        }
        if (isSafe(this.before, batches)) {
          return batches.map((those) => ({ type: 'batch', actions: those }));
        }
      }
    }
    return this.refuse('unsafe');
  }

  /** Changes of `config` and `card_link`: the last action of a batch, so that a closing frame has its text first. */
  private settings(): Action[] | undefined {
    const said: { config?: JsonObject; card_link?: JsonObject } = {};
    const config = this.section('config');
    if (!config) return this.refuse('config-removed');
    if (!config.none) {
      if (getOwn(config.set, 'style') !== undefined) return this.refuse('style-changed');
      said.config = config.set;
    }
    const link = this.section('card_link');
    if (!link) return this.refuse('link-removed');
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
      return from === to ? { edit: NOTHING, json: {} } : this.refuse('header-changed');
    }
    if (!change(from, to, HEADER_TEXTS).none) return this.refuse('header-changed');
    const json: MutableObject = { ...to };
    const updates: Action[] = [];
    for (const part of HEADER_TEXTS) {
      const old = from[part];
      const text = to[part];
      if (!isObject(old) || !isObject(text)) {
        if (sameJson(old, text)) continue;
        return this.refuse('header-changed');
      }
      const named = this.keepId(old, text);
      if (!named) return this.refuse('header-changed');
      const changed = change(old, named);
      json[part] = named;
      if (changed.none) continue;
      if (!changed.sayable) return this.refuse('header-changed');
      if (typeof old.element_id !== 'string' || this.refused.has('header')) {
        return this.refuse('not-addressable');
      }
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

  /** How an element comes to be another one. */
  private become(before: Side, after: Side, choice: Choice): Change<JsonObject> {
    const { way, own, list, moves } = choice;
    if (way === 'same') return { edit: NOTHING, json: before.json };
    const id = before.address as string;
    if (way === 'update') {
      const json = this.made(after, isSame(before, after) ? before : undefined);
      const update: Action = {
        action: 'update_element',
        params: { element_id: id, element: json as ElementJson },
      };
      return { edit: { ...NOTHING, [moves ? 'returns' : 'updates']: [update] }, json };
    }
    const set = own?.set ?? {};
    if (way === 'refill') {
      const json = this.made(after, before);
      const update = patch(id, { ...set, [after.list]: json[after.list] });
      return { edit: { ...NOTHING, [moves ? 'returns' : 'updates']: [update] }, json };
    }
    const inside = list && this.children(list);
    const json: MutableObject = { ...withoutId(after.json) };
    if (inside) json[after.list] = inside.json;
    const edits = own?.none === false ? [{ ...NOTHING, updates: [patch(id, set)] }] : [];
    return {
      edit: joined(inside ? [...edits, inside.edit] : edits),
      json: before.id === undefined ? json : named(json, before.id),
    };
  }

  /**
   * The edit of a list of elements.
   *
   *     before  a b c d         links: a, c, d
   *     after   a c x y d       delete b; add x and y behind c, in one action
   *
   * What changed its place is deleted and added under a new id: there is no move, and one id cannot be deleted and
   * added in one batch.
   */
  private children({ links, gaps }: Chain): Change<readonly JsonObject[]> {
    const become = links.map(({ before, after, choice }) => this.become(before, after, choice));
    const edits = become.map(({ edit }) => edit);
    const json: JsonObject[] = [];
    gaps.forEach((gap, k) => {
      const added = gap.added.map((side) => this.made(side, undefined) as ElementJson);
      json.push(...added);
      const next = become[k];
      if (next) json.push(next.json);
      const deletes = gap.gone.map(({ address }) => address as string);
      const adds = this.additions(added, gap, [become[k - 1]?.json, next?.json]);
      const { at } = gap.anchor ?? {};
      const neighbour = at === 'previous' ? links[k - 1] : at === 'next' ? links[k] : undefined;
      // Beside what takes its place only then, there is nothing to be put before.
      const returns =
        (neighbour?.choice.way === 'update' && neighbour.choice.moves) ||
        gap.added.some(({ explicitIds }) => explicitIds.some((id) => this.cards.oldIds.has(id)));
      const when = returns ? 'returns' : gap.anchor?.early ? 'early' : 'adds';
      edits.push({ ...NOTHING, deletes, [when]: adds });
    });
    return { edit: joined(edits), json };
  }

  /**
   * Additions at one place: one action, or several where there are more elements than one action may have. Those behind
   * a neighbour go backwards then, since each action puts its own right behind it.
   */
  private additions(
    elements: readonly ElementJson[],
    { anchor }: Gap,
    [previous, next]: readonly [JsonObject | undefined, JsonObject | undefined],
  ): Action[] {
    if (!anchor) return [];
    const { type, at } = anchor;
    const target =
      typeof at === 'object' ? at.address : (at === 'previous' ? previous : next)?.element_id;
    const parts = partsOf(elements);
    return (type === 'insert_after' ? parts.toReversed() : parts).map((part) => ({
      action: 'add_elements',
      params: {
        type,
        ...(at !== 'end' && typeof target === 'string' ? { target_element_id: target } : {}),
        elements: part,
      },
    }));
  }

  /**
   * An element as it is sent whole, with an id for every element below. One that was there keeps its id; what is added
   * has to have ids that were never used.
   */
  private made(side: Side, was: Side | undefined): JsonObject {
    const id = side.explicitId ?? was?.id ?? this.freshId(side);
    const json: MutableObject = { ...withoutId(side.json) };
    if (side.children) json[side.list] = this.madeAll(side.children, was?.children ?? []);
    return named(json, id);
  }

  private madeAll(sides: readonly Side[], those: readonly Side[]): JsonObject[] {
    const was = new Map(pairsOf(those, sides).map(([x, y]) => [y, x]));
    return sides.map((side) => this.made(side, was.get(side)));
  }

  private freshId(side: Side): string {
    side.fresh ??= idFrom(this.identity.next++);
    return side.fresh;
  }

  /** The whole new card: every element addressable, those that were there under their ids. */
  private wholeCard(): CardJson {
    const { after, newBody, oldBody } = this;
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
        elements: this.madeAll(newBody.children, oldBody.children ?? []),
      };
    }
    return card as CardJson;
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

const NO_MOVES = ['never'] as const;
const ALL_MOVES = ['never', 'added', 'anyhow'] as const;

interface Outcome {
  readonly calls: Call[];
  readonly card: CardJson;
  /** How many elements with a reader's input are left alone. */
  readonly statesKept: number;
}

/** What else an action takes, more than its elements. */
const AROUND = 200;

/** Elements in as few additions as the limits allow. */
function partsOf(elements: readonly ElementJson[]): ElementJson[][] {
  const parts: ElementJson[][] = [];
  let part: ElementJson[] = [];
  let bytes = AROUND;
  for (const element of elements) {
    const size = jsonBytes(element) + 1;
    if (part.length === MAX_ADD_ELEMENTS || (part.length > 0 && bytes + size > MAX_CARD_BYTES)) {
      parts.push(part);
      part = [];
      bytes = AROUND;
    }
    part.push(element);
    bytes += size;
  }
  if (part.length > 0) parts.push(part);
  return parts;
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
