/** The skin with a colour display and touch: what `lcd160cr` draws is seen on the glass, and the glass answers what is drawn and touched. */
import { describe, expect, test } from 'vitest';
import { BOARD_NAMES } from '../../src/board/boards.js';
import { Lcd160cr, pictureText, setUp } from '../../src/index.js';
import { PythonBench } from './board-python.js';

const X = { type: 'lcd160cr', scl: 'X9', sda: 'X10', sck: 'X6', mosi: 'X8', miso: 'X7', pwr: 'X4' };
const DRIVER = `
import lcd160cr, time
lcd = lcd160cr.LCD160CR('X')
RED, GREEN, BLUE, WHITE = lcd.rgb(255, 0, 0), lcd.rgb(0, 255, 0), lcd.rgb(0, 0, 255), 0xffff
lcd.set_pen(RED, BLUE)
`;

/** Runs a program with the skin at X, to its end or to a moment in ms. */
function skin(source: string, { settings = {}, at = {}, until = 10_000 }: { settings?: object; at?: object; until?: number } = {}) {
  const machine = new PythonBench(DRIVER + source);
  const lcd = setUp(machine.board, { devices: { lcd: { ...X, ...settings } }, at }).get('lcd') as Lcd160cr;
  machine.runTo(BigInt(until) * 1_000_000n);
  return { machine, lcd, output: machine.printed };
}

const LETTERS: Readonly<Record<number, string>> = { 0: '.', 16711680: 'R', 65280: 'G', 255: 'B', 16777215: 'W' };

/** The corner of the glass at the top left, a letter for each point. */
function corner(source: string, width: number, height: number, options?: Parameters<typeof skin>[1]): string[] {
  const { lcd, output } = skin(source, options);
  expect(output).toBe('');
  return letters(lcd, width, height);
}

function letters(lcd: Lcd160cr, width: number, height: number, left = 0, top = 0): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => LETTERS[lcd.at(left + x, top + y)] ?? '?').join(''),
  );
}

describe('shapes', () => {
  test('a rectangle has an outline in the colour of lines, and is filled with the other', () => {
    expect(corner('lcd.rect(1, 1, 5, 4)', 7, 6)).toEqual(['.......', '.RRRRR.', '.RBBBR.', '.RBBBR.', '.RRRRR.', '.......']);
    expect(corner('lcd.rect_outline(1, 1, 5, 4)', 7, 6)).toEqual(['.......', '.RRRRR.', '.R...R.', '.R...R.', '.RRRRR.', '.......']);
    expect(corner('lcd.rect_interior(1, 1, 3, 2)', 5, 4)).toEqual(['.....', '.BBB.', '.BBB.', '.....']);
  });

  test('dots and lines have both their ends, in all directions', () => {
    expect(corner('lcd.dot(1, 0)\nlcd.line(0, 2, 4, 4)\nlcd.line(6, 4, 6, 1)', 8, 5)).toEqual([
      '.R......',
      '......R.',
      'RR....R.',
      '..RR..R.',
      '....R.R.',
    ]);
    expect(corner('lcd.poly_dot(b"\\0\\0\\2\\1\\4\\0")', 5, 2)).toEqual(['R...R', '..R..']);
    expect(corner('lcd.poly_line(b"\\0\\0\\3\\0\\3\\3")', 4, 4)).toEqual(['RRRR', '...R', '...R', '...R']);
  });

  test('what lies beyond the edges is not drawn', () => {
    expect(corner('lcd.rect(-2, -2, 5, 4)\nlcd.line(-5, 4, 200, 4)\nlcd.dot(-1, 0)', 5, 5)).toEqual([
      'BBBR.',
      'BBBR.',
      'RRR..',
      '.....',
      'RRRRR',
    ]);
    expect(skin('lcd.rect_no_clip(120, 150, 200, 200)\nlcd.dot_no_clip(200, 200)').output).toBe('');
  });

  test('erasing fills all with the colour that fills', () => {
    const { lcd } = skin('lcd.erase()');
    expect([lcd.width, lcd.height, lcd.at(0, 0), lcd.at(127, 159)]).toEqual([128, 160, 0xff, 0xff]);
  });
});

