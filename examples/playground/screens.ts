/** What is plugged into the board: how it is wired, and what it shows. */
import type { Changes, Frame, SetupDescription } from 'virtual-pyboard/browser';
import { addTouch } from './touch.js';

/** The approximate width of a display, and the largest size of a single light, in pixels of the page. */
const WIDTH = 256;
const LARGEST = 16;
/** The type of the displays that can be touched. */
const TOUCHABLE = 'lcd160cr';

/** Shows devices in an element. */
export class Screens {
  readonly #figures = new Map<string, HTMLElement>();
  readonly #canvases = new Map<string, HTMLCanvasElement>();

  readonly #touchable = new Set<string>();

  /** `change`: called with what a touch changes in the world around the board. */
  constructor(
    private readonly place: HTMLElement,
    private readonly change: (changes: Changes) => void,
  ) {}

  /** Shows the devices of another board, without pictures yet. */
  plug(devices: SetupDescription['devices'] = {}): void {
    this.#canvases.clear();
    this.#figures.clear();
    this.#touchable.clear();
    this.place.replaceChildren();
    for (const [name, settings] of Object.entries(devices)) {
      this.#figures.set(name, this.#figure(name, settings));
      if (settings.type === TOUCHABLE) this.#touchable.add(name);
    }
  }

  show(pictures: Frame['pictures']): void {
    for (const [name, { width, height, rgba }] of Object.entries(pictures)) {
      const old = this.#canvases.get(name);
      // A display that has been turned has another size.
      const canvas = old !== undefined && old.width === width && old.height === height ? old : this.#add(name, width, height);
      canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    }
  }

  /** Makes the figure of a device, with its wires and other settings below it. */
  #figure(name: string, settings: Readonly<Record<string, unknown>> = {}): HTMLElement {
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    const strong = document.createElement('b');
    strong.textContent = name;
    const { type, ...others } = settings;
    caption.append(strong, ` ${[type, ...Object.entries(others).map(([key, value]) => `${key} ${value}`)].join(' · ')}`);
    figure.append(caption);
    this.place.append(figure);
    return figure;
  }

  #add(name: string, width: number, height: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    const scale = Math.min(Math.max(Math.floor(WIDTH / width), 1), LARGEST);
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width * scale}px`;
    canvas.setAttribute('role', 'img');
    canvas.ariaLabel = name;
    if (this.#touchable.has(name)) addTouch(canvas, (place) => this.change({ [`${name}.touch`]: place }));
    this.#canvases.get(name)?.remove();
    this.#canvases.set(name, canvas);
    (this.#figures.get(name) ?? this.#figure(name)).prepend(canvas);
    return canvas;
  }
}
