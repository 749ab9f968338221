/** What the devices on the board show, a canvas each. */
import type { Frame } from 'virtual-pyboard/browser';

/** A display is about so wide, in pixels of the page; a single light at most so large. */
const WIDTH = 256;
const LARGEST = 16;

/** Shows pictures in an element. */
export class Screens {
  readonly #canvases = new Map<string, HTMLCanvasElement>();

  constructor(private readonly place: HTMLElement) {}

  /** For a board with nothing plugged in yet. */
  clear(): void {
    this.#canvases.clear();
    this.place.replaceChildren();
  }

  show(pictures: Frame['pictures']): void {
    for (const [name, { width, height, rgba }] of Object.entries(pictures)) {
      const canvas = this.#canvases.get(name) ?? this.#add(name, width, height);
      canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    }
  }

  #add(name: string, width: number, height: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    const scale = Math.min(Math.max(Math.floor(WIDTH / width), 1), LARGEST);
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width * scale}px`;
    canvas.setAttribute('role', 'img');
    canvas.ariaLabel = canvas.title = name;
    this.#canvases.set(name, canvas);
    this.place.append(canvas);
    return canvas;
  }
}
