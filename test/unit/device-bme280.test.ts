/** Temperature, pressure and humidity on I2C: what drivers compute of a chip's numbers is what the world is. */
import { describe, expect, test } from 'vitest';
import { Bme280, type Bme280Options } from '../../src/index.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

/** A driver as small as can be, by the data sheet's formulas for integers. */
const DRIVER = `
import machine, time
from struct import unpack
i2c = machine.I2C('X', freq=400_000)
def read(register, count=1):
    return i2c.readfrom_mem(0x76, register, count)
def write(register, value):
    i2c.writeto_mem(0x76, register, bytes([value]))
def raw():
    data = read(0xf7, 8)
    return int.from_bytes(data[3:6], 'big') >> 4, int.from_bytes(data[0:3], 'big') >> 4, data[6] << 8 | data[7]
def readings(mode=0xb5, wait=200):
    write(0xf2, 5)
    write(0xf4, mode)
    time.sleep_ms(wait)
    return compensated(*raw())
def compensated(t, p, h):
    t1, t2, t3, p1, p2, p3, p4, p5, p6, p7, p8, p9 = unpack('<HhhHhhhhhhhh', read(0x88, 24))
    fine = ((t >> 3) - (t1 << 1)) * t2 >> 11
    fine += (((t >> 4) - t1) * ((t >> 4) - t1) >> 12) * t3 >> 14
    a = fine - 128000
    b = a * a * p6 + (a * p5 << 17) + (p4 << 35)
    a = (a * a * p3 >> 8) + (a * p2 << 12)
    a = ((1 << 47) + a) * p1 >> 33
    p = (((1048576 - p) << 31) - b) * 3125 // a
    p = (p + (p9 * (p >> 13) * (p >> 13) >> 25) + (p8 * p >> 19) >> 8) + (p7 << 4)
    values = [fine / 5120, p / 25600]
    if read(0xd0) == b'\\x60':
        h1, (h2, h3, x, y, z, h6) = read(0xa1)[0], unpack('<hBbBbb', read(0xe1, 7))
        h4, h5 = x << 4 | y & 15, z << 4 | y >> 4
        a = fine - 76800
        b = (h << 14) - (h4 << 20) - h5 * a + 16384 >> 15
        a = b * ((((a * h6 >> 10) * ((a * h3 >> 11) + 32768) >> 10) + 2097152) * h2 + 8192 >> 14)
        a -= ((a >> 15) * (a >> 15) >> 7) * h1 >> 4
        values.append(min(max(a, 0), 419430400) / 4194304)
    return ' '.join('%.2f' % value for value in values)
`;

function printed(source: string, options: Bme280Options = {}): string[] {
  const machine = new PythonBench(DRIVER + source);
  machine.board.i2cBus('X9', 'X10').attach(new Bme280(machine.board.time, options));
  machine.runTo(100_000_000_000n);
  return machine.printed.trimEnd().split('\n');
}

test.each([
  [21.37, 987.65, 43.2],
  [-12.5, 1050, 95],
  [84.99, 310, 5],
  [-40, 1100, 60],
])('%d °C, %d hPa, %d %%', (temperature, pressure, humidity) => {
  const [line] = printed('print(readings())\n', { temperature, pressure, humidity });
  const [celsius, hectopascals, percent] = (line as string).split(' ').map(Number) as [number, number, number];
  expect(Math.abs(celsius - temperature)).toBeLessThanOrEqual(0.011);
  expect(Math.abs(hectopascals - pressure)).toBeLessThanOrEqual(0.011);
  expect(Math.abs(percent - humidity)).toBeLessThanOrEqual(0.03);
});

test('beyond the ends of its scales it tells those', () => {
  const [line] = printed('print(readings())\n', { temperature: 100, pressure: 200, humidity: -5 });
  expect((line as string).split(' ').map((value) => Math.round(Number(value)))).toEqual([85, 300, 0]);
});

test('the numbers are those of the example in the data sheet', () => {
  const source = 'readings()\nt, p, h = raw()\nprint(abs(t - 519888) < 40, abs(p - 415148) < 10)\n';
  expect(printed(source, { temperature: 25.08, pressure: 1006.5327 })).toEqual(['True True']);
});

test('a BMP280 has another number and no humidity', () => {
  const source = 'print(read(0xd0), readings(), read(0xf2), read(0xfd, 2), read(0xe1, 2))\n';
  expect(printed(source, { model: 'BMP280', temperature: 20, pressure: 1000 })).toEqual([
    "b'X' 20.00 1000.00 b'\\x00' b'\\x00\\x00' b'\\x00\\x00'",
  ]);
});

