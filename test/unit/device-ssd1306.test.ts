/** The display: what programs write through the buses is what is seen on the glass, however the memory is addressed. */
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../src/devices/displays/picture.js';
import { pictureText } from '../../src/devices/displays/picture.js';
import { png } from '../../src/devices/displays/png.js';
import { Ssd1306 } from '../../src/devices/displays/ssd1306.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

/** A driver as small as can be: commands one by one, a frame buffer in one piece. */
const DRIVER = `
import machine, framebuf, time
i2c = machine.I2C(1)
def command(*codes):
    for code in codes:
        i2c.writeto(0x3c, bytes([0x80, code]))
def data(bytes):
    i2c.writeto(0x3c, b'\\x40' + bytes)
def begin(height):
    command(0xae, 0x20, 0, 0xa8, height - 1, 0xda, 0x02 if height == 32 else 0x12, 0xa1, 0xc8, 0x8d, 0x14, 0xaf)
`;

function display(source: string, height = 64) {
  const machine = new PythonBench(DRIVER + source);
  const device = new Ssd1306(machine.clock.world, { height });
  machine.board.i2cBus('X9', 'X10').attach(device);
  const run = (): Picture => {
    expect(machine.run()).toBe('');
    return device.picture;
  };
  return { machine, device, run };
}

/** Points that shine, as `x,y`. */
function points(picture: Picture): string[] {
  const found: string[] = [];
  for (let y = 0; y < picture.height; y++) for (let x = 0; x < picture.width; x++) if (picture.at(x, y) !== 0) found.push(`${x},${y}`);
  return found;
}

describe('a frame buffer', () => {
  const text = (height: number) => `
begin(${height})
buffer = bytearray(${height} * 16)
frame = framebuf.FrameBuffer(buffer, 128, ${height}, framebuf.MONO_VLSB)
frame.text('Hi!', 1, 2)
frame.rect(0, 0, 128, ${height}, 1)
command(0x21, 0, 127, 0x22, 0, ${height} // 8 - 1)
data(buffer)
`;
  const framed = (text: string): string => `█${text.padEnd(126)}█`;

  test.each([64, 32])('of 128 × %d points', (height) => {
    const lines = pictureText(display(text(height), height).run())
      .trimEnd()
      .split('\n');
    expect(lines).toEqual([
      `█${'▀'.repeat(126)}█`,
      framed(' ██  ██    ▀▀      ██'),
      framed(' ██▄▄██    ██      ██'),
      framed(' ██  ██    ██'),
      framed(' ▀▀  ▀▀    ▀▀      ▀▀'),
      ...Array.from({ length: height / 2 - 6 }, () => framed('')),
      `█${'▄'.repeat(126)}█`,
    ]);
  });
});

describe('addressing', () => {
  test('by pages: along a page, which then begins again at its start column', () => {
    const { run } = display('begin(64)\ncommand(0x20, 2, 0xb1, 0x0e, 0x17)\ndata(b"\\1" * 3)\n');
    expect(points(run())).toEqual(['126,8', '127,8']);
  });

  test('horizontally within a window, from its last column to its first and the next page', () => {
    const { run } = display('begin(64)\ncommand(0x21, 5, 6, 0x22, 2, 3)\ndata(b"\\1\\2\\4\\x08")\ncommand(0xa4)\n');
    expect(points(run())).toEqual(['5,16', '6,17', '5,26', '6,27']);
  });

  test('vertically within a window, from its last page to its first and the next column', () => {
    const { run } = display('begin(64)\ncommand(0x20, 1, 0x21, 5, 6, 0x22, 2, 3)\ndata(b"\\1\\2\\4\\x08")\n');
    expect(points(run())).toEqual(['5,16', '6,18', '5,25', '6,27']);
  });

  test('commands and data in one transaction, each with its control byte', () => {
    const { run } = display('begin(64)\ni2c.writeto(0x3c, bytes([0x80, 0xb0, 0xc0, 1, 0x80, 0x03, 0x40, 1, 1]))\ncommand(0x20)\n');
    expect(points(run())).toEqual(['0,0', '3,0', '4,0']);
  });
});

