/**
 * The part of a PYBD's second flash chip that holds a file system for reading, seen as memory (`ports/stm32/vfs_rom_ioctl.c`, the boards'
 * linker scripts). Made when somebody first looks; it outlives resets.
 */
import { MILLISECOND } from '../../execution.js';
import { type Interrupts, THREAD_PRIORITY } from '../../sim/interrupts.js';
import { type FlashDescription, SPI_FLASH } from './flash.js';

/** The chip is of the same kind; the processor has a controller for its wires. */
const CHIP: FlashDescription = SPI_FLASH;
const PAGE = 256;
/** How long programming a page takes, of which sending it is a few microseconds. */
const PAGE_TIME = 0.4 * MILLISECOND;
const ERASED = 0xff;

export class RomFlash {
  #bytes: Uint8Array | null = null;

  constructor(
    readonly size: number,
    private readonly interrupts: Interrupts,
  ) {}

  /** Bytes that are erased at once. */
  get unit(): number {
    return CHIP.unit;
  }

  /** Whether anything has ever been there. */
  get isUsed(): boolean {
    return this.#bytes !== null;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= new Uint8Array(this.size).fill(ERASED);
    return this.#bytes;
  }

  /** Erases every sector from the one that an offset lies in, in steps of one, up to `end`. */
  erase(start: number, end: number): void {
    const { unit } = CHIP;
    for (let at = start; at < end; at += unit) {
      const sector = at - (at % unit);
      this.bytes.fill(ERASED, sector, sector + unit);
      this.#take(CHIP.erasing(unit));
    }
  }

  /** Programs bytes: what is erased becomes them, what is not keeps its zeros. */
  write(offset: number, bytes: Uint8Array): void {
    for (const [i, byte] of bytes.entries()) this.bytes[offset + i] = (this.bytes[offset + i] as number) & byte;
    const pages = Math.ceil((offset + bytes.length) / PAGE) - Math.floor(offset / PAGE);
    this.#take(pages * PAGE_TIME);
  }

  /** The firmware waits; interrupts come through. */
  #take(duration: number): void {
    this.interrupts.occupy(duration, THREAD_PRIORITY, () => {});
  }
}
