/** Where frames are. The interpreter keeps the place of the running one to itself; here it is noted instruction by instruction. */
import type { Frame } from '../vm/frame.js';
import type { Sight } from './sights.js';

/** Of one frame. */
interface Place {
  /** The instruction that it has executed last; −1: none. */
  pc: number;
  /** The one with which it began the line. */
  begun: number;
  /** When that was, and when it began the line before: so many instructions had come. −1: never. */
  begunAt: number;
  beforeAt: number;
}

/** Those of one machine's frames. */
export class Places {
  readonly #places = new WeakMap<Frame, Place>();
  /** The frame that has executed something last. */
  #frame: Frame | null = null;
  #place: Place = { pc: -1, begun: -1, begunAt: -1, beforeAt: -1 };

  /** A frame executes the instruction at `pc`, which somebody has written, as the `count`-th that comes. Whether it begins a line by that. */
  comesTo(frame: Frame, pc: number, { lines }: Sight, count: number): boolean {
    if (frame !== this.#frame) this.#switchTo(frame);
    const place = this.#place;
    const { pc: before, begun } = place;
    place.pc = pc;
    // What jumps back within a line begins it anew: a loop on a single line.
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

  /** When a frame last began a line before the `count`-th instruction; −1: never. */
  begunBefore(frame: Frame, count: number): number {
    const place = this.#places.get(frame);
    if (place === undefined) return -1;
    return place.begunAt < count ? place.begunAt : place.beforeAt;
  }

  /** The line of a frame that has called something, has stopped, or is at work. */
  lineOf(frame: Frame, { lines }: Sight): number {
    const pc = this.#places.get(frame)?.pc ?? frame.pc - 1;
    for (let at = Math.max(pc, 0); at >= 0; at--) if ((lines[at] as number) > 0) return lines[at] as number;
    return lines.find((line) => line > 0) ?? frame.linked.code.firstLine;
  }
}
