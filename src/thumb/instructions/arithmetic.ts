/** Arithmetic, logic, shifts, moves (A7.7). Narrow instructions set the flags outside of IT blocks; comparisons always. */

import { type Core, PC, SP } from '../core.js';
import { divisionCycles } from '../core-times.js';
import type { Fields } from '../encodings.js';
import { type Execute, type Operation, op } from './operation.js';

/** AddWithCarry (A2.2.1): left + right + carry, and the flags. */
function addWithCarry(p: Core, left: number, right: number, carry: number): number {
  const result = (left + right + carry) | 0;
  p.setResult(result);
  p.c = (left >>> 0) + (right >>> 0) + carry > 0xffff_ffff;
  p.v = ((left ^ result) & (right ^ result)) < 0;
  return result;
}

/** left − right, and the flags; C is the absence of a borrow. */
const subtract = (p: Core, left: number, right: number): number => addWithCarry(p, left, ~right, 1);

/** LSL, LSR, ASR by up to 255 bits, and the flags (A2.2.1). A shift by 0 leaves the carry unchanged. */
function shiftLeft(p: Core, value: number, by: number): number {
  const result = by < 32 ? value << by : 0;
  if (by > 0) p.c = by <= 32 && ((value >>> (32 - by)) & 1) === 1;
  p.setResult(result);
  return result;
}
function shiftRight(p: Core, value: number, by: number): number {
  const result = by < 32 ? (value >>> by) | 0 : 0;
  if (by > 0) p.c = by <= 32 && ((value >>> (by - 1)) & 1) === 1;
  p.setResult(result);
  return result;
}
function shiftArithmetically(p: Core, value: number, by: number): number {
  const result = value >> Math.min(by, 31);
  if (by > 0) p.c = ((value >> Math.min(by - 1, 31)) & 1) === 1;
  p.setResult(result);
  return result;
}
/** ROR. By a multiple of 32 nothing moves, but the carry becomes the highest bit. */
function rotate(p: Core, value: number, by: number): number {
  const places = by & 31;
  const result = places === 0 ? value : (value >>> places) | (value << (32 - places));
  if (by > 0) p.c = result < 0;
  p.setResult(result);
  return result;
}

type Binary = (p: Core, left: number, right: number) => number;

/** Computes the same result, but restores the flags: for instructions that do not set them. */
const quietly =
  (compute: Binary): Binary =>
  (p, left, right) => {
    const { n, z, c, v } = p;
    const result = compute(p, left, right);
    p.n = n;
    p.z = z;
    p.c = c;
    p.v = v;
    return result;
  };
const flagged = (compute: Binary, setsFlags: boolean): Binary => (setsFlags ? compute : quietly(compute));

/** Rd = Rd ∘ Rm. */
const both = (compute: Binary): Operation =>
  op(1, ({ d, m }, setsFlags) => {
    const apply = flagged(compute, setsFlags);
    return (p) => {
      p.r[d] = apply(p, p.r[d], p.r[m]);
    };
  });
/** Rd = Rn ∘ Rm. */
const three = (compute: Binary): Operation =>
  op(1, ({ d, n, m }, setsFlags) => {
    const apply = flagged(compute, setsFlags);
    return (p) => {
      p.r[d] = apply(p, p.r[n], p.r[m]);
    };
  });
/** Register = register ∘ constant. */
const immediate = (compute: Binary, of: (fields: Fields) => { to: number; from: number; value: number }): Operation =>
  op(1, (fields, setsFlags) => {
    const { to, from, value } = of(fields);
    const apply = flagged(compute, setsFlags);
    return (p) => {
      p.r[to] = apply(p, p.r[from], value);
    };
  });
const shiftBy = ({ d, m, i }: Fields) => ({ to: d, from: m, value: i });
/** A right shift by 0 means by 32 (DecodeImmShift, A7.4.2). */
const shiftRightBy = ({ d, m, i }: Fields) => ({ to: d, from: m, value: i === 0 ? 32 : i });
const toAnother = ({ d, n, i }: Fields) => ({ to: d, from: n, value: i });
const toItself = ({ d, i }: Fields) => ({ to: d, from: d, value: i });

/** A result that sets N and Z only. */
const logical =
  (compute: (left: number, right: number) => number): Binary =>
  (p, left, right) => {
    const result = compute(left, right);
    p.setResult(result);
    return result;
  };
const add: Binary = (p, left, right) => addWithCarry(p, left, right, 0);
const and = logical((left, right) => left & right);
/** Rd = ∘ Rm, without flags. */
const unary = (compute: (value: number) => number): Operation =>
  op(1, ({ d, m }) => (p) => {
    p.r[d] = compute(p.r[m]);
  });
/** Only the flags of Rd ∘ Rm. */
const test = (compute: Binary): Operation =>
  op(1, ({ d, m }) => (p) => {
    compute(p, p.r[d], p.r[m]);
  });

/** The 16 bits of MOVW and MOVT. */
const imm16 = ({ i, j, k, l }: Fields): number => (i << 12) | (j << 11) | (k << 8) | l;
/** Wide instructions with SP or PC as an operand are UNPREDICTABLE: they do not exist here. */
const isUnpredictable = (...registers: number[]): boolean => registers.some((register) => register === SP || register === PC);

function reversed(value: number): number {
  let result = 0;
  for (let i = 0; i < 32; i++) result |= ((value >>> i) & 1) << (31 - i);
  return result;
}
const swapHalves = (value: number): number => ((value >>> 8) & 0x00ff_00ff) | ((value << 8) & 0xff00_ff00);

