/**
 * Which lines of a file have run, and how often. Lines are counted by statements, as in coverage.py: a statement of several lines counts as its
 * first one. Decorators and `except` clauses count as lines; docstrings, `global`, `else` and `finally` do not, nor does code that the compiler
 * leaves out because it can never run.
 */
import type { Code, Marks } from '../../bytecode/code.js';
import { opAt } from '../../bytecode/instruction.js';
import { Op } from '../../bytecode/opcodes.js';
import type { RunCounts } from './run-counts.js';

/** What has run of a file. */
export interface FileCoverage {
  /** Path on the board: `/flash/main.py`. */
  readonly path: string;
  /** The source that the board read last. */
  readonly source: string;
  /**
   * The lines on which statements begin, in order, and how often they have begun: of several statements on a line, the one that ran most often.
   */
  readonly lines: ReadonlyMap<number, number>;
  /** The file's functions, ordered by line. */
  readonly functions: readonly FunctionCoverage[];
  /** The file's conditions and loops, ordered by line. */
  readonly branches: readonly BranchCoverage[];
}

/** How often a function has been begun. */
export interface FunctionCoverage {
  /** Qualified name within the file: `Sensor.read`. */
  readonly name: string;
  /** Line of the `def`. */
  readonly line: number;
  readonly runs: number;
}

/** Which ways a program has taken at an `if`, `elif`, `while`, `for`, or an `except` that is followed by another one. */
export interface BranchCoverage {
  readonly line: number;
  /** Number of the branch within its line, from 0. */
  readonly index: number;
  /** How often the condition was true, there was an item, or the exception matched the clause. */
  readonly held: number;
  /** How often not. Leaving by an exception, or leaving a loop by `break`, counts as neither. */
  readonly failed: number;
}

type Figures = Pick<FileCoverage, 'lines' | 'functions' | 'branches'>;

/** Returns what has run of a file's code. */
export function coverageOf(path: string, code: Code, runs: RunCounts): FileCoverage {
  const lines = new Map<number, number>();
  const functions: FunctionCoverage[] = [];
  const branches = new Branches();
  for (const { name, code: inner } of named(code, '')) {
    const { marks } = inner;
    if (marks === undefined) continue;
    addLines(lines, marks, runs.of(inner));
    branches.add(marks, runs.of(inner));
    // The processor executes inline assembler, and its instructions are not counted.
    if (isFunction(inner) && inner.machine === undefined) functions.push({ name, line: marks.line, runs: begun(inner, runs.of(inner)) });
  }
  return { path, source: code.text, ...inOrder({ lines, functions, branches: branches.all }) };
}

const isFunction = ({ kind }: Code): boolean => kind === 'function' || kind === 'generator';

/** Returns a Code and the Codes inside it, with their names within the file. */
function named(code: Code, scope: string): { readonly name: string; readonly code: Code }[] {
  const name = code.kind === 'module' ? '' : `${scope}${code.name}`;
  return [{ name, code }, ...code.children.flatMap((child) => named(child, name === '' ? '' : `${name}.`))];
}

function addLines(lines: Map<number, number>, { statements }: Marks, runs: Float64Array): void {
  for (let i = 0; i < statements.length; i += 2) {
    const line = statements[i] as number;
    lines.set(line, Math.max(lines.get(line) ?? 0, runs[statements[i + 1] as number] as number));
  }
}

/** The branches of a file, numbered line by line. */
class Branches {
  readonly all: BranchCoverage[] = [];
  readonly #counts = new Map<number, number>();

  add({ forks }: Marks, runs: Float64Array): void {
    for (let i = 0; i < forks.length; i += 4) {
      const line = forks[i] as number;
      const [held, failed, joined] = [1, 2, 3].map((column) => runs[forks[i + column] as number] ?? 0) as [number, number, number];
      const index = this.#counts.get(line) ?? 0;
      this.#counts.set(line, index + 1);
      this.all.push({ line, index, held, failed: failed - joined });
    }
  }
}

/** Returns how often a function has begun: its first COUNT comes before any loop. */
function begun(code: Code, runs: Float64Array): number {
  const first = code.lines.findIndex((_, pc) => opAt(code.words, pc) === Op.COUNT);
  return runs[first] ?? 0;
}

function inOrder({ lines, functions, branches }: Figures): Figures {
  const byLine = (a: { readonly line: number }, b: { readonly line: number }): number => a.line - b.line;
  return {
    lines: new Map([...lines].sort(([a], [b]) => a - b)),
    functions: [...functions].sort(byLine),
    branches: [...branches].sort(byLine),
  };
}

/**
 * Merges the coverage of several runs into one: for each path, the sums line by line, ordered by path. If a file was not the same in all runs,
 * lines with the same number are treated as one.
 */
export function mergeCoverage(files: Iterable<FileCoverage>): FileCoverage[] {
  const byPath = new Map<string, FileCoverage[]>();
  for (const file of files) {
    const known = byPath.get(file.path);
    if (known === undefined) byPath.set(file.path, [file]);
    else known.push(file);
  }
  const paths = [...byPath.keys()].sort();
  return paths.map((path) => (byPath.get(path) as FileCoverage[]).reduce(sum));
}

function sum(a: FileCoverage, b: FileCoverage): FileCoverage {
  const lines = new Map(a.lines);
  for (const [line, runs] of b.lines) lines.set(line, runs + (lines.get(line) ?? 0));
  const functions = joined(
    [...a.functions, ...b.functions],
    ({ line, name }) => `${line} ${name}`,
    (f, g) => ({ ...f, runs: f.runs + g.runs }),
  );
  const branches = joined(
    [...a.branches, ...b.branches],
    ({ line, index }) => `${line} ${index}`,
    (f, g) => ({ ...f, held: f.held + g.held, failed: f.failed + g.failed }),
  );
  return { path: a.path, source: b.source, ...inOrder({ lines, functions, branches }) };
}

/** Merges elements that have the same key. */
function joined<T>(all: readonly T[], keyOf: (each: T) => string, add: (a: T, b: T) => T): T[] {
  const byKey = new Map<string, T>();
  for (const each of all) {
    const key = keyOf(each);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? each : add(known, each));
  }
  return [...byKey.values()];
}
