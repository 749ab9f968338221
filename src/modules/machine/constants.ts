/** The constants of `machine` (`ports/stm32/modmachine.c`). */
import { ResetCause } from '../../board/reset.js';

/** The constants, by name. */
export const CONSTANTS: Readonly<Record<string, number>> = {
  SOFT_RESET: ResetCause.SOFT,
  PWRON_RESET: ResetCause.POWER_ON,
  HARD_RESET: ResetCause.HARD,
  WDT_RESET: ResetCause.WATCHDOG,
  DEEPSLEEP_RESET: ResetCause.DEEPSLEEP,
};
