/** Why the board has been reset; the numbers are those of `machine.reset_cause()` (`ports/stm32/modmachine.c`). */
export enum ResetCause {
  SOFT = 0,
  POWER_ON = 1,
  HARD = 2,
  WATCHDOG = 3,
  DEEPSLEEP = 4,
}
