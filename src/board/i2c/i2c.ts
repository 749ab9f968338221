/**
 * An I2C peripheral of the STM32 (RM0090 §27, RM0385 §33): a controller whose bytes take as long as its bit rate says, or a peripheral that
 * another controller addresses. Not simulated: its interrupts, DMA's own timing, 10-bit addresses, general calls.
 */
import { type Nanos, SECOND, type Steps } from '../../execution.js';
import type { InterruptLine } from '../../sim/interrupts.js';
import type { Pin } from '../pin/pin.js';
import type { ClockTree } from '../power.js';
import type { I2cBus, I2cDevice } from './bus.js';
import type { I2cWires } from './wires.js';

/** Priority of its interrupt (`ports/stm32/irq.h`). */
const EVENT_PRIORITY = 12;

/** The speed of the bus: bits per second, and the timing register on chips that have one. */
export interface I2cRate {
  readonly hertz: number;
  readonly timing: number | null;
}

/** The bits of the divisor that the clock control register (CCR) has, and the least divisor that standard mode allows (RM0090 §27.6.8). */
const CCR = 0xfff;
const LEAST = 4;

/** A division of unsigned numbers as the processor does it: by 0 it yields 0. */
const quotient = (dividend: number, divisor: number): number => (divisor === 0 ? 0 : Math.floor(dividend / divisor));

/**
 * Returns the rate that an STM32F4 makes of a requested bit rate (a word): standard mode up to 100 kHz, above that fast mode with a duty cycle of
 * 16 to 9. The register keeps 12 bits of the divisor. `limit`: whether the least divisor is ensured before the rest is dropped, as in
 * `ports/stm32/i2c.c`, or after, as in the chip's library. Null if the divisor is then one that the chip does not allow.
 */
export function dividedRate(pclk1: number, wanted: number, limit: 'before' | 'after'): I2cRate | null {
  const isFast = wanted > 100_000;
  const least = isFast ? 1 : LEAST;
  const exact = quotient(pclk1 - 1, Math.imul(wanted, isFast ? 25 : 2) >>> 0) + 1;
  const divisor = limit === 'before' ? Math.max(least, exact) & CCR : Math.max(least, exact & CCR);
  if (divisor < least) return null;
  return { hertz: Math.floor((Math.floor(pclk1 / 1e6) * (isFast ? 40_000 : 500_000)) / divisor), timing: null };
}

/** Returns the rate that an STM32F7 makes of its timing register: prescaler, high and low time. */
export function timedRate(pclk1: number, timing: number): I2cRate {
  const prescaler = (timing >>> 28) + 1;
  const period = ((timing >> 8) & 0xff) + (timing & 0xff) + 2;
  return { hertz: Math.floor(Math.floor(pclk1 / prescaler) / period), timing };
}

/** What a peripheral waits for: bytes that a controller writes to it or reads from it. */
class Exchange {
  done = 0;
  /** Whether the controller has ended the transaction. */
  isOver = false;

  constructor(
    readonly bytes: Uint8Array,
    readonly isSent: boolean,
  ) {}
}

/** One I2C peripheral. */
export class I2c {
  /** Called in the event interrupt. */
  onEvent: () => void = () => {};
  #rate: I2cRate | null = null;
  /** Bits per second, kept after the peripheral is switched off: a transaction that is under way then continues. */
  #hertz = SECOND;
  #device: (I2cDevice & { exchange: Exchange | null }) | null = null;
  /** The device that the board itself has at its pins; null if none. */
  #soldered: I2cDevice | null = null;
  /** The device that it has become; null if none. */
  #own: I2cDevice | null = null;

  constructor(
    readonly id: number,
    readonly wires: I2cWires,
    /** Its pins, clock and data. */
    readonly pins: { readonly scl: Pin; readonly sda: Pin },
    private readonly tree: ClockTree,
    /** The interrupt that reports what has happened to a device that it has become. */
    readonly events: InterruptLine,
  ) {
    events.priority = EVENT_PRIORITY;
    events.connect(() => this.onEvent());
  }

