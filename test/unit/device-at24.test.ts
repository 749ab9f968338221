/** Memories on I2C: pages, the time that storing takes, and what is kept. */
import { describe, expect, test } from 'vitest';
import { At24, type At24Options } from '../../src/index.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

const DRIVER = `
import machine, time
i2c = machine.I2C('X', freq=400_000)
wide = 16
def read(address, count):
    return i2c.readfrom_mem(0x50, address, count, addrsize=wide)
def write(address, data):
    i2c.writeto_mem(0x50, address, data, addrsize=wide)
    time.sleep_ms(6)
`;

function memory(source: string, options: At24Options = {}) {
  const machine = new PythonBench(DRIVER + source);
  const chip = new At24(machine.board.time, { ...options, protect: machine.board.line('X1') });
  machine.board.i2cBus('X9', 'X10').attach(chip);
  return { chip, printed: machine.run().trimEnd().split('\n') };
}

test('what is written is kept; what never was is FF', () => {
  const { chip, printed } = memory("write(0x123, b'hello')\nprint(read(0x122, 7))\n");
  expect(printed).toEqual(["b'\\xffhello\\xff'"]);
  expect(new TextDecoder().decode(chip.bytes.subarray(0x123, 0x128))).toBe('hello');
  expect(chip.text).toBe('0120:ffffff68656c6c6fffffffffffffffff\n');
});

test.each([
  [1, 128, 8, 8],
  [2, 256, 8, 8],
  [32, 4096, 32, 16],
  [64, 8192, 32, 16],
  [128, 16_384, 64, 16],
  [256, 32_768, 64, 16],
  [512, 65_536, 128, 16],
])('one of %d kbit has %d bytes, in pages of %d', (kilobits, size, page, wide) => {
  const source = `
wide = ${wide}
write(${size - 2}, b'abc')
print(read(${size - 2}, 2), read(${size - page}, 1), read(0, 1))
i2c.writeto(0x50, bytes([${wide === 16 ? `${(size - 1) >> 8}, ` : ''}${(size - 1) & 0xff}]))
print(i2c.readfrom(0x50, 2))
`;
  const { chip, printed } = memory(source, { kilobits });
  expect(chip.bytes.length).toBe(size);
  // Writing goes round in the page, reading over all.
  expect(printed).toEqual(["b'ab' b'c' b'\\xff'", "b'b\\xff'"]);
});

test('of more bytes than a page has the last ones stay', () => {
  const { printed } = memory('write(0x20, bytes(range(40)))\nprint(list(read(0x20, 10)), read(0x40, 1))\n');
  expect(printed).toEqual(["[32, 33, 34, 35, 36, 37, 38, 39, 8, 9] b'\\xff'"]);
});

test('while it stores, for 5 ms, it does not answer: drivers ask until it does', () => {
  const source = `
i2c.writeto_mem(0x50, 0, b'x', addrsize=16)
start = time.ticks_us()
print(i2c.scan())
while not i2c.scan(): pass
print(5000 <= time.ticks_diff(time.ticks_us(), start) < 8000)
i2c.writeto(0x50, b'\\0\\0')
print(i2c.scan())
`;
  expect(memory(source).printed).toEqual(['[]', 'True', '[80]']);
});

test('without a stop nothing is stored', () => {
  const source = `
i2c.writeto(0x50, b'\\0\\0ab', False)
print(i2c.readfrom(0x50, 1), read(0, 2))
`;
  expect(memory(source).printed).toEqual(["b'\\xff' b'\\xff\\xff'"]);
});

test('while WP is high nothing is stored, nor does that take time', () => {
  const source = `
protect = machine.Pin('X1', machine.Pin.OUT, value=1)
i2c.writeto_mem(0x50, 0, b'no', addrsize=16)
print(read(0, 2))
protect(0)
write(0, b'ok')
print(read(0, 2))
`;
  expect(memory(source).printed).toEqual(["b'\\xff\\xff'", "b'ok'"]);
});

describe('as data', () => {
  test('it has what it begins with, in the form in which it is told', () => {
    const machine = new PythonBench(`${DRIVER}print(read(0, 5))\n`);
    const settings = { type: 'at24', scl: 'X9', sda: 'X10', kilobits: 256, set: '0000:48656C6C6F' };
    const chip = setUp(machine.board, { devices: { notes: settings } }).get('notes') as At24;
    expect(machine.run()).toBe("b'Hello'\n");
    const copy = new At24(machine.board.time, { kilobits: 256 });
    copy.set(chip.text);
    expect(copy.bytes).toEqual(chip.bytes);
  });

  test('what cannot be is refused', () => {
    const { time } = new PythonBench('').board;
    expect(() => new At24(time, { kilobits: 16 })).toThrow('unknown kilobits 16; choose from 1, 2, 32, 64, 128, 256, 512');
    expect(() => new At24(time).set('0000=48')).toThrow('"0000=48" is not registers with bytes');
  });
});
