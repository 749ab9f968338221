/** Colour displays: what programs write by SPI is what is seen on the glass, whichever way addresses, lines and colours are turned. */
import { describe, expect, test } from 'vitest';
import { setUp, TftDisplay, type TftOptions } from '../../src/index.js';
import { PythonBench } from './board-python.js';

/** A driver as small as can be. It wakes the display, which takes pixels of 16 bits. */
const DRIVER = `
import machine, time
spi = machine.SPI(1, 40_000_000)
dc, cs, reset, light = [machine.Pin(name, machine.Pin.OUT, value=1) for name in ('X4', 'X5', 'X3', 'X2')]
def command(code, *values):
    cs(0); dc(0); spi.write(bytes([code])); dc(1)
    if values: spi.write(bytes(values))
    cs(1)
def window(x, y, width, height):
    for code, first, count in (0x2a, x, width), (0x2b, y, height):
        last = first + count - 1
        command(code, first >> 8, first & 255, last >> 8, last & 255)
def fill(x, y, width, height, colour):
    window(x, y, width, height)
    command(0x2c)
    cs(0); spi.write(bytes([colour >> 8, colour & 255]) * (width * height)); cs(1)
RED, GREEN, BLUE, WHITE = 0xf800, 0x07e0, 0x001f, 0xffff
command(0x11)
command(0x29)
command(0x3a, 5)
`;
const WIRES = { sck: 'X6', mosi: 'X8', miso: 'X7', select: 'X5', dc: 'X4', reset: 'X3', light: 'X2' };
type Chip = 'st7735' | 'st7789' | 'ili9341';

function display(chip: Chip, source: string, options: TftOptions = {}) {
  const machine = new PythonBench(DRIVER + source);
  const device = setUp(machine.board, { devices: { tft: { type: chip, ...WIRES, ...options } } }).get('tft') as TftDisplay;
  return { machine, device, picture: device.picture, output: machine.run() };
}

/** Points that are not black and their colours, `x,y ff0000`; a point alone stands for a rectangle of one. */
function seen(chip: Chip, source: string, options: TftOptions = {}): string[] {
  const { picture, output } = display(chip, source, options);
  expect(output).toBe('');
  const found: string[] = [];
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (picture.at(x, y) !== 0) found.push(`${x},${y} ${picture.at(x, y).toString(16).padStart(6, '0')}`);
    }
  }
  return found;
}

