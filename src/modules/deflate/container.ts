/** What stands around deflated data: the headers and checksums of zlib (RFC 1950) and gzip (RFC 1952), as `lib/uzlib/header.c` reads them. */
import { crc32 } from '../../objects/crc32.js';
import { InflateError } from './inflate.js';

/** Flags of a gzip header. */
const GZIP = { HEADER_CRC: 2, EXTRA: 4, NAME: 8, COMMENT: 16, RESERVED: 0xe0 } as const;
const DEFLATED = 8;

/** A checksum over what was inflated, compared at the end with what the source says. */
export interface Checksum {
  add(bytes: Uint8Array): void;
  /** Reads the trailer; raises InflateError if it does not agree. */
  verify(): void;
}

/** What a header says. */
export interface Container {
  readonly format: 'zlib' | 'gzip';
  /** Binary logarithm of the window that the compressor used. */
  readonly windowBits: number;
  readonly checksum: Checksum;
}

/** Reads a header, of either kind; raises InflateError. */
export function readHeader(nextByte: () => number): Container {
  const first = nextByte();
  const second = nextByte();
  if (first === 0x1f && second === 0x8b) return readGzip(nextByte);
  const isZlib = (first * 256 + second) % 31 === 0 && (first & 15) === DEFLATED && first >> 4 <= 7 && (second & 0x20) === 0;
  if (!isZlib) throw new InflateError('bad header');
  return { format: 'zlib', windowBits: (first >> 4) + 8, checksum: new Adler32(nextByte) };
}

function readGzip(nextByte: () => number): Container {
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
  return { format: 'gzip', windowBits: 15, checksum: new Crc32(nextByte) };
}

class Adler32 implements Checksum {
  #low = 1;
  #high = 0;
  constructor(private readonly nextByte: () => number) {}

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#low = (this.#low + byte) % 65521;
      this.#high = (this.#high + this.#low) % 65521;
    }
  }

  verify(): void {
    let stored = 0;
    for (let i = 0; i < 4; i++) stored = stored * 256 + this.nextByte();
    if (stored !== this.#high * 65536 + this.#low) throw new InflateError('bad checksum');
  }
}

class Crc32 implements Checksum {
  #crc = 0;
  constructor(private readonly nextByte: () => number) {}

  add(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, this.#crc);
  }

  /** The length that follows is read but, as in the firmware, believed. */
  verify(): void {
    let stored = 0;
    for (let i = 0; i < 4; i++) stored |= this.nextByte() << (8 * i);
    if (stored >>> 0 !== this.#crc) throw new InflateError('bad checksum');
    for (let i = 0; i < 4; i++) this.nextByte();
  }
}
