/** The end of a run whose board still has bytes under way to real programs: its network goes on until they have left it. */
import type { Passage } from '../hosts/node/passage.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';

/** If nothing is taken for this long, nothing more is sent, ns. */
const PATIENCE = 5_000_000_000n;

/** Runs a board, also on after its program. */
export class RunOut {
  /** What was under way when something was last taken, and when that will be too long ago, ns since reset; null while the program runs. */
  #last: { readonly undelivered: number; readonly limit: bigint } | null = null;

  constructor(
    private readonly system: Pick<PyboardSystem, 'run' | 'elapsed' | 'linger'>,
    private readonly passage: Pick<Passage, 'undelivered'>,
  ) {}

  /** Does what `PyboardSystem.run` does. */
  run(until: bigint | null): RunState {
    const state = this.system.run(until);
    if (state !== 'ended' && (this.#last === null || state === 'aborted')) return state;
    const { undelivered } = this.passage;
    if (this.#last === null || undelivered < this.#last.undelivered) this.#last = { undelivered, limit: this.system.elapsed + PATIENCE };
    if (undelivered === 0 || this.system.elapsed >= this.#last.limit) return 'ended';
    this.system.linger();
    return 'moment';
  }
}
