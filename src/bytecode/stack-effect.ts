/** What each instruction does to the depth of the value stack, as the column `stack` of the instruction set says. */
import { INSTRUCTIONS, type Op } from './opcodes.js';

/** A number of values: so many, and so many for each unit of what the operands say. */
interface Values {
  readonly fixed: number;
  readonly n: number;
  readonly p: number;
  readonly k: number;
  readonly t: number;
  readonly d: number;
  readonly f: number;
}

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
  const sum = { fixed: 0, n: 0, p: 0, k: 0, t: 0, d: 0, f: 0 };
  for (const [, group, single, factor] of side.matchAll(/(?:\((\w+(?: \w+)*)\)|(\w+))(?:\[([npktdf])\])?/g)) {
    sum[(factor ?? 'fixed') as keyof Values] += single === undefined ? (group as string).split(' ').length : 1;
  }
  return sum;
}

const numberOf = ({ fixed, n, p, k, t, d, f }: Values, a: number, b: number): number =>
  fixed + n * a + p * (a & 255) + k * (a >> 8) + t * (a >> 4) + ((a & 3) === 1 ? d : 0) + (b & 1 ? f : 0);

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
