/**
 * The order in which a function's instructions are translated. MicroPython tests the condition of a loop after its body and begins the loop
 * with a jump to the test. Our loop begins with the test (`bytecode/opcodes.ts`), so that every jump except one per loop goes forward.
 */
import type { Instruction } from './instructions.js';
import { Mp } from './opcodes.js';
import { damaged } from './problem.js';

/** Most levels of nested loops; no program has that many. */
export const MOST_NESTED = 100;

/** A loop: the instruction at which it is entered, with which it begins, and the one with which its body begins. */
export interface Loop {
  readonly head: number;
  /** The first instruction of the body if MicroPython has the test after the body; otherwise null. */
  readonly body: number | null;
}

/** An instruction by its number, or the beginning or end of a loop. */
export type Step =
  | { readonly kind: 'instruction'; readonly at: number }
  | { readonly kind: 'begin'; readonly loop: Loop }
  | { readonly kind: 'end'; readonly loop: Loop };

/** Puts the instructions into the order of translation. */
export function inOrder(instructions: readonly Instruction[]): Step[] {
  const sources = new Map<number, number[]>();
  for (const [from, { op, operand: to }] of instructions.entries()) {
    if (!canGoBack(op) || to > from) continue;
    const known = sources.get(to);
    if (known === undefined) sources.set(to, [from]);
    else known.push(from);
  }
  const order = new Order(instructions, sources);
  order.add(0, instructions.length - 1, -1, 0);
  return order.steps;
}

const canGoBack = (op: Mp): boolean => op >= Mp.UNWIND_JUMP && op <= Mp.POP_JUMP_IF_FALSE;

class Order {
  readonly steps: Step[] = [];

  constructor(
    private readonly instructions: readonly Instruction[],
    /** For each target of backward jumps, the instructions that jump there, in ascending order. */
    private readonly sources: ReadonlyMap<number, readonly number[]>,
  ) {}

  /** Adds a range of instructions. The loop that begins at `open` has already begun. */
  add(first: number, last: number, open: number, depth: number): void {
    if (depth > MOST_NESTED) throw damaged('it nests too deeply');
    for (let at = first; at <= last; at++) {
      const end = at === open ? undefined : lastUpTo(this.sources.get(at) ?? [], last);
      if (end === undefined) {
        this.steps.push({ kind: 'instruction', at });
        continue;
      }
      const entry = this.entry(at, end);
      const loop: Loop = { head: entry, body: entry === at ? null : at };
      this.steps.push({ kind: 'begin', loop });
      if (entry === at) this.add(at, end, at, depth + 1);
      else {
        this.add(entry, end, -1, depth + 1);
        this.add(at, entry - 1, -1, depth + 1);
      }
      this.steps.push({ kind: 'end', loop });
      at = end;
    }
  }

  /** The instruction at which the loop from `first` to `last` is entered: a test to which the jump before it goes, or `first`. */
  private entry(first: number, last: number): number {
    const before = this.instructions[first - 1];
    return before?.op === Mp.JUMP && before.operand > first && before.operand <= last ? before.operand : first;
  }
}

/** The last number that is not above `limit`. */
function lastUpTo(ascending: readonly number[], limit: number): number | undefined {
  for (let i = ascending.length - 1; i >= 0; i--) if ((ascending[i] as number) <= limit) return ascending[i];
  return undefined;
}
