import { getOwn, setOwn } from '../../schema/json.js';
import type { Knobs } from '../knobs.js';
import { isTree, type Tree } from '../tree.js';
import { addressIn, callbackOf, hasCallbackBehavior, linkOf } from './behaviors.js';
import type { InteractionErrorCode } from './callback-failure.js';
import { type Found, formOf, inHeaderOf, keyOf, nameOf, textOf } from './elements.js';
import { fieldKind, type Here, isEmpty, isField, isRequired } from './fields.js';
import type { Blocked, FieldValue, Interaction, Platform } from './interaction.js';
import { optionsOf, optionValue, pickFault } from './options.js';
import type { CallbackAction } from './payload.js';
import { isUnfolded, type Reader, valueIn } from './reader.js';
import { describe } from './target.js';

/** What an interaction comes to, before anything is done: the client's part of it. */
export interface Deed {
  blocked?: Blocked;
  dialog?: { title: string; text: string };
  opened?: string;
  /** What is to be sent. */
  action?: CallbackAction;
  /** An error of the client itself, in place of an action. */
  error?: InteractionErrorCode;
  /** What the client remembers from now on, */
  entered?: readonly (readonly [Found, FieldValue])[];
  /** what it forgets, */
  forgotten?: readonly Found[];
  /** and what it unfolds or folds. */
  folds?: readonly (readonly [Found, boolean])[];
  /** It sends a form. */
  submits?: true;
}

/** Where an interaction takes place. */
export interface Scene {
  readonly card: Tree;
  readonly elements: readonly Found[];
  readonly reader: Reader;
  readonly here: Here;
  readonly platform: Platform;
  readonly emptyFormValue: Knobs['emptyFormValue'];
}

/** Finds out what an interaction comes to. Nothing is changed. */
export function deedOf(scene: Scene, target: Found, interaction: Interaction): Deed {
  const given = givenIn(interaction);
  const { actor, deed } = given
    ? { actor: target, deed: fillIn(scene, target, given) }
    : click(scene, target);
  const disabled = disabledBy(actor);
  if (disabled)
    return { blocked: { reason: 'disabled', message: textOf(disabled.node, 'disabled_tips') } };
  if (deed.blocked || deed.error !== undefined) return deed;
  return confirmed(actor, deed, interaction.confirm !== false);
}

/** The panels that have to be unfolded before a person gets to an element. */
export function wayTo(reader: Reader, target: Found): Found[] {
  const panels = target.around.filter(({ tag }) => tag === 'collapsible_panel');
  return panels.filter((panel) => !inHeaderOf(panel, target) && !isUnfolded(reader, panel));
}

type Given =
  | { kind: 'option' | 'input'; value: string }
  | { kind: 'options'; value: readonly string[] }
  | { kind: 'index'; value: number }
  | { kind: 'checked' | 'expanded'; value: boolean };

const GIVEN = ['option', 'input', 'options', 'index', 'checked', 'expanded'] as const;

function givenIn(interaction: Interaction): Given | undefined {
  const kinds = GIVEN.filter((kind) => interaction[kind] !== undefined);
  const [kind] = kinds;
  if (kinds.length > 1) {
    throw new TypeError(`one interaction has ${kinds.join(' and ')}: do one at a time`);
  }
  if (kind === undefined) return undefined;
  return { kind, value: interaction[kind] } as Given;
}

function fillIn(scene: Scene, target: Found, given: Given): Deed {
  const { node, tag } = target;
  if (tag === 'collapsible_panel' && given.kind === 'expanded') {
    return fold(scene, target, given.value);
  }
  if (tag === 'overflow' && (given.kind === 'option' || given.kind === 'index')) {
    return choose(scene, target, given);
  }
  const takes = isField(tag) ? fieldKind(tag).takes(node) : undefined;
  if (given.kind === 'index' && takes === 'option') return fillInNumber(scene, target, given.value);
  const value = given.kind === takes ? pickedIn(given) : undefined;
  if (value === undefined) throw new TypeError(`${describe(target)} takes no ${given.kind}`);
  const kind = fieldKind(tag);
  const fault = kind.fault(node, tag, value);
  if (fault) return { blocked: fault };
  if (tag === 'checker' && value === valueIn(scene.reader, target)) {
    return {
      blocked: {
        reason: 'unchanged',
        message: value ? 'it is ticked already' : 'it is not ticked',
      },
    };
  }
  const entered = [[target, value]] as const;
  if (formOf(target)) return { entered };
  if (tag === 'checker' && !hasCallbackBehavior(node)) return { entered };
  const action = { tag, ...kind.alone(value, scene.here), ...callbackOf(node) };
  return { entered, action };
}

