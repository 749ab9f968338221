/**
 * The language of `uctypes` descriptors: numbers that hold a type and an offset, tuples for aggregates, dicts for structures
 * (`extmod/moductypes.c`).
 */
import { PyDict } from '../../objects/dict.js';
import { raise } from '../../objects/exception.js';
import { isSmall } from '../../objects/int.js';
import { PyTuple, tupleType } from '../../objects/tuple.js';
import type { Value } from '../../objects/value.js';

/** Layouts, as Python gives them. NATIVE is little-endian and pads structures. */
export const LAYOUT = { LITTLE_ENDIAN: 0, BIG_ENDIAN: 1, NATIVE: 2 } as const;

/** Types of scalars; those from BFUINT8 to BFINT32 are bit fields. */
const SCALAR = {
  UINT8: 0,
  INT8: 1,
  UINT16: 2,
  INT16: 3,
  UINT32: 4,
  INT32: 5,
  UINT64: 6,
  INT64: 7,
  BFUINT8: 8,
  BFINT8: 9,
  BFUINT16: 10,
  BFINT16: 11,
  BFUINT32: 12,
  BFINT32: 13,
  FLOAT32: 14,
  FLOAT64: 15,
} as const;
/** Kinds of aggregates. */
const AGGREGATE = { STRUCT: 0, PTR: 1, ARRAY: 2 } as const;

const SCALAR_BITS = 4;
const AGGREGATE_BITS = 2;
const OFFSET_BITS = 17;
const FIELD_BITS = 5;
const POINTER_BYTES = 4;

/** A type, placed in the highest of a small int's 31 bits. */
const inTopBits = (type: number, bits: number): number => (type << (32 - bits)) >> 1;
const topBits = (n: number, bits: number): number => (n >> (31 - bits)) & ((1 << bits) - 1);
const belowTopBits = (n: number, bits: number): number => n & (0x7fffffff >> bits);

/** The constants of the module. */
export const CONSTANTS: Readonly<Record<string, number>> = {
  ...LAYOUT,
  VOID: 0,
  ...Object.fromEntries(Object.entries(SCALAR).map(([name, type]) => [name, inTopBits(type, SCALAR_BITS)])),
  BF_POS: OFFSET_BITS,
  BF_LEN: OFFSET_BITS + FIELD_BITS,
  ...Object.fromEntries(
    Object.entries({
      SHORT: 'INT16',
      USHORT: 'UINT16',
      INT: 'INT32',
      UINT: 'UINT32',
      LONG: 'INT32',
      ULONG: 'UINT32',
      LONGLONG: 'INT64',
      ULONGLONG: 'UINT64',
    } as const).map(([name, type]) => [name, inTopBits(SCALAR[type], SCALAR_BITS)]),
  ),
  PTR: inTopBits(AGGREGATE.PTR, AGGREGATE_BITS),
  ARRAY: inTopBits(AGGREGATE.ARRAY, AGGREGATE_BITS),
};

/** A number in memory: its code in `struct`, and its size and offset in bytes. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly code: string;
  readonly size: number;
  readonly offset: number;
}

/** Some bits of an unsigned number. As in the firmware, signed fields are read as unsigned. */
export interface BitField {
  readonly kind: 'bits';
  readonly code: string;
  readonly size: number;
  readonly offset: number;
  readonly shift: number;
  readonly mask: number;
}

/** A nested structure, a pointer, or an array. */
export type Aggregate =
  | { readonly kind: 'struct'; readonly offset: number; readonly descriptor: Value }
  | Pointer
  | (Omit<Pointer, 'kind'> & { readonly kind: 'array'; readonly count: number });

/** A pointer to numbers (`element`), or to what `descriptor` describes. */
interface Pointer {
  readonly kind: 'pointer';
  readonly offset: number;
  readonly element: Scalar | null;
  readonly descriptor: Value;
  /** The descriptor of the pointer itself. */
  readonly whole: PyTuple;
}

const CODES = 'BbHhIiQq------fd';
const bytesOf = (type: number): number => (type === SCALAR.FLOAT32 ? 4 : 1 << ((type & 7) >> 1));

/** The error for a wrong descriptor. */
export const syntaxError = (): object => raise.TypeError('syntax error in uctypes descriptor');

function smallInt(value: Value): number {
  if (typeof value !== 'number' || !isSmall(value)) throw syntaxError();
  return value;
}

