/** Which stretch of time a canvas shows: from days down to nanoseconds, and following the present until somebody moves it. */

/** Nanoseconds across the canvas at first in real time, at least and at most. */
const FIRST_SPAN = 2e9;
const LEAST_SPAN = 500;
const MOST_SPAN = 30 * 86_400e9;

/** A time as people write it: `12.500 ms`. */
export function timeText(nanoseconds: number): string {
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${nanoseconds.toFixed(0)} ns`;
  if (size < 1e6) return `${(nanoseconds / 1e3).toFixed(3)} µs`;
  if (size < 1e9) return `${(nanoseconds / 1e6).toFixed(3)} ms`;
  return `${(nanoseconds / 1e9).toFixed(6)} s`;
}

/** The same without zeros at its end, for round times. */
export const roundTimeText = (nanoseconds: number): string =>
  timeText(nanoseconds).replace(/(\.\d*?)0+ /, (_, digits) => `${digits === '.' ? '' : digits} `);

/** Times are nanoseconds since reset; places are pixels from the left, the plot beginning at `left`. */
export class TimeWindow {
  span = FIRST_SPAN;
  now = 0;
  left = 0;
  width = 0;
  /** The moment at the right edge; null: the present, wherever it is. */
  #end: number | null = null;
  #isChosen = false;

  get right(): number {
    return this.#end ?? Math.max(this.now, this.span);
  }

  get follows(): boolean {
    return this.#end === null;
  }

  /** Nanoseconds a pixel. */
  get #scale(): number {
    return this.span / Math.max(1, this.width - this.left);
  }

  xOf(t: number): number {
    return this.width - (this.right - t) / this.#scale;
  }

  /** The moment at a place. */
  at(x: number): number {
    return this.right - (this.width - x) * this.#scale;
  }

  /** The span that suits so many simulated seconds per second, unless somebody has chosen one. */
  suit(pace: number): void {
    if (!this.#isChosen) this.span = Math.max(LEAST_SPAN, FIRST_SPAN * Math.min(pace, 1));
  }

  /** Shows `factor` times as much, what is at the place `x` staying there; without one the right edge does. */
  zoom(factor: number, x?: number): void {
    const span = Math.min(Math.max(this.span * factor, LEAST_SPAN), MOST_SPAN);
    if (x !== undefined) {
      const at = this.at(x);
      this.#end = at + (this.right - at) * (span / this.span);
    }
    this.span = span;
    this.#isChosen = true;
  }

  /** What is seen moves to the right by so many pixels. */
  move(pixels: number): void {
    this.#end = Math.max(this.right - pixels * this.#scale, 0);
  }

  follow(): void {
    this.#end = null;
  }

  /** For another board. */
  reset(): void {
    this.#end = null;
    this.#isChosen = false;
    this.now = 0;
  }
}
