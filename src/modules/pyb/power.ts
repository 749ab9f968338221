/** `pyb.stop` and `pyb.standby`, also known as `machine.lightsleep` and `machine.deepsleep` (`ports/stm32/modmachine.c`, `powerctrl.c`). */
import { ResetCause } from '../../board/reset.js';
import { ABSENT, arg, fn } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { anything } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { Value } from '../../objects/value.js';
import type { ExtIntLines } from './extint.js';
import type { BoardPort } from './port.js';
import { setWakeup } from './rtc.js';

/** The functions of one machine. A time, in milliseconds, sets the wake-up timer of the real-time clock, which then keeps running. */
export function powerFunctions(port: BoardPort, lines: ExtIntLines) {
  const { rtc, stopMode, tree } = port.board;
  const wakeAfter = (time: Value): void => {
    if (time !== ABSENT) setWakeup(rtc, lines, time, None, ABSENT);
  };
  return {
    stop: fn(
      'Stand still until the real-time clock or an external interrupt wakes the chip; the ticks stand still, too.',
      [arg('time', anything, ABSENT)],
      (time) => {
        // When it wakes, the firmware selects the PLL. For SYSCLK from an oscillator it has set that up beyond its limits (`powerctrl_set_sysclk`).
        if (tree.source !== 'pll')
          throw raise.NotImplementedError('stop mode is not simulated with SYSCLK at %d Hz', tree.frequencies.sysclk);
        wakeAfter(time);
        tree.isInternalOn = false;
        port.control.stop();
        return engine.park({ ready: () => !stopMode.isActive }, () => None);
      },
    ),
    standby: fn('Switch all but the real-time clock off; waking up is a reset.', [arg('time', anything, ABSENT)], (time) => {
      wakeAfter(time);
      rtc.watch?.clears();
      rtc.watch?.protects();
      rtc.wakeup.hasWoken = false;
      port.control.reset(ResetCause.DEEPSLEEP);
    }),
  };
}
