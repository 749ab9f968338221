/**
 * Who runs, and how many cycles of its own each Execution has run: these name a place in a thread's run, whatever others have done in
 * between. Cycles of interrupt handlers belong to nobody.
 */
import type { Execution } from '../execution.js';
import type { Interrupts } from './interrupts.js';

/** The number of the Execution that was the only one when it was added. The others count from 1, in the order in which they were added. */
const MAIN = 0;

/** A change from the Execution that has run last to another. */
export interface Change {
  readonly from: number;
  readonly to: number;
  /** The cycles that `from` has run itself. */
  readonly cycles: number;
  /** The Execution that has run last. */
  readonly last: Execution;
}

/** Called when the processor changes hands. */
export interface ProcessorWatch {
  /**
   * An Execution has the processor from now on, except while interrupt handlers have it. It may have had it already. `place`: its number among
   * those since the last reset.
   */
  has(execution: Execution, place: number): void;
  /** No Execution has the processor: the last one waits, its turn is over, or it has ended. */
  rests(): void;
  /** What Executions have begun will never continue. */
  forgets(): void;
}

/** The Executions of one machine by number, with their cycles. */
export class Runs {
  /** Null if nobody watches. */
  watch: ProcessorWatch | null = null;
  /** Called when a different thread continues than ran last. After a reset the main thread counts as the same one. */
  onChange: ((change: Change) => void) | null = null;
  readonly #numbers = new WeakMap<Execution, number>();
  /** The cycles that each has run, by number, up to the beginning of its present turn. */
  readonly #cycles: number[] = [0];
  /** The number of the last one that a reset has ended. */
  #ended = MAIN;
  #last: Execution | null = null;
  #running: Execution | null = null;
  /** The cycles used outside interrupt handlers when the running Execution began. */
  #began = 0;

  constructor(private readonly interrupts: Interrupts) {}

  /** Gives an Execution its number, unless it has one; `isOnly`: there is no other. */
  add(execution: Execution, isOnly: boolean): void {
    if (this.#numbers.has(execution)) return;
    const number = isOnly ? MAIN : this.#cycles.push(0) - 1;
    this.#numbers.set(execution, number);
  }

  /** Returns an Execution's number. */
  numberOf(execution: Execution): number {
    return this.#numbers.get(execution) as number;
  }

  /** Returns an Execution's number among those since the last reset: what people are told of those that are there now. */
  placeOf(execution: Execution): number {
    const number = this.numberOf(execution);
    return number === MAIN ? MAIN : number - this.#ended;
  }

  /** Called when a reset has ended all Executions but the main one: the others have their places from 1 again. */
  countAnew(): void {
    this.#ended = this.#cycles.length - 1;
  }

  /** Returns how many cycles an Execution has run since power-on. */
  cyclesOf(execution: Execution): number {
    const cycles = this.#cycles[this.numberOf(execution)] as number;
    return execution === this.#running ? cycles + this.#own - this.#began : cycles;
  }

  /** The Execution that has run last, as a change to itself; null if none has run. */
  get last(): Change | null {
    return this.#last && this.#changeTo(this.#last, this.#last);
  }

  #changeTo(last: Execution, next: Execution): Change {
    return { from: this.numberOf(last), to: this.numberOf(next), cycles: this.cyclesOf(last), last };
  }

  /** Called when an Execution continues. */
  begin(execution: Execution): void {
    this.end();
    const last = this.#last;
    if (last !== null && this.numberOf(last) !== this.numberOf(execution)) this.onChange?.(this.#changeTo(last, execution));
    this.#last = this.#running = execution;
    this.#began = this.#own;
    if (this.watch !== null) this.goOn();
  }

  /** Called when the running Execution has rested and has the processor again. */
  goOn(): void {
    if (this.#running !== null) this.watch?.has(this.#running, this.placeOf(this.#running));
  }

  /** Called when all Executions are gone. */
  clear(): void {
    this.watch?.forgets();
    this.rest();
  }

  /** Called when the Execution that runs, or ran last, no longer has the processor. */
  rest(): void {
    this.watch?.rests();
  }

  /** Called when the running Execution stops, for now or for ever. */
  end(): void {
    if (this.#running === null) return;
    this.#cycles[this.numberOf(this.#running)] = this.cyclesOf(this.#running);
    this.#running = null;
  }

  get #own(): number {
    return this.interrupts.ownCycles;
  }
}
