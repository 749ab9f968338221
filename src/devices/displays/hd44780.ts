/**
 * HD44780U, the controller of displays of characters (Hitachi data sheet, ADE-207-272(Z), rev. 0.0), with the glass that it drives: one
 * to four rows of up to 40 characters. It is told by four wires or eight, and takes what is on them when E falls. Not simulated: what it
 * makes of instructions that come while it is busy (it obeys them), contrast, 5 × 10 dots.
 */
import type { Contact, Level, Line } from '../../board/pin/line.js';
import type { WorldTime } from '../../sim/world-time.js';
import { characterOf } from './hd44780-characters.js';

/** Where its wires lead to. Without `rw` it is only written. With four wires `low` is left out. */
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

/** Its glass. */
export interface Hd44780Options {
  readonly columns?: number;
  readonly rows?: number;
}

/** Characters of a line in its memory where it has two; where it has one, twice as many (Table 2). */
const LINE = 40;
/** Where the second line begins. */
const SECOND = 0x40;
const GLYPHS = 64;
const SPACE = 0x20;
/** What instructions take, ns (Table 6), and what it takes when power comes (p. 23). */
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
  /** In the glyphs, not in the characters. */
  #isInGlyphs = false;
  #address = 0;
  /** By how much the address moves with every character. */
  #step: 1 | -1 = 1;
  #movesGlass = false;
  /** How far the glass has been moved over the lines. */
  #shift = 0;
  /** The first half of what comes by four wires; null if the next one is the first. */
  #half: number | null = null;
  /** What is read, while E is high. */
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

  /** What its rows show, without spaces at their ends. A character of the program's own is ⓪ to ⑦. */
  get lines(): readonly string[] {
    return Array.from({ length: this.#rows }, (_, row) => this.#row(row).trimEnd());
  }

  /** The same, a line each. */
  get text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  /** Whether the light is on. */
  get isLit(): boolean {
    return (this.wires.light?.level.value ?? 0) > 0;
  }

  /** The third and the fourth row go on where the first and the second end. */
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

  /** What is on the wires; those that lead nowhere are high. */
  #taken(): number {
    const { low = [], high } = this.wires;
    const bits = (lines: readonly Line[]): number => lines.reduce((sum, line, i) => sum | ((line.level.value > 0 ? 1 : 0) << i), 0);
    return (bits(high) << 4) | (low.length === 0 ? 0xf : bits(low));
  }

  /** Whether it is busy, and the address. */
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

  /** Its highest bit that is set says which instruction it is (Table 6). */
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

  /** The place of the address in the memory. */
  #place(): number {
    const { length } = this.#characters;
    return (this.#hasTwoLines && this.#address >= SECOND ? LINE + this.#address - SECOND : this.#address) % length;
  }

  /** From the end of a line the address goes on with the next, from that of the last with the first. */
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
