/**
 * The glass of an LCD160CR: 128 × 160 points, each of 16 bits, with red in the lowest five and blue in the highest (`LCD160CR.rgb`). Coordinates
 * are those of the orientation in which it draws; points outside are not drawn.
 */
import type { Picture } from './picture.js';

/** Size of the glass when it stands upright. */
const WIDTH = 128;
const HEIGHT = 160;

/** A place on the glass. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of the glass. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** The points, and the methods that draw them. As a picture it is turned so that what it draws now is upright. */
export class Lcd160crGlass implements Picture {
  /** Quarter turns: 0 and 2 are portrait, 1 and 3 landscape. A change leaves what has been drawn in its place on the glass. */
  orientation = 0;
  readonly #memory = new Uint16Array(WIDTH * HEIGHT);

  get width(): number {
    return this.#lies ? HEIGHT : WIDTH;
  }

  get height(): number {
    return this.#lies ? WIDTH : HEIGHT;
  }

  get #lies(): boolean {
    return (this.orientation & 1) === 1;
  }

  at(x: number, y: number): number {
    const colour = this.get(x, y);
    const [red, green, blue] = [colour & 0x1f, (colour >> 5) & 0x3f, colour >> 11];
    return (eightBits(red, 5) << 16) | (eightBits(green, 6) << 8) | eightBits(blue, 5);
  }

  /** Returns another glass that shows the same. */
  copy(): Lcd160crGlass {
    const copy = new Lcd160crGlass();
    copy.orientation = this.orientation;
    copy.#memory.set(this.#memory);
    return copy;
  }

  /** Returns the 16 bits of a point; 0 outside the glass. */
  get(x: number, y: number): number {
    return this.has(x, y) ? this.#memory[this.#placeOf(x, y)] : 0;
  }

  set(x: number, y: number, colour: number): void {
    if (this.has(x, y)) this.#memory[this.#placeOf(x, y)] = colour;
  }

  fill({ x, y, width, height }: Area, colour: number): void {
    const [right, bottom] = [Math.min(x + width, this.width), Math.min(y + height, this.height)];
    for (let row = Math.max(y, 0); row < bottom; row++) {
      for (let column = Math.max(x, 0); column < right; column++) this.#memory[this.#placeOf(column, row)] = colour;
    }
  }

  /** Draws the edge of an area, one point wide. */
  outline({ x, y, width, height }: Area, colour: number): void {
    if (width === 0 || height === 0) return;
    const [right, bottom] = [x + width - 1, y + height - 1];
    for (const row of [y, bottom]) this.fill({ x, y: row, width, height: 1 }, colour);
    for (const column of [x, right]) this.fill({ x: column, y, width: 1, height }, colour);
  }

  /** Draws a line, including both ends (Bresenham). */
  line(from: Point, to: Point, colour: number): void {
    const [across, down] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
    const [stepX, stepY] = [Math.sign(to.x - from.x), Math.sign(to.y - from.y)];
    let { x, y } = from;
    let error = across - down;
    this.set(x, y, colour);
    while (x !== to.x || y !== to.y) {
      const twice = 2 * error;
      if (twice > -down) {
        error -= down;
        x += stepX;
      }
      if (twice < across) {
        error += across;
        y += stepY;
      }
      this.set(x, y, colour);
    }
  }

  /**
   * Moves the content of an area, as far as the area is on the glass. `enters` returns the colour of a point whose content would come from
   * outside the area.
   */
  shift({ x, y, width, height }: Area, dx: number, dy: number, enters: (x: number, y: number) => number): void {
    const [columns, rows] = [Math.min(width, this.width - x), Math.min(height, this.height - y)];
    if (columns <= 0 || rows <= 0) return;
    const before = new Uint16Array(columns * rows);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) before[row * columns + column] = this.get(x + column, y + row);
    }
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const [fromColumn, fromRow] = [column - dx, row - dy];
        const isWithin = fromColumn >= 0 && fromColumn < columns && fromRow >= 0 && fromRow < rows;
        this.set(x + column, y + row, isWithin ? before[fromRow * columns + fromColumn] : enters(column, row));
      }
    }
  }

  /** Whether a point is on the glass. */
  has(x: number, y: number): boolean {
    return x >= 0 && x < this.width && y >= 0 && y < this.height;
  }

  /** Converts a point to the coordinates of the upright glass. */
  uprightOf({ x, y }: Point): Point {
    const place = this.#placeOf(x, y);
    return { x: place % WIDTH, y: Math.floor(place / WIDTH) };
  }

  /** Converts a point from the coordinates of the upright glass to those of the present orientation. */
  nowOf({ x, y }: Point): Point {
    const [right, bottom] = [WIDTH - 1 - x, HEIGHT - 1 - y];
    return [
      { x, y },
      { x: y, y: right },
      { x: right, y: bottom },
      { x: bottom, y: x },
    ][this.orientation];
  }

  #placeOf(x: number, y: number): number {
    const { orientation } = this;
    if (orientation === 0) return y * WIDTH + x;
    if (orientation === 1) return x * WIDTH + WIDTH - 1 - y;
    if (orientation === 2) return (HEIGHT - 1 - y) * WIDTH + WIDTH - 1 - x;
    return (HEIGHT - 1 - x) * WIDTH + y;
  }
}

/** Converts a colour, 0xRRGGBB, to 16 bits. */
export const nearest = (colour: number): number => ((colour & 0xf8) << 8) | ((colour >> 5) & 0x7e0) | (colour >> 19);

/** Extends a colour component to eight bits: its highest bits are repeated for the missing ones. */
const eightBits = (value: number, bits: number): number => (value << (8 - bits)) | (value >> (2 * bits - 8));
