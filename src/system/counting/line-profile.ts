/**
 * Where simulated time goes, line by line. Every moment of a program belongs to the line that has been begun last: what a line waits for
 * is part of it, a callback of an interrupt that comes meanwhile is not. While all threads wait, time belongs to the line that goes on first.
 * What has no lines here, the firmware's own modules and inline assembler, is a part of the line that calls it.
 */
import type { Code } from '../../bytecode/code.js';
import { isWritten, sourceLines } from '../../debug/source-lines.js';
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import { LineMap } from '../../source/line-map.js';
import type { Watcher } from '../../vm/counting.js';
import { current, type Thread } from '../../vm/thread.js';
import type { RunCounts } from './run-counts.js';

/** What a line has cost. */
export interface LineCost {
  /** As tracebacks call it. */
  readonly file: string;
  readonly line: number;
  /** The source line, trimmed; empty where the source is not known. */
  readonly text: string;
  /** How often it has been begun. */
  readonly runs: number;
  /** Nanoseconds from the moments at which it began until something else did, waits included. */
  readonly nanos: Nanos;
  /** CPU cycles of its code in that time, without waits. */
  readonly cycles: number;
}

type Figures = Pick<LineCost, 'runs' | 'nanos' | 'cycles'>;
const NOTHING: Figures = { runs: 0, nanos: 0, cycles: 0 };
const sum = (a: Figures, b: Figures): Figures => ({ runs: a.runs + b.runs, nanos: a.nanos + b.nanos, cycles: a.cycles + b.cycles });

/** Of the few instructions that may raise and have an operand in the place of what is owed, that is not charged: it is taken back from the line that raises. */
const atLeastNothing = (cost: LineCost): LineCost => ({ ...cost, nanos: Math.max(0, cost.nanos), cycles: Math.max(0, cost.cycles) });

/** Of each instruction of a Code: how often, how long, how many cycles. */
interface Account {
  readonly code: Code;
  /** Null: the source is not known. */
  readonly source: LineMap | null;
  readonly lines: Int32Array;
  readonly runs: Float64Array;
  readonly nanos: Float64Array;
  readonly cycles: Float64Array;
  /** The instructions that have begun something: not 0. What nobody has written, as the end of a function, belongs to the last of them. */
  readonly begins: Uint8Array;
  /** The one that has run last; −1: none has. */
  last: number;
}

function newAccount(code: Code, runs: Float64Array): Account {
  const { length } = code.lines;
  const source = code.text === '' ? null : new LineMap(code.text);
  const [nanos, cycles, begins] = [new Float64Array(length), new Float64Array(length), new Uint8Array(length)];
  return { code, source, lines: source === null ? code.lines : sourceLines(code, source), runs, nanos, cycles, begins, last: -1 };
}

/** What the lines of one code have cost. A line has been begun as often as the first of its instructions that has run at all. */
function costsByLine({ lines: lineOf, begins, runs, nanos, cycles }: Account): Map<number, Figures> {
  const lines = new Map<number, Figures>();
  for (const [pc, line] of lineOf.entries()) {
    if (begins[pc] === 0) continue;
    const cost = { runs: lines.has(line) ? 0 : (runs[pc] as number), nanos: nanos[pc] as number, cycles: cycles[pc] as number };
    lines.set(line, sum(lines.get(line) ?? NOTHING, cost));
  }
  return lines;
}

/** Where the program is. */
interface Place {
  readonly account: Account;
  readonly pc: number;
}

export class LineProfile implements Watcher {
  readonly #accounts = new Map<Code, Account>();
  #account: Account | null = null;
  #pc = 0;
  /** Up to here time and cycles belong to somebody. */
  #moment: Nanos = 0;
  #cycles = 0;
  /** Time up to there in which no code has run, and which belongs to the line that goes on. */
  #waited: Nanos = 0;
  /** Who has run last, and where the others have stopped. */
  #thread: Thread | null = null;
  readonly #stopped = new WeakMap<Thread, Place>();

  constructor(
    private readonly clock: Clock,
    private readonly runs: RunCounts,
  ) {
    clock.onRebase((shift) => {
      this.#moment -= shift;
    });
  }

