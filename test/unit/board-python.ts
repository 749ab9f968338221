/** A board that runs a program, for the unit tests of `pyb`, `machine` and `time`. On the ideal clock, unless told otherwise. */
import type { BoardName } from '../../src/board/boards.js';
import type { Pyboard } from '../../src/board/pyboard.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import type { Clock } from '../../src/sim/clock.js';
import type { SystemOptions } from '../../src/system/options.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';

export class PythonBench {
  readonly board: Pyboard;
  readonly clock: Clock;
  /** Traced events since boot, `<ms> <signal> <value>`. */
  readonly trace: string[] = [];
  readonly #system: PyboardSystem;
  #output = '';

  constructor(source: string, board: BoardName = 'pybv11', clock: 'calibrated' | 'ideal' = 'ideal', more: Partial<SystemOptions> = {}) {
    const decoder = new TextDecoder();
    this.#system = new PyboardSystem({
      board,
      firmware: 'threads',
      clock,
      seed: 1,
      optimize: 0,
      flash: new MemoryFileTree(),
      shared: null,
      factoryFiles: true,
      output: (bytes) => {
        this.#output += decoder.decode(bytes);
      },
      newline: '\n',
      program: { kind: 'code', source, filename: 'main.py' },
      afterwards: 'stop',
      exitResets: false,
      ...more,
    });
    this.board = this.#system.board;
    this.clock = this.#system.clock;
    this.#system.booted = () => {
      this.#system.trace.subscribe(({ t, signal, value }) => this.trace.push(`${Number(t) / 1e6} ${signal} ${value}`));
    };
  }

  /** What the program has printed. */
  get printed(): string {
    return this.#output;
  }

  /** Runs up to a moment, ns since power came. */
  runTo(moment: bigint): void {
    this.#system.run(moment);
  }

  /** Runs the program to its end, for ten seconds at most; answers what it printed, an uncaught exception included. */
  run(): string {
    this.#system.run(10_000_000_000n);
    return this.#output;
  }
}

/** What `source` prints on a fresh board. */
export function output(source: string, board: BoardName = 'pybv11'): string {
  return new PythonBench(source, board).run();
}
