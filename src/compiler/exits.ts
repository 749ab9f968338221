/**
 * Emits ways out of blocks: `return`, `break`, `continue`, and the end of final parts.
 *
 * A final part is entered with two values, (value, reason), and left by END_FINALLY. For each way out of a guarded block there is a pad,
 * whose number is the reason. The pads follow END_FINALLY, outside the block, and continue on the same way out, if necessary through the
 * next final part.
 */
import { Op } from '../bytecode/opcodes.js';
import type { Statement } from '../syntax/ast.js';
import { Label } from './item.js';
import { MP } from './ledger.js';
import type { Active, Block, Exit, Guarded, Loop, Unit } from './unit.js';

/** `break` or `continue`. */
export function emitBreakOrContinue(unit: Unit, node: Statement, kind: 'break' | 'continue'): void {
  const loop = [...unit.blocks].reverse().find((block): block is Loop => block.kind === 'loop');
  if (loop === undefined) {
    unit.errorAtLine(node, "'break'/'continue' outside loop");
    return;
  }
  if (unit.exceptLevel > loop.level) unit.asm.note(MP.UNWIND_JUMP);
  else if (kind === 'break') unit.asm.note(...loop.breakPops, MP.JUMP);
  else if (loop.continueJumps) unit.asm.note(MP.JUMP);
  leave(unit, { kind, loop });
}

/** Returns the value on the stack. */
export function emitReturnValue(unit: Unit): void {
  unit.asm.note(MP.RETURN_VALUE);
  unit.asm.adjust(-1);
  leave(unit, { kind: 'return' });
  unit.asm.depth--;
}

/** Enters the final part after the guarded block has run to its end. */
export function enterFinal(unit: Unit, guarded: Guarded): void {
  unit.none();
  unit.asm.ownConstant({ type: 'int', value: 0 });
  unit.asm.jump(Op.GO, guarded.final);
}

/** Emits END_FINALLY and the pads. The stack is then as it was below (value, reason). */
export function endFinal(unit: Unit, guarded: Guarded): void {
  const { asm } = unit;
  const depth = asm.depth - 2;
  const after = new Label();
  asm.note(MP.END_FINALLY);
  asm.adjust(-1);
  for (const pad of guarded.pads) pad.label.depth = depth + 1;
  asm.own(Op.END_FINALLY, asm.finallyTable(guarded.pads.map((pad) => pad.label)));
  if (guarded.pads.length > 0) asm.jump(Op.GO, after);
  for (const pad of guarded.pads) {
    asm.place(pad.label);
    leave(unit, pad.exit);
  }
  after.depth = depth;
  asm.place(after);
}

/** Raises the exception being handled again, without adding a line to its traceback. */
export function emitReraise(unit: Unit): void {
  const places = unit.blocks.filter((block): block is Active => block.kind === 'except' || block.kind === 'finally').reverse();
  unit.asm.own(Op.RAISE_LAST, unit.asm.activeTable(places.map(({ kind, depth }) => ({ kind, depth }))));
}

/** Runs `emit` with a block open. */
export function within(unit: Unit, block: Block, emit: () => void): void {
  unit.blocks.push(block);
  emit();
  unit.blocks.pop();
}

/** A new guarded block whose final part expects the stack cut to `depth`. */
export function guard(depth: number, leaving: Guarded['leaving'] = []): Guarded {
  const final = new Label();
  final.depth = depth + 2;
  return { kind: 'guarded', depth, final, pads: [], leaving };
}

/** Emits the way out from here; a value to return is on the stack. Afterwards the depth is as before, for the dead code that may follow. */
function leave(unit: Unit, exit: Exit): void {
  const { asm } = unit;
  const { depth } = asm;
  asm.leaves = true;
  const guarded = innermostGuard(unit, exit.kind === 'return' ? null : exit.loop);
  if (guarded !== null) throughFinal(unit, guarded, exit);
  else if (exit.kind === 'return') asm.own(Op.RETURN_VALUE);
  else if (exit.kind === 'break') jumpTo(unit, Op.JUMP, exit.loop.breakDepth, exit.loop.breakLabel);
  else jumpTo(unit, exit.loop.continueJumps ? Op.JUMP : Op.GO, exit.loop.continueDepth, exit.loop.continueLabel);
  asm.leaves = false;
  asm.depth = depth;
}

function jumpTo(unit: Unit, op: Op, depth: number, label: Label): void {
  unit.asm.cut(depth);
  unit.asm.jump(op, label);
}

function innermostGuard(unit: Unit, loop: Loop | null): Guarded | null {
  for (let i = unit.blocks.length - 1; i >= 0; i--) {
    const block = unit.blocks[i] as Block;
    if (block === loop) return null;
    if (block.kind === 'guarded') return block;
  }
  return null;
}

function throughFinal(unit: Unit, guarded: Guarded, exit: Exit): void {
  const { asm } = unit;
  if (exit.kind === 'return') {
    asm.unwind(guarded.depth);
  } else {
    asm.cut(guarded.depth);
    asm.ownConstant({ type: 'none' });
  }
  asm.ownConstant({ type: 'int', value: padNumber(guarded, exit) });
  if (guarded.leaving.length > 0) asm.note(...guarded.leaving);
  // There is a jump among what MicroPython executes.
  asm.jump(guarded.leaving.length > 0 ? Op.JUMP : Op.GO, guarded.final);
}

/** Number, from 1, of the pad for this way out. */
function padNumber(guarded: Guarded, exit: Exit): number {
  const isSame = (other: Exit) =>
    other.kind === exit.kind && (other.kind === 'return' || exit.kind === 'return' || other.loop === exit.loop);
  const known = guarded.pads.findIndex((pad) => isSame(pad.exit));
  return known >= 0 ? known + 1 : guarded.pads.push({ exit, label: new Label() });
}
