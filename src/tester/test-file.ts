/**
 * Runs a file of tests on a board of its own. Through the module `vpyb` the tests reach the outside of this board, and further boards that
 * they make. If a test leaves no room on the heap, those after it run on a fresh board. Everything happens in simulated time; the same file
 * gives the same results.
 */
import type { FileTree } from '../host.js';
import type { FileCoverage } from '../system/counting/file-coverage.js';
import type { BoardChoice } from '../system/setup/description.js';
import type { CaseResult } from './case-result.js';
import { FileRun } from './file-run.js';
import type { BoardDefaults } from './make-board.js';
import type { Libraries, Outside } from './outside.js';

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
  /** Simulated nanoseconds of all its boards together after which it counts as hanging. */
  readonly within: bigint;
  /** Whether the test of a given name is run. */
  readonly wants: (name: string) => boolean;
  /** Called with every board before it runs, with the one on which the tests run first; may plug in devices. A caller that limits real time aborts the board. */
  readonly made: (board: Outside) => void;
  /** The report for a test whose board was aborted. */
  readonly whyAborted: () => string;
  /** Called with each result as soon as it is known. */
  readonly ended: (result: CaseResult) => void;
}

/** Runs one file. */
export class TestFile {
  readonly #coverage: FileCoverage[] = [];

  constructor(private readonly options: TestFileOptions) {}

  /** What has run of the tree's files except the tests, on all boards, with the option `coverage`. Paths are as if the tree were a flash. */
  get coverage(): readonly FileCoverage[] {
    return this.#coverage;
  }

  /** Runs the file to its end. Yields when the board on which its tests run was asked to stop. */
  *run(): Generator<void, void> {
    let [wants, spent] = [this.options.wants, 0n];
    for (;;) {
      const run = new FileRun({ ...this.options, wants }, spent);
      yield* run.run();
      this.#coverage.push(...run.coverage);
      const { left } = run;
      if (left.size === 0) return;
      wants = (name) => left.has(name);
      spent = run.elapsed;
    }
  }
}
