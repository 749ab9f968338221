/** Distances by ultrasound: how long the echo lasts, as programs measure it. */
import { expect, test } from 'vitest';
import { Hcsr04, type Hcsr04Options } from '../../src/index.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

const DRIVER = `
import machine, time
trigger = machine.Pin('X1', machine.Pin.OUT, value=0)
echo = machine.Pin('X2', machine.Pin.IN)
def measure(pulse=10):
    trigger(1); time.sleep_us(pulse); trigger(0)
    return machine.time_pulse_us(echo, 1, 60_000)
`;

function printed(source: string, options: Hcsr04Options = {}): string {
  const machine = new PythonBench(DRIVER + source);
  const { board } = machine;
  new Hcsr04({ trigger: board.line('X1'), echo: board.line('X2') }, board.time, options);
  return machine.run();
}

test.each([
  [2, 20, 116],
  [100, 20, 5823],
  [400, 20, 23_294],
  [100, 0, 6037],
  [100, 40, 5625],
  [1, 20, 116],
  [401, 20, 38_000],
  [null, 20, 38_000],
])('%s cm in air of %d °C are %d µs', (distance, temperature, micros) => {
  const [measured] = printed('print(measure())\n', { distance, temperature }).split('\n').map(Number);
  expect(Math.abs((measured as number) - micros)).toBeLessThanOrEqual(1);
});

test('the echo begins 450 µs after the pulse', () => {
  const source =
    'trigger(1); time.sleep_us(10); trigger(0)\nt = time.ticks_us()\nwhile not echo(): pass\nprint(time.ticks_diff(time.ticks_us(), t))\n';
  const machine = new PythonBench(DRIVER + source, 'pybv11', 'calibrated');
  new Hcsr04({ trigger: machine.board.line('X1'), echo: machine.board.line('X2') }, machine.board.time);
  expect(Math.abs(Number(machine.run()) - 450)).toBeLessThan(20);
});

test('a pulse of less than 10 µs is none', () => {
  expect(printed('print(measure(9), measure(10) > 0)\n')).toBe('-2 True\n');
});

test('while it measures it hears nothing', () => {
  const source = `
trigger(1); time.sleep_us(10); trigger(0)
time.sleep_us(1000)
print(5200 < measure() < 5300)
print(machine.time_pulse_us(echo, 1, 60_000))
`;
  expect(printed(source)).toBe('True\n-2\n');
});

test('what is in front of it moves', () => {
  const machine = new PythonBench(`${DRIVER}for _ in range(3):\n    print(round(measure() * 0.03434 / 2))\n    time.sleep(1)\n`);
  setUp(machine.board, {
    devices: { eyes: { type: 'hcsr04', trigger: 'X1', echo: 'X2', distance: 42 } },
    at: { '500ms': { 'eyes.distance': 380 }, '1500ms': { 'eyes.distance': null } },
  });
  expect(machine.run()).toBe('42\n380\n652\n');
});