/** SDIV and UDIV. Division by 0 gives 0 as long as DIV_0_TRP is off; the firmware leaves it off. */
const divide = (quotient: (left: number, right: number) => number, asNumber: (word: number) => number): Operation =>
  op(0, ({ d, n, m }): Execute | null =>
    isUnpredictable(d, n, m)
      ? null
      : (p) => {
          const left = asNumber(p.r[n]);
          const right = asNumber(p.r[m]);
          p.spend(divisionCycles(left, right));
          p.r[d] = right === 0 ? 0 : quotient(left, right);
        },
  );

/** The 64 bits of a product. */
const long = (asBig: (word: number) => bigint): Operation =>
  op(1, ({ h, l, n, m }) =>
    isUnpredictable(h, l, n, m)
      ? null
      : (p) => {
          const product = BigInt.asUintN(64, asBig(p.r[n]) * asBig(p.r[m]));
          p.r[l] = Number(product & 0xffff_ffffn);
          p.r[h] = Number(product >> 32n);
        },
  );

const accumulate = (sign: 1 | -1): Operation =>
  op(2, ({ d, n, m, a }) =>
    isUnpredictable(d, n, m, a)
      ? null
      : (p) => {
          p.r[d] = p.r[a] + sign * Math.imul(p.r[n], p.r[m]);
        },
  );

/** Operations by encoding. */
export const arithmetic = {
  LSL_immediate: immediate(shiftLeft, shiftBy),
  LSR_immediate: immediate(shiftRight, shiftRightBy),
  ASR_immediate: immediate(shiftArithmetically, shiftRightBy),
  ADD_register: three(add),
  SUB_register: three(subtract),
  ADD_immediate3: immediate(add, toAnother),
  SUB_immediate3: immediate(subtract, toAnother),
  MOV_immediate: immediate(
    logical((_, value) => value),
    toItself,
  ),
  CMP_immediate: op(1, ({ n, i }) => (p) => {
    subtract(p, p.r[n], i);
  }),
  ADD_immediate8: immediate(add, toItself),
  SUB_immediate8: immediate(subtract, toItself),
  AND: both(and),
  EOR: both(logical((left, right) => left ^ right)),
  LSL_register: both((p, value, by) => shiftLeft(p, value, by & 255)),
  LSR_register: both((p, value, by) => shiftRight(p, value, by & 255)),
  ASR_register: both((p, value, by) => shiftArithmetically(p, value, by & 255)),
  ADC: both((p, left, right) => addWithCarry(p, left, right, Number(p.c))),
  SBC: both((p, left, right) => addWithCarry(p, left, ~right, Number(p.c))),
  ROR: both((p, value, by) => rotate(p, value, by & 255)),
  TST: test(and),
  RSB: both((p, _, value) => subtract(p, 0, value)),
  CMP_register: test(subtract),
  CMN: test(add),
  ORR: both(logical((left, right) => left | right)),
  MUL: both(logical(Math.imul)),
  BIC: both(logical((left, right) => left & ~right)),
  MVN: both(logical((_, value) => ~value)),
  ADD_high: op(
    1,
    ({ d, m }) =>
      (p) =>
        p.write(d, p.read(d) + p.read(m)),
  ),
  CMP_high: op(1, ({ d, m }) => (p) => {
    subtract(p, p.read(d), p.read(m));
  }),
  MOV_register: op(
    1,
    ({ d, m }) =>
      (p) =>
        p.write(d, p.read(m)),
  ),
  /** Relative to the program counter, rounded down to a word. */
  ADR: op(1, ({ d, i }) => (p) => {
    p.r[d] = (p.read(PC) & ~3) + 4 * i;
  }),
  ADD_to_stack: op(1, ({ d, i }) => (p) => {
    p.r[d] = p.r[SP] + 4 * i;
  }),
  ADD_stack: op(1, ({ i }) => (p) => {
    p.r[SP] += 4 * i;
  }),
  SUB_stack: op(1, ({ i }) => (p) => {
    p.r[SP] -= 4 * i;
  }),
  SXTH: unary((value) => (value << 16) >> 16),
  SXTB: unary((value) => (value << 24) >> 24),
  UXTH: unary((value) => value & 0xffff),
  UXTB: unary((value) => value & 0xff),
  REV: unary((value) => (swapHalves(value) >>> 16) | (swapHalves(value) << 16)),
  REV16: unary(swapHalves),
  REVSH: unary((value) => (swapHalves(value) << 16) >> 16),
  MOVW: op(1, (fields) => {
    const { d } = fields;
    const value = imm16(fields);
    return isUnpredictable(d)
      ? null
      : (p) => {
          p.r[d] = value;
        };
  }),
  MOVT: op(1, (fields) => {
    const { d } = fields;
    const value = imm16(fields) << 16;
    return isUnpredictable(d)
      ? null
      : (p) => {
          p.r[d] = value | (p.r[d] & 0xffff);
        };
  }),
  CLZ: op(1, ({ d, n, m }) =>
    isUnpredictable(d, m) || n !== m
      ? null
      : (p) => {
          p.r[d] = Math.clz32(p.r[m]);
        },
  ),
  RBIT: op(1, ({ d, n, m }) =>
    isUnpredictable(d, m) || n !== m
      ? null
      : (p) => {
          p.r[d] = reversed(p.r[m]);
        },
  ),
  MLA: accumulate(1),
  MLS: accumulate(-1),
  SMULL: long((word) => BigInt(word)),
  UMULL: long((word) => BigInt(word >>> 0)),
  SDIV: divide(
    (left, right) => (left / right) | 0,
    (word) => word,
  ),
  UDIV: divide(
    (left, right) => (left / right) >>> 0,
    (word) => word >>> 0,
  ),
};
