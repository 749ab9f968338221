/** `vpyb race`: looks for a race between the program's threads, and says what is needed to cause it. */
import { isTerminal } from '../hosts/node/terminal.js';
import { wallMs } from '../hosts/node/wall-clock.js';
import { formatDuration } from '../system/duration.js';
import { scheduleText } from '../system/setup/schedule-text.js';
import type { Failure } from '../testing/failure.js';
import { type FoundRace, noRace, RaceHunt } from '../testing/race-hunt.js';
import { MOST_TOLD, type RaceReport, replayOf, reportRace } from '../testing/race-report.js';
import { Status, say } from './fail.js';
import { printed } from './printed.js';
import type { RaceRequest } from './race-arguments.js';
import { RaceRuns } from './race-runs.js';
import { replayWords } from './replay-words.js';

/** How often progress is shown at a terminal. */
const REDRAW_MS = 100;

/** Describing a race takes another run. Even if the limit of real time is near or over, that may take this long. */
const TELLING_MS = 5000;

/** Hunts for a race; returns the exit status, which is 1 if the program fails. */
export async function race(request: RaceRequest): Promise<number> {
  const { run, seeds } = request;
  const runs = new RaceRuns(request);
  const hunt = new RaceHunt(runs.trial, { seeds, firstSeed: run.seed, within: run.until });
  const progress = new Progress(hunt, run.seed + seeds - 1);
  const began = wallMs();
  const mostMs = run.maxWall === null ? Number.POSITIVE_INFINITY : Number(run.maxWall) / 1e6;
  const outcome = await runs.take(hunt.steps(), mostMs, () => progress.show());
  progress.hide();
  const stopped = 'status' in outcome ? outcome.status : null;
  if (hunt.plainFailure !== null) {
    await printed(plainText(request, hunt, hunt.plainFailure));
    return Status.exception;
  }
  if (hunt.race !== null) {
    const leftMs = began + mostMs - wallMs();
    const told = await runs.take(reportRace(runs.trial, hunt.race), Math.max(leftMs, TELLING_MS));
    await printed(description(request, hunt.race, 'value' in told ? told.value : null, stopped !== null));
    return Status.exception;
  }
  await printed(nothing(hunt, request, stopped !== null));
  return stopped ?? Status.ok;
}

/** Shows progress: at a terminal one line; elsewhere only that a seed fails. */
class Progress {
  readonly #isTerminal = isTerminal(2);
  #shown = 0;
  #hasTold = false;

  constructor(
    private readonly hunt: RaceHunt,
    private readonly lastSeed: number,
  ) {}

  show(): void {
    const { race, seed, ns } = this.hunt;
    if (race !== null && !this.#hasTold) {
      this.hide();
      say(`vpyb: ${seedName(race)} fails: ${race.failure.text}; now looking for the switches that matter\n`);
      this.#hasTold = true;
    }
    if (!this.#isTerminal || wallMs() - this.#shown < REDRAW_MS) return;
    this.#shown = wallMs();
    const left = race?.schedule?.switches.length;
    const what = left === undefined ? `seed ${seed ?? 0} of ${this.lastSeed}` : `${left} of ${race?.switchCount} switches left`;
    say(`\r\x1b[K${what}, ${formatDuration(ns)} simulated`);
  }

  hide(): void {
    if (this.#isTerminal) say('\r\x1b[K');
  }
}

const seedName = ({ seed }: FoundRace): string => (seed === null ? "the run with the board's own turns" : `seed ${seed}`);

function plainText({ words }: RaceRequest, hunt: RaceHunt, failure: Failure): string {
  const seed = hunt.seed === null ? [] : ['--seed', String(hunt.seed)];
  const again = replayWords(words, [...seed, '--turns', scheduleText(hunt.plain)]);
  return linesOf([`${noRace(hunt)}: ${failure.text}`, ...places(failure), `again: ${again}`]);
}

/** Returns what the board has printed about a failure if that says where it was; otherwise nothing, because the headline has the rest. */
const places = ({ report }: Failure): string[] => (report.includes('\n  File ') ? [report.trim()] : []);

const linesOf = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');

/** Returns the description of a race. `told`: how it happens; null: there was no time to find out. */
function description(request: RaceRequest, found: FoundRace, told: RaceReport | null, isStopped: boolean): string {
  const { turns, seed } = replayOf(found);
  const forSo = request.run.until === null && !found.hasEnded ? ['--for', `${found.within / 1_000_000n}ms`] : [];
  const again = (...words: string[]): string => replayWords(request.words, [...forSo, ...words]);
  const failure = told?.failure ?? found.failure;
  const rows = [`${seedName(found)} fails: ${failure.text}`, ...places(failure)];
  if (typeof turns === 'object') rows.push(enough(turns.switches.length, found.switchCount));
  if (isStopped) rows.push('(the hunt was stopped: fewer may be enough)');
  rows.push(told?.story.trimEnd() ?? '(there was no time left to locate them)');
  if (typeof turns === 'object' && turns.switches.length <= MOST_TOLD)
    rows.push(`again: ${again('--seed', String(seed), '--turns', scheduleText(turns))}`);
  rows.push(`as found: ${again('--seed', String(seed), '--turns', found.seed === null ? 'board' : 'random')}`);
  return linesOf(rows);
}

/** Returns how much a hunt that has found nothing has covered. */
function nothing(hunt: RaceHunt, { expect }: RaceRequest, isStopped: boolean): string {
  if (hunt.runs === 0) return 'the hunt was stopped before the program had run once\n';
  const runs = hunt.runs === 1 ? 'one run' : `${hunt.runs} runs`;
  const limits = hunt.hasThreads ? '; docs/races.md tells which races are never hit' : '';
  const rows = [`no failure in ${runs}, ${formatDuration(hunt.ns)} simulated${limits}`];
  if (isStopped) rows.push('the hunt was stopped before all seeds were tried');
  if (!hunt.hasThreads) rows.push('the first run started no thread, so there was little to find');
  if (!hunt.endsByItself && expect === null) {
    const within = formatDuration(hunt.within);
    rows.push(
      `the program does not end within ${within}: a thread that hangs is noticed only by its locks; give --expect a text that is printed late`,
    );
  }
  return linesOf(rows);
}

function enough(few: number, all: number): string {
  if (all === few) return all === 1 ? 'its only switch is needed:' : `all its ${all} switches are needed:`;
  return `${few === 1 ? 'one of its' : `${few} of its`} ${all} switches ${few === 1 ? 'is' : 'are'} enough:`;
}
