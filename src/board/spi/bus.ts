/**
 * A serial bus with a clock: the selected device answers each byte that is sent with one of its own. Bytes are exchanged as they go over the
 * wire; `wires.ts` makes the edges. Bits that do not come from the bus's own controller reach the devices by way of `follower.ts`.
 */
import { offers, such } from '../../checks.js';
import type { Level, Line } from '../pin/line.js';
import { SpiFollower, type SpiLines } from './follower.js';

/** A device on the bus, implemented by the author of a simulated device. */
export interface SpiDevice {
  /** Takes a byte (the first bit on the wire is the highest) and returns the byte that the device sends at the same time. */
  transfer(byte: number): number;
  /**
   * For programs that move the wires themselves: returns the bit that the device sends when `count` bits (0 to 7) of a byte have come, which are
   * `bits`, the last one lowest; null if it sends nothing. Changes nothing: `transfer` follows when the byte is complete. Without this method the
   * device sends nothing to such programs.
   */
  bit?(bits: number, count: number): Level | null;
  /** At which edge of the clock it reads a bit from such programs: `rising` (modes 0 and 3) unless given. It sends at the other one. */
  readonly edge?: 'rising' | 'falling';
}

const isDevice = such((value) => offers(value, 'transfer'), 'a device with a method transfer');

/** One bus. */
export class SpiBus {
  readonly #followers: SpiFollower[] = [];
  #isFollowing = false;

  /** `isOwn` tells whether the bus's own controller drives the wires now. */
  constructor(
    private readonly lines: SpiLines,
    private readonly isOwn: () => boolean,
  ) {}

  /** Whether no device is connected. */
  get isEmpty(): boolean {
    return this.#followers.length === 0;
  }

  /** Connects a device. It hears only what is sent while its select pin, if it has one, is low. */
  attach(device: SpiDevice, select: Line | null = null): void {
    isDevice('device', device);
    this.#followers.push(new SpiFollower(device, select, this.lines));
    this.#follow();
  }

  /** Disconnects a device. */
  detach(device: SpiDevice): void {
    const at = this.#followers.findIndex((each) => each.device === device);
    if (at >= 0) this.#followers.splice(at, 1)[0]?.detach();
    if (this.isEmpty) this.lines.sck.unwatch(this);
  }

  /** Exchanges a byte; returns null if no device answers. If several devices answer at the same time, a low bit of any of them wins. */
  transfer(byte: number): number | null {
    let answer: number | null = null;
    for (const { device, isSelected } of this.#followers) {
      if (isSelected) answer = device.transfer(byte) & (answer ?? 0xff);
    }
    return answer;
  }

  /** Called before whole bytes are exchanged: MISO carries them. */
  release(): void {
    for (const follower of this.#followers) follower.release();
  }

  /** Called after whole bytes have been exchanged. */
  begin(): void {
    for (const follower of this.#followers) follower.begin();
  }

  /** Hears the clock's edges from now on. The bus's own controller need not make them for it: see `SpiWires`. */
  #follow(): void {
    this.lines.sck.watch(this);
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    this.lines.sck.hearEdges((level) => {
      if (!this.isOwn()) for (const follower of this.#followers) follower.clock(level);
    });
  }
}
