/**
 * The commands of an LCD160CR. Its reference manual is not available: these are the commands that the driver in micropython-lib sends, and they
 * mean what the documentation of `lcd160cr` says. 16-bit numbers come low byte first.
 */
import { drawJpeg } from './jpeg.js';
import type { Lcd160crController } from './lcd160cr-controller.js';
import { type Area, nearest, type Point } from './lcd160cr-glass.js';
import { SPI_WINDOW } from './lcd160cr-scroll.js';

/** A command: how many bytes follow its code, as far as the bytes received so far tell, and what it does. */
export interface Command {
  readonly length: (bytes: readonly number[]) => number;
  readonly act: (it: Lcd160crController, bytes: readonly number[]) => void;
}

const RESET_KEY = [0xef, 0xbe, 0xad, 0xde];
const ADDRESS_KEY = [...'I2C'].map((letter) => letter.charCodeAt(0));
const SAVE_KEY = 'n'.charCodeAt(0);
const SIZE_KEY = '0'.charCodeAt(0);
/** Bits per point of a picture. */
const DEPTH = 16;
/** Baud rates by their codes. */
const BAUDS = [2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800];
/** Bits of the touch panel's settings, besides the one that calibrates: save them; set whether a touch interrupts, as the next byte says. */
const TOUCH = { KEEPS: 2, SETS_INTERRUPT: 4, INTERRUPTS: 0x80 } as const;
const BOLD = 3;

const word = (bytes: readonly number[], at: number): number => bytes[at] | (bytes[at + 1] << 8);
const words = (bytes: readonly number[]): number[] => Array.from({ length: bytes.length >> 1 }, (_, i) => word(bytes, 2 * i));
const areaOf = ([x, y, width, height]: readonly number[]): Area => ({ x, y, width, height });
const pointsOf = (bytes: readonly number[]): Point[] =>
  Array.from({ length: bytes.length >> 1 }, (_, i) => ({ x: bytes[2 * i], y: bytes[2 * i + 1] }));
const isKey = (bytes: readonly number[], key: readonly number[]): boolean => key.every((byte, i) => bytes[i] === byte);

const fixed = (length: number, act: Command['act']): Command => ({ length: () => length, act });
/** The first byte is the number of items that follow, each of `size` bytes; `act` gets the bytes of the items. */
const counted = (size: number, act: Command['act']): Command => ({
  length: ([count = 0]) => 1 + size * count,
  act: (it, [, ...bytes]) => act(it, bytes),
});