describe('measurements', () => {
  test('that are asked for take their time, then it sleeps', () => {
    // Each quantity 16 times: 1 + 32 + 32.5 + 32.5 ms.
    const source = `
print(raw(), read(0xf3), read(0xf4))
write(0xf2, 5)
write(0xf4, 0xb5)
time.sleep_ms(95)
print(raw()[0] == 0x80000, read(0xf3), read(0xf4))
time.sleep_ms(4)
print(raw()[0] == 0x80000, read(0xf3), read(0xf4))
`;
    expect(printed(source)).toEqual(["(524288, 524288, 32768) b'\\x00' b'\\x00'", "True b'\\x08' b'\\xb5'", "False b'\\x00' b'\\xb4'"]);
  });

  test('go on in the normal mode, with pauses', () => {
    const machine = new PythonBench(`${DRIVER}
write(0xf5, 0xa0)
write(0xf4, 0x27)
for i in range(4):
    print(compensated(*raw()).split()[0], read(0xf3))
    time.sleep_ms(500)
`);
    setUp(machine.board, {
      devices: { room: { type: 'bme280', scl: 'X9', sda: 'X10', temperature: 10 } },
      at: { '300ms': { 'room.temperature': 20 }, '1200ms': { 'room.temperature': 30 } },
    });
    // One takes 5.5 ms, and begins every 1005.5 ms.
    const lines = machine.run().trimEnd().split('\n').slice(1);
    expect(lines).toEqual(["10.00 b'\\x00'", "10.00 b'\\x00'", "20.00 b'\\x00'"]);
  });

  test('skip what is not wanted', () => {
    const source = 'write(0xf4, 0x21)\ntime.sleep_ms(5)\nt, p, h = raw()\nprint(t == 0x80000, hex(p), hex(h))\n';
    expect(printed(source)).toEqual(['False 0x80000 0x8000']);
  });

  test('of humidity are wanted from the next writing of the control register on', () => {
    const source = `
write(0xf4, 0x27)
write(0xf2, 1)
time.sleep(2)
print(hex(raw()[2]))
write(0xf4, 0x27)
time.sleep(2)
print(raw()[2] == 0x8000)
`;
    expect(printed(source)).toEqual(['0x8000', 'False']);
  });

  test('have sixteen bits if they are made once, and one more with each doubling', () => {
    const source = 'for i in range(1, 6):\n    readings(i << 5 | i << 2 | 1)\n    print([hex(n & 15) for n in raw()[:2]])\n';
    const ends = printed(source, { temperature: 21.3721, pressure: 987.654 }).map((line) => line.match(/0x./g)?.map(Number));
    expect(ends[0]).toEqual([0, 0]);
    for (const [i, numbers] of ends.entries()) for (const number of numbers ?? []) expect(number % (16 >> i)).toBe(0);
    expect(ends[4]?.some((number) => number % 2 === 1)).toBe(true);
  });

  test('go through a filter that follows the world in steps of a part of the way', () => {
    const machine = new PythonBench(`${DRIVER}
write(0xf5, 0x08)
for i in range(3):
    print(readings(0x25, 50).split()[0])
    time.sleep(1)
`);
    setUp(machine.board, {
      devices: { room: { type: 'bme280', scl: 'X9', sda: 'X10', temperature: 20 } },
      at: { '500ms': { 'room.temperature': 24 } },
    });
    const lines = machine.run().trimEnd().split('\n').map(Number) as [number, number, number];
    // By a quarter of it each time.
    for (const [i, expected] of [20, 21, 21.75].entries()) expect(Math.abs((lines[i] as number) - expected)).toBeLessThan(0.02);
  });

  test('of the normal mode are the same however often somebody looks', () => {
    const run = (looks: number) => `
write(0xf5, 0x90)
write(0xf4, 0x27)
for i in range(${looks}): read(0xf7); time.sleep_ms(${10_000 / looks})
print(raw()[:2])
`;
    const world = (source: string): string => {
      const machine = new PythonBench(DRIVER + source);
      setUp(machine.board, {
        devices: { room: { type: 'bme280', scl: 'X9', sda: 'X10' } },
        at: { '500ms': { 'room.temperature': 24.5, 'room.pressure': 990 } },
      });
      machine.runTo(20_000_000_000n);
      return machine.printed;
    };
    expect(world(run(1))).toBe(world(run(1000)));
  });
});

test('a reset forgets settings and measurements', () => {
  const source = 'readings(0xb7)\nwrite(0xe0, 1)\nprint(read(0xf4))\nwrite(0xe0, 0xb6)\nprint(read(0xf2, 4), raw(), read(0xd0))\n';
  expect(printed(source)).toEqual(["b'\\xb7'", "b'\\x00\\x00\\x00\\x00' (524288, 524288, 32768) b'`'"]);
});

test('registers are written in pairs of their numbers and values', () => {
  expect(printed("i2c.writeto(0x76, b'\\xf2\\x03\\xf5\\x10\\xf4\\x24')\nprint(read(0xf2, 4))\n")).toEqual(["b'\\x03\\x00$\\x10'"]);
});
