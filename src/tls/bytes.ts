/** Bytes, as protocols write and read them. */
import { undecodable } from './errors.js';

/** Joins pieces. */
export function join(...pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Whether two arrays hold the same bytes. */
export const areEqual = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, i) => byte === other[i]);

/** A number as so many bytes, the highest first. */
export function numberBytes(number: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let i = count - 1, rest = number; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  return bytes;
}

/** The length of bytes as a number of so many bytes, then the bytes. */
export const counted = (bytes: Uint8Array, lengthBytes: number): Uint8Array => join(numberBytes(bytes.length, lengthBytes), bytes);

/** Numbers of two bytes, one after the other. */
export const words = (...numbers: readonly number[]): Uint8Array => Uint8Array.from(numbers.flatMap((n) => [n >> 8, n & 0xff]));

/** Reads a handshake message from its beginning to its end. What is missing, or too much, is a decoding error, which the peer is told. */
export class MessageReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  /** The bytes read so far. */
  get soFar(): Uint8Array {
    return this.bytes.subarray(0, this.#at);
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw undecodable();
    this.#at += count;
    return this.bytes.subarray(this.#at - count, this.#at);
  }

  number(count: number): number {
    return this.take(count).reduce((number, byte) => number * 256 + byte, 0);
  }

  /** Bytes after their length, which takes so many bytes. */
  counted(lengthBytes: number): Uint8Array {
    return this.take(this.number(lengthBytes));
  }

  end(): void {
    if (this.left > 0) throw undecodable();
  }
}

/** Numbers of two bytes. */
export const wordsOf = (bytes: Uint8Array): number[] =>
  Array.from({ length: bytes.length >> 1 }, (_, i) => ((bytes[2 * i] as number) << 8) | (bytes[2 * i + 1] as number));
