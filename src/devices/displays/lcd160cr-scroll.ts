/**
 * The windows of an LCD160CR, of which 0 to 7 scroll what is in them, and 8 scrolls a text, as `LCD160CR.set_scroll_win` tells. It moves them with each
 * frame; here they are moved before the next command, all the way, those with lower numbers first. Who looks meanwhile sees them moved in a copy: where
 * windows overlap, the program would else read other points because somebody has looked. What no source tells: there are 60 frames a second;
 * a pattern is a square of 4 × 4 points, from the lowest bit on; a text comes anew when it has gone.
 */
import { SECOND } from '../../execution.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';
import { cellOf, isInText, type TextStyle } from './lcd160cr-font.js';
import type { Lcd160crGlass, Point } from './lcd160cr-glass.js';
import type { Picture } from './picture.js';

const FRAME = SECOND / 60;
/** The window that SPI fills; its third and fourth parameter are its last column and row. */
export const SPI_WINDOW = 10;
/** Parameters of a window: x, y, width, height, vector, pattern, fill, colour. */
const PARAMETERS = 8;
/** The last one that scrolls: the ticker. */
const TICKER = 8;
/** The x of one that does not. */
const OFF = 0xffff;
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;
/** The bit of a vector that says that it counts frames from point to point, not points in a frame. */
const COUNTS_FRAMES = 0x8000;

/** A window, and how far it has moved since it was set. */
interface ScrollWindow {
  readonly values: Uint16Array;
  x: number;
  y: number;
}

/** All windows. Who draws, or reads for the program, lets them catch up first. */
export class Lcd160crScroll {
  /** What window 8 shows. */
  #text: readonly number[] = [];
  readonly #windows: readonly ScrollWindow[];
  /** Frames in which windows scrolled, and since when they do now; how many of them are on the glass. */
  #frames = 0;
  #since: Moment | null = null;
  #shown = 0;
  /** What was seen in a frame of those that are not. */
  #seen: { readonly frame: number; readonly glass: Lcd160crGlass } | null = null;

  /** `style`: of the text in window 8. */
  constructor(
    private readonly clock: WorldTime,
    private readonly glass: Lcd160crGlass,
    private readonly style: () => TextStyle,
  ) {
    this.#windows = Array.from({ length: SPI_WINDOW + 1 }, () => ({ values: new Uint16Array(PARAMETERS).fill(OFF, 0, 1), x: 0, y: 0 }));
    this.setWindow(SPI_WINDOW, [0, 0, glass.width - 1, glass.height - 1]);
  }

  /** Lets all windows scroll, or none. */
  turn(on: boolean): void {
    this.#frames = this.#now();
    this.#since = on ? this.clock.moment() : null;
  }

  /** Gives window 8 another text. */
  show(text: readonly number[]): void {
    this.#text = text;
  }

  /** The first four parameters of a window. */
  cornersOf(window: number): readonly [number, number, number, number] {
    const [first, second, third, fourth] = this.#windows[window].values;
    return [first, second, third, fourth];
  }

  /** Sets a window as a whole: it begins anew. */
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

  /** The glass as it is now, to be looked at: nothing changes by that. */
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

  /** Moves what the windows show on a glass; answers how far they have moved then. */
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

  /** What comes into a window: points of a plane that moves with it. */
  #enters(number: number, x: number, y: number): number {
    const [, , width, height, , pattern, fill, colour] = this.#windows[number].values;
    if (number < TICKER) return (pattern >> (4 * modulo(y, 4) + modulo(x, 4))) & 1 ? colour : fill;
    const style = this.style();
    const column = modulo(x, width + this.#text.length * cellOf(style).width) - width;
    return column >= 0 && isInText(this.#text, column, modulo(y, height), style) ? colour : fill;
  }
}

/** By how many points a window moves from one frame to another. */
function stepsBetween(before: number, now: number, vector: number): number {
  const speed = vector & 0xfff;
  if ((vector & COUNTS_FRAMES) === 0) return (now - before) * (speed & 0xff);
  return speed === 0 ? 0 : Math.floor(now / speed) - Math.floor(before / speed);
}

/** The rest of a division, from 0 on. */
const modulo = (value: number, by: number): number => ((value % by) + by) % by;
