/** Emits `try` and `with`. A table tells which handler gets an exception; the final parts are described in `exits.ts`. */
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp } from '../bytecode/operators.js';
import type { Handler, Try, With, WithItem } from '../syntax/ast.js';
import { headOf } from './beginnings.js';
import { emitReraise, endFinal, enterFinal, guard, within } from './exits.js';
import { emitBinary } from './expressions.js';
import { Label } from './item.js';
import { MP } from './ledger.js';
import { emitStore } from './targets.js';
import type { Guarded, Unit } from './unit.js';

/** Number of values that MicroPython may keep on its stack while it unwinds. */
export const UNWIND_STATE = 3;

/** `try: … except …: … else: … finally: …`. */
export function emitTry(unit: Unit, node: Try): void {
  if (node.finalBody === null) {
    emitTryExcept(unit, node);
    return;
  }
  const { asm } = unit;
  emitGuarded(unit, {
    body: () => {
      if (node.handlers.length > 0) return emitTryExcept(unit, node);
      asm.adjust(UNWIND_STATE);
      unit.block(node.body);
      asm.adjust(-UNWIND_STATE);
    },
    final: () => unit.block(node.finalBody),
  });
}

/** `with item, …: body`, nested. */
export function emitWith(unit: Unit, node: With, index = 0): void {
  const item = node.items[index];
  if (item === undefined) {
    unit.block(node.body);
    return;
  }
  const { asm } = unit;
  const depth = asm.depth;
  unit.expression(item.context);
  unit.at(item.context);
  asm.note(MP.SETUP_WITH);
  asm.adjust(2);
  asm.own(Op.WITH_ENTER);
  asm.own(Op.LOAD_METHOD, asm.nameOf('__enter__'));
  asm.own(Op.CALL_METHOD, 0);
  unit.enterExcept();
  const guarded = guard(depth + 2);
  const handled = protect(unit, guarded, asm.depth - 1, () => {
    emitWithTarget(unit, item);
    unit.nested(item.span, () => emitWith(unit, node, index + 1));
  });
  unit.at(item.context);
  enterFinal(unit, guarded);
  handled();
  asm.ownConstant({ type: 'int', value: -1 });
  asm.place(guarded.final);
  asm.note(MP.WITH_CLEANUP);
  asm.adjust(2);
  asm.adjust(-4);
  asm.own(Op.WITH_ARGS);
  asm.own(Op.CALL_METHOD, 3);
  asm.own(Op.WITH_END);
  unit.exceptLevel--;
  endFinal(unit, guarded);
  asm.cut(depth);
}

/** Stores what `__enter__` returned, or drops it. */
export function emitWithTarget(unit: Unit, item: WithItem): void {
  if (item.target === null) unit.asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
  else emitStore(unit, item.target);
}

/**
 * Emits code whose exceptions go to a handler with the stack cut to `depth`. Returns a function that places the handler where it is
 * called: the exception is then on the stack.
 */
export function protect(unit: Unit, guarded: Guarded | null, depth: number, emit: () => void): () => void {
  const { asm } = unit;
  const range = { from: new Label(), to: new Label(), target: new Label(), depth };
  asm.place(range.from);
  if (guarded === null) emit();
  else within(unit, guarded, emit);
  asm.place(range.to);
  asm.ranges.push(range);
  return () => {
    range.target.depth = depth + 1;
    asm.place(range.target);
  };
}

/** Emits a body and a final part that runs however the body is left. */
function emitGuarded(unit: Unit, parts: { readonly body: () => void; readonly final: () => void }): void {
  const { asm } = unit;
  const depth = asm.depth;
  asm.note(MP.SETUP_FINALLY);
  unit.enterExcept();
  const guarded = guard(depth);
  const handled = protect(unit, guarded, depth, parts.body);
  enterFinal(unit, guarded);
  handled();
  asm.ownConstant({ type: 'int', value: -1 });
  asm.place(guarded.final);
  asm.adjust(1);
  within(unit, { kind: 'finally', depth }, parts.final);
  asm.adjust(-1);
  unit.exceptLevel--;
  endFinal(unit, guarded);
}

function emitTryExcept(unit: Unit, node: Try): void {
  const { asm } = unit;
  const depth = asm.depth;
  const success = new Label();
  const end = new Label();
  asm.note(MP.SETUP_EXCEPT);
  unit.enterExcept();
  const handled = protect(unit, null, depth, () => unit.block(node.body));
  asm.jump(Op.JUMP, success, MP.POP_EXCEPT_JUMP);
  handled();
  asm.adjust(1 + UNWIND_STATE);
  within(unit, { kind: 'except', depth }, () => {
    for (const [i, handler] of node.handlers.entries()) {
      if (handler.type === null && i + 1 < node.handlers.length) {
        unit.errorAtLine(handler, "default 'except' must be last");
        return;
      }
      emitHandler(unit, handler, end, i + 1 === node.handlers.length);
    }
    asm.note(MP.END_FINALLY);
    emitReraise(unit);
  });
  asm.adjust(-1);
  asm.adjust(-UNWIND_STATE);
  unit.exceptLevel--;
  asm.depth = depth;
  asm.place(success);
  unit.block(node.orElse);
  asm.place(end);
}

/** The exception stays in its slot while it is handled, for a bare `raise`. */
function emitHandler(unit: Unit, handler: Handler, end: Label, isLast: boolean): void {
  const { asm } = unit;
  const depth = asm.depth;
  const next = new Label();
  unit.at(handler);
  unit.begin(headOf(handler));
  if (handler.type !== null) {
    asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
    unit.expression(handler.type);
    unit.at(handler);
    emitBinary(unit, BinaryOp.EXCEPTION_MATCH);
    asm.jump(Op.POP_JUMP_IF_FALSE, next, MP.POP_JUMP_IF_FALSE);
  }
  const held = unit.mark();
  if (handler.as === null) {
    asm.note(MP.POP_TOP);
    asm.adjust(-1);
    unit.block(handler.body);
  } else {
    emitNamedHandler(unit, handler, handler.as);
  }
  asm.note(MP.POP_EXCEPT_JUMP);
  asm.cut(depth - 1);
  asm.jump(Op.JUMP, end);
  asm.depth = depth;
  asm.place(next);
  if (!isLast) unit.fork(handler, held);
  asm.adjust(1);
}

/** `except … as name`: the name is unbound however the body is left. */
function emitNamedHandler(unit: Unit, handler: Handler, name: string): void {
  const { asm } = unit;
  asm.own(Op.DUP_TOP);
  unit.name('store', name);
  emitGuarded(unit, {
    body: () => unit.block(handler.body),
    final: () => {
      unit.after(handler);
      unit.none();
      unit.name('store', name);
      unit.name('delete', name);
    },
  });
}
