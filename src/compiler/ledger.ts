/**
 * The MicroPython opcodes that an instruction stands for, and what they cost.
 *
 * Every emitted instruction carries a ledger: the opcodes that code of the real compiler (`py/compile.c`, `py/emitbc.c`) would execute in its
 * place. It decides the charge and, in counting mode, what is counted. Names are those of MicroPython's own opcode counter: `_MULTI` are the
 * one-byte forms.
 */
import { BinaryOp } from '../bytecode/operators.js';
import { OPCODE_PRICE as PRICE } from '../bytecode/prices.js';

/** One executed MicroPython opcode. */
export interface Entry {
  readonly name: string;
  readonly cycles: number;
}

const entry = (name: string, cycles: number): Entry => ({ name, cycles });

/** Opcodes whose price does not depend on their operand. */
export const MP = {
  LOAD_CONST_FALSE: entry('LOAD_CONST_FALSE', PRICE.LOAD_CONST_SINGLETON),
  LOAD_CONST_NONE: entry('LOAD_CONST_NONE', PRICE.LOAD_CONST_SINGLETON),
  LOAD_CONST_TRUE: entry('LOAD_CONST_TRUE', PRICE.LOAD_CONST_SINGLETON),
  LOAD_CONST_STRING: entry('LOAD_CONST_STRING', PRICE.LOAD_CONST_STRING),
  LOAD_CONST_OBJ: entry('LOAD_CONST_OBJ', PRICE.LOAD_CONST_OBJ),
  LOAD_NULL: entry('LOAD_NULL', PRICE.LOAD_NULL),
  LOAD_DEREF: entry('LOAD_DEREF', PRICE.LOAD_DEREF),
  STORE_DEREF: entry('STORE_DEREF', PRICE.STORE_DEREF),
  DELETE_DEREF: entry('DELETE_DEREF', PRICE.STORE_DEREF),
  DELETE_FAST: entry('DELETE_FAST', PRICE.STORE_FAST_N),
  LOAD_NAME: entry('LOAD_NAME', PRICE.LOAD_NAME),
  STORE_NAME: entry('STORE_NAME', PRICE.STORE_NAME),
  DELETE_NAME: entry('DELETE_NAME', PRICE.LOAD_NAME),
  LOAD_GLOBAL: entry('LOAD_GLOBAL', PRICE.LOAD_GLOBAL),
  STORE_GLOBAL: entry('STORE_GLOBAL', PRICE.STORE_GLOBAL),
  DELETE_GLOBAL: entry('DELETE_GLOBAL', PRICE.STORE_GLOBAL),
  LOAD_ATTR: entry('LOAD_ATTR', PRICE.LOAD_ATTR),
  STORE_ATTR: entry('STORE_ATTR', PRICE.STORE_ATTR),
  LOAD_METHOD: entry('LOAD_METHOD', PRICE.LOAD_METHOD),
  LOAD_SUPER_METHOD: entry('LOAD_SUPER_METHOD', PRICE.LOAD_SUPER_METHOD),
  LOAD_BUILD_CLASS: entry('LOAD_BUILD_CLASS', PRICE.LOAD_BUILD_CLASS),
  LOAD_SUBSCR: entry('LOAD_SUBSCR', PRICE.LOAD_SUBSCR),
  STORE_SUBSCR: entry('STORE_SUBSCR', PRICE.STORE_SUBSCR),
  DUP_TOP: entry('DUP_TOP', PRICE.DUP_TOP),
  DUP_TOP_TWO: entry('DUP_TOP_TWO', PRICE.DUP_TOP_TWO),
  POP_TOP: entry('POP_TOP', PRICE.POP_TOP),
  ROT_TWO: entry('ROT_TWO', PRICE.ROT_TWO),
  ROT_THREE: entry('ROT_THREE', PRICE.ROT_THREE),
  JUMP: entry('JUMP', PRICE.JUMP),
  POP_JUMP_IF_TRUE: entry('POP_JUMP_IF_TRUE', PRICE.POP_JUMP),
  POP_JUMP_IF_FALSE: entry('POP_JUMP_IF_FALSE', PRICE.POP_JUMP),
  JUMP_IF_TRUE_OR_POP: entry('JUMP_IF_TRUE_OR_POP', PRICE.JUMP_OR_POP),
  JUMP_IF_FALSE_OR_POP: entry('JUMP_IF_FALSE_OR_POP', PRICE.JUMP_OR_POP),
  UNWIND_JUMP: entry('UNWIND_JUMP', PRICE.UNWIND_JUMP),
  SETUP_EXCEPT: entry('SETUP_EXCEPT', PRICE.SETUP_EXCEPT),
  SETUP_FINALLY: entry('SETUP_FINALLY', PRICE.SETUP_EXCEPT),
  SETUP_WITH: entry('SETUP_WITH', PRICE.SETUP_WITH),
  WITH_CLEANUP: entry('WITH_CLEANUP', PRICE.WITH_CLEANUP),
  END_FINALLY: entry('END_FINALLY', PRICE.END_FINALLY),
  POP_EXCEPT_JUMP: entry('POP_EXCEPT_JUMP', PRICE.POP_EXCEPT_JUMP),
  GET_ITER: entry('GET_ITER', PRICE.GET_ITER),
  GET_ITER_STACK: entry('GET_ITER_STACK', PRICE.GET_ITER_STACK),
  FOR_ITER: entry('FOR_ITER', PRICE.FOR_ITER),
  BUILD_TUPLE: entry('BUILD_TUPLE', PRICE.BUILD_TUPLE),
  BUILD_LIST: entry('BUILD_LIST', PRICE.BUILD_LIST),
  BUILD_MAP: entry('BUILD_MAP', PRICE.BUILD_MAP),
  BUILD_SET: entry('BUILD_SET', PRICE.BUILD_SET),
  BUILD_SLICE: entry('BUILD_SLICE', PRICE.BUILD_SLICE),
  STORE_MAP: entry('STORE_MAP', PRICE.STORE_MAP),
  STORE_COMP: entry('STORE_COMP', PRICE.STORE_COMP),
  UNPACK_SEQUENCE: entry('UNPACK_SEQUENCE', PRICE.UNPACK_SEQUENCE),
  UNPACK_EX: entry('UNPACK_EX', PRICE.UNPACK_EX),
  MAKE_FUNCTION: entry('MAKE_FUNCTION', PRICE.MAKE_FUNCTION),
  MAKE_FUNCTION_DEFARGS: entry('MAKE_FUNCTION_DEFARGS', PRICE.MAKE_FUNCTION),
  MAKE_CLOSURE: entry('MAKE_CLOSURE', PRICE.MAKE_CLOSURE),
  MAKE_CLOSURE_DEFARGS: entry('MAKE_CLOSURE_DEFARGS', PRICE.MAKE_CLOSURE),
  /** The callee charges for the call. */
  CALL_FUNCTION: entry('CALL_FUNCTION', 0),
  CALL_FUNCTION_VAR_KW: entry('CALL_FUNCTION_VAR_KW', 0),
  CALL_METHOD: entry('CALL_METHOD', 0),
  CALL_METHOD_VAR_KW: entry('CALL_METHOD_VAR_KW', 0),
  RETURN_VALUE: entry('RETURN_VALUE', PRICE.RETURN_VALUE),
  YIELD_VALUE: entry('YIELD_VALUE', PRICE.YIELD_VALUE),
  YIELD_FROM: entry('YIELD_FROM', PRICE.YIELD_FROM),
  RAISE_LAST: entry('RAISE_LAST', PRICE.RAISE),
  RAISE_OBJ: entry('RAISE_OBJ', PRICE.RAISE),
  RAISE_FROM: entry('RAISE_FROM', PRICE.RAISE),
  IMPORT_NAME: entry('IMPORT_NAME', PRICE.IMPORT_NAME),
  IMPORT_FROM: entry('IMPORT_FROM', PRICE.IMPORT_FROM),
  IMPORT_STAR: entry('IMPORT_STAR', PRICE.IMPORT_STAR),
} as const;

