/** `vpyb race`: looks for a race in the program's threads, and says what it takes. */

import { isTerminal } from '../hosts/node/terminal.js';
import { wallMs } from '../hosts/node/wall-clock.js';
import { formatDuration } from '../system/duration.js';
import { KeptTexts } from '../system/kept-texts.js';
import { scheduleText } from '../system/schedule-text.js';
import { lacks } from '../testing/failure.js';
import { type FoundRace, RaceHunt } from '../testing/race-hunt.js';
import { MOST_TOLD, replayOf, reportRace } from '../testing/race-report.js';
import { runToEnd, type Trial } from '../testing/trial.js';
import type { RaceRequest } from './arguments.js';
import { Status, say } from './fail.js';
import { makeSystem } from './make-system.js';
import { printed } from './printed.js';
import { load } from './program.js';
import { replayWords } from './replay-words.js';
import { prepare } from './setup.js';

/** So often progress is shown at a terminal. */
const REDRAW_MS = 100;

/** Hunts; answers the exit status: 1 where the program fails. */
export async function race(request: RaceRequest): Promise<number> {
  const { run, seeds } = request;
  const trial = trialOf(request);
  const hunt = new RaceHunt(trial, { seeds, firstSeed: run.seed, within: run.until });
  const stopped = await drive(hunt, request);
  if (hunt.plainFailure !== null) {
    const again = replayWords(request.words, ['--turns', scheduleText(hunt.plain)]);
    await printed(
      `it fails where no thread is interrupted, too, which is no race: ${hunt.plainFailure.text}\n${hunt.plainFailure.report}again: ${again}\n`,
    );
    return Status.exception;
  }
  if (hunt.race !== null) {
    await printed(description(request, trial, hunt.race, stopped !== null));
    return Status.exception;
  }
  await printed(nothing(hunt, request, stopped !== null));
  return stopped ?? Status.ok;
}

/** Runs it, hearing signals between two runs. Why it was stopped, as a status; null: it has come to its end. */
async function drive(hunt: RaceHunt, { run, seeds }: RaceRequest): Promise<number | null> {
  let status: number | null = null;
  const stop = (): void => {
    status = Status.interrupted;
  };
  process.once('SIGINT', stop);
  const began = wallMs();
  const mostMs = run.maxWall === null ? Number.POSITIVE_INFINITY : Number(run.maxWall) / 1e6;
  const progress = new Progress(hunt, run.seed + seeds - 1);
  try {
    for (const _ of hunt.steps()) {
      progress.show();
      await new Promise((resolve) => setImmediate(resolve));
      if (wallMs() - began >= mostMs) status ??= Status.maxWall;
      if (status !== null) break;
    }
  } finally {
    progress.hide();
    process.off('SIGINT', stop);
  }
  return status;
}

/** A line at the terminal; elsewhere nothing but that a seed fails. */
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
      say(`vpyb: ${seedName(race)} fails: ${race.failure.text}; now for the switches that it takes\n`);
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

function description(request: RaceRequest, trial: Trial, found: FoundRace, isStopped: boolean): string {
  const { turns, seed } = replayOf(found);
  const forSo = request.run.until === null && !found.hasEnded ? ['--for', `${found.within / 1_000_000n}ms`] : [];
  const again = (...words: string[]): string => replayWords(request.words, [...forSo, ...words]);
  const { failure, story } = reportRace(trial, found);
  const rows = [`${seedName(found)} fails: ${failure.text}`];
  if (failure.report.includes('\n  File ')) rows.push(failure.report.trim());
  if (typeof turns === 'object') {
    rows.push(enough(turns.switches.length, found.switchCount));
  }
  if (isStopped) rows.push('(the hunt was stopped: fewer may be enough)');
  rows.push(story.trimEnd());
  if (typeof turns === 'object' && turns.switches.length <= MOST_TOLD)
    rows.push(`again: ${again('--seed', String(seed), '--turns', scheduleText(turns))}`);
  rows.push(`as found: ${again('--seed', String(seed), '--turns', found.seed === null ? 'board' : 'random')}`);
  return rows.map((row) => `${row}\n`).join('');
}

/** What a hunt that has found nothing is worth. */
function nothing(hunt: RaceHunt, { expect }: RaceRequest, isStopped: boolean): string {
  const rows = [`no failure in ${hunt.runs} runs, ${formatDuration(hunt.ns)} simulated`];
  if (isStopped) rows.push('the hunt was stopped before all seeds were tried');
  if (!hunt.hasThreads) rows.push('it has started no thread in its first run, so that there was little to find');
  if (!hunt.endsByItself && expect === null)
    rows.push('it runs for ever, so that a thread that hangs is noticed by its locks alone: give --expect a text that it prints late');
  return rows.map((row) => `${row}\n`).join('');
}

function enough(few: number, all: number): string {
  if (all === few) return all === 1 ? 'it takes its only switch:' : `it takes its ${all} switches:`;
  return `of its ${all} switches ${few === 1 ? 'one is' : `${few} are`} enough:`;
}

function trialOf({ run, expect }: RaceRequest): Trial {
  const loaded = load(run.program, false);
  const store = new KeptTexts();
  return ({ turns, seed, profile, within }, look) => {
    let text = '';
    const decoder = new TextDecoder();
    const output = (bytes: Uint8Array): void => {
      if (expect !== null) text += decoder.decode(bytes, { stream: true });
    };
    const system = makeSystem({ turns, seed, profile, output, store, afterwards: 'stop', exitResets: false }, loaded, run);
    prepare(system.board, run.setup, run.program);
    look?.(system);
    const { failure, hasEnded } = runToEnd(system, within);
    const missing = expect === null || text.includes(expect) ? null : lacks(expect);
    return { failure: failure ?? missing, hasEnded, ns: system.elapsed };
  };
}
