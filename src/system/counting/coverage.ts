/** Coverage of a machine's program: which files the board has compiled, and what has run of each. */
import type { Code } from '../../bytecode/code.js';
import { isFactorys } from '../../files/factory.js';
import { coverageOf, type FileCoverage, mergeCoverage } from './file-coverage.js';
import type { RunCounts } from './run-counts.js';

export class Coverage {
  /** What each file has been compiled to, by path: one Code for each version of its text. */
  readonly #files = new Map<string, Code[]>();

  constructor(private readonly runs: RunCounts) {}

  /**
   * Called when a file is compiled, perhaps again after a reset, in which case counts add up. The factory's files are not part of the program
   * and are left out.
   */
  compiled(path: string, code: Code): void {
    if (isFactorys(path, code.text)) return;
    const known = this.#files.get(path) ?? [];
    this.#files.set(path, known);
    if (!known.some((other) => this.runs.join(code, other))) known.push(code);
  }

  /** What has run so far, ordered by path. */
  get files(): readonly FileCoverage[] {
    const all = [...this.#files].flatMap(([path, codes]) => codes.map((code) => coverageOf(path, code, this.runs)));
    return mergeCoverage(all);
  }
}