/** Picks an option by its place in the list. */
function fillInNumber(scene: Scene, target: Found, index: number): Deed {
  const option = optionsOf(target.node)[index];
  const value = option && optionValue(option);
  if (value !== undefined) return fillIn(scene, target, { kind: 'option', value });
  const message = `option ${index} is not there, or has no value`;
  return { blocked: { reason: 'not-offered', message } };
}

/** What a field would hold. Nobody picks one option twice. */
function pickedIn({ kind, value }: Given): FieldValue | undefined {
  if (kind === 'index') return undefined;
  return kind === 'options' ? [...new Set(value)] : value;
}

/** Picks from a menu. An option with a link opens it; whether it could call back as well is not documented. */
function choose(
  scene: Scene,
  target: Found,
  given: { kind: string; value: string | number },
): Deed {
  const { node, tag } = target;
  if (typeof given.value === 'string') {
    const fault = pickFault(node, tag, given.value);
    if (fault) return { blocked: fault };
  }
  const option = optionsOf(node).find(
    (one, i) => given.value === (given.kind === 'index' ? i : optionValue(one)),
  );
  if (!option)
    return { blocked: { reason: 'not-offered', message: `there is no option ${given.value}` } };
  const urls = getOwn(option, 'multi_url');
  if (isTree(urls)) return opening(addressIn(urls, 'url', scene.platform));
  const value = optionValue(option);
  return {
    action: { tag, ...(value === undefined ? {} : { option: value }), ...callbackOf(node) },
  };
}

/** A click acts on the element itself, or on the nearest one around it that reacts; at last on the card. */
function click(scene: Scene, target: Found): { actor: Found; deed: Deed } {
  for (const actor of [target, ...target.around]) {
    const deed = clicked(scene, target, actor);
    if (deed) return { actor, deed };
  }
  const link = getOwn(scene.card, 'card_link');
  const url = isTree(link) ? addressIn(link, 'url', scene.platform) : undefined;
  return { actor: target, deed: opening(url) };
}

function clicked(scene: Scene, target: Found, actor: Found): Deed | undefined {
  const { node, tag } = actor;
  if (tag === 'button') return press(scene, actor);
  if (tag === 'checker') {
    return fillIn(scene, actor, { kind: 'checked', value: valueIn(scene.reader, actor) !== true });
  }
  if (isField(tag)) throw new TypeError(`${describe(actor)} takes ${fieldKind(tag).takes(node)}`);
  if (tag === 'overflow') throw new TypeError(`${describe(actor)} takes option`);
  if (tag === 'collapsible_panel') {
    const onHeader = actor === target || inHeaderOf(actor, target);
    return onHeader ? fold(scene, actor, !isUnfolded(scene.reader, actor)) : undefined;
  }
  if (tag === 'interactive_container') {
    const behaviors = getOwn(node, 'behaviors');
    return Array.isArray(behaviors) && behaviors.length > 0 ? act(scene, actor, {}) : undefined;
  }
  if (tag !== 'column' && tag !== 'column_set') return undefined;
  const action = getOwn(node, 'action');
  const urls = isTree(action) ? getOwn(action, 'multi_url') : undefined;
  return isTree(urls) ? opening(addressIn(urls, 'url', scene.platform)) : undefined;
}

function fold(scene: Scene, panel: Found, unfolded: boolean): Deed {
  if (isUnfolded(scene.reader, panel) === unfolded) {
    const message = unfolded ? 'it is unfolded already' : 'it is folded already';
    return { blocked: { reason: 'unchanged', message } };
  }
  return { folds: [[panel, unfolded]] };
}

