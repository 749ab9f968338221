/** Loads and stores (A7.7). Those of one register need not be aligned; those of several registers, and exclusive ones, must be (A3.2.1). */
import { type Core, PC, SP } from '../core.js';
import { type Execute, type Operation, op } from './operation.js';

type Size = 1 | 2 | 4;
const load = (p: Core, address: number, size: Size): number => p.memory.read(address >>> 0, size);
const store = (p: Core, address: number, size: Size, value: number): void =>
  p.memory.write(address >>> 0, size, size === 4 ? value >>> 0 : value & (size === 2 ? 0xffff : 0xff));

const asIs = (value: number): number => value;
const signed16 = (value: number): number => (value << 16) >> 16;
const signed8 = (value: number): number => (value << 24) >> 24;

/** A load takes 2 cycles. A store takes 1, because it continues while the next instruction runs. */
const LOAD = 2;
const STORE = 1;

/** Rt = memory[Rn + Rm]. */
const loadIndexed = (size: Size, extend: (value: number) => number = asIs): Operation =>
  op(LOAD, ({ t, n, m }) => (p) => {
    p.r[t] = extend(load(p, p.r[n] + p.r[m], size));
  });
const storeIndexed = (size: Size): Operation =>
  op(
    LOAD,
    ({ t, n, m }) =>
      (p) =>
        store(p, p.r[n] + p.r[m], size, p.r[t]),
  );
/** Rt = memory[Rn + an offset in units of the size]. */
const loadOffset = (size: Size): Operation =>
  op(LOAD, ({ t, n, i }) => {
    const offset = i * size;
    return (p) => {
      p.r[t] = load(p, p.r[n] + offset, size);
    };
  });
const storeOffset = (size: Size): Operation =>
  op(STORE, ({ t, n, i }) => {
    const offset = i * size;
    return (p) => store(p, p.r[n] + offset, size, p.r[t]);
  });

/** The registers of a list, the lowest first. */
const registersOf = (list: number): number[] => Array.from({ length: 16 }, (_, i) => i).filter((i) => (list >> i) & 1);

/** STMDB SP!: the lowest register lies at the lowest address. */
function pushing(list: number): Execute | null {
  const registers = registersOf(list);
  if (registers.length === 0 || registers.includes(SP) || registers.includes(PC)) return null;
  return (p) => {
    const address = p.aligned(p.r[SP] - 4 * registers.length);
    for (const [i, register] of registers.entries()) store(p, address + 4 * i, 4, p.r[register]);
    p.r[SP] = address;
    p.spend(registers.length);
  };
}

/** LDMIA SP!. Loading the program counter returns. */
function popping(list: number): Execute | null {
  const registers = registersOf(list);
  if (registers.length === 0 || registers.includes(SP)) return null;
  return (p) => {
    const address = p.aligned(p.r[SP]);
    const words = registers.map((_, i) => load(p, address + 4 * i, 4));
    p.r[SP] = address + 4 * registers.length;
    p.spend(registers.length);
    for (const [i, register] of registers.entries()) {
      if (register === PC) p.exchange(words[i]);
      else p.r[register] = words[i];
    }
  };
}

/** Operations by encoding. */
export const transfers = {
  LDR_literal: op(LOAD, ({ t, i }) => (p) => {
    p.r[t] = load(p, (p.read(PC) & ~3) + 4 * i, 4);
  }),
  STR_register: storeIndexed(4),
  STRH_register: storeIndexed(2),
  STRB_register: storeIndexed(1),
  LDRSB_register: loadIndexed(1, signed8),
  LDR_register: loadIndexed(4),
  LDRH_register: loadIndexed(2),
  LDRB_register: loadIndexed(1),
  LDRSH_register: loadIndexed(2, signed16),
  STR_immediate: storeOffset(4),
  LDR_immediate: loadOffset(4),
  STRB_immediate: storeOffset(1),
  LDRB_immediate: loadOffset(1),
  STRH_immediate: storeOffset(2),
  LDRH_immediate: loadOffset(2),
  STR_stack: op(
    STORE,
    ({ t, i }) =>
      (p) =>
        store(p, p.r[SP] + 4 * i, 4, p.r[t]),
  ),
  LDR_stack: op(LOAD, ({ t, i }) => (p) => {
    p.r[t] = load(p, p.r[SP] + 4 * i, 4);
  }),
  PUSH: op(1, ({ l, r }) => pushing((l << 14) | r)),
  POP: op(1, ({ l, r }) => popping((l << 15) | r)),
  PUSH_wide: op(1, ({ r }) => pushing(r)),
  POP_wide: op(1, ({ r }) => popping(r)),
  STM: op(1, ({ n, r }) => {
    const registers = registersOf(r);
    return registers.length === 0
      ? null
      : (p) => {
          const address = p.aligned(p.r[n]);
          for (const [i, register] of registers.entries()) store(p, address + 4 * i, 4, p.r[register]);
          p.r[n] = address + 4 * registers.length;
          p.spend(registers.length);
        };
  }),
  /** The base is written back unless it is loaded. */
  LDM: op(1, ({ n, r }) => {
    const registers = registersOf(r);
    return registers.length === 0
      ? null
      : (p) => {
          const address = p.aligned(p.r[n]);
          p.r[n] = address + 4 * registers.length;
          for (const [i, register] of registers.entries()) p.r[register] = load(p, address + 4 * i, 4);
          p.spend(registers.length);
        };
  }),
  LDREX: op(LOAD, ({ n, t, i }) =>
    n === PC || t === PC || t === SP
      ? null
      : (p) => {
          p.r[t] = load(p, p.aligned(p.r[n] + 4 * i), 4);
          p.isExclusive = true;
        },
  ),
  /** Rd becomes 0 if the store was done, 1 if something happened since the LDREX. */
  STREX: op(LOAD, ({ n, t, d, i }) =>
    n === PC || [t, d].some((register) => register === PC || register === SP) || d === n || d === t
      ? null
      : (p) => {
          const address = p.aligned(p.r[n] + 4 * i);
          if (p.isExclusive) store(p, address, 4, p.r[t]);
          p.r[d] = p.isExclusive ? 0 : 1;
          p.isExclusive = false;
        },
  ),
};
