/** A function's bytes as instructions, with their operands, lines and the instructions that they jump to (`py/bc0.h`). */
import { UnaryOp } from '../bytecode/operators.js';
import { Mp } from './opcodes.js';
import type { Prelude } from './prelude.js';
import { damaged } from './problem.js';
import { Reader } from './reader.js';

/** The least small int that is part of an opcode. */
const LEAST_MULTI = -16;
/** Number of binary operators that have an opcode. */
const BINARY_OPS = 35;

/** One instruction. */
export interface Instruction {
  readonly op: Mp;
  /** Operand: an int, a count, or the number of a name, constant, local, operator or function; for a jump, that of its target instruction. */
  readonly operand: number;
  /** Second operand: the number of cells of a closure, or of blocks that a jump leaves. */
  readonly extra: number;
  readonly line: number;
}

/** Reads the opcodes of a function. */
export function readInstructions({ code, lines }: Prelude): Instruction[] {
  const reader = new Reader(code);
  const instructions: Instruction[] = [];
  const numbers = new Map<number, number>();
  let change = 0;
  while (reader.left > 0) {
    const { at } = reader;
    while ((lines[change + 1]?.offset ?? code.length) <= at) change++;
    numbers.set(at, instructions.length);
    instructions.push(readOne(reader, (lines[change] as Prelude['lines'][number]).line));
  }
  return instructions.map((instruction) => {
    if (!isJump(instruction.op)) return instruction;
    const operand = numbers.get(instruction.operand);
    if (operand === undefined) throw damaged('a jump goes astray');
    return { ...instruction, operand };
  });
}

/** Whether an opcode's operand is the target of a jump. */
export const isJump = (op: Mp): boolean => op >= Mp.UNWIND_JUMP && op <= Mp.FOR_ITER;

function readOne(reader: Reader, line: number): Instruction {
  const byte = reader.byte();
  const one = (op: Mp, operand = 0, extra = 0): Instruction => ({ op, operand, extra, line });
  if (byte >= Mp.LOAD_CONST_SMALL_INT_MULTI) return multi(byte, one);
  if (Mp[byte] === undefined) throw damaged('an opcode is unknown');
  switch (byte >> 4) {
    case 1:
      return one(byte, reader.uint());
    case 2:
    case 3: {
      if (byte === Mp.LOAD_CONST_SMALL_INT) return one(byte, smallInt(reader));
      const operand = reader.uint();
      const isClosure = byte === Mp.MAKE_CLOSURE || byte === Mp.MAKE_CLOSURE_DEFARGS;
      return one(byte, operand, isClosure ? reader.byte() : 0);
    }
    case 4: {
      const target = place(reader, byte <= Mp.POP_JUMP_IF_FALSE);
      return one(byte, target, byte === Mp.UNWIND_JUMP ? reader.byte() : 0);
    }
    default:
      return one(byte);
  }
}

/** Opcodes that contain their operand. */
function multi(byte: number, one: (op: Mp, operand: number) => Instruction): Instruction {
  if (byte < Mp.LOAD_FAST_MULTI) return one(Mp.LOAD_CONST_SMALL_INT, byte - Mp.LOAD_CONST_SMALL_INT_MULTI + LEAST_MULTI);
  if (byte < Mp.STORE_FAST_MULTI) return one(Mp.LOAD_FAST, byte - Mp.LOAD_FAST_MULTI);
  if (byte < Mp.UNARY_OP) return one(Mp.STORE_FAST, byte - Mp.STORE_FAST_MULTI);
  if (byte < Mp.BINARY_OP && byte - Mp.UNARY_OP <= UnaryOp.NOT) return one(Mp.UNARY_OP, byte - Mp.UNARY_OP);
  if (byte >= Mp.BINARY_OP && byte - Mp.BINARY_OP < BINARY_OPS) return one(Mp.BINARY_OP, byte - Mp.BINARY_OP);
  throw damaged('an opcode is unknown');
}

/** Seven bits per byte, the highest first, with the sign in front. Bits beyond the 31 of a small int are lost, as on the board. */
function smallInt(reader: Reader): number {
  let byte = reader.byte();
  let value = (byte & 0x40) === 0 ? 0 : -1;
  for (; ; byte = reader.byte()) {
    value = (value << 7) | (byte & 127);
    if (byte < 128) return (value << 1) >> 1;
  }
}

/** The target of a jump: an offset of 7 or 15 bits, counted from the end of these bytes; signed if the jump may go back. */
function place(reader: Reader, isSigned: boolean): number {
  const low = reader.byte();
  const isLong = low >= 128;
  const offset = isLong ? (low & 127) | (reader.byte() << 7) : low;
  return reader.at + offset - (isSigned ? (isLong ? 0x4000 : 0x40) : 0);
}
