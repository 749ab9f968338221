/** ASN.1 in its distinguished encoding (X.690), with the errors of mbedtls (`library/asn1parse.c`). */
import { join, numberBytes } from './bytes.js';
import { ERR, TlsError } from './errors.js';

/** Tags of values. */
export const TAG = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  NULL: 0x05,
  OID: 0x06,
  UTF8_STRING: 0x0c,
  PRINTABLE_STRING: 0x13,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const;

/** The tag of a constructed value with a number of its own. */
export const contextTag = (number: number): number => 0xa0 | number;

/** Reads values one after the other. */
export class DerReader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  /** The tag of the next value; undefined at the end. */
  get tag(): number | undefined {
    return this.bytes[this.#at];
  }

  /** The content of the next value, which must have this tag. */
  next(tag: number): Uint8Array {
    if (this.isAtEnd) throw new TlsError(ERR.ASN1_OUT_OF_DATA);
    if (this.tag !== tag) throw new TlsError(ERR.ASN1_UNEXPECTED_TAG);
    this.#at++;
    const length = this.#length();
    if (length > this.bytes.length - this.#at) throw new TlsError(ERR.ASN1_OUT_OF_DATA);
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  /** The values in the next value. */
  enter(tag: number = TAG.SEQUENCE): DerReader {
    return new DerReader(this.next(tag));
  }

  /** The next value, whatever it is, with its tag. */
  any(): { readonly tag: number; readonly content: Uint8Array } {
    const tag = this.tag ?? 0;
    return { tag, content: this.next(tag) };
  }

  /** The next value, with tag and length. */
  whole(tag: number): Uint8Array {
    const start = this.#at;
    this.next(tag);
    return this.bytes.subarray(start, this.#at);
  }

  /** The content of the next value if it has this tag, else null. */
  optional(tag: number): Uint8Array | null {
    return this.tag === tag ? this.next(tag) : null;
  }

  integer(): bigint {
    const bytes = this.next(TAG.INTEGER);
    if (bytes.length === 0) throw new TlsError(ERR.ASN1_INVALID_LENGTH);
    return toBigInt(bytes);
  }

  /** An object identifier, in hexadecimal. */
  oid(): string {
    return hex(this.next(TAG.OID));
  }

  /** A bit string of whole bytes. */
  bits(): Uint8Array {
    const bytes = this.next(TAG.BIT_STRING);
    if (bytes.length === 0) throw new TlsError(ERR.ASN1_OUT_OF_DATA);
    if (bytes[0] !== 0) throw new TlsError(ERR.ASN1_INVALID_DATA);
    return bytes.subarray(1);
  }

  /** Nothing may follow. */
  end(): void {
    if (!this.isAtEnd) throw new TlsError(ERR.ASN1_LENGTH_MISMATCH);
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    if (first === 0x80 || first > 0x84) throw new TlsError(ERR.ASN1_INVALID_LENGTH);
    let length = 0;
    for (let i = first & 0x7f; i > 0; i--) length = length * 256 + this.#byte();
    return length;
  }

  #byte(): number {
    if (this.isAtEnd) throw new TlsError(ERR.ASN1_OUT_OF_DATA);
    return this.bytes[this.#at++] as number;
  }
}

/** A value with its tag and length. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const bytes = join(...content);
  const size = bytes.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, ...numberBytes(size, 2)];
  return join(Uint8Array.of(tag, ...length), bytes);
}

/** Bytes in hexadecimal. */
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes that hexadecimal digits stand for. */
export const unhex = (digits: string): Uint8Array => Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Bytes as a number, the highest first. */
const toBigInt = (bytes: Uint8Array): bigint => BigInt(`0x0${hex(bytes)}`);
