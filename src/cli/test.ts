/** `vpyb test`: runs files of tests, each on its own board, and reports the results. */
import { writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { FolderTree } from '../hosts/node/folder.js';
import { makeFolder } from '../hosts/node/make-folder.js';
import { Output } from '../hosts/node/output.js';
import { wallMs } from '../hosts/node/wall-clock.js';
import { ValueChangeDump } from '../sim/trace-format.js';
import type { FileCoverage } from '../system/counting/file-coverage.js';
import { type CaseResult, IMPORT, isTestless, isUnimported, notRun } from '../tester/case-result.js';
import { type FileResults, junit } from '../tester/junit.js';
import type { Libraries, Outside } from '../tester/outside.js';
import { TestFile, type TestFileOptions } from '../tester/test-file.js';
import type { TestBench } from '../testing/test-bench.js';
import { codeStore } from './code-store.js';
import { checkCoverageFile, holds, reportCoverage } from './coverage.js';
import { Status, say } from './fail.js';
import { boardOptions } from './make-system.js';
import { printed } from './printed.js';
import { inLibraries, withLibraries } from './program.js';
import { beginSaving } from './save.js';
import { prepare, type SettledRun, settle } from './setup.js';
import { takeAll } from './steps.js';
import { StopSignals } from './stop-signals.js';
import type { TestRequest } from './test-arguments.js';
import { testFiles } from './test-files.js';
import { failures, line, summary } from './test-report.js';
import { naming, refuseUnwritable, writeFor } from './written-file.js';

/** Limit on the simulated time of all boards of a file. Working tests do not need more, and hanging ones reach it soon. */
const DEFAULT_WITHIN = 3_600_000_000_000n;
/** The folders of `MICROPYPATH`. */
const LIBRARIES: Libraries = {
  over: withLibraries,
  originOf: (path, source) =>
    inLibraries(path)
      .find((place) => holds(place, source))
      ?.replaceAll(sep, '/') ?? null,
};
/** The most characters in the name of a folder; file systems hold 255 bytes. */
const LONGEST_NAME = 80;

/** Runs tests. Returns the exit status: 1 if a test fails; 2 if no file has tests to run, or if a file that may have some cannot be imported. */
export async function test(request: TestRequest): Promise<number> {
  const files = testFiles(request.paths);
  const run: SettledRun = { ...request.run, ...settle(request.run) };
  if (request.junit !== null) beginReport(request.junit);
  if (run.coverage !== null) checkCoverageFile(run.coverage);
  if (run.save !== null) beginSaving(run.save);
  const began = wallMs();
  const runs = new TestRuns(request, run, began);
  for (const path of files) {
    await printed(`${path}\n`);
    if (runs.stopped === null) await runs.run(path);
    else await runs.skip(path, runs.stopped);
  }
  runs.end();
  const { all, coverage } = runs;
  await printed(`${failures(all)}\n${summary(all)}\n`);
  await takeAll([
    () => request.junit !== null && writeFor('--junit', request.junit, junit(all)),
    () =>
      run.coverage !== null &&
      reportCoverage(run.coverage, coverage, { tell: (table) => say(`vpyb: ${table}`), origins: (path) => [path] }),
  ]);
  const { stopped, skipped } = runs;
  if (stopped !== null) {
    const unrun = skipped === 0 ? '' : `; ${skipped === 1 ? 'one file was' : `${skipped} files were`} not run`;
    say(`vpyb: stopped by ${stopped.by} after ${((wallMs() - began) / 1000).toFixed(1)} s${unrun}\n`);
    return stopped.status;
  }
  const results = all.flatMap((file) => file.results);
  const isMissed = request.only !== null && results.every(({ name }) => name === IMPORT);
  if (isMissed) say(`vpyb: no test matches '${request.only}' in its name or file\n`);
  if (isMissed || results.every(isTestless) || results.some(isUnimported)) return Status.usage;
  return results.some(({ failure }) => failure !== null) ? Status.exception : Status.ok;
}

/** Makes the folder of the report, and refuses a file that cannot be written, before a long run is lost. */
function beginReport(path: string): void {
  naming(`--junit ${path}`, () => makeFolder(dirname(path)));
  refuseUnwritable('--junit', path);
}

/** What stops a command before all files have run. */
interface Stop {
  /** What the user calls it: `--max-wall`, `Ctrl-C`. */
  readonly by: string;
  /** Why a file is not run. */
  readonly reason: string;
  readonly status: number;
}

const LATE: Stop = { by: '--max-wall', reason: '--max-wall was over', status: Status.maxWall };

function stopBy({ come, status }: StopSignals): Stop | null {
  if (come === null || status === null) return null;
  const by = come === 'SIGINT' ? 'Ctrl-C' : come;
  return { by, reason: `${by} came`, status };
}

/** How long a file runs until the event loop turns, which tells signals, in ms. */
const BURST_MS = 25;
/** If the file's own board has not stopped so long after it was asked to, the test waits for another board. Then a signal ends the process at once. */
const BLOCKED_MS = 500;

/** Runs the test files of one command. A signal or the end of real time stops the file that runs; then no other is run. */
class TestRuns {
  readonly all: FileResults[] = [];
  readonly coverage: FileCoverage[] = [];
  #isLate = false;
  /** Number of files that were not run. */
  skipped = 0;
  readonly #signals = new StopSignals();
  /** When the event loop last turned. */
  #turned = 0;
  /** When the file's own board was asked to stop, so that the loop may turn. */
  #asked = Number.POSITIVE_INFINITY;
  /** The folders that are already used for tests of this run. */
  readonly #kept = new Set<string>();
  readonly #tree = new FolderTree('.');
  readonly #output = new Output(1, false);
  /** The board on which the present file's tests run. */
  #own: TestBench | null = null;
  readonly #end: number;

  constructor(
    private readonly request: TestRequest,
    private readonly settled: SettledRun,
    began: number,
  ) {
    const { maxWall } = settled;
    this.#end = maxWall === null ? Number.POSITIVE_INFINITY : began + Number(maxWall) / 1e6;
  }

  /** What has stopped the files; null if nothing has. */
  get stopped(): Stop | null {
    return stopBy(this.#signals) ?? (this.#isLate ? LATE : null);
  }

  /** From now on a signal ends the process at once. */
  end(): void {
    this.#signals.mute();
  }

  /** Runs a file to its end, or until something stops it; `stopped` tells. */
  async run(path: string): Promise<void> {
    const results: CaseResult[] = [];
    this.all.push({ path, results });
    const file = new TestFile(
      this.#options(path, (result) => {
        results.push(result);
        this.#output.add(Buffer.from(line(result)));
        this.#output.flushNow(); // The event loop may be blocked for long.
        const { save } = this.request.run;
        if (result.failure !== null && save !== null) this.#keep(save, path, result);
      }),
    );
    const steps = file.run();
    do {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.stopped !== null) this.#own?.system.abort();
      this.#signals.listen();
      this.#turned = wallMs();
      this.#asked = Number.POSITIVE_INFINITY;
    } while (steps.next().done !== true);
    await this.#output.drained();
    this.coverage.push(...file.coverage);
  }

  /** Reports a file as not run. */
  async skip(path: string, { reason }: Stop): Promise<void> {
    const result = notRun(`not run, since ${reason}`);
    this.skipped += 1;
    this.all.push({ path, results: [result] });
    await printed(line(result));
  }

  #options(path: string, ended: TestFileOptions['ended']): TestFileOptions {
    const { run, only } = this.request;
    return {
      tree: this.#tree,
      libraries: LIBRARIES,
      path,
      board: { ...boardOptions(run), store: run.caches ? codeStore() : null },
      usual: this.settled,
      within: run.until ?? DEFAULT_WITHIN,
      wants: (name) => only === null || `${path} ${name}`.includes(only),
      made: (made) => this.#made(made),
      whyAborted: () => `stopped by ${(this.stopped as Stop).by}`,
      ended,
    };
  }

  /** Writes a separate folder for each test that fails, even if its name clashes with another's. */
  #keep(folder: string, path: string, result: CaseResult): void {
    const name = result.name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').slice(0, LONGEST_NAME);
    const plain = join(folder, path.replace(/\.py$/, ''), name);
    let place = plain;
    for (let n = 2; this.#kept.has(place); n += 1) place = `${plain}-${n}`;
    this.#kept.add(place);
    keep(folder, place, result);
  }

  #made({ bench, isOwn, setup }: Outside): void {
    if (isOwn) {
      this.#own = bench;
      prepare(bench.board, this.settled, setup);
    }
    bench.system.poll = () => {
      const wall = wallMs();
      const own = this.#own ?? bench;
      if (wall >= this.#end) {
        this.#isLate = true;
        for (const each of new Set([bench, own])) each.system.abort();
      } else if (wall - this.#turned >= BURST_MS) {
        own.system.requestStop();
        this.#asked = Math.min(this.#asked, wall);
        if (wall - this.#asked >= BLOCKED_MS) this.#signals.mute();
      }
    };
  }
}

/** Writes what the boards of a failed test have printed, and what their signals did. */
function keep(folder: string, place: string, { failure, boards }: CaseResult): void {
  naming(`--save ${folder}`, () => {
    makeFolder(place);
    writeFileSync(join(place, 'failure.txt'), failure ?? '');
    for (const [i, { bench }] of boards.entries()) {
      const board = i === 0 ? 'here' : `board-${i}`;
      const dump = new ValueChangeDump();
      for (const event of bench.events) dump.add(event);
      writeFileSync(join(place, `${board}.vcd`), dump.text(bench.system.elapsed));
      writeFileSync(join(place, `${board}.txt`), bench.outputBytes);
    }
  });
}