describe('points', () => {
  test('are read as they were set, alone, as a line, and all of them', () => {
    const { output } = skin(`
lcd.set_pixel(3, 2, 0x1234)
print(hex(lcd.get_pixel(3, 2)), lcd.get_pixel(4, 2), lcd.get_pixel(200, 2))
line = bytearray(7)
lcd.get_line(2, 2, line)
print(line[1:])
lcd.rect(0, 0, 128, 160)
kept = bytearray(2 * 128 * 2)
lcd.screen_dump(kept, y=158)
print(kept[:2] == kept[-2:] == bytes((31, 0)), bytes(kept[2:4]) == b'\\x00\\xf8')
`);
    expect(output).toBe("0x1234 0 0\nbytearray(b'\\x00\\x004\\x12\\x00\\x00')\nTrue True\n");
  });

  test('come back by screen_load', () => {
    const source = `
lcd.line(0, 0, 127, 159)
kept = bytearray(2 * 128 * 160)
lcd.screen_dump(kept)
lcd.erase()
lcd.screen_load(kept)
lcd.dot(1, 0)
`;
    expect(corner(source, 3, 2)).toEqual(['RR.', '.R.']);
  });

  test('by SPI fill a window line by line, the lower byte first, and from its end on anew', () => {
    const source = `
import framebuf
lcd.set_spi_win(1, 1, 3, 2)
buffer = framebuf.FrameBuffer(bytearray(12), 3, 2, framebuf.RGB565)
buffer.fill(GREEN)
buffer.pixel(2, 0, RED)
lcd.show_framebuf(buffer)
spi = lcd.fast_spi()
spi.write(bytes((31,)))
spi.write(b'\\0' + 5 * b'\\x00\\xf8' + b'\\xff\\xff')
`;
    expect(corner(source, 5, 4)).toEqual(['.....', '.WBB.', '.BBB.', '.....']);
    expect(corner(source.slice(0, source.indexOf('spi =')), 5, 4)).toEqual(['.....', '.GGR.', '.GGG.', '.....']);
  });

  test('are not heard by SPI before the command for them', () => {
    expect(corner('lcd.spi.write(b"\\xff" * 8)', 2, 1)).toEqual(['..']);
  });
});

