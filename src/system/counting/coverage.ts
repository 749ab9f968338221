/** Coverage of a machine's program: which files the board has compiled, and what has run of them. */
import type { Code } from '../../bytecode/code.js';
import { isFactorys } from '../../files/factory.js';
import { coverageOf, type FileCoverage, mergeCoverage } from './file-coverage.js';
import type { RunCounts } from './run-counts.js';

export class Coverage {
  /** What each file has been compiled to, by its path: one Code for each text. */
  readonly #files = new Map<string, Code[]>();

  constructor(private readonly runs: RunCounts) {}

  /** A file is compiled, perhaps once more after a reset: counts add up. Those of the factory are nobody's program. */
  compiled(path: string, code: Code): void {
    if (isFactorys(path, code.text)) return;
    const known = this.#files.get(path) ?? [];
    this.#files.set(path, known);
    if (!known.some((other) => this.runs.join(code, other))) known.push(code);
  }

  /** What has run so far, in the order of the files' paths. */
  get files(): readonly FileCoverage[] {
    const all = [...this.#files].flatMap(([path, codes]) => codes.map((code) => coverageOf(path, code, this.runs)));
    return mergeCoverage(all);
  }
}
