/**
 * The containers of deflated data: headers and checksums of zlib (RFC 1950) and gzip (RFC 1952), as the firmware reads them
 * (`lib/uzlib/header.c`) and writes them (`extmod/moddeflate.c`).
 */
import { crc32 } from '../../objects/crc32.js';
import { InflateError } from './inflate.js';

/** Flags of a gzip header. */
const GZIP = { HEADER_CRC: 2, EXTRA: 4, NAME: 8, COMMENT: 16, RESERVED: 0xe0 } as const;
const DEFLATED = 8;
/** A gzip header without a time, compressed fast (4) on Unix (3). */
const GZIP_HEADER = [0x1f, 0x8b, DEFLATED, 0, 0, 0, 0, 0, 4, 3];
/** The second byte of a zlib header without its check bits: default compression level. */
const ZLIB_LEVEL = 0x80;

/** A container that has a header. */
export type Format = 'zlib' | 'gzip';

/** A checksum of the uncompressed data. */
interface Checksum {
  add(bytes: Uint8Array): void;
  readonly value: number;
}

/** The contents of a header, and the check of the inflated data against the trailer. */
export interface Container {
  readonly format: Format;
  /** Binary logarithm of the window that the compressor used. */
  readonly windowBits: number;
  readonly checksum: Checksum;
  /** Reads the trailer; throws InflateError if its checksum does not match. */
  verify(): void;
}

/** Reads a header of either format; throws InflateError if it is neither. */
export function readHeader(nextByte: () => number): Container {
  const first = nextByte();
  const second = nextByte();
  const isGzip = first === 0x1f && second === 0x8b;
  const isZlib = (first * 256 + second) % 31 === 0 && (first & 15) === DEFLATED && first >> 4 <= 7 && (second & 0x20) === 0;
  if (!isGzip && !isZlib) throw new InflateError('bad header');
  if (isGzip) skipGzipHeader(nextByte);
  const format = isGzip ? 'gzip' : 'zlib';
  const checksum = checksumOf(format);
  const verify = (): void => {
    const stored = Array.from({ length: 4 }, nextByte);
    if (numberOf(isGzip ? stored.reverse() : stored) !== checksum.value) throw new InflateError('bad checksum');
    // As in the firmware, the length that follows is read but not checked.
    if (isGzip) for (let i = 0; i < 4; i++) nextByte();
  };
  return { format, windowBits: isGzip ? 15 : (first >> 4) + 8, checksum, verify };
}

function skipGzipHeader(nextByte: () => number): void {
  if (nextByte() !== DEFLATED) throw new InflateError('bad method');
  const flags = nextByte();
  if (flags & GZIP.RESERVED) throw new InflateError('bad flags');
  const skip = (count: number): void => {
    for (let i = 0; i < count; i++) nextByte();
  };
  const skipText = (): void => {
    while (nextByte() !== 0);
  };
  skip(6);
  if (flags & GZIP.EXTRA) skip(nextByte() | (nextByte() << 8));
  if (flags & GZIP.NAME) skipText();
  if (flags & GZIP.COMMENT) skipText();
  if (flags & GZIP.HEADER_CRC) skip(2);
}

/** The header of data deflated with a window of 2^`windowBits` bytes. */
export function header(format: Format, windowBits: number): Uint8Array {
  if (format === 'gzip') return Uint8Array.from(GZIP_HEADER);
  const first = DEFLATED | (Math.max(windowBits - 8, 1) << 4);
  return Uint8Array.of(first, ZLIB_LEVEL | (31 - ((first * 256 + ZLIB_LEVEL) % 31)));
}

/** The trailer of `length` bytes of data with this checksum. */
export function trailer(format: Format, checksum: number, length: number): Uint8Array {
  return Uint8Array.from(format === 'zlib' ? bytesOf(checksum) : [...bytesOf(checksum).reverse(), ...bytesOf(length).reverse()]);
}

/** Four bytes, the highest first. */
const bytesOf = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const numberOf = (bytes: readonly number[]): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

/** A new checksum of the kind that a format uses. */
export function checksumOf(format: Format): Checksum {
  return format === 'zlib' ? new Adler32() : new Crc32();
}

class Adler32 implements Checksum {
  #low = 1;
  #high = 0;

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#low = (this.#low + byte) % 65521;
      this.#high = (this.#high + this.#low) % 65521;
    }
  }

  get value(): number {
    return this.#high * 65536 + this.#low;
  }
}

class Crc32 implements Checksum {
  value = 0;

  add(bytes: Uint8Array): void {
    this.value = crc32(bytes, this.value);
  }
}
