import type { CardJson } from '../schema/call.js';
import { cloneJson, getOwn, setOwn } from '../schema/json.js';
import { contentRefused } from './refusal.js';
import type { Service } from './state.js';
import { isTree, type Tree, type TreeValue } from './tree.js';

/** A card of the vendor's designer, as far as it can be local: strings hold variables such as `${name}`. */
export interface Template {
  /** What is made where the request names no version. */
  card: CardJson;
  /** Cards by the name of the version. */
  versions?: Readonly<Record<string, CardJson>> | undefined;
}

/** Templates by their id. */
export type Templates = Readonly<Record<string, Template>>;

/**
 * The card that a template makes of the variables of a request. `data` is what the service takes for a template:
 * `{ template_id, template_version_name?, template_variable? }`.
 *
 * A string that is one variable and nothing else becomes its value, whatever that is; inside a longer string a value
 * is text. Names and values of the card's own are left alone, and what a variable holds is not looked at again.
 *
 * Refuses an unknown template or version with `200380` inside of `230099`, and a variable that is missing, or that is
 * no text where text is needed, with `200732`.
 *
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/send-feishu-card
 */
export function fillTemplate(service: Pick<Service, 'templates'>, data: unknown): Tree {
  const given = isTree(data) ? data : {};
  const variables = getOwn(given, 'template_variable');
  if (variables !== undefined && variables !== null && !isTree(variables)) {
    throw contentRefused(200732, 'template_variable must be an object');
  }
  const filled = fill(cardOf(service.templates, given), isTree(variables) ? variables : {});
  if (!isTree(filled)) throw contentRefused(200380);
  return filled;
}

function cardOf(templates: Templates, given: Tree): TreeValue {
  const id = getOwn(given, 'template_id');
  const template = typeof id === 'string' ? own(templates, id) : undefined;
  const version = getOwn(given, 'template_version_name');
  const named = typeof version === 'string' && version !== '';
  const card = named ? own(template?.versions ?? {}, version) : template?.card;
  if (card === undefined) throw contentRefused(200380);
  return cloneJson(card) as unknown as TreeValue;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

const VARIABLE = /\$\{([^${}]+)\}/g;
const ONE_VARIABLE = /^\$\{([^${}]+)\}$/;

function fill(value: TreeValue, variables: Tree): TreeValue {
  if (typeof value === 'string') return fillText(value, variables);
  if (Array.isArray(value)) return value.map((item) => fill(item, variables));
  if (!isTree(value)) return value;
  const filled: Tree = {};
  for (const key of Object.keys(value)) {
    setOwn(filled, key, fill(getOwn(value, key) as TreeValue, variables));
  }
  return filled;
}

function fillText(text: string, variables: Tree): TreeValue {
  const whole = ONE_VARIABLE.exec(text)?.[1];
  if (whole !== undefined) return cloneJson(variable(whole, variables));
  return text.replace(VARIABLE, (_, name: string) => {
    const value = variable(name, variables);
    if (typeof value === 'object') {
      throw contentRefused(200732, `template variable is no text: ${shown(name)}`);
    }
    return String(value);
  });
}

function variable(name: string, variables: Tree): TreeValue {
  const value = getOwn(variables, name.trim());
  if (value === undefined) {
    throw contentRefused(200732, `template variable is missing: ${shown(name)}`);
  }
  return value as TreeValue;
}

const shown = (name: string) => name.trim().slice(0, 40);
