/** `machine.reset()` and the like: thrown through everything, it makes the firmware start from power-on. */
import type { ResetCause } from '../board/reset.js';

export class HardReset {
  constructor(readonly cause: ResetCause) {}
}

/** The firmware finds no way to go on (`boardctrl_fatal_error`): thrown through everything, after what there was to print. */
export class Fatal {
  constructor(readonly message: string) {}
}
