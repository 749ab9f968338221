import { describe, expect, test } from 'vitest';
import { BOARDS } from '../../src/board/boards.js';
import type { Led } from '../../src/board/led.js';
import type { Pin } from '../../src/board/pin/pin.js';
import { Rng } from '../../src/board/rng.js';
import { Bench } from './board-bench.js';

const MS = 1e6;

describe('LEDs', () => {
  test.each(['pybv11', 'pybd-sf2', 'pybd-sf6'] as const)('%s: off after reset, on, off, toggle', (name) => {
    const bench = new Bench(name);
    expect(bench.board.trace.state().map(({ value }) => value)).toEqual(BOARDS[name].leds.map(() => 0));
    const led = bench.board.led(1) as Led;
    led.on();
    expect(led.intensity).toBe(255);
    led.toggle();
    led.toggle();
    led.off();
    expect(bench.log).toEqual(['0 LED(1) 1', '0 LED(1) 0', '0 LED(1) 1', '0 LED(1) 0']);
    expect(bench.board.led(BOARDS[name].leds.length + 1)).toBe(undefined);
  });

  test('brightness makes the round trip through the timer, 0 to 255, and shows from the next period of 10 ms on', () => {
    const bench = new Bench();
    for (const id of [3, 4]) {
      const led = bench.board.led(id) as Led;
      for (let i = 0; i < 256; i++) {
        led.intensity = i;
        expect(led.intensity).toBe(i);
        bench.pass(10 * MS);
        expect(led.signal.value).toBe(i === 255 ? 1 : i);
      }
    }
  });

  test('without a timer every brightness is full', () => {
    const led = new Bench().board.led(1) as Led;
    led.intensity = 1;
    expect(led.intensity).toBe(255);
    led.intensity = -5;
    expect(led.intensity).toBe(0);
  });

  test('toggling a dimmed LED turns it off, and its timer is set up anew under its user', () => {
    const bench = new Bench();
    const timer = bench.initTimer(3, 5);
    const led = bench.board.led(4) as Led;
    led.intensity = 100;
    expect([timer.prescaler, timer.period]).toEqual([83, 9999]);
    bench.pass(11 * MS);
    led.toggle();
    led.toggle();
    expect(bench.log).toEqual(['10000 LED(4) 100', '11000 LED(4) 0', '11000 LED(4) 1']);
  });

  test('a dimmed LED keeps its brightness for the rest of the period, also one that has been switched off and is dimmed anew', () => {
    const bench = new Bench();
    const led = bench.board.led(3) as Led;
    led.intensity = 100;
    bench.pass(12 * MS);
    led.intensity = 50;
    led.intensity = 20;
    bench.pass(12 * MS);
    led.off();
    led.intensity = 70;
    bench.pass(12 * MS);
    expect(bench.log).toEqual(['10000 LED(3) 100', '20000 LED(3) 20', '24000 LED(3) 0', '24000 LED(3) 20', '34000 LED(3) 70']);
  });

  test('lights of the boot', () => {
    const { board } = new Bench();
    const lit = () => board.leds.map((led) => led.signal.value);
    board.leds[0].on();
    board.lightForBoot();
    expect(lit()).toEqual([0, 1, 0, 0]);
    board.leds[0].on();
    board.bootDone();
    expect(lit()).toEqual([1, 0, 0, 0]);
  });
});

