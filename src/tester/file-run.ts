/** Runs a file of tests on a board of its own, or those of its tests that another board had no room for. */
import { FLASH } from '../flash-path.js';
import { completeRecord, raise } from '../objects/exception.js';
import type { FileCoverage } from '../system/counting/file-coverage.js';
import { formatDuration } from '../system/duration.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';
import { forgetAsked } from '../system/reports/missing.js';
import { firstOf } from '../system/setup/description.js';
import { NotWithin, TestBench } from '../testing/test-bench.js';
import { runInPieces } from '../testing/trial.js';
import { Beside } from './beside.js';
import type { BoardMaker, BoardWish } from './board-type.js';
import { IMPORT, TESTLESS } from './case-result.js';
import { failureText } from './failure-text.js';
import { foldersIn } from './firmware-files.js';
import { isShortOfMemory } from './heap-hint.js';
import { makeBoard } from './make-board.js';
import { Outside } from './outside.js';
import type { TestFileOptions } from './test-file.js';
import { testedFiles } from './tested-files.js';
import { TotalTime } from './total-time.js';
import { uncaughtText } from './uncaught.js';
import { type Outcome, type TestListener, vpybModule } from './vpyb-module.js';
import { OWN_FOLDER, WithUnittest } from './with-unittest.js';

/** The name for what is left running after the tests. */
const AFTERWARDS = 'afterwards';

/** A test that has begun, with the time of its boards and the output at that moment. */
interface OpenTest {
  readonly name: string;
  readonly since: bigint;
  readonly began: bigint;
  readonly printed: number;
}

/** Ctrl-C: a test that hangs gets a KeyboardInterrupt, whose traceback says where. */
const INTERRUPT = '\x03';
/** How much longer it may then take to end, in ns. */
const GRACE = 1_000_000_000n;

/** The part of the heap up to which it may be in use when a test begins, after another has failed for want of memory. */
const MOST_USED = 0.5;
/** The bytes for which the heap has room while `unittest` runs, whatever a test has left in it. */
const LENT = 0x1_0000;

/** Runs a file on one board. */
export class FileRun {
  readonly #own: Outside;
  /** All boards that were made outside of a test, for several tests. */
  readonly #lasting: Outside[] = [];
  /** The boards that the current test has made. */
  #made: Outside[] = [];
  #open: OpenTest | null = null;
  /** Whether the file has tests, wanted or not. */
  #hasTests = false;
  /** The tests that are wanted and have not begun, in the order in which they would begin. */
  readonly #waiting = new Set<string>();
  /** The last test that was begun. */
  #last = IMPORT;
  /** Whether its time is over and it has been interrupted. */
  #isInterrupted = false;
  readonly #coverage: FileCoverage[] = [];
  readonly #time: TotalTime;
  /** Whether the last test has failed for want of memory. The rest of it keeps what is lent: it would fail for the same reason. */
  #isShort = false;
  /** Whether the tests that wait are left to another board. */
  #isLeft = false;

