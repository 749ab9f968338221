/** What the machine-code emitter does not support (`py/emitnative.c`). */
import { Op } from '../bytecode/opcodes.js';
import { Problem } from '../source/problem.js';
import type { Span } from '../source/span.js';
import type { Item } from './item.js';
import { MP } from './ledger.js';

/** The NotImplementedError that the emitter itself raises. It is not an error of the compiler, and so it has no line. */
export function notImplemented(text: string, span: Span): Problem {
  return new Problem('NotImplementedError', text, span, null);
}

/** Refuses a bare `raise` and `raise … from`. */
export function refuseRaise(item: Item): void {
  if (item.op === Op.RAISE_FROM || item.ledger.includes(MP.RAISE_LAST)) throw notImplemented('native raise', item.span);
}
