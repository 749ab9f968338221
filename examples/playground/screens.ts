/** What is plugged into the board: how it is wired and set, and what it shows. */
import type { Changes, Frame, SetupDescription } from 'virtual-pyboard/browser';
import { addTouch } from './touch.js';

/** The approximate width of a display, and the largest size of a single light, in pixels of the page. */
const WIDTH = 256;
const LARGEST = 16;
/** The type of the displays that can be touched. */
const TOUCHABLE = 'lcd160cr';

/** A device on the page: its settings, and where they are shown. */
interface Figure {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly settings: Map<string, unknown>;
}

/** Whether a change is one of state. Texts and objects are what a device sends or does at that moment. */
const isState = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean';

/** Settings in a line. */
const described = (settings: Figure['settings']): string =>
  [...settings].map(([key, value]) => (key === 'type' ? value : `${key} ${value}`)).join(' · ');

/** Shows devices in an element. */
export class Screens {
  readonly #figures = new Map<string, Figure>();
  readonly #canvases = new Map<string, HTMLCanvasElement>();

  readonly #touchable = new Set<string>();

  /** `touched`: called with what a touch changes in the world around the board. */
  constructor(
    private readonly place: HTMLElement,
    private readonly touched: (changes: Changes) => void,
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

  /** Shows what has changed in the world: the settings of devices as they are now. */
  change(changes: Frame['changes']): void {
    for (const [target, value] of Object.entries(changes)) {
      const [name, ...path] = target.split('.');
      const key = path.join('.');
      const figure = this.#figures.get(name as string); // Pins and the board's buttons have none.
      if (figure === undefined || !(figure.settings.has(key) || isState(value))) continue;
      figure.settings.set(key, value);
      figure.label.textContent = described(figure.settings);
    }
  }

  /** Makes the figure of a device, with its wires and other settings below it. */
  #figure(name: string, settings: Readonly<Record<string, unknown>> = {}): Figure {
    const element = document.createElement('figure');
    const caption = document.createElement('figcaption');
    const strong = document.createElement('b');
    const label = document.createElement('span');
    const figure = { element, label, settings: new Map(Object.entries(settings)) };
    strong.textContent = name;
    label.textContent = described(figure.settings);
    caption.append(strong, ' ', label);
    element.append(caption);
    this.place.append(element);
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
    if (this.#touchable.has(name)) addTouch(canvas, (place) => this.touched({ [`${name}.touch`]: place }));
    this.#canvases.get(name)?.remove();
    this.#canvases.set(name, canvas);
    (this.#figures.get(name) ?? this.#figure(name)).element.prepend(canvas);
    return canvas;
  }
}
