/**
 * The flash that holds the board's files, and the one sector of it that the firmware caches in RAM (`ports/stm32/storage.c`, `flashbdev.c`,
 * `spibdev.c`, `drivers/memory/spiflash.c`). It is told which blocks are written and takes as much time as the board does; the bytes are kept
 * elsewhere. Not simulated: that what is not yet written is lost when power goes, wear.
 */
import { MILLISECOND, type Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import { type InterruptLine, type Interrupts, THREAD_PRIORITY } from '../../sim/interrupts.js';
import { Signal } from '../../sim/signal.js';
import type { SysTick } from '../../sim/systick.js';
import type { Led } from '../led.js';

/** Bytes in a block of the flash's files, and of an SD card. */
export const BLOCK = 512;

/** What differs between kinds of flash. */
export interface FlashDescription {
  /** Number of blocks for files. */
  readonly blocks: number;
  /** Bytes in what the extended block protocol calls a block. */
  readonly unit: number;
  /** Bytes in each erasable sector, from the first block on; the last size applies to all further sectors. */
  readonly sectors: readonly number[];
  /** Time to erase a sector of this size. */
  erasing(bytes: number): Nanos;
  /** Time to write this number of bytes to an erased sector. */
  programming(bytes: number): Nanos;
  /** Time per byte to read a sector into RAM. */
  readonly readingByte: Nanos;
  /** The priority at which a sector is erased; below 0 the core stands still meanwhile. */
  readonly erasePriority: number;
  /** Time after the last write at which the firmware writes the sector back by itself, in ms. */
  readonly idleMs: number;
  /** Whether the firmware erases the sector beforehand, at the next opportunity. */
  readonly erasesAhead: boolean;
  /** Whether the LED also goes out when a sector is written back to make room for another. */
  readonly showsRoom: boolean;
}

/** Priority and vector of the interrupt in which the firmware does this work (`irq.h`; RM0090 §12.2). */
export const FLASH_INTERRUPT = { priority: 6, vector: 4 } as const;
const { priority: PRIORITY } = FLASH_INTERRUPT;
/** The core stands still. */
const STANDSTILL = -1;
/** The firmware looks in each tick that is 1 more than a multiple of this (`STORAGE_IDLE_TICK`, and its slot in `systick.h`). */
const IDLE_TICKS = 512;
const KIB = 1024;

/**
 * Sectors 1 to 4 of the STM32F405. Erasing, and programming a word: datasheet DS8626, table «Flash memory programming», typical values with a
 * parallelism of 32 bits. Code is fetched from the same bank, so the core stands still while a sector is erased (RM0090 §3.6); between two
 * words interrupts are served. Reading: six cycles per word [estimate].
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
/** Time to send a page of 256 bytes bit by bit, some 20 cycles per bit at 120 MHz [estimate], and the time that the chip then takes. */
const PAGE_TIME = 0.35 * MILLISECOND + 0.4 * MILLISECOND;

/**
 * The PYBD's chip of 2 MiB on four wires driven by software. Erasing 4 KiB, and programming a page: typical values of W25Q16JV (Winbond,
 * table «AC electrical characteristics»), a chip of that size [which one the boards have is not published]. Reading: 24 cycles per byte
 * [estimate].
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

/** The parts of the kernel and of the board that the flash uses. */
interface FlashParts {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
  readonly line: InterruptLine;
  /** Lit while something is still to be written. */
  readonly led: Led;
}

/** The flash of a board behind the firmware's cache. Its work begins at the safe point after the native that has written. */
export class Flash {
  /** 1 while the flash is erased or programmed. */
  readonly signal = new Signal('FLASH');
  /** Offset of the sector in RAM, in bytes; −1 if there is none. */
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

  /** Called when the program writes a block of 512 bytes, through the cache. */
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

  /**
   * Called when bytes are written to an erased place: on chips that can do so, past the cache and page by page; on others, block by block
   * through the cache.
   */
  program(offset: number, length: number): void {
    const { unit } = this.description;
    if (unit === BLOCK) for (let at = offset; at < offset + length; at += BLOCK) this.write(Math.floor(at / BLOCK));
    else {
      const end = Math.ceil((offset + length) / PAGE) * PAGE;
      this.#work(() => this.#occupy(this.description.programming(end - Math.floor(offset / PAGE) * PAGE)));
    }
  }

  /** Called when what the extended protocol calls a block is erased. Does nothing if that is not a sector of the chip. */
  erase(): void {
    const { unit } = this.description;
    if (unit !== BLOCK) this.#work(() => this.#erase(unit));
  }

  /** Writes the sector in RAM back, if it was written to (`storage_flush`). */
  sync(): void {
    this.#writeBack(true);
    this.#letThrough();
  }

  /** Resets the state as a reset of the chip does. */
  reset(): void {
    this.#cached = -1;
    this.#isDirty = this.#isErased = false;
    this.#look.cancel();
    this.signal.drive(0);
  }

  /** Runs in its interrupt. */
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
