/** A strip of lights: what `machine.bitstream` and pulses of a pin tell it. */
import { expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import { NeopixelStrip, type NeopixelStripOptions } from '../../src/devices/neopixel-strip.js';
import { PythonBench } from './board-python.js';

const WS2812 = '(400, 850, 800, 450)';
const SETUP = 'import machine, time\npin = machine.Pin("X8", machine.Pin.OUT)\n';

function strip(source: string, options: NeopixelStripOptions = {}) {
  const machine = new PythonBench(SETUP + source);
  const device = new NeopixelStrip(machine.board.pin('X8') as Pin, machine.clock.world, { count: 3, ...options });
  return { machine, device, colours: () => [0, 1, 2].map((i) => device.at(i).toString(16).padStart(6, '0')) };
}

test('each light takes its bytes, green first, and passes on the others', () => {
  const { machine, colours } = strip(
    `machine.bitstream(pin, 0, ${WS2812}, bytes([0x20, 0x10, 0x30, 0, 0xff, 0, 1, 2, 3]))\ntime.sleep_ms(1)\n`,
  );
  expect(machine.run()).toBe('');
  expect(colours()).toEqual(['102030', 'ff0000', '020103']);
});

test('they show it after a pause; lights that hear nothing stay as they are', () => {
  const send = (bytes: string) => `machine.bitstream(pin, 0, ${WS2812}, bytes(${bytes}))\n`;
  const { machine, device, colours } = strip(`${send('[1] * 9')}time.sleep_us(10)\n`);
  machine.run();
  expect(colours()).toEqual(['000000', '000000', '000000']);
  machine.clock.spendNanos(60_000);
  expect(colours()).toEqual(['010101', '010101', '010101']);
  const again = strip(`${send('[1] * 9')}time.sleep_ms(1)\n${send('[2] * 4')}time.sleep_ms(1)\n`);
  again.machine.run();
  expect(again.colours()).toEqual(['020202', '010101', '010101']);
  expect(device.picture.width).toBe(3);
});

test('four bytes a light, with white', () => {
  const { machine, colours } = strip(`machine.bitstream(pin, 0, ${WS2812}, b"\\x01\\x02\\x03\\x10" * 3)\ntime.sleep_ms(1)\n`, {
    order: 'GRBW',
  });
  machine.run();
  expect(colours()[2]).toBe('121113');
});

test('pulses of the old lights, of 400 kHz, are read as well; too short ones are not', () => {
  const slow = strip('machine.bitstream(pin, 0, (500, 2000, 1200, 1300), b"\\x0f" * 9)\ntime.sleep_ms(1)\n');
  slow.machine.run();
  expect(slow.colours()[0]).toBe('0f0f0f');
  const short = strip('machine.bitstream(pin, 0, (100, 850, 100, 450), b"\\x0f" * 9)\ntime.sleep_ms(1)\n');
  short.machine.run();
  expect(short.colours()[0]).toBe('000000');
});

test('the lights also hear bits that come from an SPI bus, four to each of theirs, or from a PWM', () => {
  const spi = strip(`
import pyb
nibbles = b"\\x88\\x8e\\xe8\\xee"
bus = pyb.SPI(1, pyb.SPI.CONTROLLER, baudrate=3200000, polarity=0, phase=1)
bus.send(bytes(nibbles[byte >> shift & 3] for byte in b"\\x20\\x10\\x30\\x00\\xff\\x00" for shift in (6, 4, 2, 0)))
time.sleep_ms(1)
`);
  expect(spi.machine.run()).toBe('');
  expect(spi.colours()).toEqual(['102030', 'ff0000', '000000']);
  const pwm = strip(`
import pyb
timer = pyb.Timer(14, freq=800_000)
channel = timer.channel(1, pyb.Timer.PWM, pin=pyb.Pin.board.X8, pulse_width_percent=64)
time.sleep_us(100)
timer.deinit()
time.sleep_ms(1)
`);
  expect(pwm.machine.run()).toBe('');
  expect(pwm.colours()).toEqual(['ffffff', 'ffffff', 'ffffff']);
});

test('bits last whole cycles of the processor; interrupts wait', () => {
  const machine = new PythonBench(
    `${SETUP}n = 0
def count(t):
    global n
    n += 1
timer = machine.Timer(-1)
hard = __import__('pyb').Timer(4, freq=10000, callback=count)
machine.bitstream(pin, 0, ${WS2812}, bytes(100))
print(n)
hard.deinit()
`,
    'pybv11',
    'calibrated',
  );
  const edges: number[] = [];
  (machine.board.pin('X8') as Pin).onEdge(() => edges.push(machine.clock.now));
  expect(Number(machine.run())).toBeLessThan(3);
  // 400 and 850 ns are 67 and 142 cycles of 168 MHz.
  expect(edges.slice(0, 4).map((edge) => edge - edges[0])).toEqual([0, 399, 1244, 1643]);
});

test('errors', () => {
  const { machine } = strip(`
for arguments in ((0, (1, 2, 3), b''), (1, (1, 2, 3, 4), b''), (0, 5, b''), (0, (1, 2, 3, 4), 5)):
    try:
        machine.bitstream(pin, *arguments)
    except Exception as e:
        print(repr(e))
`);
  expect(machine.run().trimEnd().split('\n')).toEqual([
    "ValueError('requested length 4 but object has length 3',)",
    "ValueError('encoding',)",
    "TypeError(\"object 'int' isn't a tuple or list\",)",
    "TypeError('object with buffer protocol required',)",
  ]);
});
