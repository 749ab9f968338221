/**
 * Turns on top of nested code, which cannot be unwound: where it has lost its turn, or waits, the others have theirs further up the host's
 * stack, until it can go on. Only the uppermost nested code can; why it does not is told apart here.
 */
import type { Execution } from '../execution.js';
import type { Clock } from './clock.js';
import type { CoveredExecutions } from './covered.js';
import type { Horizon } from './horizon.js';
import type { DeadEnd, Turns } from './turns.js';

/**
 * How nested code comes back from yielding: it goes on; it cannot for ever; only if something typed did let it, for which this host cannot
 * wait; or only if nested code of another Execution below it went on first.
 */
export type NestedOutcome = 'goes on' | 'never' | 'no input' | 'nested below';

/** Thrown through all nested code, down to `atBase`: what its turn comes to. */
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

  /** A turn at the end of which there is no nested code. */
  atBase(): DeadEnd | null {
    try {
      return this.turns.next() as DeadEnd | null;
    } catch (x) {
      if (!(x instanceof Unwinding)) throw x;
      return x.deadEnd;
    }
  }

  /** The current Execution yields in nested code: others have their turns until it has turn and lock again and can go on. How it does. */
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

  /** What nested code reads should be there at this moment already, if the host has it. */
  #askForInput({ waiting }: Execution): void {
    const { clock, horizon } = this;
    while (waiting?.awaitsInput === true && horizon.hold?.(clock.now, true) === true) {
      horizon.host.ask();
      horizon.throwIfAborted(false);
    }
  }

  /** Why the uppermost nested code cannot go on. */
  #whyNot(): NestedOutcome {
    if (this.covered.count > 1) return 'nested below';
    return this.turns.awaitsInput() ? 'no input' : 'never';
  }

  /** All nested code but that of interrupt handlers is unwound before the current Execution, which runs on top of it, goes on. */
  unwind(): void {
    if (this.covered.count > 0) throw new Unwinding(null);
  }
}
