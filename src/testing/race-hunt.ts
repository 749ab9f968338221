/**
 * The hunt of a race: a program runs again and again, each time with other turns of its threads, until it fails; then the switches of that run
 * are taken away as long as it fails in the same way. All of it follows from the program: the same hunt finds the same race.
 */
import type { Schedule, Switch } from '../sim/schedule.js';
import type { ThreadSwitch } from '../system/thread-switch.js';
import { type Failure, hangs } from './failure.js';
import { shrink } from './shrink.js';
import type { Trial, TrialOptions, TrialResult } from './trial.js';

/** What is tried. */
interface HuntPlan {
  /** So many seeds from the first on. */
  readonly seeds: number;
  readonly firstSeed: number;
  /** Simulated nanoseconds that the program is given; null: by what it takes where no thread is interrupted. */
  readonly within: bigint | null;
}

/** A failure, and the switches that it takes. */
export interface FoundRace {
  readonly failure: Failure;
  /** With which seed the run failed first; null: with the board's own turns. */
  readonly seed: number | null;
  /** How many switches that run had. */
  readonly switchCount: number;
  /** Simulated nanoseconds in which it shows, and whether the run comes to its end by itself. */
  readonly within: bigint;
  readonly hasEnded: boolean;
  /**
   * Turns with which the program, with the same seed (0 for null), fails in the same way: the switches that it takes, and no others. Null: the
   * failure depends on the exact moments of that run, so that its switches alone do not bring it about.
   */
  readonly schedule: Schedule | null;
}

type SwitchListener = ((change: ThreadSwitch) => void) | null;

/** How long a thread may run on at most; of these the first with which the program comes to its end: where threads look for each other, less. */
const LONGEST_MS = [1000, 100, 10, 1];
/**
 * Simulated time that a program is given where nobody has said how much: so often what it takes plainly, up to the longest, and not less than
 * the shortest, in which the LEDs have shown that a program has failed.
 */
const LONGEST_RUN = 10_000_000_000n;
const SHORTEST_RUN = 3_000_000_000n;
const PATIENCE = 10n;
/** The seed of runs with the board's own turns, and with none. */
export const OWN_SEED = 0;
/** So many runs are spent on taking switches away. */
const MOST_SHRINKING = 1000;
/** So many failures that their switches alone do not bring about are passed over. */
const MOST_UNTOLD = 5;

/** One hunt. */
export class RaceHunt {
  runs = 0;
  /** Simulated nanoseconds of all runs. */
  ns = 0n;
  /** The seed of the last run; null: the board's own turns, or none. */
  seed: number | null = null;
  /** The program comes to its end where threads run until they wait: not to do so is a failure. */
  endsByItself = false;
  /** The program has started threads, when none was interrupted: without any there is little to find. */
  hasThreads = false;
  /** How the program fails where no thread is ever interrupted, with the present seed, which is no race. */
  plainFailure: Failure | null = null;
  /** What has been found until now. */
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

  /** The hunt. Whoever takes no further step has what was found until then. */
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

  /** The run with the present seed has failed. */
  *#take(failure: Failure, hasEnded: boolean): Generator<void> {
    // What is random is of the seed, too.
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

  /** Whether the program fails in the same way with the present seed, with these switches and no others. */
  *#failsSo({ key }: Failure, switches: readonly Switch[]): Generator<void, boolean> {
    const { failure } = yield* this.#run({ turns: { ...this.plain, switches }, seed: this.seed ?? OWN_SEED });
    return failure?.key === key;
  }

  /** Where the run with the present seed took threads their turns away. */
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

/** What is said of a program that fails where no thread is interrupted, before how it does. */
export const noRace = ({ seed }: RaceHunt): string =>
  `the program also fails ${seed === null ? '' : `with seed ${seed} `}if no thread is interrupted, so this is not a race`;
