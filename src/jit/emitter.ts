/**
 * What the emitters of instructions write with: lines of JavaScript, and a value stack that is known while they are written.
 *
 * A value on the stack is a temporary `t<depth>`, or, as long as nobody needs it there, a constant or a local that stands for it.
 * At joins, before calls and at safe points every value lies in its own temporary: only then can a frame be saved.
 *
 * Names in the generated code: `v<slot>` locals, `c<index>` cells, `t<depth>` temporaries, `x` and `y` for a moment, `pc` the
 * instruction behind the one at work, `k<index>` constants, `L` the linked code, and its arrays `G` of global cells and `A` of caches.
 */
import type { Code } from '../bytecode/code.js';
import type { Op } from '../bytecode/opcodes.js';
import { aOf, bOf, type Flow, opOf } from './flow.js';
import type { HelperName } from './helpers.js';

/** How a form of the code jumps, begins and ends; the instructions are the same in all. */
export interface Form {
  /** Statements that go forward to an instruction. */
  goto(target: number): string;
  /** Statements that go back to the head of a loop. */
  loopBack(head: number): string;
  /** Statements that return a value from the function. Absent: the instruction is left to the interpreter. */
  leave?(value: string, charge: number): string;
  /** Statements that hand the frame to the interpreter, before the instruction that is being written. Absent: impossible. */
  exit?(): string;
  /** Whether a handler of this Code can be jumped to. */
  reaches(handler: number): boolean;
  /** The expression of the frame that names are looked up in. */
  readonly frame: string | null;
}

/** A Code has something that the compiled tier does not do: the interpreter runs it. */
export class Refusal extends Error {}

export class Emitter {
  readonly lines: string[] = [];
  readonly helpers = new Set<HelperName>();
  readonly constants = new Set<number>();
  /** Next instruction: what a saved pc means. */
  next = 0;
  a = 0;
  b = 0;
  /** Start, stop and step of a slice that the subscript which follows uses up. */
  slice: readonly [start: string, stop: string, step: string] | null = null;
  /** The truth of a comparison whose only use is the jump that follows. */
  condition: string | null = null;
  readonly #stack: string[] = [];

  constructor(
    readonly code: Code,
    readonly flow: Flow,
    readonly form: Form,
    /** Instructions, by pc, that have seen float operands. */
    readonly floats: ReadonlySet<number> | null = null,
  ) {}

  /** Makes an instruction the one that is written. */
  begin(pc: number): Op {
    this.next = pc + 1;
    this.a = aOf(this.code, pc);
    this.b = bOf(this.code, pc);
    return opOf(this.code, pc);
  }

  /** Takes the stack as it lies at an instruction that something jumps to: all in temporaries. */
  resetTo(depth: number): void {
    this.#stack.length = 0;
    for (let i = 0; i < depth; i++) this.#stack.push(`t${i}`);
  }

  emit(line: string): void {
    this.lines.push(line);
  }

  /** A helper of the run time, by name. */
  use(name: HelperName): string {
    this.helpers.add(name);
    return name;
  }

  /** Statement that says where an exception strikes. */
  get at(): string {
    return `pc = ${this.next}`;
  }

  get depth(): number {
    return this.#stack.length;
  }

  push(value: string): void {
    this.#stack.push(value);
  }

  pop(): string {
    return this.#stack.pop() as string;
  }

  /** The same where something is asked of the value that may not be written after a number. */
  popObject(): string {
    const value = this.pop();
    if (!isNumber(value)) return value;
    this.emit(`${this.target} = ${value};`);
    return this.target;
  }

  /** Takes the top `count` values, the lowest first. */
  take(count: number): string[] {
    return count === 0 ? [] : this.#stack.splice(-count);
  }

  /** The value so far below the top. */
  peek(below = 0): string {
    return this.#stack[this.#stack.length - 1 - below] as string;
  }

  /** The temporary in which the next pushed value belongs. */
  get target(): string {
    return `t${this.#stack.length}`;
  }

  /** Puts the value of an expression on the stack. */
  result(expression: string): void {
    const { target } = this;
    if (expression !== target) this.emit(`${target} = ${expression};`);
    this.push(target);
  }

  /** Puts every value into its temporary. */
  flush(): void {
    for (const [i, value] of this.#stack.entries()) this.#settle(i, value);
  }

  /** Statements that put every value into its temporary, for a path on which a frame may be saved; what the stack holds afterwards is not changed. */
  get spill(): string {
    return this.#stack.map((value, i) => (value === `t${i}` ? '' : `t${i} = ${value}; `)).join('');
  }

  /** Before a local changes: values that it stands for are kept. */
  keep(local: string): void {
    this.#stack.forEach((value, i) => {
      if (value === local) this.#settle(i, value);
    });
  }

  #settle(i: number, value: string): void {
    if (value === `t${i}`) return;
    this.emit(`t${i} = ${value};`);
    this.#stack[i] = `t${i}`;
  }

  /** Drops values until the stack is so deep. */
  cut(depth: number): void {
    this.#stack.length = depth;
  }

  charge(): void {
    if (this.b !== 0) this.emit(`${this.use('fuel')}.left -= ${this.b};`);
  }

  /** Whether the instruction has seen float operands. */
  get seesFloats(): boolean {
    return this.floats?.has(this.next - 1) === true;
  }

  /** Whether the next instruction can only be reached from this one. */
  get isFollowed(): boolean {
    return !this.flow.targets.has(this.next) && this.flow.isLive(this.next);
  }

  /** A constant as JavaScript. */
  constant(index: number): string {
    const constant = this.code.constants[index];
    switch (constant?.type) {
      case 'none':
        return this.use('None');
      case 'bool':
        return String(constant.value);
      case 'int':
        if (typeof constant.value === 'number') return String(constant.value);
        break;
      default:
    }
    this.constants.add(index);
    return `k${index}`;
  }
}

/** Whether an operand is written as a number. */
export const isNumber = (value: string): boolean => /^-?\d+$/.test(value);

/** Writes one instruction. */
export type InstructionEmitter = (e: Emitter) => void;
export type Emitters = Readonly<Partial<Record<Op, InstructionEmitter>>>;
