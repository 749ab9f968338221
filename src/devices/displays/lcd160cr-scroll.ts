/**
 * The windows of an LCD160CR. Windows 0 to 7 scroll their content, and window 8 scrolls a text, as the documentation of
 * `LCD160CR.set_scroll_win` says. The module moves them with each frame; here they are moved before the next command, all the way at once,
 * lower numbers first. An observer in between sees the windows moved in a copy of the glass: if windows overlap, moving the originals would
 * change what the program reads. Assumptions without a source: there are 60 frames per second; a pattern is a square of 4 × 4 points, lowest
 * bit first; a text appears again once it has scrolled out.
 */
import { SECOND } from '../../execution.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';
import { cellOf, isInText, type TextStyle } from './lcd160cr-font.js';
import type { Lcd160crGlass, Point } from './lcd160cr-glass.js';
import type { Picture } from './picture.js';

const FRAME = SECOND / 60;
/** The window that SPI fills; its third and fourth parameters are its last column and row. */
export const SPI_WINDOW = 10;
/** Parameters of a window: x, y, width, height, vector, pattern, fill, colour. */
const PARAMETERS = 8;
/** The last window that scrolls: the ticker. */
const TICKER = 8;
/** The x of a window that does not scroll. */
const OFF = 0xffff;
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;
/** The bit of a vector that says that its speed counts frames per point, not points per frame. */
const COUNTS_FRAMES = 0x8000;

/** A window, and how far it has moved since it was set. */
interface ScrollWindow {
  readonly values: Uint16Array;
  x: number;
  y: number;
}

/** All windows. `catchUp` must be called before anything is drawn, or read for the program. */
export class Lcd160crScroll {
  /** What window 8 shows. */
  #text: readonly number[] = [];
  readonly #windows: readonly ScrollWindow[];
  /** Frames scrolled up to the last `turn`; since when windows have scrolled, or null; how many of all these frames are on the glass. */
  #frames = 0;
  #since: Moment | null = null;
  #shown = 0;
  /** A copy of the glass as seen in a frame that is not on the glass yet. */
  #seen: { readonly frame: number; readonly glass: Lcd160crGlass } | null = null;

  /** `style` returns the style of the text in window 8. */
  constructor(
    private readonly clock: WorldTime,
    private readonly glass: Lcd160crGlass,
    private readonly style: () => TextStyle,
  ) {
    this.#windows = Array.from({ length: SPI_WINDOW + 1 }, () => ({ values: new Uint16Array(PARAMETERS).fill(OFF, 0, 1), x: 0, y: 0 }));
    this.setWindow(SPI_WINDOW, [0, 0, glass.width - 1, glass.height - 1]);
  }

  /** Starts or stops scrolling of all windows. */
  turn(on: boolean): void {
    this.#frames = this.#now();
    this.#since = on ? this.clock.moment() : null;
  }

  /** Gives window 8 another text. */
  show(text: readonly number[]): void {
    this.#text = text;
  }

  /** Returns the first four parameters of a window. */
  cornersOf(window: number): readonly [number, number, number, number] {
    const [first, second, third, fourth] = this.#windows[window].values;
    return [first, second, third, fourth];
  }

  /** Sets a window as a whole; its scrolling starts over. */
  setWindow(window: number, values: readonly number[]): void {
    const found = this.#windows[window];
    if (found === undefined) return;
    found.values.set(values);
    found.x = found.y = 0;
  }

  /** Sets one parameter. */
  setValue(window: number, parameter: number, value: number): void {
    const values = this.#windows[window]?.values;
    if (values !== undefined && parameter < PARAMETERS) values[parameter] = value;
  }

  /** Moves the windows to where they are now. */
  catchUp(): void {
    const now = this.#now();
    if (now === this.#shown) return;
    for (const [number, moved] of this.#moveOn(this.glass, now).entries()) Object.assign(this.#windows[number], moved);
    this.#shown = now;
  }

  /** The glass as an observer sees it now. Looking changes nothing. */
  get seen(): Picture {
    const frame = this.#now();
    if (frame === this.#shown) return this.glass;
    if (this.#seen?.frame !== frame) {
      const glass = this.glass.copy();
      this.#moveOn(glass, frame);
      this.#seen = { frame, glass };
    }
    return this.#seen.glass;
  }

  #now(): number {
    return this.#frames + (this.#since === null ? 0 : Math.floor((this.clock.now - this.#since.at) / FRAME));
  }

  /** Moves the windows' content on a glass; returns how far each window has moved in total. */
  #moveOn(glass: Lcd160crGlass, now: number): Point[] {
    return this.#windows.slice(0, TICKER + 1).map((window, number) => {
      const [x, y, width, height, vector] = window.values;
      const steps = x === OFF ? 0 : stepsBetween(this.#shown, now, vector);
      if (steps === 0) return { x: window.x, y: window.y };
      const [across, down] = DIRECTIONS[(vector >> 12) & 3];
      const moved = { x: window.x + across * steps, y: window.y + down * steps };
      glass.shift({ x, y, width, height }, across * steps, down * steps, (column, row) =>
        this.#enters(number, column - moved.x, row - moved.y),
      );
      return moved;
    });
  }

  /** Returns the colour of a point that enters a window: a point of a plane that moves with the window's content. */
  #enters(number: number, x: number, y: number): number {
    const [, , width, height, , pattern, fill, colour] = this.#windows[number].values;
    if (number < TICKER) return (pattern >> (4 * modulo(y, 4) + modulo(x, 4))) & 1 ? colour : fill;
    const style = this.style();
    const column = modulo(x, width + this.#text.length * cellOf(style).width) - width;
    return column >= 0 && isInText(this.#text, column, modulo(y, height), style) ? colour : fill;
  }
}

/** Returns by how many points a window moves between two frames. */
function stepsBetween(before: number, now: number, vector: number): number {
  const speed = vector & 0xfff;
  if ((vector & COUNTS_FRAMES) === 0) return (now - before) * (speed & 0xff);
  return speed === 0 ? 0 : Math.floor(now / speed) - Math.floor(before / speed);
}

/** The remainder of a division, never negative. */
const modulo = (value: number, by: number): number => ((value % by) + by) % by;
