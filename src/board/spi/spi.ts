/**
 * An SPI peripheral of the STM32 (RM0090 §28): a controller whose bytes last as long as their bits. In peripheral mode, where another
 * controller would give the clock, it waits in vain. Not simulated: its interrupts, DMA's own timing, CRC, the TI format, one-wire modes.
 */
import { type Nanos, SECOND, type Steps } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import type { Pin } from '../pin/pin.js';
import type { ClockTree } from '../power.js';
import { blockOfBytes, blockOfFrames } from './block.js';
import type { SpiWires } from './wires.js';

/** Numbers of the peripherals on the faster bus. */
const ON_APB2 = [1, 4, 5, 6];
/** Exponent of the largest prescaler, which is a power of two. */
const MOST_LOG_PRESCALER = 8;

/** How the peripheral runs. */
export interface SpiSettings {
  readonly isController: boolean;
  /** Exponent of the power of two by which the clock is divided, 1 to 8. */
  readonly logPrescaler: number;
  readonly polarity: 0 | 1;
  readonly phase: 0 | 1;
  readonly bits: 8 | 16;
  readonly lowestFirst: boolean;
  readonly crc: number | null;
}

/** The settings after reset: the defaults of those that a program may omit. */
export const RESET_SPI: SpiSettings = {
  isController: true,
  logPrescaler: 8,
  polarity: 0,
  phase: 0,
  bits: 8,
  lowestFirst: false,
  crc: null,
};

/** The exponent of the smallest prescaler that is at least `prescaler`; that of the largest if none is. */
export function logPrescalerFor(prescaler: number): number {
  let log = 1;
  while (log < MOST_LOG_PRESCALER && 1 << log < prescaler) log++;
  return log;
}

/** One SPI peripheral. */
export class Spi {
  settings: SpiSettings = RESET_SPI;
  /** Whether a transfer is under way, or the firmware takes one that it has given up for that; setting the peripheral up ends it. */
  isBusy = false;
  /** Whether nothing will tell the firmware that the transfer that is under way is over. */
  isBroken = false;
  #isOn = false;
  /** A transfer that goes on by itself. */
  #rest: Steps<void> | null = null;
  readonly #next: Alarm;

  constructor(
    readonly id: number,
    private readonly wires: SpiWires,
    /** Its pins except the select pin. */
    readonly pins: readonly Pin[],
    private readonly tree: ClockTree,
    clock: Clock,
  ) {
    this.#next = clock.alarm(() => {
      const step = this.#rest?.next();
      if (step?.done === false) this.#next.set(step.value.until as Nanos);
    });
  }

  /** Frequency of the clock that is divided. */
  get inputHertz(): number {
    const { pclk1, pclk2 } = this.tree.frequencies;
    return ON_APB2.includes(this.id) ? pclk2 : pclk1;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Bits per second. */
  get baudrate(): number {
    return Math.floor(this.inputHertz / 2 ** this.settings.logPrescaler);
  }

  /** Switches the peripheral on with these settings and configures its pins. */
  init(settings: SpiSettings): void {
    this.#next.cancel();
    this.settings = settings;
    this.#isOn = true;
    this.isBusy = false;
    const pull = settings.polarity === 1 ? 'up' : 'down';
    for (const pin of this.pins) pin.configure('alt', pull, pin.functionOf(`SPI${this.id}`)?.index);
  }

  deinit(): void {
    this.#next.cancel();
    this.#isOn = false;
  }

  /** Goes on with a transfer whose next byte is exchanged by `until`: DMA does that also when the firmware no longer waits for it. */
  goOn(rest: Steps<void>, until: Nanos): void {
    this.#rest = rest;
    this.#next.set(until);
  }

  /**
   * Exchanges bytes; `into` may be the same buffer as `from`, or null. With 16 bits the firmware sends a frame for each byte, since it counts
   * bytes where its library counts frames. A byte that would not be over at `limit` is waited for, so that the caller can give up.
   */
  transfer(from: Uint8Array, into: Uint8Array | null, limit?: () => Nanos): Steps<void> {
    const { bits, lowestFirst, polarity, phase } = this.settings;
    const block = (bits === 16 ? blockOfFrames : blockOfBytes)(from, into, lowestFirst);
    return this.wires.exchange(block, { bitTime: SECOND / this.baudrate, polarity, phase }, limit);
  }
}