describe('text', () => {
  /** What is not black, as characters of two rows each. */
  const shown = (source: string): string[] => pictureText(skin(source).lcd).trimEnd().split('\n');

  test('has four fonts of 4 × 5, 6 × 7, 7 × 8 and 9 × 13 points', () => {
    const written = (font: number) => corner(`lcd.set_text_color(WHITE, BLUE)\nlcd.set_font(${font})\nlcd.write('E')`, 10, 14);
    expect(written(0).slice(0, 6)).toEqual(['WWWB......', 'WBBB......', 'WWBB......', 'WBBB......', 'WWWB......', '..........']);
    expect(written(1).slice(0, 8)).toEqual([
      'WWWWBB....',
      'WBBBBB....',
      'WBBBBB....',
      'WWWBBB....',
      'WBBBBB....',
      'WBBBBB....',
      'WWWWBB....',
      '..........',
    ]);
    expect(written(2).slice(7, 9)).toEqual(['BBBBBBB...', '..........']);
    expect(written(3).slice(12, 14)).toEqual(['BBBBBBBBB.', '..........']);
  });

  test('is scaled, bold, and without background', () => {
    expect(corner("lcd.set_font(0, scale=1, trans=1)\nlcd.write('l')", 9, 10)).toEqual([
      'WWWW.....',
      'WWWW.....',
      '..WW.....',
      '..WW.....',
      '..WW.....',
      '..WW.....',
      '..WW.....',
      '..WW.....',
      'WWWWWW...',
      'WWWWWW...',
    ]);
    const bold = corner("lcd.set_font(0, bold=1, trans=1)\nlcd.write('l')", 5, 5);
    expect(bold).toEqual(corner("lcd.set_font(0, trans=1)\nfor x in 0, 1:\n    lcd.set_pos(x, 0)\n    lcd.write('l')", 5, 5));
  });

  test('goes on in the next line, and from the last one at the top', () => {
    const source = "lcd.set_font(1)\nlcd.set_pos(116, 0)\nlcd.write('abc')";
    expect(shown(source)).toEqual(shown("lcd.set_font(1)\nlcd.set_pos(116, 0)\nlcd.write('ab')\nlcd.set_pos(0, 7)\nlcd.write('c')"));
    expect(shown("lcd.set_font(1)\nlcd.set_pos(0, 150)\nlcd.write('\\na')")).toEqual(shown("lcd.set_font(1)\nlcd.write('a')"));
  });

  test('moves up what is there, with a font that scrolls', () => {
    const source = "lcd.set_font(1, scroll=1)\nlcd.set_pos(0, 153)\nlcd.write('a\\r\\nb')";
    expect(shown(source)).toEqual(shown("lcd.set_font(1)\nlcd.set_pos(0, 146)\nlcd.write('a')\nlcd.set_pos(0, 153)\nlcd.write('b')"));
  });

  test('obeys the control characters and sequences of a VT100 that a prompt sends', () => {
    expect(shown("lcd.write('ab\\b\\bcd')")).toEqual(shown("lcd.write('cd')"));
    expect(shown("lcd.write('a\\nb\\rc')")).toEqual(shown("lcd.write('a')\nlcd.set_pos(0, 7)\nlcd.write('cb')"));
    expect(shown("lcd.write('abc\\x1b[2D\\x1b[K')")).toEqual(shown("lcd.write('a')"));
    expect(shown("lcd.write('abc\\x1b[2J\\x1b[Hd\\x1b[2;2He\\x1b[7mf')")).toEqual(
      shown("lcd.write('d')\nlcd.set_pos(6, 7)\nlcd.write('ef')"),
    );
  });

  test('has one place for a character of several bytes, which is none of the fonts', () => {
    expect(shown("lcd.write('°C')")).toEqual(shown("lcd.write('\\x7fC')"));
  });

  test('comes from a UART, too: the display is a terminal', () => {
    const source = "import pyb\npyb.repl_uart(pyb.UART('XA', 115200))\nprint('Hi')\npyb.repl_uart(None)";
    const { lcd } = skin(source, { settings: { uart: 4 } });
    expect(pictureText(lcd)).toBe(pictureText(skin("lcd.write('Hi')").lcd));
    const misread = skin(source.replace('115200', '9600'), { settings: { uart: 4 } });
    expect(pictureText(misread.lcd)).not.toBe(pictureText(lcd));
    const slow = skin(`lcd.set_uart_baudrate(9600)\n${source.replace('115200', '9600')}`, { settings: { uart: 4 } });
    expect(pictureText(slow.lcd)).toBe(pictureText(lcd));
  });

  test('that comes from a UART while a setting comes by I2C is heard', () => {
    const slow = 'import pyb\nlcd.set_uart_baudrate(2400)\nuart = pyb.UART(4, 2400)\n';
    const interrupted = `${slow}tick = pyb.Timer(4, freq=300, callback=lambda t: lcd.set_brightness(9))\nuart.write('H')\ntick.deinit()\ntime.sleep_ms(9)`;
    expect(pictureText(skin(interrupted, { settings: { uart: 4 } }).lcd)).toBe(pictureText(skin("lcd.write('H')").lcd));
  });
});

describe('orientation', () => {
  test('changes width and height; what is drawn stands upright for who looks', () => {
    const { lcd, output } = skin('lcd.set_orient(lcd160cr.LANDSCAPE)\nprint(lcd.w, lcd.h)\nlcd.rect(0, 0, 3, 2)');
    expect(output).toBe('160 128\n');
    expect([lcd.width, lcd.height]).toEqual([160, 128]);
    expect(letters(lcd, 4, 3)).toEqual(['RRR.', 'RRR.', '....']);
  });

  test('leaves what is there where it is on the glass', () => {
    const drawn = 'lcd.dot(0, 0)\nlcd.dot(2, 0)\n';
    const seen = (orientation: number, left: number, top: number) =>
      letters(skin(`${drawn}lcd.set_orient(${orientation})`).lcd, 3, 3, left, top);
    expect(seen(1, 0, 125)).toEqual(['R..', '...', 'R..']);
    expect(seen(2, 125, 157)).toEqual(['...', '...', 'R.R']);
    expect(seen(3, 157, 0)).toEqual(['..R', '...', '..R']);
  });
});

