/** When an alarm of the real-time clock comes: beside a search through all days, hours, minutes and seconds. */
import { describe, expect, test } from 'vitest';
import { calendarToSeconds, DAY, secondsToCalendar } from '../../src/calendar.js';
import { Bench } from './board-bench.js';

const bcd = (n: number): number => (Math.floor(n / 10) << 4) | (n % 10);

/** What an alarm is set to; null: masked. */
interface Wanted {
  readonly day: number | null;
  readonly isWeekday: boolean;
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
}

const word = ({ day, isWeekday, hour, minute, second }: Wanted): number =>
  ([day, hour, minute, second].reduce<number>((all, value) => all * 256 + (value === null ? 0x80 : bcd(value)), 0) +
    (isWeekday ? 2 ** 30 : 0)) >>>
  0;

/** The first second after `start` that agrees; null if none of the next hundred days has one. */
function search(start: number, { day, isWeekday, hour, minute, second }: Wanted): number | null {
  const range = (value: number | null, count: number) => (value === null ? Array.from({ length: count }, (_, i) => i) : [value]);
  const midnight = start - (start % DAY);
  for (let at = midnight; at < midnight + 100 * DAY; at += DAY) {
    const shown = secondsToCalendar(at);
    if (day !== null && day !== (isWeekday ? shown.weekday + 1 : shown.day)) continue;
    for (const h of range(hour, 24)) {
      for (const m of range(minute, 60)) {
        for (const s of range(second, 60)) {
          const moment = at + h * 3600 + m * 60 + s;
          if (h < 24 && m < 60 && s < 60 && moment > start) return moment;
        }
      }
    }
  }
  return null;
}

describe('an alarm', () => {
  let seed = 7;
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
  const either = (n: number): number | null => (random(2) === 0 ? null : random(n));

  test('comes at the next second that agrees, and not a nanosecond earlier', () => {
    const bench = new Bench();
    const { rtc, rtcControl } = bench.board;
    const [alarm] = rtcControl.alarms;
    const wrong: string[] = [];
    let found = 0;
    for (let i = 0; i < 200; i++) {
      const isWeekday = random(2) === 0;
      const day = random(3) > 0 ? null : isWeekday ? 1 + random(8) : 1 + random(32);
      const wanted: Wanted = { day, isWeekday, hour: either(26), minute: either(62), second: either(62) };
      const start = calendarToSeconds({
        year: 2024 + random(4),
        month: 1 + random(12),
        day: 1 + random(28),
        hour: random(24),
        minute: random(60),
        second: 0,
      });
      rtc.calibration = [0, 0, 512, -511][random(4)];
      rtc.set(start, secondsToCalendar(start).weekday);
      alarm.isEnabled = false;
      alarm.clear();
      alarm.fields = word(wanted);
      alarm.isEnabled = true;
      const expected = search(start, wanted);
      if (expected === null) {
        bench.clock.advanceTo(bench.clock.now + 70 * DAY * 1e9);
        if (alarm.hasFired) wrong.push(`${i}: ${JSON.stringify(wanted)} has fired`);
        continue;
      }
      found++;
      const due = rtc.momentOf(BigInt(expected) * 1_000_000_000n) as number;
      bench.clock.advanceTo(due - 1);
      if (alarm.hasFired || rtc.seconds !== expected - 1) wrong.push(`${i}: ${JSON.stringify(wanted)} too early`);
      bench.clock.advanceTo(bench.clock.now + 1);
      if (!alarm.hasFired || rtc.seconds !== expected) wrong.push(`${i}: ${JSON.stringify(wanted)} not yet`);
    }
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(100);
  });

  test.each([
    [1, 0, 128],
    [4, 3, 16],
    [8, 200, 1],
    [9, 200, 1],
    [9, 300, 0],
    [15, 255, 1],
  ])('of which %i bits below a second agree with %i comes %i times a second', (bits, shown, times) => {
    const bench = new Bench();
    const { rtcControl } = bench.board;
    const [alarm] = rtcControl.alarms;
    bench.pass(300e6);
    let count = 0;
    alarm.onFired = () => {
      // The register shows what the alarm waits for.
      expect((bench.board.rtc.prescalers.synchronous - bench.board.rtc.steps) % 2 ** bits).toBe(shown % 2 ** bits);
      count++;
    };
    alarm.fields = 0x80808080;
    alarm.below = bits * 2 ** 24 + shown;
    alarm.isEnabled = true;
    for (let step = 0; step < 256; step++) {
      bench.pass(1e9 / 256);
      alarm.clear();
    }
    expect(count).toBe(times);
  });
});

