/** The complementary output of a timer's channel (RM0090 §17.3.11), without the dead time. */
import { CONSTANT, type Drive } from '../pin/drive.js';
import type { Alternate, Level, Pin } from '../pin/pin.js';

/** What it needs from its channel. */
interface Channel {
  readonly drive: Drive | null;
  level(): Level;
  refresh(): void;
}

/** The output of one channel that is active while the channel's own output is not. */
export class Complement implements Alternate {
  readonly #pins = new Set<Pin>();

  constructor(private readonly channel: Channel) {}

  get drive(): Drive | null {
    const { drive } = this.channel;
    if (drive === null) return null;
    return drive.kind === 'constant' ? CONSTANT[this.level()] : { kind: 'periodic', mean: 1 - drive.mean };
  }

  level(): Level {
    return this.channel.level() === 1 ? 0 : 1;
  }

  connect(pin: Pin): void {
    this.#pins.add(pin);
    this.channel.refresh();
  }

  release(pin: Pin): void {
    this.#pins.delete(pin);
    this.channel.refresh();
  }

  edge(): void {}

  watched(): void {
    this.channel.refresh();
  }

  /** Whether it is connected to any pin. */
  get hasPins(): boolean {
    return this.#pins.size > 0;
  }

  /** Whether somebody counts its edges. */
  get isWatched(): boolean {
    return [...this.#pins].some((pin) => pin.isWatched);
  }

  /** Called when the channel's output has changed. */
  refresh(): void {
    for (const pin of this.#pins) pin.refresh();
  }
}