describe('touch', () => {
  const at = { '100ms': { 'lcd.touch': '40,100' }, '200ms': { 'lcd.touch': 'none' } };
  const wait = 'lcd_time = time.ticks_ms\nwhile lcd_time() < 150: pass\n';

  test('is told while it lasts, and its place afterwards', () => {
    const { output } = skin(
      `
print(lcd.is_touched(), lcd.get_touch())
${wait}
print(lcd.is_touched(), lcd.get_touch())
time.sleep_ms(100)
print(lcd.is_touched(), lcd.get_touch())
`,
      { at },
    );
    expect(output).toBe('False (0, 0, 0)\nTrue (1, 40, 100)\nFalse (0, 40, 100)\n');
  });

  test('has its place as the picture stands', () => {
    const turned = `lcd.set_orient(lcd160cr.LANDSCAPE)\n${wait}print(lcd.get_touch())\nlcd.set_orient(0)\nprint(lcd.get_touch())`;
    expect(skin(turned, { at }).output).toBe('(1, 40, 100)\n(1, 27, 40)\n');
  });

  test('pulls the interrupt line low, once that is asked for', () => {
    const source = `
from machine import Pin
line = Pin('X11', Pin.IN, Pin.PULL_UP)
line.irq(lambda _: print('touched at', lcd.get_touch()), Pin.IRQ_FALLING)
lcd.touch_config(irq=IRQ)
time.sleep_ms(300)
print(line.value())
`;
    const settings = { interrupt: 'X11' };
    expect(skin(source.replace('IRQ)', 'True)'), { settings, at }).output).toBe('touched at (1, 40, 100)\n1\n');
    expect(skin(source.replace('IRQ)', 'None)'), { settings, at }).output).toBe('1\n');
  });

  test('is a property in TypeScript; beside the glass there is nothing to touch', () => {
    const { machine, lcd } = skin('while True:\n    time.sleep_ms(10)\n    print(*lcd.get_touch())', { until: 100 });
    lcd.touch = { x: 127, y: 159 };
    expect(lcd.touch).toEqual({ x: 127, y: 159 });
    machine.runTo(120_000_000n);
    lcd.touch = { x: 128, y: 0 };
    expect(lcd.touch).toBeNull();
    machine.runTo(140_000_000n);
    expect(machine.printed).toMatch(/^(0 0 0\n)+(1 127 159\n)+(0 127 159\n)+$/);
  });
});