function scalarOf(n: number): Scalar {
  const type = topBits(n, SCALAR_BITS);
  return { kind: 'scalar', code: CODES[type], size: bytesOf(type), offset: belowTopBits(n, SCALAR_BITS) };
}

/** The field that a number in a descriptor describes. */
export function fieldOf(n: number): Scalar | BitField {
  const type = topBits(n, SCALAR_BITS);
  if (type < SCALAR.BFUINT8 || type > SCALAR.BFINT32) return scalarOf(n);
  const mask = (1 << OFFSET_BITS) - 1;
  const bits = (at: number): number => (n >> at) & ((1 << FIELD_BITS) - 1);
  return {
    kind: 'bits',
    code: CODES[type & 6],
    size: bytesOf(type & 7),
    offset: n & mask,
    shift: bits(OFFSET_BITS),
    mask: (1 << bits(OFFSET_BITS + FIELD_BITS)) - 1,
  };
}

/** Whether a descriptor describes a structure. */
export const isStructure = (descriptor: Value): descriptor is PyDict => descriptor instanceof PyDict;
/** Whether a descriptor describes an aggregate. */
export const isAggregate = (descriptor: Value): descriptor is PyTuple => descriptor instanceof PyTuple && descriptor.type === tupleType;

/** The aggregate that a tuple in a descriptor describes; raises TypeError if the tuple is wrong. */
export function aggregateOf(whole: PyTuple): Aggregate {
  const { items } = whole;
  if (items.length < 2 || items.length > 3) throw syntaxError();
  const head = smallInt(items[0]);
  const offset = belowTopBits(head, AGGREGATE_BITS);
  const [, second, third] = items;
  const kind = topBits(head, AGGREGATE_BITS);
  if (kind === AGGREGATE.ARRAY) {
    const n = smallInt(second);
    return {
      kind: 'array',
      offset,
      count: belowTopBits(n, SCALAR_BITS),
      element: third === undefined ? scalarOf(n) : null,
      descriptor: third ?? second,
      whole,
    };
  }
  if (third !== undefined) throw syntaxError();
  if (kind === AGGREGATE.STRUCT) return { kind: 'struct', offset, descriptor: second };
  if (kind === AGGREGATE.PTR) {
    const element = typeof second === 'number' ? scalarOf(smallInt(second)) : null;
    return { kind: 'pointer', offset, element, descriptor: second, whole };
  }
  throw syntaxError();
}

/** Bytes that a descriptor describes; raises TypeError if it is wrong. In the native layout a structure is padded to its widest number. */
export function sizeOf(descriptor: Value, layout: number): number {
  return measure(descriptor, layout).size;
}

interface Measure {
  readonly size: number;
  /** Bytes of the widest number inside. */
  readonly widest: number;
}

function measure(descriptor: Value, layout: number): Measure {
  if (isStructure(descriptor)) return measureStructure(descriptor, layout);
  if (isAggregate(descriptor)) return measureAggregate(aggregateOf(descriptor), layout);
  if (typeof descriptor === 'number' && isSmall(descriptor)) throw raise.TypeError("can't unambiguously get sizeof scalar");
  throw syntaxError();
}

function measureAggregate(aggregate: Aggregate, layout: number): Measure {
  if (aggregate.kind === 'pointer') return { size: POINTER_BYTES, widest: POINTER_BYTES };
  if (aggregate.kind === 'struct') return measure(aggregate.descriptor, layout);
  const { element, count, descriptor } = aggregate;
  const { size, widest } = element === null ? measure(descriptor, layout) : { size: element.size, widest: element.size };
  return { size: size * count, widest };
}

function measureStructure({ table }: PyDict, layout: number): Measure {
  let size = 0;
  let widest = 0;
  for (const { value } of table.ordered()) {
    const field = value as Value;
    if (!isAggregate(field)) {
      const { offset, size: bytes } = fieldOf(smallInt(field));
      widest = Math.max(widest, bytes);
      size = Math.max(size, offset + bytes);
    } else {
      const aggregate = aggregateOf(field);
      const inner = measureAggregate(aggregate, layout);
      widest = Math.max(widest, inner.widest);
      size = Math.max(size, aggregate.offset + inner.size);
    }
  }
  if (layout === LAYOUT.NATIVE && widest > 0) size = Math.ceil(size / widest) * widest;
  return { size, widest };
}
