/** The first bytes of each format; `undefined` stands for any byte. */
const SIGNATURES: readonly (readonly (number | undefined)[])[] = [
  [0xff, 0xd8, 0xff], // JPEG
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG
  [...ascii('RIFF'), ...any(4), ...ascii('WEBP')],
  ascii('GIF87a'),
  ascii('GIF89a'),
  ascii('BM'), // BMP
  [0x00, 0x00, 0x01, 0x00], // ICO
  [...ascii('II'), 0x2a, 0x00], // TIFF, little-endian
  [...ascii('MM'), 0x00, 0x2a], // TIFF, big-endian
  ...['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1'].map((brand) => [
    ...any(4),
    ...ascii(`ftyp${brand}`),
  ]), // HEIC
];

/** Whether bytes begin like a file of one of the formats that can be uploaded. */
export function isImage(data: Uint8Array): boolean {
  return SIGNATURES.some((signature) =>
    signature.every((byte, i) => i < data.byteLength && (byte === undefined || data[i] === byte)),
  );
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function any(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined);
}
