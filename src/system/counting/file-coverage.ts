/**
 * Which lines of a file have run, and how often: lines as coverage.py counts them, by statements. A statement of several lines is its first
 * one; decorators and `except` clauses are lines of their own; docstrings, `global`, `else` and `finally` are none, nor is what the compiler
 * leaves out because it can never run.
 */
import type { Code, Marks } from '../../bytecode/code.js';
import { Op } from '../../bytecode/opcodes.js';
import type { RunCounts } from './run-counts.js';

/** What has run of a file. */
export interface FileCoverage {
  /** Where it lies on the board: `/flash/main.py`. */
  readonly path: string;
  /** Its source, as the board has read it last. */
  readonly source: string;
  /** Every line on which a statement begins, in their order, and how often that has happened: of several on one line, the one that has most often. */
  readonly lines: ReadonlyMap<number, number>;
  /** Its functions, by line. */
  readonly functions: readonly FunctionCoverage[];
  /** Its conditions and loops, by line. */
  readonly branches: readonly BranchCoverage[];
}

/** How often a function has been begun. */
export interface FunctionCoverage {
  /** Within the file: `Sensor.read`. */
  readonly name: string;
  /** Line of its `def`. */
  readonly line: number;
  readonly runs: number;
}

/** Which ways a program has gone from an `if`, `elif`, `while`, `for`, or an `except` that another follows. */
export interface BranchCoverage {
  readonly line: number;
  /** Which of its line, from 0. */
  readonly index: number;
  /** How often the condition has held, there was an item, the exception was the clause's. */
  readonly held: number;
  /** How often not. Whoever leaves by an exception, or a loop by `break`, has gone neither way. */
  readonly failed: number;
}

type Figures = Pick<FileCoverage, 'lines' | 'functions' | 'branches'>;

/** What has run of a file's code. */
export function coverageOf(path: string, code: Code, runs: RunCounts): FileCoverage {
  const lines = new Map<number, number>();
  const functions: FunctionCoverage[] = [];
  const branches = new Branches();
  for (const { name, code: inner } of named(code, '')) {
    const { marks } = inner;
    if (marks === undefined) continue;
    addLines(lines, marks, runs.of(inner));
    branches.add(marks, runs.of(inner));
    // Inline assembler is executed by the processor, whose instructions nobody counts.
    if (isFunction(inner) && inner.machine === undefined) functions.push({ name, line: marks.line, runs: begun(inner, runs.of(inner)) });
  }
  return { path, source: code.text, ...inOrder({ lines, functions, branches: branches.all }) };
}

const isFunction = ({ kind }: Code): boolean => kind === 'function' || kind === 'generator';

/** A code and those inside it, with their names within the file. */
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

/** Those of a file, numbered line by line. */
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

/** A function's first COUNT is before any loop of it. */
function begun(code: Code, runs: Float64Array): number {
  const first = code.lines.findIndex((_, pc) => ((code.words[pc * 2] as number) & 255) === Op.COUNT);
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
 * Coverage of several runs as that of one: of each file, by its path and in the order of paths, the sums, line by line. Of a file that was not the
 * same in all runs lines of one number are one line.
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

/** What has the same key becomes one. */
function joined<T>(all: readonly T[], keyOf: (each: T) => string, add: (a: T, b: T) => T): T[] {
  const byKey = new Map<string, T>();
  for (const each of all) {
    const key = keyOf(each);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? each : add(known, each));
  }
  return [...byKey.values()];
}
