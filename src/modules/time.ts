/** `time` (`extmod/modtime.c`, `ports/stm32/systick.c`). The epoch is 2000-01-01, as on every stm32 board. */
import type { Pyboard } from '../board/pyboard.js';
import { type CalendarTime, calendarToSeconds, secondsToCalendar } from '../calendar.js';
import { MILLISECOND, SECOND, type Wait } from '../execution.js';
import { arg, fn } from '../objects/declare.js';
import { engine } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { precision, round, toFloat } from '../objects/float.js';
import { newInt, normalise } from '../objects/int.js';
import { anything, int, unchecked } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { toInteger } from '../objects/protocol/convert.js';
import { arrayOf } from '../objects/sequence.js';
import { newTuple } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';

/** What the module needs of the machine. */
interface TimePort {
  readonly board: Pyboard;
  /** Whether there are several threads; if so, a thread that sleeps for no time ends its turn. */
  readonly isShared: boolean;
}

/** Ticks wrap at 2^30. */
const PERIOD = 2 ** 30;
const EXACT_SECOND = BigInt(SECOND);

const wrap = (ticks: number): number => ticks % PERIOD;

/** The module of one machine. */
export function time(port: TimePort): PyModule {
  const { systick, rtc, coreCycles } = port.board;
  const sleep = (ms: number): Value => delay(port, ms);
  const calendar = fn('The calendar’s view of `seconds` since 2000, or of now.', [arg('seconds', anything, None)], (seconds) =>
    calendarTuple(seconds === None ? rtc.calendar : secondsToCalendar(wholeSeconds(seconds))),
  );
  return nativeModule('time', {
    gmtime: calendar,
    localtime: calendar,
    mktime: fn('Seconds since 2000 of a tuple as `localtime` gives it.', [arg('tuple', anything)], (tuple) => newInt(secondsOf(tuple))),
    time: fn('Seconds since 2000.', [], () => newInt(rtc.seconds)),
    time_ns: fn('Nanoseconds since 2000, as fine as the real-time clock.', [], () =>
      newInt(normalise(BigInt(rtc.seconds) * EXACT_SECOND + BigInt(Math.floor((rtc.steps * 1e6) / rtc.subseconds) * 1000))),
    ),
    sleep: fn('Block this thread for so many seconds.', [arg('seconds', anything)], (seconds) => sleep(toMilliseconds(toFloat(seconds)))),
    sleep_ms: fn('Block this thread for so many milliseconds.', [arg('ms', int)], (ms) => (ms >= 0 ? sleep(ms) : None)),
    sleep_us: fn('Let so many microseconds pass, in a busy loop.', [arg('us', int)], (us) => (us > 0 ? spin(port.board, us) : None)),
    ticks_ms: fn('Milliseconds since reset, modulo 2^30.', [], () => wrap(systick.ticks), { price: 215 }),
    ticks_us: fn('Microseconds since reset, modulo 2^30.', [], () => wrap(systick.ticksUs), { price: 215 }),
    ticks_cpu: fn('CPU cycles since the first call, modulo 2^30.', [], () => Number(coreCycles.count % BigInt(PERIOD))),
    ticks_add: fn('Ticks `delta` after `ticks`.', [arg('ticks', unchecked), arg('delta', int)], (ticks, delta) => {
      if (delta <= -PERIOD / 2 || delta >= PERIOD / 2) throw raise.OverflowError('ticks interval overflow');
      return (ticks + delta) & (PERIOD - 1);
    }),
    ticks_diff: fn(
      'Ticks from `start` to `end`, which may lie before it.',
      [arg('end', unchecked), arg('start', unchecked)],
      (end, start) => ((end - start + PERIOD / 2) & (PERIOD - 1)) - PERIOD / 2,
      { price: 230 },
    ),
  });
}

/** `mp_hal_delay_ms`: sleeps to a tick edge. With interrupts disabled, ticks stand still, so it is a calibrated loop. */
function delay({ board, isShared }: TimePort, ms: number): Value {
  const { clock, interrupts, systick } = board;
  if (interrupts.masked) return busy(clock.busy(ms * MILLISECOND));
  const givesTurnAway = ms === 0 && isShared;
  return engine.park(givesTurnAway ? clock.waitUntil(clock.now) : systick.sleep(ms), () => None);
}

/** `mp_hal_delay_us`. */
function spin({ clock, interrupts, systick }: Pyboard, us: number): Value {
  return busy(clock.busy(interrupts.masked ? us * 1000 : systick.spinTime(us)));
}

const busy = (wait: Wait): Value => (engine.spin(wait) ? None : engine.park(wait, () => None));

/** Converts seconds to milliseconds as the CPU converts a float to an unsigned word. */
function toMilliseconds(seconds: number): number {
  const ms = Math.trunc(round(1000 * seconds));
  return ms > 0 ? Math.min(ms, 0xffffffff) : 0;
}

/** Seconds as `timeutils_obj_get_timestamp` takes them: as a float on boards with double precision, as an int of 64 bits on the others. */
function wholeSeconds(value: Value): number {
  const seconds = precision.single ? toInteger(value) : Math.trunc(toFloat(value));
  if (typeof seconds === 'bigint' || !(Math.abs(seconds) <= 2 ** 53))
    throw raise.NotImplementedError('a moment beyond 2**53 seconds is not simulated');
  return seconds;
}

function calendarTuple(time: CalendarTime): Value {
  const { year, month, day, hour, minute, second, weekday, yearday } = time;
  return newTuple([year, month, day, hour, minute, second, weekday, yearday]);
}

function secondsOf(tuple: Value): number {
  const items = arrayOf(tuple);
  if (items.length < 8 || items.length > 9) throw raise.TypeError('mktime needs a tuple of length 8 or 9');
  const [year, month, day, hour, minute, second] = items.slice(0, 6).map((item) => int.convert(item));
  return calendarToSeconds({ year, month, day, hour, minute, second });
}
