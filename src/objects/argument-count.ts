/** Errors for the wrong number of arguments (`py/argcheck.c`). */
import { raise } from './exception.js';
import { features } from './features.js';
import type { Keywords, Value } from './value.js';

/**
 * The TypeError for a call of a Python function or named tuple with the wrong number of arguments. A firmware with detailed error messages
 * names the callee.
 */
export function wrongArgumentCount(name: string, wanted: number, given: number): object {
  return features.detailedErrors
    ? raise.TypeError('%q() takes %d positional arguments but %d were given', name, wanted, given)
    : raise.TypeError('function takes %d positional arguments but %d were given', wanted, given);
}

/** Raises TypeError unless `count` is a number of arguments from `least` to `most` (`py/argcheck.c`). */
export function checkCount(count: number, least: number, most: number): void {
  if (count >= least && count <= most) return;
  if (least === most) throw raise.TypeError('function takes %d positional arguments but %d were given', least, count);
  if (count < least) throw raise.TypeError('function missing %d required positional arguments', least - count);
  throw raise.TypeError('function expected at most %d arguments, got %d', most, count);
}

/** The same for a function that takes no keyword arguments: raises TypeError for these first (`py/argcheck.c`, mp_arg_check_num). */
export function checkPositional(args: readonly Value[], keywords: Keywords | null, least: number, most: number): void {
  if (keywords !== null && keywords.size > 0) throw raise.TypeError("function doesn't take keyword arguments");
  checkCount(args.length, least, most);
}
