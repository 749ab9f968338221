/** Where frames are. The interpreter keeps the place of the running one to itself; here it is noted instruction by instruction. */
import type { Frame } from '../vm/frame.js';
import type { Sight } from './sights.js';

/** Of one frame. */
interface Place {
  /** The instruction that it has executed last; −1: none. */
  pc: number;
  /** The one with which it began the line. */
  begun: number;
}

/** Those of one machine's frames. */
export class Places {
  readonly #places = new WeakMap<Frame, Place>();
  /** The frame that has executed something last. */
  #frame: Frame | null = null;
  #place: Place = { pc: -1, begun: -1 };

  /** A frame executes the instruction at `pc`, which somebody has written. Whether it begins a line by that. */
  comesTo(frame: Frame, pc: number, { lines }: Sight): boolean {
    if (frame !== this.#frame) this.#switchTo(frame);
    const place = this.#place;
    const { pc: before, begun } = place;
    place.pc = pc;
    // What jumps back within a line begins it anew: a loop on a single line.
    const begins = before < 0 || lines[before] !== lines[pc] || (pc <= before && pc >= begun);
    if (begins) place.begun = pc;
    return begins;
  }

  #switchTo(frame: Frame): void {
    let place = this.#places.get(frame);
    if (place === undefined) {
      place = { pc: frame.pc - 1, begun: 0 };
      this.#places.set(frame, place);
    }
    this.#frame = frame;
    this.#place = place;
  }

  /** The line of a frame that has called something, has stopped, or is at work. */
  lineOf(frame: Frame, { lines }: Sight): number {
    const pc = this.#places.get(frame)?.pc ?? frame.pc - 1;
    for (let at = Math.max(pc, 0); at >= 0; at--) if ((lines[at] as number) > 0) return lines[at] as number;
    return lines.find((line) => line > 0) ?? frame.linked.code.firstLine;
  }
}