describe('while the calendar is being set', () => {
  const SECOND = 1e9;
  const setting = (): Bench => {
    const bench = new Bench();
    bench.board.rtc.set(1000, 0);
    bench.pass(300e6);
    bench.board.rtcControl.isSetting = true;
    return bench;
  };

  test('it stands still from the moment at which it can be set, and begins a second when it goes on', () => {
    const bench = setting();
    const { rtc, rtcControl } = bench.board;
    bench.pass(5 * SECOND);
    expect([rtc.seconds, rtc.steps, rtcControl.timeWord]).toEqual([1000, Math.floor(0.300061036 * 256), 0x001640]);
    rtcControl.timeWord = 0x001650;
    rtcControl.isSetting = false;
    expect([rtc.seconds, rtc.steps]).toEqual([1010, 0]);
    bench.pass(SECOND);
    expect(rtc.seconds).toBe(1011);
  });

  const wakings = (bench: Bench, clock: number, reload: number): number[] => {
    const { rtc, exti } = bench.board;
    const start = bench.clock.now;
    const moments: number[] = [];
    exti[22].configure({ rising: true, falling: false }, null);
    exti[22].onTrigger = () => moments.push(bench.clock.now - start);
    exti[22].enable();
    rtc.wakeup.interrupts = true;
    rtc.wakeup.settings = { clock, reload };
    rtc.wakeup.start();
    return moments;
  };
  const pass = (bench: Bench, milliseconds: number) => {
    for (let i = 0; i < milliseconds; i++) bench.pass(1e6);
  };

  test('a wake-up timer of seconds stands still meanwhile, one of the oscillator goes on', () => {
    const seen = [
      [4, 2], // Three seconds.
      [0, 2047], // 2048 counts of 2048 Hz.
    ].map(([clock, reload]) => {
      const bench = new Bench();
      const { rtcControl } = bench.board;
      const moments = wakings(bench, clock, reload);
      pass(bench, 500);
      rtcControl.isSetting = true;
      pass(bench, 5000);
      rtcControl.isSetting = false;
      pass(bench, 6000);
      return moments.map((moment) => Math.round(moment / 1e6));
    });
    expect(seen).toEqual([
      [8000, 11_000],
      [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, 11_000],
    ]);
  });

  test.each([
    ['started meanwhile, it counts after that', null, 2000, [5000, 8000]],
    ['if that is given up before it can be set, it has counted on', 2999.95, 0.02, [3000, 6000]],
    ['what is due before that is not late', 2999.97, 2000, [3000, 8000]],
  ])('%s', (_, from, milliseconds, expected) => {
    const bench = new Bench();
    const { rtcControl } = bench.board;
    if (from === null) {
      rtcControl.isSetting = true;
      bench.pass(100_000);
    }
    const moments = wakings(bench, 4, 2);
    bench.pass((from ?? 0) * 1e6);
    rtcControl.isSetting = true;
    for (let left = milliseconds; left > 0; left -= 0.01) bench.pass(10_000);
    rtcControl.isSetting = false;
    pass(bench, 6500);
    expect(moments.slice(0, 2).map((moment) => Math.round(moment / 1e6))).toEqual(expected);
  });

  test('it has counted on if that is given up before it can be set', () => {
    const bench = setting();
    const { rtc, rtcControl } = bench.board;
    bench.pass(30_000);
    rtcControl.isSetting = false;
    bench.pass(699_969_999);
    expect(rtc.seconds).toBe(1000);
    bench.pass(1);
    expect(rtc.seconds).toBe(1001);
  });

  test('an hour that is added, and another speed, leave it where it stands', () => {
    const bench = setting();
    const { rtc } = bench.board;
    bench.pass(SECOND);
    rtc.shift(3600);
    rtc.calibration = 100;
    bench.pass(SECOND);
    expect(rtc.seconds).toBe(4600);
  });

  test('the firmware ends that where it sets the clock', () => {
    const bench = setting();
    const { rtc, rtcControl } = bench.board;
    bench.pass(SECOND);
    rtc.set(2000, 0);
    bench.pass(2 * SECOND);
    expect([rtcControl.isSetting, rtc.seconds]).toEqual([false, 2002]);
  });

  test('a reset of the chip ends that, with what has been written', () => {
    const bench = setting();
    const { rtc, rtcControl } = bench.board;
    bench.pass(SECOND);
    rtcControl.timeWord = 0x001650;
    bench.board.hardReset();
    bench.pass(2 * SECOND);
    expect([rtcControl.isSetting, rtc.seconds]).toEqual([false, 1012]);
  });

  test('no alarm comes; it does once the clock gets there', () => {
    const bench = new Bench();
    const { rtc, rtcControl } = bench.board;
    rtc.set(1000, 0);
    const [alarm] = rtcControl.alarms;
    alarm.fields = 0x80808080 - 0x80 + 0x42;
    alarm.isEnabled = true;
    rtcControl.isSetting = true;
    bench.pass(10 * SECOND);
    expect(alarm.hasFired).toBe(false);
    rtcControl.isSetting = false;
    bench.pass(2 * SECOND - 1);
    expect(alarm.hasFired).toBe(false);
    bench.pass(1);
    expect(alarm.hasFired).toBe(true);
  });
});

test('a reset of the chip lets go of what has been read in part, and clears RSF', () => {
  const bench = new Bench();
  const { rtc, rtcControl } = bench.board;
  rtc.set(1000, 0);
  expect(rtcControl.timeWord).toBe(0x001640);
  bench.pass(86_400e9);
  bench.board.hardReset();
  expect(rtcControl.isSynchronised).toBe(false);
  bench.pass(1e9);
  expect(rtcControl.isSynchronised).toBe(true);
  expect([rtcControl.dateWord & 0x3f, rtcControl.timeWord]).toEqual([2, 0x001641]);
});
