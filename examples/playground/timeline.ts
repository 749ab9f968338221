/** The signals over time on a canvas. */
import { addGestures } from './gestures.js';
import type { History, Track } from './history.js';
import { AXIS_HEIGHT, type Drawing, drawAxis, drawCursor, drawTracks, ROW_HEIGHT } from './plot.js';
import { TimeWindow, timeText } from './time-window.js';

/** Width of the names and values to the left of the plot, in pixels. */
const LABEL_WIDTH = 128;
/** The factor by which a button zooms. */
const ZOOM = 2;
const EMPTY = 'What LEDs, switch and pins do appears here.';

/** The elements of the page that show the timeline and move it. */
export interface TimelineParts {
  readonly canvas: HTMLCanvasElement;
  /** Shows times. */
  readonly readout: HTMLElement;
  readonly zoomIn: HTMLButtonElement;
  readonly zoomOut: HTMLButtonElement;
  /** Goes back to the present; disabled while that is seen. */
  readonly follow: HTMLButtonElement;
  /** Whether the rows of who has the processor are shown below the signals. */
  readonly who: HTMLInputElement;
}

export class Timeline {
  readonly #window = new TimeWindow();
  /** Colours of the signals that have their own, such as lights. */
  colours: ReadonlyMap<string, string> = new Map();
  #history: History | null = null;
  #pointer: number | null = null;
  #marker: number | null = null;
  #isDue = false;
  readonly #hint: string;

  constructor(private readonly parts: TimelineParts) {
    const { canvas, readout, zoomIn, zoomOut, follow, who } = parts;
    this.#hint = readout.textContent ?? '';
    addGestures(canvas, this.#window, {
      moved: () => this.#draw(),
      pointed: (x) => {
        this.#pointer = x !== null && x >= LABEL_WIDTH ? x : null;
        this.#draw();
      },
      clicked: (x) => {
        this.#marker = this.#window.at(x);
        this.#draw();
      },
      followed: () => this.#follow(),
    });
    zoomIn.addEventListener('click', () => this.#zoom(1 / ZOOM));
    zoomOut.addEventListener('click', () => this.#zoom(ZOOM));
    follow.addEventListener('click', () => this.#follow());
    who.addEventListener('change', () => this.#draw());
    (canvas.parentElement as HTMLElement).addEventListener('scroll', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(canvas.parentElement as HTMLElement);
  }

  /** Shows a history up to the present moment `now`, in nanoseconds since reset. */
  show(history: History, now: number): void {
    if (history !== this.#history) {
      this.#window.reset();
      this.#marker = null;
    }
    this.#history = history;
    this.#window.now = now;
    this.#draw();
  }

  /** Sets the simulated seconds per second: in slow motion less time is seen at once. */
  set pace(factor: number) {
    this.#window.suit(factor);
    this.#draw();
  }

  #zoom(factor: number): void {
    this.#window.zoom(factor);
    this.#draw();
  }

  #follow(): void {
    this.#window.follow();
    this.#marker = null;
    this.#draw();
  }

  /** Draws with the page's next frame; not at all in a tab that is hidden. */
  #draw(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    const { canvas, follow, who } = this.parts;
    const place = canvas.parentElement as HTMLElement;
    const tracks = (this.#history?.tracks ?? []).filter(({ actor }) => actor === null || who.checked);
    const height = Math.max(place.clientHeight, AXIS_HEIGHT + tracks.length * ROW_HEIGHT);
    const width = place.clientWidth;
    follow.disabled = this.#window.follows && this.#marker === null;
    canvas.style.height = `${height}px`;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    const g = canvas.getContext('2d');
    if (g === null || width <= LABEL_WIDTH) return;
    Object.assign(this.#window, { left: LABEL_WIDTH, width });
    g.scale(devicePixelRatio, devicePixelRatio);
    const { color, fontFamily } = getComputedStyle(canvas);
    g.font = `12px ${fontFamily}`;
    g.fillStyle = g.strokeStyle = color;
    if (tracks.length === 0) g.fillText(EMPTY, LABEL_WIDTH, AXIS_HEIGHT);
    else this.#drawTracks(g, tracks, height);
  }

  #drawTracks(g: CanvasRenderingContext2D, tracks: readonly Track[], height: number): void {
    const { canvas } = this.parts;
    const pointed = this.#pointer === null ? null : this.#window.at(this.#pointer);
    const drawing: Drawing = { g, view: this.#window, colours: this.colours, told: pointed ?? this.#window.now };
    drawTracks(drawing, tracks);
    drawAxis(drawing, (canvas.parentElement as HTMLElement).scrollTop, height);
    if (this.#marker !== null) drawCursor(drawing, this.#marker, height, getComputedStyle(canvas).accentColor);
    if (pointed !== null) drawCursor(drawing, pointed, height, String(g.fillStyle));
    this.#tell(pointed);
  }

  #tell(pointed: number | null): void {
    const distance = this.#marker === null || pointed === null ? '' : `, ${timeText(pointed - this.#marker)} from the mark`;
    this.parts.readout.textContent = pointed === null ? this.#hint : `${timeText(pointed)}${distance}`;
  }
}
