/** Which stretch of time a canvas shows: from days down to nanoseconds. It follows the present until the user moves it. */

/** Nanoseconds across the canvas: at first, in real time; at least; at most. */
const FIRST_SPAN = 2e9;
const LEAST_SPAN = 500;
const MOST_SPAN = 30 * 86_400e9;

/** A time as text: `12.500 ms`. */
export function timeText(nanoseconds: number): string {
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${nanoseconds.toFixed(0)} ns`;
  if (size < 1e6) return `${(nanoseconds / 1e3).toFixed(3)} µs`;
  if (size < 1e9) return `${(nanoseconds / 1e6).toFixed(3)} ms`;
  return `${(nanoseconds / 1e9).toFixed(6)} s`;
}

/** The same without trailing zeros, for round times. */
export const roundTimeText = (nanoseconds: number): string =>
  timeText(nanoseconds).replace(/(\.\d*?)0+ /, (_, digits) => `${digits === '.' ? '' : digits} `);

/** Times are nanoseconds since reset; places are pixels from the left, the plot beginning at `left`. */
export class TimeWindow {
  span = FIRST_SPAN;
  now = 0;
  left = 0;
  width = 0;
  /** The moment at the right edge; null: the present. */
  #end: number | null = null;
  #isChosen = false;

  get right(): number {
    return this.#end ?? Math.max(this.now, this.span);
  }

  get follows(): boolean {
    return this.#end === null;
  }

  /** Nanoseconds per pixel. */
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

  /** Sets the span that suits a pace in simulated seconds per second, unless the user has chosen one. */
  suit(pace: number): void {
    if (!this.#isChosen) this.span = Math.max(LEAST_SPAN, FIRST_SPAN * Math.min(pace, 1));
  }

  /** Shows `factor` times as much time. What is at the place `x` stays there; without `x` the right edge stays. */
  zoom(factor: number, x?: number): void {
    const span = Math.min(Math.max(this.span * factor, LEAST_SPAN), MOST_SPAN);
    if (x !== undefined) {
      const at = this.at(x);
      this.#end = at + (this.right - at) * (span / this.span);
    }
    this.span = span;
    this.#isChosen = true;
  }

  /** Moves what is seen to the right by this number of pixels. */
  move(pixels: number): void {
    this.#end = Math.max(this.right - pixels * this.#scale, 0);
  }

  follow(): void {
    this.#end = null;
  }

  /** Starts anew for another board. */
  reset(): void {
    this.#end = null;
    this.#isChosen = false;
    this.now = 0;
  }
}
