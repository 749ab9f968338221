import { describe, expect, test } from 'vitest';
import { timerRegisters } from '../../src/board/registers/timer.js';
import { deadtimeToSetting, divisionForFrequency, divisionForPeriod, settingToDeadtime } from '../../src/board/timer/math.js';
import { Bench } from './board-bench.js';

const MS = 1e6;
const DAY = 86_400e9;

describe('register values', () => {
  test.each([
    [168e6, 5, 0xffff, 624, 53759],
    [120e6, 5, 0xffff, 624, 38399],
    [144e6, 5, 0xffff, 624, 46079],
    [84e6, 5, 0xffffffff, 0, 16799999],
    [84e6, 100, 0xffff, 24, 33599],
    [84e6, 84e6, 0xffff, 0, 0],
    [84e6, 200e6, 0xffff, 0, 0],
  ])('%d Hz for %d Hz', (source, hz, mask, prescaler, period) => {
    expect(divisionForFrequency(source, hz, false, mask)).toEqual({ prescaler, period });
  });

  test('a float frequency below 1 Hz', () => {
    expect(divisionForFrequency(84e6, 0.01, true, 0xffffffff)).toEqual({ prescaler: 999, period: 8400000 });
  });

  test('too small a frequency, too long a period', () => {
    expect(divisionForFrequency(84e6, 0.0001, true, 0xffff)).toBe(null);
    expect(divisionForPeriod(84e6, 1000, 1, 0xffff)).toBe(null);
  });

  test('a period in ticks of 1 kHz', () => {
    expect(divisionForPeriod(84e6, 250, 1000, 0xffff)).toEqual({ prescaler: 624, period: 33599 });
  });

  test('dead time is coarser the longer it is', () => {
    const through = (ticks: number) => settingToDeadtime(deadtimeToSetting(ticks));
    expect([0, 100, 129, 131, 300, 511, 700, 1007, 2000].map(through)).toEqual([0, 100, 128, 130, 296, 504, 688, 992, 1008]);
  });
});

