/** Timers that do what other timers and pins say. Where nothing else is said, a tick of a timer is 1 µs. */
import { describe, expect, test } from 'vitest';
import type { Timer } from '../../src/board/timer/timer.js';
import { Bench } from './board-bench.js';

const US = 1000;
const MS = 1e6;
const DAY = 86_400e9;

/** MMS of CR2. */
const TRGO = { reset: 0, enable: 1, update: 2, compare: 3, reference1: 4 };
/** SMS of SMCR. */
const MODE = { reset: 4, gated: 5, trigger: 6, clock: 7 };
/** TS of SMCR, shifted. */
const SOURCE = { itr0: 0x00, itr1: 0x10, itr2: 0x20, itr3: 0x30, edges: 0x40, ti1: 0x50, ti2: 0x60, etr: 0x70 };
const ETR_CLOCK = 1 << 14;
const ETR_FALLING = 1 << 15;

const TICK = { 1: 167, 8: 167, 9: 167, 10: 167 } as Readonly<Record<number, number>>;

/** A timer that counts microseconds up to `period`, running. */
function ticking(bench: Bench, id: number, period: number, mode: 'up' | 'down' | 'center' = 'up'): Timer {
  const timer = bench.timer(id);
  timer.configure({ prescaler: TICK[id] ?? 83, period, mode, buffered: true });
  timer.start();
  return timer;
}

/** A timer that counts each pulse. */
function counting(bench: Bench, id: number, period: number, smcr: number, mode: 'up' | 'down' | 'center' = 'up'): Timer {
  const timer = bench.timer(id);
  timer.configure({ prescaler: 0, period, mode, buffered: true });
  timer.links.slave.register = smcr;
  timer.start();
  return timer;
}

/** Notes the updates of a timer in their interrupts. */
function note(bench: Bench, timer: Timer): Timer {
  timer.onUpdate = () => bench.note(`TIM${timer.id}`);
  timer.enableUpdateInterrupt();
  return timer;
}

/** Drives a pin as the world does. */
const drive = (bench: Bench, pin: string, ...levels: (0 | 1)[]): void => {
  for (const level of levels) {
    bench.board.line(pin).drive(level);
    bench.pass(US);
  }
};

