/** Looks for a race in the threads of a program, for tests: with any framework, and with anything that the test does to the board. */
import { callable, checkOptions, positive, such, whole } from '../checks.js';
import type { Schedule } from '../sim/schedule.js';
import { KeptTexts } from '../system/kept-texts.js';
import { MOST_SEED } from '../system/options.js';
import { type Failure, failureOf, lacks } from './failure.js';
import { type FoundRace, noRace, RaceHunt } from './race-hunt.js';
import { type RaceSwitch, replayOf, reportRace } from './race-report.js';
import { TestBench, type TestBenchOptions } from './test-bench.js';
import { resultOf, runToEnd, type Trial } from './trial.js';

/** How a race is looked for. All options have defaults. */
export interface RaceOptions extends Omit<TestBenchOptions, 'turns' | 'seed' | 'profile' | 'store'> {
  /** The number of seeds to try, and the first of them. Default: 100, from 1 on. */
  readonly seeds?: number;
  readonly firstSeed?: number;
  /** Simulated milliseconds that the program is given. Default: ten times what it takes if no thread is interrupted, from 3 000 to 10 000. */
  readonly withinMs?: number;
  /** A run fails if this text is not in the output. */
  readonly expect?: string;
  /** What is done to the board in each run. A run fails if this throws. Default: the board runs. */
  readonly test?: (bench: TestBench) => void;
}

/** A race that was found. `new TestBench(files, { turns, seed })` reproduces it. */
export interface Race {
  /** How the program fails, in one line. */
  readonly failure: string;
  readonly turns: 'board' | 'random' | Schedule;
  readonly seed: number;
  /** Where threads are interrupted. */
  readonly switches: readonly RaceSwitch[];
  /** The whole race in words. */
  readonly text: string;
}

const DEFAULTS = { seeds: 100, firstSeed: 1 };

/** Options of a board without `test`: it ends when its program does. */
const ALONE = { afterwards: 'stop', exitResets: false } as const;

/** Options of a bench that a hunt decides itself. */
const OWN = ['turns', 'seed', 'profile', 'store'];

/** Checks options and adds defaults. Throws a TypeError or RangeError for options that are not allowed or have invalid values. */
function checked(options: RaceOptions): RaceOptions & typeof DEFAULTS {
  const own = OWN.find((option) => Object.hasOwn(options, option));
  if (own !== undefined) throw new TypeError(`findRace has no option '${own}': it tries many; set firstSeed and seeds`);
  const { seeds, firstSeed, withinMs, expect, test } = options;
  checkOptions(
    { firstSeed, seeds, withinMs, expect, test },
    {
      firstSeed: whole(0, MOST_SEED),
      seeds: whole(1, MOST_SEED - (firstSeed ?? DEFAULTS.firstSeed) + 1),
      withinMs: positive('simulated milliseconds'),
      expect: such((value) => typeof value === 'string' && value !== '', 'a non-empty string'),
      test: callable('that takes a bench'),
    },
  );
  return { ...options, seeds: seeds ?? DEFAULTS.seeds, firstSeed: firstSeed ?? DEFAULTS.firstSeed };
}

/**
 * Runs the program with the board's own turns of threads, then with those of one seed after the other, until a run fails: by an uncaught
 * exception of any thread, a fatal error, an exit status, an error that `test` throws, or because it does not end in time although it does if
 * threads run until they wait. Then removes all switches that the failure does not need. Returns null if no run has failed. Throws an Error
 * if the program fails without any switch, perhaps because of what is random with one of the seeds: then it has a different fault.
 */
export function findRace(files: Readonly<Record<string, string | Uint8Array>>, options: RaceOptions = {}): Race | null {
  const { seeds, firstSeed, withinMs } = checked(options);
  const trial = trialOf(files, options);
  const hunt = new RaceHunt(trial, { seeds, firstSeed, within: withinMs === undefined ? null : BigInt(Math.round(withinMs * 1e6)) });
  resultOf(hunt.steps());
  if (hunt.plainFailure !== null) throw new Error(`${noRace(hunt)}: ${hunt.plainFailure.text}`);
  return hunt.race === null ? null : raceOf(trial, hunt.race);
}

function raceOf(trial: Trial, found: FoundRace): Race {
  const { turns, seed } = replayOf(found);
  const { failure, switches, story } = resultOf(reportRace(trial, found));
  return { failure: failure.text, turns, seed, switches, text: `${failure.text}\n${failure.report}${story}` };
}

function trialOf(files: Readonly<Record<string, string | Uint8Array>>, options: RaceOptions): Trial {
  const { seeds: _, firstSeed: __, withinMs: ___, expect, test, ...board } = options;
  const store = new KeptTexts();
  return function* ({ within, ...how }, look) {
    // With the option `debug` there is no profile, and the race is described without the text of its lines.
    const profile = how.profile && board.debug !== true;
    const bench = new TestBench(files, { ...(test === undefined ? ALONE : {}), ...board, ...how, profile, store });
    look?.(bench.system);
    const end = test === undefined ? yield* runToEnd(bench.system, within) : { hasEnded: true, failure: thrownBy(() => test(bench)) };
    const missing = expect === undefined || bench.output.includes(expect) ? null : lacks(expect);
    const failure = failureOf(bench.system) ?? end.failure ?? missing;
    return { failure, hasEnded: end.hasEnded, ns: bench.system.elapsed, lines: profile ? bench.system.profile : [] };
  };
}

/** All errors that a test throws count as the same failure, whatever their text. */
function thrownBy(test: () => void): Failure | null {
  try {
    test();
    return null;
  } catch (error) {
    return { key: 'test', text: error instanceof Error ? error.message : String(error), report: '' };
  }
}
