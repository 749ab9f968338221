/**
 * A two-wire bus (UM10204, I2C-bus specification): devices on it, and the transactions that a controller makes: start, an address with its
 * acknowledgement, bytes with theirs, stop. Edges are the affair of `wires.ts`. Not simulated: clock stretching, two controllers at once.
 */
import { offers, such, whole } from '../../checks.js';

/** A device on the bus, written by whoever simulates one. */
export interface I2cDevice {
  /** Its address of 7 bits. */
  readonly address: number;
  /** It is addressed, to be read or to be written; answers whether it acknowledges. */
  start(isRead: boolean): boolean;
  /** It gets a byte; answers whether it acknowledges. */
  write(byte: number): boolean;
  /** The byte that it gives. */
  read(): number;
  /** The transaction is over. */
  stop(): void;
  /** Another begins without a stop, for this device or for another, which it is then told of by `start`. A device without this takes it for a stop. */
  restart?(): void;
}

/** Throws if it is no address of 7 bits. */
export const isI2cAddress = whole(0, 0x7f);
const isDevice = such((value) => offers(value, 'start', 'write', 'read', 'stop'), 'a device with the methods start, write, read and stop');

/** What a line reads that nobody pulls down. */
const NOBODY = 0xff;

/** One bus. */
export class I2cBus {
  readonly #devices: I2cDevice[] = [];
  #selected: I2cDevice | null = null;

  /** Connects a device. */
  attach(device: I2cDevice): void {
    isDevice('device', device);
    this.#devices.push(device);
  }

  /** Takes a device away. */
  detach(device: I2cDevice): void {
    const at = this.#devices.indexOf(device);
    if (at >= 0) this.#devices.splice(at, 1);
    if (this.#selected === device) this.#selected = null;
  }

  /** Addresses of the devices. */
  get addresses(): number[] {
    return this.#devices.map(({ address }) => address);
  }

  /** A start, or a start without a stop before, and an address; whether somebody acknowledges. */
  start(address: number, isRead: boolean): boolean {
    const before = this.#selected;
    this.#selected = null;
    if (before?.restart === undefined) before?.stop();
    else before.restart();
    for (const device of this.#devices) {
      if (device.address !== address || !device.start(isRead)) continue;
      this.#selected = device;
      return true;
    }
    return false;
  }

  /** A byte to the device that is addressed; whether it acknowledges. */
  write(byte: number): boolean {
    return this.#selected?.write(byte & 0xff) ?? false;
  }

  /** A byte from the device that is addressed. */
  read(): number {
    return this.#selected?.read() ?? NOBODY;
  }

  stop(): void {
    this.#selected?.stop();
    this.#selected = null;
  }
}
