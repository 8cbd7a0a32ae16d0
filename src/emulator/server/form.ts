import { setOwn } from '../../schema/json.js';

type Form = Readonly<Record<string, string | Uint8Array>>;

/** No endpoint has more fields than a handful, nor a text field with more than a word in it. */
const MAX_FIELDS = 32;
const MAX_TEXT_LENGTH = 64 * 1024;

export function isForm(contentType: string | undefined): boolean {
  return /^\s*multipart\/form-data\s*(?:;|$)/i.test(contentType ?? '');
}

/**
 * The fields of a multipart body: texts, and files as their bytes. A body that is malformed, or that has more in it
 * than any form, has no fields: the endpoint misses those that it needs, as it would in the service. Of two fields
 * with one name the last one counts.
 */
export async function readForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Form> {
  let fields: [string, string | Blob][];
  try {
    const parsed = await new Response(withFileNames(bytes, contentType), {
      headers: { 'content-type': contentType },
    }).formData();
    fields = [...parsed];
  } catch {
    return {};
  }
  const tooMuch = fields.some(
    ([, value]) => typeof value === 'string' && value.length > MAX_TEXT_LENGTH,
  );
  if (tooMuch || fields.length > MAX_FIELDS) return {};
  const form: Form = {};
  for (const [name, value] of fields) {
    setOwn(
      form,
      name,
      typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer()),
    );
  }
  return form;
}

/**
 * Names the files that have no name: a part with a type of its own is a file, as the official Node SDK sends an image
 * that it was given as a `Buffer`, but without a name it would be read as text. What follows a boundary is never part of
 * a file.
 */
function withFileNames(bytes: Uint8Array<ArrayBuffer>, contentType: string): Buffer<ArrayBuffer> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s"]+))/i.exec(contentType) ?? [];
  const boundary = `--${quoted ?? plain ?? ''}\r\n`;
  const parts = Buffer.from(bytes).toString('latin1').split(boundary);
  const named = parts.map((part) => part.replace(NAMELESS_FILE, '$1; filename="file"$2'));
  return Buffer.from(named.join(boundary), 'latin1');
}

const NAMELESS_FILE =
  /^(content-disposition: *form-data; *name="[^"\r\n]*")(\r\ncontent-type: *(?!text\/)[^\r\n]+\r\n)/i;
