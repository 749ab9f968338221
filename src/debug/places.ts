/** Where frames are. The interpreter does not tell where the running frame is, so that is noted here at each instruction. */
import type { Frame } from '../vm/frame.js';
import type { Sight } from './sights.js';

/** The place of one frame. */
interface Place {
  /** The instruction that it has executed last; −1 if none. */
  pc: number;
  /** The instruction with which it began its line. */
  begun: number;
  /** The numbers of instructions (`Debugger.count`) when it began this line, and when it began the line before; −1 if it has not. */
  begunAt: number;
  beforeAt: number;
}

/** The places of one machine's frames. */
export class Places {
  readonly #places = new WeakMap<Frame, Place>();
  /** The frame that has executed something last. */
  #frame: Frame | null = null;
  #place: Place = { pc: -1, begun: -1, begunAt: -1, beforeAt: -1 };

  /** Called when a frame executes the instruction at `pc`, which is in the source, as the `count`-th one. True if this begins a line. */
  comesTo(frame: Frame, pc: number, { lines }: Sight, count: number): boolean {
    if (frame !== this.#frame) this.#switchTo(frame);
    const place = this.#place;
    const { pc: before, begun } = place;
    place.pc = pc;
    // A jump back within a line begins the line again: a loop on a single line.
    const begins = before < 0 || lines[before] !== lines[pc] || (pc <= before && pc >= begun);
    if (begins) {
      place.begun = pc;
      place.beforeAt = place.begunAt;
      place.begunAt = count;
    }
    return begins;
  }

  #switchTo(frame: Frame): void {
    let place = this.#places.get(frame);
    if (place === undefined) {
      place = { pc: frame.pc - 1, begun: 0, begunAt: -1, beforeAt: -1 };
      this.#places.set(frame, place);
    }
    this.#frame = frame;
    this.#place = place;
  }

  /** The number of the instruction before the `count`-th at which a frame last began a line; −1 if there is none. */
  begunBefore(frame: Frame, count: number): number {
    const place = this.#places.get(frame);
    if (place === undefined) return -1;
    return place.begunAt < count ? place.begunAt : place.beforeAt;
  }

  /** The line of a frame that has called something, has stopped, or is running. */
  lineOf(frame: Frame, { lines }: Sight): number {
    const pc = this.#places.get(frame)?.pc ?? frame.pc - 1;
    for (let at = Math.max(pc, 0); at >= 0; at--) if ((lines[at] as number) > 0) return lines[at] as number;
    return lines.find((line) => line > 0) ?? frame.linked.code.firstLine;
  }
}
