/**
 * A serial bus with a clock: whatever is selected answers a byte for each that is sent. Bytes as they go over the wire; edges are the
 * affair of `wires.ts`.
 */
import { offers, such } from '../../checks.js';
import type { Line } from '../pin/line.js';

/** A device on the bus, written by whoever simulates one. */
export interface SpiDevice {
  /** Takes a byte, first bit on the wire highest, and answers the one that it has sent meanwhile. */
  transfer(byte: number): number;
}

const isDevice = such((value) => offers(value, 'transfer'), 'a device with a method transfer');

/** One bus. */
export class SpiBus {
  readonly #devices: { readonly device: SpiDevice; readonly select: Line | null }[] = [];

  /** Connects a device; it hears only what is sent while its select pin, if it has one, is low. */
  attach(device: SpiDevice, select: Line | null = null): void {
    isDevice('device', device);
    this.#devices.push({ device, select });
  }

  /** Takes a device away. */
  detach(device: SpiDevice): void {
    const at = this.#devices.findIndex((each) => each.device === device);
    if (at >= 0) this.#devices.splice(at, 1);
  }

  /** Exchanges a byte; null if no device answers. Devices that answer at the same time pull the line low together. */
  transfer(byte: number): number | null {
    let answer: number | null = null;
    for (const { device, select } of this.#devices) {
      if (select === null || select.level.value === 0) answer = device.transfer(byte) & (answer ?? 0xff);
    }
    return answer;
  }
}