describe('windows that scroll', () => {
  const drawn = 'lcd.line(2, 1, 2, 3)\nlcd.dot(3, 1)\nlcd.dot(6, 2)\n';
  /** Three frames are over, each the sixtieth part of a second. */
  const frames = 'lcd.set_scroll(1)\ntime.sleep_ms(51)\nlcd.set_scroll(0)\n';
  const scrolled = (vector: string, others = 'fill=GREEN') =>
    corner(`${drawn}lcd.set_scroll_win(0, 1, 1, 4, 3, vec=${vector}, ${others})\n${frames}time.sleep_ms(500)`, 8, 5).slice(1, 4);

  test('move by one point in so many frames, in four directions; what comes is filled', () => {
    expect(scrolled('0x8003')).toEqual(['.G.RR...', '.G.R..R.', '.G.R....']);
    expect(scrolled('0x9003')).toEqual(['.GGGG...', '..RR..R.', '..R.....']);
    expect(scrolled('0xa003')).toEqual(['.RR.G...', '.R..G.R.', '.R..G...']);
    expect(scrolled('0xb003')).toEqual(['..R.....', '..R...R.', '.GGGG...']);
    expect(scrolled('0x8004')).toEqual(['..RR....', '..R...R.', '..R.....']);
  });

  test('move by so many points in a frame', () => {
    expect(scrolled('1')).toEqual(['.GGG....', '.GGG..R.', '.GGG....']);
    expect(scrolled('2')).toEqual(['.GGGG...', '.GGGG.R.', '.GGGG...']);
    expect(scrolled('0x8000')).toEqual(['..RR....', '..R...R.', '..R.....']);
  });

  test('have a pattern of two colours where something comes', () => {
    expect(scrolled('1', 'pat=0x0842, fill=GREEN, color=WHITE')).toEqual(['.WGG....', '.GWG..R.', '.GGW....']);
  });

  test('are set in parts, and do not move while they are off', () => {
    const set = 'lcd.set_scroll_win(3, 1, 1, 4, 3, fill=GREEN)\n';
    const moved = corner(`${drawn}${set}lcd.set_scroll_win_param(3, 4, 0x8003)\n${frames}`, 8, 4);
    expect(moved[1]).toBe('.G.RR...');
    const off = corner(`${drawn}${set}lcd.set_scroll_win_param(3, 4, 0x8003)\nlcd.set_scroll_win(3)\n${frames}`, 8, 4);
    expect(off[1]).toBe('..RR....');
  });

  test('what is drawn into one meanwhile moves from then on', () => {
    const source = `lcd.set_scroll_win(0, 0, 0, 8, 1, vec=1, fill=0)\nlcd.set_scroll(1)\ntime.sleep_ms(51)\nlcd.dot(0, 0)\n${frames}`;
    expect(corner(source, 8, 1)).toEqual(['...R....']);
  });

  test('end where the glass does', () => {
    const wide =
      'lcd.dot(127, 0)\nlcd.set_scroll_win(0, 100, 0, 65535, 65535, vec=0xa003, fill=GREEN)\nlcd.set_scroll_win(1, 500, 0, 9, 9, vec=1)\n';
    expect(letters(skin(wide + frames).lcd, 4, 2, 124, 0)).toEqual(['..RG', '...G']);
  });

  test('that overlap show the program the same, whether somebody looks meanwhile or not', () => {
    const source = `${drawn}lcd.set_scroll_win(0, 0, 0, 8, 8, vec=1, fill=GREEN)
lcd.set_scroll_win(1, 4, 1, 8, 8, vec=0x1001, fill=BLUE)
lcd.set_scroll(1)
time.sleep_ms(101)
lcd.set_scroll(0)
print([lcd.get_pixel(x, 2) for x in range(12)])
`;
    const machine = new PythonBench(DRIVER + source);
    const lcd = setUp(machine.board, { devices: { lcd: X } }).get('lcd') as Lcd160cr;
    const seen = new Set<string>();
    for (let ms = 10n; ms <= 1000n; ms += 10n) {
      machine.runTo(ms * 1_000_000n);
      seen.add(letters(lcd, 12, 5).join());
    }
    expect(seen.size).toBeGreaterThan(3);
    expect(machine.printed).toBe(skin(source).output);
  });

  test('number 8 shows a text that comes in, goes, and comes anew', () => {
    const ticker = (ms: number) =>
      corner(
        `lcd.set_font(0)\nlcd.set_scroll_win(8, 0, 0, 12, 5, vec=0xa001, fill=0, color=WHITE)\nlcd.set_scroll_buf('l')\nlcd.set_scroll(1)\ntime.sleep_ms(${ms})`,
        12,
        5,
      );
    const entering = ['.........WW.', '..........W.', '..........W.', '..........W.', '.........WWW'];
    expect(ticker(51)).toEqual(entering);
    expect(ticker(201)).toEqual(entering.map((row) => `${row.slice(9)}.........`));
    expect(ticker(318)).toEqual(entering);
  });
});

describe('power', () => {
  test('comes by a pin: without it the display is black and nobody answers', () => {
    const source = `
lcd.rect(0, 0, 2, 2)
lcd.set_power(False)
try: lcd.dot(0, 0)
except OSError as e: print(e.errno)
`;
    const { lcd, output } = skin(source);
    expect(output).toBe('19\n');
    expect(letters(lcd, 3, 2)).toEqual(['...', '...']);
    expect(corner('lcd.erase()\nlcd.set_power(0)\nlcd.set_power(1)\nlcd.dot(1, 0)', 3, 1)).toEqual(['.W.']);
  });

  test('lets settings be forgotten that are not saved; a reset does the same', () => {
    const changes =
      'lcd.set_orient(2)\nlcd.set_brightness(9)\nlcd.set_startup_deco(lcd160cr.STARTUP_DECO_INFO)\nlcd.touch_config(irq=True)\n';
    const settings = (source: string) => skin(changes + source).lcd.settings;
    const sold = { orientation: 0, brightness: 31, baud: 115_200, address: 0x62, decoration: 0, interrupts: false };
    const changed = { ...sold, orientation: 2, brightness: 9, decoration: 2 };
    expect(settings('')).toEqual({ ...changed, interrupts: true });
    expect(settings('lcd.reset()')).toEqual(sold);
    expect(settings('lcd.save_to_flash()\nlcd.reset()')).toEqual(changed);
    expect(settings('lcd.save_to_flash()\nlcd.set_power(0)')).toEqual(changed);
    expect(settings('lcd.touch_config(save=True)\nlcd.reset()')).toEqual({ ...sold, interrupts: true });
  });

  test('a watchdog that is not fed resets the display after half a minute', () => {
    const source = 'lcd.dot(0, 0)\nlcd.feed_wdt()\ntime.sleep(20)\nlcd.feed_wdt()\ntime.sleep(100)';
    const until = (ms: number) => letters(skin(source, { until: ms }).lcd, 1, 1)[0];
    expect([until(49_000), until(51_000)]).toEqual(['R', '.']);
  });
});

