/**
 * The pin on which a UART listens: RX, or TX in half duplex. Frames arrive whole: over wires from another UART's TX (`Pin.carry`), or from
 * something that is connected to the UART without a pin (`SerialLine`). Anything else that drives the pin bit by bit is heard by its edges. A
 * frame that arrives without a wire is drawn on the pin if somebody counts the pin's edges, or if no UART reads frames there.
 */
import type { WorldTime } from '../../sim/world-time.js';
import { Arrivals } from '../arrivals.js';
import type { Level } from '../pin/line.js';
import type { Alternate, Pin } from '../pin/pin.js';
import { levelsOf, type SerialFrame } from '../serial-line.js';
import type { SerialInput } from './input.js';

/** The receiving side of one UART, at its pins. */
export class SerialReceiver implements Alternate {
  readonly drive = null;
  /** Whether the chip's clocks stand still, including the UART's: whatever arrives then is lost (RM0090 §5.3.4). */
  standsStill: () => boolean = () => false;
  /** Whether the UART listens to this pin. */
  isConnected = true;
  #drawing: Arrivals | null = null;

  /** `pin` is the board's pin at which it listens. */
  constructor(
    private readonly input: SerialInput,
    private readonly pin: Pin,
    private readonly time: WorldTime,
  ) {}

  level(): Level {
    return 1;
  }

  connect(): void {}

  release(): void {}

  hear(frame: SerialFrame, end: bigint): void {
    if (!this.isConnected) return;
    if (this.standsStill()) this.input.miss(end);
    else this.input.receive(frame, end);
  }

  edge(level: Level): void {
    if (this.isConnected && !this.standsStill()) this.input.edge(level);
  }

  /** A frame arrives without a wire. */
  receive(frame: SerialFrame, end: bigint): void {
    this.hear(frame, end);
    if (this.pin.isWatched || !this.input.isReading) this.#draw(frame, end);
  }

  #draw(frame: SerialFrame, end: bigint): void {
    const levels = levelsOf(frame);
    const begin = end - BigInt(Math.round((levels.length + (frame.stop ?? 1)) * frame.bitTime));
    this.#drawing ??= new Arrivals(this.pin.connect(), this.time);
    for (const [i, level] of [...levels, 1 as const].entries()) this.#drawing.add(level, begin + BigInt(Math.round(i * frame.bitTime)));
  }
}
