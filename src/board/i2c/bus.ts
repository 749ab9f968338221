/**
 * A two-wire bus (UM10204, I2C-bus specification): the devices on it, and the transactions of a controller: start, an address with its
 * acknowledgement, bytes with theirs, stop. `wires.ts` makes the edges. Not simulated: clock stretching, two controllers at once.
 */
import { offers, such, whole } from '../../checks.js';

/** A device on the bus, implemented by the author of a simulated device. */
export interface I2cDevice {
  /** Its 7-bit address. */
  readonly address: number;
  /** Called when the device is addressed, to be read or written; returns whether it acknowledges. */
  start(isRead: boolean): boolean;
  /** Called with a byte; returns whether the device acknowledges it. */
  write(byte: number): boolean;
  /** Returns the byte that the device sends. */
  read(): number;
  /** Called when the transaction is over. */
  stop(): void;
  /**
   * Called when another transaction begins without a stop, for this device or another; if it is for this device, `start` follows. On a device
   * without this method, `stop` is called instead.
   */
  restart?(): void;
}

/** Throws if a value is not a 7-bit address. */
export const isI2cAddress = whole(0, 0x7f);
const isDevice = such((value) => offers(value, 'start', 'write', 'read', 'stop'), 'a device with the methods start, write, read and stop');

/** The byte that is read while nobody pulls the line down. */
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

  /** Disconnects a device. */
  detach(device: I2cDevice): void {
    const at = this.#devices.indexOf(device);
    if (at >= 0) this.#devices.splice(at, 1);
    if (this.#selected === device) this.#selected = null;
  }

  /** Addresses of the devices. */
  get addresses(): number[] {
    return this.#devices.map(({ address }) => address);
  }

  /** A start or a repeated start, with an address; returns whether a device acknowledges. */
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

  /** Sends a byte to the addressed device; returns whether it acknowledges. */
  write(byte: number): boolean {
    return this.#selected?.write(byte & 0xff) ?? false;
  }

  /** Returns a byte from the addressed device. */
  read(): number {
    return this.#selected?.read() ?? NOBODY;
  }

  stop(): void {
    this.#selected?.stop();
    this.#selected = null;
  }
}
