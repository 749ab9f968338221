/**
 * An I2S interface as the firmware drives it (RM0090 §28.4, `ports/stm32/machine_i2s.c`): DMA moves half a buffer at a time between
 * the line and a ring buffer, at the pace of the sample rate. Nothing listens to what is sent, and the input reads its pull-up.
 */
import { SECOND } from '../execution.js';
import type { Clock } from '../sim/clock.js';

/** Bytes that DMA moves at a time. */
const HALF_BYTES = 128;
/** Bytes of a received frame, which always has two samples of 32 bits. */
export const RECEIVED_FRAME_BYTES = 8;
/** What every received byte is. */
export const IDLE_LEVEL = 0xff;
/** The clock of the interface. */
const CLOCK_HZ = 96_000_000;

/** How the interface runs. */
export interface I2sSettings {
  readonly direction: 'receive' | 'send';
  readonly bits: 16 | 32;
  readonly isStereo: boolean;
  /** Frames per second. */
  readonly rate: number;
  /** Size of the ring buffer. */
  readonly ring: number;
}

/** One interface. */
export class I2s {
  /** Called whenever DMA has moved half a buffer, in its interrupt. */
  onHalf: () => void = () => {};
  readonly #alarm;
  #settings: I2sSettings | null = null;
  /** Bytes in the ring buffer. */
  #held = 0;
  /** What the last period was too short by. */
  #carry = 0;

  constructor(
    readonly id: number,
    private readonly clock: Clock,
  ) {
    this.#alarm = clock.alarm(() => this.#half());
  }

  /** Whether the clock can be divided to this rate. */
  static canRun({ bits, direction, rate }: I2sSettings): boolean {
    const divisor = CLOCK_HZ / (32 * (bits === 32 || direction === 'receive' ? 2 : 1) * rate);
    return rate > 0 && divisor >= 4 && divisor < 512;
  }

  /** Starts anew, with an empty ring buffer. */
  start(settings: I2sSettings): void {
    this.#settings = settings;
    this.#held = 0;
    this.#carry = 0;
    this.#await();
  }

  stop(): void {
    this.#settings = null;
    this.#alarm.cancel();
  }

  /** Bytes in the ring buffer. */
  get held(): number {
    return this.#held;
  }
  /** Bytes that still go into it. */
  get space(): number {
    return this.#settings === null ? 0 : this.#settings.ring - 1 - this.#held;
  }

  /** Puts bytes into the ring buffer; there must be space. */
  put(count: number): void {
    this.#held += count;
  }
  /** Takes bytes out of it; they must be there. */
  take(count: number): void {
    this.#held -= count;
  }

  /** Sets the alarm for the next half buffer. */
  #await(): void {
    const { bits, direction, rate } = this.#settings as I2sSettings;
    const frameBytes = direction === 'send' && bits === 16 ? 4 : 8;
    const exact = ((HALF_BYTES / frameBytes) * SECOND) / rate + this.#carry;
    const period = Math.round(exact);
    this.#carry = exact - period;
    this.#alarm.set(this.clock.now + period);
  }

  #half(): void {
    const { direction, isStereo } = this.#settings as I2sSettings;
    this.#await();
    if (direction === 'send') {
      this.onHalf();
      // A single channel is sent twice.
      if (this.#held >= HALF_BYTES) this.#held -= isStereo ? HALF_BYTES : HALF_BYTES / 2;
    } else {
      if (this.space >= HALF_BYTES) this.#held += HALF_BYTES;
      this.onHalf();
    }
  }
}
