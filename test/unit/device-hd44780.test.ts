/** A display of characters as programs see it, which tell it by four wires, by eight, or through an expander. */
import { describe, expect, test } from 'vitest';
import { Hd44780, type Hd44780Options } from '../../src/devices/displays/hd44780.js';
import { Pca8574 } from '../../src/devices/pca8574.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

/** A driver by wires, as those that people use: X1 is RS, X2 RW, X3 E, Y1 to Y8 are D0 to D7. */
const DRIVER = `
from machine import Pin
from time import sleep_ms, sleep_us
rs, rw, e = [Pin(name, Pin.OUT, value=0) for name in ('X1', 'X2', 'X3')]
data = [Pin('Y%d' % i, Pin.OUT, value=0) for i in range(1, 9)]
def pulse():
    e.value(1); sleep_us(1); e.value(0); sleep_us(50)
def high(byte):
    for i in range(4, 8): data[i].value(byte >> i & 1)
    pulse()
def byte4(byte, is_character):
    rs.value(is_character)
    high(byte); high(byte << 4)
    if not is_character and byte < 4: sleep_ms(2)
def byte8(byte, is_character):
    rs.value(is_character)
    for i in range(8): data[i].value(byte >> i & 1)
    pulse()
    if not is_character and byte < 4: sleep_ms(2)
def say(text):
    for c in text: byte(ord(c), 1)
def begin4():
    sleep_ms(20)
    for nibble in (0x30, 0x30, 0x30, 0x20):
        high(nibble); sleep_ms(5)
    for code in (0x28, 0x08, 0x01, 0x06, 0x0c): byte4(code, 0)
def begin8():
    sleep_ms(20)
    for code in (0x38, 0x38, 0x38, 0x38, 0x08, 0x01, 0x06, 0x0c):
        byte8(code, 0); sleep_ms(5)
`;
const BY_FOUR = `${DRIVER}byte = byte4\nbegin4()\n`;
const BY_EIGHT = `${DRIVER}byte = byte8\nbegin8()\n`;

function bench(source: string, { wires = 4, ...options }: Hd44780Options & { wires?: 4 | 8 } = {}) {
  const machine = new PythonBench(source);
  const lines = (...names: string[]) => names.map((name) => machine.board.line(name));
  const [rs, rw, e] = lines('X1', 'X2', 'X3');
  const low = wires === 8 ? lines('Y1', 'Y2', 'Y3', 'Y4') : [];
  const high = lines('Y5', 'Y6', 'Y7', 'Y8');
  return { machine, lcd: new Hd44780({ rs, rw, e, high, low }, machine.board.time, options) };
}

/** What the display shows when the program has ended. */
function shown(source: string, options?: Parameters<typeof bench>[1]): readonly string[] {
  const { machine, lcd } = bench(source, options);
  expect(machine.run()).toBe('');
  return lcd.lines;
}

describe('a display of two rows', () => {
  const twice = "say('Hello'); byte(0x80 | 0x43, 0); say('world!')\n";

  test('shows what it is told by four wires', () => {
    expect(shown(BY_FOUR + twice)).toEqual(['Hello', '   world!']);
  });

  test('and by eight', () => {
    expect(shown(BY_EIGHT + twice, { wires: 8 })).toEqual(['Hello', '   world!']);
  });

  test('shows nothing before it is switched on, and keeps its characters', () => {
    expect(shown(`${BY_FOUR}say('seen'); byte(0x08, 0)\n`)).toEqual(['', '']);
    expect(shown(`${BY_FOUR}say('seen'); byte(0x08, 0); byte(0x0c, 0)\n`)).toEqual(['seen', '']);
  });

  test('goes on from the end of a line of its memory, which is longer than a row', () => {
    expect(shown(`${BY_FOUR}byte(0x80 | 39, 0); say('ab')\n`)).toEqual(['', 'b']);
    expect(shown(`${BY_FOUR}byte(0x80 | 0x67, 0); say('ab')\n`)).toEqual(['b', '']);
  });

  test('is moved over its lines, and back by home and clear', () => {
    const text = `${BY_FOUR}say('abcdefghijklmnopqrst')\n`;
    expect(shown(`${text}byte(0x18, 0); byte(0x18, 0)\n`)).toEqual(['cdefghijklmnopqr', '']);
    expect(shown(`${text}byte(0x1c, 0)\n`)).toEqual([' abcdefghijklmno', '']);
    expect(shown(`${text}byte(0x18, 0); byte(0x02, 0); say('A')\n`)).toEqual(['Abcdefghijklmnop', '']);
    expect(shown(`${text}byte(0x18, 0); byte(0x01, 0); say('A')\n`)).toEqual(['A', '']);
  });

  test('moves with every character, and the address backwards, where the program wants it', () => {
    expect(shown(`${BY_FOUR}byte(0x90, 0); byte(0x07, 0); say('abc')\n`)).toEqual(['             abc', '']);
    expect(shown(`${BY_FOUR}byte(0x85, 0); byte(0x04, 0); say('abc')\n`)).toEqual(['   cba', '']);
  });

  test('moves the address without writing', () => {
    expect(shown(`${BY_FOUR}say('abc'); byte(0x10, 0); byte(0x10, 0); say('X'); byte(0x14, 0); say('Y')\n`)).toEqual(['aXcY', '']);
  });

  test('has characters of its ROM, and of the program', () => {
    const glyph = 'byte(0x48, 0)\nfor row in range(8): byte(row, 1)\nbyte(0x80, 0)\n';
    expect(shown(`${BY_FOUR}${glyph}say('\\x01 21\\xdfC \\x7e\\xe4')\n`)).toEqual(['① 21°C →μ', '']);
  });
});

