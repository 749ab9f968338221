/**
 * The flash that the board's files lie on, and the one sector of it that the firmware keeps in RAM (`ports/stm32/storage.c`, `flashbdev.c`,
 * `spibdev.c`, `drivers/memory/spiflash.c`): told which blocks are written, it takes the time that the board does. Who keeps the bytes is
 * no business of its own. Not simulated: that what is not yet written is lost when power goes, wear.
 */
import { MILLISECOND, type Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import { type InterruptLine, type Interrupts, THREAD_PRIORITY } from '../../sim/interrupts.js';
import { Signal } from '../../sim/signal.js';
import type { SysTick } from '../../sim/systick.js';
import type { Led } from '../led.js';

/** Bytes of a block of the flash's files, and of a card. */
export const BLOCK = 512;

/** What differs between kinds of flash. */
export interface FlashDescription {
  /** Blocks that the files have. */
  readonly blocks: number;
  /** Bytes of what the extended block protocol calls a block. */
  readonly unit: number;
  /** Bytes of the sectors that are erased at once, from the first block on; the last size is that of all that follow. */
  readonly sectors: readonly number[];
  /** How long erasing a sector of so many bytes takes. */
  erasing(bytes: number): Nanos;
  /** How long writing so many bytes to an erased sector takes. */
  programming(bytes: number): Nanos;
  /** How long reading a byte of a sector takes that comes into RAM. */
  readonly readingByte: Nanos;
  /** The priority that work on it has; below 0 the core stands still while it is erased. */
  readonly erasePriority: number;
  /** How long after the last write the firmware writes the sector back by itself, in ms. */
  readonly idleMs: number;
  /** It erases the sector beforehand, at its next opportunity. */
  readonly erasesAhead: boolean;
  /** The LED goes out when a sector makes room for another, too. */
  readonly showsRoom: boolean;
}

/** Priority and vector of the interrupt that the firmware does this work in (`irq.h`; RM0090 §12.2). */
export const FLASH_INTERRUPT = { priority: 6, vector: 4 } as const;
const { priority: PRIORITY } = FLASH_INTERRUPT;
/** The core stands still. */
const STANDSTILL = -1;
/** It looks in the tick that is 1 more than a multiple of this (`STORAGE_IDLE_TICK`, and its slot in `systick.h`). */
const IDLE_TICKS = 512;
const KIB = 1024;

/**
 * Sectors 1 to 4 of the STM32F405. Erasing and programming a word: datasheet DS8626, table «Flash memory programming», typical values with
 * a parallelism of 32 bits. Code is fetched from the same bank, so while a sector is erased the core stands still (RM0090 §3.6); between
 * two words interrupts come through. Reading: six cycles a word [estimate].
 */
export const INTERNAL_FLASH: FlashDescription = {
  blocks: 224,
  unit: BLOCK,
  sectors: [16 * KIB, 16 * KIB, 16 * KIB, 64 * KIB],
  erasing: (bytes) => (bytes === 16 * KIB ? 250 : 550) * MILLISECOND,
  programming: (bytes) => (bytes / 4) * 16_000,
  readingByte: 9,
  erasePriority: STANDSTILL,
  idleMs: 5000,
  erasesAhead: true,
  showsRoom: true,
};

const PAGE = 256;
/** A page of 256 bytes in single bits by software, some 20 cycles each at 120 MHz [estimate], and what the chip then takes. */
const PAGE_TIME = 0.35 * MILLISECOND + 0.4 * MILLISECOND;

/**
 * The PYBD's chip of 2 MiB on four wires driven by software. Erasing 4 KiB and programming a page: typical values of W25Q16JV (Winbond,
 * table «AC electrical characteristics»), a chip of that size [which one the boards have is not published]. Reading: 24 cycles a byte [estimate].
 */
export const SPI_FLASH: FlashDescription = {
  blocks: 4096,
  unit: 4 * KIB,
  sectors: [4 * KIB],
  erasing: () => 45 * MILLISECOND,
  programming: (bytes) => Math.ceil(bytes / PAGE) * PAGE_TIME,
  readingByte: 200,
  erasePriority: PRIORITY,
  idleMs: 1000,
  erasesAhead: false,
  showsRoom: false,
};

/** The kernel's parts that the flash has to do with, and the board's. */
interface FlashParts {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
  readonly line: InterruptLine;
  /** Shows that something is still to be written. */
  readonly led: Led;
}

/** The flash of a board behind the firmware's cache. What it does begins at the safe point after whoever has written. */
export class Flash {
  /** 1 while it is erased or programmed. */
  readonly signal = new Signal('FLASH');
  /** Where the sector in RAM begins, in bytes; −1 for none. */
  #cached = -1;
  #isDirty = false;
  #isErased = false;
  #lastWrite = 0;
  readonly #look;
  /** The tick at which the firmware looks next. */
  #lookAt = 0;

  constructor(
    readonly description: FlashDescription,
    private readonly parts: FlashParts,
  ) {
    this.#look = parts.clock.alarm(() => {
      if (parts.systick.ticks >= this.#lookAt) parts.line.raise();
      else this.#look.set(parts.systick.expectedEdge(this.#lookAt));
    });
    parts.line.connect(() => this.#serve());
  }

  /** The program's blocks of 512 bytes are written, through the cache. */
  write(block: number): void {
    const { start, bytes } = this.#sectorOf(block * BLOCK);
    if (this.#cached !== start) {
      this.#writeBack(this.description.showsRoom);
      this.#cached = start;
      this.#occupy(bytes * this.description.readingByte);
    }
    this.#isDirty = true;
    this.#occupy(0, () => {
      this.parts.led.on();
      this.#lastWrite = this.parts.systick.ticks;
      this.#lookLater();
    });
    this.#letThrough();
  }

  /** Bytes are written past the cache to where it is erased, on chips that can do so: by pages. */
  program(offset: number, length: number): void {
    const { unit } = this.description;
    if (unit === BLOCK) for (let at = offset; at < offset + length; at += BLOCK) this.write(Math.floor(at / BLOCK));
    else {
      const end = Math.ceil((offset + length) / PAGE) * PAGE;
      this.#work(() => this.#occupy(this.description.programming(end - Math.floor(offset / PAGE) * PAGE)));
    }
  }

  /** What the extended protocol calls a block is erased; nothing where that is none of the chip's sectors. */
  erase(): void {
    const { unit } = this.description;
    if (unit !== BLOCK) this.#work(() => this.#erase(unit));
  }

  /** Writes the sector in RAM back, if it was written to (`storage_flush`). */
  sync(): void {
    this.#writeBack(true);
    this.#letThrough();
  }

  /** As after a reset of the chip. */
  reset(): void {
    this.#cached = -1;
    this.#isDirty = this.#isErased = false;
    this.#look.cancel();
  }

  /** In its interrupt. */
  #serve(): void {
    if (!this.#isDirty) return;
    const { idleMs, erasesAhead } = this.description;
    if (erasesAhead && !this.#isErased) this.#work(() => this.#eraseCached());
    else if (this.parts.systick.ticks - this.#lastWrite >= idleMs) this.sync();
    this.#lookLater();
  }

  #writeBack(isShown: boolean): void {
    if (!this.#isDirty) return;
    this.#work(() => {
      if (!this.#isErased) this.#eraseCached();
      this.#occupy(this.description.programming(this.#sectorOf(this.#cached).bytes));
    });
    this.#isDirty = this.#isErased = false;
    if (isShown) this.#occupy(0, () => this.parts.led.off());
  }

  #lookLater(): void {
    if (!this.#isDirty) return;
    const { systick } = this.parts;
    this.#lookAt = Math.floor((systick.ticks - 1) / IDLE_TICKS + 1) * IDLE_TICKS + 1;
    this.#look.set(systick.expectedEdge(this.#lookAt));
  }

  #eraseCached(): void {
    this.#isErased = true;
    this.#erase(this.#sectorOf(this.#cached).bytes);
  }

  #erase(bytes: number): void {
    const { erasing, erasePriority } = this.description;
    this.parts.interrupts.occupy(erasing(bytes), erasePriority, () => {});
  }

  /** The flash is busy, and the firmware waits for it. */
  #work(steps: () => void): void {
    this.#occupy(0, () => this.signal.drive(1));
    steps();
    this.#occupy(0, () => this.signal.drive(0));
  }

  /** The firmware lowers its priority again. */
  #letThrough(): void {
    this.parts.interrupts.occupy(0, THREAD_PRIORITY, () => {});
  }

  #occupy(duration: Nanos, over: () => void = () => {}): void {
    this.parts.interrupts.occupy(duration, PRIORITY, over);
  }

  #sectorOf(offset: number): { readonly start: number; readonly bytes: number } {
    const { sectors } = this.description;
    let start = 0;
    let i = 0;
    for (; i < sectors.length - 1 && offset >= start + (sectors[i] as number); i++) start += sectors[i] as number;
    const bytes = sectors[i] as number;
    return { start: start + Math.floor((offset - start) / bytes) * bytes, bytes };
  }
}
