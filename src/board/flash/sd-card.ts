/** The slot for an SD card, and the card in it: blocks of 512 bytes. Not simulated: the time that reading and writing take. */
import { bytes as isBytes } from '../../checks.js';
import { BLOCK } from './flash.js';

/** A card with more bytes than this has high capacity. */
const HIGH_CAPACITY = 2 * 1024 ** 3;

/** A card; its contents survive resets. */
export class SdCard {
  constructor(readonly bytes: Uint8Array) {
    isBytes('bytes', bytes);
    if (bytes.length === 0 || bytes.length % BLOCK !== 0) throw new RangeError(`an SD card consists of whole blocks of ${BLOCK} bytes`);
  }

  /** Returns a card of `size` bytes, all zero. */
  static blank(size: number): SdCard {
    return new SdCard(new Uint8Array(size));
  }

  get blocks(): number {
    return this.bytes.length / BLOCK;
  }

  get isHighCapacity(): boolean {
    return this.bytes.length > HIGH_CAPACITY;
  }
}

/** The slot of one board. */
export class SdSlot {
  /** The card in the slot; null if there is none. */
  card: SdCard | null = null;
  #isOn = false;

  readonly blockSize = BLOCK;

  /** The card, if there is one and it has power; otherwise null. */
  get active(): SdCard | null {
    return this.#isOn ? this.card : null;
  }

  /** Powers the card up; returns false if there is none. */
  powerOn(): boolean {
    this.#isOn = this.card !== null;
    return this.#isOn;
  }

  powerOff(): void {
    this.#isOn = false;
  }

  /** Reads whole blocks; returns false if there is no active card, or it does not have these blocks. */
  read(block: number, into: Uint8Array): boolean {
    const part = this.#part(block, into.length);
    if (part !== null) into.set(part);
    return part !== null;
  }

  /** Writes whole blocks; returns false if there is no active card, or it does not have these blocks. */
  write(block: number, bytes: Uint8Array): boolean {
    const part = this.#part(block, bytes.length);
    part?.set(bytes);
    return part !== null;
  }

  #part(block: number, length: number): Uint8Array | null {
    const start = block * BLOCK;
    if (this.active === null || block < 0 || start + length > this.active.bytes.length) return null;
    return this.active.bytes.subarray(start, start + length);
  }
}