describe('pins', () => {
  test('names', () => {
    const { board } = new Bench();
    expect(board.pin('X1')).toBe(board.pin('A0'));
    expect(board.pin('Z9')).toBe(undefined);
    expect(board.pin('SD')?.names).toEqual(['SD', 'SD_SW']);
    expect([board.pin('B13')?.port, board.pin('B13')?.number]).toEqual([1, 13]);
    expect(board.pin('A0')?.functionOf('TIM5')?.index).toBe(2);
  });

  test('pulls, latch, open drain, the world outside', () => {
    const pin = new Bench().board.pin('A7');
    if (pin === undefined) throw new Error('A7');
    const read = () => pin.read();
    pin.configure('in', 'up');
    expect(read()).toBe(1);
    pin.drive(0);
    expect(read()).toBe(0);
    pin.drive(null);
    pin.configure('in', 'down');
    expect(read()).toBe(0);
    pin.write(1);
    expect(read()).toBe(0);
    pin.configure('out', 'none');
    expect(read()).toBe(1);
    pin.configure('open-drain', 'none');
    pin.drive(0);
    expect(read()).toBe(0);
    pin.drive(1);
    expect(read()).toBe(1);
    pin.write(0);
    expect(read()).toBe(0);
    pin.configure('analog', 'up');
    expect(read()).toBe(0);
  });

  test('a device that answers an edge by driving the pin back comes after it, in the trace and for those who count edges', () => {
    const { board, log } = new Bench();
    const x1 = board.line('X1');
    x1.configure('open-drain', 'up');
    log.length = 0;
    x1.level.subscribe((level) => x1.drive(level === 1 ? 0 : null));
    x1.onEdge((level) => log.push(`edge ${level}`));
    x1.level.subscribe((level) => level === 1 && x1.write(0));
    x1.write(1);
    expect(x1.read()).toBe(0);
    expect(log).toEqual(['0 X1 1', 'edge 1', '0 X1 0', 'edge 0']);
  });
});

describe('external interrupts', () => {
  test('edges of the routed pin, and only they; lost while disabled', () => {
    const bench = new Bench();
    const line = bench.board.exti[0];
    const [x1, c0] = ['X1', 'C0'].map((name) => bench.board.pin(name));
    line.configure({ rising: true, falling: false }, x1 ?? null);
    line.onTrigger = () => bench.log.push('trigger');
    line.enable();
    const edge = () => {
      x1?.drive(1);
      x1?.drive(0);
      c0?.drive(1);
      c0?.drive(0);
      bench.interrupts.serve();
    };
    edge();
    expect(bench.log.filter((entry) => entry === 'trigger').length).toBe(1);
    line.disable();
    edge();
    line.trigger();
    bench.interrupts.serve();
    line.enable();
    line.trigger();
    bench.interrupts.serve();
    expect(bench.log.filter((entry) => entry === 'trigger').length).toBe(2);
  });

  test('a soft reset forgets who is called and leaves the registers, another reset clears them', () => {
    const bench = new Bench();
    const { board } = bench;
    const line = board.exti[0];
    const x1 = board.line('X1');
    const edges = { rising: true, falling: false };
    line.configure(edges, x1);
    line.onTrigger = () => bench.log.push('trigger');
    line.enable();
    board.softReset();
    expect([line.isEnabled, line.edges]).toEqual([true, edges]);
    const served = bench.interrupts.served;
    x1.drive(1);
    bench.interrupts.serve();
    expect([bench.interrupts.served - served, line.isPending, bench.log.includes('trigger')]).toEqual([1, false, false]);
    board.hardReset();
    expect([line.isEnabled, line.edges]).toEqual([false, { rising: false, falling: false }]);
  });

  test('at a soft reset a line that was pending is over if the firmware lets it through, else pending still', () => {
    const { board } = new Bench();
    const [served, other] = board.exti;
    served.configure({ rising: true, falling: false }, null);
    for (const line of [served, other]) {
      line.enable();
      line.trigger();
    }
    board.softReset();
    expect([served.isPending, other.isPending]).toEqual([false, true]);
  });

  test('a timer goes before them', () => {
    const bench = new Bench();
    const timer = bench.initTimer(4, 1000);
    timer.onUpdate = () => bench.note('timer');
    timer.enableUpdateInterrupt();
    const line = bench.board.exti[3];
    line.configure({ rising: false, falling: true }, bench.board.switch.pin);
    line.onTrigger = () => bench.note('switch');
    line.enable();
    bench.clock.alarm(() => bench.board.switch.press()).set(MS);
    bench.pass(1.5 * MS);
    expect(bench.board.switch.isPressed).toBe(true);
    bench.board.switch.release();
    expect(bench.board.switch.isPressed).toBe(false);
    expect(bench.log).toEqual(['1000 Switch 1', '1000 timer', '1000 switch', '1500 Switch 0']);
  });
});

