/** The board's LEDs on a terminal: one line below whatever the board prints, drawn again and again, and never wider than the terminal. */
import { writeSync } from 'node:fs';
import type { LedColour } from '../../board/boards.js';

const COLOURS: Readonly<Record<LedColour, number>> = { red: 91, green: 92, yellow: 93, blue: 94 };
/** Makes room below the cursor's line, saves the cursor position, goes to the line below. */
const ENTER = '\x1bD\x1b[A\x1b7\x1b[B\r';
const LEAVE = '\x1b[K\x1b8';

export class LedLine {
  readonly #lit: boolean[];
  /** The line is on the screen. */
  isShown = false;
  /** An LED has changed since the line was drawn. */
  hasChanged = false;

  /** Draws on the terminal `fd`, one LED per colour. `columns` returns the terminal's width; 0 if it is not known. */
  constructor(
    private readonly fd: number,
    private readonly colours: readonly LedColour[],
    private readonly isColoured: boolean,
    private readonly columns: () => number,
  ) {
    this.#lit = colours.map(() => false);
  }

  /** Records the state of LED `index`, counted from 0; `draw` shows it. */
  set(index: number, isLit: boolean): void {
    if (index >= this.#lit.length) return;
    this.#lit[index] = isLit;
    this.hasChanged = true;
  }

  /** Draws the line: the LEDs, and as much of `text` as there is room for. Draws nothing if there is no room for the LEDs. */
  draw(text: string): void {
    this.hasChanged = false;
    const room = this.#room();
    if (room < 0) return;
    const leds = this.colours.map((colour, i) => this.#led(colour, this.#lit[i])).join(' ');
    this.isShown = true;
    this.#send(`${ENTER}${leds}${`  ${text}`.slice(0, room)}${LEAVE}`);
  }

  /** Returns how many characters fit behind the LEDs. The last column stays free: erasing what follows a character there would erase it. */
  #room(): number {
    const columns = this.columns();
    return columns === 0 ? Number.POSITIVE_INFINITY : columns - 1 - (2 * this.colours.length - 1);
  }

  /** Erases the line, before something else is printed and at the end. */
  hide(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.#send(`${ENTER}${LEAVE}`);
  }

  #led(colour: LedColour, isLit: boolean): string {
    if (!this.isColoured) return isLit ? '●' : '○';
    return isLit ? `\x1b[${COLOURS[colour]}m●\x1b[0m` : '\x1b[2m○\x1b[0m';
  }

  #send(text: string): void {
    try {
      writeSync(this.fd, text);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN' && code !== 'EPIPE' && code !== 'EIO') throw error;
    }
  }
}

/** Whether colours are wanted on a stream, following FORCE_COLOR as in Node and NO_COLOR as in no-color.org. */
export function wantsColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no } = environment;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTerminal && (no === undefined || no === '') && environment.TERM !== 'dumb';
}
