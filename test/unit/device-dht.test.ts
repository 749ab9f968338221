/** Sensors of humidity and temperature through the frozen driver, which times their pulses. */
import { expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import { Dht, type DhtOptions } from '../../src/devices/sensors/dht.js';
import { PythonBench } from './board-python.js';

function sensor(source: string, options: DhtOptions, clock: 'ideal' | 'calibrated' = 'ideal') {
  const machine = new PythonBench(`import dht, machine, time\n${source}`, 'pybv11', clock);
  return { machine, device: new Dht(machine.board.pin('X1') as Pin, machine.clock.world, options) };
}

const measure = (model: string) => `
d = dht.${model}(machine.Pin('X1'))
d.measure()
print(d.temperature(), d.humidity())
`;

test.each(['ideal', 'calibrated'] as const)('a DHT22 tells tenths, and cold, on the %s clock', (clock) => {
  expect(sensor(measure('DHT22'), { temperature: 23.4, humidity: 56.7 }, clock).machine.run()).toBe('23.4 56.7\n');
  expect(sensor(measure('DHT22'), { temperature: -10.1, humidity: 100 }, clock).machine.run()).toBe('-10.1 100.0\n');
  expect(sensor(measure('DHT22'), { temperature: 0, humidity: 0 }, clock).machine.run()).toBe('0.0 0.0\n');
});

test('a DHT11 tells whole numbers', () => {
  expect(sensor(measure('DHT11'), { model: 'DHT11', temperature: 23.4, humidity: 56.7 }).machine.run()).toBe('23 57\n');
});

test('a DHT22 measures every two seconds; asked sooner it tells the last measurement', () => {
  const again = 'd.measure()\nprint(d.temperature())\n';
  const { machine, device } = sensor(`${measure('DHT22')}${again}time.sleep(2)\n${again}`, { temperature: 20, humidity: 50 });
  machine.clock
    .alarm(() => {
      device.temperature = 30;
    })
    .set(400e6);
  expect(machine.run()).toBe('20.0 50.0\n20.0\n30.0\n');
});

test('the tick goes on, other interrupts wait', () => {
  const source = `
import pyb
count = 0
def callback(t):
    global count
    count += 1
d = dht.DHT22(machine.Pin('X1'))
d.measure()
pyb.Timer(4, freq=10, callback=callback)
before = pyb.millis()
d.measure()
print(pyb.elapsed_millis(before), count)
`;
  // 250 ms, 18 ms, 30 + 160 µs, forty zeros of 76 µs and the rest.
  expect(sensor(source, { temperature: 0, humidity: 0 }).machine.run()).toBe('271 2\n');
});

test('without a sensor there is no answer; a buffer must hold five bytes', () => {
  const machine = new PythonBench(`
import machine
for size in (5, 4):
    try:
        machine.dht_readinto(machine.Pin('X1'), bytearray(size))
    except Exception as e:
        print(repr(e))
`);
  expect(machine.run()).toBe("OSError(110,)\nValueError('buffer too small',)\n");
});

test('the pulses are those of the data sheet', () => {
  const { machine } = sensor(measure('DHT22'), { temperature: 0, humidity: 0 });
  const pin = machine.board.pin('X1') as Pin;
  const edges: number[] = [];
  pin.onEdge(() => edges.push(machine.clock.now));
  machine.run();
  const lengths = edges.slice(1).map((edge, i) => Math.round((edge - edges[i]) / 1000));
  const start = lengths.indexOf(18_000);
  // The start, a pause, the answer, forty zeros; the end is not over when the program is.
  expect(lengths.slice(start + 1, start + 8)).toEqual([30, 80, 80, 50, 26, 50, 26]);
  expect(lengths.length - start).toBe(1 + 3 + 80);
});
