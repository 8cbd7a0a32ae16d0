import { MAX_STREAM_CHARS } from '../schema/limits.js';
import { ADD_TYPES } from './batch.js';
import { CARDS, readWrite, refuseLong } from './card-endpoints.js';
import type { Draft } from './draft.js';
import { type Endpoint, type EndpointRequest, success } from './endpoint.js';
import { Fields } from './fields.js';
import { checkCard } from './invariants.js';
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
import { passStreaming } from './streaming.js';
import type { TreeValue } from './tree.js';
import { writeCard } from './write.js';

const ELEMENTS = `${CARDS}/:card_id/elements`;
const MAX_JSON = { max: 1_000_000 };

export const createElements: Endpoint = {
  name: 'elements.create',
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
      asAddition(() => refuseLong('elements', text, knobs));
      const elements = parseField('elements', text);
      if (!Array.isArray(elements)) throw refused(10002, 'elements must be a json array');
      asAddition(() => {
        addElements(draft, { type, target, elements: elements as TreeValue[] }, knobs);
        checkCard(draft.tree, knobs);
      });
      return { kind: 'structure' };
    });
    return success();
  },
};

export const updateElement: Endpoint = {
  name: 'elements.update',
  method: 'PUT',
  path: `${ELEMENTS}/:element_id`,
  answer(request) {
    const fields = new Fields(request.body());
    const text = fields.text('element', MAX_JSON);
    const { knobs } = request.service;
    return writeElement(request, fields, (draft, elementId) => {
      replaceElement(draft, elementId, parseObjectField('element', text), knobs);
      checkCard(draft.tree, knobs, 300121);
    });
  },
};

export const patchElementEndpoint: Endpoint = {
  name: 'elements.patch',
  method: 'PATCH',
  path: `${ELEMENTS}/:element_id`,
  answer(request) {
    const fields = new Fields(request.body());
    const text = fields.text('partial_element', MAX_JSON);
    const { knobs } = request.service;
    return writeElement(request, fields, (draft, elementId) => {
      patchElement(draft, elementId, parseObjectField('partial_element', text), knobs);
      checkCard(draft.tree, knobs, 300313);
    });
  },
};

/** The only write that shows as typing, and the only one that needs the card to be streaming. */
export const writeElementContent: Endpoint = {
  name: 'elements.content',
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
      const kind = writeContent(draft, card, { elementId, content }, service.knobs);
      checkCard(draft.tree, service.knobs);
      return { kind };
    });
    return success();
  },
};

/** The sequence number stands in a JSON body, which some HTTP libraries drop from a DELETE. */
export const deleteElementEndpoint: Endpoint = {
  name: 'elements.delete',
  method: 'DELETE',
  path: `${ELEMENTS}/:element_id`,
  answer(request) {
    const { knobs } = request.service;
    return writeElement(request, new Fields(request.body()), (draft, elementId) => {
      deleteElement(draft, elementId, knobs);
      checkCard(draft.tree, knobs);
    });
  },
};

function writeElement(
  request: EndpointRequest,
  fields: Fields,
  operate: (draft: Draft, elementId: string) => void,
) {
  const elementId = readElementId(request, fields);
  const write = readWrite(request, fields);
  writeCard(request.service, write, (draft) => {
    operate(draft, elementId);
    return { kind: 'structure' };
  });
  return success();
}

function readElementId(request: EndpointRequest, fields: Fields): string {
  return fields.given('element_id', request.param('element_id'), { max: 20 });
}
