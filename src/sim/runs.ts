/**
 * Who runs, and how much of its own each has run: where a thread is can be named so, whatever others have done in between. Cycles of
 * interrupt handlers are nobody's.
 */
import type { Execution } from '../execution.js';
import type { Clock } from './clock.js';
import type { Interrupts } from './interrupts.js';

/** The number of the one that was alone when it came. The others count from 1, in the order of their coming. */
const MAIN = 0;

/** Another Execution goes on, where one has run. */
export interface Change {
  readonly from: number;
  readonly to: number;
  /** What `from` has run of its own. */
  readonly cycles: number;
  /** The one that runs no longer. */
  readonly last: Execution;
}

/** Told who has the processor. */
export interface ProcessorWatch {
  /** An Execution has it from now on, unless handlers of interrupts do. It may have had it before. */
  has(execution: Execution, number: number): void;
  /** None has it: it waits, its turn is over, or it has ended. */
  rests(): void;
  /** What Executions have begun will never go on. */
  forgets(): void;
}

/** The Executions of one machine by number, with their cycles. */
export class Runs {
  /** Null: nobody wants to know. */
  watch: ProcessorWatch | null = null;
  /** Told when one of another number goes on than has run last: after a reset the main thread is still that. */
  onChange: ((change: Change) => void) | null = null;
  readonly #numbers = new WeakMap<Execution, number>();
  /** What each has run, up to the beginning of its present turn. */
  readonly #cycles: number[] = [0];
  #last: Execution | null = null;
  #running: Execution | null = null;
  /** Cycles of code that was no handler's, when the one that runs began to. */
  #began = 0;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
  ) {}

  /** One has come, perhaps again; `isOnly`: there is no other. */
  add(execution: Execution, isOnly: boolean): void {
    if (this.#numbers.has(execution)) return;
    const number = isOnly ? MAIN : this.#cycles.push(0) - 1;
    this.#numbers.set(execution, number);
  }

  /** Its number. */
  numberOf(execution: Execution): number {
    return this.#numbers.get(execution) as number;
  }

  /** So many cycles it has run since power came. */
  cyclesOf(execution: Execution): number {
    const cycles = this.#cycles[this.numberOf(execution)] as number;
    return execution === this.#running ? cycles + this.#own - this.#began : cycles;
  }

  /** The one that has run last, as if it went on now; null: none has run. */
  get last(): Change | null {
    return this.#last && this.#changeTo(this.#last, this.#last);
  }

  #changeTo(last: Execution, next: Execution): Change {
    return { from: this.numberOf(last), to: this.numberOf(next), cycles: this.cyclesOf(last), last };
  }

  /** One goes on. */
  begin(execution: Execution): void {
    this.end();
    const last = this.#last;
    if (last !== null && this.numberOf(last) !== this.numberOf(execution)) this.onChange?.(this.#changeTo(last, execution));
    this.#last = this.#running = execution;
    this.#began = this.#own;
    if (this.watch !== null) this.goOn();
  }

  /** The one that runs has rested, and has the processor again. */
  goOn(): void {
    if (this.#running !== null) this.watch?.has(this.#running, this.numberOf(this.#running));
  }

  /** All are gone. */
  clear(): void {
    this.watch?.forgets();
    this.rest();
  }

  /** The one that runs, or has run last, has the processor no longer. */
  rest(): void {
    this.watch?.rests();
  }

  /** It stops, for now or for ever. */
  end(): void {
    if (this.#running === null) return;
    this.#cycles[this.numberOf(this.#running)] = this.cyclesOf(this.#running);
    this.#running = null;
  }

  get #own(): number {
    return this.clock.cycles - this.interrupts.handlerCycles;
  }
}
