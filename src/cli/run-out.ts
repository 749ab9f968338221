/**
 * The end of a run whose board has something under way: it goes on until that has arrived. A real board does not stop either when its program
 * ends, so the last frame reaches the bus, and the last bytes their receiver.
 */
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';

/** If nothing more arrives for this long, nothing more will, ns. */
const PATIENCE = 5_000_000_000n;
/** How often to look whether everything has arrived, ns. */
const STEP = 1_000_000n;

/** Something on the way from a program to the world around its board. */
export interface Outbound {
  /** How much has been sent and has not arrived, in units that count down to 0. */
  readonly undelivered: number;
}

/** Runs a board, also on after its program. */
export class RunOut {
  /** What was under way when something last arrived, and when that will be too long ago, ns since reset; null while the program runs. */
  #last: { readonly undelivered: number; readonly limit: bigint } | null = null;
  /** When to look next, ns since reset; null while the program runs. */
  #next: bigint | null = null;

  constructor(
    private readonly system: Pick<PyboardSystem, 'run' | 'elapsed' | 'linger'>,
    private readonly outbound: readonly Outbound[],
  ) {}

  /** Does what `PyboardSystem.run` does. */
  run(until: bigint | null): RunState {
    const { system } = this;
    const next = this.#next;
    const state = system.run(next !== null && (until === null || next < until) ? next : until);
    if (state !== 'ended' && (next === null || state === 'aborted' || system.elapsed < next)) return state;
    const undelivered = this.outbound.reduce((sum, each) => sum + each.undelivered, 0);
    if (this.#last === null || undelivered < this.#last.undelivered) this.#last = { undelivered, limit: system.elapsed + PATIENCE };
    if (undelivered === 0 || system.elapsed >= this.#last.limit) return 'ended';
    if (state === 'ended') system.linger();
    this.#next = system.elapsed + STEP;
    return 'moment';
  }
}
