/**
 * Checks the promises in `opcodes.ts`, on which everything that runs a Code relies. A Code from our own compiler always keeps them; one
 * from a file may not.
 */
import type { Code } from './code.js';
import { aAt, bAt, opAt } from './instruction.js';
import { INSTRUCTIONS, Op } from './opcodes.js';
import { depthAfter, depthAtTarget, depthNeeded } from './stack-effect.js';

/** Thrown for a Code that breaks a promise. */
export class BrokenPromise extends Error {}

/** Throws a BrokenPromise that names code and pc if a Code, or one inside it, breaks a promise. */
export function verify(code: Code): void {
  new Verifier(code).run();
  for (const child of code.children) verify(child);
}

interface Jump {
  readonly from: number;
  readonly to: number;
}

interface Stretch {
  /** First instruction. */
  readonly from: number;
  /** The instruction after the last. */
  readonly to: number;
}

/** Instructions on the way out of a block; they may run with a stack below the depth of the block's handler. */
const NEVER_RAISES: ReadonlySet<Op> = new Set([Op.CUT, Op.UNWIND, Op.GO, Op.CHARGE, Op.COUNT, Op.LOAD_CONST]);

class Verifier {
  private readonly size: number;
  private readonly depths: Int32Array;
  private readonly jumps: Jump[] = [];
  private readonly loops: Stretch[] = [];
  private readonly work: number[] = [];

  constructor(private readonly code: Code) {
    this.size = code.words.length / 2;
    this.depths = new Int32Array(this.size).fill(-1);
  }

  run(): void {
    this.check(this.size > 0, 0, 'is empty');
    this.check(this.code.lines.length === this.size, 0, 'has not a line for every instruction');
    this.flow(0, 0);
    this.drain();
    this.handlers();
    for (let pc = 0; pc < this.size; pc++) {
      this.check((this.depths[pc] as number) >= 0, pc, 'is never reached');
      this.form(pc);
    }
    this.ranges();
    this.structure();
  }

  private op(pc: number): Op {
    return opAt(this.code.words, pc);
  }

  private a(pc: number): number {
    return aAt(this.code.words, pc);
  }

  private b(pc: number): number {
    return bAt(this.code.words, pc);
  }

  /** Follows handlers, which can be entered from anywhere in their range. Ranges inside handlers are found as those handlers are reached. */
  private handlers(): void {
    const { handlers } = this.code;
    for (let again = true; again; ) {
      again = false;
      for (let i = 0; i < handlers.length; i += 4) {
        const [from, to, target, depth] = handlers.subarray(i, i + 4) as unknown as [number, number, number, number];
        this.check(from < to && to <= this.size, from, 'begins a bad handler range');
        const isReached = (this.depths[from] as number) >= 0;
        const isNew = (this.depths[target] as number) < 0;
        if (!isReached) continue;
        this.flow(target, depth + 1);
        if (!isNew) continue;
        this.jumps.push({ from, to: target });
        this.drain();
        again = true;
      }
    }
  }

  /** Checks that what may raise leaves a handler the stack that it begins with. All instructions have been reached. */
  private ranges(): void {
    const { handlers } = this.code;
    for (let i = 0; i < handlers.length; i += 4) {
      const [from, to, , depth] = handlers.subarray(i, i + 4) as unknown as [number, number, number, number];
      for (let pc = from; pc < to; pc++) this.check(this.isAbove(pc, depth), pc, 'is below the depth of its handler');
    }
  }

  private isAbove(pc: number, depth: number): boolean {
    return (this.depths[pc] as number) >= depth || NEVER_RAISES.has(this.op(pc));
  }

  private drain(): void {
    for (let pc = this.work.pop(); pc !== undefined; pc = this.work.pop()) this.step(pc, this.depths[pc] as number);
  }

  private flow(pc: number, depth: number): void {
    this.check(pc >= 0 && pc < this.size, pc, 'is outside the code');
    this.check(depth >= 0 && depth <= this.code.stackSize, pc, `has depth ${depth} of at most ${this.code.stackSize}`);
    const known = this.depths[pc] as number;
    if (known < 0) {
      this.depths[pc] = depth;
      this.work.push(pc);
    } else {
      this.check(known === depth, pc, `is reached with depths ${known} and ${depth}`);
    }
  }

  private jump(from: number, depth: number): void {
    const to = this.a(from);
    this.check(to > from, from, 'jumps back');
    this.jumps.push({ from, to });
    this.flow(to, depth);
  }