describe('a window of addresses', () => {
  test('is filled line by line, and from its end on anew', () => {
    const source = 'window(3, 5, 2, 2)\ncommand(0x2c, 0xf8, 0, 0x07, 0xe0, 0, 0x1f, 0xff, 0xff, 0, 0)\n';
    expect(seen('st7735', source)).toEqual(['4,5 00ff00', '3,6 0000ff', '4,6 ffffff']);
  });

  test('is gone on with by the command that continues, and begun again by the one that writes', () => {
    const source = 'window(3, 5, 3, 1)\ncommand(0x2c, 0xf8, 0)\ncommand(0x00)\ncommand(0x3c, 0x07, 0xe0)\n';
    expect(seen('ili9341', `command(0x36, 0x48)\n${source}`)).toEqual(['3,5 ff0000', '4,5 00ff00']);
    expect(seen('ili9341', `command(0x36, 0x48)\n${source}command(0x2c, 0, 0x1f)\n`)).toEqual(['3,5 0000ff', '4,5 00ff00']);
  });

  test('may reach out of the memory: what comes to lie there is lost', () => {
    expect(seen('st7735', 'window(127, 159, 2, 2)\ncommand(0x2c, *b"\\xff" * 8)\n')).toEqual(['127,159 ffffff']);
    expect(seen('st7735', 'window(128, 159, 2, 2)\ncommand(0x2c, *b"\\xff" * 8)\n')).toEqual([]);
    expect(seen('st7735', 'window(127, 160, 2, 2)\ncommand(0x2c, *b"\\xff" * 8)\n')).toEqual([]);
  });

  test.each([
    ['st7735', 0x00, 128, 160, 0],
    ['st7735', 0x20, 160, 128, 270],
    ['ili9341', 0x48, 240, 320, 0],
    ['ili9341', 0x28, 320, 240, 90],
  ] as const)('%s, MADCTL %i: one that is too large by a column and a row ends with the memory', (chip, access, width, height, turn) => {
    // As drivers send it that take the size for the last address: a column of three points on each line of exactly `width` points.
    const source = `
command(0x36, ${access})
window(0, 0, ${width} + 1, ${height} + 1)
command(0x2c)
cs(0)
for y in range(${height}): spi.write(bytes(20) + b'\\xff' * 6 + bytes(2 * ${width} - 26))
cs(1)
`;
    const points = seen(chip, source, { turn }).map((point) => point.split(/[, ]/).map(Number));
    expect(points).toHaveLength(3 * height);
    expect([...new Set(points.map(([x]) => x))]).toHaveLength(3);
  });

  test('is the whole memory after a reset', () => {
    const source = `
command(0x21)
command(0x2c, 0xff, 0xff)
cs(0)
for i in range(239): spi.write(bytes(640))
spi.write(bytes(638 - 2))
cs(1)
command(0x3c, 0xf8, 0, 0, 0x1f)
`;
    expect(seen('st7789', source, { size: '240x320' })).toEqual(['0,0 0000ff', '239,319 ff0000']);
  });

  test('has addresses of eight bits on an ST7735: the upper byte is not looked at', () => {
    expect(seen('st7735', 'command(0x2a, 2, 9, 2, 9)\ncommand(0x2b, 1, 8, 1, 8)\ncommand(0x2c, 0xff, 0xff)\n')).toEqual(['9,8 ffffff']);
  });

  test('keeps a bound of which no byte has come', () => {
    expect(seen('st7735', 'window(9, 8, 1, 1)\ncommand(0x2a, 0, 7)\ncommand(0x2c, *b"\\xff" * 6)\n')).toEqual([
      '7,8 ffffff',
      '8,8 ffffff',
      '9,8 ffffff',
    ]);
  });
});

describe('MADCTL', () => {
  const corner = (access: number) => `command(0x36, ${access})\nfill(0, 0, 2, 1, RED)\n`;

  test.each([
    [0x00, ['0,0', '1,0']],
    [0x40, ['126,0', '127,0']],
    [0x80, ['0,159', '1,159']],
    [0xc0, ['126,159', '127,159']],
    [0x20, ['0,0', '0,1']],
    [0x60, ['127,0', '127,1']],
    [0xa0, ['0,158', '0,159']],
    [0xe0, ['127,158', '127,159']],
  ])('turns and mirrors addresses: %d', (access, points) => {
    expect(seen('st7735', corner(access))).toEqual(points.map((point) => `${point} ff0000`));
  });

  test('counts when writing begins; only the order of colours is changed at once', () => {
    expect(seen('st7735', `${corner(0)}command(0x36, 0xc8)\n`)).toEqual(['0,0 0000ff', '1,0 0000ff']);
  });

  test('on an ILI9341 mirrors the glass right, whose columns run from the right', () => {
    expect(seen('ili9341', corner(0x48))).toEqual(['0,0 ff0000', '1,0 ff0000']);
    expect(seen('ili9341', corner(0x08))).toEqual(['238,0 ff0000', '239,0 ff0000']);
  });
});

test.each([
  [0, ['0,0', '1,0', '0,1', '0,2'], 128],
  [90, ['157,0', '158,0', '159,0', '159,1'], 160],
  [180, ['127,157', '127,158', '126,159', '127,159'], 128],
  [270, ['0,126', '0,127', '1,127', '2,127'], 160],
] as const)('a display that is turned by %d° is seen so', (turn, points, width) => {
  const source = 'fill(0, 0, 1, 3, WHITE)\nfill(1, 0, 1, 1, WHITE)\n';
  expect(seen('st7735', source, { turn })).toEqual(points.map((point) => `${point} ffffff`));
  expect(display('st7735', '', { turn }).picture.width).toBe(width);
});