  comesTo(code: Code, pc: number): void {
    this.runs.comesTo(code, pc);
    this.#settle(code.words[pc * 2 + 1] as number);
    if (current !== this.#thread) this.#changeThread();
    this.#giveWaited();
    const account = this.#account?.code === code ? this.#account : this.#accountOf(code);
    if (account.last < 0 || isWritten(code, pc)) {
      account.last = pc;
      account.begins[pc] = 1;
    }
    this.#account = account;
    this.#pc = account.last;
  }

  around<T>(run: () => T): T {
    this.#settle();
    const [place, thread, waited] = [this.#place, this.#thread, this.#waited];
    this.#waited = 0;
    try {
      return run();
    } finally {
      this.#goOn(place);
      this.#thread = thread; // An interrupt that comes while all wait has borrowed the stack of one of them.
      this.#waited = waited;
    }
  }

  /** The program has ended: until the next begins, time belongs to nobody. */
  rest(): void {
    this.#goOn(null);
    this.#stopped.delete(current);
  }

  /** What the lines have cost that have run, the dearest first. While all threads wait, that is the line's that has run last. */
  get lines(): readonly LineCost[] {
    this.#settle();
    const waited = this.#waited;
    this.#giveWaited();
    const lines = this.#sums();
    this.#take(waited);
    return lines.map(atLeastNothing).sort((a, b) => b.nanos - a.nanos || b.cycles - a.cycles || a.line - b.line);
  }

  #sums(): LineCost[] {
    const lines = new Map<string, LineCost>();
    const costs = new Map(Array.from(this.#accounts, ([code, account]) => [code, costsByLine(account)]));
    /** Of each code that another has made, of a comprehension or a lambda, the lines of that one. */
    const around = new Map(Array.from(costs, ([outer, of]) => outer.children.map((code) => [code, of] as const)).flat());
    for (const [code, costsOf] of costs) {
      const { filename: file } = code;
      const source = this.#accountOf(code).source;
      for (const [line, cost] of costsOf) {
        const text = source?.line(line).trim() ?? '';
        // What is typed at the prompt is line 1, again and again.
        const key = `${file}:${line}:${text}`;
        const known = lines.get(key) ?? { file, line, text, ...NOTHING };
        // What is a part of the line is no run of its own.
        lines.set(key, { ...known, ...sum(known, around.get(code)?.has(line) ? { ...cost, runs: 0 } : cost) });
      }
    }
    return [...lines.values()];
  }

  /** The line at work, `main.py:35`; null: none is. */
  get place(): string | null {
    const account = this.#account;
    return account === null ? null : `${account.code.filename}:${account.lines[this.#pc]}`;
  }

  /** The line of an instruction. */
  lineOf(code: Code, pc: number): string {
    return `${code.filename}:${this.#accountOf(code).lines[pc]}`;
  }

  get #place(): Place | null {
    return this.#account === null ? null : { account: this.#account, pc: this.#pc };
  }

  #goOn(place: Place | null): void {
    this.#settle();
    this.#giveWaited();
    this.#account = place?.account ?? null;
    this.#pc = place?.pc ?? 0;
  }

  /** The thread that runs goes on where it has stopped. */
  #changeThread(): void {
    const place = this.#place;
    if (this.#thread !== null && place !== null) this.#stopped.set(this.#thread, place);
    this.#thread = current;
    const stopped = this.#stopped.get(current);
    this.#account = stopped?.account ?? this.#account;
    this.#pc = stopped?.pc ?? this.#pc;
  }

  /**
   * Gives what has passed to the place up to here, but the time in which nobody has run. `pending`: cycles that are charged later, although
   * their instructions have been executed.
   */
  #settle(pending = 0): void {
    const { clock } = this;
    const takesTime = clock.kind !== 'ideal';
    const moment = clock.now + (takesTime ? clock.nanosOf(pending) : 0);
    const cycles = clock.cycles + pending;
    const account = this.#account;
    if (account !== null) {
      const worked = takesTime ? clock.nanosOf(cycles - this.#cycles) : 0;
      (account.nanos[this.#pc] as number) += worked;
      (account.cycles[this.#pc] as number) += cycles - this.#cycles;
      this.#waited += moment - this.#moment - worked;
    }
    this.#moment = moment;
    this.#cycles = cycles;
  }

  /** Time in which nobody has run belongs to the place. */
  #giveWaited(): void {
    if (this.#account !== null) (this.#account.nanos[this.#pc] as number) += this.#waited;
    this.#waited = 0;
  }

  /** Takes it back. */
  #take(waited: Nanos): void {
    if (this.#account !== null) (this.#account.nanos[this.#pc] as number) -= waited;
    this.#waited = waited;
  }

  #accountOf(code: Code): Account {
    const known = this.#accounts.get(code);
    if (known !== undefined) return known;
    const account = newAccount(code, this.runs.of(code));
    this.#accounts.set(code, account);
    return account;
  }
}
