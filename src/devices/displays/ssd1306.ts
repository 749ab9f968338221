/**
 * SSD1306, a controller with an OLED panel, on I2C or SPI (Solomon Systech data sheet, rev. 1.5, and its application note on the charge
 * pump). Not simulated: what the memory holds at power-on; contrast, fading; the input that resets it.
 */
import { type I2cDevice, isI2cAddress } from '../../board/i2c/bus.js';
import type { Line } from '../../board/pin/line.js';
import type { SpiDevice } from '../../board/spi/bus.js';
import { choice } from '../../checks.js';
import type { WorldTime } from '../../sim/world-time.js';
import type { Picture } from './picture.js';
import { ROWS, Ssd1306Panel, WIDTH } from './ssd1306-panel.js';

const PAGES = ROWS / 8;
const isHeight = choice(ROWS, ROWS / 2);
/** Bits of the byte before commands or data (§8.1.5.2): another such byte follows; data, not a command. */
const CONTROL = { CONTINUES: 0x80, DATA: 0x40 } as const;
const MODE = { HORIZONTAL: 0, VERTICAL: 1, PAGE: 2 } as const;
/** Commands that take further bytes (§9). */
const COMMAND = {
  MODE: 0x20,
  COLUMNS: 0x21,
  PAGES: 0x22,
  SCROLL_RIGHT: 0x26,
  SCROLL_LEFT: 0x27,
  SCROLL_RIGHT_UP: 0x29,
  SCROLL_LEFT_UP: 0x2a,
  CONTRAST: 0x81,
  CHARGE_PUMP: 0x8d,
  SCROLL_AREA: 0xa3,
  MULTIPLEX: 0xa8,
  OFFSET: 0xd3,
  CLOCK: 0xd5,
  PRECHARGE: 0xd9,
  WIRING: 0xda,
  DESELECT: 0xdb,
} as const;
/** How many further bytes each of them takes: one, unless listed here. */
const LENGTHS: ReadonlyMap<number, number> = new Map([
  ...Object.values(COMMAND).map((code) => [code, 1] as const),
  [COMMAND.COLUMNS, 2],
  [COMMAND.PAGES, 2],
  [COMMAND.SCROLL_RIGHT, 6],
  [COMMAND.SCROLL_LEFT, 6],
  [COMMAND.SCROLL_RIGHT_UP, 5],
  [COMMAND.SCROLL_LEFT_UP, 5],
  [COMMAND.SCROLL_AREA, 2],
]);
/** Frames between two steps of scrolling, by their code (§10.2.1). */
const SCROLL_FRAMES = [5, 64, 128, 256, 3, 4, 25, 2];

/** How the module is built. */
export interface Ssd1306Options {
  /** 0x3c or 0x3d. */
  readonly address?: number;
  /** Rows of the panel: 64 (default) or 32. */
  readonly height?: number;
}

/** An address counter, which goes through the numbers from `first` to `last` in a circle. */
class Counter {
  at = 0;
  first = 0;
  last: number;

  constructor(private readonly size: number) {
    this.last = size - 1;
  }

  /** Sets the range and goes to its beginning. */
  range(first: number, last: number): void {
    this.first = first % this.size;
    this.last = last % this.size;
    this.at = this.first;
  }

  /** Goes to the next number. Returns whether that is the first one again. */
  next(): boolean {
    const wraps = this.at === this.last;
    this.at = wraps ? this.first : (this.at + 1) % this.size;
    return wraps;
  }
}

/** The display: `picture` is what it shows. */
export class Ssd1306 implements I2cDevice {
  readonly address: number;
  readonly picture: Picture;
  readonly #panel: Ssd1306Panel;
  #control: number | null = null;
  /** The bytes so far of a command that is not complete. */
  #command: number[] = [];
  #mode: number = MODE.PAGE;
  readonly #column = new Counter(WIDTH);
  readonly #page = new Counter(PAGES);
  /** The column where page addressing begins. */
  #margin = 0;

  /** `clock` is the board's; scrolling follows it. */
  constructor(clock: WorldTime, { address = 0x3c, height = ROWS }: Ssd1306Options = {}) {
    isI2cAddress('address', address);
    isHeight('height', height);
    this.address = address;
    this.#panel = new Ssd1306Panel(clock, height);
    this.picture = this.#panel;
  }

  start(): boolean {
    this.#control = null;
    return true;
  }

