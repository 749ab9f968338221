/** Enters compiled code from calls and frames. */
import { parametersOf } from '../bytecode/code.js';
import { SUSPEND } from '../execution.js';
import { finishInstance } from '../objects/class.js';
import type { Cell, PyFunction } from '../objects/function.js';
import type { Keywords, Value } from '../objects/value.js';
import { bindCall, chargeCall, NO_CELLS } from './call.js';
import type { Frame } from './frame.js';
import type { LinkedCode } from './link.js';
import { current } from './thread.js';
import type { Entry } from './tier.js';

type Stack = readonly (Value | undefined)[];

/** Makes a plain call of a compiled function, with the arguments at `from` on the caller's stack. */
export function enterPlain(f: PyFunction, stack: Stack, from: number, count: number): Value {
  const entry = (f.linked as LinkedCode).entry as Entry;
  switch (count) {
    case 0:
      return entry(f, null);
    case 1:
      return entry(f, null, stack[from]);
    case 2:
      return entry(f, null, stack[from], stack[from + 1]);
    case 3:
      return entry(f, null, stack[from], stack[from + 1], stack[from + 2]);
    default:
      return entry(f, null, ...stack.slice(from, from + count));
  }
}

/** Like `enterPlain`, with the arguments in an array. */
export function enterArray(f: PyFunction, args: Stack): Value {
  return enterPlain(f, args, 0, args.length);
}

/**
 * Passed in place of the cells to a function that has none: it then returns undefined for an exception that it raises itself, and leaves the
 * exception in `answered`. Used by callers that can do with that, because throwing is slow in JavaScript.
 */
export const ANSWERS: Cell[] = [];
export const answered: { exception: unknown } = { exception: undefined };

/** Calls a compiled function for the next item of an iteration. `ends` turns an exception into the result. */
export function enterForItem(f: PyFunction, ends: (x: unknown) => undefined, self: Value): Value | undefined {
  const linked = f.linked as LinkedCode;
  chargeCall(f, linked, 1);
  const value: Value | undefined = (linked.entry as Entry)(null, ANSWERS, self);
  return value === undefined ? ends(answered.exception) : value;
}

/** Calls a compiled function whose arguments need more than copying. Charges the call. */
export function enterBound(f: PyFunction, args: readonly Value[], keywords: Keywords | null): Value {
  const linked = f.linked as LinkedCode;
  const { plainArity } = linked;
  const missing = plainArity - args.length;
  if (keywords === null && plainArity >= 0 && missing >= 0 && missing <= f.defaults.length && linked.code.cellNames.length === 0)
    return enterWithDefaults(f, linked, args, missing);
  const parameters: (Value | undefined)[] = linked.blankParameters.slice();
  const cells = bindCall(f, parameters, args, keywords);
  return (linked.entry as Entry)(null, cells, ...parameters);
}

/** Calls a compiled function with the defaults of its last `missing` parameters. */
function enterWithDefaults(f: PyFunction, linked: LinkedCode, args: readonly Value[], missing: number): Value {
  chargeCall(f, linked, args.length);
  const entry = linked.entry as Entry;
  const { defaults } = f;
  const count = args.length;
  const from = defaults.length - missing - count;
  switch (linked.plainArity) {
    case 0:
      return entry(null, NO_CELLS);
    case 1:
      return entry(null, NO_CELLS, count > 0 ? args[0] : defaults[from]);
    case 2:
      return entry(null, NO_CELLS, count > 0 ? args[0] : defaults[from], count > 1 ? args[1] : defaults[from + 1]);
    case 3:
      return entry(
        null,
        NO_CELLS,
        count > 0 ? args[0] : defaults[from],
        count > 1 ? args[1] : defaults[from + 1],
        count > 2 ? args[2] : defaults[from + 2],
      );
    default:
      return entry(null, NO_CELLS, ...args, ...defaults.slice(defaults.length - missing));
  }
}

/** Counts the call of a frame that has not begun, and returns true if it has a compiled form to run. */
export function isFresh(frame: Frame): boolean {
  return frame.pc === 0 && frame.generator === null && frame.locals === null && frame.linked.countCall();
}

/** Runs a fresh frame in its compiled form. */
export function enterFrame(frame: Frame): Value {
  const { linked, construction } = frame;
  const parameters = frame.stack.slice(0, parametersOf(linked.code.signature));
  const entry = linked.entry as Entry;
  if (construction === null) return entry(null, frame.cells, ...parameters);
  let result: Value;
  try {
    result = entry(null, frame.cells, ...parameters);
  } catch (x) {
    // The saved frame continues in place of this one.
    if (x === SUSPEND) (current.bottom as Frame).construction = construction;
    throw x;
  }
  return finishInstance(construction.instance, result, construction.args, construction.keywords);
}
