/** `pyb.LCD` (`ports/stm32/lcd.c`): text and points on the display of the skin LCD32MKv1, which sits on the pins X or Y of a PYBv1.1. */
import type { Pin } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';
import { logPrescalerFor, RESET_SPI, type Spi } from '../../board/spi/spi.js';
import type { Steps } from '../../execution.js';
import { glyph } from '../../font-8x8.js';
import { checkCount } from '../../objects/argument-count.js';
import { readableBuffer, strData } from '../../objects/bytes.js';
import { allocate, charge } from '../../objects/charge.js';
import { arg, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { isInt } from '../../objects/int.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { encodeUtf8 } from '../../utf8.js';

const WIDTH = 128;
const HEIGHT = 32;
const PAGES = HEIGHT / 8;
/** Number of characters in a line, and of lines. */
const COLUMNS = WIDTH / 8;
const LINES = PAGES;
/** Bytes of the object with its three buffers. */
const LCD_BYTES = 1124;
const FASTEST_HZ = 16_000_000;
const HIGHEST_CONTRAST = 0x2f;
const SETTLE_MS = 1;
/** Cycles of sending a byte, in addition to its bits: three pins and a call of the vendor's library [estimate]. */
const PRICE_PER_BYTE = 300;
const INSTRUCTION = 0;
const DATA = 1;
const [BACKSPACE, NEWLINE, RETURN, SPACE] = [8, 10, 13, 32];
/** Normal directions; bias 1/9; booster, regulator and follower on; resistors; contrast 0x28; first line 0; on. */
const START = [0xa0, 0xc0, 0xa2, 0x2f, 0x21, 0x81, 0x28, 0x40, 0xaf];
/** By the place of the skin: number of the SPI, and the pins for select, reset, data or instruction, and light. */
const PLACES: ReadonlyMap<string, readonly [number, string, string, string, string]> = new Map([
  ['x', [1, 'X3', 'X4', 'X5', 'X12']],
  ['y', [2, 'Y3', 'Y4', 'Y5', 'Y12']],
]);

/** The characters on the display, which behaves like a terminal. */
class TextBuffer {
  readonly cells = new Uint8Array(COLUMNS * LINES).fill(SPACE);
  #line = 0;
  #column = 0;
  #breaks = false;

  /** Writes characters. Returns which cells must be drawn again. */
  write(text: Uint8Array): { readonly from: number; readonly to: number } {
    let from = this.#line * COLUMNS + this.#column;
    let to = from;
    for (const code of text) {
      if (code !== NEWLINE && code !== RETURN && code !== BACKSPACE && this.#column >= COLUMNS && !this.#breaks) this.#breaks = true;
      if (this.#breaks && this.#break()) [from, to] = [0, COLUMNS * LINES];
      if (code === NEWLINE) this.#breaks = true;
      else if (code === RETURN) this.#column = 0;
      else if (code === BACKSPACE) {
        if (this.#column === 0) continue;
        this.#column--;
        from = 0;
      } else {
        this.cells[this.#line * COLUMNS + this.#column++] = code;
        to = Math.max(to, this.#line * COLUMNS + this.#column);
      }
    }
    return { from, to };
  }

  /** Moves to the next line. Returns whether the other lines have scrolled up for it. */
  #break(): boolean {
    this.#breaks = false;
    this.#column = 0;
    if (this.#line + 1 < LINES) {
      this.#line++;
      return false;
    }
    this.cells.copyWithin(0, COLUMNS);
    this.cells.fill(SPACE, COLUMNS * (LINES - 1));
    return true;
  }
}

class LcdObject implements PyObject {
  /** What is shown, and what has been drawn. A byte is a column of eight points, the lowest bit on top. */
  readonly #shown = new Uint8Array(WIDTH * PAGES);
  readonly #drawn = new Uint8Array(WIDTH * PAGES);
  readonly #text = new TextBuffer();

  constructor(
    readonly type: PyType,
    private readonly spi: Spi,
    readonly pins: { readonly select: Pin; readonly reset: Pin; readonly data: Pin; readonly light: Pin },
  ) {}

  /** Sets SPI, pins and the controller up. */
  *start({ systick }: Pyboard): Steps<void> {
    const { select, reset, data, light } = this.pins;
    const logPrescaler = logPrescalerFor(Math.floor(this.spi.inputHertz / FASTEST_HZ));
    this.spi.init({ ...RESET_SPI, logPrescaler, polarity: 1, phase: 1 });
    for (const pin of [select, reset, data]) pin.write(1);
    light.write(0);
    for (const pin of [select, reset, data, light]) pin.configure('out', 'none');
    yield systick.sleep(SETTLE_MS);
    reset.write(0);
    yield systick.sleep(SETTLE_MS);
    reset.write(1);
    yield systick.sleep(SETTLE_MS);
    yield* this.send(INSTRUCTION, START);
    yield* this.#showPages();
  }

  *send(kind: number, bytes: Iterable<number>): Steps<void> {
    const { select, data } = this.pins;
    for (const byte of bytes) {
      charge(PRICE_PER_BYTE);
      select.write(0);
      data.write(kind === INSTRUCTION ? 0 : 1);
      yield* this.spi.transfer(Uint8Array.of(byte), null);
      select.write(1);
    }
  }

  /** Writes characters, which appear at once. The display is mounted upside down: columns count from the right. */
  *write(text: Uint8Array): Steps<void> {
    const { from, to } = this.#text.write(text);
    for (let cell = from; cell < to; cell++) {
      yield* this.#goTo(Math.floor(cell / COLUMNS), 8 * (COLUMNS - 1 - (cell % COLUMNS)));
      yield* this.send(DATA, [...glyph(this.#text.cells[cell] ?? SPACE)].reverse());
    }
  }

  fill(colour: number): void {
    for (const buffer of [this.#shown, this.#drawn]) buffer.fill(colour === 0 ? 0 : 0xff);
  }

  get(x: number, y: number): number {
    return isOnDisplay(x, y) ? ((this.#shown[x + WIDTH * (y >> 3)] ?? 0) >> (y & 7)) & 1 : 0;
  }

  pixel(x: number, y: number, colour: number): void {
    if (!isOnDisplay(x, y)) return;
    const at = x + WIDTH * (y >> 3);
    const bit = 1 << (y & 7);
    const before = this.#drawn[at] as number;
    this.#drawn[at] = colour === 0 ? before & ~bit : before | bit;
  }

  text(text: Uint8Array, left: number, top: number, colour: number): void {
    let x = left;
    for (const code of text) {
      for (const column of glyph(code)) {
        for (let row = 0; row < 8; row++) if ((column >> row) & 1) this.pixel(x, top + row, colour);
        x++;
      }
    }
  }

  show(): Steps<void> {
    this.#shown.set(this.#drawn);
    return this.#showPages();
  }

  *#showPages(): Steps<void> {
    for (let page = 0; page < PAGES; page++) {
      yield* this.#goTo(page, 0);
      yield* this.send(DATA, this.#shown.slice(WIDTH * page, WIDTH * (page + 1)).reverse());
    }
  }

  #goTo(page: number, column: number): Steps<void> {
    return this.send(INSTRUCTION, [0xb0 | page, 0x10 | (column >> 4), column & 0x0f]);
  }
}

const isOnDisplay = (x: number, y: number): boolean => x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT;

const sent = (steps: Steps<void>): Value => takeSteps(steps, () => None);

/** The class for one board. */
export function lcdType(board: Pyboard): PyType {
  const { method } = methodsOf<LcdObject>();
  const type: PyType = nativeType(
    'LCD',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length + (given?.size ?? 0), 1, 1);
        const place = strData(args[0] as Value);
        const [id, ...names] = PLACES.get(place.toLowerCase()) ?? [];
        const spi = id === undefined ? undefined : board.spi.get(id);
        if (spi === undefined) throw raise.ValueError("LCD(%s) doesn't exist", place);
        allocate(LCD_BYTES);
        const [select, reset, data, light] = names.map((name) => board.pin(name) as Pin) as [Pin, Pin, Pin, Pin];
        const lcd = new LcdObject(type, spi, { select, reset, data, light });
        return takeSteps(lcd.start(board), () => lcd);
      },
    },
    {
      command: method(
        'Send bytes to the controller: instructions (0) or data (1).',
        [arg('kind', int), arg('buf', anything)],
        (self, kind, buf) => sent(self.send(kind, isInt(buf) ? [int.convert(buf) & 0xff] : readableBuffer(buf).bytes)),
      ),
      contrast: method('Set the contrast, 0 to 47.', [arg('value', int)], (self, value) =>
        sent(self.send(INSTRUCTION, [0x81, Math.min(Math.max(value, 0), HIGHEST_CONTRAST)])),
      ),
      light: method('Switch the light on or off.', [arg('value', truth)], (self, on) => self.pins.light.write(on ? 1 : 0)),
      write: method('Write text as a terminal does; it appears at once.', [arg('str', anything)], (self, text) =>
        sent(self.write(encodeUtf8(strData(text)))),
      ),
      fill: method('Fill both buffers with a colour.', [arg('colour', int)], (self, colour) => self.fill(colour)),
      get: method('The colour of a point that is shown.', [arg('x', int), arg('y', int)], (self, x, y) => self.get(x, y)),
      pixel: method('Draw a point.', [arg('x', int), arg('y', int), arg('colour', int)], (self, x, y, colour) => self.pixel(x, y, colour)),
      text: method('Draw text.', [arg('str', anything), arg('x', int), arg('y', int), arg('colour', int)], (self, text, x, y, colour) =>
        self.text(encodeUtf8(strData(text)), x, y, colour),
      ),
      show: method('Show what has been drawn.', [], (self) => sent(self.show())),
    },
  );
  return type;
}
