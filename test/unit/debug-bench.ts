/** A board whose program is debugged: what happens at each stop is told beforehand. */

import { expect } from 'vitest';
import type { Debugger } from '../../src/debug/debugger.js';
import type { Resumption, Stop } from '../../src/debug/host.js';
import { localsOf } from '../../src/debug/variables.js';
import { TestBench, type TestBenchOptions } from '../../src/index.js';

/** How a stop is answered: `continue`, `in`, `over`, `out`; or by a function, which may look around. */
export type Answer = Resumption['kind'] | ((stop: Stop, bench: DebugBench) => Resumption['kind'] | void);

/** A line of `main.py`, or of the file that is named: `sensor.py:3`. */
type Place = number | `${string}:${number}`;

export class DebugBench {
  readonly bench: TestBench;
  readonly debugger: Debugger;
  /** All stops, as `reason file:line function`. */
  readonly stops: string[] = [];
  /** What breakpoints have said. */
  readonly said: string[] = [];
  /** Breakpoints that were bound, as `line → line`. */
  readonly bound: string[] = [];

  /** `answers`: one a stop; after the last, `continue`. */
  constructor(source: string, answers: readonly Answer[] = [], files: Record<string, string> = {}, options: TestBenchOptions = {}) {
    this.bench = new TestBench({ 'boot.py': '', 'main.py': source, ...files }, { debug: true, ...options });
    this.debugger = this.bench.system.debugger as Debugger;
    const left = [...answers];
    this.debugger.host = {
      paused: (stop) => {
        this.stops.push(`${stop.reason} ${this.place(stop)}`);
        const answer = left.shift() ?? 'continue';
        const kind = (typeof answer === 'function' ? answer(stop, this) : answer) ?? 'continue';
        return kind === 'continue' ? { kind } : { kind, thread: stop.thread };
      },
      bound: ({ line, boundLine, problem }) => this.bound.push(`${line} → ${boundLine ?? problem}`),
      log: (text) => this.said.push(text),
    };
  }

  /** Breakpoints on lines of main.py, or of other files. */
  breakAt(...places: Place[]): this {
    const wishes = new Map<string, { line: number }[]>();
    for (const place of places) {
      const [file, line] = typeof place === 'number' ? ['main.py', place] : place.split(':');
      wishes.set(file, [...(wishes.get(file) ?? []), { line: Number(line) }]);
    }
    for (const [file, lines] of wishes) this.debugger.setBreakpoints(`/flash/${file}`, lines);
    return this;
  }

  run(ms = 1000): this {
    this.bench.run(ms);
    return this;
  }

  /** The stack of a stop's thread, innermost first: `function:line`, or what has come in between. */
  stack({ thread }: Stop): string[] {
    return this.debugger.stackOf(thread).map(({ name, frame, line }) => (frame === null ? name : `${name}:${line}`));
  }

  /** The local variables at a stop, as `repr` shows them. */
  locals({ thread }: Stop, level = 0): Record<string, string> {
    const frame = this.debugger.stackOf(thread)[level].frame;
    if (frame === null) return {};
    return Object.fromEntries(localsOf(frame).map(({ name, value }) => [name, this.debugger.shown(value).text]));
  }

  /** What an expression gives at a stop, or the text of its error. */
  evaluate(text: string, { thread }: Stop, level = 0): string {
    const outcome = this.debugger.evaluate(text, this.debugger.stackOf(thread)[level].frame);
    return 'error' in outcome ? outcome.error : this.debugger.shown(outcome.value).text;
  }

  private place({ thread }: Stop): string {
    const [top] = this.debugger.stackOf(thread);
    return top === undefined ? '-' : `${top.path?.replace('/flash/', '')}:${top.line} ${top.name}`;
  }
}

/** Runs a program up to a line, and looks. */
export function at(line: number, source: string, look: (stop: Stop, bench: DebugBench) => void): DebugBench {
  const bench = new DebugBench(source, [look]).breakAt(line).run();
  expect(bench.stops).not.toEqual([]);
  return bench;
}
