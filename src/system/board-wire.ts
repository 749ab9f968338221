/**
 * Wires between pins of two boards. Each side tells the other what drives or pulls the line on its board, and since when. If the other board is
 * behind, it sees the change at exactly that moment; if it is ahead, at once. Wires are digital, and a PWM is passed on as edges. UART frames
 * are passed on as a whole as well.
 */

import { Arrivals } from '../board/arrivals.js';
import type { Contact, Level } from '../board/pin/line.js';
import type { Pin } from '../board/pin/pin.js';
import type { SerialFrame } from '../board/serial-line.js';
import type { WorldTime } from '../sim/world-time.js';

/** A pin and its board's clock. */
interface WireEnd {
  readonly pin: Pin;
  readonly time: WorldTime;
}

/**
 * Joins pins of two boards. Pins that are already joined, perhaps by way of other boards, are left as they are: the wires, together with those
 * on each board, must form a tree, because in a loop a level would hold itself.
 */
export function joinBoards(one: WireEnd, other: WireEnd): void {
  if (one.pin.reach().has(other.pin)) return;
  const [here, there] = [new Side(one), new Side(other)];
  here.tell(there);
  there.tell(here);
  one.pin.joinBeyond(other.pin);
}

/** One end of a wire: drives its pin as the other end tells it. */
class Side {
  readonly #contact: Contact;
  readonly #arrivals: Arrivals;
  #told: Level | null = null;

  constructor(private readonly end: WireEnd) {
    this.#contact = end.pin.connect();
    this.#arrivals = new Arrivals(this.#contact, end.time);
    end.pin.watch(this);
  }

  /** Tells the other side about every change from now on. */
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

  /** Takes the other side's level from a moment on, ns since power came. */
  hear(level: Level | null, at: bigint): void {
    this.#arrivals.add(level, at);
  }

  /** Takes a UART frame from the other side. */
  carry(frame: SerialFrame, end: bigint): void {
    this.end.pin.carry(frame, end, this);
  }
}
