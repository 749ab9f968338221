/**
 * The slot for an SD card, and the card in it: blocks of 512 bytes (`ports/stm32/sdcard.c`). Not simulated: the time that a card takes to start;
 * that other interrupts than the tick, too, make the firmware see that a card has finished.
 */
import { bytes as isBytes } from '../../checks.js';
import { MICROSECOND, type Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import { type Interrupts, THREAD_PRIORITY } from '../../sim/interrupts.js';
import { Signal } from '../../sim/signal.js';
import type { SysTick } from '../../sim/systick.js';
import { BLOCK } from './flash.js';

/** A card with more bytes than this has high capacity. */
const HIGH_CAPACITY = 2 * 1024 ** 3;

/**
 * Four wires at 24 MHz (`SDIO_TRANSFER_CLK_DIV` 0: half of 48 MHz). A block has on each of them a bit that starts it, 1024 of data, 16 that
 * check them, and one that ends it.
 */
const BLOCK_TIME: Nanos = Math.round((1 + 1024 + 16 + 1) / 0.024);

/** A card; its contents survive resets. */
export class SdCard {
  /**
   * Microseconds from the command to read until the card sends. The defaults of both times are those of a card that reads single blocks at 2221
   * and writes them at 602 kB/s (https://forum.arduino.cc/t/teensy-3-6-sdio-is-fast/406203). Cards differ, and pause at times for 100 ms or more.
   */
  reading = 200;
  /** Microseconds for which the card is busy once it has received what it is to write. */
  writing = 800;

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

/** The parts of the kernel that a slot uses. */
interface SlotParts {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
}

/** Blocks that are on their way to or from a card. */
interface Transfer {
  /** From the command to the last bit; for blocks to write, to when the card is no longer busy. */
  readonly duration: Nanos;
  readonly isWriting: boolean;
}

/**
 * The slot of one board. While the firmware waits for a card, only interrupts are served. As with the flash, that time passes at the safe point
 * after the native that has asked for the blocks.
 */
export class SdSlot {
  /** 1 while the firmware waits for the card. */
  readonly signal = new Signal('SD');
  #card: SdCard | null = null;
  /** The card for which the firmware has switched the power on; it does not notice when that card is taken out (`ports/stm32/sdcard.c`). */
  #active: SdCard | null = null;
  /** Whether that card answers: one that has been out of the slot waits to be started anew. */
  #answers = false;
  /** In the order in which they have been asked for. The first is under way. */
  #transfers: Transfer[] = [];

  readonly blockSize = BLOCK;

  constructor(readonly parts: SlotParts) {}

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

  /** Gives up what is on its way. The firmware no longer waits for it. */
  giveUp(): void {
    this.#transfers = [];
    this.signal.drive(0);
  }

  /** Reads whole blocks; returns false if there is no card that answers, or it does not have these blocks. */
  read(block: number, into: Uint8Array): boolean {
    return this.#transfer(block, into.length, false, (part) => into.set(part));
  }

  /** Writes whole blocks; returns false if there is no card that answers, or it does not have these blocks. */
  write(block: number, bytes: Uint8Array): boolean {
    return this.#transfer(block, bytes.length, true, (part) => part.set(bytes));
  }

  #transfer(block: number, length: number, isWriting: boolean, copy: (part: Uint8Array) => void): boolean {
    const card = this.#active;
    const start = block * BLOCK;
    if (card === null || !this.#answers || block < 0 || start + length > card.bytes.length) return false;
    copy(card.bytes.subarray(start, start + length));
    const delay = (isWriting ? card.writing : card.reading) * MICROSECOND;
    this.#transfers.push({ duration: delay + (length / BLOCK) * BLOCK_TIME, isWriting });
    if (this.#transfers.length === 1) this.#occupy(0, () => this.#begin());
    return true;
  }

  #begin(): void {
    const [transfer] = this.#transfers;
    this.signal.drive(transfer === undefined ? 0 : 1);
    if (transfer === undefined) return;
    this.#occupy(transfer.duration, () => {
      // The firmware asks whether a busy card has finished, and if not, again after the next tick (`sdcard_wait_finished`).
      if (transfer.isWriting) this.#occupy(this.parts.systick.nextEdge - this.parts.clock.now, () => this.#end());
      else this.#end();
    });
  }

  #end(): void {
    this.#transfers.shift();
    this.#begin();
  }

  #occupy(duration: Nanos, over: () => void): void {
    this.parts.interrupts.occupy(duration, THREAD_PRIORITY, over);
  }
}
