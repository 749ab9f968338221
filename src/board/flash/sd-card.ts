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
  #card: SdCard | null = null;
  /** The card for which the firmware has switched the power on; it does not notice when that card is taken out (`ports/stm32/sdcard.c`). */
  #active: SdCard | null = null;
  /** Whether that card answers: one that has been out of the slot waits to be started anew. */
  #answers = false;

  readonly blockSize = BLOCK;

  /** The card in the slot; null if there is none. */
  get card(): SdCard | null {
    return this.#card;
  }

  set card(card: SdCard | null) {
    this.#card = card;
    this.#answers = false;
  }

  /** The card as the firmware knows it from when it switched the power on; null while the power is off. */
  get active(): SdCard | null {
    return this.#active;
  }

  /** Switches the power on, which starts the card, unless it is on already; returns false if there is no card. */
  powerOn(): boolean {
    if (this.#active !== null) return true;
    this.#active = this.#card;
    this.#answers = this.#card !== null;
    return this.#answers;
  }

  powerOff(): void {
    this.#active = null;
  }

  /** Reads whole blocks; returns false if there is no card that answers, or it does not have these blocks. */
  read(block: number, into: Uint8Array): boolean {
    const part = this.#part(block, into.length);
    if (part !== null) into.set(part);
    return part !== null;
  }

  /** Writes whole blocks; returns false if there is no card that answers, or it does not have these blocks. */
  write(block: number, bytes: Uint8Array): boolean {
    const part = this.#part(block, bytes.length);
    part?.set(bytes);
    return part !== null;
  }

  #part(block: number, length: number): Uint8Array | null {
    const start = block * BLOCK;
    if (this.#active === null || !this.#answers || block < 0 || start + length > this.#active.bytes.length) return null;
    return this.#active.bytes.subarray(start, start + length);
  }
}
