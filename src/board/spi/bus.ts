/**
 * A serial bus with a clock: the selected device answers each byte that is sent with one of its own. Bytes are exchanged as they go over the
 * wire; `wires.ts` makes the edges.
 */
import { offers, such } from '../../checks.js';
import type { Line } from '../pin/line.js';

/** A device on the bus, implemented by the author of a simulated device. */
export interface SpiDevice {
  /** Takes a byte (the first bit on the wire is the highest) and returns the byte that the device sends at the same time. */
  transfer(byte: number): number;
}

const isDevice = such((value) => offers(value, 'transfer'), 'a device with a method transfer');

/** One bus. */
export class SpiBus {
  readonly #devices: { readonly device: SpiDevice; readonly select: Line | null }[] = [];

  /** Whether no device is connected. */
  get isEmpty(): boolean {
    return this.#devices.length === 0;
  }

  /** Connects a device. It hears only what is sent while its select pin, if it has one, is low. */
  attach(device: SpiDevice, select: Line | null = null): void {
    isDevice('device', device);
    this.#devices.push({ device, select });
  }

  /** Disconnects a device. */
  detach(device: SpiDevice): void {
    const at = this.#devices.findIndex((each) => each.device === device);
    if (at >= 0) this.#devices.splice(at, 1);
  }

  /** Exchanges a byte; returns null if no device answers. If several devices answer at the same time, a low bit of any of them wins. */
  transfer(byte: number): number | null {
    let answer: number | null = null;
    for (const { device, select } of this.#devices) {
      if (select === null || select.level.value === 0) answer = device.transfer(byte) & (answer ?? 0xff);
    }
    return answer;
  }
}
