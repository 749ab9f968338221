/** The simulated time of all boards of a file of tests: how much has passed, and when it is over. */
import type { PyboardSystem } from '../system/pyboard-system.js';

const NS_PER_MS = 1e6;

/** The time of the board on which the tests run, and of those that they run beside it. */
export class TotalTime {
  /** Nanoseconds of other boards. */
  #others: bigint;

  /** `spent`: nanoseconds that have passed on other boards already. `within`: when it is over, in nanoseconds. */
  constructor(
    private readonly own: PyboardSystem,
    spent: bigint,
    private readonly within: bigint,
  ) {
    this.#others = spent;
  }

  /** Nanoseconds that have passed, on all boards together. */
  get elapsed(): bigint {
    return this.own.elapsed + this.#others;
  }

  /** Nanoseconds until it is over. */
  get left(): bigint {
    const left = this.within - this.elapsed;
    return left > 0n ? left : 0n;
  }

  get isOver(): boolean {
    return this.left === 0n;
  }

  /** Runs another board in `body`, with all those whose time it shares, and at most for the milliseconds that `body` is given. */
  spend<T>(system: PyboardSystem, body: (mostMs: number) => T): T {
    const systems = system.group?.systems ?? [system];
    const elapsed = (): bigint => systems.reduce((sum, each) => sum + each.elapsed, 0n);
    const before = elapsed();
    try {
      // Rounded up, so that the time is over when it has passed on all of them.
      return body(Math.ceil(Number(this.left) / systems.length) / NS_PER_MS);
    } finally {
      this.#others += elapsed() - before;
    }
  }
}
