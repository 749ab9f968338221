/** How each instruction changes the depth of the value stack, as the column `stack` of the instruction set says. */
import { INSTRUCTIONS, Op } from './opcodes.js';

/** A number of values: so many, and so many for each unit of what the argument `a` says. */
interface Count {
  readonly fixed: number;
  readonly n: number;
  readonly p: number;
  readonly k: number;
  readonly d: number;
}

/** What an instruction changes: if the next one follows, and if it jumps. Null where it depends on more than `a`. */
interface Effect {
  readonly falls: Count | null;
  readonly jumps: number;
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
  const isStatic = before.includes('…') === after.includes('…');
  return { falls: isStatic ? difference(count(after), count(before)) : null, jumps: count(jumped).fixed - count(before).fixed };
}

/** Counts the values of one side: names, or names in parentheses, perhaps with a factor behind them. */
function count(side: string): Count {
  const sum = { fixed: 0, n: 0, p: 0, k: 0, d: 0 };
  for (const [, group, single, factor] of side.matchAll(/(?:\((\w+(?: \w+)*)\)|(\w+))(?:\[([npkd])\])?/g)) {
    const values = single === undefined ? (group as string).split(' ').length : 1;
    sum[(factor ?? 'fixed') as keyof Count] += values;
  }
  return sum;
}

const difference = (x: Count, y: Count): Count => ({ fixed: x.fixed - y.fixed, n: x.n - y.n, p: x.p - y.p, k: x.k - y.k, d: x.d - y.d });

/** Change of depth by an instruction that continues with the next one. Throws an Error for CUT, UNWIND and MAKE_FUNCTION. */
export function stackEffect(op: Op, a: number): number {
  const { falls } = effectOf(op);
  if (falls === null) throw new Error(`stack effect of ${Op[op]} is not static`);
  const { fixed, n, p, k, d } = falls;
  return fixed + n * a + p * (a & 255) + k * (a >> 8) + ((a & 3) === 1 ? d : 0);
}

/** Change of depth by an instruction that jumps. */
export function jumpEffect(op: Op): number {
  return effectOf(op).jumps;
}

/** Returns the depth behind an instruction with these operands that continues with the next one, if it is `depth` before it. */
export function depthAfter(op: Op, a: number, b: number, depth: number): number {
  switch (op) {
    case Op.CUT:
      return a;
    case Op.UNWIND:
      return a + 1;
    case Op.MAKE_FUNCTION:
      return b & 1 ? depth - 1 : depth + 1;
    default:
      return depth + stackEffect(op, a);
  }
}