describe('a timer that counts the updates of another', () => {
  test('overflows at exactly the moment of the update that makes it, whether the other interrupts or not', () => {
    const logs = [false, true].map((interrupts) => {
      const bench = new Bench();
      const master = ticking(bench, 3, 99);
      master.links.output.select = TRGO.update;
      note(bench, counting(bench, 4, 2, SOURCE.itr2 | MODE.clock));
      if (interrupts) master.enableUpdateInterrupt();
      bench.pass(950 * US);
      expect(bench.timer(4).counter).toBe(0);
      return bench.log;
    });
    expect(logs).toEqual([
      ['300 TIM4', '600 TIM4', '900 TIM4'],
      ['300 TIM4', '600 TIM4', '900 TIM4'],
    ]);
  });

  test('costs nothing for those that come', () => {
    const bench = new Bench();
    const master = bench.timer(2);
    master.configure({ prescaler: 0, period: 1, mode: 'up', buffered: true });
    master.start();
    master.links.output.select = TRGO.update;
    const slave = counting(bench, 5, 0xffffffff, SOURCE.itr0 | MODE.clock);
    bench.clock.advanceTo(bench.clock.now + DAY);
    const updates = (BigInt(bench.clock.elapsed()) * 42n) / 1000n;
    expect(slave.counter).toBe(Number(updates % 2n ** 32n));
  });

  test('in a chain, too', () => {
    const bench = new Bench();
    ticking(bench, 2, 9).links.output.select = TRGO.update;
    counting(bench, 3, 9, SOURCE.itr1 | MODE.clock).links.output.select = TRGO.update;
    note(bench, counting(bench, 4, 9, SOURCE.itr2 | MODE.clock));
    bench.pass(2 * MS);
    expect(bench.log).toEqual(['1000 TIM4', '2000 TIM4']);
    bench.timer(2).period = 19;
    bench.pass(1985 * US);
    expect([bench.timer(4).counter, bench.timer(3).counter, bench.timer(2).counter]).toEqual([9, 9, 15]);
  });

  test('whose last is centuries away', () => {
    const bench = new Bench();
    const master = bench.timer(2);
    master.configure({ prescaler: 0xffff, period: 0xffffffff, mode: 'up', buffered: true });
    master.start();
    master.links.output.select = TRGO.update;
    const slave = note(bench, counting(bench, 5, 1, SOURCE.itr0 | MODE.clock));
    slave.startOutput(1, 'timing', { activeLow: false, compare: 1 });
    slave.channel(1).onMatch = () => bench.note('match');
    slave.channels.owned = [slave.channel(1)];
    slave.channel(1).enableInterrupt();
    // An update takes 2^48 cycles of 84 MHz: 38.8 days.
    for (let day = 0; day < 80; day++) {
      bench.clock.advanceTo(bench.clock.now + DAY);
      bench.interrupts.serve();
    }
    const micros = (2 ** 48 / 84).toFixed(0);
    expect(bench.log.map((line) => [(Number(line.split(' ')[0]) / Number(micros)).toFixed(3), line.split(' ')[1]])).toEqual([
      ['1.006', 'match'],
      ['2.011', 'TIM5'],
    ]);
    expect(slave.counter).toBe(0);
  });

  test('sees the other stopped, set, started anew and given another period', () => {
    const bench = new Bench();
    const master = ticking(bench, 3, 99);
    master.links.output.select = TRGO.update;
    const slave = note(bench, counting(bench, 4, 3, SOURCE.itr2 | MODE.clock));
    bench.pass(250 * US);
    master.halt();
    bench.pass(1000 * US);
    expect(slave.counter).toBe(2);
    master.start();
    master.counter = 98;
    bench.pass(3 * US);
    expect(slave.counter).toBe(3);
    // To begin anew is an update, too.
    master.restart();
    bench.pass(US);
    expect([slave.counter, ...bench.log]).toEqual([0, '1253 TIM4']);
    master.period = 9;
    bench.pass(99 * US);
    bench.pass(25 * US);
    expect(slave.counter).toBe(3);
    bench.pass(5 * US);
    expect(bench.log.at(-1)).toBe('1383 TIM4');
  });

  test('is right whatever is done to both: beside a count of what the other does', () => {
    const bench = new Bench();
    const master = ticking(bench, 3, 9);
    master.links.output.select = TRGO.update;
    const slave = counting(bench, 4, 0xffff, SOURCE.itr2 | MODE.clock);
    let updates = 0;
    const release = master.updates.onEach(() => updates++);
    let seed = 1;
    const random = (n: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % n;
    };
    const wrong: string[] = [];
    for (let i = 0; i < 3000; i++) {
      const what = random(9);
      if (what === 0) master.period = 1 + random(50);
      else if (what === 1) master.prescaler = 10 + random(100);
      else if (what === 2) master.counter = random(10);
      else if (what === 3) master.halt();
      else if (what === 4) master.start();
      else if (what === 5) master.restart();
      bench.pass(random(40_000));
      if (slave.counter !== updates) wrong.push(`${i}: ${slave.counter}, not ${updates}`);
    }
    release();
    expect(updates).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  test('counts down, or up and down, and matches on its way', () => {
    const bench = new Bench();
    ticking(bench, 3, 9).links.output.select = TRGO.update;
    bench.board.pin('X9')?.configure('alt', 'none', 2);
    const slave = counting(bench, 4, 4, SOURCE.itr2 | MODE.clock, 'center');
    slave.startOutput(1, 'toggle', { activeLow: false, compare: 1 });
    const counts = Array.from({ length: 9 }, () => {
      bench.pass(10 * US);
      return slave.counter;
    });
    expect(counts).toEqual([1, 2, 3, 4, 3, 2, 1, 0, 1]);
    expect(bench.log).toEqual(['70 X9 1']);
  });

  test('stands still where each waits for the other', () => {
    const bench = new Bench();
    const one = counting(bench, 3, 9, SOURCE.itr3 | MODE.clock);
    const other = counting(bench, 4, 9, SOURCE.itr2 | MODE.clock);
    for (const timer of [one, other]) timer.links.output.select = TRGO.update;
    note(bench, one);
    bench.pass(MS);
    // The first has counted that the other was set up: until something else is selected, TRGO shows UG (RM0090 §18.4.2, MMS).
    expect([one.counter, other.counter, bench.log]).toEqual([1, 0, []]);
    one.restart();
    expect(other.counter).toBe(1);
    one.links.slave.register = 0;
    bench.pass(10 * US);
    expect(other.counter).toBe(85 % 10);
  });

  test.each(['before', 'after'])('counts those of one that an encoder turns, wired to it %s that', (when) => {
    const bench = new Bench();
    for (const name of ['X1', 'X2']) bench.board.pin(name)?.configure('alt', 'none', 1);
    const master = bench.timer(2);
    const settings = { prescaler: 0, period: 3, mode: 'up' } as const;
    const turnMaster = () => master.startEncoder({ a: true, b: true, edge: 'rising' }, settings);
    master.configure(settings);
    master.links.output.select = TRGO.update;
    if (when === 'after') turnMaster();
    const slave = note(bench, counting(bench, 3, 1, SOURCE.itr1 | MODE.clock));
    if (when === 'before') turnMaster();
    for (let turn = 0; turn < 5; turn++) {
      drive(bench, 'X1', 1);
      drive(bench, 'X2', 1);
      drive(bench, 'X1', 0);
      drive(bench, 'X2', 0);
    }
    // That the timer is set up for the encoder is an update, too.
    const [count, overflows] = when === 'after' ? [1, ['7 TIM3', '15 TIM3']] : [0, ['3 TIM3', '11 TIM3', '19 TIM3']];
    expect([slave.counter, bench.log.filter((line) => line.includes('TIM3'))]).toEqual([count, overflows]);
  });
});

describe('a timer that counts edges', () => {
  test('of its first input, of its second falling, of both ways of the first', () => {
    const bench = new Bench();
    for (const name of ['X1', 'X2']) bench.board.pin(name)?.configure('alt', 'none', 1);
    const timer = counting(bench, 2, 9, SOURCE.ti1 | MODE.clock);
    drive(bench, 'X1', 1, 0, 1, 0, 1);
    drive(bench, 'X2', 1, 0);
    expect(timer.counter).toBe(3);
    timer.channel(2).startCapture('falling');
    timer.links.slave.register = SOURCE.ti2 | MODE.clock;
    drive(bench, 'X2', 1, 0, 1);
    expect(timer.counter).toBe(4);
    timer.links.slave.register = SOURCE.edges | MODE.clock;
    drive(bench, 'X1', 0, 1, 0);
    expect(timer.counter).toBe(7);
    timer.halt();
    drive(bench, 'X1', 1, 0);
    expect(timer.counter).toBe(7);
  });

  test('interrupts, matches and moves its PWM as each comes', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const out = bench.board.line('X3');
    out.configure('alt', 'none', 1);
    out.watch(bench);
    const timer = note(bench, counting(bench, 2, 3, SOURCE.ti1 | MODE.clock));
    timer.startOutput(3, 'pwm', { activeLow: false, compare: 2 });
    timer.startOutput(4, 'timing', { activeLow: false, compare: 3 });
    timer.channel(4).onMatch = () => bench.note('match');
    timer.channels.owned = [timer.channel(4)];
    timer.channel(4).enableInterrupt();
    bench.log.length = 0;
    drive(bench, 'X1', 1, 0, 1, 0, 1, 0, 1, 0);
    expect(bench.log.filter((line) => !line.includes('X1'))).toEqual(['2 X3 0', '4 match', '6 X3 1', '6 TIM2']);
  });

  test('of the external trigger, divided, of either polarity', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 3);
    const timer = counting(bench, 8, 99, ETR_CLOCK);
    drive(bench, 'X1', 1, 0, 1, 0);
    expect(timer.counter).toBe(2);
    timer.links.slave.register = ETR_CLOCK | (2 << 12);
    drive(bench, 'X1', 1, 0, 1, 0, 1, 0, 1);
    expect(timer.counter).toBe(3);
    timer.links.slave.register = SOURCE.etr | MODE.clock | ETR_FALLING;
    drive(bench, 'X1', 0, 1, 0);
    expect(timer.counter).toBe(5);
  });

  test('on TIM2 the pin of channel 1 is the external trigger', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const timer = counting(bench, 2, 99, ETR_CLOCK);
    drive(bench, 'X1', 1, 0, 1);
    expect(timer.counter).toBe(2);
  });

  test('of a PWM on a wire: then they are events', () => {
    const bench = new Bench();
    bench.board.wire('X1', 'Y1');
    bench.board.pin('Y1')?.configure('alt', 'none', 3); // TIM8_CH1
    const pwm = ticking(bench, 8, 99);
    pwm.startOutput(1, 'pwm', { activeLow: false, compare: 30 });
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const timer = counting(bench, 2, 0xffff, SOURCE.ti1 | MODE.clock);
    bench.pass(950 * US);
    expect(timer.counter).toBe(9);
  });
});

