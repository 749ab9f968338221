/**
 * An I2S interface as driven by the firmware (RM0090 §28.4, `ports/stm32/machine_i2s.c`): DMA moves half a buffer at a time between the line
 * and a ring buffer, at the sample rate. Its pins have no edges: samples go over the line, and are passed on half a buffer at a time. If
 * nobody drives the line, the input reads the pull-up.
 */
import { SECOND } from '../execution.js';
import type { Clock } from '../sim/clock.js';

/** Number of bytes that DMA moves at a time. */
const HALF_BYTES = 128;
/** Bytes in a received frame, which always has two samples of 32 bits. */
export const RECEIVED_FRAME_BYTES = 8;
/** The clock of the interface. */
const CLOCK_HZ = 96_000_000;

/** The samples of one period of the word clock: signed numbers with as many bits as the interface has. */
export type I2sFrame = readonly [left: number, right: number];

/** The frame that is read from a line with only the pull-up. */
const NOBODY: I2sFrame = [-1, -1];

/** How the interface runs. */
export interface I2sSettings {
  readonly direction: 'receive' | 'send';
  readonly bits: 16 | 32;
  readonly isStereo: boolean;
  /** Frames per second. */
  readonly rate: number;
  /** Size of the ring buffer in bytes. */
  readonly ring: number;
}

/** One interface. */
export class I2s {
  /** Called whenever DMA has moved half a buffer, in its interrupt. */
  onHalf: () => void = () => {};
  /** Called with the frames, half a buffer of them, that go over the line from this moment on; zeros if the program has been too slow. */
  onFrames: ((frames: readonly I2sFrame[]) => void) | null = null;
  /** Returns the frame that the line brings, counted from 0 when the interface starts; null: nobody drives the line. */
  source: ((frame: number) => I2sFrame) | null = null;
  readonly #alarm;
  #settings: I2sSettings | null = null;
  #ring = new Uint8Array(0);
  /** Position of the oldest byte in the ring buffer, and number of bytes in it. */
  #oldest = 0;
  #held = 0;
  /** The frames that go over the line once DMA has finished the current half. */
  #next: readonly I2sFrame[] = [];
  /** Number of frames that have been received. */
  #come = 0;
  /** By how much the last period was too short, in nanoseconds. */
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

  /** Starts again with an empty ring buffer. */
  start(settings: I2sSettings): void {
    this.#settings = settings;
    this.#ring = new Uint8Array(settings.ring);
    this.#oldest = this.#held = this.#come = 0;
    this.#next = [];
    this.#carry = 0;
    this.#await();
  }

  stop(): void {
    this.#settings = null;
    this.#alarm.cancel();
  }

  /** Number of bytes in the ring buffer. */
  get held(): number {
    return this.#held;
  }
  /** Number of bytes for which the ring buffer has space. */
  get space(): number {
    return this.#settings === null ? 0 : this.#settings.ring - 1 - this.#held;
  }

  /** Puts bytes into the ring buffer; there must be space. */
  put(bytes: Uint8Array): void {
    const at = (this.#oldest + this.#held) % this.#ring.length;
    const straight = bytes.subarray(0, this.#ring.length - at);
    this.#ring.set(straight, at);
    this.#ring.set(bytes.subarray(straight.length));
    this.#held += bytes.length;
  }

  /** Takes bytes out of the ring buffer; they must be there. */
  take(count: number): Uint8Array {
    const taken = new Uint8Array(count);
    const straight = this.#ring.subarray(this.#oldest, this.#oldest + count);
    taken.set(straight);
    taken.set(this.#ring.subarray(0, count - straight.length), straight.length);
    this.#oldest = (this.#oldest + count) % this.#ring.length;
    this.#held -= count;
    return taken;
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
    const { direction } = this.#settings as I2sSettings;
    this.#await();
    if (direction === 'send') {
      this.onFrames?.(this.#next);
      this.onHalf();
      this.#next = this.#toSend();
    } else {
      this.#receive();
      this.onHalf();
    }
  }

  /** Returns half a buffer of frames; silence if the ring buffer has too few bytes. A single channel is sent twice. */
  #toSend(): I2sFrame[] {
    const { bits, isStereo } = this.#settings as I2sSettings;
    const size = bits / 8;
    const isThere = this.#held >= HALF_BYTES;
    const samples = isThere ? new DataView(this.take(isStereo ? HALF_BYTES : HALF_BYTES / 2).buffer) : null;
    const sample = (i: number): number =>
      samples === null ? 0 : bits === 16 ? samples.getInt16(i * size, true) : samples.getInt32(i * size, true);
    return Array.from({ length: HALF_BYTES / (2 * size) }, (_, i) =>
      isStereo ? [sample(2 * i), sample(2 * i + 1)] : [sample(i), sample(i)],
    );
  }

  /** Receives half a buffer of frames; without space for them they are lost. */
  #receive(): void {
    const half = new DataView(new ArrayBuffer(HALF_BYTES));
    for (let at = 0; at < HALF_BYTES; at += RECEIVED_FRAME_BYTES) {
      const [left, right] = this.source?.(this.#come) ?? NOBODY;
      this.#come++;
      half.setInt32(at, left, true);
      half.setInt32(at + RECEIVED_FRAME_BYTES / 2, right, true);
    }
    if (this.space >= HALF_BYTES) this.put(new Uint8Array(half.buffer));
  }
}
