/** The timers that pace ADC and DAC: TIM6, which the firmware sets up for a frequency, or a timer of the program (`ports/stm32/timer.c`). */
import type { Pyboard } from '../../board/pyboard.js';
import type { Timer } from '../../board/timer/timer.js';
import { raise } from '../../objects/exception.js';
import type { Value } from '../../objects/value.js';
import { TimerObject } from './timer.js';

/** Starts TIM6 with `hz` overflows a second. */
export function startSamplingTimer({ timers }: Pyboard, hz: number): Timer {
  const timer = timers.get(6) as Timer;
  // The firmware's division by 0 gives 0.
  let period = Math.max(1, hz === 0 ? 0 : Math.floor(timer.sourceHz / (hz >>> 0)));
  let prescaler = 1;
  for (; period > 0xffff; period >>>= 1) prescaler <<= 1;
  timer.configure({ prescaler: prescaler - 1, period: period - 1, mode: 'up' });
  timer.start();
  return timer;
}

/** The timer of a `pyb.Timer`; raises ValueError for anything else. */
export function timerOf(value: Value): Timer {
  if (!(value instanceof TimerObject)) throw raise.ValueError('need a Timer object');
  return value.timer;
}