describe('update interrupts', () => {
  test('the first comes one period after init, then no drift, however long it takes', () => {
    const bench = new Bench();
    const timer = bench.initTimer(4, 5);
    const seen: bigint[] = [];
    timer.onUpdate = () => seen.push(bench.clock.elapsed());
    bench.pass(70 * MS);
    timer.enableUpdateInterrupt();
    bench.pass(1000 * MS);
    expect(seen).toEqual([200n, 400n, 600n, 800n, 1000n].map((ms) => ms * 1_000_000n));
  });

  test('a period that is no whole number of nanoseconds is exact after weeks', () => {
    const bench = new Bench();
    const timer = bench.timer(4);
    // 84 MHz / 13 / 64997: 10.058869047… ms, 225 million times 13 cycles of 84 MHz.
    timer.configure({ prescaler: 12, period: 64996, mode: 'up', buffered: true });
    let count = 0n;
    let last = 0n;
    timer.onUpdate = () => {
      count++;
      last = bench.clock.elapsed();
    };
    timer.start();
    timer.enableUpdateInterrupt();
    bench.pass(2000 * MS);
    const exact = (n: bigint) => (n * 13n * 64997n * 250n + 20n) / 21n;
    expect([count, last]).toEqual([198n, exact(198n)]);
    timer.disableUpdateInterrupt();
    for (let week = 0; week < 20; week++) bench.clock.advanceTo(bench.clock.now + 7 * DAY);
    expect(bench.clock.rebases).toBeGreaterThan(0);
    const cycles = (bench.clock.elapsed() * 21n) / 250n;
    expect(BigInt(timer.counter)).toBe((cycles % (13n * 64997n)) / 13n);
    timer.enableUpdateInterrupt();
    bench.pass(11 * MS);
    const n = cycles / (13n * 64997n) + 1n;
    expect(last).toBe(exact(n));
  });

  test('an overflow that nobody served is one interrupt, and the next comes at its time', () => {
    const bench = new Bench();
    const timer = bench.initTimer(4, 1000);
    timer.onUpdate = () => bench.note('update');
    timer.enableUpdateInterrupt();
    bench.interrupts.disable();
    bench.pass(3.5 * MS);
    bench.interrupts.enable();
    bench.pass(1 * MS);
    expect(bench.log).toEqual(['3500 update', '4000 update']);
  });

  test('TIM1 goes before TIM10 on their shared vector, both before TIM2; TIM5 before all', () => {
    const bench = new Bench();
    for (const id of [5, 2, 10, 1]) {
      const timer = bench.initTimer(id, 100);
      timer.onUpdate = () => bench.note(`TIM${id}`);
      timer.enableUpdateInterrupt();
    }
    bench.pass(10 * MS);
    expect(bench.log).toEqual(['10000 TIM5', '10000 TIM1', '10000 TIM10', '10000 TIM2']);
  });

  test('a new period is used after the next overflow', () => {
    const bench = new Bench();
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
    timer.onUpdate = () => bench.note('update');
    timer.start();
    timer.enableUpdateInterrupt();
    bench.pass(0.5 * MS);
    timer.period = 1999;
    expect(timer.period).toBe(1999);
    bench.pass(5 * MS);
    expect(bench.log).toEqual(['1000 update', '3000 update', '5000 update']);
  });

  test('a counter that has been stopped takes new registers at the next overflow, too; an update that is asked for takes them at once', () => {
    const bench = new Bench();
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
    timer.onUpdate = () => bench.note('update');
    timer.start();
    timer.enableUpdateInterrupt();
    bench.pass(0.5 * MS);
    timer.halt();
    timer.prescaler = 167;
    timer.period = 1999;
    bench.pass(1 * MS);
    expect(timer.counter).toBe(500);
    timer.start();
    bench.pass(5 * MS);
    timer.halt();
    timer.prescaler = 83;
    timer.period = 99;
    timer.restart();
    timer.start();
    bench.pass(0.15 * MS);
    expect(bench.log).toEqual(['2000 update', '6000 update', '6500 update', '6600 update']);
  });

  test('a period that does not wait leaves the counter where it is, whichever way it counts', () => {
    const bench = new Bench();
    for (const [mode, count, left] of [
      ['up', 600, 1400],
      ['down', 399, 400],
      ['center', 600, 1399],
    ] as const) {
      const timer = bench.timer(2);
      timer.configure({ prescaler: 83, period: 999, mode, buffered: false });
      timer.start();
      bench.pass(0.6 * MS);
      timer.period = 1999;
      expect([mode, timer.counter, (timer.updates.next - bench.clock.now) / 1000]).toEqual([mode, count, left]);
      timer.stop();
    }
  });

  test('deinit stops counter and interrupts', () => {
    const bench = new Bench();
    const timer = bench.initTimer(4, 1000);
    timer.onUpdate = () => bench.note('update');
    timer.enableUpdateInterrupt();
    bench.pass(1.5 * MS);
    timer.deinit();
    const count = timer.counter;
    bench.pass(5 * MS);
    expect(bench.log).toEqual(['1000 update']);
    expect(timer.counter).toBe(count);
  });

  test('a timer without a clock ignores everything', () => {
    const bench = new Bench();
    const timer = bench.timer(4);
    timer.enableUpdateInterrupt();
    timer.counter = 5;
    expect([timer.counter, timer.period, timer.prescaler]).toEqual([0, 0, 0]);
    bench.pass(100 * MS);
  });
});

