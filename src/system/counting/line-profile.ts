/**
 * Where simulated time goes, line by line. Every moment of a program belongs to the line that was begun last, including what that line waits
 * for, but not callbacks of interrupts that come meanwhile. While all threads wait, time belongs to the line that continues first. Code without
 * lines here, the firmware's own modules and inline assembler, counts as part of the line that calls it.
 */
import type { Code } from '../../bytecode/code.js';
import { bAt } from '../../bytecode/instruction.js';
import { isWritten, sourceLines } from '../../debug/source-lines.js';
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import { LineMap } from '../../source/line-map.js';
import type { Watcher } from '../../vm/counting.js';
import { current, type Thread } from '../../vm/thread.js';

/** What a line has cost. */
export interface LineCost {
  /** File name as in tracebacks. */
  readonly file: string;
  readonly line: number;
  /** The source line, trimmed; empty if the source is not known. */
  readonly text: string;
  /** How often the line has been begun. */
  readonly runs: number;
  /** Nanoseconds from each begin of the line until something else began, waits included. */
  readonly nanos: Nanos;
  /** CPU cycles that the line's code took in that time, without waits. */
  readonly cycles: number;
}

type Figures = Pick<LineCost, 'runs' | 'nanos' | 'cycles'>;
const NOTHING: Figures = { runs: 0, nanos: 0, cycles: 0 };
const sum = (a: Figures, b: Figures): Figures => ({ runs: a.runs + b.runs, nanos: a.nanos + b.nanos, cycles: a.cycles + b.cycles });

/**
 * Cuts off negative figures. A few instructions that may raise have an operand in the place where others note what is owed. If one of them
 * raises, what is owed is not charged, and is taken back from the line that raises.
 */
const atLeastNothing = (cost: LineCost): LineCost => ({ ...cost, nanos: Math.max(0, cost.nanos), cycles: Math.max(0, cost.cycles) });

/** Figures for each instruction of a Code: how often, how long, how many cycles. */
interface Account {
  readonly code: Code;
  /** Null if the source is not known. */
  readonly source: LineMap | null;
  readonly lines: Int32Array;
  readonly runs: Float64Array;
  readonly nanos: Float64Array;
  readonly cycles: Float64Array;
  /**
   * Not 0 for instructions that have begun something. An instruction that is not written in the source, such as the end of a function, belongs
   * to the last of these.
   */
  readonly begins: Uint8Array;
  /** The pc of the last of these that has run; −1 if none has. */
  last: number;
}

function newAccount(code: Code): Account {
  const { length } = code.lines;
  const source = code.text === '' ? null : new LineMap(code.text);
  const [runs, nanos, cycles, begins] = [
    new Float64Array(length),
    new Float64Array(length),
    new Float64Array(length),
    new Uint8Array(length),
  ];
  return { code, source, lines: source === null ? code.lines : sourceLines(code, source), runs, nanos, cycles, begins, last: -1 };
}

/** Returns what the lines of one Code have cost. A line has been begun as often as its first instruction that has run at all. */
function costsByLine({ lines: lineOf, begins, runs, nanos, cycles }: Account): Map<number, Figures> {
  const lines = new Map<number, Figures>();
  for (const [pc, line] of lineOf.entries()) {
    if (begins[pc] === 0) continue;
    const cost = { runs: lines.has(line) ? 0 : (runs[pc] as number), nanos: nanos[pc] as number, cycles: cycles[pc] as number };
    lines.set(line, sum(lines.get(line) ?? NOTHING, cost));
  }
  return lines;
}

/** A place in the program. */
interface Place {
  readonly account: Account;
  readonly pc: number;
}

export class LineProfile implements Watcher {
  readonly #accounts = new Map<Code, Account>();
  #account: Account | null = null;
  #pc = 0;
  /** The moment and the cycle count up to which costs have been assigned. */
  #moment: Nanos = 0;
  #cycles = 0;
  /** Time up to that moment in which no code has run; it belongs to the line that continues. */
  #waited: Nanos = 0;
  /** The thread that ran last, and where the other threads have stopped. */
  #thread: Thread | null = null;
  readonly #stopped = new WeakMap<Thread, Place>();

  /**
   * `beside`: who watches the same code; null if nobody does. That may be the counts of coverage, which counts a file of several boots together,
   * and here each boot has an account of its own: neither can use what the other counts.
   */
  constructor(
    private readonly clock: Clock,
    private readonly beside: Watcher | null,
  ) {
    clock.onRebase((shift) => {
      this.#moment -= shift;
    });
  }

  comesTo(code: Code, pc: number): void {
    this.beside?.comesTo(code, pc);
    this.#settle(bAt(code.words, pc));
    if (current !== this.#thread) this.#changeThread();
    this.#giveWaited();
    const account = this.#account?.code === code ? this.#account : this.#accountOf(code);
    (account.runs[pc] as number)++;
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
      this.#thread = thread; // An interrupt that comes while all threads wait borrows the stack of one of them.
      this.#waited = waited;
    }
  }

  /** The program has ended: until the next one begins, time is assigned to no line. */
  rest(): void {
    this.#goOn(null);
    this.#stopped.delete(current);
  }

  /** What the lines that have run have cost, the most expensive first. While all threads wait, that time counts for the line that ran last. */
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
    /** For each Code inside another, of a comprehension or a lambda for instance, the costs of the outer Code's lines. */
    const around = new Map(Array.from(costs, ([outer, of]) => outer.children.map((code) => [code, of] as const)).flat());
    for (const [code, costsOf] of costs) {
      const { filename: file } = code;
      const source = this.#accountOf(code).source;
      for (const [line, cost] of costsOf) {
        const text = source?.line(line).trim() ?? '';
        // What is typed at the prompt is always line 1.
        const key = `${file}:${line}:${text}`;
        const known = lines.get(key) ?? { file, line, text, ...NOTHING };
        // Code inside a line does not count as a separate run of that line.
        lines.set(key, { ...known, ...sum(known, around.get(code)?.has(line) ? { ...cost, runs: 0 } : cost) });
      }
    }
    return [...lines.values()];
  }

  /** The line that is running, `main.py:35`; null if there is none. */
  get place(): string | null {
    const account = this.#account;
    return account === null ? null : `${account.code.filename}:${account.lines[this.#pc]}`;
  }

  /** Returns the line of an instruction. */
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

  /** The running thread continues where it stopped. */
  #changeThread(): void {
    const place = this.#place;
    if (this.#thread !== null && place !== null) this.#stopped.set(this.#thread, place);
    this.#thread = current;
    const stopped = this.#stopped.get(current);
    this.#account = stopped?.account ?? this.#account;
    this.#pc = stopped?.pc ?? this.#pc;
  }

  /**
   * Assigns what has passed to the place that has been running, except for the time in which no code has run. `pending`: cycles that are charged
   * later although their instructions have been executed.
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

  /** Assigns the time in which no code has run to the present place. */
  #giveWaited(): void {
    if (this.#account !== null) (this.#account.nanos[this.#pc] as number) += this.#waited;
    this.#waited = 0;
  }

  /** Takes that time back. */
  #take(waited: Nanos): void {
    if (this.#account !== null) (this.#account.nanos[this.#pc] as number) -= waited;
    this.#waited = waited;
  }

  #accountOf(code: Code): Account {
    const known = this.#accounts.get(code);
    if (known !== undefined) return known;
    const account = newAccount(code);
    this.#accounts.set(code, account);
    return account;
  }
}
