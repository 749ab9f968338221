/** What the opcodes of bytecode cost as machine code, see `MACHINE_CODE_PRICE`. */
import { MACHINE_CODE_PRICE as PRICE } from '../bytecode/prices.js';
import type { Assembler } from './assembler.js';
import type { Item } from './item.js';
import type { Entry } from './ledger.js';
import type { Scope } from './symbols.js';

/** Number of locals kept in registers, in a function that has no handlers and is no generator (MAX_REGS_FOR_LOCAL_VARS). */
const REGISTERS = 3;

const NAME = 'MACHINE_CODE';

/** The ledger of machine code that costs this many cycles. */
export const machineCode = (cycles: number): readonly Entry[] => [{ name: NAME, cycles }];

/** Opcodes with prices of their own; for the others see `priceOf`. */
const INLINE: Readonly<Record<string, number>> = {
  LOAD_CONST_NONE: PRICE.IMMEDIATE,
  LOAD_CONST_FALSE: PRICE.IMMEDIATE,
  LOAD_CONST_TRUE: PRICE.IMMEDIATE,
  LOAD_CONST_SMALL_INT: PRICE.IMMEDIATE,
  LOAD_CONST_SMALL_INT_MULTI: PRICE.IMMEDIATE,
  LOAD_CONST_STRING: PRICE.IMMEDIATE,
  LOAD_CONST_OBJ: PRICE.OBJECT,
  LOAD_NULL: PRICE.REGISTER,
  LOAD_FAST_MULTI: PRICE.MEMORY,
  LOAD_FAST_N: PRICE.MEMORY,
  STORE_FAST_MULTI: PRICE.MEMORY,
  STORE_FAST_N: PRICE.MEMORY,
  DELETE_FAST: PRICE.MEMORY,
  LOAD_DEREF: PRICE.CELL,
  STORE_DEREF: PRICE.CELL,
  DUP_TOP: PRICE.REGISTER,
  DUP_TOP_TWO: 2 * PRICE.REGISTER,
  POP_TOP: 0,
  ROT_TWO: 2 * PRICE.REGISTER,
  ROT_THREE: 3 * PRICE.REGISTER,
  JUMP: PRICE.JUMP,
  POP_JUMP_IF_TRUE: PRICE.TRUTH,
  POP_JUMP_IF_FALSE: PRICE.TRUTH,
  JUMP_IF_TRUE_OR_POP: PRICE.TRUTH,
  JUMP_IF_FALSE_OR_POP: PRICE.TRUTH,
  SETUP_EXCEPT: PRICE.HANDLER,
  SETUP_FINALLY: PRICE.HANDLER,
  POP_EXCEPT_JUMP: PRICE.HANDLER + PRICE.JUMP,
  UNWIND_JUMP: PRICE.HANDLER + PRICE.JUMP,
  END_FINALLY: PRICE.CALL,
  FOR_ITER: PRICE.FOR_ITER,
  RETURN_VALUE: PRICE.RETURN,
};

/** What an opcode costs as machine code. The callee charges for a call. */
function priceOf({ name, cycles }: Entry): number {
  const inline = INLINE[name];
  if (inline !== undefined) return inline;
  return cycles === 0 || name === NAME ? cycles : cycles - PRICE.DISPATCH + PRICE.CALL;
}

/** Gives the instructions of a scope the prices of machine code. */
export function priceAsMachineCode(assembler: Assembler, scope: Scope): void {
  const registers = assembler.exceptDepth === 0 && !scope.isGenerator ? REGISTERS : 0;
  const isInRegister = ({ kind, name }: Item): boolean => kind === 'name' && name?.kind === 'local' && name.number < registers;
  for (const item of assembler.items) {
    if (item.ledger.length === 0) continue;
    const cycles = isInRegister(item) ? PRICE.REGISTER : item.ledger.reduce((sum, entry) => sum + priceOf(entry), 0);
    item.ledger = machineCode(cycles);
  }
}
