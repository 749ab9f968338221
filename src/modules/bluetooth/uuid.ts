/** `bluetooth.UUID` (`extmod/modbluetooth.c`). */
import { BinaryOp } from '../../bytecode/operators.js';
import { compareBytes, readableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { satisfies } from '../../objects/compare.js';
import { arg, make, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { isInt } from '../../objects/int.js';
import { hashBytes } from '../../objects/key-hash.js';
import { anything, int } from '../../objects/kinds.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';

/** Bytes of an object: its type, its length, room for the longest. */
const OBJECT_BYTES = 21;
const LENGTH = { SHORT: 2, MIDDLE: 4, LONG: 16 } as const;
/** The places of the hyphens, in bytes from the left. */
const HYPHENS: ReadonlySet<number> = new Set([4, 6, 8, 10]);
const HYPHEN = 0x2d;

/** A UUID. */
export class PyUuid implements PyObject {
  constructor(
    /** The lowest first: 2, 4 or 16 of them. */
    readonly bytes: Uint8Array,
  ) {}
  get type(): PyType {
    return uuidType;
  }
}

function bytesOf(value: Value): Uint8Array {
  if (isInt(value)) {
    const number = int.convert(value);
    if (number > 0xffff) throw raise.ValueError('invalid UUID');
    return Uint8Array.of(number, number >> 8);
  }
  const { bytes } = readableBuffer(value);
  const isRaw = Object.values<number>(LENGTH).includes(bytes.length);
  return isRaw ? bytes.slice() : parsed(bytes);
}

/** Reads digits, between which hyphens may stand. */
function parsed(text: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (const byte of text) {
    if (byte === HYPHEN) continue;
    const digit = Number.parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(digit)) throw raise.ValueError('invalid char in UUID');
    if (digits.length === 2 * LENGTH.LONG) throw raise.ValueError('UUID too long');
    digits.push(digit);
  }
  if (digits.length < 2 * LENGTH.LONG) throw raise.ValueError('UUID too short');
  return Uint8Array.from({ length: LENGTH.LONG }, (_, i) => digits[2 * (LENGTH.LONG - 1 - i)] * 16 + digits[2 * (LENGTH.LONG - 1 - i) + 1]);
}

function shown({ bytes }: PyUuid): string {
  const quote = bytes.length === LENGTH.LONG ? "'" : '';
  const digits = [...bytes].reverse().map((byte, i) => (HYPHENS.has(i) ? '-' : '') + byte.toString(16).padStart(2, '0'));
  return `UUID(${quote === '' ? '0x' : quote}${digits.join('')}${quote})`;
}

const COMPARISONS: ReadonlySet<BinaryOp> = new Set([
  BinaryOp.EQUAL,
  BinaryOp.LESS,
  BinaryOp.LESS_EQUAL,
  BinaryOp.MORE,
  BinaryOp.MORE_EQUAL,
]);

/** The class. */
export const uuidType: PyType = nativeType('UUID', {
  make: make([arg('value', anything)], (value) => {
    allocate(OBJECT_BYTES);
    return new PyUuid(bytesOf(value));
  }),
  repr: shown,
  hash: ({ bytes }: PyUuid) => hashBytes(bytes),
  binaryOp: (op, { bytes }: PyUuid, right) => {
    if (!(right instanceof PyUuid) || !COMPARISONS.has(op)) return undefined;
    const isAlike = bytes.length === right.bytes.length;
    return satisfies(op, isAlike ? compareBytes(bytes, right.bytes) : bytes.length - right.bytes.length);
  },
  buffer: ({ bytes }: PyUuid) => ({ bytes, writable: false, typecode: 'B' }),
  references: () => OBJECT_BYTES,
});
