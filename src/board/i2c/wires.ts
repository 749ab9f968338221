/**
 * An end of a two-wire bus: two pins at which a controller sends and takes bytes that last as long as their bits (UM10204 §3.1). A bit's
 * time begins with the clock's fall; the data changes at a quarter of it, the clock rises at half of it. A bus that is used has resistors.
 * Where wires join both pins to those of other ends, on this board or another, the devices there are on the bus as well.
 */
import type { Nanos, Steps, Wait } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { Level } from '../pin/line.js';
import type { Pin } from '../pin/pin.js';
import { Waveform, type WireEdge } from '../waveform.js';
import type { I2cBus } from './bus.js';

const SCL = 0;
const SDA = 1;

/** Two pins of a board. */
export class I2cWires {
  /** The last address that was sent, where nobody has acknowledged it. */
  unanswered: number | null = null;
  readonly #waveform: Waveform;
  #bus: I2cBus;
  /** A transaction goes on when its peripheral is switched off, but not on these wires. */
  #isUsed = false;
  /** The buses that have heard the last start: a device that has acknowledged is on one of them. */
  #heard: readonly I2cBus[] = [];

  constructor(
    bus: I2cBus,
    readonly scl: Pin,
    readonly sda: Pin,
    private readonly clock: Clock,
  ) {
    this.#bus = bus;
    scl.ends.add(this);
    this.#waveform = new Waveform(clock, [scl, sda]);
  }

  /** The bus that they lead to. */
  get bus(): I2cBus {
    return this.#bus;
  }

  /** From now on they lead to another. */
  join(bus: I2cBus): void {
    this.#bus = bus;
  }

  /** Somebody uses the bus, or nobody any longer. */
  pullUp(isUsed: boolean): void {
    this.#isUsed = isUsed;
    this.#waveform.cut();
    // In an order that is neither a start nor a stop.
    for (const wire of isUsed ? [SDA, SCL] : [SCL, SDA]) this.#waveform.set(wire, isUsed ? 1 : null);
  }

  /** A start and an address; whether a device acknowledges. `bitTime`, here and below: nanoseconds, perhaps not whole. */
  *start(address: number, isRead: boolean, bitTime: Nanos): Steps<boolean> {
    yield* this.begin(bitTime);
    return yield* this.address(address, isRead, bitTime);
  }

  /** A start alone: the data falls while the clock is high. */
  *begin(bitTime: Nanos): Steps<void> {
    yield this.#condition(1, 0, bitTime, true);
  }

  /** The address that follows a start. */
  *address(address: number, isRead: boolean, bitTime: Nanos): Steps<boolean> {
    yield this.#bits((address << 1) | (isRead ? 1 : 0), 8, bitTime);
    return yield* this.#acknowledged(this.#start(address, isRead), bitTime);
  }

  /** A byte; whether the device acknowledges. */
  *write(byte: number, bitTime: Nanos): Steps<boolean> {
    yield this.#bits(byte, 8, bitTime);
    const isAcknowledged = this.#heard.map((bus) => bus.write(byte)).includes(true);
    return yield* this.#acknowledged(isAcknowledged, bitTime);
  }

  /** A byte of the device, which has it ready when its first bit is wanted. `isLast`: it is not acknowledged. */
  *read(isLast: boolean, bitTime: Nanos): Steps<number> {
    const byte = this.#heard.reduce((line, bus) => line & bus.read(), 0xff);
    yield this.#bits((byte << 1) | (isLast ? 1 : 0), 9, bitTime);
    return byte;
  }

  /** A stop: the data rises while the clock is high. */
  *stop(bitTime: Nanos): Steps<void> {
    yield this.#condition(0, 1, bitTime, false);
    for (const bus of this.#heard) bus.stop();
  }

  /** Addresses of the devices that are there. */
  get addresses(): number[] {
    return this.#reached().flatMap((bus) => bus.addresses);
  }

  #start(address: number, isRead: boolean): boolean {
    this.#heard = this.#reached();
    const isAnswered = this.#heard.map((bus) => bus.start(address, isRead)).includes(true);
    this.unanswered = isAnswered ? null : address;
    return isAnswered;
  }

  /** All buses to which both wires lead. */
  #reached(): I2cBus[] {
    const buses = new Set([this.#bus]);
    const data = this.sda.reach();
    for (const pin of this.scl.reach()) {
      for (const end of pin.ends) if (end instanceof I2cWires && data.has(end.sda)) buses.add(end.#bus);
    }
    return [...buses];
  }

  get #isDrawn(): boolean {
    return this.#isUsed && this.#waveform.isWatched;
  }

  *#acknowledged(isAcknowledged: boolean, bitTime: Nanos): Steps<boolean> {
    yield this.#bits(isAcknowledged ? 0 : 1, 1, bitTime);
    return isAcknowledged;
  }

  /** The lowest `count` bits of `bits` go by, the highest of them first. */
  #bits(bits: number, count: number, bitTime: Nanos): Wait {
    if (this.#isDrawn) {
      const cells = Array.from({ length: count }, (_, i) => cell(((bits >> (count - 1 - i)) & 1) as Level, i, bitTime));
      this.#waveform.play(cells.flat());
    }
    return this.clock.busy(Math.round(count * bitTime));
  }

  /** The data changes from one level to another while the clock is high, which then may fall. */
  #condition(from: Level, to: Level, bitTime: Nanos, clockFalls: boolean): Wait {
    if (this.#isDrawn) {
      const edges: WireEdge[] = [
        { at: Math.round(bitTime / 4), wire: SDA, level: from },
        { at: Math.round(bitTime / 2), wire: SCL, level: 1 },
        { at: Math.round((bitTime * 3) / 4), wire: SDA, level: to },
      ];
      if (clockFalls) edges.push({ at: Math.round(bitTime), wire: SCL, level: 0 });
      this.#waveform.play(edges);
    }
    return this.clock.busy(Math.round(bitTime));
  }
}

/** The edges of bit `i`. */
function cell(level: Level, i: number, bitTime: Nanos): WireEdge[] {
  return [
    { at: Math.round((i + 1 / 4) * bitTime), wire: SDA, level },
    { at: Math.round((i + 1 / 2) * bitTime), wire: SCL, level: 1 },
    { at: Math.round((i + 1) * bitTime), wire: SCL, level: 0 },
  ];
}