/** The commands by their codes, which come after byte 2. The comments name the driver's methods that send them. */
export const COMMANDS: ReadonlyMap<number, Command> = new Map<number, Command>([
  // set_i2c_addr (as the byte with which a write begins), get_line, set_scroll_buf, fast_spi.
  [0x0e, fixed(4, (it, bytes) => isKey(bytes, ADDRESS_KEY) && it.set({ address: (bytes[3] & 0xfc) >> 1 }))],
  [0x10, fixed(3, (it, [count, x, y]) => it.answerPoints({ x, y }, count))],
  [0x11, counted(1, (it, bytes) => it.scroll.show(bytes))],
  [0x12, fixed(0, (it) => it.pixels.begin(it.scroll.cornersOf(SPI_WINDOW)))],
  // set_orient, set_scroll, set_brightness, feed_wdt, set_uart_baudrate, set_startup_deco.
  [0x14, fixed(1, (it, [value]) => it.set({ orientation: value & 3 }))],
  [0x15, fixed(1, (it, [on]) => it.scroll.turn(on !== 0))],
  [0x16, fixed(1, (it, [value]) => it.set({ brightness: value & 0x1f }))],
  [0x17, fixed(0, (it) => it.module.feedWatchdog())],
  [0x18, fixed(1, (it, [code]) => code < BAUDS.length && it.set({ baud: BAUDS[code] }))],
  [0x19, fixed(1, (it, [decoration]) => it.set({ decoration }))],
  // A, a: set_pixel, get_pixel.
  [0x41, fixed(4, (it, bytes) => it.glass.set(bytes[0], bytes[1], word(bytes, 2)))],
  [0x61, fixed(2, (it, [x, y]) => it.answerPoints({ x, y }, 1))],
  // E: erase.
  [0x45, fixed(0, ({ glass, pen }) => glass.fill({ x: 0, y: 0, width: glass.width, height: glass.height }, pen.fill))],
  // F, c, X: set_font, set_text_color, set_pos.
  [
    0x46,
    fixed(2, ({ text }, [look, scale]) => {
      text.style = {
        ...text.style,
        font: (look >> 4) & 3,
        scale: (scale & 0x3f) + 1,
        boldAcross: look & BOLD,
        boldDown: (look >> 2) & BOLD,
        isTransparent: (look & 0x40) !== 0,
      };
      text.scrolls = (look & 0x80) !== 0;
    }),
  ],
  [
    0x63,
    fixed(4, ({ text }, bytes) => {
      text.style = { ...text.style, foreground: word(bytes, 0), background: word(bytes, 2) };
    }),
  ],
  [
    0x58,
    fixed(2, ({ text }, [x, y]) => {
      text.position = { x, y };
    }),
  ],
  // K, L, q, x: dot, line, poly_dot, poly_line.
  [0x4b, fixed(2, (it, [x, y]) => it.glass.set(x, y, it.pen.line))],
  [0x4c, fixed(4, ({ glass, pen }, [x, y, toX, toY]) => glass.line({ x, y }, { x: toX, y: toY }, pen.line))],
  [
    0x71,
    counted(2, ({ glass, pen }, bytes) => {
      for (const { x, y } of pointsOf(bytes)) glass.set(x, y, pen.line);
    }),
  ],
  [
    0x78,
    counted(2, ({ glass, pen }, bytes) => {
      const points = pointsOf(bytes);
      for (const [i, to] of points.entries()) glass.line(points[Math.max(i - 1, 0)], to, pen.line);
    }),
  ],
  // P, Q, W, r: set_pen, rect_interior, rect_outline, rect. For a rectangle that the edge cuts off, the driver sends rect_interior with an area
  // that ends at the edge, so rect_interior fills the whole area.
  [0x50, fixed(4, (it, bytes) => it.usePen({ line: word(bytes, 0), fill: word(bytes, 2) }))],
  [0x51, fixed(4, ({ glass, pen }, bytes) => glass.fill(areaOf(bytes), pen.fill))],
  [0x57, fixed(4, ({ glass, pen }, bytes) => glass.outline(areaOf(bytes), pen.line))],
  [
    0x72,
    fixed(4, ({ glass, pen }, bytes) => {
      glass.fill(areaOf(bytes), pen.fill);
      glass.outline(areaOf(bytes), pen.line);
    }),
  ],
  // U, u: set_scroll_win, also set_spi_win; set_scroll_win_param.
  [0x55, fixed(17, (it, [window, ...bytes]) => it.scroll.setWindow(window, words(bytes)))],
  [0x75, fixed(4, (it, bytes) => it.scroll.setValue(bytes[0], bytes[1], word(bytes, 2)))],
  // p: screen_load: the number of bytes from the picture's size on, the depth, the size, the points.
  [
    0x70,
    {
      length: (bytes) => 3 + (bytes.length < 2 ? 0 : word(bytes, 0)),
      act: ({ glass }, [, , depth, width, , ...bytes]) => {
        if (depth === DEPTH) for (const [i, colour] of words(bytes).entries()) glass.set(i % width, Math.floor(i / width), colour);
      },
    },
  ],
  // j: jpeg_start: the number of bytes, and the picture, which is drawn from the text position on.
  [
    0x6a,
    {
      length: (bytes) => 2 + (bytes.length < 2 ? 0 : word(bytes, 0)),
      act: ({ glass, text }, [, , ...bytes]) => {
        const { x, y } = text.position;
        const seen = { width: glass.width - x, height: glass.height - y };
        drawJpeg(Uint8Array.from(bytes), seen, (column, row, colour) => glass.set(x + column, y + row, nearest(colour)));
      },
    },
  ],
  // T, z: get_touch, touch_config.
  [0x54, fixed(0, (it) => it.answerTouch())],
  [
    0x7a,
    fixed(2, (it, [what, how]) => {
      if (what & TOUCH.SETS_INTERRUPT) it.set({ interrupts: (how & TOUCH.INTERRUPTS) !== 0 });
      if (what & TOUCH.KEEPS) it.module.save({ interrupts: it.settings.interrupts });
    }),
  ],
  // Y, f, g: reset, save_to_flash, asking for the size after set_orient.
  [0x59, fixed(4, (it, bytes) => isKey(bytes, RESET_KEY) && it.module.reset())],
  [0x66, fixed(1, (it, [what]) => what === SAVE_KEY && it.save())],
  [0x67, fixed(1, (it, [what]) => what === SIZE_KEY && it.answer([it.glass.width, it.glass.height, 0, 0]))],
  // v, y: viewport and window. The driver sets both to the whole glass, which is what they always are here.
  [0x76, fixed(4, () => {})],
  [0x79, fixed(4, () => {})],
]);
