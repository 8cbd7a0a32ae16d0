import { type Endpoint, type Form, success } from './endpoint.js';
import { isImage } from './image-format.js';
import { turnedAway } from './refusal.js';
import type { StoredImage } from './state.js';

const MAX_BYTES = 10 * 1024 * 1024;
const IMAGE_TYPES = ['message', 'avatar'] as const;

/**
 * Keeps an image of at most 10 MB. Neither its resolution nor what a card says about it is looked at.
 *
 * @see https://open.feishu.cn/document/server-docs/im-v1/image/create
 */
export const uploadImage: Endpoint = {
  name: 'images.upload',
  method: 'POST',
  path: '/open-apis/im/v1/images',
  answer({ service, appId, form }) {
    const { imageType, data } = readForm(form);
    if (data.byteLength === 0) throw turnedAway(234010);
    if (data.byteLength > MAX_BYTES) throw turnedAway(234006);
    if (!isImage(data)) throw turnedAway(234011);
    const imageKey = service.ids.image();
    const at = service.clock.now();
    // The bytes are the caller's, who may write to them afterwards.
    service.images.set(imageKey, { imageKey, appId, imageType, data: new Uint8Array(data), at });
    return success({ image_key: imageKey });
  },
};

function readForm(form: Form | undefined): Pick<StoredImage, 'imageType' | 'data'> {
  const type = form && Object.hasOwn(form, 'image_type') ? form.image_type : undefined;
  const data = form && Object.hasOwn(form, 'image') ? form.image : undefined;
  const imageType = IMAGE_TYPES.find((one) => one === type);
  // A file arrives as bytes; a text in its place is a field that was written wrong.
  if (imageType === undefined || data === undefined || typeof data === 'string') {
    throw turnedAway(234001);
  }
  return { imageType, data };
}
