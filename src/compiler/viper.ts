/**
 * Types of `@micropython.viper`: follows the instructions of a scope as `py/emitnative.c` does, tracks the types of locals and of the values on
 * the stack, and turns instructions that work with ints and pointers into instructions on words. A local has the type of the first value stored
 * in it, in the order of compilation. An error is a ViperTypeError; as in MicroPython, the last one of a statement counts.
 *
 * Not simulated: a word that MicroPython uses as an object without converting it. On the board it becomes whatever its bits mean.
 */
import { NativeType } from '../bytecode/native-type.js';
import { continues, Op } from '../bytecode/opcodes.js';
import { MACHINE_CODE_PRICE as PRICE } from '../bytecode/prices.js';
import type { LineMap } from '../source/line-map.js';
import type { Item, Label } from './item.js';
import { MP } from './ledger.js';
import { machineCode } from './machine-prices.js';
import { notImplemented, refuseRaise } from './refusals.js';
import type { Rewriting } from './rewriting.js';
import type { Scope } from './symbols.js';
import { emitViperCall } from './viper-calls.js';
import { emitViperControl, emitViperLabel, emitViperLeave, emitViperReturn } from './viper-control.js';
import { emitViperLoad, emitViperStore } from './viper-memory.js';
import { checkCell, emitViperConstant, emitViperName } from './viper-names.js';
import { emitViperBinary, emitViperUnary } from './viper-operators.js';
import { ViperState } from './viper-state.js';
import type { Entry } from './viper-types.js';

/** Finds the types of a scope and changes its instructions accordingly. Throws a Problem. */
export function emitViper(rewriting: Rewriting, scope: Scope, lines: LineMap): void {
  if (scope.isGenerator && scope.kind === 'function' && isAsync(scope)) throw notImplemented('native yield', scope.node.span);
  const state = new ViperState(rewriting, scope, lines.offsetToLine(scope.node.span.start));
  convertArguments(state);
  for (const item of rewriting.items) {
    if (!state.begins(item)) continue;
    emit(state, item);
    if (!continues(item.op)) state.isLive = false;
    state.ends(item);
  }
  state.finish();
}

/** True for `async def`. Viper's emitter would not make a coroutine of one without `await`. */
const isAsync = ({ node }: Scope): boolean => node.kind === 'FunctionDef' && node.isAsync;

/** Inserts the conversions of the arguments, which come first. */
function convertArguments(state: ViperState): void {
  const { rewriting, scope } = state;
  const [first] = rewriting.items;
  if (first === undefined) return;
  for (const name of scope.slots) {
    if (name.parameter !== 'plain' || name.type === NativeType.OBJECT || name.kind !== 'local') continue;
    rewriting.begin(
      rewriting.make(first, Op.LOAD_FAST, name.slot),
      rewriting.make(first, Op.TO_WORD, name.type, machineCode(PRICE.TO_WORD)),
      rewriting.make(first, Op.STORE_FAST, name.slot, machineCode(PRICE.REGISTER)),
    );
  }
}

function emit(state: ViperState, item: Item): void {
  refuseRaise(item);
  if (item.leaves) emitViperLeave(state, item);
  else if (item.kind === 'label') emitViperLabel(state, item);
  else if (item.ledger.includes(MP.RETURN_VALUE)) emitViperReturn(state, item);
  else if (item.kind === 'name' && item.name !== null) emitViperName(state, item, item.name);
  else if (item.kind === 'function') makeFunction(state, item);
  else if (item.kind === 'classCell') state.pushObject();
  else if (item.kind === 'end') state.endStatement(item);
  else if (item.kind === 'op') operation(state, item);
  // Of the notes, only the one for the step of `range` computes something, and RANGE_STEP stands for it.
  else if (item.ledger.some(({ name }) => name.startsWith('BINARY_OP'))) item.ledger = machineCode(0);
}

