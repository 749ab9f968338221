/**
 * Turns on top of nested code, which cannot be unwound: when nested code has lost its turn, or waits, the others have their turns further up
 * the host's stack, until it can continue. Only the uppermost nested code can continue; the reasons why it does not are told apart here.
 */
import type { Execution } from '../execution.js';
import type { Clock } from './clock.js';
import type { CoveredExecutions } from './covered.js';
import type { Horizon } from './horizon.js';
import type { DeadEnd, Turns } from './turns.js';

/**
 * How nested code comes back from yielding: it continues; it can never continue; it could only continue after typed input, for which this
 * host cannot wait; or it could only continue after nested code of another Execution below it.
 */
export type NestedOutcome = 'goes on' | 'never' | 'no input' | 'nested below';

/** Thrown through all nested code, down to `atBase`, with the outcome of the turn there. */
class Unwinding {
  constructor(readonly deadEnd: DeadEnd | null) {}
}

/** The turns of one machine, on top of nested code and below all of it. */
export class TurnsOnTop {
  constructor(
    private readonly clock: Clock,
    private readonly horizon: Horizon,
    private readonly covered: CoveredExecutions,
    private readonly turns: Turns,
  ) {}

  /** Runs a turn below all nested code. Returns why there is no next turn; null if there is one. */
  atBase(): DeadEnd | null {
    try {
      return this.turns.next() as DeadEnd | null;
    } catch (x) {
      if (!(x instanceof Unwinding)) throw x;
      return x.deadEnd;
    }
  }

  /** Lets others have their turns on top of the current Execution, which yields in nested code, until it has turn and lock and can continue. */
  until(execution: Execution): NestedOutcome {
    return this.covered.while(execution, () => this.#untilUppermost(execution));
  }

  #untilUppermost(uppermost: Execution): NestedOutcome {
    const { turns, covered } = this;
    let verdict: NestedOutcome = 'goes on';
    this.#askForInput(uppermost);
    for (let outcome: DeadEnd | 'resumed' | null = turns.handOver(uppermost); ; outcome = turns.next()) {
      if (outcome === 'resumed') return verdict;
      if (outcome === 'deadlock') throw new Unwinding(outcome);
      if (verdict === 'goes on' && (outcome === 'stuck' || covered.blocksBelow())) {
        verdict = this.#whyNot();
        covered.giveUp();
      }
      turns.look();
    }
  }

  /** Lets the host send the input that nested code waits for at this very moment, if the host has it. */
  #askForInput({ waiting }: Execution): void {
    const { clock, horizon } = this;
    while (waiting?.awaitsInput === true && horizon.hold?.(clock.now, true) === true) {
      horizon.host.ask();
      horizon.throwIfAborted(false);
    }
  }

  /** Returns why the uppermost nested code cannot continue. */
  #whyNot(): NestedOutcome {
    if (this.covered.count > 1) return 'nested below';
    return this.turns.awaitsInput() ? 'no input' : 'never';
  }

  /** Unwinds all nested code, except that of interrupt handlers, before the current Execution, which runs on top of it, continues. */
  unwind(): void {
    if (this.covered.count > 0) throw new Unwinding(null);
  }
}
