/** Exceptions that are being raised: which of them stop the program, and where it was when they were raised. */
import type { Code } from '../bytecode/code.js';
import { opAt } from '../bytecode/instruction.js';
import { INSTRUCTIONS } from '../bytecode/opcodes.js';
import { GeneratorExit, KeyboardInterrupt, type PyException, StopIteration, SystemExit } from '../objects/exception.js';
import type { PyInstance } from '../objects/instance.js';
import type { Frame } from '../vm/frame.js';
import { findHandler, reraisesAt } from '../vm/unwind.js';
import type { CallStack } from './call-stack.js';
import type { StackLevel } from './host.js';
import { isFrozen } from './source-lines.js';

/**
 * `uncaught`: exceptions that leave their thread, or an interrupt's callback. `all`: those, and all others, where they are raised or where they
 * come out of the firmware's own modules.
 */
export type RaiseFilter = 'none' | 'uncaught' | 'all';

/** With these exceptions a program ends an iteration, or itself. */
const ORDINARY = [StopIteration, GeneratorExit];
const ENDS = [SystemExit, KeyboardInterrupt];

/** The way of an exception through frames, past or still going on. */
interface Way {
  /** The stack where it was raised. By the time it is known to be uncaught, this is all that is left of that stack. */
  readonly levels: readonly StackLevel[];
  isCaught: boolean;
  /** Whether it has reached code of the program, not only of the firmware's own modules. */
  isMet: boolean;
}

export class Raises {
  filter: RaiseFilter = 'none';
  /** A map, because while one exception is on its way, another may come and go, as in a final part. */
  readonly #ways = new WeakMap<PyException | PyInstance, Way>();
  /** The way of the exception that has stopped the program. */
  #stopped: Way | null = null;

  constructor(private readonly stack: CallStack) {}

  /** Called when an exception has reached a frame. If it stops the program here, returns whether it is uncaught; otherwise null. */
  comesTo(exception: PyException | PyInstance, frame: Frame, pc: number, levels: () => readonly StackLevel[]): boolean | null {
    if (this.filter === 'none') return null;
    const { code } = frame.linked;
    const known = this.#ways.get(exception);
    const isNew = known === undefined || raises(code, pc) || (known.isCaught && !reraisesAt(code.words, pc + 1));
    const way = isNew ? { levels: levels(), isCaught: false, isMet: false } : known;
    const meets = !way.isMet && !isFrozen(code);
    way.isMet ||= meets;
    way.isCaught = findHandler(code, pc) >= 0;
    this.#ways.set(exception, way);
    const { type } = exception;
    const isA = (types: typeof ORDINARY): boolean => types.some((each) => type.isSubtypeOf(each));
    const isUncaught = this.stack.isOutermost(frame) && !way.isCaught && !isA(ENDS);
    const stops = isUncaught || (meets && this.filter === 'all' && !isA(ORDINARY) && !isA(ENDS));
    this.#stopped = stops ? way : null;
    return stops ? isUncaught : null;
  }

  /** The levels at which the exception was raised that has stopped the program; null if none has. */
  get levels(): readonly StackLevel[] | null {
    return this.#stopped?.levels ?? null;
  }

  /** Called when the program continues. */
  leaveStop(): void {
    this.#stopped = null;
  }
}

/** Whether the instruction is a `raise` of something. What it raises may have been raised before. */
function raises({ words }: Code, pc: number): boolean {
  return INSTRUCTIONS[opAt(words, pc)].flow === 'raise';
}
