/** A receiving FIFO of bxCAN (RM0090 §32.7.4): three frames, and the events for which it interrupts. */
import type { CanFrame } from './frame.js';

/** Frames that it holds. */
const DEPTH = 3;

/** A received frame, with the number of the filter that accepted it. */
export interface ReceivedFrame {
  readonly frame: CanFrame;
  readonly filter: number;
}

/** Events of a FIFO; the numbers are those passed to callbacks. */
export enum FifoEvent {
  PENDING = 0,
  FULL = 1,
  OVERFLOW = 2,
}

/** One of the two receiving FIFOs. */
export class CanFifo {
  readonly frames: ReceivedFrame[] = [];
  #isFull = false;
  #hasOverflowed = false;
  /** Which events interrupt. */
  readonly #enabled = [false, false, false];

  get wantsInterrupt(): boolean {
    const pending = this.#enabled[FifoEvent.PENDING] && this.frames.length > 0;
    return pending || (this.#enabled[FifoEvent.FULL] && this.#isFull) || (this.#enabled[FifoEvent.OVERFLOW] && this.#hasOverflowed);
  }

  /** If the FIFO is full, the frame replaces the last one. */
  add(received: ReceivedFrame): void {
    const { frames } = this;
    if (frames.length < DEPTH) frames.push(received);
    else {
      frames[DEPTH - 1] = received;
      this.#hasOverflowed = true;
    }
    if (frames.length === DEPTH) this.#isFull = true;
  }

  /** Lets its events interrupt. PENDING is enabled only if `pending` is true; otherwise it stays as it is. */
  enable(pending: boolean): void {
    if (pending) this.#enabled[FifoEvent.PENDING] = true;
    this.#enabled[FifoEvent.FULL] = this.#enabled[FifoEvent.OVERFLOW] = true;
  }

  disable(): void {
    this.#enabled.fill(false);
  }

  /** Called in the interrupt: calls `tell` for each event. An event that has been told is disabled until it is enabled again. */
  serve(tell: (event: FifoEvent) => void): void {
    const hasOverflowed = this.#hasOverflowed;
    const hasPending = this.frames.length > 0 && this.#enabled[FifoEvent.PENDING];
    if (this.#isFull) {
      this.#enabled[FifoEvent.FULL] = this.#isFull = false;
      if (!hasOverflowed) tell(FifoEvent.FULL);
    }
    if (hasOverflowed) {
      this.#enabled[FifoEvent.OVERFLOW] = this.#hasOverflowed = false;
      tell(FifoEvent.OVERFLOW);
    }
    if (hasPending) {
      this.#enabled[FifoEvent.PENDING] = false;
      tell(FifoEvent.PENDING);
    }
  }
}