describe('the counter', () => {
  test('counts up, down, up and down', () => {
    const bench = new Bench();
    const counts = (mode: 'up' | 'down' | 'center') => {
      const timer = bench.timer(4);
      timer.configure({ prescaler: 83, period: 4, mode, buffered: true });
      timer.start();
      return Array.from({ length: 11 }, () => {
        const count = timer.counter;
        bench.pass(1000);
        return count;
      });
    };
    expect(counts('up')).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0]);
    expect(counts('down')).toEqual([4, 3, 2, 1, 0, 4, 3, 2, 1, 0, 4]);
    expect(counts('center')).toEqual([0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2]);
  });

  test('set beyond the period, it first runs to the end of its range', () => {
    const bench = new Bench();
    const timer = bench.timer(4);
    timer.configure({ prescaler: 83, period: 99, mode: 'up', buffered: true });
    timer.start();
    timer.counter = 65_530;
    bench.pass(3000);
    expect(timer.counter).toBe(65_533);
    bench.pass(5000);
    expect(timer.counter).toBe(2);
  });

  test.each(['up', 'down', 'center'] as const)(
    'counting %s, set in the middle goes on from there, whoever has looked at it before',
    (mode) => {
      const counts = [false, true].map((looks) => {
        const bench = new Bench();
        const timer = bench.timer(4);
        timer.configure({ prescaler: 83, period: 9999, mode, buffered: true });
        timer.start();
        bench.pass(15 * MS);
        if (looks) bench.note(`${timer.counter}`);
        timer.counter = 5000;
        bench.pass(1 * MS);
        return timer.counter;
      });
      expect(counts).toEqual(mode === 'up' ? [6000, 6000] : [4000, 4000]);
    },
  );

  test.each(['down', 'center'] as const)('set beyond the period while it counts %s, it counts down from there', (mode) => {
    const bench = new Bench();
    const timer = bench.timer(4);
    timer.configure({ prescaler: 83, period: 99, mode, buffered: true });
    timer.start();
    bench.pass(150_000);
    timer.counter = 300;
    expect(timer.counter).toBe(300);
    bench.pass(280_000);
    expect(timer.counter).toBe(20);
    bench.pass(21_000);
    expect(timer.counter).toBe(mode === 'down' ? 99 : 1);
  });

  test('goes on from where it is when the clock tree changes', () => {
    const bench = new Bench();
    const timer = bench.initTimer(4, 100);
    timer.onUpdate = () => bench.note('update');
    timer.enableUpdateInterrupt();
    bench.pass(5 * MS);
    bench.board.tree.set({ sysclk: 84e6, hclk: 84e6, pclk1: 21e6, pclk2: 42e6 });
    bench.pass(30 * MS);
    expect(bench.log).toEqual(['15000 update', '35000 update']);
  });
});