  write(byte: number): boolean {
    if (this.#control === null) {
      this.#control = byte;
      return true;
    }
    this.take(byte, (this.#control & CONTROL.DATA) !== 0);
    if (this.#control & CONTROL.CONTINUES) this.#control = null;
    return true;
  }

  /** Takes a byte of the picture (data) or of a command. */
  take(byte: number, isData: boolean): void {
    if (isData) this.#writeData(byte);
    else this.#writeCommand(byte);
  }

  /** Returns the status: bit 6 is set while the display is off. */
  read(): number {
    return this.#panel.isOn ? 0 : 0x40;
  }

  stop(): void {}

  /** Stores a byte in the memory and advances the address (§10.1.3). */
  #writeData(byte: number): void {
    this.#panel.memory[this.#page.at * WIDTH + this.#column.at] = byte;
    if (this.#mode === MODE.VERTICAL) {
      if (this.#page.next()) this.#column.next();
    } else if (this.#mode === MODE.HORIZONTAL) {
      if (this.#column.next()) this.#page.next();
    } else this.#column.at = this.#column.at === WIDTH - 1 ? this.#margin : this.#column.at + 1;
  }

  #writeCommand(byte: number): void {
    this.#command.push(byte);
    const [code, ...values] = this.#command;
    if (values.length < (LENGTHS.get(code) ?? 0)) return;
    this.#command = [];
    if (values.length > 0) this.#set(code, values);
    else this.#execute(code);
  }

  /** Commands of one byte. */
  #execute(code: number): void {
    const panel = this.#panel;
    const on = (code & 1) === 1;
    if (code < 0x20) {
      this.#margin = code < 0x10 ? (this.#margin & 0x70) | code : (this.#margin & 0x0f) | ((code & 7) << 4);
      this.#column.at = this.#margin;
    } else if (code === 0x2e || code === 0x2f) panel.scrolls = on;
    else if (code >= 0x40 && code < 0x80) panel.startLine = code & 0x3f;
    else if (code >= 0xb0 && code < 0xb8) this.#page.at = code & 7;
    else if (code === 0xa0 || code === 0xa1) panel.mirrorsColumns = on;
    else if (code === 0xa4 || code === 0xa5) panel.isAllOn = on;
    else if (code === 0xa6 || code === 0xa7) panel.isInverse = on;
    else if (code === 0xae || code === 0xaf) panel.isOn = on;
    else if (code >= 0xc0 && code < 0xd0) panel.mirrorsRows = (code & 8) !== 0;
  }

  /** Commands with values. */
  #set(code: number, values: readonly number[]): void {
    const panel = this.#panel;
    const [value, second] = values;
    if (code === COMMAND.MODE) this.#mode = value & 3;
    else if (code === COMMAND.COLUMNS) this.#column.range(value, second);
    else if (code === COMMAND.PAGES) this.#page.range(value, second);
    else if (code === COMMAND.CHARGE_PUMP) panel.isPumped = (value & 4) !== 0;
    else if (code === COMMAND.SCROLL_AREA) panel.area = { first: value & 0x3f, rows: second & 0x7f };
    else if (code === COMMAND.MULTIPLEX) panel.multiplex = (value & 0x3f) + 1;
    else if (code === COMMAND.OFFSET) panel.offset = value & 0x3f;
    else if (code === COMMAND.CLOCK) panel.divider = (value & 0xf) + 1;
    else if (code === COMMAND.PRECHARGE) panel.phases = (value & 0xf) + (value >> 4);
    else if (code === COMMAND.WIRING) panel.wiring = value;
    else if (code >= COMMAND.SCROLL_RIGHT && code <= COMMAND.SCROLL_LEFT_UP) this.#setScroll(code, values);
  }

  #setScroll(code: number, [, firstPage, interval, lastPage, rows]: readonly number[]): void {
    const columns = code === COMMAND.SCROLL_RIGHT || code === COMMAND.SCROLL_RIGHT_UP ? 1 : -1;
    const frames = SCROLL_FRAMES[interval & 7];
    this.#panel.scroll = { columns, rows: code < COMMAND.SCROLL_RIGHT_UP ? 0 : rows, firstPage, lastPage, frames };
  }
}

/** The display on a four-wire SPI bus: bytes sent while D/C is high are data (§8.1.3). The display sends nothing. */
export class Ssd1306Spi implements SpiDevice {
  constructor(
    private readonly display: Ssd1306,
    private readonly dc: Line,
  ) {}

  transfer(byte: number): number {
    this.display.take(byte, this.dc.level.value > 0);
    return 0xff;
  }
}
