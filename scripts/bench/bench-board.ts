/** The board on which the benchmarks run: the one with floats as the peers have them. */
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import type { SystemOptions } from '../../src/system/options.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';

/** Simulated nanoseconds that a program may take: a day. */
const LIMIT = 86_400_000_000_000n;

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

  /** Runs it to its end. Throws an Error if that is not a good one. */
  run(): void {
    this.#system.run(LIMIT);
    const { exit } = this.#system;
    if (exit?.kind !== 'ok') throw new Error(`the program did not end well: ${JSON.stringify(exit)} from ${this.source.slice(0, 200)}`);
  }
}
