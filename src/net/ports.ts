/** Automatically assigned ports of one protocol: the next free one (lwIP's `tcp_new_port` and `udp_new_port`, from 0xc000 on). */

const FIRST = 0xc000;
const COUNT = 0x4000;

/** Assigns ports. */
export class FreePorts {
  #last = FIRST;

  /** Returns the next port that is not taken; null if all are taken. */
  next(isTaken: (port: number) => boolean): number | null {
    for (let tries = 0; tries < COUNT; tries++) {
      this.#last = FIRST + ((this.#last - FIRST + 1) % COUNT);
      if (!isTaken(this.#last)) return this.#last;
    }
    return null;
  }
}