describe('pictures', () => {
  /** 20 × 10 points of three colours, made by libjpeg, with 4:2:2 and a restart after each unit. */
  const COLOURS =
    'ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e272022' +
    '2c231c1c2837292c30313434341f27393d38323c2e333432ffdb0043010909090c0b0c180d0d1832211c2132323232323232323232323232323232323232323232' +
    '32323232323232323232323232323232323232323232323232323232ffc0001108000a001403012100021101031101ffc400170001010101000000000000000000' +
    '00000000070506ffc40014100100000000000000000000000000000000ffc400160101010100000000000000000000000000070506ffc400141101000000000000' +
    '00000000000000000000ffdd00040001ffda000c03010002110311003f00e2c664e2ffd08e0714c7ffd18e0714c7ffd2d6068207ffd9';
  /** 16 × 8 greys: 8 more with each column, 16 more with each row. */
  const RAMP =
    'ffd8ffe000104a46494600010100000100010000ffdb0043000302020302020303030304030304050805050404050a070706080c0a0c0c0b0a0b0b0d0e12100d0e' +
    '110e0b0b1016101113141515150c0f171816141812141514ffdb00430103040405040509050509140d0b0d14141414141414141414141414141414141414141414' +
    '14141414141414141414141414141414141414141414141414141414ffc00011080008001003012100021101031101ffc400150001010000000000000000000000' +
    '0000000708ffc4001a100000070000000000000000000000000000070824334251ffc40014010100000000000000000000000000000000ffc40014110100000000' +
    '000000000000000000000000ffda000c03010002110311003f000a2d936c4d72a2aa2d936c4d72a03fffd9';
  /** 16 × 8 points with 4:2:0, which the display does not understand. */
  const OTHER =
    'ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e272022' +
    '2c231c1c2837292c30313434341f27393d38323c2e333432ffdb0043010909090c0b0c180d0d1832211c2132323232323232323232323232323232323232323232' +
    '32323232323232323232323232323232323232323232323232323232ffc00011080008001003012200021101031101ffc400150001010000000000000000000000' +
    '0000000008ffc40014100100000000000000000000000000000000ffc40014010100000000000000000000000000000000ffc40014110100000000000000000000' +
    '000000000000ffda000c03010002110311003f009fc007ffd9';
  const shows = (hex: string, how = 'lcd.jpeg(data)') => `import binascii\ndata = binascii.unhexlify('${hex}')\n${how}\n`;

  test('are drawn from JPEG at the position of text', () => {
    const { lcd, output } = skin(shows(COLOURS, 'lcd.set_pos(1, 2)\nlcd.jpeg(data)'));
    expect(output).toBe('');
    expect(letters(lcd, 8, 5, 13, 1)).toEqual(['........', 'RRRRBBBB', 'RRRRBBBB', 'RRRRBBBB', 'RRRRBBBB']);
    expect(letters(lcd, 9, 4, 13, 9)).toEqual(['RRRRBBBB.', 'BBBBGGGG.', 'BBBBGGGG.', '.........']);
  });

  test('have the shades of the original, nearly', () => {
    const { lcd } = skin(shows(RAMP));
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 16; x++) {
        const off = (lcd.at(x, y) & 0xff) - (8 * x + 16 * y);
        expect(Math.abs(off), `at ${x}, ${y}`).toBeLessThanOrEqual(8);
      }
    }
  });

  test('come in parts', () => {
    const parts = 'lcd.jpeg_start(len(data))\nfor i in range(0, len(data), 100): lcd.jpeg_data(data[i : i + 100])';
    expect(pictureText(skin(shows(COLOURS, parts)).lcd)).toBe(pictureText(skin(shows(COLOURS)).lcd));
  });

  test('are cut off at the edges of the glass', () => {
    const { lcd } = skin(shows(COLOURS, 'lcd.set_pos(108, 151)\nlcd.jpeg(data)'));
    expect(letters(lcd, 20, 9, 108, 151)).toEqual(letters(skin(shows(COLOURS)).lcd, 20, 9));
  });

  test('of another kind, or damaged, are not drawn beyond what is understood, and text goes on', () => {
    const dot = 'lcd.jpeg(data)\nlcd.dot(0, 15)';
    const seen = (hex: string) => letters(skin(shows(hex, dot)).lcd, 2, 1, 0, 15)[0] + letters(skin(shows(hex, dot)).lcd, 2, 1)[0];
    expect(seen(OTHER)).toBe('R...');
    expect(seen('00112233')).toBe('R...');
    expect(seen(COLOURS.slice(0, 600))).toMatch(/^R\.RR/);
    expect(seen(COLOURS.slice(0, 300))).toBe('R...');
  });
});