/** A reset button only resets: whether its behaviours do anything is not documented. */
function press(scene: Scene, button: Found): Deed {
  const form = formOf(button);
  const kind = form && formActionOf(button.node);
  if (kind === 'submit') return submit(scene, button, form as Found);
  if (kind === 'reset') return { forgotten: fieldsIn(scene, form as Found) };
  const name = form && nameOf(button);
  const { zone } = scene.here;
  return act(scene, button, { ...(name === undefined ? {} : { name }), timezone: zone });
}

/** `form_action_type`, or the spelling of older cards that is still seen. */
function formActionOf(node: Tree): 'submit' | 'reset' | undefined {
  const type = getOwn(node, 'form_action_type') ?? getOwn(node, 'action_type');
  if (type === 'submit' || type === 'form_submit') return 'submit';
  return type === 'reset' || type === 'form_reset' ? 'reset' : undefined;
}

/** Opens the link and calls back, whichever of the two a component has. */
function act(scene: Scene, { node, tag }: Found, rest: Omit<CallbackAction, 'tag'>): Deed {
  const link = linkOf(node, scene.platform);
  const callback = callbackOf(node);
  if (!callback) return opening(link);
  const action = { tag, ...callback, ...rest };
  return link === undefined ? { action } : { opened: link, action };
}

function opening(url: string | undefined): Deed {
  if (url !== undefined) return { opened: url };
  return { blocked: { reason: 'not-interactive', message: 'nothing happens on a click' } };
}

function submit(scene: Scene, button: Found, form: Found): Deed {
  const fields = fieldsIn(scene, form);
  const empty = fields.filter((field) => isMissing(scene.reader, field));
  if (empty.length > 0) {
    const keys = empty.map(keyOf);
    const message = `required and empty: ${keys.join(', ')}`;
    return { blocked: { reason: 'required', message, fields: keys } };
  }
  const name = nameOf(button);
  if (name === undefined || fields.some((field) => nameOf(field) === undefined)) {
    return { error: 200530 };
  }
  const values: NonNullable<CallbackAction['form_value']> = {};
  for (const field of fields) {
    const value = valueIn(scene.reader, field);
    if (scene.emptyFormValue === 'missing' && isEmpty(value)) continue;
    setOwn(values, keyOf(field), fieldKind(field.tag).inForm(value, scene.here));
  }
  const link = linkOf(button.node, scene.platform);
  const action = {
    tag: button.tag,
    name,
    ...callbackOf(button.node),
    timezone: scene.here.zone,
    form_value: values,
  };
  return { ...(link === undefined ? {} : { opened: link }), action, submits: true };
}

/** A disabled field cannot be filled in, so that nobody can be asked to. */
function isMissing(reader: Reader, field: Found): boolean {
  if (!isRequired(field.node, field.tag) || disabledBy(field)) return false;
  return isEmpty(valueIn(reader, field));
}

function fieldsIn(scene: Scene, form: Found): Found[] {
  return scene.elements.filter((one) => isField(one.tag) && formOf(one) === form);
}

/** The component itself, or a container around it that is disabled as a whole. */
function disabledBy(found: Found): Found | undefined {
  const containers = found.around.filter(({ tag }) => tag === 'interactive_container');
  return [found, ...containers].find(({ node }) => getOwn(node, 'disabled') === true);
}

/**
 * Asks first where the card says so. Not in fields of a form, which send nothing by themselves, and not before a fold.
 */
function confirmed(actor: Found, deed: Deed, ok: boolean): Deed {
  const confirm = getOwn(actor.node, 'confirm');
  const asks = isTree(confirm) && !(isField(actor.tag) && formOf(actor));
  if (!asks || deed.folds) return deed;
  const dialog = { title: textOf(confirm, 'title'), text: textOf(confirm, 'text') };
  if (ok) return { ...deed, dialog };
  return { dialog, blocked: { reason: 'cancelled', message: 'the dialog was left by Cancel' } };
}
