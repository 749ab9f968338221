/**
 * A push button with a light of three colours in it, on any lines: pins of the board or ports of an expander. By default it is wired as such
 * buttons usually are: the LEDs have a common anode and shine while their lines are low; the switch connects its line to ground.
 */
import type { Contact, Line } from '../board/pin/line.js';
import { Signal } from '../sim/signal.js';

/** Full brightness of an LED that is dimmed by a fast periodic output. */
const BRIGHTEST = 255;

/** The lines that its wires are connected to. */
export interface RgbButtonOptions {
  readonly red?: Line | null;
  readonly green?: Line | null;
  readonly blue?: Line | null;
  /** It needs a pull-up. */
  readonly button?: Line | null;
  /** The level that lights the LEDs. */
  readonly litBy?: 0 | 1;
  /** Its signals are called `name.red` and so on. */
  readonly name?: string;
}

/** The button. */
export class RgbButton {
  /** Brightness of each LED: 0 is off, 1 is on; a dimmed LED has a value on a scale to 255. */
  readonly red: Signal;
  readonly green: Signal;
  readonly blue: Signal;
  /** 1 while a finger is on it. */
  readonly finger: Signal;
  readonly #contact: Contact | null;

  constructor({ red = null, green = null, blue = null, button = null, litBy = 0, name = 'RGB' }: RgbButtonOptions) {
    const light = (colour: string, line: Line | null): Signal => {
      const signal = new Signal(`${name}.${colour}`);
      const show = (level: number): void => signal.drive(brightness(litBy === 1 ? level : 1 - level));
      line?.level.subscribe(show);
      if (line !== null) show(line.level.value);
      return signal;
    };
    this.red = light('red', red);
    this.green = light('green', green);
    this.blue = light('blue', blue);
    this.finger = new Signal(`${name}.button`);
    this.#contact = button?.connect(0) ?? null;
  }

  get signals(): readonly Signal[] {
    return [this.red, this.green, this.blue, this.finger];
  }

  get pressed(): boolean {
    return this.finger.value === 1;
  }

  /** Presses or releases the button. */
  set pressed(isPressed: boolean) {
    this.finger.drive(isPressed ? 1 : 0);
    this.#contact?.drive(isPressed ? 0 : null);
  }

  press(): void {
    this.pressed = true;
  }

  release(): void {
    this.pressed = false;
  }
}

const brightness = (share: number): number => (share === 0 || share === 1 ? share : Math.round(share * BRIGHTEST));