  private step(pc: number, depth: number): void {
    const op = this.op(pc);
    const a = this.a(pc);
    const b = this.b(pc);
    this.check(INSTRUCTIONS[op] !== undefined, pc, 'has no opcode');
    this.check(depth >= depthNeeded(op, a, b), pc, 'takes more values than there are');
    switch (INSTRUCTIONS[op].flow) {
      case 'jump':
        this.jump(pc, depthAtTarget(op, depth));
        return;
      case 'branch':
        this.jump(pc, depthAtTarget(op, depth));
        break;
      case 'back':
        this.check(a <= pc, pc, 'jumps back forward');
        this.loops.push({ from: a, to: pc + 1 });
        this.flow(a, depth);
        return;
      case 'return':
      case 'raise':
        return;
      case 'reraise':
        for (const place of this.code.active[a] ?? []) this.check(place.depth < depth, pc, 'looks for an exception above the stack');
        return;
      case 'finally':
        for (const pad of this.code.finallies[a] as readonly number[]) {
          this.check(pad > pc, pc, 'has a pad before it');
          this.jumps.push({ from: pc, to: pad });
          this.flow(pad, depthAtTarget(op, depth));
        }
        break;
      case 'call':
        this.check(this.op(pc + 1) === Op.LOOK, pc, 'is not followed by LOOK');
        break;
      case 'next':
    }
    this.flow(pc + 1, depthAfter(op, a, b, depth));
  }

  private form(pc: number): void {
    const op = this.op(pc);
    const row = INSTRUCTIONS[op];
    if (row.second === 'charge' || row.second === 'owed') this.check(this.b(pc) >= 0, pc, 'charges less than nothing');
    const limit = this.limit(row.argument);
    if (limit !== null) this.check(this.a(pc) >= 0 && this.a(pc) < limit, pc, 'has an argument out of bounds');
  }

  private limit(argument: (typeof INSTRUCTIONS)[Op]['argument']): number | null {
    switch (argument) {
      case 'constant':
        return this.code.constants.length;
      case 'slot':
        return this.code.slots;
      case 'cell':
        return this.code.cellNames.length;
      case 'name':
        return this.code.names.length;
      case 'child':
        return this.code.children.length;
      case 'ledger':
        return this.code.ledger.length;
      default:
        return null;
    }
  }

  /** Checks that loops and handler ranges nest and are entered only at their first instruction. */
  private structure(): void {
    const { handlers } = this.code;
    const stretches = [...this.loops];
    for (let i = 0; i < handlers.length; i += 4) stretches.push({ from: handlers[i] as number, to: handlers[i + 1] as number });
    const heads = new Set<number>();
    for (const loop of this.loops) {
      this.check(!heads.has(loop.from), loop.from, 'is the head of two loops');
      heads.add(loop.from);
    }
    this.nest(stretches);
    this.entries(stretches);
    this.blocks();
  }

  /** Each handler range is an exception block in the firmware. Checks that the frame has room for all blocks that are open at once. */
  private blocks(): void {
    const { handlers, exceptDepth } = this.code;
    const ends: number[] = [];
    const ranges = Array.from({ length: handlers.length / 4 }, (_, i) => ({
      from: handlers[4 * i] as number,
      to: handlers[4 * i + 1] as number,
    }));
    for (const { from, to } of ranges.sort((x, y) => x.from - y.from || y.to - x.to)) {
      while (ends.length > 0 && (ends.at(-1) as number) <= from) ends.pop();
      ends.push(to);
      this.check(ends.length <= exceptDepth, from, 'is in more blocks than the frame has');
    }
  }

  private nest(stretches: readonly Stretch[]): void {
    const open: Stretch[] = [];
    for (const stretch of [...stretches].sort((x, y) => x.from - y.from || y.to - x.to)) {
      while (open.length > 0 && (open[open.length - 1] as Stretch).to <= stretch.from) open.pop();
      const outer = open[open.length - 1];
      this.check(outer === undefined || stretch.to <= outer.to, stretch.from, 'begins a stretch that does not nest');
      open.push(stretch);
    }
  }

  /** Checks that no jump enters a stretch other than at its beginning. */
  private entries(stretches: readonly Stretch[]): void {
    const innermost = innermostStretches(stretches, this.size);
    for (const { from, to } of this.jumps) {
      for (let at = innermost[to] ?? null; at !== null; at = at.outer) {
        if (at.from === to) continue;
        this.check(from >= at.from && from < at.to, from, `jumps into the middle of [${at.from}, ${at.to})`);
        break;
      }
    }
  }

  private check(holds: boolean, pc: number, problem: string): asserts holds {
    if (!holds) throw new BrokenPromise(`${this.code.filename} ${this.code.name}: instruction ${pc} ${problem}`);
  }
}

interface Nested extends Stretch {
  readonly outer: Nested | null;
}

/** Returns, for each instruction, the innermost stretch around it. The stretches must nest. */
function innermostStretches(stretches: readonly Stretch[], size: number): (Nested | null)[] {
  const sorted = [...stretches].sort((x, y) => x.from - y.from || y.to - x.to);
  const result: (Nested | null)[] = [];
  let open: Nested | null = null;
  let next = 0;
  for (let pc = 0; pc < size; pc++) {
    while (open !== null && open.to <= pc) open = open.outer;
    while (next < sorted.length && (sorted[next] as Stretch).from === pc) open = { ...(sorted[next++] as Stretch), outer: open };
    result.push(open);
  }
  return result;
}
