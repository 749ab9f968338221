/**
 * HD44780U, the controller of character displays (Hitachi data sheet, ADE-207-272(Z), rev. 0.0), with the glass that it drives: one to four
 * rows of up to 40 characters. It has four or eight data wires, which it reads when E falls. Not simulated: the effect of instructions that
 * come while it is busy (it obeys them), contrast, 5 × 10 dots.
 */
import type { Contact, Level, Line } from '../../board/pin/line.js';
import type { WorldTime } from '../../sim/world-time.js';
import { characterOf } from './hd44780-characters.js';

/** The lines that its wires are connected to. Without `rw` it can only be written. With four data wires `low` is left out. */
interface Hd44780Wires {
  /** High for characters, low for instructions. */
  readonly rs: Line;
  readonly rw?: Line | null;
  readonly e: Line;
  /** D4 to D7. */
  readonly high: readonly Line[];
  /** D0 to D3. */
  readonly low?: readonly Line[];
  /** The light behind the glass. */
  readonly light?: Line | null;
}

/** Size of its glass. */
export interface Hd44780Options {
  readonly columns?: number;
  readonly rows?: number;
}

/** Characters per line of its memory if it has two lines; a single line has twice as many (Table 2). */
const LINE = 40;
/** Address at which the second line begins. */
const SECOND = 0x40;
const GLYPHS = 64;
const SPACE = 0x20;
/** How long instructions take (Table 6), and the start at power-on (p. 23), ns. */
const TIME = { clear: 1_520_000n, other: 37_000n, start: 10_000_000n } as const;

export class Hd44780 {
  readonly #columns: number;
  readonly #rows: number;
  readonly #characters = new Uint8Array(2 * LINE).fill(SPACE);
  readonly #glyphs = new Uint8Array(GLYPHS);
  readonly #contacts: readonly Contact[];
  #isOn = false;
  #hasTwoLines = false;
  #isNarrow = false;
  /** The address is in the glyph memory, not in that of the characters. */
  #isInGlyphs = false;
  #address = 0;
  /** By how much the address changes with each character. */
  #step: 1 | -1 = 1;
  #movesGlass = false;
  /** How far the glass has been shifted along the lines. */
  #shift = 0;
  /** The first half of a byte that comes over four wires; null if the next half is the first. */
  #half: number | null = null;
  /** The byte that is being read, driven while E is high. */
  #answer = 0;
  #busyUntil: bigint;

