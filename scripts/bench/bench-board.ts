/** The board on which the benchmarks run: the one with floats as the peers have them. */
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import type { SystemOptions } from '../../src/system/options.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';

/** Simulated nanoseconds that a program may take: a day. */
const LIMIT = 86_400_000_000_000n;

/** A burst of a run. */
const BURST_MS = 25;

/** One with a program to run. */
export class BenchBoard {
  readonly #system: PyboardSystem;

  constructor(
    private readonly source: string,
    options: Pick<SystemOptions, 'output' | 'heap' | 'tier'>,
  ) {
    this.#system = new PyboardSystem({
      board: 'pybd-sf6',
      flash: new MemoryFileTree({ 'boot.py': '', 'main.py': '' }),
      factoryFiles: false,
      program: { kind: 'code', source, filename: 'program.py' },
      afterwards: 'stop',
      exitResets: false,
      ...options,
    });
  }

  /** Runs it to its end at once. Throws an Error if that is not a good one. */
  run(): void {
    this.#system.run(LIMIT);
    this.#check();
  }

  /** The same in bursts between which the event loop turns, as the command does. */
  async runInBursts(): Promise<void> {
    const system = this.#system;
    let began = 0;
    system.poll = () => {
      if (performance.now() - began >= BURST_MS) system.requestStop();
    };
    do {
      await new Promise((resolve) => setImmediate(resolve));
      began = performance.now();
    } while (system.run(LIMIT) === 'stopped');
    this.#check();
  }

  #check(): void {
    const { exit } = this.#system;
    if (exit?.kind !== 'ok') throw new Error(`the program did not end well: ${JSON.stringify(exit)} from ${this.source.slice(0, 200)}`);
  }
}