const UNARY = entry('UNARY_OP_MULTI', PRICE.UNARY_OP);
const FAST = [entry('LOAD_FAST_MULTI', PRICE.LOAD_FAST), entry('LOAD_FAST_N', PRICE.LOAD_FAST_N)] as const;
const STORE_FAST = [entry('STORE_FAST_MULTI', PRICE.STORE_FAST), entry('STORE_FAST_N', PRICE.STORE_FAST_N)] as const;
const SMALL_INT = entry('LOAD_CONST_SMALL_INT_MULTI', PRICE.LOAD_CONST_INT_SHORT);
const LONGER_INTS = [PRICE.LOAD_CONST_INT_1, PRICE.LOAD_CONST_INT_2, PRICE.LOAD_CONST_INT_3].map((cycles) =>
  entry('LOAD_CONST_SMALL_INT', cycles),
);

/** Locals below this number have one-byte opcodes (`py/bc0.h`). */
const ONE_BYTE_LOCALS = 16;

/** LOAD_FAST of the local with this number in MicroPython's frame. */
export const loadFast = (local: number): Entry => FAST[local < ONE_BYTE_LOCALS ? 0 : 1];

/** STORE_FAST of the local with this number in MicroPython's frame. */
export const storeFast = (local: number): Entry => STORE_FAST[local < ONE_BYTE_LOCALS ? 0 : 1];