  constructor(
    private readonly wires: Hd44780Wires,
    private readonly time: WorldTime,
    { columns = 16, rows = 2 }: Hd44780Options = {},
  ) {
    const isGlass = Number.isInteger(columns) && Number.isInteger(rows) && rows >= 1 && rows <= 4 && columns >= 1;
    if (!isGlass || columns * Math.ceil(rows / 2) > LINE) throw new RangeError(`no display has ${rows} rows of ${columns} characters`);
    this.#columns = columns;
    this.#rows = rows;
    this.#contacts = [...(wires.low ?? []), ...wires.high].map((line) => line.connect());
    this.#busyUntil = time.elapsed() + TIME.start;
    wires.e.onEdge((level) => (level === 1 ? this.#rise() : this.#fall()));
  }

  /** What its rows show, without trailing spaces. Characters defined by the program appear as ⓪ to ⑦. */
  get lines(): readonly string[] {
    return Array.from({ length: this.#rows }, (_, row) => this.#row(row).trimEnd());
  }

  /** What its rows show as one text, each row followed by a line end. */
  get text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  /** Whether the light is on. */
  get isLit(): boolean {
    return (this.wires.light?.level.value ?? 0) > 0;
  }

  /** The third and the fourth row continue where the first and the second end. */
  #row(row: number): string {
    if (!this.#isOn || (row > 0 && !this.#hasTwoLines)) return '';
    const length = this.#hasTwoLines ? LINE : 2 * LINE;
    const first = (row >> 1) * this.#columns + this.#shift;
    const places = Array.from({ length: this.#columns }, (_, i) => (row & 1) * LINE + ((first + i) % length));
    return places.map((place) => characterOf(this.#characters[place])).join('');
  }

  get #isRead(): boolean {
    return this.wires.rw?.level.value === 1;
  }

  get #isCharacter(): boolean {
    return this.wires.rs.level.value === 1;
  }

  #rise(): void {
    if (!this.#isRead) return;
    if (this.#half === null) this.#answer = this.#isCharacter ? this.#stored() : this.#state();
    const shown = this.#half === null ? this.#answer : this.#answer << 4;
    const from = 8 - this.#contacts.length;
    for (const [i, contact] of this.#contacts.entries()) contact.drive(((shown >> (from + i)) & 1) as Level);
  }

  #fall(): void {
    for (const contact of this.#contacts) contact.drive(null);
    const taken = this.#isRead ? this.#answer : this.#taken();
    if (this.#isNarrow && this.#half === null) this.#half = taken;
    else {
      const whole = this.#half === null ? taken : (this.#half & 0xf0) | (taken >> 4);
      this.#half = null;
      if (!this.#isRead) this.#write(whole);
      else if (this.#isCharacter) this.#move();
    }
  }

  /** Returns the byte on the data wires; missing wires count as high. */
  #taken(): number {
    const { low = [], high } = this.wires;
    const bits = (lines: readonly Line[]): number => lines.reduce((sum, line, i) => sum | ((line.level.value > 0 ? 1 : 0) << i), 0);
    return (bits(high) << 4) | (low.length === 0 ? 0xf : bits(low));
  }

  /** Returns the busy flag and the address. */
  #state(): number {
    return (this.time.elapsed() < this.#busyUntil ? 0x80 : 0) | this.#address;
  }

  #stored(): number {
    return this.#isInGlyphs ? this.#glyphs[this.#address % GLYPHS] : this.#characters[this.#place()];
  }

  #write(byte: number): void {
    this.#busyUntil = this.time.elapsed() + (!this.#isCharacter && byte < 4 ? TIME.clear : TIME.other);
    if (!this.#isCharacter) this.#obey(byte);
    else {
      if (this.#isInGlyphs) this.#glyphs[this.#address % GLYPHS] = byte;
      else this.#characters[this.#place()] = byte;
      this.#move();
      if (this.#movesGlass && !this.#isInGlyphs) this.#slide(this.#step);
    }
  }

  /** The highest bit that is set in `code` says which instruction it is (Table 6). */
  #obey(code: number): void {
    if (code >= 0x80) this.#goTo(code & 0x7f, false);
    else if (code >= 0x40) this.#goTo(code & 0x3f, true);
    else if (code >= 0x20) {
      this.#isNarrow = (code & 0x10) === 0;
      this.#hasTwoLines = (code & 8) !== 0;
    } else if (code >= 0x10) {
      const step = (code & 4) !== 0 ? 1 : -1;
      if ((code & 8) !== 0) this.#slide(-step);
      else this.#move(step);
    } else if (code >= 8) this.#isOn = (code & 4) !== 0;
    else if (code >= 4) {
      this.#step = (code & 2) !== 0 ? 1 : -1;
      this.#movesGlass = (code & 1) !== 0;
    } else if (code >= 1) this.#goHome(code === 1);
  }

  #goHome(clears: boolean): void {
    this.#goTo(0, false);
    this.#shift = 0;
    if (!clears) return;
    this.#characters.fill(SPACE);
    this.#step = 1;
  }

  #goTo(address: number, isInGlyphs: boolean): void {
    this.#address = address;
    this.#isInGlyphs = isInGlyphs;
  }

  /** Returns the index in `#characters` that the address stands for. */
  #place(): number {
    const { length } = this.#characters;
    return (this.#hasTwoLines && this.#address >= SECOND ? LINE + this.#address - SECOND : this.#address) % length;
  }

  /** At the end of a line the address continues with the next line, at the end of the last line with the first. */
  #move(step = this.#step): void {
    if (this.#isInGlyphs) {
      this.#address = (this.#address + step + GLYPHS) % GLYPHS;
      return;
    }
    const place = (this.#place() + step + 2 * LINE) % (2 * LINE);
    this.#address = this.#hasTwoLines && place >= LINE ? SECOND + place - LINE : place;
  }

  #slide(step: number): void {
    const length = this.#hasTwoLines ? LINE : 2 * LINE;
    this.#shift = (this.#shift + step + length) % length;
  }
}
