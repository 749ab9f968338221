/** Breakpoints: the lines that the user asks for, the lines to which they are bound, and the conditions under which they stop the program. */
import type { SeenFile } from './sights.js';

/** A breakpoint as the user asks for it. */
export interface BreakpointWish {
  readonly line: number;
  /** Stops only if this expression is true. */
  readonly condition?: string | undefined;
  /** Stops only at some of the hits: `5` the fifth, `>= 5`, `> 5`, `< 5`, `<= 5`, `== 5`, `% 5` every fifth. */
  readonly hitCondition?: string | undefined;
  /** Logs this text and continues; `{expression}` in it is replaced by the value. */
  readonly logMessage?: string | undefined;
}

/** A breakpoint that has been set. */
export interface Breakpoint extends BreakpointWish {
  readonly id: number;
  readonly path: string;
  /** The line on which it stops the program: the next one that has code. Null if none has, or `problem` is another. */
  readonly boundLine: number | null;
  /** Why it is bound to no line; null if it is. */
  readonly problem: string | null;
}

/** A breakpoint of this debugger, with its hits. */
export class Point implements Breakpoint {
  boundLine: number | null = null;
  problem: string | null = NOT_SEEN;
  hits = 0;
  readonly line: number;
  readonly condition: string | undefined;
  readonly hitCondition: string | undefined;
  readonly logMessage: string | undefined;

  constructor(
    readonly id: number,
    readonly path: string,
    wish: BreakpointWish,
  ) {
    this.line = wish.line;
    this.condition = wish.condition;
    this.hitCondition = wish.hitCondition;
    this.logMessage = wish.logMessage;
  }

  /** Binds it to a line of the file. True if its line or its problem has changed. */
  bind(file: SeenFile): boolean {
    const { boundLine: before, problem } = this;
    const line = boundLine(this.line, file);
    this.problem = line === null ? NO_CODE : isHitCondition(this.hitCondition) ? null : WRONG_COUNT;
    this.boundLine = this.problem === null ? line : null;
    return this.boundLine !== before || this.problem !== problem;
  }

  /** Counts a hit. True if the hit condition holds for it. */
  hit(): boolean {
    return this.hitCondition === undefined || counts(this.hitCondition, ++this.hits);
  }
}

/** The problem of a breakpoint in a file that has not been run and is not on the flash. */
export const NOT_SEEN = 'the board has not loaded this file yet';
const NO_CODE = 'no code on this line or below it';
const WRONG_COUNT = 'write the hit count as a number, optionally after ==, >, >=, <, <= or %';
const HIT_CONDITION = /^\s*(==|>=|>|<=|<|%)?\s*(\d{1,9})\s*$/;
const isHitCondition = (text: string | undefined): boolean => text === undefined || HIT_CONDITION.test(text);

/** Whether the hit condition holds for the `hits`-th time. */
function counts(condition: string, hits: number): boolean {
  const [, operator = '==', digits] = HIT_CONDITION.exec(condition) as unknown as [string, string | undefined, string];
  const number = Number(digits);
  switch (operator) {
    case '>=':
      return hits >= number;
    case '>':
      return hits > number;
    case '<=':
      return hits <= number;
    case '<':
      return hits < number;
    case '%':
      return number > 0 && hits % number === 0;
    default:
      return hits === number;
  }
}

/** A line in the middle of a statement is bound to the beginning of that; one without code to the next line that has some. */
function boundLine(line: number, { lines, statements }: SeenFile): number | null {
  if (lines.includes(line)) return line;
  const beginning = statements?.beginningOf(line) ?? null;
  if (beginning !== null && lines.includes(beginning)) return beginning;
  return lines.find((each) => each > line) ?? null;
}

const NONE: ReadonlyMap<number, readonly Point[]> = new Map();

/** The breakpoints of one debugger. */
export class Breakpoints {
  readonly #points = new Map<string, readonly Point[]>();
  readonly #bound = new Map<string, ReadonlyMap<number, readonly Point[]>>();
  readonly #files = new Map<string, SeenFile>();
  #count = 0;

  /** All breakpoints, by the paths of their files. */
  get all(): ReadonlyMap<string, readonly Breakpoint[]> {
    return this.#points;
  }

  /** Replaces the breakpoints of a file. Returns the new ones, in the same order. A wish with an id keeps it. */
  set(path: string, wishes: readonly (BreakpointWish & { readonly id?: number })[]): readonly Breakpoint[] {
    const points = wishes.map((wish) => new Point(wish.id ?? ++this.#count, path, wish));
    this.#points.set(path, points);
    this.#bind(path);
    return points;
  }

  /** Removes all breakpoints. */
  clear(): void {
    this.#points.clear();
    this.#bound.clear();
  }

  /** Whether the lines of a file are known. */
  knows(path: string): boolean {
    return this.#files.has(path);
  }

  /** Called when a file has become known, or has changed. Returns the breakpoints whose line or problem changes thereby. */
  see(file: SeenFile): readonly Breakpoint[] {
    this.#files.set(file.path, file);
    return this.#bind(file.path);
  }

  /** The breakpoints of a file, by the lines to which they are bound. */
  of(path: string): ReadonlyMap<number, readonly Point[]> {
    return this.#bound.get(path) ?? NONE;
  }

  #bind(path: string): readonly Point[] {
    const file = this.#files.get(path);
    const points = this.#points.get(path) ?? [];
    if (file === undefined) return [];
    const changed: Point[] = [];
    const byLine = new Map<number, Point[]>();
    for (const point of points) {
      if (point.bind(file)) changed.push(point);
      if (point.boundLine !== null) byLine.set(point.boundLine, [...(byLine.get(point.boundLine) ?? []), point]);
    }
    this.#bound.set(path, byLine);
    return changed;
  }
}
