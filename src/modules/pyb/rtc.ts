/** `pyb.RTC` and `machine.RTC`, which are one class (`ports/stm32/rtc.c`). */

import { type Rtc, WAKEUP_LINE, yearKept } from '../../board/rtc/rtc.js';
import type { WakeupSettings } from '../../board/rtc/wakeup.js';
import { calendarToSeconds } from '../../calendar.js';
import { ABSENT, arg, make, methodsOf, NativeObject, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { arrayOf } from '../../objects/sequence.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import type { ExtIntLines } from './extint.js';

type RtcObject = NativeObject<Rtc>;

/** The class for one clock; `lines` has the external interrupt that its wake-up timer triggers. `countsMicroseconds`: see `dateOf`. */
export function rtcType(rtc: Rtc, lines: ExtIntLines, countsMicroseconds: boolean): PyType {
  const { method } = methodsOf<RtcObject>();
  const type: PyType = nativeType(
    'RTC',
    { make: make([], () => only), repr: () => '<RTC>' },
    {
      init: method('Start the clock anew, in 2015.', [], ({ state }) => state.restart()),
      info: method('How the clock was started: milliseconds it took, and flags.', [], ({ state }) => state.info),
      datetime: method(
        'Get or set (year, month, day, weekday, hours, minutes, seconds, subseconds); what is set begins with a whole second.',
        [arg('datetime', anything, ABSENT)],
        ({ state }, datetime) => (datetime === ABSENT ? dateOf(state, countsMicroseconds) : setDate(state, datetime)),
      ),
      wakeup: method(
        'Wake up, and call `function`, every `ms` milliseconds; None for no more.',
        [arg('timeout', anything), arg('function', anything, None), arg('callback', anything, ABSENT)],
        ({ state }, timeout, second, third) => setWakeup(state, lines, timeout, second, third),
      ),
      calibration: method('Get or set the calibration, -511 to 512.', [arg('value', anything, ABSENT)], ({ state }, value) => {
        if (value === ABSENT) return state.calibration;
        const calibration = int.convert(value);
        // The last bit switches 512 Hz on pin C13 on or off.
        if ((calibration & 0xfffe) === 0x0ffe) {
          if ((calibration & 1) === 0) return 0;
          throw raise.NotImplementedError('the output of RTC.calibration is not simulated');
        }
        if (calibration < -511 || calibration > 512) throw raise.ValueError('calibration value out of range');
        state.calibration = calibration;
        state.watch?.protects();
      }),
    },
  );
  const only = new NativeObject(type, rtc);
  return type;
}

/**
 * The date and time. The last number counts microseconds if `countsMicroseconds`; otherwise it is the value of the register, which counts
 * down to 0 (MICROPY_HW_RTC_USE_US).
 */
function dateOf(rtc: Rtc, countsMicroseconds: boolean): Value {
  const { subseconds, steps } = rtc;
  const { year, month, day, weekday, hour, minute, second } = rtc.calendar;
  const below = countsMicroseconds ? Math.floor((steps * 1e6) / subseconds) : subseconds - 1 - steps;
  return newTuple([year, month, day, weekday + 1, hour, minute, second, below]);
}

function setDate(rtc: Rtc, datetime: Value): void {
  const items = arrayOf(datetime);
  if (items.length !== 8) throw raise.ValueError('requested length %d but object has length %d', 8, items.length);
  // The last item is ignored.
  const [year, month, day, weekday, hour, minute, second] = items.slice(0, 7).map((item) => int.convert(item));
  rtc.set(calendarToSeconds({ year: yearKept(year), month, day, hour, minute, second }), weekday - 1);
  rtc.watch?.protects();
}

/** `wakeup(…)`: the arguments are milliseconds and a callback, or the number of a clock, a count and a callback. */
export function setWakeup(rtc: Rtc, lines: ExtIntLines, timeout: Value, second: Value, third: Value): void {
  const callee = third === ABSENT ? second : third;
  // The firmware enables the interrupt again once it has understood the arguments.
  lines.line(WAKEUP_LINE).ignore();
  const settings =
    third !== ABSENT
      ? { clock: int.convert(timeout) & 7, reload: int.convert(second) & 0xffff }
      : timeout === None
        ? null
        : settingsFor(int.convert(timeout));
  lines.line(WAKEUP_LINE).clear();
  lines.registerInternal('RTC().wakeup', WAKEUP_LINE, callee === None ? null : callee, settings !== null);
  rtc.wakeup.stop();
  rtc.wakeup.hasWoken = false;
  rtc.wakeup.interrupts = settings !== null;
  if (settings !== null) {
    rtc.wakeup.settings = settings;
    rtc.wakeup.start();
  }
  rtc.watch?.protects();
}

/** The finest clock with which the wake-up timer's 16 bits can count `ms` milliseconds, and the count; raises ValueError if none can. */
function settingsFor(ms: number): WakeupSettings {
  let divider = 2;
  let clock = 3;
  for (; divider <= 16 && ms > 2000 * divider; divider *= 2) clock--;
  if (divider <= 16) return { clock, reload: reloadFor(Math.trunc(Math.imul(32_768 / divider, ms) / 1000)) };
  const seconds = Math.trunc(ms / 1000);
  if (seconds <= 0x10000) return { clock: 4, reload: reloadFor(seconds) };
  if (seconds > 2 * 0x10000) throw raise.ValueError('wakeup value too large');
  return { clock: 6, reload: reloadFor(seconds - 0x10000) };
}

/** The register's value for a count: one less, except that the firmware leaves 0 and negative numbers; the register takes 16 bits of them. */
const reloadFor = (count: number): number => (count > 0 ? count - 1 : count) & 0xffff;
