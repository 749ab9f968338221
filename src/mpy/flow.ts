/** Follows the paths through a function: what lies on the stack at each instruction, and the labels. */
import { Op } from '../bytecode/opcodes.js';
import { Assembler } from '../compiler/assembler.js';
import { Label } from '../compiler/item.js';
import type { Entry } from '../compiler/ledger.js';
import type { Block } from './block.js';
import { type Instruction, isJump } from './instructions.js';
import { Mp } from './opcodes.js';
import type { Loop } from './order.js';
import { damaged } from './problem.js';
import { Stack } from './stack.js';

/** The state in which an instruction is reached. */
interface State {
  readonly stack: Stack;
  /** The innermost block that is open. */
  readonly block: Block | null;
}

/** Paths on which END_FINALLY does something simple: it raises an exception again, or does nothing. */
type Ending = 'raise' | 'nothing';

/** The jumps that can be inverted. */
const OPPOSITE: Readonly<Partial<Record<Op, Op>>> = {
  [Op.POP_JUMP_IF_TRUE]: Op.POP_JUMP_IF_FALSE,
  [Op.POP_JUMP_IF_FALSE]: Op.POP_JUMP_IF_TRUE,
};

/** The paths of one function, and the position of the translation. */
export class Flow {
  readonly asm = new Assembler();
  stack = Stack.EMPTY;
  block: Block | null = null;
  /** The instruction that is being translated. */
  at = -1;
  /** The instruction that is translated next; −1 at the end of a loop. */
  next = 0;
  /** The instruction at which what has been translated continues; null if it does not continue. */
  on: number | null = 0;
  private readonly states = new Map<number, State>();
  private readonly labels = new Map<number, Label>();
  private readonly endings = new Map<string, { readonly label: Label; state: State }>();
  /** The labels at the beginning and at the end of each open loop, by the loop's first instruction. */
  private readonly open = new Map<number, { readonly head: Label; readonly latch: Label }>();
  /** Number of jumps to each instruction. */
  private readonly jumps: Uint32Array;
  /** The instructions that have been translated, and those that were translated together with others. */
  private readonly passed: Uint8Array;
  private readonly taken: Uint8Array;

  constructor(readonly instructions: readonly Instruction[]) {
    this.passed = new Uint8Array(instructions.length);
    this.taken = new Uint8Array(instructions.length);
    this.jumps = new Uint32Array(instructions.length);
    for (const { op, operand } of instructions) if (isJump(op)) this.jumps[operand] = (this.jumps[operand] as number) + 1;
  }

  instruction(at: number): Instruction {
    const instruction = this.instructions[at];
    if (instruction === undefined) throw damaged('a function runs beyond its end');
    return instruction;
  }

  /** Moves to an instruction. False if no path leads there. */
  come(at: number): boolean {
    this.leadTo(at);
    const state = this.states.get(at);
    this.at = at;
    this.passed[at] = 1;
    if (state === undefined) return false;
    this.resume(state);
    const label = this.labels.get(at);
    if (label !== undefined) this.asm.place(label);
    this.asm.depth = this.stack.ours;
    return true;
  }

  /** What has been translated continues with `at`, which comes next, or jumps to where it continues. */
  leadTo(at: number): void {
    const { on } = this;
    if (on === null) return;
    this.on = null;
    if (on === at && this.endingOf(at, this.stack) === null) this.arrive(at, this.settled(at, this.stack));
    else this.jump(Op.GO, on, this.stack);
  }

  /** Sets the state, as if a path with it led here. */
  resume(state: State): void {
    this.stack = state.stack;
    this.block = state.block;
    this.asm.depth = this.stack.ours;
  }

  /** The instructions before `on` have been translated as one. The path continues at `on` with this stack. */
  follow(stack: Stack, on = this.at + 1): undefined {
    this.stack = stack;
    this.on = on;
  }

  /** Emits one instruction of ours for the current one. */
  emit(op: Op, a: number, entry: Entry, after: Stack): undefined {
    this.asm.emit(op, a, entry);
    this.follow(after);
  }

  /** Marks instructions as translated together with others: they are not reached separately. */
  take(first: number, last: number): void {
    this.passed.fill(1, first, last + 1);
    this.taken.fill(1, first, last + 1);
  }

  isTaken(at: number): boolean {
    return this.taken[at] === 1;
  }

  /** Continues at an instruction to which MicroPython jumps, with a jump of ours unless it is the next one. */
  go(target: number, stack: Stack): undefined {
    if (target === this.next) {
      this.asm.check();
      this.follow(stack, target);
    } else {
      this.jump(Op.JUMP, target, stack);
      this.on = null;
    }
  }

