/** What is known about a Code before it runs: the depth of the value stack at every instruction, jumps, loops, and which locals are bound. */
import type { Code } from '../bytecode/code.js';
import { aAt, bAt, opAt } from '../bytecode/instruction.js';
import { INSTRUCTIONS, Op } from '../bytecode/opcodes.js';
import { depthAfter, depthAtTarget } from '../bytecode/stack-effect.js';

/** A forward jump. A jump to a handler begins at the first instruction of the handler's range. */
interface Jump {
  readonly from: number;
  readonly to: number;
}

/** Instructions from `from` up to but not including `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A handler row. */
export interface TryRange extends Stretch {
  readonly handler: number;
  readonly depth: number;
}

export class Flow {
  readonly size: number;
  /** Depth of the value stack before each instruction. */
  readonly depths: Int32Array;
  readonly jumps: Jump[] = [];
  readonly loops: Stretch[] = [];
  readonly tries: TryRange[] = [];
  /** Instructions that something jumps to, handlers included. */
  readonly targets = new Set<number>();
  /** For each instruction a row of bits, one per slot: which locals are bound before it. */
  readonly #bound: Int32Array;
  readonly #rowSize: number;
  readonly #deleted = new Set<number>();
  /** The handler rows whose range begins at an instruction. */
  readonly #opening = new Map<number, TryRange[]>();

  constructor(
    readonly code: Code,
    parameters: number,
  ) {
    this.size = code.words.length >> 1;
    this.depths = new Int32Array(this.size).fill(-1);
    this.#rowSize = (code.slots + 31) >> 5;
    this.#bound = new Int32Array(this.size * this.#rowSize);
    for (let pc = 0; pc < this.size; pc++) if (opAt(code.words, pc) === Op.DELETE_FAST) this.#deleted.add(aAt(code.words, pc));
    for (let i = 0; i < code.handlers.length; i += 4) {
      const [from, to, handler, depth] = code.handlers.subarray(i, i + 4) as unknown as [number, number, number, number];
      const range = { from, to, handler, depth };
      this.tries.push(range);
      this.#opening.set(from, [...(this.#opening.get(from) ?? []), range]);
      this.#note(from, handler);
    }
    this.depths[0] = 0;
    // A parameter that is a cell moves out of its slot.
    for (let slot = 0; slot < parameters; slot++) if (!code.cells.includes(slot)) this.#bound[slot >> 5] |= 1 << (slot & 31);
    for (let pc = 0; pc < this.size; pc++) this.#step(pc);
  }

  /** Whether a local is bound whenever `pc` is reached. */
  isBound(pc: number, slot: number): boolean {
    return this.isLive(pc) && !this.#deleted.has(slot) && (this.#bound[pc * this.#rowSize + (slot >> 5)] & (1 << (slot & 31))) !== 0;
  }

  /** Whether an instruction can be reached. */
  isLive(pc: number): boolean {
    return (this.depths[pc] as number) >= 0;
  }

  #note(from: number, to: number): void {
    this.jumps.push({ from, to });
    this.targets.add(to);
  }

  /**
   * All jumps except JUMP_BACK go forward, so everything is known about an instruction when its turn comes; JUMP_BACK adds nothing to what is
   * known at a loop's head.
   */
  #step(pc: number): void {
    if (!this.isLive(pc)) return;
    const { code } = this;
    const depth = this.depths[pc] as number;
    const a = aAt(code.words, pc);
    for (const range of this.#opening.get(pc) ?? []) this.#flow(pc, range.handler, range.depth + 1);
    const op = opAt(code.words, pc);
    switch (INSTRUCTIONS[op].flow) {
      case 'jump':
        this.#jump(pc, a, depthAtTarget(op, depth));
        return;
      case 'branch':
        this.#jump(pc, a, depthAtTarget(op, depth));
        break;
      case 'back':
        this.loops.push({ from: a, to: pc + 1 });
        return;
      case 'return':
      case 'raise':
      case 'reraise':
        return;
      case 'finally':
        for (const pad of code.finallies[a] as readonly number[]) this.#jump(pc, pad, depthAtTarget(op, depth));
        break;
      case 'next':
      case 'call':
    }
    this.#flow(pc, pc + 1, depthAfter(op, a, bAt(code.words, pc), depth), op === Op.STORE_FAST ? a : -1);
  }

  #jump(from: number, to: number, depth: number): void {
    this.#note(from, to);
    this.#flow(from, to, depth);
  }

  /** Locals bound at `from`, and the one that it stores, are bound at `to`, unless they are unbound on another path to it. */
  #flow(from: number, to: number, depth: number, stored = -1): void {
    if (to >= this.size) return;
    const isFirst = !this.isLive(to);
    const rowSize = this.#rowSize;
    this.depths[to] = depth;
    for (let i = 0; i < rowSize; i++) {
      let bits = this.#bound[from * rowSize + i] as number;
      if (stored >> 5 === i) bits |= 1 << (stored & 31);
      this.#bound[to * rowSize + i] = isFirst ? bits : (this.#bound[to * rowSize + i] as number) & bits;
    }
  }
}
