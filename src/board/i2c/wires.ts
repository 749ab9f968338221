/**
 * The end of a two-wire bus: two pins at which a controller sends and receives bytes that last as long as their bits (UM10204 §3.1). A bit
 * begins when the clock falls; the data changes after a quarter of the bit's time, the clock rises after half of it. A bus in use has pull-up
 * resistors. If wires join both pins to those of other ends, on this board or another, the devices there are on the bus as well.
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
  /** The last address sent, if nobody has acknowledged it; otherwise null. */
  unanswered: number | null = null;
  /** The address at which the program's last failed transfer found nobody, and how many in a row have; null once somebody answers there. */
  #missed: { readonly address: number; readonly times: number } | null = null;
  readonly #waveform: Waveform;
  #bus: I2cBus;
  /** Whether the peripheral is on. A transaction continues after its peripheral has been switched off, but not on these wires. */
  #isUsed = false;
  /** The buses that have received the last start: a device that has acknowledged is on one of them. */
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

  /** The bus to which they lead. */
  get bus(): I2cBus {
    return this.#bus;
  }

  /** Connects them to another bus from now on. */
  join(bus: I2cBus): void {
    this.#bus = bus;
  }

  /** Pulls the wires up when the bus begins to be used, and releases them when it no longer is. */
  pullUp(isUsed: boolean): void {
    this.#isUsed = isUsed;
    this.#waveform.cut();
    // In an order that makes neither a start nor a stop.
    for (const wire of isUsed ? [SDA, SCL] : [SCL, SDA]) this.#waveform.set(wire, isUsed ? 1 : null);
  }

  /** Sends a start and an address; returns whether a device acknowledges. `bitTime`, here and below, is in nanoseconds, perhaps not whole. */
  *start(address: number, isRead: boolean, bitTime: Nanos): Steps<boolean> {
    yield* this.begin(bitTime);
    return yield* this.address(address, isRead, bitTime);
  }

  /** Sends only a start: the data falls while the clock is high. */
  *begin(bitTime: Nanos): Steps<void> {
    yield this.#condition(1, 0, bitTime, true);
  }

  /** Sends the address after a start; returns whether a device acknowledges. */
  *address(address: number, isRead: boolean, bitTime: Nanos): Steps<boolean> {
    yield this.#bits((address << 1) | (isRead ? 1 : 0), 8, bitTime);
    return yield* this.#acknowledged(this.#start(address, isRead), bitTime);
  }

  /** Sends a byte; returns whether the device acknowledges. */
  *write(byte: number, bitTime: Nanos): Steps<boolean> {
    yield this.#bits(byte, 8, bitTime);
    const isAcknowledged = this.#heard.map((bus) => bus.write(byte)).includes(true);
    return yield* this.#acknowledged(isAcknowledged, bitTime);
  }

  /** Reads a byte of the device, which has it ready before its first bit. `isLast`: the byte is not acknowledged. */
  *read(isLast: boolean, bitTime: Nanos): Steps<number> {
    const byte = this.#heard.reduce((line, bus) => line & bus.read(), 0xff);
    yield this.#bits((byte << 1) | (isLast ? 1 : 0), 9, bitTime);
    return byte;
  }

  /** Sends a stop: the data rises while the clock is high. */
  *stop(bitTime: Nanos): Steps<void> {
    yield this.#condition(0, 1, bitTime, false);
    for (const bus of this.#heard) bus.stop();
  }

  /** Notes that a program's transfer fails because nobody has acknowledged the address. */
  noteFailure(address: number): void {
    this.#missed = { address, times: this.#missed?.address === address ? this.#missed.times + 1 : 1 };
  }

  /** Forgets in what transfers a program has failed. */
  forgetFailures(): void {
    this.#missed = null;
  }

  /** The address that the program asks again and again although no device has it; null if there is none. */
  get vainlyAsked(): number | null {
    if (this.#missed === null || this.#missed.times < 2) return null;
    return this.addresses.includes(this.#missed.address) ? null : this.#missed.address;
  }

  /** Addresses of all devices on the bus. */
  get addresses(): number[] {
    return this.#reached().flatMap((bus) => bus.addresses);
  }

  #start(address: number, isRead: boolean): boolean {
    this.#heard = this.#reached();
    const isAnswered = this.#heard.map((bus) => bus.start(address, isRead)).includes(true);
    this.unanswered = isAnswered ? null : address;
    if (isAnswered && address === this.#missed?.address) this.#missed = null;
    return isAnswered;
  }

  /** Whether the other two pins are on the same bus as these: wires join each to the other. */
  reaches({ scl, sda }: I2cWires): boolean {
    return this.scl.reach().has(scl) && this.sda.reach().has(sda);
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

  /** Sends the lowest `count` bits of `bits`, highest first. */
  #bits(bits: number, count: number, bitTime: Nanos): Wait {
    if (this.#isDrawn) {
      const cells = Array.from({ length: count }, (_, i) => cell(((bits >> (count - 1 - i)) & 1) as Level, i, bitTime));
      this.#waveform.play(cells.flat());
    }
    return this.clock.busy(Math.round(count * bitTime));
  }

  /** Changes the data from one level to another while the clock is high; then the clock may fall. */
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
