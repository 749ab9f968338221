/** Decodes the halfwords of an instruction to its operation. This never changes, so decoded instructions are kept. */

import { Fault, hex } from './core.js';
import { encodingOf, fieldsOf, sizeOf } from './encodings.js';
import { arithmetic } from './instructions/arithmetic.js';
import { branches } from './instructions/branches.js';
import { floats } from './instructions/floats.js';
import type { Execute, Operations } from './instructions/operation.js';
import { system } from './instructions/system.js';
import { transfers } from './instructions/transfers.js';

/** A decoded instruction. */
export interface Instruction {
  readonly execute: Execute;
  /** Cycles that every execution takes. */
  readonly cycles: number;
  readonly size: 2 | 4;
}

const OPERATIONS: Operations = { ...arithmetic, ...transfers, ...branches, ...floats, ...system };

/** Decoded narrow instructions, by halfword. In an IT block, where instructions do not set flags, the index is 0x10000 higher. */
export const narrow: (Instruction | undefined)[] = new Array(0x20000).fill(undefined);
/** Decoded wide instructions, by both halfwords. */
const wide = new Map<number, Instruction>();

/** Decodes an instruction; `second` is the second halfword of a wide one. Throws a Fault for an instruction that is not known here. */
export function decode(first: number, second: number, inBlock: boolean): Instruction {
  if (sizeOf(first) === 2) {
    const key = inBlock ? first + 0x10000 : first;
    const known = narrow[key];
    if (known !== undefined) return known;
    const made = make(first, 2, inBlock);
    narrow[key] = made;
    return made;
  }
  const key = first * 0x10000 + second;
  let instruction = wide.get(key);
  if (instruction === undefined) {
    instruction = make(key, 4, inBlock);
    wide.set(key, instruction);
  }
  return instruction;
}

function make(instruction: number, size: 2 | 4, inBlock: boolean): Instruction {
  const encoding = encodingOf(instruction, size);
  if (encoding !== undefined) {
    const { cycles, make } = OPERATIONS[encoding.name];
    const execute = make(fieldsOf(encoding, instruction), !inBlock);
    if (execute !== null) return { execute, cycles, size };
  }
  throw new Fault(`instruction 0x${hex(instruction, 2 * size)} is not simulated`);
}
