/**
 * Finds the loops that MicroPython makes from `for x in range(…)` (`compile_for_stmt_optimised_range`) and translates them to ours, which
 * compiled code counts with JavaScript's own numbers. A constant end of the range is not on MicroPython's stack.
 */
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp } from '../bytecode/operators.js';
import { binary, loadSmallInt, MP } from '../compiler/ledger.js';
import type { Flow } from './flow.js';
import type { Instruction } from './instructions.js';
import { Mp } from './opcodes.js';
import type { Loop } from './order.js';
import { isValue, place } from './stack.js';

/** A loop over a range. */
interface Range {
  readonly step: number;
  /** The end, if it is a constant. */
  readonly end: number | null;
  /** The last instruction of the test. */
  readonly last: number;
  readonly body: number;
}

/** The ranges of one function. */
export class Ranges {
  /** By the first instruction of the test, and by the instruction that loads the step. */
  private readonly tests = new Map<number, Range>();
  private readonly steps = new Map<number, Range>();

  constructor(private readonly flow: Flow) {}

  /** Called when a loop is about to begin. If it is a loop over a range, so is ours. */
  begin(loop: Loop): void {
    const { flow } = this;
    const { asm } = flow;
    const range = flow.on === loop.head ? this.find(loop) : null;
    if (range === null) return;
    const counter = flow.stack.top;
    const isFit = !flow.stack.isEmpty && isValue(counter) && (range.end !== null || isValue(flow.stack.below.top));
    if (!isFit) return;
    this.tests.set(loop.head, range);
    this.steps.set(loop.head - 2, range);
    if (range.end === null) {
      flow.follow(flow.stack.dropValues(2).push('end', 'counter'), loop.head);
      return;
    }
    asm.depth = flow.stack.ours;
    asm.ownConstant({ type: 'int', value: range.end });
    asm.own(Op.ROT_TWO);
    flow.follow(flow.stack.below.push('constantEnd', 'counter'), loop.head);
  }

  /** Translates the test of a range. False if the current instruction does not begin one. */
  test(): boolean {
    const { flow } = this;
    const { asm, at, stack } = flow;
    const range = this.tests.get(at);
    if (range === undefined) return false;
    const { step, end, last, body } = range;
    const below = stack.drop('counter').drop('end', 'constantEnd');
    asm.line = flow.instruction(last).line;
    const behind = end === null ? below.push('passed', 'passed') : below.push('passed');
    const load = end === null ? [MP.DUP_TOP_TWO, MP.ROT_TWO] : [MP.DUP_TOP, loadSmallInt(end)];
    const label = flow.edge(last + 1, behind);
    const order = binary(step > 0 ? BinaryOp.LESS : BinaryOp.MORE);
    asm.jump(Op.FOR_RANGE, label, ...load, ...order, MP.POP_JUMP_IF_TRUE).b = step;
    asm.note(MP.DUP_TOP);
    flow.take(at + 1, last);
    flow.take(body, body);
    flow.follow(stack.put(place('value')), body + 1);
    return true;
  }

  /** Translates the step of a range. False if the current instruction does not begin one. */
  step(): boolean {
    const { flow } = this;
    const { asm, at, stack } = flow;
    const range = this.steps.get(at);
    if (range === undefined || stack.isEmpty || stack.top.kind !== 'counter') return false;
    asm.note(loadSmallInt(range.step), ...binary(BinaryOp.INPLACE_ADD));
    asm.own(Op.RANGE_STEP).b = range.step;
    flow.take(at + 1, at + 1);
    flow.follow(stack, at + 2);
    return true;
  }

  private find({ head, body }: Loop): Range | null {
    const { flow } = this;
    if (body === null) return null;
    const is = (at: number, op: Mp, operand = 0): boolean => {
      const instruction = flow.instructions[at];
      return instruction?.op === op && (operand === 0 || instruction.operand === operand);
    };
    const at = (index: number): Instruction => flow.instruction(index);
    const isConstant = is(head, Mp.DUP_TOP) && is(head + 1, Mp.LOAD_CONST_SMALL_INT);
    if (!isConstant && !(is(head, Mp.DUP_TOP_TWO) && is(head + 1, Mp.ROT_TWO))) return null;
    const last = head + 3;
    const adds = is(head - 2, Mp.LOAD_CONST_SMALL_INT) && is(head - 1, Mp.BINARY_OP, INPLACE_ADD);
    if (!adds || !is(last, Mp.POP_JUMP_IF_TRUE, body) || !is(body, Mp.DUP_TOP) || !is(last + 1, Mp.POP_TOP)) return null;
    const step = at(head - 2).operand;
    const compares = at(head + 2);
    const order = step > 0 ? BinaryOp.LESS : BinaryOp.MORE;
    if (step === 0 || compares.op !== Mp.BINARY_OP || compares.operand !== order || (!isConstant && !is(last + 1, Mp.POP_TOP))) return null;
    const isAlone = flow.jumpsTo(head - 1, last) === 1 && flow.jumpsTo(body) === 1 && body < head - 2;
    return isAlone ? { step, end: isConstant ? at(head + 1).operand : null, last, body } : null;
  }
}

/** MicroPython's number of the operator. */
const INPLACE_ADD = BinaryOp.INPLACE_ADD - 2;
