/**
 * The panel of an SSD1306 module: which point of the memory each point of the glass shows. The glass is wired as on the usual modules
 * of 128 × 64 points (COM pins alternating) and 128 × 32 (in sequence). It is mounted upside down, so drivers mirror rows and columns.
 */
import { SECOND } from '../../execution.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';
import type { Picture } from './picture.js';

/** Columns and rows of the memory; eight rows make a page. */
export const WIDTH = 128;
export const ROWS = 64;
const LIT = 0xffffff;
const HALF = ROWS / 2;
/** Bits of the wiring (§10.1.18): alternating, halves exchanged. */
const WIRING = { ALTERNATES: 0x10, EXCHANGES: 0x20 } as const;
/** Clocks of a row in addition to its two phases, and the oscillator's frequency after a reset (§8.3). */
const ROW_CLOCKS = 50;
const OSCILLATOR_HZ = 370_000;

/** The steps of scrolling (§10.2). */
interface Scroll {
  /** 1 is to the right, -1 to the left. */
  readonly columns: 1 | -1;
  /** Rows upwards. */
  readonly rows: number;
  readonly firstPage: number;
  readonly lastPage: number;
  /** How many frames a step lasts. */
  readonly frames: number;
}

/** The panel. Initially its settings are those after a reset. */
export class Ssd1306Panel implements Picture {
  readonly width = WIDTH;
  /** Each byte is eight points, one above the other, the lowest bit on top. */
  readonly memory = new Uint8Array((WIDTH * ROWS) / 8);
  isOn = false;
  /** Without the charge pump the panel has no voltage to shine with. */
  isPumped = false;
  isAllOn = false;
  isInverse = false;
  mirrorsColumns = false;
  mirrorsRows = false;
  startLine = 0;
  offset = 0;
  multiplex = ROWS;
  wiring: number = 0x12;
  divider = 1;
  /** Clocks of both phases of a row. */
  phases = 4;
  /** Rows that scroll vertically: the first one, and how many. */
  area = { first: 0, rows: ROWS };
  scroll: Scroll | null = null;
  #scrollsSince: Moment | null = null;

  constructor(
    private readonly clock: WorldTime,
    readonly height: number,
  ) {}

  /** Starts or ends scrolling. */
  set scrolls(on: boolean) {
    this.#scrollsSince = on ? this.clock.moment() : null;
  }

  /** A point as seen when the module is held so that the picture is upright with mirrored rows and columns. */
  at(x: number, y: number): number {
    if (!this.isOn || !this.isPumped) return 0;
    const line = this.#lineOf(this.#comOf(this.height - 1 - y));
    if (line >= this.multiplex) return 0;
    if (this.isAllOn) return LIT;
    const [column, row] = this.#scrolled(this.mirrorsColumns ? x : WIDTH - 1 - x, line);
    const bit = (this.memory[(row >> 3) * WIDTH + column] >> (row & 7)) & 1;
    return (bit === 1) !== this.isInverse ? LIT : 0;
  }

  /** The COM output that a row of the glass, counted from the bottom, is wired to. Pads are numbered along one side, then along the other. */
  #comOf(row: number): number {
    const pad = this.height === ROWS ? (row >> 1) + HALF * (row & 1) : row;
    const place = this.wiring & WIRING.EXCHANGES ? (pad + HALF) % ROWS : pad;
    return this.wiring & WIRING.ALTERNATES ? (place % HALF) * 2 + Math.floor(place / HALF) : place;
  }

  /** The line that a COM output shows (§10.1.14 and its tables). */
  #lineOf(com: number): number {
    const line = this.mirrorsRows ? this.multiplex - 1 - com : com;
    return (line + this.offset + ROWS) % ROWS;
  }

  /** Returns the point of the memory that a point of a line shows, after all steps of scrolling so far. */
  #scrolled(column: number, line: number): readonly [column: number, row: number] {
    const { scroll, area } = this;
    const plain = (line + this.startLine) % ROWS;
    if (scroll === null || this.#scrollsSince === null) return [column, plain];
    const frame = (SECOND * this.divider * (this.phases + ROW_CLOCKS) * this.multiplex) / OSCILLATOR_HZ;
    const steps = Math.floor((this.clock.now - this.#scrollsSince.at) / (frame * scroll.frames));
    const moves = line >= area.first && line < area.first + area.rows;
    const row = moves ? (area.first + ((line - area.first + steps * scroll.rows) % area.rows) + this.startLine) % ROWS : plain;
    const page = row >> 3;
    if (page < scroll.firstPage || page > scroll.lastPage) return [column, row];
    return [(((column - steps * scroll.columns) % WIDTH) + WIDTH) % WIDTH, row];
  }
}
