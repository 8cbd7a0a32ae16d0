import type { Form } from 'larkx/emulator';
import { describe, expect, it } from 'vitest';
import { refusalOf, still, wire } from './setup.js';

const IMAGES = '/open-apis/im/v1/images';
const MB = 1024 * 1024;

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part,
    ),
  );
const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0]);

function uploads(emulator = still()) {
  const authorization = `Bearer ${wire(emulator).token()}`;
  return (form: Form | undefined) => {
    const request = { method: 'POST', path: IMAGES, headers: { authorization }, form };
    const exchange = emulator.handle(request);
    if (exchange.kind !== 'answer') throw new Error(`no answer, but ${exchange.kind}`);
    return exchange.response as { status: number; body: Record<string, any> };
  };
}

describe('uploading an image', () => {
  it('answers with a key of its own each time', () => {
    const upload = uploads();
    const answers = [1, 2].map(() => upload({ image_type: 'message', image: png }));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toEqual({
        code: 0,
        msg: 'success',
        data: { image_key: expect.stringMatching(/^img_v3_[\w-]+$/) },
      });
    }
    expect(answers[0]?.body.data).not.toEqual(answers[1]?.body.data);
  });

  it('works for code in the same process', async () => {
    const emulator = still();
    const { imageKey } = await emulator.cardkit.uploadImage(png);
    expect(emulator.images.get(imageKey)).toMatchObject({ imageType: 'message', data: png });
    const refusal = await refusalOf(emulator.cardkit.uploadImage(bytes('hello, world')));
    expect(refusal).toMatchObject({ code: 234011, kind: 'fatal' });
  });

  it('keeps a copy of the bytes', () => {
    const emulator = still();
    const image = Buffer.from(png);
    const { image_key } = uploads(emulator)({ image_type: 'avatar', image }).body.data;
    image.fill(0);
    expect(emulator.images.list()).toEqual([image_key]);
    expect(emulator.images.get(image_key)).toMatchObject({ imageType: 'avatar', data: png });
    expect(emulator.images.get('img_v3_nobody')).toBeUndefined();
  });

  it('hands out the same keys for the same seed', () => {
    const key = (seed: number) =>
      uploads(still({ seed }))({ image_type: 'avatar', image: png }).body.data.image_key;
    expect(key(5)).toBe(key(5));
    expect(key(5)).not.toBe(key(6));
  });

  it.each<[string, Uint8Array]>([
    ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['PNG', png],
    ['WebP', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['GIF 87', bytes('GIF87a')],
    ['GIF 89', bytes('GIF89a')],
    ['BMP', bytes('BM', [1, 2, 3])],
    ['ICO', bytes([0, 0, 1, 0, 1])],
    ['TIFF of the one byte order', bytes('II', [0x2a, 0])],
    ['TIFF of the other byte order', bytes('MM', [0, 0x2a])],
    ['HEIC', bytes([0, 0, 0, 24], 'ftypheic', [0])],
  ])('takes %s', (_, image) => {
    expect(uploads()({ image_type: 'message', image }).body.code).toBe(0);
  });

  it.each<[string, Uint8Array]>([
    ['text', bytes('hello, world')],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['PDF', bytes('%PDF-1.7')],
    ['a WAV file', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt ')],
    ['an MP4 file', bytes([0, 0, 0, 24], 'ftypisom')],
    ['the first half of a signature', png.slice(0, 4)],
  ])('refuses %s', (_, image) => {
    const answer = uploads()({ image_type: 'message', image });
    expect(answer).toMatchObject({ status: 400, body: { code: 234011 } });
  });

  it('refuses a file without bytes', () => {
    const answer = uploads()({ image_type: 'message', image: new Uint8Array(0) });
    expect(answer).toMatchObject({ status: 400, body: { code: 234010 } });
  });

  it('takes ten megabytes and not a byte more', () => {
    const image = new Uint8Array(10 * MB + 1);
    image.set(png);
    const upload = uploads();
    expect(upload({ image_type: 'message', image }).body.code).toBe(234006);
    expect(upload({ image_type: 'message', image: image.subarray(1) }).body.code).toBe(234011);
    expect(upload({ image_type: 'message', image: image.subarray(0, 10 * MB) }).body.code).toBe(0);
  });

  it.each<[string, Form | undefined]>([
    ['that is no form', undefined],
    ['without an image', { image_type: 'message' }],
    ['without a type', { image: png }],
    ['of an unknown type', { image_type: 'sticker', image: png }],
    ['whose type is a file', { image_type: png, image: png }],
    ['whose image is a text', { image_type: 'message', image: 'img' }],
  ])('refuses a request %s', (_, form) => {
    expect(uploads()(form)).toMatchObject({ status: 400, body: { code: 234001 } });
  });

  it('needs a token', () => {
    const form = { image_type: 'message', image: png };
    const exchange = still().handle({ method: 'POST', path: IMAGES, headers: {}, form });
    expect(exchange).toMatchObject({ kind: 'answer', response: { body: { code: 99991661 } } });
  });
});
