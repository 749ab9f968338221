/** Exceptions on their way: which of them stop the program, and where it was when they were raised. */
import type { Code } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { GeneratorExit, KeyboardInterrupt, type PyException, StopIteration, SystemExit } from '../objects/exception.js';
import type { PyInstance } from '../objects/instance.js';
import type { Frame } from '../vm/frame.js';
import { findHandler, reraisesAt } from '../vm/unwind.js';
import type { CallStack } from './call-stack.js';
import type { StackLevel } from './host.js';
import { isFrozen } from './source-lines.js';

/** `uncaught`: those that leave their thread, or the callback of an interrupt. `all`: those, and all others where they are raised, or come out of the firmware's own modules. */
export type RaiseFilter = 'none' | 'uncaught' | 'all';

/** By these a program ends an iteration or itself. */
const ORDINARY = [StopIteration, GeneratorExit];
const ENDS = [SystemExit, KeyboardInterrupt];

/** Of an exception that is on its way, or was. */
interface Way {
  /** The stack where it was raised: when it is known that nobody catches it, nothing else of that is left. */
  readonly levels: readonly StackLevel[];
  isCaught: boolean;
  /** It has come to code of the program's, not of the firmware's own modules alone. */
  isMet: boolean;
}

export class Raises {
  filter: RaiseFilter = 'none';
  /** An exception that is on its way may be left for another that passes in the meantime, as in a final part. */
  readonly #ways = new WeakMap<PyException | PyInstance, Way>();
  /** Of the one that has stopped the program. */
  #stopped: Way | null = null;

  constructor(private readonly stack: CallStack) {}

  /** An exception has come to a frame. Answers whether it is uncaught if it stops the program here, else null. */
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

  /** The program goes on. */
  leaveStop(): void {
    this.#stopped = null;
  }
}

/** Whether the instruction is a `raise`: what it raises may have been raised before. */
function raises({ words }: Code, pc: number): boolean {
  const op = (words[pc * 2] as number) & 255;
  return op === Op.RAISE_OBJ || op === Op.RAISE_FROM;
}
