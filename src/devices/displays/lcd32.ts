/**
 * LCD32MKv1, the skin with a display of 128 × 32 points that `pyb.LCD` drives: a glass on an ST7565R (Sitronix data sheet, v1.3), with
 * a light behind it. Not simulated: contrast, bias and voltages, reading back, the static indicator.
 */
import type { Line } from '../../board/pin/line.js';
import type { SpiDevice } from '../../board/spi/bus.js';
import type { Picture } from './picture.js';

const WIDTH = 128;
const HEIGHT = 32;
/** Columns and rows of the controller's memory; the glass has the first of each. */
const COLUMNS = 132;
const ROWS = 64;
const POINT = 0xffffff;
/** Commands with a byte after them (§8, 18 and 20): contrast, the static indicator, the booster. */
const WITH_VALUE = [0x81, 0xad, 0xf8];
const RESET = 0xe2;

/** The lines that the controller's wires are connected to, besides those of the bus. */
export interface Lcd32Wires {
  /** High for data, low for commands. */
  readonly a0: Line;
  /** Low resets the controller. */
  readonly reset: Line;
  /** High switches the light on. */
  readonly light?: Line | null;
}

/** The controller's memory, and what its commands have set. */
class State {
  readonly memory = new Uint8Array((COLUMNS * ROWS) / 8);
  isOn = false;
  isAllOn = false;
  isInverse = false;
  mirrorsColumns = false;
  mirrorsRows = false;
  startLine = 0;
  page = 0;
  column = 0;
  /** The next byte belongs to the command before it. */
  awaitsValue = false;
}

/** The display. Its picture is oriented as the firmware draws it; points that are set are white. */
export class Lcd32 implements SpiDevice, Picture {
  readonly width = WIDTH;
  readonly height = HEIGHT;
  #state = new State();

  constructor(private readonly wires: Lcd32Wires) {
    wires.reset.onEdge((level) => {
      if (level === 0) this.#reset();
    });
  }

  /** What it shows. */
  get picture(): Picture {
    return this;
  }

  /** Whether the light is on. */
  get isLit(): boolean {
    return (this.wires.light?.level.value ?? 0) > 0;
  }

  /** It sends nothing. */
  transfer(byte: number): number {
    if (this.wires.a0.level.value > 0) this.#store(byte);
    else this.#command(byte);
    return 0xff;
  }

  /** The glass is mounted upside down: its column 0 is on the right. */
  at(x: number, y: number): number {
    const { memory, isOn, isAllOn, isInverse, mirrorsColumns, mirrorsRows, startLine } = this.#state;
    if (!isOn) return 0;
    if (isAllOn) return POINT;
    const column = WIDTH - 1 - x;
    const line = mirrorsRows ? ROWS - 1 - y : y;
    const row = (line + startLine) % ROWS;
    const byte = memory[(row >> 3) * COLUMNS + (mirrorsColumns ? COLUMNS - 1 - column : column)];
    return ((byte >> (row & 7)) & 1) === 1 ? (isInverse ? 0 : POINT) : isInverse ? POINT : 0;
  }

  /** A reset leaves the content of the memory as it is. */
  #reset(): void {
    const { memory } = this.#state;
    this.#state = new State();
    this.#state.memory.set(memory);
  }

  #store(byte: number): void {
    const state = this.#state;
    if (state.column >= COLUMNS) return;
    state.memory[state.page * COLUMNS + state.column] = byte;
    state.column++;
  }

  #command(code: number): void {
    const state = this.#state;
    const on = (code & 1) === 1;
    if (state.awaitsValue) state.awaitsValue = false;
    else if (WITH_VALUE.includes(code)) state.awaitsValue = true;
    else if (code < 0x10) state.column = (state.column & 0xf0) | code;
    else if (code < 0x20) state.column = (state.column & 0x0f) | ((code & 0x0f) << 4);
    else if (code >= 0x40 && code < 0x80) state.startLine = code & 0x3f;
    else if (code >= 0xb0 && code < 0xb8) state.page = code & 7;
    else if (code === 0xa0 || code === 0xa1) state.mirrorsColumns = on;
    else if (code === 0xa4 || code === 0xa5) state.isAllOn = on;
    else if (code === 0xa6 || code === 0xa7) state.isInverse = on;
    else if (code === 0xae || code === 0xaf) state.isOn = on;
    else if (code >= 0xc0 && code < 0xd0) state.mirrorsRows = (code & 8) !== 0;
    else if (code === RESET) this.#reset();
  }
}
