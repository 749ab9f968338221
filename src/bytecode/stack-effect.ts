/** What each instruction does to the depth of the value stack, as the column `stack` of the instruction set says. */
import { INSTRUCTIONS, type Op } from './opcodes.js';

/** What decides a number of values besides the opcode, by its name in the column. */
const FACTORS = {
  /** Each is there. */
  one: () => 1,
  n: (a: number) => a,
  p: (a: number) => a & 255,
  k: (a: number) => a >> 8,
  t: (a: number) => a >> 4,
  d: (a: number) => ((a & 3) === 1 ? 1 : 0),
  f: (_: number, b: number) => b & 1,
} as const;
type Factor = keyof typeof FACTORS;

/** Values on one side: how many for each unit of a factor. */
type Values = readonly (readonly [factor: Factor, count: number])[];

/** One row of the column. */
interface Effect {
  /** The values that it takes. */
  readonly before: Values;
  /** The values that it leaves if it continues with the next instruction, and if it jumps. */
  readonly after: Values;
  readonly jumped: Values;
  /** It takes all other values above depth a, too. */
  readonly cuts: boolean;
}

const known: (Effect | undefined)[] = [];

function effectOf(op: Op): Effect {
  let effect = known[op];
  if (effect === undefined) {
    effect = read(INSTRUCTIONS[op].stack);
    known[op] = effect;
  }
  return effect;
}

/** Reads `before -- after | after a jump`. */
function read(stack: string): Effect {
  const [before, after, jumped = ''] = stack.split(/--|\|/) as [string, string, string?];
  return { before: valuesOf(before), after: valuesOf(after), jumped: valuesOf(jumped), cuts: before.includes('…') };
}

/** Counts the values of one side: names, or names in parentheses, perhaps with a factor behind them. */
function valuesOf(side: string): Values {
  const counts = new Map<Factor, number>();
  for (const [, group, single, name] of side.matchAll(/(?:\((\w+(?: \w+)*)\)|(\w+))(?:\[(\w)\])?/g)) {
    const factor = (name ?? 'one') as Factor;
    counts.set(factor, (counts.get(factor) ?? 0) + (single === undefined ? (group as string).split(' ').length : 1));
  }
  return [...counts];
}

function numberOf(values: Values, a: number, b: number): number {
  let sum = 0;
  for (const [factor, count] of values) sum += count * FACTORS[factor](a, b);
  return sum;
}

/** Returns the depth that an instruction with these operands needs. */
export function depthNeeded(op: Op, a: number, b: number): number {
  const { before, cuts } = effectOf(op);
  return numberOf(before, a, b) + (cuts ? a : 0);
}

/** Returns the depth behind an instruction with these operands that continues with the next one, if it is `depth` before it. */
export function depthAfter(op: Op, a: number, b: number, depth: number): number {
  const { before, after, cuts } = effectOf(op);
  return (cuts ? a : depth - numberOf(before, a, b)) + numberOf(after, a, b);
}

/** Returns the depth at the target of an instruction that jumps, if it is `depth` before it. */
export function depthAtTarget(op: Op, depth: number): number {
  const { before, jumped } = effectOf(op);
  return depth - numberOf(before, 0, 0) + numberOf(jumped, 0, 0);
}
