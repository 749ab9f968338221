/** Drawing on pixels (`extmod/modframebuf.c`). What lies outside the canvas is not drawn. */

import { glyph } from '../../font-8x8.js';
import { charge } from '../../objects/charge.js';
import { engine } from '../../objects/engine.js';
import { passSteps } from '../../objects/pass-steps.js';
import type { PixelFormat, Pixels } from './pixels.js';

/** Cycles of reading or writing one pixel. */
const PRICE_PER_PIXEL = 30;

/** Interrupts are served before every so many points of a line. */
const LINE_LOOKS = 1000;

/** A corner or a centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Bits that select the quadrants of an ellipse to draw. */
export const QUADRANT = { UPPER_RIGHT: 1, UPPER_LEFT: 2, LOWER_LEFT: 4, LOWER_RIGHT: 8, ALL: 15 } as const;

/** A rectangle of pixels. */
export class Canvas implements Pixels {
  constructor(
    readonly bytes: Uint8Array,
    readonly width: number,
    readonly height: number,
    readonly stride: number,
    private readonly format: PixelFormat,
  ) {}

  holds(x: number, y: number): boolean {
    return x >= 0 && x < this.width && y >= 0 && y < this.height;
  }

  /** The colour of a pixel. A pixel outside has the colour at its place in the canvas's memory; 0 if that is beyond the memory. */
  get(x: number, y: number): number {
    charge(PRICE_PER_PIXEL);
    return this.format.get(this, x, y);
  }

  /** Colours a pixel if it lies inside. */
  set(x: number, y: number, colour: number): void {
    charge(PRICE_PER_PIXEL);
    if (this.holds(x, y)) this.format.set(this, x, y, colour);
  }

  fillRect(left: number, top: number, size: { readonly width: number; readonly height: number }, colour: number): void {
    const right = Math.min(this.width, left + size.width);
    const bottom = Math.min(this.height, top + size.height);
    const first = Math.max(left, 0);
    for (let y = Math.max(top, 0); y < bottom; y++) {
      if (right > first) charge(PRICE_PER_PIXEL * (right - first));
      for (let x = first; x < right; x++) this.format.set(this, x, y, colour);
    }
  }

  /** Draws a row of pixels to the right. */
  hline(x: number, y: number, width: number, colour: number): void {
    this.fillRect(x, y, { width, height: 1 }, colour);
  }

  /** Draws a column of pixels downwards. */
  vline(x: number, y: number, height: number, colour: number): void {
    this.fillRect(x, y, { width: 1, height }, colour);
  }

  /**
   * Draws a line by Bresenham's algorithm, both ends included. It walks along the part that the canvas can hold, and takes the time of all. The
   * coordinates of the firmware are 32-bit words; what happens when their differences overflow is not copied.
   */
  line(from: Point, to: Point, colour: number): void {
    const dx = Math.abs(to.x - from.x);
    const dy = Math.abs(to.y - from.y);
    const stepX = to.x > from.x ? 1 : -1;
    const stepY = to.y > from.y ? 1 : -1;
    const isSteep = dy > dx;
    const long = Math.max(dx, dy);
    const short = Math.min(dx, dy);
    const [first, end] = isSteep ? within(from.y, stepY, long, this.height) : within(from.x, stepX, long, this.width);
    const beside = stepsBeside(first, long, short);
    let x = from.x + stepX * (isSteep ? beside : first);
    let y = from.y + stepY * (isSteep ? first : beside);
    let error = errorAt(first, beside, long, short);
    passSteps(0, first, PRICE_PER_PIXEL, LINE_LOOKS);
    for (let i = first; i < end; i++) {
      if (i % LINE_LOOKS === LINE_LOOKS - 1) engine.look();
      this.set(x, y, colour);
      if (error >= 0) {
        if (isSteep) x += stepX;
        else y += stepY;
        error -= 2 * long;
      }
      if (isSteep) y += stepY;
      else x += stepX;
      error += 2 * short;
    }
    passSteps(end, long, PRICE_PER_PIXEL, LINE_LOOKS);
    this.set(to.x, to.y, colour);
  }

  /** Draws text in 8×8 glyphs, its top left corner at `at`. Only ASCII has glyphs; other bytes show a pattern. */
  text(bytes: Uint8Array, at: Point, colour: number): void {
    let { x } = at;
    for (const code of bytes) {
      for (const column of glyph(code)) {
        for (let row = 0; row < 8; row++) if (column & (1 << row)) this.set(x, at.y + row, colour);
        x++;
      }
    }
  }

  /** Copies another canvas here, except for pixels of the colour `key`. The first row of a palette translates colours before that. */
  blit(source: Canvas, at: Point, key: number, palette: Canvas | null): void {
    const right = Math.min(this.width, at.x + source.width);
    const bottom = Math.min(this.height, at.y + source.height);
    for (let y = Math.max(0, at.y); y < bottom; y++) {
      for (let x = Math.max(0, at.x); x < right; x++) {
        const own = source.get(x - at.x, y - at.y);
        const colour = palette === null ? own : palette.get(own, 0);
        if (colour !== key) this.set(x, y, colour);
      }
    }
  }

  /** Moves the picture. Pixels that nothing moves to keep their colours. */
  scroll(dx: number, dy: number): void {
    if (Math.abs(dx) >= this.width || Math.abs(dy) >= this.height) return;
    const [x0, xEnd, xStep] = dx < 0 ? [0, this.width + dx, 1] : [this.width - 1, dx - 1, -1];
    const [y0, yEnd, yStep] = dy < 0 ? [0, this.height + dy, 1] : [this.height - 1, dy - 1, -1];
    for (let y = y0; y !== yEnd; y += yStep) for (let x = x0; x !== xEnd; x += xStep) this.set(x, y, this.get(x - dx, y - dy));
  }
}

/** Which steps of `count` from `start` in direction `step` are at places 0 to `size`: the first one, and the one behind the last. */
function within(start: number, step: number, count: number, size: number): [first: number, end: number] {
  const first = Math.min(count, Math.max(0, step > 0 ? -start : start - size + 1));
  return [first, Math.max(first, Math.min(count, step > 0 ? size - start : start + 1))];
}

/** How many steps along its short side a line has made before step `i` along its long side: half a step is made as a whole one. */
function stepsBeside(i: number, long: number, short: number): number {
  return i === 0 ? 0 : Number((2n * BigInt(short) * BigInt(i) + BigInt(long)) / (2n * BigInt(long)));
}

/** Bresenham's error term before step `i`, when `beside` steps have been made along the short side. */
function errorAt(i: number, beside: number, long: number, short: number): number {
  return Number(2n * BigInt(short) * BigInt(i + 1) - BigInt(long) * BigInt(2 * beside + 1));
}