describe('glasses that are smaller than the memory', () => {
  test.each([
    ['st7735', '128x160+2+1', 2, 1, 0x08],
    ['st7735', '128x128', 2, 1, 0x08],
    ['st7735', '80x160', 26, 1, 0x08],
    ['st7789', '240x240', 0, 0, 0],
    ['st7789', '135x240', 52, 40, 0],
  ] as const)('%s, %s', (chip, size, left, top, access) => {
    const [width = 0, height = 0] = size.split(/[x+]/).map(Number);
    const inversion = size === '80x160' || chip === 'st7789' ? 0x21 : 0x20;
    const { picture } = display(
      chip,
      `command(${inversion})\ncommand(0x36, ${access})\nfill(${left}, ${top}, 1, 1, RED)\nfill(${left + width - 1}, ${top + height - 1}, 1, 1, BLUE)\n`,
      { size },
    );
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect([picture.at(0, 0), picture.at(width - 1, height - 1)]).toEqual([0xff0000, 0x0000ff]);
  });

  test('upside down, what drivers add to addresses is another: 80 lines of an ST7789, 53 columns, 3 lines of an ST7735', () => {
    expect(seen('st7789', 'command(0x21)\ncommand(0x36, 0xc0)\nfill(0, 80, 1, 1, RED)\n')).toEqual(['239,239 ff0000']);
    const narrow = 'command(0x21)\ncommand(0x36, 0xc0)\nfill(53, 40, 1, 1, RED)\n';
    expect(seen('st7789', narrow, { size: '135x240' })).toEqual(['134,239 ff0000']);
    expect(seen('st7735', 'command(0x36, 0xc8)\nfill(2, 3, 1, 1, RED)\n', { size: '128x128' })).toEqual(['127,127 ff0000']);
  });
});

describe('colours', () => {
  const one = (format: number, bytes: string) => `command(0x3a, ${format})\nwindow(0, 0, 2, 1)\ncommand(0x2c, ${bytes})\n`;

  test('of 16 bits: what lacks of red and blue is their highest bit', () => {
    expect(seen('st7735', one(5, '0x84, 0x10, 0xff, 0xff'))).toEqual(['0,0 868286', '1,0 ffffff']);
  });

  test('of 18 bits, in the upper bits of three bytes, as after a reset', () => {
    expect(seen('st7735', one(6, '0x80, 0x40, 0xfc, 0, 0, 4'))).toEqual(['0,0 8241ff', '1,0 000004']);
    expect(seen('st7735', 'reset(0)\nreset(1)\ncommand(0x11)\ncommand(0x29)\ncommand(0x2c, 0xfc, 0, 0)\n')).toEqual(['0,0 ff0000']);
  });

  test('of 12 bits, two in three bytes, the last one perhaps in two', () => {
    expect(seen('st7735', one(3, '0xf0, 0x00, 0xf0'))).toEqual(['0,0 ff0000', '1,0 00ff00']);
    expect(seen('st7735', one(3, '0x00, 0xf0'))).toEqual(['0,0 0000ff']);
  });

  test('an ILI9341 has none of 12 bits: its format stays', () => {
    expect(seen('ili9341', `command(0x36, 0x48)\n${one(3, '0xf8, 0, 0, 0x1f')}`)).toEqual(['0,0 ff0000', '1,0 0000ff']);
  });

  test('are turned round by INVON, for which a panel without voltage is white or black', () => {
    const { at } = { at: (chip: Chip, source: string) => display(chip, `fill(0, 0, 1, 1, RED)\n${source}`).picture.at(0, 0) };
    expect([at('st7735', 'command(0x21)\n'), at('st7735', 'command(0x21)\ncommand(0x20)\n')]).toEqual([0x00ffff, 0xff0000]);
    expect([at('st7789', ''), at('st7789', 'command(0x21)\n')]).toEqual([0x00ffff, 0xff0000]);
  });

  test('are eight in idle mode', () => {
    const source = 'command(0x3a, 6)\nwindow(0, 0, 2, 1)\ncommand(0x2c, 0x80, 0x7c, 0xfc, 0x7c, 0x7c, 0x80)\ncommand(0x39)\n';
    expect(seen('st7735', source)).toEqual(['0,0 ff00ff', '1,0 0000ff']);
    expect(seen('st7735', `${source}command(0x38)\n`)).toEqual(['0,0 827dff', '1,0 7d7d82']);
  });

  test('lie on the glass in another order, or are turned round, if the set-up says so', () => {
    expect(seen('st7735', 'fill(0, 0, 1, 1, RED)\n', { order: 'BGR' })).toEqual(['0,0 0000ff']);
    expect(display('st7735', 'fill(0, 0, 1, 1, RED)\n', { inverse: true }).picture.at(0, 0)).toBe(0x00ffff);
  });
});

