/** What a device shows, and ways to keep it: a PNG file, text. */

/** A picture of coloured points. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Colour of a point, 0xRRGGBB; 0, 0 is at the top left. */
  at(x: number, y: number): number;
}

/** What a picture shows at a moment, as `new ImageData(rgba, width)` takes it. */
export interface Points {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each point, row by row. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** What a picture shows now. */
export function pointsOf(picture: Picture): Points {
  const { width, height } = picture;
  const rgba = new Uint8ClampedArray(width * height * 4);
  const view = new DataView(rgba.buffer);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) view.setUint32(i, ((picture.at(x, y) << 8) | 0xff) >>> 0);
  }
  return { width, height, rgba };
}

/** Half blocks: two points, one above the other, in a character. */
const BLOCKS = [' ', '▀', '▄', '█'];

/** Two rows of points a line, in block characters: whatever is not black. Lines have no spaces at their end. */
export function pictureText(picture: Picture): string {
  const { width, height } = picture;
  const isLit = (x: number, y: number): number => (y < height && picture.at(x, y) !== 0 ? 1 : 0);
  let text = '';
  for (let y = 0; y < height; y += 2) {
    const row = Array.from({ length: width }, (_, x) => BLOCKS[isLit(x, y) | (isLit(x, y + 1) << 1)]);
    text += `${row.join('').trimEnd()}\n`;
  }
  return text;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Colour types (PNG specification, §11.2.2). */
const COLOURS = 2;
const PALETTE = 3;
/** The longest stored block of deflate (RFC 1951 §3.2.4). */
const LONGEST_BLOCK = 0xffff;
/** The modulus of zlib's checksum (RFC 1950 §8.2). */
const ADLER_MODULUS = 65521;

/** A PNG file (ISO/IEC 15948), its data stored as they are. A picture of two colours takes a bit a point. */
export function png(picture: Picture): Uint8Array {
  const { width, height } = picture;
  const colours = fewColours(picture);
  const header = [...word(width), ...word(height), colours === null ? 8 : 1, colours === null ? COLOURS : PALETTE, 0, 0, 0];
  const palette = colours === null ? [] : chunk('PLTE', colours.flatMap(rgb));
  const rows = Array.from({ length: height }, (_, y) => [0, ...(colours === null ? colourRow(picture, y) : bitRow(picture, y, colours))]);
  return Uint8Array.from([...SIGNATURE, ...chunk('IHDR', header), ...palette, ...chunk('IDAT', zlib(rows.flat())), ...chunk('IEND', [])]);
}

/** The colours, if there are two at most. */
function fewColours(picture: Picture): number[] | null {
  const found = new Set<number>();
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) if (found.add(picture.at(x, y)).size > 2) return null;
  }
  return [...found].sort((a, b) => a - b);
}

function bitRow(picture: Picture, y: number, colours: readonly number[]): number[] {
  const row = new Array<number>(Math.ceil(picture.width / 8)).fill(0);
  for (let x = 0; x < picture.width; x++) if (picture.at(x, y) === colours[1]) row[x >> 3] |= 0x80 >> (x & 7);
  return row;
}

function colourRow(picture: Picture, y: number): number[] {
  return Array.from({ length: picture.width }, (_, x) => rgb(picture.at(x, y))).flat();
}

const rgb = (colour: number): number[] => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
const word = (value: number): number[] => [value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...Array.from(type, (letter) => letter.charCodeAt(0)), ...data];
  return [...word(data.length), ...body, ...word(crc(body))];
}

function zlib(data: readonly number[]): number[] {
  const stream = [0x78, 0x01];
  for (let from = 0; from === 0 || from < data.length; from += LONGEST_BLOCK) {
    const block = data.slice(from, from + LONGEST_BLOCK);
    const lengths = [block.length, block.length ^ 0xffff].flatMap((length) => [length & 0xff, length >> 8]);
    stream.push(from + LONGEST_BLOCK >= data.length ? 1 : 0, ...lengths);
    for (const byte of block) stream.push(byte);
  }
  return [...stream, ...word(adler(data))];
}

function adler(data: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % ADLER_MODULUS;
    b = (b + a) % ADLER_MODULUS;
  }
  return b * 0x10000 + a;
}

/** CRC-32, bit by bit. */
function crc(bytes: readonly number[]): number {
  let remainder = ~0;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return ~remainder >>> 0;
}
