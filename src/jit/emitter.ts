/**
 * What the emitters of instructions write with: lines of JavaScript, and a value stack that is tracked while they are written.
 *
 * A value on the stack is a temporary `t<depth>`, or, until it is needed there, a constant or a local that stands for it.
 * At joins, before calls and at safe points every value lies in its own temporary: only then can a frame be saved.
 *
 * A float need not be an object as long as only arithmetic uses it. A temporary or local that is RAW has its value, a JavaScript
 * number, in its companion; it is boxed when something else needs it. On the stack such a temporary goes by its companion's name.
 *
 * Names in the generated code: `v<slot>` locals, `c<index>` cells, `t<depth>` temporaries, `w<slot>` and `d<depth>` the companions of locals
 * and temporaries, `x` and `y` short-lived values, `pc` the instruction after the one at work, `k<index>` constants, `L` the linked code, `H`
 * the heap, `G` the linked code's global cells, `q` what may take the values that a generator yields; and what instructions keep: `g<index>` such
 * a cell, `s<pc>`, `i<pc>`, `e<pc>`, `n<pc>`, `m<pc>` what `sites.ts` found.
 */
import type { Code } from '../bytecode/code.js';
import { aAt, bAt, opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import type { Kinds } from '../vm/link.js';
import { NOTHING_SEEN, rawLocals, type Seen } from './floats.js';
import type { Flow } from './flow.js';
import type { Form } from './form.js';
import { Uses } from './uses.js';

/** A Code has something that the compiled tier does not support: the interpreter runs it. */
export class Refusal extends Error {}

export class Emitter extends Uses {
  readonly lines: string[] = [];
  /** The pc of the next instruction: what a saved pc means. */
  next = 0;
  a = 0;
  b = 0;
  /** Start, stop and step of a slice that is used only by the subscript that follows. */
  slice: readonly [start: string, stop: string, step: string] | null = null;
  /** The test of a comparison that is used only by the jump that follows. */
  condition: string | null = null;
  /** The same for a comparison of words. */
  comparison: string | null = null;
  readonly #stack: string[] = [];
  /** Locals that may be raw floats. */
  readonly #rawLocals: ReadonlySet<string>;
  /** Those of them that certainly are objects at this point of the code. */
  readonly #boxed = new Set<string>();
  /** The companions of temporaries that the code uses. */
  readonly #companions = new Set<string>();

  constructor(
    readonly code: Code,
    readonly flow: Flow,
    readonly form: Form,
    /** What operators have seen, and the precision of floats. */
    readonly seen: Seen = NOTHING_SEEN,
  ) {
    super();
    this.#rawLocals = new Set(seen.floats === null ? [] : rawLocals(code, flow, seen.floats));
  }

  /** Begins to write an instruction. */
  begin(pc: number): Op {
    this.next = pc + 1;
    this.a = aAt(this.code.words, pc);
    this.b = bAt(this.code.words, pc);
    return opAt(this.code.words, pc);
  }

  /** Leaves the whole Code to the interpreter because of this instruction. */
  refuse(): never {
    throw new Refusal(Op[opAt(this.code.words, this.next - 1)]);
  }

  /** Sets the stack to what it is at an instruction that something jumps to: all values in temporaries. */
  resetTo(depth: number): void {
    this.#boxed.clear();
    this.#stack.length = 0;
    for (let i = 0; i < depth; i++) this.#stack.push(`t${i}`);
  }

  emit(line: string): void {
    this.lines.push(line);
  }

  /** The statement that says where an exception strikes. */
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
    const value = this.popOperand();
    return this.object(value);
  }

  /** Like `pop`, where a raw float is acceptable: it may be the companion of a temporary, or a raw local. */
  popOperand(): string {
    return this.#stack.pop() as string;
  }

  /** Whether a value may be a raw float. */
  isRaw(value: string): boolean {
    return /^d\d+$/.test(value) || (this.#rawLocals.has(value) && !this.#boxed.has(value));
  }

  /** Returns the name of the variable that tells whether a value is raw, and that of its companion. */
  parts(value: string): [tag: string, companion: string] {
    return value.startsWith('d') ? [value.replace('d', 't'), value] : [value, value.replace('v', 'w')];
  }

  /** Returns an expression of a value as an object. */
  boxed(value: string): string {
    if (!this.isRaw(value)) return value;
    const [tag, companion] = this.parts(value);
    return `(${tag} === ${this.use('RAW')} ? ${tag} = ${this.use('box')}(${companion}) : ${tag})`;
  }

  /** Makes a value an object, here and in the code that follows. */
  object(value: string): string {
    if (!this.isRaw(value)) return value;
    const [tag, companion] = this.parts(value);
    this.emit(`if (${tag} === ${this.use('RAW')}) ${tag} = ${this.use('box')}(${companion});`);
    if (this.#rawLocals.has(tag)) this.#boxed.add(tag);
    return tag;
  }

  /** Puts a raw float, whose companion has been set, on the stack. */
  pushRaw(): void {
    this.push(this.companion);
  }

  /** The companion of the temporary in which the next pushed value belongs. */
  get companion(): string {
    const name = `d${this.#stack.length}`;
    this.#companions.add(name);
    return name;
  }

  /** Declarations of the companions that the code uses. */
  get companionDeclarations(): string[] {
    return [...this.#companions, ...[...this.#rawLocals].map((local) => local.replace('v', 'w'))].map((name) => `${name} = 0`);
  }

  /** Returns the expression of a variable's value as a frame must hold it. */
  saved(name: string): string {
    if (this.#rawLocals.has(name)) return `${name} === ${this.use('RAW')} ? ${this.use('box')}(${name.replace('v', 'w')}) : ${name}`;
    if (this.#companions.has(name.replace('t', 'd'))) return `${name} === ${this.use('RAW')} ? undefined : ${name}`;
    return name;
  }

  /** Stores a value from the stack in a local. */
  storeLocal(local: string): void {
    const value = this.popOperand();
    if (value === local) return;
    const staysRaw = value.startsWith('d') && this.#rawLocals.has(local);
    const source = staysRaw ? this.parts(value)[0] : this.object(value);
    this.keep(local);
    this.emit(staysRaw ? `${local} = ${source}; ${local.replace('v', 'w')} = ${value};` : `${local} = ${source};`);
    if (staysRaw) this.#boxed.delete(local);
    else if (this.#rawLocals.has(local)) this.#boxed.add(local);
  }

  /** Like `pop`, where a property of the value is read, which cannot be written after a number. */
  popObject(): string {
    const value = this.pop();
    if (!isNumber(value)) return value;
    this.emit(`${this.target} = ${value};`);
    return this.target;
  }

  /** Takes the top `count` values, the lowest first. */
  take(count: number): string[] {
    return count === 0 ? [] : this.#stack.splice(-count).map((value) => this.object(value));
  }

  /** Returns the value `below` places below the top. */
  peek(below = 0): string {
    const i = this.#stack.length - 1 - below;
    const value = this.object(this.#stack[i] as string);
    this.#stack[i] = value;
    return value;
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

  /** Replaces the value `below` places below the top with that of an expression. */
  put(below: number, expression: string): void {
    const i = this.#stack.length - 1 - below;
    this.emit(`t${i} = ${expression};`);
    this.#stack[i] = `t${i}`;
  }

  /** Puts every value into its temporary. */
  flush(): void {
    for (const [i, value] of this.#stack.entries()) this.#settle(i, value);
  }

  /** Statements that put every value into its temporary, on a path on which a frame may be saved. The tracked stack does not change. */
  get spill(): string {
    return this.#stack
      .map((value, i) => (value === `t${i}` ? '' : value === `d${i}` ? `${this.boxed(value)}; ` : `t${i} = ${this.boxed(value)}; `))
      .join('');
  }

  /** Called before a local changes: saves values on the stack that the local stands for. */
  keep(local: string): void {
    this.#stack.forEach((value, i) => {
      if (value === local) this.#settle(i, value);
    });
  }

  #settle(i: number, value: string): void {
    if (value === `t${i}`) return;
    const object = this.object(value);
    if (object !== `t${i}`) this.emit(`t${i} = ${object};`);
    this.#stack[i] = `t${i}`;
  }

  /** Drops values until the stack has this depth. */
  cut(depth: number): void {
    this.#stack.length = depth;
  }

  charge(): void {
    if (this.b !== 0) this.emit(`${this.use('fuel')}.left -= ${this.b};`);
  }

  /** The kinds of operands that the instruction has seen, other than two ints. */
  get kinds(): Kinds | undefined {
    return this.seen.floats?.get(this.next - 1);
  }

  /** Whether the next instruction can be reached, but only from this one. */
  get isFollowed(): boolean {
    return !this.flow.targets.has(this.next) && this.flow.isLive(this.next);
  }

  /** Returns a float constant as a JavaScript number; null if it is not a float, or cannot be written as a number. */
  floatConstant(index: number): string | null {
    const constant = this.code.constants[index];
    if (constant?.type !== 'float') return null;
    const value = this.seen.single ? Math.fround(constant.value) : constant.value;
    return Number.isFinite(value) && !Object.is(value, -0) ? (value < 0 ? `(${value})` : String(value)) : null;
  }

  /** Returns a constant as a JavaScript expression. */
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

/** Whether an operand is a number literal. */
export const isNumber = (value: string): boolean => /^-?\d+$/.test(value);

/** Writes one instruction, or throws a Refusal. */
export type InstructionEmitter = (e: Emitter) => void;
export type Emitters = Readonly<Partial<Record<Op, InstructionEmitter>>>;