describe('the rest', () => {
  test('random numbers depend on the seed alone', () => {
    const numbers = (seed: number) => {
      const rng = new Rng(seed);
      return Array.from({ length: 1000 }, () => rng.next());
    };
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
    const bits = numbers(0).reduce((sum, n) => sum + n.toString(2).replaceAll('0', '').length, 0);
    expect(bits / 32_000).toBeCloseTo(0.5, 1);
  });

  test('frequencies: the highest legal one not above the wish', () => {
    const { board, clock } = new Bench();
    const { tree } = board;
    expect(tree.timerHz(1)).toBe(168e6);
    expect(tree.timerHz(4)).toBe(84e6);
    expect(tree.allows(11e6)).toBe(false);
    tree.set({ sysclk: 170e6, hclk: 85e6, pclk1: 21.25e6, pclk2: 42.5e6 });
    expect(tree.frequencies).toEqual({ sysclk: 168e6, hclk: 84e6, pclk1: 21e6, pclk2: 42e6 });
    expect(tree.timerHz(4)).toBe(42e6);
    clock.spend(168);
    expect(clock.now).toBe(2000);
  });

  test('the real-time clock goes on with time, in steps of 1/256 s, and wakes', () => {
    const bench = new Bench();
    const { rtc, exti } = bench.board;
    rtc.set(1000, 0);
    bench.pass(2_505 * MS);
    expect(rtc.nanos).toBe(1_002_503_906_250n);
    exti[22].configure({ rising: true, falling: false }, null);
    exti[22].onTrigger = () => bench.note('wake');
    exti[22].enable();
    rtc.wakeup.interrupts = true;
    rtc.wakeup.settings = { clock: 3, reload: 1637 };
    rtc.wakeup.start();
    bench.pass(250 * MS);
    expect(bench.log).toEqual(['2604975.586 wake', '2704951.172 wake']);
  });
});

describe('wires', () => {
  test('a joined pin has the level that drives the other, and its edges', () => {
    const { board } = new Bench();
    board.wire('X1', 'X2');
    board.wire('X2', 'X3');
    const [x1, x2, x3] = ['X1', 'X2', 'X3'].map((name) => board.pin(name) as Pin);
    const edges: string[] = [];
    x3.onEdge((level) => edges.push(`X3 ${level}`));
    x1.configure('out', 'none');
    x1.write(1);
    expect([x1, x2, x3].map((pin) => pin.read())).toEqual([1, 1, 1]);
    expect(board.analogue('X3').volts).toBe(3.3);
    x1.write(0);
    expect([x2, x3].map((pin) => pin.read())).toEqual([0, 0]);
    expect(edges).toEqual(['X3 1', 'X3 0']);
  });

  test('a pull-up at one end holds all ends up, until an open drain or a device pulls low', () => {
    const { board } = new Bench();
    board.wire('X1', 'X2');
    const [x1, x2] = ['X1', 'X2'].map((name) => board.pin(name) as Pin);
    x1.configure('in', 'up');
    expect(x2.read()).toBe(1);
    x2.configure('open-drain', 'none');
    x2.write(0);
    expect(x1.read()).toBe(0);
    x2.write(1);
    expect(x1.read()).toBe(1);
    const [one, another] = [x2.connect(), x2.connect()];
    one.drive(0);
    another.drive(0);
    one.drive(null);
    expect(x1.read()).toBe(0);
    another.drive(null);
    expect(x1.read()).toBe(1);
  });

  test('carry a UART', () => {
    const bench = new Bench();
    const uart = bench.board.uart(4);
    bench.board.wire('X1', 'X2');
    uart.init(10_000, { bits: 8, parity: 'none', stop: 1 });
    uart.send(65);
    bench.pass(3e6);
    expect(uart.take()).toBe(65);
  });
});