  /** `spent`: simulated nanoseconds that the file has taken on other boards. */
  constructor(
    private readonly options: TestFileOptions,
    spent: bigint,
  ) {
    const { tree, libraries, board, usual, path } = options;
    const cut = path.lastIndexOf('/');
    const folders = [OWN_FOLDER, ...(cut < 0 ? [] : [path.slice(0, cut)])].map((folder) => JSON.stringify(`${FLASH}${folder}`));
    const name = path.slice(cut + 1).replace(/\.py$/, '');
    const source = `import sys\nsys.path[:0] = [${folders.join(', ')}]\nimport unittest\nunittest._runFile(${JSON.stringify(name)})\n`;
    const bench: TestBench = new TestBench(
      {},
      {
        ...board,
        ...firstOf(board, usual),
        shared: new WithUnittest(libraries.over(tree) ?? tree),
        program: { kind: 'code', source, filename: '<vpyb test>', isOnce: true },
        afterwards: 'stop',
        exitResets: false,
        modules: { vpyb: () => vpybModule(this.#maker(), this.#listener()) },
      },
    );
    this.#own = new Outside('here', bench, true, { tree, libraries, of: (file) => file }, foldersIn(tree));
    options.made(this.#own);
    this.#time = new TotalTime(bench.system, spent, options.within);
  }

  /** The tests that another board must run, since this one has no room for them; empty if there are none. */
  get left(): ReadonlySet<string> {
    return this.#isLeft ? this.#waiting : new Set();
  }

  /** Simulated nanoseconds of all boards, with those that were spent before. */
  get elapsed(): bigint {
    return this.#time.elapsed;
  }

  /** What has run of the tree's files except the tests, on all boards, with the option `coverage`. Paths are as if the tree were a flash. */
  get coverage(): readonly FileCoverage[] {
    return this.#coverage;
  }

  /** Runs the file to its end. Yields when its own board was asked to stop. */
  *run(): Generator<void, void> {
    const { bench } = this.#own;
    const state = yield* this.#runInTime(bench.system);
    const isAborted = state === 'aborted' && !this.#time.isOver;
    if (!isAborted && bench.exit === null && bench.system.resets === 0) yield* this.#interrupt(bench);
    if (!this.#isLeft) {
      if (!this.#isInterrupted || this.#open !== null) this.#finish(isAborted ? this.options.whyAborted() : this.#whyUnfinished());
      this.#skipWaiting();
    }
    this.#cover(this.#boards);
  }

  /** Runs the file until the time of all boards is over. How much of it is left for its own board changes whenever others run. */
  *#runInTime(system: PyboardSystem): Generator<void, RunState> {
    for (;;) {
      const until = system.elapsed + this.#time.left;
      system.endsAt = until + GRACE;
      const state = system.run(until);
      if (state !== 'stopped' || this.#isInterrupted) return state;
      yield;
    }
  }

  /** Gives the file the time to end that a test has which was interrupted. */
  *#interrupt({ system }: TestBench): Generator<void> {
    if (!this.#isInterrupted) this.#own.bench.type(INTERRUPT);
    this.#isInterrupted = true;
    const until = system.elapsed + GRACE;
    system.endsAt = until;
    yield* runInPieces(system, until);
  }

  get #lateness(): string {
    return `it did not end within ${formatDuration(this.options.within)} of simulated time (--for)`;
  }

  #whyUnfinished(): string | null {
    const { exit, system } = this.#own.bench;
    if (system.resets > 0) return 'the test has reset its own board, and is over';
    if (exit === null || this.#isInterrupted) return this.#lateness;
    if (exit.kind === 'exception') return exit.report;
    return exit.kind === 'exit' ? `exit status ${exit.status}${exit.message === null ? '' : `, ${exit.message}`}` : null;
  }

  /** A test that has not ended has failed; so has a file that was not run to its end. */
  #finish(problem: string | null): void {
    const uncaught = this.#takeUncaught();
    if (problem === null && uncaught === '' && this.#open === null && this.#hasTests) return;
    if (this.#open === null) this.#begin(this.#last === IMPORT ? IMPORT : AFTERWARDS);
    if (problem !== null || uncaught !== '') this.#end('error', joined(problem ?? '', uncaught));
    else this.#end('skipped', this.#hasTests ? '' : TESTLESS);
  }

  /** Reports the tests that did not run as skipped, so that their number does not change if one before them hangs. */
  #skipWaiting(): void {
    const reason = `not run, since ${this.#last} did not finish`;
    for (const name of [...this.#waiting]) {
      this.#begin(name);
      this.#end('skipped', reason);
    }
  }

  #listener(): TestListener {
    const { system } = this.#own.bench;
    return {
      wants: (name) => {
        this.#hasTests = true;
        const isWanted = this.options.wants(name);
        if (isWanted) this.#waiting.add(name);
        return isWanted;
      },
      begin: (name) => {
        this.#leave(name);
        this.#begin(name);
      },
      end: (outcome, report, raised) => {
        if (this.#isLeft) return;
        if (!this.#isInterrupted) return this.#end(outcome, report, raised);
        if (this.#open !== null) this.#end('error', `${this.#lateness}\n${report}`, raised);
        system.abort();
      },
      forget: () => this.#forget(),
      enter: () => {
        if (!this.#isShort) system.lendMemory(0);
      },
      leave: (raised) => {
        system.lendMemory(LENT);
        if (raised === null) return;
        completeRecord(raised);
        this.#isShort ||= isShortOfMemory(raised);
      },
    };
  }

  /** Leaves a test, and those after it, to another board if this one has no room for it. Then the program ends. */
  #leave(name: string): void {
    const { used, total } = this.#own.bench.system.memory;
    if (!this.#waiting.has(name)) return;
    this.#isLeft ||= this.#isShort && used > total * MOST_USED;
    if (this.#isLeft) throw raise.SystemExit();
    this.#isShort = false;
  }

  get #boards(): Outside[] {
    return [this.#own, ...this.#lasting, ...this.#made];
  }

  /** Begins a test. If one has begun already, that gets this name. */
  #begin(name: string): void {
    const { bench } = this.#own;
    if (this.#open === null) forgetAsked(bench.board);
    this.#open ??= { name, since: this.elapsed, began: bench.system.elapsed, printed: bench.output.length };
    this.#open = { ...this.#open, name };
    this.#last = name;
    this.#waiting.delete(name);
  }

  /** Ends a test. An uncaught exception on one of its boards makes it fail, too. */
  #end(own: Outcome, ownReport: string, raised: readonly object[] = []): void {
    const uncaught = this.#takeUncaught();
    const outcome = uncaught === '' || own === 'failed' ? own : 'error';
    const report = joined(ownReport, uncaught);
    const { name, since, began, printed } = this.#open as OpenTest;
    const boards = this.#boards;
    const output = this.#own.bench.output.slice(printed);
    this.#hasTests = true;
    const end = { name, outcome, ns: this.elapsed - since, report, raised, output, boards, began };
    const failed = outcome === 'failed' || outcome === 'error';
    this.options.ended({ ...end, failure: failed ? failureText(end) : null });
    this.#cover(this.#made);
    this.#open = null;
    this.#made = [];
  }

  /** The text for exceptions on its boards that nothing has caught and the test has not asked for; empty if there are none. */
  #takeUncaught(): string {
    return uncaughtText(
      this.#boards.flatMap(({ uncaught, isOwn, name }) => uncaught.take().map((text) => (isOwn ? text : `Board ${name}, ${text}`))),
    );
  }

  /** What was not a test may have made boards for the tests that follow. */
  #forget(): void {
    this.#lasting.push(...this.#made);
    this.#made = [];
    this.#open = null;
  }

  /** Takes the coverage of boards that are not needed any more. */
  #cover(boards: readonly Outside[]): void {
    const { board, path } = this.options;
    if (board.coverage === true) this.#coverage.push(...boards.flatMap((each) => testedFiles(each, path)));
  }

  #maker(): BoardMaker & { own: Outside } {
    const beside = new Beside(this.#own.bench.system.clock);
    return {
      own: this.#own,
      beside,
      make: (wish) => this.#make(wish),
      run: (board, ms, body) => this.#runOther(board, ms, (most) => beside.run(() => body(most))),
    };
  }

  /** Runs a board of the test for at most `ms`. Interrupts the test if the time of all boards is over before that. */
  #runOther<T>({ bench }: Outside, ms: number, body: (ms: number) => T): T {
    if (this.#isInterrupted) throw raise.KeyboardInterrupt();
    try {
      const result = this.#time.spend(bench.system, (most) => body(Math.min(ms, most)));
      if (!this.#time.isOver) return result;
    } catch (error) {
      if (!(error instanceof NotWithin && this.#time.isOver)) throw error;
    } finally {
      this.#own.bench.system.requestStop();
    }
    this.#isInterrupted = true;
    throw raise.KeyboardInterrupt();
  }

  #make(wish: BoardWish): Outside {
    const made = makeBoard(wish, this.options, this.#boards.length);
    this.options.made(made);
    this.#made.push(made);
    return made;
  }
}

const joined = (...reports: readonly string[]): string => reports.filter((report) => report !== '').join('\n');
