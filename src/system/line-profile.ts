/**
 * Where simulated time goes, line by line. Every moment of a program belongs to the line that has been begun last: what a line waits for
 * is part of it, a callback of an interrupt that comes meanwhile is not. What has no lines here, the firmware's own modules and inline
 * assembler, is a part of the line that calls it.
 */
import type { Code } from '../bytecode/code.js';
import type { Nanos } from '../execution.js';
import type { Clock } from '../sim/clock.js';
import { LineMap } from '../source/line-map.js';
import type { Watcher } from '../vm/counting.js';

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

/** What the lines of one code have cost. A line has been begun as often as the first of its instructions that has run at all. */
function costsByLine({ lines: lineOf, runs, nanos, cycles }: Account): Map<number, Figures> {
  const lines = new Map<number, Figures>();
  for (const [pc, line] of lineOf.entries()) {
    if (runs[pc] === 0) continue;
    const cost = { runs: lines.has(line) ? 0 : (runs[pc] as number), nanos: nanos[pc] as number, cycles: cycles[pc] as number };
    lines.set(line, sum(lines.get(line) ?? NOTHING, cost));
  }
  return lines;
}

/** Instructions before an exception may not have been charged: what they would have cost is taken back from the line that raises. */
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
  /** The instruction that has run last; −1: none has. What nobody has written, as the end of a function, belongs to it. */
  last: number;
}

function newAccount(code: Code): Account {
  const { length } = code.lines;
  const source = code.text === '' ? null : new LineMap(code.text);
  const [runs, nanos, cycles] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
  return { code, source, lines: source === null ? code.lines : sourceLines(code, source), runs, nanos, cycles, last: -1 };
}

/** Where the instructions stand in the source. MicroPython's own line table takes the test of a loop for a part of the loop's last line. */
const sourceLines = ({ lines, spans }: Code, source: LineMap): Int32Array =>
  lines.map((line, pc) => (spans[pc * 2] === spans[pc * 2 + 1] ? line : source.offsetToLine(spans[pc * 2] as number)));

/** Without its source nobody knows. */
const isWritten = ({ text, spans }: Code, pc: number): boolean => text === '' || spans[pc * 2] !== spans[pc * 2 + 1];

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

  constructor(private readonly clock: Clock) {
    clock.onRebase((shift) => {
      this.#moment -= shift;
    });
  }

  comesTo(code: Code, pc: number): void {
    this.#settle(code.words[pc * 2 + 1] as number);
    const account = this.#account?.code === code ? this.#account : this.#accountOf(code);
    if (account.last < 0 || isWritten(code, pc)) {
      account.last = pc;
      (account.runs[pc] as number)++;
    }
    this.#account = account;
    this.#pc = account.last;
  }

  around<T>(run: () => T): T {
    const place = this.#place;
    this.#settle();
    try {
      return run();
    } finally {
      this.#goOn(place);
    }
  }

  /** The program has ended: until the next begins, time belongs to nobody. */
  rest(): void {
    this.#goOn(null);
  }

  /** What the lines have cost that have run, the dearest first. */
  get lines(): readonly LineCost[] {
    this.#settle();
    const lines = new Map<string, LineCost>();
    for (const account of this.#accounts.values()) {
      const { code, source } = account;
      const { filename: file } = code;
      for (const [line, cost] of costsByLine(account)) {
        const text = source?.line(line).trim() ?? '';
        // What is typed at the prompt is line 1, again and again.
        const key = `${file}:${line}:${text}`;
        const known = lines.get(key) ?? { file, line, text, ...NOTHING };
        lines.set(key, { ...known, ...sum(known, this.#isWithin(code, line) ? { ...cost, runs: 0 } : cost) });
      }
    }
    return [...lines.values()].map(atLeastNothing).sort((a, b) => b.nanos - a.nanos || b.cycles - a.cycles || a.line - b.line);
  }

  /** Whether a code is a part of the line: of a comprehension or a lambda. */
  #isWithin(code: Code, line: number): boolean {
    for (const outer of this.#accounts.values())
      if (outer.code.children.includes(code) && outer.runs.some((runs, pc) => runs > 0 && outer.lines[pc] === line)) return true;
    return false;
  }

  /** The line at work, `main.py:35`; null: none is. */
  get place(): string | null {
    const account = this.#account;
    return account === null ? null : `${account.code.filename}:${account.lines[this.#pc]}`;
  }

  get #place(): Place | null {
    return this.#account === null ? null : { account: this.#account, pc: this.#pc };
  }

  #goOn(place: Place | null): void {
    this.#settle();
    this.#account = place?.account ?? null;
    this.#pc = place?.pc ?? 0;
  }

  /** Gives what has passed to the place up to here. `pending`: cycles that are charged later, although their instructions have been executed. */
  #settle(pending = 0): void {
    const { clock } = this;
    const moment = clock.now + (clock.kind === 'ideal' ? 0 : clock.nanosOf(pending));
    const cycles = clock.cycles + pending;
    const account = this.#account;
    if (account !== null) {
      (account.nanos[this.#pc] as number) += moment - this.#moment;
      (account.cycles[this.#pc] as number) += cycles - this.#cycles;
    }
    this.#moment = moment;
    this.#cycles = cycles;
  }

  #accountOf(code: Code): Account {
    const known = this.#accounts.get(code);
    if (known !== undefined) return known;
    const account = newAccount(code);
    this.#accounts.set(code, account);
    return account;
  }
}
