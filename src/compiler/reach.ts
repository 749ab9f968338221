/**
 * How far jumps reach in MicroPython's bytecode: an offset has 15 bits at most, and code that needs more is refused (`py/emitbc.c`).
 * Our own words have no such limit. Distances are measured in bytes between the opcodes in the ledgers.
 */
import type { Item, Label } from './item.js';

/** Code with fewer items than this is too short for a jump that does not reach. */
const SHORT = 1000;
/** Offsets of two operand bytes. Signed ones belong to opcodes that may jump back; the others go forward only. */
const FARTHEST_SIGNED = 0x3fff;
const FARTHEST_FORWARD = 0x7fff;
/** The same for offsets of one operand byte. */
const NEAR_SIGNED = 63;
const NEAR_FORWARD = 127;
const SIGNED = new Set(['JUMP', 'POP_JUMP_IF_TRUE', 'POP_JUMP_IF_FALSE', 'UNWIND_JUMP']);

/** Opcodes with an operand of variable length, 7 bits a byte. */
const WITH_OPERAND = new Set(
  `LOAD_CONST_STRING LOAD_CONST_OBJ LOAD_CONST_SMALL_INT LOAD_DEREF STORE_DEREF DELETE_DEREF DELETE_FAST LOAD_FAST_N STORE_FAST_N
  LOAD_NAME STORE_NAME DELETE_NAME LOAD_GLOBAL STORE_GLOBAL DELETE_GLOBAL LOAD_ATTR STORE_ATTR LOAD_METHOD LOAD_SUPER_METHOD
  BUILD_TUPLE BUILD_LIST BUILD_MAP BUILD_SET BUILD_SLICE STORE_COMP UNPACK_SEQUENCE UNPACK_EX MAKE_FUNCTION MAKE_FUNCTION_DEFARGS
  CALL_FUNCTION CALL_FUNCTION_VAR_KW CALL_METHOD CALL_METHOD_VAR_KW IMPORT_NAME IMPORT_FROM`.split(/\s+/),
);
/** Opcodes with an operand byte and an operand of variable length. */
const WITH_TWO = new Set(['MAKE_CLOSURE', 'MAKE_CLOSURE_DEFARGS', 'UNWIND_JUMP']);
/** Jumps for which we may have no label; their distance is then assumed to be short. */
const SETUP = new Set(['SETUP_WITH', 'SETUP_EXCEPT', 'SETUP_FINALLY', 'POP_EXCEPT_JUMP']);

/** Whether a jump among the reachable items of a scope goes too far. */
export function jumpsTooFar(items: readonly Item[]): boolean {
  if (items.length < SHORT) return false;
  const isFar = new Set<Item>();
  for (;;) {
    const { starts, ends } = offsets(items, isFar);
    const before = isFar.size;
    for (const item of items) {
      if (!isJump(item)) continue;
      const isSigned = SIGNED.has(item.ledger[item.ledger.length - 1].name);
      const distance = Math.abs((starts.get(item.label as Label) ?? 0) - (ends.get(item) as number));
      if (distance > (isSigned ? FARTHEST_SIGNED : FARTHEST_FORWARD)) return true;
      if (distance > (isSigned ? NEAR_SIGNED : NEAR_FORWARD)) isFar.add(item);
    }
    if (isFar.size === before) return false;
  }
}

const isJump = (item: Item): boolean => item.kind === 'op' && item.label !== null && item.ledger.length > 0;

/** Where labels are and where jumps end, in bytes from the first opcode. Jumps known to be far take one more byte. */
function offsets(items: readonly Item[], isFar: ReadonlySet<Item>): { starts: Map<Label, number>; ends: Map<Item, number> } {
  const starts = new Map<Label, number>();
  const ends = new Map<Item, number>();
  let at = 0;
  for (const item of items) {
    if (item.kind === 'label') starts.set(item.label as Label, at);
    for (const { name } of item.ledger) at += bytesOf(name, item.a);
    if (isJump(item)) {
      at += isFar.has(item) ? 2 : 1;
      ends.set(item, at);
    } else if (item.ledger.some(({ name }) => SETUP.has(name))) at++;
  }
  return { starts, ends };
}

/** Bytes of an opcode, without the offset of a jump. */
function bytesOf(name: string, operand: number): number {
  if (WITH_OPERAND.has(name)) return operand < 128 ? 2 : operand < 16_384 ? 3 : 4;
  return WITH_TWO.has(name) ? 3 : 1;
}
