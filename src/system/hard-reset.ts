/** Exceptions thrown through everything, up to where the machine is run, because the firmware cannot continue. */
import type { ResetCause } from '../board/reset.js';

/** `machine.reset()` and the like: the firmware starts as from power-on. */
export class HardReset {
  constructor(readonly cause: ResetCause) {}
}

/** `machine.bootloader()`: the firmware is left for the chip's own bootloader. */
export class Bootloader {}

/** Thrown where the firmware finds no way to continue (`MICROPY_BOARD_FATAL_ERROR`). */
export class FatalError {
  constructor(readonly message: string) {}
}