  /** Connects it to another bus, such as one of another board. Call it only while the peripheral is off. */
  join(bus: I2cBus): void {
    if (this.#soldered !== null) this.bus.detach(this.#soldered);
    this.wires.join(bus);
    if (this.#soldered !== null) bus.attach(this.#soldered);
  }

  /** Connects a device of the board itself, which is on whatever bus its pins lead to. */
  solder(device: I2cDevice): void {
    this.#soldered = device;
    this.bus.attach(device);
  }

  /** The bus that it is on. */
  get bus(): I2cBus {
    return this.wires.bus;
  }

  /** Frequency of the peripheral's clock. */
  get inputHertz(): number {
    return this.tree.frequencies.pclk1;
  }

  /** Its rate; null while it is off. */
  get rate(): I2cRate | null {
    return this.#rate;
  }

  /** Its address as a peripheral; null for a controller. */
  get ownAddress(): number | null {
    return this.#device?.address ?? null;
  }

  /** Switches it on and configures its pins: as a controller, or as a peripheral with an address. */
  init(rate: I2cRate, pull: 'none' | 'up', ownAddress: number | null = null): void {
    this.deinit();
    this.#rate = rate;
    this.#hertz = rate.hertz;
    this.wires.pullUp(true);
    for (const pin of [this.pins.scl, this.pins.sda]) pin.configure('alt-open-drain', pull, pin.functionOf(`I2C${this.id}`)?.index);
    if (ownAddress === null) return;
    this.#device = new OwnDevice(ownAddress);
    this.bus.attach(this.#device);
  }

  /** Becomes a device that other controllers address. */
  become(device: I2cDevice): void {
    this.deinit();
    this.wires.pullUp(true);
    for (const pin of [this.pins.scl, this.pins.sda]) pin.configure('alt-open-drain', 'none', pin.functionOf(`I2C${this.id}`)?.index);
    this.#own = device;
    this.bus.attach(device);
  }

  deinit(): void {
    this.#rate = null;
    this.wires.pullUp(false);
    if (this.#own !== null) this.bus.detach(this.#own);
    this.#own = null;
    if (this.#device !== null) this.bus.detach(this.#device);
    this.#device = null;
  }

  /** Sends a start and an address, which take their time; returns whether a device acknowledges. */
  start(address: number, isRead: boolean): Steps<boolean> {
    return this.wires.start(address, isRead, this.#bitTime);
  }

  write(byte: number): Steps<boolean> {
    return this.wires.write(byte, this.#bitTime);
  }

  /** Reads a byte. `isLast`: the device is to send no more. */
  read(isLast: boolean): Steps<number> {
    return this.wires.read(isLast, this.#bitTime);
  }

  stop(): Steps<void> {
    return this.wires.stop(this.#bitTime);
  }

  /**
   * As a peripheral: sends or receives bytes when a controller asks for it. `finished` of the result returns 'ok' when all bytes have been
   * exchanged, 'short' if the controller has ended the transaction before, and null until then. Of bytes that are sent the last may be left:
   * it then lies in the data register, since that takes the next byte while one is on the wire (RM0090 §27.3.2, EV3).
   */
  exchange(bytes: Uint8Array, isSent: boolean): { finished(): 'ok' | 'short' | null; cancel(): void } {
    const device = this.#device as I2cDevice & { exchange: Exchange | null };
    const exchange = new Exchange(bytes, isSent);
    device.exchange = exchange;
    return {
      finished: () => {
        if (exchange.done === bytes.length) return 'ok';
        if (!exchange.isOver) return null;
        return isSent && exchange.done === bytes.length - 1 ? 'ok' : 'short';
      },
      cancel: () => {
        device.exchange = null;
      },
    };
  }

  get #bitTime(): Nanos {
    return SECOND / this.#hertz;
  }
}

/** An STM32 as seen by other controllers on the bus. It acknowledges while it waits for the kind of transfer that is requested. */
class OwnDevice implements I2cDevice {
  exchange: Exchange | null = null;

  constructor(readonly address: number) {}

  start(isRead: boolean): boolean {
    return this.exchange !== null && this.exchange.isSent === isRead && this.exchange.done < this.exchange.bytes.length;
  }

  write(byte: number): boolean {
    const { exchange } = this;
    if (exchange === null || exchange.done === exchange.bytes.length) return false;
    exchange.bytes[exchange.done++] = byte;
    return true;
  }

  read(): number {
    const { exchange } = this;
    return exchange?.bytes[exchange.done++] ?? 0;
  }

  stop(): void {
    if (this.exchange !== null && this.exchange.done > 0) this.exchange.isOver = true;
  }
}
