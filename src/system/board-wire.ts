/**
 * Wires between pins of two boards. Each side tells the other what drives or pulls the line there, with the moment: the other board,
 * if it is behind, sees it at just that moment, if it is ahead, at once. Digital; a PWM is its edges. Frames of a UART are told whole, besides.
 */

import { Arrivals } from '../board/arrivals.js';
import type { Contact, Level } from '../board/pin/line.js';
import type { Pin } from '../board/pin/pin.js';
import type { SerialFrame } from '../board/serial-line.js';
import type { WorldTime } from '../sim/world-time.js';

/** A pin, and the time around its board. */
interface WireEnd {
  readonly pin: Pin;
  readonly time: WorldTime;
}

/**
 * Joins pins of two boards; those that are joined already, round other boards maybe, stay as they are. Together with those on each board
 * the wires make a tree: round a loop a level would hold itself.
 */
export function joinBoards(one: WireEnd, other: WireEnd): void {
  if (one.pin.reach().has(other.pin)) return;
  const [here, there] = [new Side(one), new Side(other)];
  here.tell(there);
  there.tell(here);
  one.pin.joinBeyond(other.pin);
}

/** What one end has from the other. */
class Side {
  readonly #contact: Contact;
  readonly #arrivals: Arrivals;
  #told: Level | null = null;

  constructor(private readonly end: WireEnd) {
    this.#contact = end.pin.connect();
    this.#arrivals = new Arrivals(this.#contact, end.time);
    end.pin.watch(this);
  }

  /** Tells the other side every change from now on. */
  tell(other: Side): void {
    const { pin, time } = this.end;
    const look = (): void => {
      const level = pin.offered(this.#contact);
      if (level === this.#told) return;
      this.#told = level;
      other.hear(level, time.elapsed());
    };
    pin.onChange(look);
    look();
    pin.onFrame((frame, until, from) => {
      if (from !== this) other.carry(frame, until);
    });
  }

  /** What the other side is from a moment on, ns since power came. */
  hear(level: Level | null, at: bigint): void {
    this.#arrivals.add(level, at);
  }

  /** A frame of a UART comes from the other side. */
  carry(frame: SerialFrame, end: bigint): void {
    this.end.pin.carry(frame, end, this);
  }
}
