/** Emits `async for` and `async with` in the same steps as `py/compile.c`. */
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp } from '../bytecode/operators.js';
import type { For, With } from '../syntax/ast.js';
import { emitReraise, endFinal, guard, within } from './exits.js';
import { emitBinary, emitYieldFrom } from './expressions.js';
import { Label } from './item.js';
import { binary, MP } from './ledger.js';
import { openLoop } from './loops.js';
import { emitStore } from './targets.js';
import { emitWithTarget, protect, UNWIND_STATE } from './try.js';
import type { Unit } from './unit.js';

/** What MicroPython executes to find out whether it has an exception or a way out. */
const IS_EXCEPTION = [MP.DUP_TOP, MP.LOAD_GLOBAL, ...binary(BinaryOp.EXCEPTION_MATCH), MP.POP_JUMP_IF_FALSE];

/** `async for target in iterable: body else: …`. */
export function emitAsyncFor(unit: Unit, node: For): void {
  const { asm } = unit;
  const depth = asm.depth;
  const body = new Label();
  const otherwise = new Label();
  const head = new Label();
  unit.expression(node.iterable);
  unit.at(node.iterable);
  callMethod(unit, '__aiter__');
  const loop = openLoop(unit, { breakDepth: depth + 1, continueDepth: depth + 1, breakPops: [], continueJumps: false });
  let held: ReturnType<Unit['mark']> = null;
  asm.place(head);
  within(unit, loop, () => {
    emitNext(unit, node, body, otherwise);
    asm.depth = depth + 1;
    asm.place(body);
    held = unit.mark();
    unit.block(node.body);
  });
  asm.place(loop.continueLabel);
  asm.jumpBack(head, MP.JUMP);
  asm.place(otherwise);
  unit.fork(node, held);
  unit.block(node.orElse);
  asm.place(loop.breakLabel);
  asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
}

/** `async with item, …: body`, nested. */
export function emitAsyncWith(unit: Unit, node: With, index = 0): void {
  const item = node.items[index];
  if (item === undefined) {
    unit.block(node.body);
    return;
  }
  const { asm } = unit;
  const depth = asm.depth;
  unit.expression(item.context);
  unit.at(item.context);
  asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
  callMethod(unit, '__aenter__');
  emitYieldFrom(unit);
  emitWithTarget(unit, item);
  asm.note(MP.SETUP_FINALLY);
  unit.enterExcept();
  const guarded = guard(depth + 1, [...IS_EXCEPTION, MP.ROT_THREE, MP.ROT_THREE]);
  asm.adjust(UNWIND_STATE);
  const handled = protect(unit, guarded, depth + 1, () => unit.nested(item.span, () => emitAsyncWith(unit, node, index + 1)));
  asm.adjust(-UNWIND_STATE);
  unit.at(item.context);
  asm.note(MP.LOAD_CONST_NONE, MP.ROT_TWO, MP.JUMP);
  asm.adjust(1);
  asm.ownConstant({ type: 'none' });
  asm.ownConstant({ type: 'int', value: 0 });
  asm.jump(Op.JUMP, guarded.final);
  handled();
  const after = new Label();
  emitExitWithException(unit, depth, after);
  emitExitWithoutException(unit, guarded.final);
  unit.exceptLevel--;
  endFinal(unit, guarded);
  asm.place(after);
}

/** Emits one step of the iteration: goes to `body` with the target bound, or to `otherwise` at StopAsyncIteration. */
function emitNext(unit: Unit, node: For, body: Label, otherwise: Label): void {
  const { asm } = unit;
  const depth = asm.depth;
  const reraise = new Label();
  asm.note(MP.SETUP_EXCEPT);
  unit.enterExcept();
  const handled = protect(unit, null, depth, () => {
    asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
    callMethod(unit, '__anext__');
    emitYieldFrom(unit);
    emitStore(unit, node.target);
  });
  asm.jump(Op.JUMP, body, MP.POP_EXCEPT_JUMP);
  handled();
  asm.adjust(1 + UNWIND_STATE);
  unit.at(node.iterable);
  asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
  unit.loadGlobal('StopAsyncIteration');
  emitBinary(unit, BinaryOp.EXCEPTION_MATCH);
  asm.jump(Op.POP_JUMP_IF_FALSE, reraise, MP.POP_JUMP_IF_FALSE);
  asm.note(MP.POP_TOP, MP.POP_EXCEPT_JUMP);
  asm.cut(depth);
  asm.jump(Op.JUMP, otherwise);
  asm.place(reraise);
  asm.note(MP.END_FINALLY);
  within(unit, { kind: 'except', depth }, () => emitReraise(unit));
  asm.adjust(-1 - UNWIND_STATE);
  unit.exceptLevel--;
}

/** Stack: manager, exception. Raises the exception again unless `__aexit__` returns a true value. */
function emitExitWithException(unit: Unit, depth: number, after: Label): void {
  const { asm } = unit;
  const reraise = new Label();
  asm.check(...IS_EXCEPTION);
  asm.adjust(2);
  asm.adjust(-2);
  asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
  asm.emit(Op.ROT_THREE, 0, MP.ROT_THREE);
  asm.emit(Op.ROT_TWO, 0, MP.ROT_TWO);
  asm.emit(Op.LOAD_METHOD, asm.nameOf('__aexit__'), MP.LOAD_METHOD);
  asm.emit(Op.ROT_THREE, 0, MP.ROT_THREE);
  asm.emit(Op.ROT_THREE, 0, MP.ROT_THREE);
  asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
  asm.emit(Op.LOAD_ATTR, asm.nameOf('__class__'), MP.LOAD_ATTR);
  asm.emit(Op.ROT_TWO, 0, MP.ROT_TWO);
  unit.none();
  unit.call(Op.CALL_METHOD, 3);
  emitYieldFrom(unit);
  asm.jump(Op.POP_JUMP_IF_FALSE, reraise, MP.POP_JUMP_IF_FALSE);
  asm.note(MP.POP_TOP, MP.LOAD_CONST_NONE, MP.JUMP, MP.END_FINALLY);
  asm.cut(depth);
  asm.jump(Op.JUMP, after);
  asm.place(reraise);
  asm.note(MP.END_FINALLY);
  within(unit, { kind: 'except', depth }, () => emitReraise(unit));
}

/** Stack: manager, value, reason. Leaves value and reason, one lower. */
function emitExitWithoutException(unit: Unit, final: Label): void {
  const { asm } = unit;
  asm.place(final);
  asm.own(Op.ROT_THREE);
  asm.own(Op.ROT_THREE);
  asm.adjust(2);
  asm.emit(Op.LOAD_METHOD, asm.nameOf('__aexit__'), MP.LOAD_METHOD);
  unit.none();
  asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
  asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
  unit.call(Op.CALL_METHOD, 3);
  emitYieldFrom(unit);
  asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
  asm.adjust(-1);
}

function callMethod(unit: Unit, name: string): void {
  unit.asm.emit(Op.LOAD_METHOD, unit.asm.nameOf(name), MP.LOAD_METHOD);
  unit.call(Op.CALL_METHOD, 0);
}
