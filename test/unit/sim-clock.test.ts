import { describe, expect, test } from 'vitest';
import { fuel } from '../../src/execution.js';
import { Clock } from '../../src/sim/clock.js';
import { Machine, RATE } from './sim-machine.js';

const MS = 1e6;
const SECOND = 1e9;
const DAY = 86_400 * SECOND;

describe('cycles become time', () => {
  test('21 cycles of 168 MHz are 125 ns, and the remainder is carried', () => {
    const clock = new Clock(RATE);
    clock.resume();
    clock.grant(Number.POSITIVE_INFINITY, 1000);
    const seen: number[] = [];
    for (let i = 0; i < 21; i++) {
      fuel.left--;
      if (i % 3 === 0) clock.settle();
      seen.push(clock.now);
    }
    expect(seen).toEqual(Array.from({ length: 21 }, (_, i) => Math.floor(((i + 1) * 125) / 21)));
    expect(clock.now).toBe(125);
    expect(clock.cycles).toBe(21);
    clock.pause();
  });

  test('the rate can change in mid-course', () => {
    const clock = new Clock(RATE);
    clock.resume();
    clock.spend(168);
    expect(clock.now).toBe(1000);
    clock.setRate({ nanos: 25, cycles: 2 });
    clock.spend(80);
    expect(clock.now).toBe(2000);
    clock.pause();
  });

  test('two machines share the fuel', () => {
    const outer = new Clock(RATE);
    const inner = new Clock(RATE);
    outer.resume();
    outer.grant(Number.POSITIVE_INFINITY, 1000);
    fuel.left -= 168;
    inner.resume();
    fuel.left -= 336;
    inner.pause();
    expect(inner.now).toBe(2000);
    expect(outer.now).toBe(1000);
    outer.pause();
    expect(outer.now).toBe(1000);
  });
});