  /** Jumps to an instruction. A jump back to the head of a loop goes to its JUMP_BACK, which stands for MicroPython's jump. */
  jump(op: Op, target: number, stack: Stack): void {
    this.asm.depth = this.stack.ours;
    const there = this.settled(target, stack);
    this.asm.jump(this.open.has(target) ? Op.GO : op, this.edge(target, there));
  }

  /** A conditional jump to `target`, where the stack is `there`; without the jump, the stack is `here`. */
  branch(op: Op, target: number, there: Stack, here: Stack, ledger: readonly Entry[]): void {
    const behind = this.at + 1;
    const opposite = OPPOSITE[op];
    if (target === this.next && behind !== this.next && opposite !== undefined) {
      this.asm.jump(opposite, this.edge(behind, here), ...ledger);
      this.follow(there, target);
    } else {
      this.asm.jump(op, this.edge(target, there), ...ledger);
      this.follow(here, behind);
    }
  }

  /** The label of an instruction that is reached with this stack and in the current block. */
  edge(target: number, stack: Stack): Label {
    const open = this.open.get(target);
    if (open !== undefined) {
      const head = this.states.get(target) as State;
      if (head.block !== this.block || head.stack.meet(stack) !== head.stack) throw damaged('a loop goes on with another stack');
      return open.latch;
    }
    const ending = this.endingOf(target, stack);
    if (ending !== null) return this.endingEdge(target, ending, stack);
    this.arrive(target, stack);
    let label = this.labels.get(target);
    if (label === undefined) {
      label = new Label();
      this.labels.set(target, label);
    }
    return label;
  }

  /** The label and the state of a simple path to END_FINALLY, if there is one. */
  ending(at: number, ending: Ending): { readonly label: Label; readonly state: State } | undefined {
    return this.endings.get(`${at} ${ending}`);
  }

  /** Begins a loop. */
  begin(loop: Loop): void {
    this.leadTo(loop.head);
    const state = this.states.get(loop.head);
    if (state === undefined) return;
    const label = this.labels.get(loop.head) ?? new Label();
    this.labels.delete(loop.head);
    this.resume(state);
    this.asm.place(label);
    this.open.set(loop.head, { head: label, latch: new Label() });
  }

  /** Ends a loop: paths that continue it jump back from here. */
  end(loop: Loop): void {
    const open = this.open.get(loop.head);
    if (open === undefined) return;
    this.leadTo(-1);
    this.open.delete(loop.head);
    if (open.latch.depth === null) return;
    this.asm.place(open.latch);
    this.asm.jumpBack(open.head);
  }

  /** The number of jumps to an instruction, or to one of several. */
  jumpsTo(first: number, last = first): number {
    return this.jumps.subarray(first, last + 1).reduce((sum, count) => sum + count, 0);
  }

  private endingOf(target: number, { top, isEmpty }: Stack): Ending | null {
    if (this.instruction(target).op !== Mp.END_FINALLY || isEmpty || top.kind === 'reason') return null;
    return top.kind === 'none' ? 'nothing' : 'raise';
  }

  private endingEdge(target: number, ending: Ending, stack: Stack): Label {
    const key = `${target} ${ending}`;
    const known = this.endings.get(key);
    const state = { stack, block: this.block };
    if (known === undefined) {
      const label = new Label();
      this.endings.set(key, { label, state });
      return label;
    }
    known.state = met(known.state, state);
    return known.label;
  }

  private arrive(target: number, stack: Stack): void {
    this.instruction(target);
    if (this.passed[target] === 1) throw damaged('a jump goes back to where no loop begins');
    const state = { stack, block: this.block };
    const known = this.states.get(target);
    this.states.set(target, known === undefined ? state : met(known, state));
  }

  /** Where a loop over a range is left: drops the values of the range, if they are already dropped on the other path to `target`. */
  private settled(target: number, stack: Stack): Stack {
    const known = this.states.get(target)?.stack;
    if (known === undefined || known.isEmpty || known.top.kind !== 'passed' || stack.isEmpty || stack.top.kind !== 'counter') return stack;
    this.asm.depth = stack.ours;
    this.asm.cut(known.ours);
    return known;
  }
}

function met(one: State, other: State): State {
  if (one.block !== other.block) throw damaged('two ways meet in different blocks');
  return { stack: one.stack.meet(other.stack), block: one.block };
}
