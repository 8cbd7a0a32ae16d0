import type { AddType } from '../schema/call.js';
import { cloneJson, getOwn } from '../schema/json.js';
import { copyDraft, type Draft } from './draft.js';
import { checkDocument, checkLimits } from './invariants.js';
import type { Knobs } from './knobs.js';
import {
  addElements,
  asAddition,
  deleteElements,
  patchElement,
  replaceElement,
} from './operations.js';
import { byKnob, type EmittedCode, noted, Refusal, refused } from './refusal.js';
import { changeSettings } from './settings.js';
import type { Service } from './state.js';
import { idsIn, isTree, type Tree, type TreeValue } from './tree.js';
import type { Outcome } from './write.js';

/**
 * Runs the actions in order on the draft. They stand or fall together, unless the knob says that those before the
 * first refusal stay.
 */
export function runBatch(draft: Draft, actions: readonly unknown[], service: Service): Outcome {
  const { knobs } = service;
  if (actions.length === 0 && knobs.emptyBatch === 'refused') {
    throw byKnob(refused(10002, 'actions is empty'), knobs, 'emptyBatch');
  }
  if (actions.length > knobs.maxActions) {
    throw byKnob(refused(10002, `more than ${knobs.maxActions} actions`), knobs, 'maxActions');
  }
  const deleted = new Set<string>();
  const ignored: string[] = [];
  let applied = 0;
  for (const [i, action] of actions.entries()) {
    const attempt = copyDraft(draft, cloneJson(draft.tree));
    try {
      const known = runAction(attempt, action, deleted, service);
      if (!known) ignored.push(`actions[${i}]${nameIn(action)}`);
    } catch (error) {
      const stays = error instanceof Refusal && !knobs.batchAtomic && applied > 0;
      if (!stays) throw error;
      checkLimits(draft.tree, knobs);
      noted(error, `actions[${i}]; what stood before it was done`);
      return { kind: 'structure', refusal: byKnob(error, knobs, 'batchAtomic') };
    }
    applied += 1;
    Object.assign(draft, attempt);
  }
  if (knobs.limitsInBatch === 'at-end') checkLimits(draft.tree, knobs);
  if (ignored.length === 0) return { kind: 'structure' };
  const which = ignored.slice(0, 3).join(', ');
  const remark = `${which}: unknown action or wrong params, nothing was done (knob strictActions=false)`;
  return { kind: 'structure', remark };
}

/** The name of an action as a message shows it. */
function nameIn(action: unknown): string {
  const name = isTree(action) ? getOwn(action, 'action') : undefined;
  return typeof name === 'string' ? ` ${JSON.stringify(name.slice(0, 40))}` : '';
}

/** Whether the action was known; another one does nothing, or is refused. */
function runAction(draft: Draft, raw: unknown, deleted: Set<string>, service: Service): boolean {
  const { knobs } = service;
  const action = readAction(raw);
  if (!action) {
    if (!knobs.strictActions) return false;
    throw byKnob(refused(10002, 'unknown action or wrong params'), knobs, 'strictActions');
  }
  const { tree } = draft;
  switch (action.name) {
    case 'partial_update_setting':
      changeSettings(draft, action.settings, service);
      check(tree, knobs, 300122);
      break;
    case 'add_elements':
      asAddition(() => {
        if (!knobs.sameIdReadd) refuseReadd(action.elements, deleted);
        addElements(draft, action, knobs);
        check(tree, knobs);
      });
      break;
    case 'delete_elements': {
      const before = idsIn(tree);
      deleteElements(draft, action.elementIds, knobs);
      const after = idsIn(tree);
      for (const id of before) if (!after.has(id)) deleted.add(id);
      check(tree, knobs);
      break;
    }
    case 'partial_update_element':
      patchElement(draft, action.elementId, action.partial, knobs);
      check(tree, knobs, 300313);
      break;
    case 'update_element':
      replaceElement(draft, action.elementId, action.element, knobs);
      check(tree, knobs, 300121);
      break;
  }
  return true;
}

function check(tree: Tree, knobs: Knobs, unknown?: EmittedCode): void {
  checkDocument(tree, knobs, unknown);
  if (knobs.limitsInBatch === 'per-action') checkLimits(tree, knobs);
}

function refuseReadd(elements: TreeValue[], deleted: ReadonlySet<string>): void {
  for (const id of idsIn({ elements })) {
    if (deleted.has(id)) throw refused(300301, `ElementID ${id}: Code 1001: Duplicate ID`);
  }
}

type Action =
  | { name: 'partial_update_setting'; settings: Tree }
  | { name: 'add_elements'; type: AddType; target: string | undefined; elements: TreeValue[] }
  | { name: 'delete_elements'; elementIds: string[] }
  | { name: 'partial_update_element'; elementId: string; partial: Tree }
  | { name: 'update_element'; elementId: string; element: Tree };

/** An action of a known name whose params have the right kinds; anything else is none. */
function readAction(raw: unknown): Action | undefined {
  const params = isTree(raw) ? getOwn(raw, 'params') : undefined;
  if (!isTree(raw) || !isTree(params)) return undefined;
  const elementId = getOwn(params, 'element_id');
  switch (getOwn(raw, 'action')) {
    case 'partial_update_setting': {
      const settings = getOwn(params, 'settings');
      return isTree(settings) ? { name: 'partial_update_setting', settings } : undefined;
    }
    case 'add_elements': {
      const type = getOwn(params, 'type');
      const target = getOwn(params, 'target_element_id') ?? '';
      const elements = getOwn(params, 'elements');
      if (!isAddType(type) || typeof target !== 'string' || !Array.isArray(elements)) {
        return undefined;
      }
      return { name: 'add_elements', type, target: target || undefined, elements };
    }
    case 'delete_elements': {
      const elementIds = getOwn(params, 'element_ids');
      const areIds = Array.isArray(elementIds) && elementIds.every((id) => typeof id === 'string');
      return areIds ? { name: 'delete_elements', elementIds } : undefined;
    }
    case 'partial_update_element': {
      const partial = getOwn(params, 'partial_element');
      if (typeof elementId !== 'string' || !isTree(partial)) return undefined;
      return { name: 'partial_update_element', elementId, partial };
    }
    case 'update_element': {
      const element = getOwn(params, 'element');
      if (typeof elementId !== 'string' || !isTree(element)) return undefined;
      return { name: 'update_element', elementId, element };
    }
    default:
      return undefined;
  }
}

export const ADD_TYPES = ['insert_before', 'insert_after', 'append'] as const;

function isAddType(value: unknown): value is AddType {
  return ADD_TYPES.some((type) => type === value);
}