describe('what is seen', () => {
  const point = 'fill(0, 0, 1, 1, RED)\n';

  test.each([
    ['is off', 'command(0x28)\n'],
    ['sleeps', 'command(0x10)\n'],
    ['has no light', 'light(0)\n'],
    ['has been reset by a command', 'command(1)\n'],
    ['is held in reset', 'reset(0)\ncommand(0x11)\ncommand(0x29)\n'],
  ])('nothing while it %s', (_, source) => {
    expect(seen('st7735', point + source)).toEqual([]);
  });

  test.each([
    ['low from the start holds it', "machine.Pin('X3', machine.Pin.OUT, value=0)\n", 0],
    ['that nobody drives is high', '', 1],
  ])('a reset wire %s', (_, before, points) => {
    const machine = new PythonBench(`import machine\n${before}${DRIVER.replace("'X3'", "'X1'")}${point}`);
    const tft = setUp(machine.board, { devices: { tft: { type: 'st7735', ...WIRES } } }).get('tft') as TftDisplay;
    machine.run();
    expect(Number(tft.picture.at(0, 0) > 0)).toBe(points);
  });

  test('the memory outlives a reset, MADCTL and the format that by a command', () => {
    const wake = 'command(0x11)\ncommand(0x29)\n';
    const again = `${wake}command(0x2c, 0xff, 0xff)\n`;
    expect(seen('st7735', `${point}reset(0)\nreset(1)\n${wake}`)).toEqual(['0,0 ff0000']);
    expect(seen('st7735', `command(0x36, 0xc0)\ncommand(1)\n${again}`)).toEqual(['127,159 ffffff']);
  });

  test('commands that it lacks, and those of voltages and gamma, change nothing', () => {
    expect(seen('st7735', `${point}command(0xe0, *bytes(16))\ncommand(0xb1, 1, 0x2c, 0x2d)\ncommand(0x55, 1)\n`)).toEqual(['0,0 ff0000']);
  });

  test('a part of the lines, which may go over the end', () => {
    const lines = 'for y in 0, 10, 20, 159: fill(0, y, 1, 1, RED)\ncommand(0x12)\n';
    expect(seen('st7735', `${lines}command(0x30, 0, 10, 0, 20)\n`)).toEqual(['0,10 ff0000', '0,20 ff0000']);
    expect(seen('st7735', `${lines}command(0x30, 0, 20, 0, 0)\n`)).toEqual(['0,0 ff0000', '0,20 ff0000', '0,159 ff0000']);
    expect(seen('st7735', `${lines}command(0x30, 0, 10, 0, 20)\ncommand(0x13)\n`)).toHaveLength(4);
  });

  test('lines that scroll between lines that stand still', () => {
    const lines = 'fill(0, 9, 1, 1, RED)\nfill(0, 10, 1, 1, GREEN)\nfill(0, 15, 1, 1, BLUE)\nfill(0, 150, 1, 1, WHITE)\n';
    const area = 'command(0x33, 0, 10, 0, 140, 0, 10)\n';
    const scrolled = `${lines}${area}command(0x37, 0, 14)\n`;
    expect(seen('st7735', scrolled)).toEqual(['0,9 ff0000', '0,11 0000ff', '0,146 00ff00', '0,150 ffffff']);
    expect(seen('st7735', `${scrolled}command(0x13)\n`)).toEqual(['0,9 ff0000', '0,10 00ff00', '0,15 0000ff', '0,150 ffffff']);
    // Refreshed from the bottom, areas are counted from there.
    expect(seen('st7735', `${scrolled}command(0x36, 0x10)\n`)).toEqual(['0,9 ff0000', '0,14 00ff00', '0,19 0000ff', '0,150 ffffff']);
  });

  test('what an area shows that is larger than the memory is black', () => {
    expect(seen('st7735', 'fill(0, 2, 1, 1, RED)\ncommand(0x33, 0, 0, 0, 162, 0, 0)\ncommand(0x37, 0, 161)\n')).toEqual(['0,3 ff0000']);
  });
});