describe('channels', () => {
  test('PWM on a pin: its mean, and its level at a moment', () => {
    const bench = new Bench();
    const pin = bench.board.pin('X1');
    pin?.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
    timer.start();
    timer.startOutput(1, 'pwm', { activeLow: false, compare: 250 });
    bench.pass(0.1 * MS);
    expect(pin?.read()).toBe(1);
    bench.pass(0.2 * MS);
    expect(pin?.read()).toBe(0);
    // Compare values of a PWM wait for the next update (HAL_TIM_PWM_ConfigChannel sets OCxPE).
    timer.setCompare(1, 1000);
    bench.pass(1 * MS);
    timer.setCompare(1, 500);
    timer.setCompare(1, 0);
    expect(timer.compare(1)).toBe(0);
    bench.pass(1 * MS);
    expect(bench.log).toEqual(['0 X1 0.25', '1000 X1 1', '2000 X1 0']);
  });

  // Of a period of 10 ticks of 1 µs, first 3 are active, then, from the update after 12 ticks on, 6.
  test.each([
    ['up', ['0 X1 1', '3 X1 0', '10 X1 1', '13 X1 0', '20 X1 1', '26 X1 0', '30 X1 1']],
    ['down', ['6 X1 1', '10 X1 0', '16 X1 1', '20 X1 0', '23 X1 1', '30 X1 0', '33 X1 1']],
    ['center', ['0 X1 1', '3 X1 0', '16 X1 1', '24 X1 0', '31 X1 1']],
  ] as const)('edges of a PWM whose compare value changes, counting %s', (mode, log) => {
    const bench = new Bench();
    const pin = bench.board.line('X1');
    pin.configure('alt', 'none', 1);
    pin.watch(bench);
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 9, mode });
    timer.startOutput(1, 'pwm', { activeLow: false, compare: 3 });
    bench.pass(12_000);
    timer.setCompare(1, 6);
    bench.pass(23_000);
    expect(bench.log).toEqual(log);
  });

  test.each(['up', 'down', 'center'] as const)('a match of the value that an update has brought, counting %s', (mode) => {
    const bench = new Bench();
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 9, mode });
    const channel = timer.channel(1);
    timer.startOutput(1, 'pwm', { activeLow: false, compare: 0 });
    channel.onMatch = () => bench.note('match');
    timer.channels.owned = [channel];
    channel.enableInterrupt();
    bench.pass(5_000);
    timer.setCompare(1, mode === 'down' ? 9 : 4);
    bench.pass(22_000);
    timer.setCompare(1, 0);
    bench.pass(12_000);
    expect(bench.log).toEqual(
      {
        up: ['14 match', '24 match', '30 match'],
        down: ['9 match', '10 match', '20 match', '39 match'],
        center: ['14 match', '32 match', '36 match'],
      }[mode],
    );
  });

  // Of a period of 10 ticks, 3 are active; up and down, 20 make a period. A tick is 1 µs.
  test.each([
    ['up', ['0 X1 1', '3 X1 0', '10 X1 1', '13 X1 0', '20 X1 1', '23 X1 0', '30 X1 1', '33 X1 0']],
    ['down', ['6 X1 1', '10 X1 0', '16 X1 1', '20 X1 0', '26 X1 1', '30 X1 0']],
    ['center', ['0 X1 1', '3 X1 0', '16 X1 1', '21 X1 0', '34 X1 1']],
  ] as const)('PWM whose edges somebody counts is a train of them: counting %s', (mode, log) => {
    const bench = new Bench();
    const pin = bench.board.line('X1');
    const other = bench.board.line('Y3');
    bench.board.wire(pin, other);
    const exti = bench.board.exti[other.number];
    exti.configure({ rising: true, falling: false }, other);
    exti.enable();
    pin.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 9, mode, buffered: true });
    timer.startOutput(1, 'pwm', { activeLow: false, compare: 3 });
    bench.pass(35_000);
    expect(bench.log.filter((line) => line.includes('X1'))).toEqual(log);
    exti.disable();
    bench.pass(100_000);
    expect(bench.log.at(-1)).toMatch(/^35 (X1|Y3) 0\.[34]/);
  });

  test.each(['up', 'down', 'center'] as const)(
    'edges that are counted leave the level that there is, counting %s from anywhere',
    (mode) => {
      const wrong: string[] = [];
      for (const compare of [0, 1, 50, 99, 100, 300, 64_000, 65_535])
        for (const counter of [50, 200, 400, 63_990]) {
          const bench = new Bench();
          const pin = bench.board.line('X9');
          pin.configure('alt', 'none', 2);
          pin.watch(bench);
          const timer = bench.timer(4);
          timer.configure({ prescaler: 83, period: 99, mode, buffered: true });
          timer.startOutput(1, 'pwm', { activeLow: false, compare });
          bench.pass(130_000);
          timer.counter = counter;
          for (let i = 0; i < 300; i++) {
            if (pin.read() !== pin.level.value) wrong.push(`compare ${compare}, counter ${counter}: ${timer.counter}`);
            bench.pass(i % 2 === 0 ? 7_919 : 430_000);
          }
        }
      expect(wrong).toEqual([]);
    },
  );

  test('a match beyond the period comes when a counter set there passes it', () => {
    const bench = new Bench();
    bench.board.pin('X9')?.configure('alt', 'none', 2);
    const timer = bench.timer(4);
    timer.configure({ prescaler: 83, period: 99, mode: 'up', buffered: true });
    timer.startOutput(1, 'toggle', { activeLow: false, compare: 65_000 });
    timer.counter = 64_990;
    timer.channel(1).refresh();
    bench.pass(20_000);
    expect(bench.log).toEqual(['10 X9 1']);
  });

  test('toggling at each match', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
    timer.startOutput(1, 'toggle', { activeLow: false, compare: 300 });
    bench.pass(2.5 * MS);
    expect(bench.log).toEqual(['300 X1 1', '1300 X1 0', '2300 X1 1']);
  });

  test('a pulse: forced active, then inactive at the match; a frozen output stays as it is', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
    timer.startOutput(1, 'forced-active', { activeLow: false, compare: 0 });
    timer.startOutput(1, 'inactive', { activeLow: false, compare: 300 });
    bench.pass(0.5 * MS);
    timer.startOutput(1, 'timing', { activeLow: true, compare: 300 });
    bench.pass(1 * MS);
    timer.startOutput(1, 'toggle', { activeLow: true, compare: 300 });
    bench.pass(1 * MS);
    timer.startOutput(1, 'timing', { activeLow: true, compare: 300 });
    bench.pass(1 * MS);
    timer.startOutput(1, 'forced-inactive', { activeLow: true, compare: 300 });
    expect(bench.log).toEqual(['0 X1 1', '300 X1 0', '500 X1 1', '2300 X1 0', '3500 X1 1']);
  });

  test.each([
    [6, 0],
    [9, 2],
    [10, 1],
    [12, 2],
    [14, 1],
    [3, 4],
  ])('timer %d has %d, and of others nothing can be set, though the counter starts', (id, count) => {
    const bench = new Bench();
    const matched = [1, 2, 3, 4].filter((n) => {
      const timer = bench.timer(id);
      timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
      timer.startOutput(n, 'timing', { activeLow: false, compare: 500 });
      let has = false;
      timer.channel(n).onMatch = () => {
        has = true;
      };
      timer.channels.owned = [timer.channel(n)];
      timer.channel(n).enableInterrupt();
      bench.pass(3 * MS);
      expect([timer.isRunning, timer.compare(n)]).toEqual([true, has ? 500 : 0]);
      return has;
    });
    expect(matched).toEqual([1, 2, 3, 4].slice(0, count));
  });

  test('toggling at each match of the complementary output alone, whose level stays in between', () => {
    const bench = new Bench();
    const pin = bench.board.line('A7');
    const f = pin.description.functions.find(({ peripheral, signal }) => peripheral === 'TIM8' && signal === 'CH1N');
    pin.configure('alt', 'none', f?.index);
    const timer = bench.timer(8);
    timer.configure({ prescaler: 167, period: 999, mode: 'up', buffered: true });
    timer.startOutput(1, 'toggle', { activeLow: false, compare: 300 });
    expect(pin.isSteady).toBe(true);
    bench.pass(2.5 * MS);
    expect(bench.log.map((line) => line.replace(/ \w+ /, ' '))).toEqual(['0 1', '300 0', '1300 1', '2300 0']);
    timer.startOutput(1, 'pwm', { activeLow: false, compare: 300 });
    expect(pin.isSteady).toBe(false);
  });

  test('interrupts of matches, served after the update and in the order of their owners', () => {
    const bench = new Bench();
    const timer = bench.timer(4);
    timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
    timer.onUpdate = () => bench.note('update');
    for (const n of [1, 2, 3]) {
      timer.startOutput(n, 'timing', { activeLow: false, compare: n === 3 ? 700 : 0 });
      timer.channel(n).onMatch = () => bench.note(`match ${n}`);
      timer.channels.owned = [timer.channel(n), ...timer.channels.owned];
      timer.channel(n).enableInterrupt();
    }
    timer.enableUpdateInterrupt();
    bench.pass(1 * MS);
    expect(bench.log).toEqual(['700 match 3', '1000 update', '1000 match 2', '1000 match 1']);
  });

  test('capture of the counter at an edge', () => {
    const bench = new Bench();
    const pin = bench.board.pin('X1');
    pin?.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    timer.configure({ prescaler: 83, period: 0x3fffffff, mode: 'up', buffered: true });
    timer.start();
    timer.channel(1).startCapture('rising');
    bench.pass(123_000);
    pin?.drive(1);
    bench.pass(1000);
    pin?.drive(0);
    expect(timer.compare(1)).toBe(123);
  });

  test('an encoder turns the counter both ways', () => {
    const bench = new Bench();
    const [a, b] = ['X1', 'X2'].map((name) => bench.board.pin(name));
    for (const pin of [a, b]) pin?.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    const settings = { prescaler: 0, period: 9, mode: 'up' } as const;
    timer.configure(settings);
    timer.startEncoder({ a: true, b: true, edge: 'rising' }, settings);
    const forward = [() => a?.drive(1), () => b?.drive(1), () => a?.drive(0), () => b?.drive(0)];
    const counts: number[] = [];
    for (const step of [...forward, ...forward, ...forward]) {
      step();
      counts.push(timer.counter);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2]);
    b?.drive(1);
    expect(timer.counter).toBe(1);
  });

  test.each(['up', 'down', 'center'] as const)('begins at 0 and shows by DIR which way an encoder turns it, set up to count %s', (mode) => {
    const bench = new Bench();
    const [a, b] = ['X1', 'X2'].map((name) => bench.board.pin(name));
    for (const pin of [a, b]) pin?.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    const settings = { prescaler: 0, period: 9, mode } as const;
    timer.configure(settings);
    timer.startEncoder({ a: true, b: true, edge: 'rising' }, settings);
    const { CR1 } = timerRegisters(timer);
    const seen = [timer.counter];
    for (const step of [() => a?.drive(1), () => b?.drive(1), () => b?.drive(0), () => a?.drive(0), () => b?.drive(1)]) {
      step();
      seen.push(timer.counter, (CR1.read() >> 4) & 1);
      CR1.write?.(CR1.read() ^ 0x10); // Read-only meanwhile.
    }
    expect(seen).toEqual([0, 1, 0, 2, 0, 1, 1, 0, 1, 9, 1]);
  });

  test('the prescaler divides the edges of an encoder, whichever way they turn it', () => {
    const bench = new Bench();
    const [a, b] = ['X1', 'X2'].map((name) => bench.board.pin(name));
    for (const pin of [a, b]) pin?.configure('alt', 'none', 1);
    const timer = bench.timer(2);
    const settings = { prescaler: 1, period: 99, mode: 'up' } as const;
    timer.configure(settings);
    timer.startEncoder({ a: true, b: true, edge: 'rising' }, settings);
    const forward = [() => a?.drive(1), () => b?.drive(1), () => a?.drive(0), () => b?.drive(0)];
    const counts: number[] = [];
    for (const step of [...forward, ...forward, forward[0]]) {
      step();
      counts.push(timer.counter);
    }
    expect(counts).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
    a?.drive(0);
    expect(timer.counter).toBe(3);
  });

  test.each([
    ['pybv11', true],
    ['pybd-sf6', false],
  ] as const)('setting up the time base anew leaves ARPE on an F4, and clears it on an F7: %s', (board, isBuffered) => {
    const bench = new Bench(board);
    const timer = bench.initTimer(2, 100);
    timer.startEncoder({ a: true, b: true, edge: 'rising' }, { prescaler: 0, period: 9, mode: 'up' });
    expect(timer.isBuffered).toBe(isBuffered);
    timer.configure({ prescaler: 0, period: 9, mode: 'up' });
    expect(timer.isBuffered).toBe(isBuffered);
    timer.deinit();
    timer.configure({ prescaler: 0, period: 9, mode: 'up' });
    expect(timer.isBuffered).toBe(false);
  });

  test('a counter that stands still keeps its count when its prescaler changes', () => {
    const bench = new Bench();
    const timer = bench.timer(2);
    timer.configure({ prescaler: 0, period: 0xffff, mode: 'up', buffered: true });
    timer.counter = 500;
    timer.prescaler = 4;
    expect(timer.counter).toBe(500);
  });

  test('an interrupt that nobody owns is disabled and told', () => {
    const bench = new Bench();
    const timer = bench.timer(4);
    timer.configure({ prescaler: 83, period: 999, mode: 'up', buffered: true });
    timer.channels.onUnowned = (sources) => bench.note(`unowned ${sources}`);
    timer.startOutput(2, 'timing', { activeLow: false, compare: 500 });
    timer.channel(2).enableInterrupt();
    bench.pass(5 * MS);
    expect(bench.log).toEqual(['500 unowned 4']);
  });
});
