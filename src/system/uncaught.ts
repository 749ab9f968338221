/** What an uncaught exception prints, and how it ends the program. */
import { forWantOf, lackOf } from '../modules/lack.js';
import { type PyException, SystemExit, softResets } from '../objects/exception.js';
import { exceptionOf, exceptionPieces, isRaised } from '../objects/exception-type.js';
import { PyFloat } from '../objects/float.js';
import { addressOf } from '../objects/identity.js';
import type { PyInstance } from '../objects/instance.js';
import { isInt } from '../objects/int.js';
import { None } from '../objects/none.js';
import { str } from '../objects/protocol/show.js';
import { isStr } from '../objects/str.js';
import { typeName } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { ProgramEnd } from './program.js';

/**
 * Returns how an exception ends the program. If Python code that is called for a text fails, what comes before that text is printed, and the new
 * exception is thrown.
 */
export function endBy(raised: PyException | PyInstance, print: (text: string) => void): ProgramEnd {
  if (raised.type.isSubtypeOf(SystemExit)) {
    const [value = None] = exceptionOf(raised).args;
    return { kind: 'exit', status: exitStatus(value), message: exitMessage(value), isReset: softResets.has(raised) };
  }
  let report = '';
  try {
    for (const piece of exceptionPieces(raised)) report += piece;
  } catch (x) {
    print(report);
    throw x;
  }
  return forWantOf(lackOf(exceptionOf(raised)), { kind: 'exception', report });
}

/**
 * Prints an exception if there is no program any more (`nlr_jump_fail` in `ports/stm32/main.c`). Exceptions that are raised while it is shown
 * are ignored, since they would start this again without end.
 */
export function printUncaught(raised: Value, print: (text: string) => void): void {
  print(`FATAL: uncaught exception ${addressOf(exceptionOf(raised as PyException)).toString(16)}\n`);
  try {
    for (const piece of exceptionPieces(raised)) print(piece);
  } catch (x) {
    if (!isRaised(x)) throw x;
  }
}

/**
 * Returns what `sys.exit(value)` says beside a status. A value that may hold objects of the program's classes, whose `str` would run Python
 * code, is named by its type.
 */
function exitMessage(value: Value): string | null {
  if (value === None || isInt(value)) return null;
  return typeof value !== 'object' || isStr(value) || value instanceof PyFloat ? str(value) : `<${typeName(value)}>`;
}

/**
 * Returns the command's exit status for `sys.exit(value)`: 0 for None, the lowest byte of an int, 1 for anything else
 * (`shared/runtime/pyexec.c`).
 */
function exitStatus(value: Value): number {
  if (value === None) return 0;
  return typeof value === 'number' || typeof value === 'bigint' ? Number(BigInt.asUintN(8, BigInt(value))) : 1;
}
