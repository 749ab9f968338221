/** The signals over time on a canvas, from days down to nanoseconds. */
import type { History, Track } from './history.js';

/** Nanoseconds across the canvas at first, at least and at most. */
const FIRST_SPAN = 2e9;
const LEAST_SPAN = 500;
const MOST_SPAN = 30 * 86_400e9;
const LABEL_WIDTH = 90;
const AXIS_HEIGHT = 22;
const ROW_HEIGHT = 26;
const ZOOM_PER_NOTCH = 1.25;
/** Pixels that the pointer may move between press and release for a click. */
const CLICK = 4;

/** A time as people write it: `12.5 ms`. */
export function timeText(nanoseconds: number): string {
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${nanoseconds.toFixed(0)} ns`;
  if (size < 1e6) return `${(nanoseconds / 1e3).toFixed(3)} µs`;
  if (size < 1e9) return `${(nanoseconds / 1e6).toFixed(3)} ms`;
  return `${(nanoseconds / 1e9).toFixed(6)} s`;
}

/** The same without zeros at its end, for round times. */
const roundTimeText = (nanoseconds: number): string =>
  timeText(nanoseconds).replace(/(\.\d*?)0+ /, (_, digits) => `${digits === '.' ? '' : digits} `);

/** Draws a history, and answers pointer and wheel. */
export class Timeline {
  #history: History | null = null;
  #now = 0;
  #span = FIRST_SPAN;
  /** The moment at the right edge; null: the present, wherever it is. */
  #end: number | null = null;
  #pointer: number | null = null;
  #marker: number | null = null;
  #drag: { x: number; end: number; moved: boolean } | null = null;

  /** `readout`: where times under the pointer are told. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly readout: HTMLElement,
  ) {
    canvas.addEventListener('wheel', (event) => this.#zoom(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.#press(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    canvas.addEventListener('pointerup', (event) => this.#release(event));
    canvas.addEventListener('pointercancel', () => {
      this.#drag = null;
    });
    canvas.addEventListener('pointerleave', () => this.#point(null));
    canvas.addEventListener('dblclick', () => this.#follow());
    new ResizeObserver(() => this.#draw()).observe(canvas);
  }

  /** Shows a history up to the present moment `now`, ns since reset. */
  show(history: History, now: number): void {
    if (history !== this.#history) {
      this.#end = this.#marker = null;
      this.#span = FIRST_SPAN;
    }
    this.#history = history;
    this.#now = now;
    this.#draw();
  }

  get #right(): number {
    return this.#end ?? Math.max(this.#now, this.#span);
  }

  #x(t: number, width: number): number {
    return width - ((this.#right - t) / this.#span) * (width - LABEL_WIDTH);
  }

  /** The moment at a place of the canvas. */
  #momentAt(x: number): number {
    const width = this.canvas.clientWidth;
    return this.#right - ((width - x) / (width - LABEL_WIDTH)) * this.#span;
  }

  #zoom(event: WheelEvent): void {
    event.preventDefault();
    const at = this.#momentAt(event.offsetX);
    const factor = ZOOM_PER_NOTCH ** Math.sign(event.deltaY);
    const span = Math.min(Math.max(this.#span * factor, LEAST_SPAN), MOST_SPAN);
    this.#end = at + (this.#right - at) * (span / this.#span);
    this.#span = span;
    this.#draw();
  }

  #press(event: PointerEvent): void {
    this.canvas.setPointerCapture(event.pointerId);
    this.#drag = { x: event.offsetX, end: this.#right, moved: false };
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag !== null && (drag.moved || Math.abs(event.offsetX - drag.x) > CLICK)) {
      drag.moved = true;
      this.#end = drag.end - ((event.offsetX - drag.x) / (this.canvas.clientWidth - LABEL_WIDTH)) * this.#span;
    }
    this.#point(event.offsetX);
  }

  #release(event: PointerEvent): void {
    if (this.#drag?.moved === false) this.#marker = this.#momentAt(event.offsetX);
    this.#drag = null;
    this.#draw();
  }

  #follow(): void {
    this.#end = this.#marker = null;
    this.#draw();
  }

  #point(x: number | null): void {
    this.#pointer = x;
    this.#draw();
  }

  #draw(): void {
    const { canvas } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = devicePixelRatio;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const g = canvas.getContext('2d');
    if (g === null || this.#history === null || width <= LABEL_WIDTH) return;
    g.scale(ratio, ratio);
    g.font = '12px system-ui, sans-serif';
    g.fillStyle = g.strokeStyle = getComputedStyle(canvas).color;
    this.#drawAxis(g, width, height);
    const rows = this.#history.tracks.slice(0, Math.max(0, Math.floor((height - AXIS_HEIGHT) / ROW_HEIGHT)));
    for (const [i, track] of rows.entries()) this.#drawTrack(g, track, AXIS_HEIGHT + i * ROW_HEIGHT, width);
    for (const t of [this.#marker, this.#pointer === null ? null : this.#momentAt(this.#pointer)]) this.#drawCursor(g, t, width, height);
    this.#tell(rows);
  }

  /** Marks at round times. */
  #drawAxis(g: CanvasRenderingContext2D, width: number, height: number): void {
    const rough = this.#span / 6;
    const decade = 10 ** Math.floor(Math.log10(rough));
    const step = decade * ([1, 2, 5, 10].find((factor) => factor * decade >= rough) as number);
    g.globalAlpha = 0.25;
    const from = Math.max(0, Math.ceil((this.#right - this.#span) / step) * step);
    for (let t = from; t <= this.#right; t += step) g.fillRect(this.#x(t, width), 0, 1, height);
    g.globalAlpha = 1;
    for (let t = from; t <= this.#right; t += step) g.fillText(roundTimeText(t), this.#x(t, width) + 3, 12);
  }

  /** A line through the values; where changes are closer than pixels, a block. */
  #drawTrack(g: CanvasRenderingContext2D, track: Track, y: number, width: number): void {
    const bottom = y + ROW_HEIGHT - 6;
    const level = (value: number): number => bottom - (value / track.top) * (ROW_HEIGHT - 10);
    g.fillText(track.name, 8, bottom);
    const first = Math.max(0, track.indexAt(this.#right - this.#span));
    g.beginPath();
    let at = Math.max(LABEL_WIDTH, this.#x(track.times[first], width));
    let from = level(track.values[first]);
    g.moveTo(at, from);
    for (let i = first + 1; i < track.times.length && track.times[i] <= this.#right; i++) {
      const x = this.#x(track.times[i], width);
      const to = level(track.values[i]);
      if (x - at >= 1 || i === first + 1) {
        g.lineTo(x, from);
        at = x;
      }
      g.lineTo(at, to);
      from = to;
    }
    g.lineTo(Math.max(at, Math.min(width, this.#x(this.#now, width))), from);
    g.stroke();
  }

  #drawCursor(g: CanvasRenderingContext2D, t: number | null, width: number, height: number): void {
    if (t === null) return;
    const x = this.#x(t, width);
    if (x < LABEL_WIDTH) return;
    g.globalAlpha = 0.5;
    g.fillRect(x, 0, 1, height);
    g.globalAlpha = 1;
  }

  #tell(rows: readonly Track[]): void {
    if (this.#pointer === null || this.#pointer < LABEL_WIDTH) return;
    const t = this.#momentAt(this.#pointer);
    const values = rows.map((track) => `${track.name} ${track.values[track.indexAt(t)] ?? '–'}`);
    const distance = this.#marker === null ? '' : ` (${timeText(t - this.#marker)} from the mark)`;
    this.readout.textContent = `${timeText(t)}${distance}   ${values.join('  ')}`;
  }
}