describe('alarms', () => {
  test('fire at exactly their moment, ties in the order of setting', () => {
    const clock = new Clock(RATE);
    const fired: string[] = [];
    const alarm = (name: string) => clock.alarm(() => fired.push(`${name}@${clock.now}`));
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(alarm);
    c.set(500);
    b.set(300);
    a.set(300);
    d.set(200);
    d.cancel();
    b.set(300);
    expect(clock.nextDue).toBe(300);
    clock.advanceTo(1000);
    expect(fired).toEqual(['a@300', 'b@300', 'c@500']);
    expect([a.due, clock.nextDue]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test('an alarm set by an action for a moment on the way fires there', () => {
    const clock = new Clock(RATE);
    const fired: number[] = [];
    const again = clock.alarm(() => {
      fired.push(clock.now);
      if (fired.length < 4) again.set(clock.now + 10);
    });
    again.set(5);
    clock.advanceTo(100);
    expect(fired).toEqual([5, 15, 25, 35]);
  });

  test('an alarm set for the past fires now, not before', () => {
    const clock = new Clock(RATE);
    clock.resume();
    clock.grant(Number.POSITIVE_INFINITY, 10_000);
    fuel.left -= 168;
    const fired: number[] = [];
    clock.alarm(() => fired.push(clock.now)).set(10);
    expect(fuel.left).toBe(-1);
    fuel.left -= 168;
    clock.settle();
    expect(fired).toEqual([1000]);
    clock.pause();
  });

  test('an alarm set in mid-slice makes the first safe point at or after its moment look', () => {
    const clock = new Clock(RATE);
    clock.resume();
    clock.grant(Number.POSITIVE_INFINITY, 100_000);
    fuel.left -= 100;
    clock.alarm(() => {}).set(10_000);
    fuel.left -= 1580 - 1;
    expect([fuel.left, clock.now]).toEqual([0, 9994]);
    fuel.left -= 1;
    expect([fuel.left, clock.now]).toEqual([-1, 10_000]);
    clock.pause();
  });

  test('a thousand random alarms fire in order', () => {
    const clock = new Clock(RATE);
    const fired: number[] = [];
    let x = 12345;
    const random = () => (x = (x * 1103515245 + 12345) % 2147483648);
    const alarms = Array.from({ length: 1000 }, () => clock.alarm(() => fired.push(clock.now)));
    for (const alarm of alarms) alarm.set(random());
    for (let i = 0; i < 500; i++) alarms[random() % 1000].set(random());
    for (let i = 0; i < 100; i++) alarms[i].cancel();
    clock.advanceTo(2 ** 31);
    expect(fired.length).toBe(900);
    expect(fired).toEqual([...fired].sort((a, b) => a - b));
  });

  test('an action cannot move the clock, and a moment must be a whole number', () => {
    const clock = new Clock(RATE);
    clock.alarm(() => clock.advanceTo(20)).set(10);
    expect(() => clock.advanceTo(30)).toThrow('an alarm cannot move the clock');
    expect(() => clock.alarm(() => {}).set(0.5)).toThrow('alarm at 0.5: a moment is a whole number of nanoseconds');
  });
});

describe('for ever', () => {
  test('the epoch moves, alarms, moments and waits with it, and not a nanosecond is lost in a century', () => {
    const clock = new Clock(RATE);
    const period = 7 * DAY + 1;
    const fired: bigint[] = [];
    const weekly = clock.alarm(() => {
      fired.push(clock.elapsed());
      weekly.set(clock.now + period);
    });
    weekly.set(period);
    let mark = clock.moment(123);
    let marked = 123n;
    const wait = clock.waitUntil(clock.now + 80 * DAY);
    let shifted = 0n;
    clock.onRebase((shift) => {
      expect(shift % SECOND).toBe(0);
      shifted += BigInt(shift);
    });
    const weeks = 5218;
    for (let i = 1; i <= weeks; i++) {
      clock.advanceTo(weekly.due);
      expect(Number.isSafeInteger(clock.now)).toBe(true);
      if (i === 11) expect(clock.elapsed(wait.until)).toBe(BigInt(80 * DAY));
      if (i % 13 !== 0) continue;
      expect(clock.elapsed(mark.at)).toBe(marked);
      mark = clock.moment();
      marked = clock.elapsed();
    }
    expect(fired.length).toBe(weeks);
    expect(fired[weeks - 1]).toBe(BigInt(weeks) * BigInt(period));
    expect(clock.rebases).toBeGreaterThan(200);
    expect(shifted).toBe(clock.epoch);
  });
});

describe('natives that take time', () => {
  test('spend: interrupts are served inside and make it longer', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM4', { priority: 13, vector: 30 });
    const alarm = machine.clock.alarm(() => line.raise());
    line.connect(() => {
      machine.note('irq');
      machine.work(168_000);
    });
    machine.start(function* () {
      alarm.set(2 * MS);
      machine.clock.spend(5 * 168_000);
      machine.note('after');
      yield 1;
    });
    expect(machine.scheduler.run()).toBe('done');
    expect(machine.log).toEqual(['2.0000 irq', '6.0000 after']);
  });

  test('spendNanos: interrupts are served inside and take none of it away', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM4', { priority: 13, vector: 30 });
    const alarm = machine.clock.alarm(() => line.raise());
    line.connect(() => {
      machine.note('irq');
      machine.work(168_000);
    });
    machine.start(function* () {
      alarm.set(2 * MS);
      machine.clock.spendNanos(5 * MS);
      machine.note('after');
      yield 1;
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['2.0000 irq', '5.0000 after']);
  });
});

describe('code after a native that takes time', () => {
  test.each(['spend', 'spendNanos'] as const)('%s: an interrupt is not late for it', (native) => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM4', { priority: 13, vector: 30 });
    line.connect(() => machine.note('irq'));
    machine.clock.alarm(() => line.raise()).set(5 * MS);
    machine.start(function* () {
      yield 1;
      if (native === 'spend') machine.clock.spend(3 * 168_000);
      else machine.clock.spendNanos(3 * MS);
      for (let i = 0; i < 6000; i++) yield 168;
    });
    machine.scheduler.run();
    expect(machine.log).toEqual([expect.stringMatching(/^5\.000\d irq$/)]);
  });
});

describe('the ideal clock', () => {
  test('code takes no time, waiting does', () => {
    const machine = new Machine({ kind: 'ideal' });
    machine.start(function* () {
      for (let i = 0; i < 3; i++) {
        yield 50_000;
        yield machine.systick.sleep(150);
        machine.note('blink');
      }
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['150.0000 blink', '300.0000 blink', '450.0000 blink']);
    expect(machine.clock.cycles).toBe(150_000);
  });

  test('a polling loop moves the clock after 1000 safe points, to the next alarm or tick', () => {
    const machine = new Machine({ kind: 'ideal' });
    let turns = 0;
    const seen: number[] = [];
    machine.clock.alarm(() => seen.push(machine.clock.now)).set(1.5 * MS);
    machine.start(function* () {
      while (machine.clock.now < 3 * MS) {
        turns++;
        yield 10;
      }
    });
    machine.scheduler.run();
    expect(turns).toBe(4000);
    expect(seen).toEqual([1.5 * MS]);
    expect(machine.clock.now).toBe(3 * MS);
  });
});

describe('a clock that is held', () => {
  const refuse = (): never => {
    throw new Error('time stands still');
  };

  test('stands still while code runs on fuel that is none of the machine’s', () => {
    const clock = new Clock(RATE);
    clock.resume();
    clock.grant(Number.POSITIVE_INFINITY, 1000);
    fuel.left -= 168;
    const { left } = fuel;
    const during = clock.hold(5000, refuse, () => {
      expect(fuel.left).toBe(5000);
      fuel.left -= 4000;
      clock.settle();
      return [clock.now, clock.cycles];
    });
    expect(during).toEqual([1000, 168]);
    expect(fuel.left).toBe(left);
    fuel.left -= 168;
    expect([clock.now, clock.cycles]).toEqual([2000, 336]);
    clock.pause();
  });

  test('refuses to let time pass', () => {
    const clock = new Clock(RATE);
    clock.resume();
    for (const pass of [() => clock.spend(10), () => clock.spendNanos(10), () => clock.advanceTo(10)])
      expect(() => clock.hold(100, refuse, pass)).toThrow('time stands still');
    expect(clock.now).toBe(0);
    clock.pause();
  });

  test('looks at the next safe point at what has been set meanwhile, and at nothing else', () => {
    const clock = new Clock(RATE);
    const fired: number[] = [];
    const alarm = clock.alarm(() => fired.push(clock.now));
    clock.resume();
    clock.grant(Number.POSITIVE_INFINITY, 10_000);
    clock.hold(100, refuse, () => clock.now);
    expect(fuel.left).toBeGreaterThan(0);
    clock.hold(100, refuse, () => alarm.set(1000));
    expect(fuel.left).toBeLessThan(0);
    clock.settle();
    clock.grant(clock.nextDue, 10_000);
    fuel.left -= 168;
    clock.settle();
    expect(fired).toEqual([1000]);
    clock.pause();
  });
});