describe('where it is', () => {
  test.each(BOARD_NAMES)('it has a place on %s', (board) => {
    const machine = new PythonBench(`${DRIVER}lcd.rect(0, 0, 2, 2)\nprint(lcd.w, hex(lcd.get_pixel(1, 1)))`, board);
    const lcd = setUp(machine.board, { devices: { lcd: X } }).get('lcd') as Lcd160cr;
    expect(machine.run()).toBe('128 0x1f\n');
    expect(letters(lcd, 3, 1)).toEqual(['RR.']);
  });

  const complaint = (devices: object) => {
    const { board } = new PythonBench('');
    return () => setUp(board, { devices: devices as never });
  };

  test('on I2C it has two addresses, which a command moves', () => {
    const scan = 'print(lcd.i2c.scan())\n';
    expect(skin(scan).output).toBe('[98, 99]\n');
    expect(skin(`lcd.i2c.writeto(98, b'\\x02\\x0eI2C\\x50')\n${scan}`).output).toBe('[40, 41]\n');
    const elsewhere = DRIVER.replace("'X')", "'X', i2c_addr=0x40)");
    const machine = new PythonBench(`${elsewhere}lcd.dot(0, 0)`);
    const lcd = setUp(machine.board, { devices: { lcd: { ...X, address: '0x40' } } }).get('lcd') as Lcd160cr;
    expect(machine.run()).toBe('');
    expect(letters(lcd, 1, 1)).toEqual(['R']);
  });

  test('another device can have neither of them; the first is even', () => {
    const other = { type: 'registers', scl: 'X9', sda: 'X10', address: 0x63 };
    expect(complaint({ other, lcd: X })).toThrow('lcd: another device on this bus has the address 0x63');
    expect(complaint({ lcd: X, other })).toThrow('other: another device on this bus has the address 0x63');
    expect(complaint({ lcd: { ...X, address: 0x63 } })).toThrow('lcd.address: 99 is not an even address from 0x08 to 0x76');
    expect(complaint({ lcd: { ...X, touch: '3' } })).toThrow('lcd.touch: "3" is not a point such as 40,100, or none');
    const { board } = new PythonBench('');
    expect(() => new Lcd160cr(board.time, { pwr: board.line('X4') }, { address: 0x63 })).toThrow('address: 99 is not even');
  });

  test('skins sit at X and at Y at the same time', () => {
    const machine = new PythonBench(`${DRIVER}lcd.dot(0, 0)\nother = lcd160cr.LCD160CR('Y')\nother.dot(1, 0)`);
    const Y = { type: 'lcd160cr', scl: 'Y9', sda: 'Y10', sck: 'Y6', mosi: 'Y8', miso: 'Y7', pwr: 'Y4' };
    const devices = setUp(machine.board, { devices: { x: X, y: Y } });
    expect(machine.run()).toBe('');
    expect(['x', 'y'].map((name) => letters(devices.get(name) as Lcd160cr, 2, 1)[0])).toEqual(['R.', '.W']);
  });
});
