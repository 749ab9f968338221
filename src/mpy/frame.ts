/** The frame of a function: its parameters, locals and cells, by MicroPython's numbers and by ours (`py/scope.c`, `py/objfun.c`). */
import { type CodeKind, parametersOf, type Signature } from '../bytecode/code.js';
import type { Prelude } from './prelude.js';
import { damaged } from './problem.js';

/** How a function is made. */
export interface Maker {
  readonly kind: 'module' | 'class' | 'function';
  /** The cells of the enclosing function that it captures. They come first among its arguments. */
  readonly captured: readonly number[];
}

/** Kinds of code by the names that MicroPython gives them. */
const KINDS: ReadonlyMap<string, CodeKind> = new Map([
  ['<lambda>', 'lambda'],
  ['<listcomp>', 'comprehension'],
  ['<dictcomp>', 'comprehension'],
  ['<setcomp>', 'comprehension'],
  ['<genexpr>', 'comprehension'],
]);

/** The frame of a function. */
export class Frame {
  readonly kind: CodeKind;
  readonly signature: Signature;
  /** For each own cell the parameter whose argument it takes over, or −1. */
  readonly cells: readonly number[];
  /** Number of locals that the instructions use. */
  slots: number;
  private readonly free: number;
  /** The numbers of locals are below this. */
  private readonly most: number;
  private readonly cellOf: ReadonlyMap<number, number>;

  constructor(
    readonly prelude: Prelude,
    { kind, captured }: Maker,
    /** Number of instructions of the function. Each local other than a parameter is bound by one of them. */
    instructions: number,
  ) {
    const { positional, keywordOnly, star, doubleStar, defaults, isGenerator, frameWords } = prelude;
    this.free = captured.length;
    this.kind = kind === 'function' ? (KINDS.get(prelude.name) ?? (isGenerator ? 'generator' : 'function')) : kind;
    this.signature = {
      positional: positional - this.free,
      defaults,
      keywordOnly,
      star,
      doubleStar,
      names: prelude.parameters.slice(this.free),
    };
    this.slots = parametersOf(this.signature);
    const isCalled = kind === 'function';
    if (positional - defaults < this.free || this.free + this.slots > frameWords || (!isCalled && (this.slots > 0 || isGenerator)))
      throw damaged('a function is called in no way');
    const parameters = this.slots;
    this.most = Math.min(frameWords, this.free + parameters + prelude.cells.length + instructions);
    this.cells = prelude.cells.map((local) => (local - this.free < parameters ? local - this.free : -1));
    this.cellOf = new Map(prelude.cells.map((local, i) => [local, this.free + i]));
    const isOdd = this.cellOf.size !== prelude.cells.length || prelude.cells.some((local) => local < this.free || local >= frameWords);
    if (isOdd) throw damaged('a cell is none');
  }

  /** Our number of a local. */
  slot(local: number): number {
    const slot = local - this.free;
    if (slot < 0 || local >= this.most || this.cellOf.has(local)) throw damaged('a local is none');
    this.slots = Math.max(this.slots, slot + 1);
    return slot;
  }

  /** Our number of a cell; null if the local is not a cell. */
  cell(local: number): number | null {
    return local < this.free ? local : (this.cellOf.get(local) ?? null);
  }

  /** Whether names are looked up in a dict, as in the body of a module or class. */
  get hasNames(): boolean {
    return this.kind === 'module' || this.kind === 'class';
  }
}
