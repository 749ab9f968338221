/** The end of a run whose board still has bytes under way to real programs: its network goes on until they have left it. */
import type { Passage } from '../hosts/node/passage.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';

/** A peer that takes nothing for this long gets nothing more, ns. */
const PATIENCE = 5_000_000_000n;

/** Runs a board, also on after its program. */
export class RunOut {
  /** When it will have gone on for long enough, ns since reset; null while the program runs. */
  #limit: bigint | null = null;

  constructor(
    private readonly system: PyboardSystem,
    private readonly passage: Passage,
  ) {}

  /** Does what `PyboardSystem.run` does. */
  run(until: bigint | null): RunState {
    const state = this.system.run(until);
    if (this.#limit === null) {
      if (state !== 'ended') return state;
      this.#limit = this.system.elapsed + PATIENCE;
    } else if (state === 'aborted') return state;
    if (this.passage.isSettled || this.system.elapsed >= this.#limit) return 'ended';
    this.system.linger();
    return 'moment';
  }
}
