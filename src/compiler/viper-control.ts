/** Viper's jumps, loops, returns and handlers. */
import { NativeType } from '../bytecode/native-type.js';
import { Op } from '../bytecode/opcodes.js';
import { MACHINE_CODE_PRICE as PRICE } from '../bytecode/prices.js';
import type { Item, Label } from './item.js';
import { machineCode } from './machine-prices.js';
import { checkTruth, emitViperRange, emitViperStep } from './viper-operators.js';
import type { ViperState } from './viper-state.js';
import { typeName, valueOf } from './viper-types.js';

/** An instruction of a way out of blocks, which computes nothing more. */
export function emitViperLeave(state: ViperState, { op, label }: Item): void {
  if ((op === Op.JUMP || op === Op.GO) && label !== null) state.jumpTo(label, label.depth ?? 0);
}

/** Places a label. The handler of a range that begins here finds the stack as it is here, and the exception. */
export function emitViperLabel(state: ViperState, { label, depth }: Item): void {
  if (label === null) return;
  state.place(label, depth);
  for (const { target, depth: kept } of state.guards.get(label) ?? []) state.arriveWith(target, kept, valueOf(NativeType.OBJECT, true));
}

/** Returns the value on the stack, which must have the type that the function declares. */
export function emitViperReturn(state: ViperState, item: Item): void {
  const { scope, rewriting } = state;
  const wanted = scope.kind === 'function' ? scope.returns : NativeType.OBJECT;
  const { type, load } = state.peek();
  if (type === 'none' && wanted === NativeType.OBJECT) {
    if (load !== null) state.toObjects(1);
    else {
      const none = state.assembler.constantOf({ type: 'none' });
      rewriting.before(item, rewriting.make(item, Op.POP_TOP), rewriting.make(item, Op.LOAD_CONST, none));
    }
  } else {
    if (type !== 'none' && type !== wanted) state.error(`return expected '${typeName(wanted)}' but got '${typeName(type)}'`);
    if (wanted !== NativeType.OBJECT) state.insert(Op.TO_OBJECT, wanted, PRICE.TO_OBJECT);
  }
  state.pop();
}

function jumpIf(state: ViperState, item: Item): void {
  checkTruth(state, state.peek().type);
  if (state.pop().type !== NativeType.OBJECT) {
    state.insert(Op.WORD_TRUTH, 0, 0);
    item.ledger = machineCode(PRICE.TEST_JUMP);
  }
  state.settle();
  state.jumpTo(item.label as Label, item.depth);
}

function jumpIfOrPop(state: ViperState, item: Item): void {
  checkTruth(state, state.peek().type);
  if (state.peek().type !== NativeType.OBJECT) item.ledger = machineCode(PRICE.TEST_JUMP);
  state.settle();
  state.jumpTo(item.label as Label, item.depth + 1);
  state.pop();
}

/** Jumps, loops, handlers. */
export function emitViperControl(state: ViperState, item: Item): void {
  const { op, a, label } = item;
  switch (op) {
    case Op.GO:
    case Op.JUMP:
      state.settle();
      state.jumpTo(label as Label, (label as Label).depth ?? item.depth);
      return;
    case Op.JUMP_BACK:
      state.settle();
      return;
    case Op.POP_JUMP_IF_TRUE:
    case Op.POP_JUMP_IF_FALSE:
      jumpIf(state, item);
      return;
    case Op.JUMP_IF_TRUE_OR_POP:
    case Op.JUMP_IF_FALSE_OR_POP:
      jumpIfOrPop(state, item);
      return;
    case Op.FOR_RANGE:
      state.jumpTo(label as Label, item.depth - 3);
      emitViperRange(state, item);
      return;
    case Op.RANGE_STEP:
      emitViperStep(state);
      return;
    case Op.RAISE_OBJ: {
      const { type } = state.pop();
      if (type !== NativeType.OBJECT) state.error('must raise an object');
      return;
    }
    case Op.RAISE_LAST:
      return;
    case Op.CUT:
      state.cut(a);
      return;
    case Op.UNWIND: {
      const value = state.pop();
      state.cut(a);
      state.push(value);
      return;
    }
    case Op.END_FINALLY: {
      for (const pad of state.assembler.finallies[a] ?? []) state.arriveWith(pad, item.depth, valueOf(NativeType.OBJECT, true));
      state.popOwn(2);
      return;
    }
    case Op.WITH_ENTER:
      state.popObject();
      state.settle();
      state.pushObject(3);
      return;
    case Op.WITH_ARGS:
      for (let i = 0; i < 5; i++) state.push(valueOf(NativeType.OBJECT, true));
      return;
    case Op.WITH_END:
      state.popOwn(1);
      return;
    default:
      throw new Error(`viper knows no ${Op[op]}`);
  }
}
