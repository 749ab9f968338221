/** How the formats of frame buffers store pixels in bytes (`extmod/modframebuf.c`). */

/** Numbers of the formats, as Python sees them. */
export const FORMAT = { MVLSB: 0, RGB565: 1, GS4_HMSB: 2, MHLSB: 3, MHMSB: 4, GS2_HMSB: 5, GS8: 6 } as const;

/** Pixels in memory. Coordinates must lie inside; colours are reduced to what a pixel can hold. */
export interface Pixels {
  readonly bytes: Uint8Array;
  /** Number of pixels from one row to the next; in MVLSB, from one row of bytes to the next. */
  readonly stride: number;
}

/** A format: it says where a pixel's bits lie. */
export interface PixelFormat {
  get(pixels: Pixels, x: number, y: number): number;
  set(pixels: Pixels, x: number, y: number, colour: number): void;
  /** Number of pixels of one row that share a byte. Strides are multiples of it. */
  readonly perByte: number;
  readonly bits: number;
  /** True if eight rows share a byte. */
  readonly isVertical?: boolean;
}

/** A format with `bits` bits per pixel. `place` returns the bit position, within its byte, of the pixel in column x. */
function packed(bits: number, place: (x: number) => number): PixelFormat {
  const perByte = 8 / bits;
  const mask = (1 << bits) - 1;
  return {
    bits,
    perByte,
    get: ({ bytes, stride }, x, y) => (bytes[Math.floor((x + y * stride) / perByte)] >> place(x)) & mask,
    set({ bytes, stride }, x, y, colour) {
      const index = Math.floor((x + y * stride) / perByte);
      const value = bits === 1 ? Number(colour !== 0) : colour & mask;
      bytes[index] = (bytes[index] & ~(mask << place(x))) | (value << place(x));
    },
  };
}

const vertical: PixelFormat = {
  bits: 1,
  perByte: 1,
  isVertical: true,
  get: ({ bytes, stride }, x, y) => (bytes[(y >> 3) * stride + x] >> (y & 7)) & 1,
  set({ bytes, stride }, x, y, colour) {
    const index = (y >> 3) * stride + x;
    const bit = 1 << (y & 7);
    bytes[index] = colour !== 0 ? bytes[index] | bit : bytes[index] & ~bit;
  },
};

const rgb565: PixelFormat = {
  bits: 16,
  perByte: 1,
  get({ bytes, stride }, x, y) {
    const index = 2 * (x + y * stride);
    return bytes[index] | (bytes[index + 1] << 8);
  },
  set({ bytes, stride }, x, y, colour) {
    const index = 2 * (x + y * stride);
    bytes[index] = colour;
    bytes[index + 1] = colour >> 8;
  },
};

/** The formats by number. */
export const FORMATS: ReadonlyMap<number, PixelFormat> = new Map([
  [FORMAT.MVLSB, vertical],
  [FORMAT.RGB565, rgb565],
  [FORMAT.GS2_HMSB, packed(2, (x) => (x & 3) << 1)],
  [FORMAT.GS4_HMSB, packed(4, (x) => (x % 2 === 0 ? 4 : 0))],
  [FORMAT.GS8, packed(8, () => 0)],
  [FORMAT.MHLSB, packed(1, (x) => 7 - (x & 7))],
  [FORMAT.MHMSB, packed(1, (x) => x & 7)],
]);
