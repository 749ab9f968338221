/** Ports of one protocol that nobody has chosen: the next free one (lwIP's `tcp_new_port` and `udp_new_port`, from 0xc000 on). */

const FIRST = 0xc000;
const COUNT = 0x4000;

/** Which ports are next. */
export class FreePorts {
  #last = FIRST;

  /** The next that is not taken; null if all are. */
  next(isTaken: (port: number) => boolean): number | null {
    for (let tries = 0; tries < COUNT; tries++) {
      this.#last = FIRST + ((this.#last - FIRST + 1) % COUNT);
      if (!isTaken(this.#last)) return this.#last;
    }
    return null;
  }
}
