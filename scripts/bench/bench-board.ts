/** The board on which the benchmarks run: a PYBD-SF6, because its floats are doubles, as the peers' are. */
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { pause, wallMs } from '../../src/hosts/node/wall-clock.js';
import { Bursts } from '../../src/system/bursts.js';
import type { SystemOptions } from '../../src/system/options.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';

/** Simulated time limit of a program, in nanoseconds: a day. */
const LIMIT = 86_400_000_000_000n;

/** Length of a burst. */
const BURST_MS = 25;

/** A board with a program to run. */
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

  /** Runs the program to its end, in one go. Throws an Error if it fails or does not end. */
  run(): void {
    this.#system.run(LIMIT);
    this.#check();
  }

  /** Does the same in bursts, between which the event loop turns, as the command does. */
  async runInBursts(): Promise<void> {
    const bursts = new Bursts(this.#system, Number.POSITIVE_INFINITY, BURST_MS, {
      now: wallMs,
      pause,
      isFull: false,
      looksForInput: false,
      hasTypist: false,
      hasPeers: false,
      givesUp: () => false,
      attend: () => {},
      listen: () => false,
    });
    do {
      await new Promise((resolve) => setImmediate(resolve));
      bursts.begin();
    } while (this.#system.run(LIMIT) === 'stopped');
    this.#check();
  }

  #check(): void {
    const { exit } = this.#system;
    if (exit?.kind !== 'ok')
      throw new Error(`the program failed or did not end: ${JSON.stringify(exit)} from ${this.source.slice(0, 200)}`);
  }
}
