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
/** Bits of a point that a palette can have, and its most colours. */
const DEPTHS = [1, 2, 4, 8];
const MOST_COLOURS = 256;
/** The longest stored block of deflate (RFC 1951 §3.2.4). */
const LONGEST_BLOCK = 0xffff;
/** The modulus of zlib's checksum (RFC 1950 §8.2). */
const ADLER_MODULUS = 65521;

/** A PNG file (ISO/IEC 15948), its data stored as they are. A picture of few colours takes few bits a point: one of two colours a single one. */
export function png(picture: Picture): Uint8Array {
  const { width, height } = picture;
  const { rgba } = pointsOf(picture);
  const colours = paletteOf(rgba);
  const depth = DEPTHS.find((bits) => colours.length <= 1 << bits);
  const header = [...word(width), ...word(height), depth ?? 8, depth === undefined ? COLOURS : PALETTE, 0, 0, 0];
  const palette = depth === undefined ? [] : [chunk('PLTE', Uint8Array.from(colours.flatMap(rgb)))];
  const rows = depth === undefined ? colourRows(rgba, width) : paletteRows(rgba, width, colours, depth);
  const chunks = [chunk('IHDR', Uint8Array.from(header)), ...palette, chunk('IDAT', zlib(rows)), chunk('IEND', new Uint8Array())];
  return joined([Uint8Array.from(SIGNATURE), ...chunks]);
}

/** The colour of the point whose four bytes begin at `at`. */
const colourAt = (rgba: Points['rgba'], at: number): number => (rgba[at] << 16) | (rgba[at + 1] << 8) | rgba[at + 2];

/** The colours in their order; of more than a palette has, the first ones that are found. */
function paletteOf(rgba: Points['rgba']): number[] {
  const found = new Set<number>();
  for (let at = 0; at < rgba.length && found.size <= MOST_COLOURS; at += 4) found.add(colourAt(rgba, at));
  return [...found].sort((a, b) => a - b);
}

/** Before each row is a byte that says that it is stored as it is. */
function paletteRows(rgba: Points['rgba'], width: number, colours: readonly number[], depth: number): Uint8Array {
  const numbers = new Map(colours.map((colour, i) => [colour, i]));
  const stride = 1 + Math.ceil((width * depth) / 8);
  const rows = new Uint8Array((rgba.length / 4 / width) * stride);
  for (let row = 0, at = 0; row < rows.length; row += stride) {
    for (let bit = 0; bit < width * depth; bit += depth, at += 4) {
      rows[row + 1 + (bit >> 3)] |= (numbers.get(colourAt(rgba, at)) as number) << (8 - depth - (bit & 7));
    }
  }
  return rows;
}

function colourRows(rgba: Points['rgba'], width: number): Uint8Array {
  const stride = 1 + 3 * width;
  const rows = new Uint8Array((rgba.length / 4 / width) * stride);
  for (let row = 0, at = 0; row < rows.length; row += stride) {
    for (let to = row + 1; to < row + stride; to += 3, at += 4) rows.set(rgba.subarray(at, at + 3), to);
  }
  return rows;
}

const rgb = (colour: number): number[] => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
const word = (value: number): number[] => [value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  return joined([Uint8Array.from(word(data.length)), body, Uint8Array.from(word(crc(body)))]);
}

function zlib(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let from = 0; from === 0 || from < data.length; from += LONGEST_BLOCK) {
    const block = data.subarray(from, from + LONGEST_BLOCK);
    const lengths = [block.length, block.length ^ 0xffff].flatMap((length) => [length & 0xff, length >> 8]);
    parts.push(Uint8Array.of(from + LONGEST_BLOCK >= data.length ? 1 : 0, ...lengths), block);
  }
  return joined([...parts, Uint8Array.from(word(adler(data)))]);
}

function adler(data: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % ADLER_MODULUS;
    b = (b + a) % ADLER_MODULUS;
  }
  return b * 0x10000 + a;
}

/** CRC-32, bit by bit. */
function crc(bytes: Uint8Array): number {
  let remainder = ~0;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return ~remainder >>> 0;
}
