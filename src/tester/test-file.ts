/**
 * Runs a file of tests on a board of its own. Through the module `vpyb` the tests reach the outside of this board, and further boards that
 * they make. Everything happens in simulated time; the same file gives the same results.
 */
import { FLASH } from '../flash-path.js';
import type { FileTree } from '../host.js';
import type { FileCoverage } from '../system/counting/file-coverage.js';
import { formatDuration } from '../system/duration.js';
import { forgetAsked } from '../system/reports/missing.js';
import { type BoardChoice, firstOf } from '../system/setup/description.js';
import { TestBench } from '../testing/test-bench.js';
import { runInPieces } from '../testing/trial.js';
import { Beside } from './beside.js';
import type { BoardMaker, BoardWish } from './board-type.js';
import { type CaseResult, IMPORT, TESTLESS } from './case-result.js';
import { failureText } from './failure-text.js';
import { foldersIn } from './firmware-files.js';
import { type BoardDefaults, makeBoard } from './make-board.js';
import { type Libraries, Outside } from './outside.js';
import { uncaughtText } from './uncaught.js';
import { type Outcome, type TestListener, vpybModule } from './vpyb-module.js';
import { OWN_FOLDER, WithUnittest } from './with-unittest.js';

/** The name for what is left running after the tests. */
const AFTERWARDS = 'afterwards';

/** How a file of tests is run. */
export interface TestFileOptions {
  /** The folder that the board shows, and in which boards find their firmware. */
  readonly tree: FileTree;
  /** What all boards find in their `lib` beside their own files. */
  readonly libraries: Libraries;
  /** The path of the file in `tree`. */
  readonly path: string;
  /** Options of its own board, and of the boards that it makes, unless it chooses others for them. */
  readonly board: BoardDefaults;
  /** The board and firmware where neither these options nor what is made says another. */
  readonly usual: BoardChoice;
  /** Simulated nanoseconds of its own board after which it counts as hanging. */
  readonly within: bigint;
  /** Whether the test of a given name is run. */
  readonly wants: (name: string) => boolean;
  /** Called with every board before it runs; may plug in devices. A caller that limits real time aborts the board. */
  readonly made: (board: Outside) => void;
  /** The report for a test whose board was aborted. */
  readonly whyAborted: () => string;
  /** Called with each result as soon as it is known. */
  readonly ended: (result: CaseResult) => void;
}

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

/** Runs one file. */
export class TestFile {
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

  constructor(private readonly options: TestFileOptions) {
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
  }

  /** What has run of the tree's files except the tests, on all boards, with the option `coverage`. Paths are as if the tree were a flash. */
  get coverage(): readonly FileCoverage[] {
    return this.#coverage;
  }

  /** Runs the file to its end. Yields when its own board was asked to stop. */
  *run(): Generator<void, void> {
    const { within } = this.options;
    const { bench } = this.#own;
    const { system } = bench;
    system.endsAt = within + GRACE;
    const state = yield* runInPieces(system, within);
    const isAborted = state === 'aborted' && system.elapsed < within;
    if (!isAborted && bench.exit === null && system.resets === 0) yield* this.#interrupt(bench);
    if (!this.#isInterrupted || this.#open !== null) this.#finish(isAborted ? this.options.whyAborted() : this.#whyUnfinished());
    this.#skipWaiting();
    this.#cover(this.#boards);
  }

  *#interrupt(bench: TestBench): Generator<void> {
    this.#isInterrupted = true;
    bench.type(INTERRUPT);
    yield* runInPieces(bench.system, this.options.within + GRACE);
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
    return {
      wants: (name) => {
        this.#hasTests = true;
        const isWanted = this.options.wants(name);
        if (isWanted) this.#waiting.add(name);
        return isWanted;
      },
      begin: (name) => this.#begin(name),
      end: (outcome, report, raised) => {
        if (!this.#isInterrupted) return this.#end(outcome, report, raised);
        if (this.#open !== null) this.#end('error', `${this.#lateness}\n${report}`, raised);
        this.#own.bench.system.abort();
      },
      forget: () => this.#forget(),
    };
  }

  get #boards(): Outside[] {
    return [this.#own, ...this.#lasting, ...this.#made];
  }

  #elapsed(): bigint {
    return this.#boards.reduce((sum, { bench }) => sum + bench.system.elapsed, 0n);
  }

  /** Begins a test. If one has begun already, that gets this name. */
  #begin(name: string): void {
    const { bench } = this.#own;
    if (this.#open === null) forgetAsked(bench.board);
    this.#open ??= { name, since: this.#elapsed(), began: bench.system.elapsed, printed: bench.output.length };
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
    const end = { name, outcome, ns: this.#elapsed() - since, report, raised, output, boards, began };
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
    if (this.options.board.coverage !== true) return;
    for (const board of boards) {
      for (const file of board.bench.coverage) {
        const place = file.path.slice(FLASH.length);
        const origin = board.originOf(place, file.source) ?? board.origin.of(place);
        const isTest = origin === null || origin === this.options.path || origin.startsWith(`${OWN_FOLDER}/`);
        if (!isTest) this.#coverage.push({ ...file, path: FLASH + origin });
      }
    }
  }

  #maker(): BoardMaker & { own: Outside } {
    const { clock } = this.#own.bench.system;
    return { own: this.#own, beside: new Beside(clock), make: (wish) => this.#make(wish) };
  }

  #make(wish: BoardWish): Outside {
    const made = makeBoard(wish, this.options, this.#boards.length);
    this.options.made(made);
    this.#made.push(made);
    return made;
  }
}

const joined = (...reports: readonly string[]): string => reports.filter((report) => report !== '').join('\n');
