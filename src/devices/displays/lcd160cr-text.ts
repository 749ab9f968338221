/**
 * Text on an LCD160CR: characters one after the other, line after line, and control characters as on a VT100. Of the VT100's sequences it knows
 * those that move the cursor (A, B, C, D, H) and erase (J, K), as MicroPython's prompt uses them. No source says what its firmware does at the
 * ends of lines and of the glass: here text continues in the next line, and after the last line either at the top, or the content moves up
 * (`scroll` of `set_font`).
 */
import { BACKSPACE, CR, ESCAPE, LF } from '../../control-bytes.js';
import { cellOf, drawCharacter, type TextStyle } from './lcd160cr-font.js';
import type { Lcd160crGlass, Point } from './lcd160cr-glass.js';

const SPACE = 0x20;
const WHITE = 0xffff;
/** Stands for a character beyond ASCII, since the font has none. */
const OTHER = 0x7f;

/** The style until the program chooses one: that of a terminal. */
const AT_POWER_ON: TextStyle = {
  font: 1,
  scale: 1,
  boldAcross: 0,
  boldDown: 0,
  isTransparent: false,
  foreground: WHITE,
  background: 0,
};

/** Writes on the glass. */
export class Lcd160crText {
  style = AT_POWER_ON;
  /** Whether the content moves up when text reaches the end of the glass. */
  scrolls = true;
  #x = 0;
  #y = 0;
  /** What has come after ESC in an unfinished sequence; null if there is none. */
  #sequence: string | null = null;

  constructor(private readonly glass: Lcd160crGlass) {}

  /** The top left corner of the next character. */
  get position(): Point {
    return { x: this.#x, y: this.#y };
  }

  set position({ x, y }: Point) {
    this.#x = x;
    this.#y = y;
  }

  /** Takes a byte of a text in UTF-8. */
  write(byte: number): void {
    const { width } = cellOf(this.style);
    if (this.#sequence !== null) this.#goOn(this.#sequence + String.fromCharCode(byte));
    else if (byte === ESCAPE) this.#sequence = '';
    else if (byte === LF) this.#lineFeed();
    else if (byte === CR) this.#x = 0;
    else if (byte === BACKSPACE) this.#x = Math.max(this.#x - width, 0);
    else if (byte >= SPACE && (byte & 0xc0) !== 0x80) this.#draw(byte < OTHER ? byte : OTHER);
  }

  #draw(code: number): void {
    const { width } = cellOf(this.style);
    if (this.#x > 0 && this.#x + width > this.glass.width) {
      this.#x = 0;
      this.#lineFeed();
    }
    drawCharacter(this.glass, code, this.position, this.style);
    this.#x += width;
  }

  #lineFeed(): void {
    const { height } = cellOf(this.style);
    this.#y += height;
    const excess = this.#y + height - this.glass.height;
    if (excess <= 0) return;
    if (this.scrolls) {
      this.glass.shift({ x: 0, y: 0, width: this.glass.width, height: this.glass.height }, 0, -excess, () => this.style.background);
      this.#y -= excess;
    } else this.#y = 0;
  }

  /** A sequence is `ESC [`, numbers, a letter; others end after their first byte. */
  #goOn(sequence: string): void {
    const [, numbers, letter] = /^\[([\d;]*)([@-~])$/.exec(sequence) ?? [];
    this.#sequence = letter === undefined && /^\[[\d;]*$/.test(sequence) ? sequence : null;
    if (letter !== undefined) this.#obey(letter, numbers.split(';').map(Number));
  }

  #obey(letter: string, [first, second = 0]: readonly number[]): void {
    const { width, height } = cellOf(this.style);
    const { glass } = this;
    const steps = Math.max(first, 1);
    const move = (x: number, y: number): void => {
      this.#x = Math.min(Math.max(x, 0), glass.width - width);
      this.#y = Math.min(Math.max(y, 0), glass.height - height);
    };
    const erase = (x: number, y: number, right: number, bottom: number): void =>
      glass.fill({ x, y, width: right - x, height: bottom - y }, this.style.background);
    const below = this.#y + height;
    if (letter === 'A') move(this.#x, this.#y - steps * height);
    else if (letter === 'B') move(this.#x, this.#y + steps * height);
    else if (letter === 'C') move(this.#x + steps * width, this.#y);
    else if (letter === 'D') move(this.#x - steps * width, this.#y);
    else if (letter === 'H') move((Math.max(second, 1) - 1) * width, (steps - 1) * height);
    else if (letter === 'K' || letter === 'J') {
      const isAll = first === 2;
      if (first !== 1) erase(isAll ? 0 : this.#x, this.#y, glass.width, below);
      else erase(0, this.#y, this.#x + width, below);
      if (letter === 'J' && first !== 0) erase(0, 0, glass.width, this.#y);
      if (letter === 'J' && first !== 1) erase(0, below, glass.width, glass.height);
    }
  }
}
