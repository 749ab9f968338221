/** Exceptions on their way: which of them stop the program, and where it was when they were raised. */
import { GeneratorExit, KeyboardInterrupt, type PyException, StopIteration, SystemExit } from '../objects/exception.js';
import type { PyInstance } from '../objects/instance.js';
import type { Frame } from '../vm/frame.js';
import { findHandler } from '../vm/unwind.js';
import type { CallStack } from './call-stack.js';
import type { StackLevel } from './host.js';

/** `uncaught`: those that leave their thread, or the callback of an interrupt. `all`: those, and all others where they are raised. */
export type RaiseFilter = 'none' | 'uncaught' | 'all';

/** By these a program ends an iteration or itself. */
const ORDINARY = [StopIteration, GeneratorExit];
const ENDS = [SystemExit, KeyboardInterrupt];

export class Raises {
  filter: RaiseFilter = 'none';
  /** The exception on its way. */
  #exception: PyException | PyInstance | null = null;
  /** The stack where it was raised: when it is known that nobody catches it, nothing else of that is left. */
  #levels: readonly StackLevel[] | null = null;
  #isStop = false;

  constructor(private readonly stack: CallStack) {}

  /** An exception has come to a frame. Answers whether it is uncaught if it stops the program here, else null. */
  comesTo(exception: PyException | PyInstance, frame: Frame, pc: number, levels: () => readonly StackLevel[]): boolean | null {
    if (this.filter === 'none') return null;
    const isNew = exception !== this.#exception;
    if (isNew) {
      this.#exception = exception;
      this.#levels = levels();
    }
    const { type } = exception;
    const isA = (types: typeof ORDINARY): boolean => types.some((each) => type.isSubtypeOf(each));
    const isUncaught = this.stack.isOutermost(frame) && findHandler(frame.linked.code, pc) < 0 && !isA(ENDS);
    const stops = isUncaught || (isNew && this.filter === 'all' && !isA(ORDINARY) && !isA(ENDS));
    this.#isStop = stops;
    return stops ? isUncaught : null;
  }

  /** The levels at which the exception was raised that has stopped the program; null if none has. */
  get levels(): readonly StackLevel[] | null {
    return this.#isStop ? this.#levels : null;
  }

  /** The program goes on. */
  leaveStop(): void {
    this.#isStop = false;
  }
}
