import { MAX_STREAM_CHARS } from '../schema/limits.js';
import { ADD_TYPES } from './batch.js';
import { CARDS, readWrite } from './card-endpoints.js';
import { type Endpoint, type EndpointRequest, success } from './endpoint.js';
import { Fields } from './fields.js';
import { checkDocument, checkLimits } from './invariants.js';
import {
  addElements,
  asAddition,
  deleteElement,
  patchElement,
  replaceElement,
  writeContent,
} from './operations.js';
import { parseField, parseObjectField } from './parse.js';
import { refused } from './refusal.js';
import type { FrameKind, Service } from './state.js';
import { passStreaming } from './streaming.js';
import type { Tree, TreeValue } from './tree.js';
import { writeCard } from './write.js';

const ELEMENTS = `${CARDS}/:card_id/elements`;
const MAX_JSON = { max: 1_000_000 };

export const createElements: Endpoint = {
  method: 'POST',
  path: ELEMENTS,
  answer(request) {
    const { knobs } = request.service;
    const fields = new Fields(request.body());
    const type = fields.oneOf('type', ADD_TYPES);
    const target = fields.optionalText('target_element_id', { min: 0, max: 20 }) || undefined;
    const text = fields.text('elements', MAX_JSON);
    const write = readWrite(request, fields);
    writeCard(request.service, write, (draft) => {
      const elements = parseField('elements', text);
      if (!Array.isArray(elements)) throw refused(10002, 'elements must be a json array');
      asAddition(() => {
        addElements(draft.tree, { type, target, elements: elements as TreeValue[] }, knobs);
        check(draft.tree, request.service);
      });
      return { kind: 'structure' };
    });
    return success();
  },
};

export const updateElement: Endpoint = {
  method: 'PUT',
  path: `${ELEMENTS}/:element_id`,
  answer(request) {
    const fields = new Fields(request.body());
    const text = fields.text('element', MAX_JSON);
    return writeElement(request, fields, (tree, elementId) => {
      const element = parseObjectField('element', text);
      replaceElement(tree, elementId, element, request.service.knobs);
    });
  },
};

export const patchElementEndpoint: Endpoint = {
  method: 'PATCH',
  path: `${ELEMENTS}/:element_id`,
  answer(request) {
    const fields = new Fields(request.body());
    const text = fields.text('partial_element', MAX_JSON);
    return writeElement(request, fields, (tree, elementId) => {
      const partial = parseObjectField('partial_element', text);
      patchElement(tree, elementId, partial, request.service.knobs);
    });
  },
};

/** The only write that shows as typing, and the only one that needs the card to be streaming. */
export const writeElementContent: Endpoint = {
  method: 'PUT',
  path: `${ELEMENTS}/:element_id/content`,
  answer(request) {
    const { service } = request;
    const fields = new Fields(request.body());
    const content = fields.text('content', { max: MAX_STREAM_CHARS });
    const elementId = readElementId(request, fields);
    const write = readWrite(request, fields);
    writeCard(service, write, (draft, card) => {
      passStreaming(card, service.clock.now());
      const kind: FrameKind = writeContent(draft.tree, elementId, content, service.knobs);
      check(draft.tree, service);
      return { kind };
    });
    return success();
  },
};

/** The sequence number stands in a JSON body, which some HTTP libraries drop from a DELETE. */
export const deleteElementEndpoint: Endpoint = {
  method: 'DELETE',
  path: `${ELEMENTS}/:element_id`,
  answer(request) {
    return writeElement(request, new Fields(request.body()), (tree, elementId) => {
      deleteElement(tree, elementId, request.service.knobs);
    });
  },
};

function writeElement(
  request: EndpointRequest,
  fields: Fields,
  operate: (tree: Tree, elementId: string) => void,
) {
  const elementId = readElementId(request, fields);
  const write = readWrite(request, fields);
  writeCard(request.service, write, (draft) => {
    operate(draft.tree, elementId);
    check(draft.tree, request.service);
    return { kind: 'structure' };
  });
  return success();
}

function readElementId(request: EndpointRequest, fields: Fields): string {
  return fields.given('element_id', request.param('element_id'), { max: 20 });
}

function check(tree: Tree, { knobs }: Service): void {
  checkDocument(tree);
  checkLimits(tree, knobs);
}