describe('commands of a chip of its own', () => {
  test('LCMCTRL of an ST7789 turns round what MADCTL says, counted from 2C', () => {
    const red = 'command(0x21)\ncommand(0x36, 8)\nfill(0, 0, 1, 1, RED)\n';
    expect(seen('st7789', `${red}command(0xc0, 0x2c)\n`)).toEqual(['0,0 0000ff']);
    expect(seen('st7789', `${red}command(0xc0, 0x0c)\n`)).toEqual(['0,0 ff0000']);
    expect(seen('st7789', `command(0x21)\ncommand(0xc0, 0x24)\nfill(0, 0, 1, 1, RED)\n`)).toEqual(['239,0 ff0000']);
    expect(seen('st7789', `command(0xc0, 0x3c)\nfill(0, 0, 1, 1, RED)\n`)).toEqual(['0,0 ff0000']);
  });

  test('Display Function Control of an ILI9341 turns the glass round, and colours', () => {
    const red = 'command(0x36, 0x48)\nfill(0, 0, 1, 1, RED)\n';
    expect(seen('ili9341', `${red}command(0xb6, 0x0a, 0x82)\n`)).toEqual(['0,0 ff0000']);
    expect(seen('ili9341', `${red}command(0xb6, 0x0a, 0xa2)\n`)).toEqual(['239,0 ff0000']);
    expect(seen('ili9341', `${red}command(0xb6, 0x0a, 0xc2)\n`)).toEqual(['0,319 ff0000']);
    expect(display('ili9341', `${red}command(0xb6, 0x0a, 0x02)\n`).picture.at(0, 0)).toBe(0x00ffff);
  });
});

test('an ILI9341 tells its state and what is in its memory; the others have no output', () => {
  const source = `
def read(code, count):
    cs(0); dc(0); spi.write(bytes([code])); dc(1)
    answer = spi.read(count)
    cs(1)
    return answer.hex()
command(0x36, 0x48)
fill(7, 5, 2, 1, 0x8410)
window(7, 5, 2, 1)
print(read(0x0a, 1), read(0x0b, 1), read(0x0c, 1), read(0x2e, 7))
command(0x39)
command(0x12)
print(read(0x0a, 1))
`;
  expect(display('ili9341', source).output).toBe('9c 48 05 ff848084848084\nf4\n');
  expect(display('st7789', source).output).toBe('ff ff ff ffffffffffffff\nff\n');
});

test('who is not selected hears nothing; a module without that wire hears all', () => {
  const source = 'cs(1)\ndc(0)\nspi.write(b"\\x2c")\ndc(1)\nspi.write(b"\\xff\\xff")\n';
  const { select: _, ...others } = WIRES;
  const machine = new PythonBench(DRIVER + source);
  const always = setUp(machine.board, { devices: { tft: { type: 'st7735', ...others } } }).get('tft') as TftDisplay;
  machine.run();
  expect([always.picture.at(0, 0), display('st7735', source).picture.at(0, 0)]).toEqual([0xffffff, 0]);
});

test('what there is not is refused by name', () => {
  const dc = new PythonBench('').board.line('X4');
  const make = (chip: string, options: object) => () => new TftDisplay(chip as 'ST7735', { dc }, options as TftOptions);
  expect(make('ST7796', {})).toThrow("unknown chip 'ST7796'; choose from ST7735, ST7789, ILI9341");
  expect(make('ST7789', { size: '128x160' })).toThrow("unknown size '128x160'; choose from 240x240, 240x320, 135x240");
  expect(make('ST7789', { turn: 45 })).toThrow('unknown turn 45; choose from 0, 90, 180, 270');
  expect(make('ST7789', { order: 'GRB' })).toThrow("unknown order 'GRB'; choose from RGB, BGR");
  expect(make('ST7789', { inverse: 1 })).toThrow('inverse: 1 is not true or false');
});