describe('a timer with a trigger', () => {
  test('begins anew, which is an update, and captures what it had counted', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const timer = note(bench, ticking(bench, 2, 9999));
    timer.channel(1).startCapture('rising');
    timer.links.slave.register = SOURCE.ti1 | MODE.reset;
    bench.pass(120 * US);
    drive(bench, 'X1', 1, 0);
    expect([timer.compare(1), timer.counter, bench.log.at(-2)]).toEqual([120, 2, '120 TIM2']);
  });

  test('counts while its gate is open', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const timer = ticking(bench, 2, 9999);
    timer.links.slave.register = SOURCE.ti1 | MODE.gated;
    bench.pass(50 * US);
    expect([timer.counter, timer.isRunning]).toEqual([0, true]);
    bench.board.line('X1').drive(1);
    bench.pass(70 * US);
    bench.board.line('X1').drive(0);
    bench.pass(50 * US);
    expect(timer.counter).toBe(70);
    timer.links.slave.register = 0;
    bench.pass(5 * US);
    expect(timer.counter).toBe(75);
  });

  test('takes a new prescaler and period at its next update, though they come while its gate is closed', () => {
    const bench = new Bench();
    bench.board.pin('X1')?.configure('alt', 'none', 1);
    const timer = note(bench, ticking(bench, 2, 99));
    timer.links.slave.register = SOURCE.ti1 | MODE.gated;
    timer.prescaler = 167;
    timer.period = 199;
    bench.pass(50 * US);
    bench.board.line('X1').drive(1);
    bench.pass(650 * US);
    expect(bench.log.filter((line) => line.endsWith('TIM2'))).toEqual(['150 TIM2', '550 TIM2']);
  });

  test('is started by it, once and for all', () => {
    const bench = new Bench();
    for (const name of ['X1', 'X2']) bench.board.pin(name)?.configure('alt', 'none', 1);
    const timer = ticking(bench, 2, 9999);
    timer.halt();
    timer.links.slave.register = SOURCE.ti2 | MODE.trigger;
    bench.pass(50 * US);
    drive(bench, 'X2', 1, 0, 1);
    expect([timer.counter, timer.isRunning]).toEqual([3, true]);
  });

  test('of another timer that is switched on: both start together', () => {
    const bench = new Bench();
    const master = ticking(bench, 3, 9999);
    master.halt();
    master.counter = 0;
    master.links.output.select = TRGO.enable;
    const slave = ticking(bench, 4, 9999);
    slave.halt();
    slave.counter = 0;
    slave.links.slave.register = SOURCE.itr2 | MODE.trigger;
    bench.pass(50 * US);
    master.start();
    bench.pass(30 * US);
    expect([master.counter, slave.counter]).toEqual([30, 30]);
  });

  test('of another timer’s reference counts while that is active, and of its compare once a match', () => {
    const bench = new Bench();
    const master = ticking(bench, 3, 99);
    master.startOutput(1, 'pwm', { activeLow: true, compare: 30 });
    master.links.output.select = TRGO.reference1;
    const gated = ticking(bench, 4, 9999);
    gated.links.slave.register = SOURCE.itr2 | MODE.gated;
    bench.pass(1000 * US);
    expect(gated.counter).toBe(300);
    master.links.output.select = TRGO.compare;
    const counter = counting(bench, 2, 99, SOURCE.itr2 | MODE.clock);
    bench.pass(1000 * US);
    expect([gated.counter, counter.counter]).toEqual([300, 10]);
  });

  test('of a small timer is the reference of its only channel', () => {
    const bench = new Bench();
    const master = ticking(bench, 10, 99);
    master.startOutput(1, 'pwm', { activeLow: false, compare: 50 });
    const counter = counting(bench, 9, 99, SOURCE.itr2 | MODE.clock);
    bench.pass(1010 * US);
    expect(counter.counter).toBe(10);
  });

  test('keeps it when the firmware sets it up anew; a reset of the chip does not', () => {
    const bench = new Bench();
    const timer = ticking(bench, 2, 99);
    timer.links.slave.register = SOURCE.ti1 | MODE.gated;
    timer.deinit();
    timer.configure({ prescaler: 83, period: 99, mode: 'up', buffered: true });
    timer.start();
    bench.pass(50 * US);
    expect(timer.counter).toBe(0);
    bench.board.hardReset();
    ticking(bench, 2, 99);
    bench.pass(50 * US);
    expect(timer.counter).toBe(50);
  });
});