function makeFunction(state: ViperState, { b, child }: Item): void {
  for (const { id } of child?.free ?? []) {
    const name = state.scope.names.get(id);
    if (name !== undefined) checkCell(state, name);
  }
  if (b === 1) {
    state.toObjects(2);
    state.popObjects(2);
  }
  state.pushObject();
}

/** Rearranges the top values. Each of them is then in a register. */
function rearrange(state: ViperState, count: number, order: readonly number[]): void {
  const values = Array.from({ length: count }, () => state.pop()).reverse();
  for (const place of order) state.push({ ...(values[place] as Entry), load: null });
}

function operation(state: ViperState, item: Item): void {
  const { op, a } = item;
  switch (op) {
    case Op.LOAD_CONST:
      emitViperConstant(state, item);
      return;
    case Op.LOAD_NULL:
    case Op.LOAD_BUILD_CLASS:
    case Op.BUILD_MAP:
    case Op.FOR_ITER:
    case Op.IMPORT_FROM:
      if (op === Op.FOR_ITER) state.jumpTo(item.label as Label, item.depth - 2);
      state.pushObject();
      return;
    case Op.LOAD_GLOBAL:
      // It comes from the compiler itself, as for AssertionError.
      state.pushObject();
      return;
    case Op.LOAD_ATTR:
    case Op.GET_ITER:
      state.popObject();
      state.pushObject();
      return;
    case Op.STORE_ATTR:
      state.toObject(1);
      state.popObjects(2);
      return;
    case Op.DELETE_ATTR:
    case Op.IMPORT_STAR:
      state.popObject();
      return;
    case Op.LOAD_METHOD:
      state.popObject();
      state.pushObject(2);
      return;
    case Op.LOAD_SUPER_METHOD:
      state.toObjects(3);
      state.popObjects(3);
      state.pushObject(2);
      return;
    case Op.LOAD_SUBSCR:
      emitViperLoad(state);
      return;
    case Op.STORE_SUBSCR:
      emitViperStore(state);
      return;
    case Op.DELETE_SUBSCR:
      state.popObjects(2);
      return;
    case Op.DUP_TOP:
      rearrange(state, 1, [0, 0]);
      return;
    case Op.DUP_TOP_TWO:
      rearrange(state, 2, [0, 1, 0, 1]);
      return;
    case Op.POP_TOP:
      state.pop();
      return;
    case Op.ROT_TWO:
      rearrange(state, 2, [1, 0]);
      return;
    case Op.ROT_THREE:
      rearrange(state, 3, [2, 0, 1]);
      return;
    case Op.UNARY_OP:
      emitViperUnary(state, a);
      return;
    case Op.BINARY_OP:
      emitViperBinary(state, a);
      return;
    case Op.BUILD_TUPLE:
    case Op.BUILD_LIST:
    case Op.BUILD_SET:
      state.toObjects(a);
      state.popObjects(a);
      state.pushObject();
      return;
    case Op.BUILD_SLICE:
      state.popObjects(a);
      state.pushObject();
      return;
    case Op.STORE_MAP:
      state.popObjects(2);
      return;
    case Op.STORE_COMP:
      state.popObjects((a & 3) === 1 ? 2 : 1);
      return;
    case Op.UNPACK_SEQUENCE:
      state.popObject();
      state.pushObject(a);
      return;
    case Op.UNPACK_EX:
      state.popObject();
      state.pushObject((a & 255) + (a >> 8) + 1);
      return;
    case Op.IMPORT_NAME:
      state.toObjects(2);
      state.popObjects(2);
      state.pushObject();
      return;
    case Op.CALL_FUNCTION:
    case Op.CALL_FUNCTION_VAR_KW:
    case Op.CALL_METHOD:
    case Op.CALL_METHOD_VAR_KW:
      state.isCast = emitViperCall(state, item);
      return;
    case Op.LOOK:
      if (state.isCast) state.rewriting.replace(item);
      return;
    case Op.YIELD_VALUE:
    case Op.YIELD_FROM:
      state.refuse('native yield');
      return;
    default:
      emitViperControl(state, item);
  }
}
