/** Thermocouples, as drivers on SPI read them. */
import { describe, expect, test } from 'vitest';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

const SPI = { sck: 'X6', mosi: 'X8', miso: 'X7', select: 'X5' };
const BUS = `
import time
from machine import Pin, SPI
cs = Pin('X5', Pin.OUT, value=1)
spi = SPI(1, baudrate=1_000_000)
def read(count):
    cs(0)
    data = spi.read(count)
    cs(1)
    return data
time.sleep_ms(300)
`;

type At = Record<string, Record<string, unknown>>;

function printed(driver: string, source: string, device: Record<string, unknown>, at: At = {}): string[] {
  const machine = new PythonBench(BUS + driver + source);
  setUp(machine.board, { devices: { it: { ...SPI, ...device } }, at });
  return machine.run().trimEnd().split('\n');
}

describe('MAX31855', () => {
  const DRIVER = `
def temperatures():
    data = int.from_bytes(read(4), 'big')
    signed = lambda value, bits: value - (value >> bits - 1 << bits)
    return signed(data >> 18, 14) / 4, signed(data >> 4 & 0xfff, 12) / 16, data & 0x1000f
`;
  const readings = (device: Record<string, unknown>, source = 'print(temperatures())', at: At = {}) =>
    printed(DRIVER, source, { type: 'max31855', ...device }, at);

  test.each([
    [{ temperature: 1600 }, '(1600.0, 20.0, 0)'],
    [{ temperature: 100.75, internal: 125 }, '(100.75, 125.0, 0)'],
    [{ temperature: 100.6, internal: 100.5625 }, '(100.5, 100.5625, 0)'],
    [{ temperature: -0.25, internal: -0.0625 }, '(-0.25, -0.0625, 0)'],
    [{ temperature: -250, internal: -55 }, '(-250.0, -55.0, 0)'],
    [{ fault: 'open' }, '(20.0, 20.0, 65537)'],
    [{ fault: 'ground' }, '(20.0, 20.0, 65538)'],
    [{ fault: 'supply' }, '(20.0, 20.0, 65540)'],
  ])('%o', (device, expected) => {
    expect(readings(device)).toEqual([expected]);
  });

  test('measures each tenth of a second, whether it is read or not, and shows what was measured before a reading', () => {
    const source = 'for _ in range(8):\n    print(temperatures()[0], end=" ")\n    time.sleep_ms(50)';
    // Measured are 20 degrees until 400 ms, and 30 degrees at 500 ms.
    expect(readings({ temperature: 20 }, source, { '410ms': { 'it.temperature': 30 } })).toEqual([
      '20.0 20.0 20.0 20.0 30.0 30.0 30.0 30.0',
    ]);
  });

  test('has measured nothing in its first fifth of a second, and sends zeros after its 32 bits', () => {
    const machine = new PythonBench(`${BUS.replace('time.sleep_ms(300)', '')}print(read(4))\ntime.sleep_ms(200)\nprint(read(6))`);
    setUp(machine.board, { devices: { it: { ...SPI, type: 'max31855' } } });
    expect(machine.run()).toBe("b'\\x00\\x00\\x00\\x00'\nb'\\x01@\\x14\\x00\\x00\\x00'\n");
  });
});

describe('MAX6675', () => {
  const DRIVER = `
def temperature():
    data = int.from_bytes(read(2), 'big')
    return None if data & 4 else (data >> 3) / 4
`;
  const readings = (device: Record<string, unknown>, source = 'print(temperature())', at: At = {}) =>
    printed(DRIVER, source, { type: 'max6675', ...device }, at);

  test.each([
    [{ temperature: 0 }, '0.0'],
    [{ temperature: 21.3 }, '21.25'],
    [{ temperature: 1023.75 }, '1023.75'],
    [{ open: true }, 'None'],
  ])('%o', (device, expected) => {
    expect(readings(device)).toEqual([expected]);
  });

  const warms = { '400ms': { 'it.temperature': 30 } };
  test('measures while it is not read', () => {
    const source = 'for _ in range(4):\n    print(temperature(), end=" ")\n    time.sleep_ms(250)';
    expect(readings({ temperature: 20 }, source, warms)).toEqual(['20.0 30.0 30.0 30.0']);
  });

  test('measures nothing new for a program that reads it too often', () => {
    const source = 'for _ in range(6):\n    print(temperature(), end=" ")\n    time.sleep_ms(210)';
    expect(readings({ temperature: 20 }, source, warms)).toEqual(['20.0 20.0 20.0 20.0 20.0 20.0']);
  });
});