/** LOAD_CONST_SMALL_INT: one byte for −16 … 47, otherwise 7 bits per operand byte, with a sign bit (`emit_write_bytecode_byte_int`). */
export function loadSmallInt(value: number): Entry {
  if (value >= -16 && value <= 47) return SMALL_INT;
  const bytes = value >= -64 && value < 64 ? 1 : value >= -8192 && value < 8192 ? 2 : 3;
  return LONGER_INTS[bytes - 1] as Entry;
}

/** Any unary operator: all cost the same. */
export const unary = (): Entry => UNARY;

/** A binary operator; `not in` and `is not` are two opcodes in MicroPython. */
export function binary(op: BinaryOp): readonly Entry[] {
  return op === BinaryOp.NOT_IN || op === BinaryOp.IS_NOT ? [BINARY[op] as Entry, UNARY] : [BINARY[op] as Entry];
}

const BINARY: readonly Entry[] = Array.from({ length: BinaryOp.POWER + 1 }, (_, op) => entry('BINARY_OP_MULTI', binaryPrice(op)));

function binaryPrice(op: BinaryOp): number {
  switch (op) {
    case BinaryOp.LESS:
    case BinaryOp.MORE:
    case BinaryOp.LESS_EQUAL:
    case BinaryOp.MORE_EQUAL:
      return PRICE.BINARY_ORDER;
    case BinaryOp.EQUAL:
    case BinaryOp.NOT_EQUAL:
      return PRICE.BINARY_EQUAL;
    case BinaryOp.IN:
    case BinaryOp.NOT_IN:
      return PRICE.BINARY_IN;
    case BinaryOp.IS:
    case BinaryOp.IS_NOT:
      return PRICE.BINARY_IS;
    case BinaryOp.EXCEPTION_MATCH:
      return PRICE.BINARY_EXCEPTION_MATCH;
    case BinaryOp.INPLACE_MULTIPLY:
    case BinaryOp.INPLACE_MAT_MULTIPLY:
    case BinaryOp.MULTIPLY:
    case BinaryOp.MAT_MULTIPLY:
      return PRICE.BINARY_MULTIPLY;
    case BinaryOp.INPLACE_TRUE_DIVIDE:
    case BinaryOp.TRUE_DIVIDE:
      return PRICE.BINARY_TRUE_DIVIDE;
    case BinaryOp.INPLACE_POWER:
    case BinaryOp.POWER:
      return PRICE.BINARY_POWER;
    case BinaryOp.INPLACE_FLOOR_DIVIDE:
    case BinaryOp.INPLACE_MODULO:
    case BinaryOp.INPLACE_LSHIFT:
    case BinaryOp.INPLACE_RSHIFT:
    case BinaryOp.FLOOR_DIVIDE:
    case BinaryOp.MODULO:
    case BinaryOp.LSHIFT:
    case BinaryOp.RSHIFT:
      return PRICE.BINARY_DIVIDE_SHIFT;
    default:
      return PRICE.BINARY_ADD_BIT;
  }
}
