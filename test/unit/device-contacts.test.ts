/** Buttons and knobs: contacts that bounce, as programs see them. */
import { describe, expect, test } from 'vitest';
import { PushButton } from '../../src/devices/push-button.js';
import { RotaryEncoder } from '../../src/devices/rotary-encoder.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

/** Counts the edges of a pin, and tells their number after half a second. */
const COUNT = (pull: string): string => `
import machine, time
count = 0
def edge(pin):
    global count
    count += 1
pin = machine.Pin('X1', machine.Pin.IN, machine.Pin.${pull})
pin.irq(edge, machine.Pin.IRQ_FALLING | machine.Pin.IRQ_RISING, hard=True)
time.sleep_ms(100)
print(pin(), count)
time.sleep_ms(400)
print(pin(), count)
`;

describe('a button', () => {
  const presses = (source: string, options: ConstructorParameters<typeof PushButton>[2]): string => {
    const machine = new PythonBench(source);
    const button = new PushButton(machine.board.line('X1'), machine.board.time, options);
    machine.clock.alarm(() => button.press()).set(50e6);
    machine.clock.alarm(() => button.release()).set(200e6);
    return machine.run();
  };

  test('connects its pin to ground', () => {
    expect(presses(COUNT('PULL_UP'), {})).toBe('0 1\n1 2\n');
  });

  test('or to the supply', () => {
    expect(presses(COUNT('PULL_DOWN'), { closesTo: 1 })).toBe('1 1\n0 2\n');
  });

  test('bounces when a finger comes and when it goes', () => {
    expect(presses(COUNT('PULL_UP'), { bounce: 10 })).toBe('0 7\n1 14\n');
  });

  test('rests when it has bounced as long as it was told, whatever happens meanwhile', () => {
    const machine = new PythonBench(COUNT('PULL_UP'));
    const button = new PushButton(machine.board.line('X1'), machine.board.time, { bounce: 10 });
    machine.clock.alarm(() => button.press()).set(50e6);
    machine.clock.alarm(() => button.release()).set(55e6);
    expect(machine.run()).toMatch(/^1 \d+\n1 \d+\n$/);
  });

  test('bounces no longer than a contact does', () => {
    const { board } = new PythonBench('');
    expect(() => new PushButton(board.line('X1'), board.time, { bounce: -1 })).toThrow(
      new RangeError('bounce: -1 is not a number of milliseconds up to 1000'),
    );
  });
});

describe('a rotary encoder', () => {
  /** A timer counts it on X9 and X10, four to a detent. */
  const COUNTED = `
import pyb
for name in ('X9', 'X10'):
    pyb.Pin(name, pyb.Pin.AF_PP, pull=pyb.Pin.PULL_UP, af=pyb.Pin.AF2_TIM4)
timer = pyb.Timer(4, prescaler=0, period=0xffff)
timer.channel(1, pyb.Timer.ENC_AB)
timer.counter(1000)
for _ in range(3):
    pyb.delay(100)
    print(timer.counter())
`;

  test('counts up clockwise and down counter-clockwise, one detent after the other', () => {
    const machine = new PythonBench(COUNTED);
    const knob = new RotaryEncoder({ a: machine.board.line('X9'), b: machine.board.line('X10') }, machine.board.time);
    machine.clock.alarm(() => knob.turn(5)).set(50e6);
    machine.clock.alarm(() => knob.turn(-2)).set(150e6);
    machine.clock.alarm(() => knob.turn(-2)).set(150e6);
    expect(machine.run()).toBe('1020\n1004\n1004\n');
    expect(knob.position).toBe(1);
  });

  test('bounces, which a counter of both edges does not mind', () => {
    const machine = new PythonBench(COUNTED);
    setUp(machine.board, {
      devices: { knob: { type: 'rotary-encoder', a: 'X9', b: 'X10', bounce: 1, interval: 3 } },
      at: { '50ms': { 'knob.turn': 4 }, '150ms': { 'knob.turn': '-1' } },
    });
    expect(machine.run()).toBe('1016\n1012\n1012\n');
  });

  test('turns by what it can', () => {
    const { board } = new PythonBench('');
    const lines = { a: board.line('X1'), b: board.line('X2') };
    expect(() => new RotaryEncoder(lines, board.time, { interval: 0 })).toThrow(
      new RangeError('interval: 0 is not a number of milliseconds from 0.01 to 1000'),
    );
    const refusal = new RangeError('turn: 0.5 is not a whole number of detents from -1000 to 1000');
    expect(() => new RotaryEncoder(lines, board.time).turn(0.5)).toThrow(refusal);
  });
});

test('as data a button is pressed at its moment, and is in the trace by its name', () => {
  const machine = new PythonBench(COUNT('PULL_UP'));
  setUp(machine.board, {
    devices: { start: { type: 'button', pin: 'X1', bounce: 4 } },
    at: { '50ms': { 'start.pressed': true }, '200ms': { 'start.pressed': false } },
  });
  expect(machine.run()).toBe('0 7\n1 14\n');
  expect(machine.trace.filter((event) => event.includes('start'))).toEqual(['50 start 1', '200 start 0']);
});
