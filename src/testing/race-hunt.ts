/**
 * The hunt for a race: a program runs again and again, each time with different turns of its threads, until it fails. Then switches of that run
 * are removed as long as the program still fails in the same way. All of this is deterministic: the same hunt finds the same race.
 */
import type { Schedule, Switch } from '../sim/schedule.js';
import type { ThreadSwitch } from '../system/thread-switch.js';
import { type Failure, hangs } from './failure.js';
import { shrink } from './shrink.js';
import type { Trial, TrialOptions, TrialResult } from './trial.js';

/** What is tried. */
interface HuntPlan {
  /** The number of seeds, and the first of them. */
  readonly seeds: number;
  readonly firstSeed: number;
  /** Simulated nanoseconds that the program is given; if null, this follows from what it takes if no thread is interrupted. */
  readonly within: bigint | null;
}

/** A failure, and the switches that it needs. */
export interface FoundRace {
  readonly failure: Failure;
  /** The seed with which a run failed first; null for the board's own turns. */
  readonly seed: number | null;
  /** The number of switches of that run. */
  readonly switchCount: number;
  /** Simulated nanoseconds that the program was given, and whether the run ended by itself. */
  readonly within: bigint;
  readonly hasEnded: boolean;
  /**
   * Turns with which the program, with the same seed (0 for null), fails in the same way: only the switches that it needs. Null if the
   * failure depends on the exact moments of that run, so that its switches alone do not cause it.
   */
  readonly schedule: Schedule | null;
}

type SwitchListener = ((change: ThreadSwitch) => void) | null;

/** Longest turns of a thread. The first one with which the program ends is used; threads that poll for each other need a short one. */
const LONGEST_MS = [1000, 100, 10, 1];
/**
 * Simulated time, in ns, that a program is given by default: PATIENCE times what it takes plainly, at most LONGEST_RUN, and at least
 * SHORTEST_RUN, which is enough for the LEDs to show that a program has failed.
 */
const LONGEST_RUN = 10_000_000_000n;
const SHORTEST_RUN = 3_000_000_000n;
const PATIENCE = 10n;
/** The seed of runs with the board's own turns, and of plain runs. */
export const OWN_SEED = 0;
/** Most runs that are spent on removing switches. */
const MOST_SHRINKING = 1000;
/** The hunt ends after this number of failures that their switches alone do not cause. */
const MOST_UNTOLD = 5;

/** One hunt. */
export class RaceHunt {
  runs = 0;
  /** Simulated nanoseconds of all runs. */
  ns = 0n;
  /** The seed of the last run; null if it had the board's own turns, or was plain. */
  seed: number | null = null;
  /** Whether the program ends if threads run until they wait. If so, not to end is a failure. */
  endsByItself = false;
  /** Whether the program has started threads when none was interrupted. Without threads there is little to find. */
  hasThreads = false;
  /** How the program fails, with the current seed, if no thread is ever interrupted, which is not a race; null if it does not. */
  plainFailure: Failure | null = null;
  /** The race that has been found until now. */
  race: FoundRace | null = null;
  /** Simulated nanoseconds that the program is given. */
  within: bigint;
  /** The turns with which no thread is interrupted before it has run for long. */
  plain: Schedule = { longestMs: LONGEST_MS[0] as number, switches: [] };

  constructor(
    private readonly trial: Trial,
    private readonly plan: HuntPlan,
  ) {
    this.within = plan.within ?? LONGEST_RUN;
  }

  /** The hunt, in steps. A caller that takes no further step has what was found until then. */
  *steps(): Generator<void> {
    yield* this.#runPlainly();
    let untold = 0;
    for (let n = -1; n < this.plan.seeds && untold < MOST_UNTOLD && this.plainFailure === null; n++) {
      this.seed = n < 0 ? null : this.plan.firstSeed + n;
      const { failure, hasEnded } = yield* this.#runSeed();
      if (failure === null) continue;
      yield* this.#take(failure, hasEnded);
      if (this.race !== null && this.race.schedule !== null) return;
      untold++;
    }
  }

  *#runPlainly(): Generator<void> {
    let best: TrialResult | null = null;
    for (const longestMs of LONGEST_MS) {
      const schedule = { longestMs, switches: [] };
      const result = yield* this.#run({ turns: schedule, seed: OWN_SEED }, () => {
        this.hasThreads = true;
      });
      const isBetter = best === null || (result.failure === null && (result.hasEnded || best.failure !== null));
      if (!isBetter) continue;
      best = result;
      this.plain = schedule;
      this.plainFailure = result.failure;
      if (result.failure === null && result.hasEnded) break;
    }
    if (best === null) return;
    this.endsByItself = best.hasEnded;
    if (!best.hasEnded || this.plan.within !== null) return;
    const within = (best.ns / 1_000_000n) * PATIENCE * 1_000_000n;
    this.within = within < SHORTEST_RUN ? SHORTEST_RUN : within < LONGEST_RUN ? within : LONGEST_RUN;
  }

  /** Examines the failure of the run with the current seed. */
  *#take(failure: Failure, hasEnded: boolean): Generator<void> {
    // The seed also decides what is random.
    if (this.seed !== null && (yield* this.#failsSo(failure, []))) {
      this.plainFailure = failure;
      return;
    }
    const all = yield* this.#switches();
    const found = { failure, seed: this.seed, switchCount: all.length, within: this.within, hasEnded };
    const isTold = yield* this.#failsSo(failure, all);
    if (isTold || this.race === null) this.race = { ...found, schedule: isTold ? { ...this.plain, switches: all } : null };
    if (!isTold) return;
    const fewer = shrink(all);
    let asked = fewer.next();
    for (let runs = 0; runs < MOST_SHRINKING && asked.done !== true; runs++) {
      const switches = asked.value;
      const fails = yield* this.#failsSo(failure, switches);
      if (fails) this.race = { ...found, schedule: { ...this.plain, switches } };
      asked = fewer.next(fails);
    }
  }

  /** Whether the program fails in the same way with the current seed, with these switches and no others. */
  *#failsSo({ key }: Failure, switches: readonly Switch[]): Generator<void, boolean> {
    const { failure } = yield* this.#run({ turns: { ...this.plain, switches }, seed: this.seed ?? OWN_SEED });
    return failure?.key === key;
  }

  /** The switches of the run with the current seed at which a thread was interrupted. */
  *#switches(): Generator<void, Switch[]> {
    const all: Switch[] = [];
    yield* this.#runSeed(({ from, to, cycles, why }) => {
      if (why === 'interrupted') all.push({ from, to, cycles });
    });
    return all;
  }

  #runSeed(onSwitch: SwitchListener = null): Generator<void, TrialResult> {
    const options = { turns: this.seed === null ? 'board' : 'random', seed: this.seed ?? OWN_SEED } as const;
    return this.#run(options, onSwitch);
  }

  *#run(options: Pick<TrialOptions, 'turns' | 'seed'>, onSwitch: SwitchListener = null): Generator<void, TrialResult> {
    const { within } = this;
    const result = yield* this.trial({ ...options, within, profile: false }, (system) => {
      system.onSwitch = onSwitch;
    });
    this.runs++;
    this.ns += result.ns;
    return this.endsByItself && !result.hasEnded && result.failure === null ? { ...result, failure: hangs(within) } : result;
  }
}

/** The text for a program that fails if no thread is interrupted; the failure follows it. */
export const noRace = ({ seed }: RaceHunt): string =>
  `the program also fails ${seed === null ? '' : `with seed ${seed} `}if no thread is interrupted, so this is not a race`;
