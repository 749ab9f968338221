/** The LEDs of the board. */
import { type BoardLed, type BoardName, ledsOf } from 'virtual-pyboard/browser';

export class Lights {
  readonly #lenses = new Map<string, HTMLElement>();

  constructor(private readonly place: HTMLElement) {}

  /** Shows the LEDs of a board, all dark. Returns their colours, which come from page.css, by signal. */
  show(board: BoardName): ReadonlyMap<string, string> {
    const leds = ledsOf(board);
    this.#lenses.clear();
    this.place.replaceChildren(...leds.map((led) => this.#made(led)));
    const style = getComputedStyle(this.place);
    return new Map(leds.map(({ signal, colour }) => [signal, style.getPropertyValue(`--led-${colour}`)]));
  }

  /** `value`: 0 off, 1 on, 2 to 255 a brightness. Ignores signals that are not LEDs. */
  set(signal: string, value: number): void {
    const lens = this.#lenses.get(signal);
    if (lens === undefined) return;
    lens.style.setProperty('--light', String(value > 1 ? value / 255 : value));
    lens.ariaLabel = `${signal} ${value > 0 ? 'on' : 'off'}`;
  }

  /** Shows that the board is off. */
  darken(): void {
    for (const signal of this.#lenses.keys()) this.set(signal, 0);
  }

  #made({ signal, colour }: BoardLed): HTMLElement {
    const lens = document.createElement('i');
    lens.className = 'led';
    lens.setAttribute('role', 'img');
    lens.style.setProperty('--colour', `var(--led-${colour})`);
    const led = document.createElement('span');
    led.append(lens, signal);
    this.#lenses.set(signal, lens);
    this.set(signal, 0);
    return led;
  }
}
