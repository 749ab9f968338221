/** `machine.reset()` and the like: thrown through everything, it makes the firmware start from power-on. */
import type { ResetCause } from '../board/reset.js';

export class HardReset {
  constructor(readonly cause: ResetCause) {}
}
