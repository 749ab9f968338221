/**
 * JPEG pictures (ITU-T T.81) of the one kind that an LCD160CR understands: baseline, Huffman coding, 8 bits per sample, components Y, Cb, Cr of
 * which the last two have half the columns (4:2:2).
 */
import { JpegBits, type JpegCodes } from './jpeg-bits.js';

/** Markers (table B.1). */
const MARKER = { FRAME: 0xc0, CODES: 0xc4, START: 0xd8, SCAN: 0xda, QUANTA: 0xdb, RESTARTS: 0xdd } as const;
/** Markers of frames of other kinds, which are not supported. */
const OTHER_FRAMES = [0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** How many blocks each component has in a unit of 16 × 8 points: columns (upper four bits) and rows (lower four bits). */
const SAMPLING = [0x21, 0x11, 0x11];
const UNIT_WIDTH = 16;
const SIDE = 8;
const BLOCK = SIDE * SIDE;
/** Positions of the coefficients in a block, in the order in which the coefficients are coded (figure A.6). */
const ZIGZAG = Array.from({ length: BLOCK }, (_, i) => i).sort((a, b) => {
  const [across, other] = [(a % SIDE) + (a >> 3), (b % SIDE) + (b >> 3)];
  return across - other || (across % 2 === 0 ? b - a : a - b);
});
/** cos(i π / 16), as literals so that every engine has the same values. */
const COSINES = [
  1, 0.9807852804032304, 0.9238795325112867, 0.8314696123025452, 0.7071067811865476, 0.5555702330196022, 0.3826834323650898,
  0.1950903220161283, 0,
];

function cosine(sixteenths: number): number {
  const turned = sixteenths % 32;
  const i = turned > 16 ? 32 - turned : turned;
  return i > 8 ? -COSINES[16 - i] : COSINES[i];
}

/** Weight of coefficient u at position x: half a cosine (§A.3.3). */
const BASIS = Array.from({ length: BLOCK }, (_, i) => {
  const [x, u] = [i >> 3, i % SIDE];
  return (u === 0 ? COSINES[4] : cosine((2 * x + 1) * u)) / 2;
});

/** How a component of a frame is coded. */
interface Component {
  readonly sampling: number;
  readonly quanta: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
}

/** Size of the visible part of a picture, from its top left corner. */
interface Seen {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws the visible part of a picture, point by point, as 0xRRGGBB. Of an unsupported kind of picture it draws nothing, of a damaged picture
 * what precedes the damage. The invisible part takes hardly any time, since a few bytes can describe a picture of 65535 × 65535 points.
 */
export function drawJpeg(data: Uint8Array, seen: Seen, draw: (x: number, y: number, colour: number) => void): void {
  const quanta: Uint8Array[] = [];
  const codes = new Map<number, JpegCodes>();
  let frame: Frame | null = null;
  let interval = 0;
  for (let at = 2; data[0] === 0xff && data[1] === MARKER.START && data[at] === 0xff; ) {
    const marker = data[at + 1];
    const length = (data[at + 2] << 8) | data[at + 3];
    const part = data.subarray(at + 4, at + 2 + length);
    at += 2 + length;
    if (OTHER_FRAMES.includes(marker)) return;
    if (marker === MARKER.QUANTA) for (let i = 0; i < part.length; i += 1 + BLOCK) quanta[part[i]] = part.subarray(i + 1, i + 1 + BLOCK);
    else if (marker === MARKER.CODES) readCodes(part, codes);
    else if (marker === MARKER.RESTARTS) interval = (part[0] << 8) | part[1];
    else if (marker === MARKER.FRAME) frame = readFrame(part);
    else if (marker === MARKER.SCAN) {
      if (frame !== null) new Scan(frame, part, { quanta, codes, interval, bits: new JpegBits(data, at) }).draw(seen, draw);
      return;
    }
  }
}

/** Returns the frame, or null if it is of an unsupported kind. */
function readFrame(part: Uint8Array): Frame | null {
  const components = Array.from({ length: part[5] }, (_, i): Component => {
    const [, sampling, quanta] = part.subarray(6 + 3 * i);
    return { sampling, quanta };
  });
  const isKnown = part[0] === 8 && components.length === SAMPLING.length && components.every(({ sampling }, i) => sampling === SAMPLING[i]);
  return isKnown ? { width: (part[3] << 8) | part[4], height: (part[1] << 8) | part[2], components } : null;
}

/** Reads tables of codes: the table's number, how many codes there are of each length, what they stand for. */
function readCodes(part: Uint8Array, codes: Map<number, JpegCodes>): void {
  for (let at = 0; at < part.length; ) {
    const counts = part.subarray(at + 1, at + 17);
    const values = part.subarray(at + 17, at + 17 + counts.reduce((sum, count) => sum + count, 0));
    codes.set(part[at], { counts, values });
    at += 17 + values.length;
  }
}

interface Tables {
  readonly quanta: readonly Uint8Array[];
  readonly codes: ReadonlyMap<number, JpegCodes>;
  /** Units between two restarts; 0 if there are no restarts. */
  readonly interval: number;
  readonly bits: JpegBits;
}

const NO_CODES: JpegCodes = { counts: new Uint8Array(16), values: new Uint8Array(0) };
const NO_QUANTA = new Uint8Array(BLOCK);
const UNSEEN = new Float64Array(0);

/** The data of all components. */
class Scan {
  /** The last constant coefficient of each component. */
  readonly #constants = [0, 0, 0];
  readonly #coefficients = new Float64Array(BLOCK);

  constructor(
    private readonly frame: Frame,
    private readonly head: Uint8Array,
    private readonly tables: Tables,
  ) {}

  draw(seen: Seen, draw: (x: number, y: number, colour: number) => void): void {
    const { width } = this.frame;
    const [right, bottom] = [Math.min(width, seen.width), Math.min(this.frame.height, seen.height)];
    const { bits, interval } = this.tables;
    let units = 0;
    for (let top = 0; top < bottom; top += SIDE) {
      for (let left = 0; left < width && !bits.isOver; left += UNIT_WIDTH) {
        if (interval > 0 && units > 0 && units % interval === 0) {
          bits.restart();
          this.#constants.fill(0);
        }
        units++;
        const isSeen = left < right;
        const luma = [this.#block(0, isSeen), this.#block(0, isSeen)];
        const [blue, red] = [this.#block(1, isSeen), this.#block(2, isSeen)];
        for (let y = 0; y < SIDE && top + y < bottom; y++) {
          for (let x = 0; x < UNIT_WIDTH && left + x < right; x++) {
            const half = y * SIDE + (x >> 1);
            draw(left + x, top + y, colourOf(luma[x >> 3][y * SIDE + (x % SIDE)], blue[half], red[half]));
          }
        }
      }
    }
  }

  /** Reads the next block of a component and returns its samples, from -128 on; an empty array if the block is not visible. */
  #block(index: number, isSeen: boolean): Float64Array {
    const { bits, codes, quanta } = this.tables;
    const component = this.frame.components[index];
    // The scan lists the components in the same order as the frame.
    const table = this.head[2 + 2 * index];
    const steps = quanta[component.quanta] ?? NO_QUANTA;
    const coefficients = this.#coefficients.fill(0);
    this.#constants[index] += bits.signed(bits.decode(codes.get(table >> 4) ?? NO_CODES));
    coefficients[0] = this.#constants[index] * steps[0];
    const others = codes.get(0x10 | (table & 15)) ?? NO_CODES;
    for (let i = 1; i < BLOCK; i++) {
      const code = bits.decode(others);
      const [zeros, size] = [code >> 4, code & 15];
      if (size === 0 && zeros < 15) break;
      i += zeros;
      if (size > 0 && i < BLOCK) coefficients[ZIGZAG[i]] = bits.signed(size) * steps[i];
    }
    return isSeen ? samplesOf(coefficients) : UNSEEN;
  }
}

/** The inverse transform: along rows, then along columns. */
function samplesOf(coefficients: Float64Array): Float64Array {
  const rows = new Float64Array(BLOCK);
  const samples = new Float64Array(BLOCK);
  for (let i = 0; i < BLOCK; i++) {
    const [row, x] = [i & ~7, i % SIDE];
    for (let u = 0; u < SIDE; u++) rows[i] += coefficients[row + u] * BASIS[x * SIDE + u];
  }
  for (let i = 0; i < BLOCK; i++) {
    const [y, x] = [i >> 3, i % SIDE];
    for (let v = 0; v < SIDE; v++) samples[i] += rows[v * SIDE + x] * BASIS[y * SIDE + v];
  }
  return samples;
}

/** Converts JFIF samples (§7), from -128 on, to a colour. */
function colourOf(luma: number, blue: number, red: number): number {
  const byte = (value: number): number => Math.min(Math.max(Math.round(value + 128), 0), 255);
  return (byte(luma + 1.402 * red) << 16) | (byte(luma - 0.344136 * blue - 0.714136 * red) << 8) | byte(luma + 1.772 * blue);
}
