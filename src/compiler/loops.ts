/** Emits `while` and `for`, with MicroPython's special form of `for x in range(…)` (`compile_for_stmt_optimised_range`). */
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp } from '../bytecode/operators.js';
import type { Argument, Expression, For, While } from '../syntax/ast.js';
import { smallInt } from './arithmetic.js';
import { within } from './exits.js';
import { constantTruth, emitCondition } from './expressions.js';
import { Label } from './item.js';
import { binary, loadSmallInt, MP } from './ledger.js';
import { isBareArgument } from './parentheses.js';
import { emitStore } from './targets.js';
import type { Loop, Unit } from './unit.js';

/** Slots of an iterator on MicroPython's stack (`MP_OBJ_ITER_BUF_NSLOTS`). */
export const ITERATOR_SLOTS = 4;

/** `while test: body else: …`. MicroPython tests at the bottom; we test at the head, with the same opcodes executed. */
export function emitWhile(unit: Unit, node: While): void {
  const { asm } = unit;
  const truth = constantTruth(unit, node.test);
  const head = new Label();
  const exit = new Label();
  const loop = openLoop(unit, { breakDepth: asm.depth, continueDepth: asm.depth, breakPops: [], continueJumps: true });
  let held: ReturnType<Unit['mark']> = null;
  if (truth !== false) {
    if (truth === null) asm.check(MP.JUMP);
    asm.place(head);
    const body = asm.items.length;
    held = unit.mark();
    within(unit, loop, () => unit.block(node.body));
    asm.place(loop.continueLabel);
    if (truth === true) asm.jumpBack(head, MP.JUMP);
    else asm.jumpBack(head);
    const test = asm.items.length;
    if (truth === null) emitCondition(unit, node.test, false, exit, true);
    asm.rotate(body, test);
  }
  asm.place(exit);
  if (truth === null) unit.fork(node, held);
  unit.block(node.orElse);
  asm.place(loop.breakLabel);
}

/** `for target in iterable: body else: …`. */
export function emitFor(unit: Unit, node: For): void {
  const range = rangeArguments(unit, node);
  if (range !== null) {
    emitForRange(unit, node, range);
    return;
  }
  const { asm } = unit;
  const depth = asm.depth;
  const head = new Label();
  const exit = new Label();
  const loop = openLoop(unit, {
    breakDepth: depth,
    continueDepth: depth + 1,
    breakPops: new Array(ITERATOR_SLOTS).fill(MP.POP_TOP),
    continueJumps: false,
  });
  unit.expression(node.iterable);
  unit.at(node.iterable);
  asm.emit(Op.GET_ITER, 0, MP.GET_ITER_STACK);
  asm.adjust(ITERATOR_SLOTS - 1);
  asm.place(head);
  asm.jump(Op.FOR_ITER, exit, MP.FOR_ITER);
  emitStore(unit, node.target);
  const held = unit.mark();
  within(unit, loop, () => unit.block(node.body));
  asm.place(loop.continueLabel);
  asm.jumpBack(head, MP.JUMP);
  asm.place(exit);
  unit.fork(node, held);
  asm.adjust(-ITERATOR_SLOTS);
  unit.block(node.orElse);
  asm.place(loop.breakLabel);
}

/** A loop at the current exception level. */
export function openLoop(unit: Unit, parts: Pick<Loop, 'breakDepth' | 'continueDepth' | 'breakPops' | 'continueJumps'>): Loop {
  return { kind: 'loop', breakLabel: new Label(), continueLabel: new Label(), level: unit.exceptLevel, ...parts };
}

interface Range {
  readonly start: Expression | null;
  readonly end: Expression;
  readonly step: number;
}

/** The arguments of `range(…)` if the loop can count itself: the target is a plain name, the step a small constant other than 0. */
function rangeArguments(unit: Unit, node: For): Range | null {
  const { target, iterable } = node;
  if (target.kind !== 'Name' || unit.constantOf(target) !== null) return null;
  if (
    iterable.kind !== 'Call' ||
    iterable.callee.kind !== 'Name' ||
    iterable.callee.id !== 'range' ||
    unit.constantOf(iterable.callee) !== null
  )
    return null;
  const { args } = iterable;
  const isPlain = (argument: Argument) =>
    argument.form === 'positional' && !isBareArgument(unit.session.text, argument.value, iterable.span.end - 1);
  if (args.length < 1 || args.length > 3 || !args.slice(0, 2).every(isPlain)) return null;
  const values = args.map((argument) => argument.value);
  if (args.length === 1) return { start: null, end: values[0] as Expression, step: 1 };
  const step = args[2] === undefined ? 1 : isPlain(args[2]) ? smallInt(unit.constantOf(args[2].value)) : null;
  if (step === null || step === 0) return null;
  return { start: values[0] as Expression, end: values[1] as Expression, step };
}

/** The value stack holds `end` and the next value. MicroPython's stack has `end` only if it is not a constant (`endOnStack`). */
function emitForRange(unit: Unit, node: For, range: Range): void {
  const { asm } = unit;
  const depth = asm.depth;
  const constantEnd = smallInt(unit.constantOf(range.end));
  const endOnStack = constantEnd === null;
  const pops = endOnStack ? [MP.POP_TOP, MP.POP_TOP] : [MP.POP_TOP];
  const head = new Label();
  const exit = new Label();
  const loop = openLoop(unit, { breakDepth: depth, continueDepth: depth + 2, breakPops: [], continueJumps: true });
  unit.at(node.iterable);
  if (endOnStack) unit.expression(range.end);
  else asm.ownConstant({ type: 'int', value: constantEnd });
  if (range.start === null) unit.smallInt(0);
  else unit.expression(range.start);
  asm.check(MP.JUMP);
  asm.place(head);
  unit.at(node.iterable);
  const test = [
    ...(endOnStack ? [MP.DUP_TOP_TWO, MP.ROT_TWO] : [MP.DUP_TOP, loadSmallInt(constantEnd)]),
    ...binary(range.step >= 0 ? BinaryOp.LESS : BinaryOp.MORE),
    MP.POP_JUMP_IF_TRUE,
  ];
  const forRange = asm.jump(Op.FOR_RANGE, exit, ...test);
  forRange.b = range.step;
  asm.note(MP.DUP_TOP);
  asm.adjust(1);
  emitStore(unit, node.target);
  const held = unit.mark();
  within(unit, loop, () => unit.block(node.body));
  asm.place(loop.continueLabel);
  unit.at(node.iterable);
  asm.note(loadSmallInt(range.step), ...binary(BinaryOp.INPLACE_ADD));
  asm.own(Op.RANGE_STEP).b = range.step;
  asm.adjust(2);
  asm.adjust(-2);
  forRange.line = asm.line;
  asm.jumpBack(head);
  asm.place(exit);
  unit.fork(node, held);
  endRange(unit, node, loop, pops);
}

function endRange(unit: Unit, node: For, loop: Loop, pops: Loop['breakPops']): void {
  const { asm } = unit;
  if (node.orElse === null) {
    asm.place(loop.breakLabel);
    asm.note(...pops);
    asm.adjust(-pops.length);
    return;
  }
  const end = new Label();
  asm.note(...pops);
  asm.adjust(-pops.length);
  unit.block(node.orElse);
  asm.jump(Op.JUMP, end, MP.JUMP);
  asm.adjust(pops.length);
  asm.place(loop.breakLabel);
  asm.note(...pops);
  asm.adjust(-pops.length);
  asm.place(end);
}