describe('what is seen', () => {
  const corner = 'begin(64)\ndata(b"\\3")\n';

  test('nothing while the display is off, or without its charge pump', () => {
    expect(points(display(`${corner}command(0xae)\n`).run())).toEqual([]);
    expect(points(display(`${corner}command(0x8d, 0x10)\n`).run())).toEqual([]);
  });

  test('mirrored without remap, shifted by start line and offset', () => {
    expect(points(display(`${corner}command(0xa0, 0xc0)\n`).run())).toEqual(['127,62', '127,63']);
    expect(points(display(`${corner}command(0x41)\n`).run())).toEqual(['0,0', '0,63']);
    expect(points(display(`${corner}command(0xd3, 63)\n`).run())).toEqual(['0,1', '0,2']);
  });

  test('inverse, and all on', () => {
    expect(points(display(`${corner}command(0xa7)\n`).run()).length).toBe(128 * 64 - 2);
    expect(points(display(`${corner}command(0xa5)\n`).run()).length).toBe(128 * 64);
  });

  test('every other row, if a panel of 32 rows is told to be one of 64', () => {
    const { run } = display('begin(32)\ncommand(0xda, 0x12, 0xa5)\n', 32);
    expect(new Set(points(run()).map((point) => Number(point.split(',')[1])))).toEqual(
      new Set(Array.from({ length: 16 }, (_, i) => 16 + i)),
    );
  });

  test('scrolls by a column every two frames, of 54 · 64 clocks at 370 kHz', () => {
    const { run } = display(`${corner}command(0x26, 0, 0, 7, 0, 0, 255, 0x2f)\ntime.sleep_ms(60)\n`);
    expect(points(run())).toEqual(['3,0', '3,1']);
  });

  test('scrolls up and to the left', () => {
    const { run } = display(`${corner}command(0x2a, 0, 0, 7, 0, 1, 0x2f)\ntime.sleep_ms(60)\n`);
    expect(points(run())).toEqual(['125,61', '125,62']);
  });
});

test('the status tells whether it is on', () => {
  const machine = new PythonBench(`${DRIVER}print(i2c.readfrom(0x3c, 1))\ncommand(0xaf)\nprint(i2c.readfrom(0x3c, 1))\n`);
  machine.board.i2cBus('X9', 'X10').attach(new Ssd1306(machine.clock.world));
  expect(machine.run()).toBe("b'@'\nb'\\x00'\n");
});

test('by SPI a wire tells data from commands, and who is not selected hears nothing', () => {
  const machine = new PythonBench(`
import machine
spi = machine.SPI(1)
cs, dc = [machine.Pin(name, machine.Pin.OUT, value=1) for name in ('X5', 'X4')]
def send(bytes, is_data, is_selected=True):
    dc(is_data); cs(not is_selected); spi.write(bytes); cs(1)
send(bytes([0xae, 0x20, 0, 0xa8, 63, 0xda, 0x12, 0xa1, 0xc8, 0x8d, 0x14, 0xaf]), 0)
send(bytearray(1024), 1)
send(b'\\x21\\x03\\x7f', 0)
send(b'\\x81', 1)
send(b'\\xff', 1, False)
`);
  const wires = { sck: 'X6', mosi: 'X8', miso: 'X7', select: 'X5', dc: 'X4' };
  const device = setUp(machine.board, { devices: { oled: { type: 'ssd1306-spi', ...wires } } }).get('oled') as Ssd1306;
  expect(machine.run()).toBe('');
  expect(points(device.picture)).toEqual(['3,0', '3,7']);
});

test('a picture is kept as a PNG file', () => {
  const picture: Picture = { width: 3, height: 2, at: (x, y) => (x === 2 && y === 1 ? 0xff8000 : x * 0x10000 + y) };
  const { width, height, channels, data } = decode(png(picture));
  expect([width, height, channels]).toEqual([3, 2, 4]);
  const [black, blue] = [
    [0, 0, 0, 255],
    [0, 0, 1, 255],
  ];
  expect([...data]).toEqual([...black, 1, 0, 0, 255, 2, 0, 0, 255, ...blue, 1, 0, 1, 255, 0xff, 0x80, 0, 255]);
});
