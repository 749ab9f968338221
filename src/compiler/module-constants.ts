/** Module constants that the compiler puts in place of attributes (`mp_constants_table` in `py/parse.c`); those of a board are an option. */
import { ERRNO } from '../errno.js';
import type { NumberConstant } from './arithmetic.js';

const MATH: Readonly<Record<string, number>> = {
  e: Math.E,
  pi: Math.PI,
  tau: 2 * Math.PI,
  inf: Number.POSITIVE_INFINITY,
  nan: Number.NaN,
};

/** The number that `module.name` is on every board, or null. */
export function moduleConstant(module: string, name: string): NumberConstant | null {
  if (module === 'math' && Object.hasOwn(MATH, name)) return { type: 'float', value: MATH[name] as number };
  if (module === 'errno' && Object.hasOwn(ERRNO, name)) return { type: 'int', value: ERRNO[name] as number };
  return null;
}
