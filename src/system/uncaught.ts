/** What becomes of a program, and is printed, by an exception that nobody has caught. */
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

/** How a program ends by it. If Python code fails that is asked for a text, what comes before that is printed, and that is thrown. */
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
  return { kind: 'exception', report };
}

/** Prints it where there is no program any more (`nlr_jump_fail` in `ports/stm32/main.c`). What showing it raises would begin that again, without end. */
export function printUncaught(raised: Value, print: (text: string) => void): void {
  print(`FATAL: uncaught exception ${addressOf(exceptionOf(raised as PyException)).toString(16)}\n`);
  try {
    for (const piece of exceptionPieces(raised)) print(piece);
  } catch (x) {
    if (!isRaised(x)) throw x;
  }
}

/** What `sys.exit(value)` says besides a status; of what may hold objects of the program's classes, which would run Python code, the type. */
function exitMessage(value: Value): string | null {
  if (value === None || isInt(value)) return null;
  return typeof value !== 'object' || isStr(value) || value instanceof PyFloat ? str(value) : `<${typeName(value)}>`;
}

/** Status of the command for `sys.exit(value)`: None 0, an int its lowest byte, anything else 1 (`shared/runtime/pyexec.c`). */
function exitStatus(value: Value): number {
  if (value === None) return 0;
  return typeof value === 'number' || typeof value === 'bigint' ? Number(BigInt.asUintN(8, BigInt(value))) : 1;
}