test('four rows of twenty: the third goes on where the first ends', () => {
  const rows = "for address, text in ((0, 'one'), (0x40, 'two'), (20, 'three'), (0x54, 'four')):\n    byte(0x80 | address, 0); say(text)\n";
  expect(shown(BY_FOUR + rows, { columns: 20, rows: 4 })).toEqual(['one', 'two', 'three', 'four']);
});

test('a row alone has a line of eighty characters', () => {
  expect(shown(`${BY_FOUR}byte(0x20, 0); byte(0x80 | 79, 0); say('ab')\n`, { columns: 8, rows: 1 })).toEqual(['b']);
});

test('tells whether it is busy, its address, and what it holds', () => {
  const read = `
def read(is_character):
    for pin in data: pin.init(Pin.IN)
    rs.value(is_character); rw.value(1)
    byte = 0
    for half in range(2):
        e.value(1); sleep_us(1)
        byte = byte << 4 | sum(data[i].value() << i - 4 for i in range(4, 8))
        e.value(0); sleep_us(1)
    rw.value(0)
    for pin in data: pin.init(Pin.OUT)
    return byte
say('xyz')
print(hex(read(0)))
rs.value(0); high(0); high(0x20)
print(hex(read(0)))
sleep_ms(5)
print(hex(read(0)), chr(read(1)), chr(read(1)), hex(read(0)))
`;
  const { machine } = bench(BY_FOUR + read);
  expect(machine.run()).toBe('0x3\n0x80\n0x0 x y 0x2\n');
});

test('an expander on I2C leads to it, as on the boards that are sold together', () => {
  const machine = new PythonBench(`
from machine import I2C
from time import sleep_ms
i2c = I2C(1)
def put(byte, bits=8):
    for half in (byte & 0xf0, byte << 4 & 0xf0):
        i2c.writeto(0x27, bytes([half | bits | 4])); i2c.writeto(0x27, bytes([half | bits]))
    sleep_ms(2)
i2c.writeto(0x27, b'\\x00'); sleep_ms(20)
for nibble in b'\\x30\\x30\\x30\\x20':
    i2c.writeto(0x27, bytes([nibble | 4])); i2c.writeto(0x27, bytes([nibble])); sleep_ms(5)
for code in b'\\x28\\x08\\x01\\x06\\x0c': put(code)
for letter in b'lit': put(letter, 9)
i2c.writeto(0x27, bytes([8]))
`);
  const lcd = setUp(machine.board, { devices: { lcd: { type: 'hd44780-i2c', scl: 'X9', sda: 'X10' } } }).get('lcd') as Hd44780;
  expect(machine.run()).toBe('');
  expect([lcd.text, lcd.isLit]).toEqual(['lit\n\n', true]);
});

test('a set-up joins it to pins, or to an expander of its own', () => {
  const { board } = new PythonBench('');
  const wires = { rs: 'X1', e: 'X2', d4: 'X3', d5: 'X4', d6: 'X5', d7: 'X6' };
  const devices = setUp(board, { devices: { lcd: { type: 'hd44780', ...wires, columns: 20, rows: 4 } } });
  expect((devices.get('lcd') as Hd44780).lines).toHaveLength(4);
  const ports = new Pca8574().ports;
  expect(() => new Hd44780({ rs: ports[0], e: ports[2], high: ports.slice(4) }, board.time, { columns: 40, rows: 4 })).toThrow(
    new RangeError('no display has 4 rows of 40 characters'),
  );
});
