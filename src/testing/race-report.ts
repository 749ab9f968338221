/** A race in words: which thread is interrupted where, which one continues meanwhile, and until when. */
import type { LineCost } from '../system/counting/line-profile.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import type { ThreadSwitch } from '../system/thread-switch.js';
import { type Failure, nameOfThread } from './failure.js';
import { type FoundRace, OWN_SEED } from './race-hunt.js';
import type { Trial, TrialOptions } from './trial.js';

/** A switch of a race. */
export interface RaceSwitch {
  /** Milliseconds since reset. */
  readonly ms: number;
  /** The thread that is interrupted, and the one that continues: 0 is the main thread, the others count from 1 in the order of their start. */
  readonly from: number;
  readonly to: number;
  /** The lines in which `from` is interrupted, the innermost first: `main.py:12`. */
  readonly at: readonly string[];
}

/** The description of a race. */
export interface RaceReport {
  readonly failure: Failure;
  readonly switches: readonly RaceSwitch[];
  /** What happens at each switch, and which threads wait for a lock at the end, in lines that end in \n. */
  readonly story: string;
}

/** The turns and the seed with which the race happens again. */
export const replayOf = ({ schedule, seed }: FoundRace): Pick<TrialOptions, 'turns' | 'seed'> => ({
  turns: schedule ?? (seed === null ? 'board' : 'random'),
  seed: seed ?? OWN_SEED,
});

/** Runs the program once more, in steps, and describes what happens. */
export function* reportRace(trial: Trial, race: FoundRace): Generator<void, RaceReport> {
  const changes: ThreadSwitch[] = [];
  const systems: PyboardSystem[] = [];
  const { failure, lines } = yield* trial({ ...replayOf(race), within: race.within, profile: true }, (system) => {
    systems.push(system);
    system.onSwitch = (change) => changes.push(change);
  });
  // No switch was reported for the thread that ran last, because no other thread has continued.
  const end = systems[0]?.lastSwitch;
  if (end && end.why !== 'interrupted') changes.push(end);
  const teller = new Teller(changes, lines);
  return { failure: failure ?? race.failure, switches: teller.switches, story: teller.story(race) };
}

/** Most switches that are told; nobody would read more. There are more only if the hunt was stopped early. */
export const MOST_TOLD = 20;
const UNTOLD = 'its switches alone do not reproduce the failure: it depends on the exact timing of that run\n';

/** Puts the switches of one run into words. */
class Teller {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(
    private readonly changes: readonly ThreadSwitch[],
    lines: readonly LineCost[],
  ) {
    this.#texts = new Map(lines.map(({ file, line, text }) => [`${file}:${line}`, text]));
  }

  get switches(): RaceSwitch[] {
    return this.changes.flatMap(({ ns, from, to, why, at }) => (why === 'interrupted' ? [{ ms: Number(ns) / 1e6, from, to, at }] : []));
  }

  story({ schedule }: FoundRace): string {
    if (schedule === null) return UNTOLD;
    const all = [...this.changes.keys()].filter((i) => this.changes[i]?.why === 'interrupted');
    const told = all.slice(0, MOST_TOLD).map((i) => this.#interruption(i));
    const rest = all.length > MOST_TOLD ? `and so on, ${all.length - MOST_TOLD} more\n` : '';
    return `${told.join('')}${rest}${this.#waits()}`;
  }

  #interruption(index: number): string {
    const { ns, from, to, at } = this.changes[index] as ThreadSwitch;
    const next = this.changes[index + 1];
    const moment = `${(Number(ns) / 1e6).toFixed(3)} ms`;
    const head = `at ${moment} ${nameOfThread(from)} is interrupted\n${this.#places(at)}and ${nameOfThread(to)} ${this.#beginning(to, index)}`;
    if (next === undefined) return `${head}\n`;
    return `${head} until it ${next.why === 'interrupted' ? 'is interrupted' : next.why}\n${this.#places(next.at)}`;
  }

  /** Where a thread continues. */
  #beginning(thread: number, index: number): string {
    const [place] = this.changes.filter(({ from }, i) => i < index && from === thread).at(-1)?.at ?? [];
    return place === undefined ? 'runs' : `goes on from ${place}`;
  }

  /** The threads that wait for a lock at the end. */
  #waits(): string {
    const last = new Map(this.changes.map((change) => [change.from, change]));
    const waiting = [...last.values()].filter(({ why }) => why === 'waits for a lock');
    return waiting.map(({ from, at }) => `at the end ${nameOfThread(from)} waits for a lock\n${this.#places(at)}`).join('');
  }

  #places(at: readonly string[]): string {
    const width = Math.max(...at.map((place) => place.length));
    return at
      .map((place) => `    ${place.padEnd(width)}  ${this.#texts.get(place) ?? ''}`.trimEnd())
      .map((row) => `${row}\n`)
      .join('');
  }
}
