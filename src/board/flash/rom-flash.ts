/**
 * The part of a PYBD's second flash chip that holds a read-only file system, seen as memory (`ports/stm32/vfs_rom_ioctl.c`, the boards'
 * linker scripts). Created at the first access; it survives resets.
 */
import { MILLISECOND } from '../../execution.js';
import { type Interrupts, THREAD_PRIORITY } from '../../sim/interrupts.js';
import { type FlashDescription, SPI_FLASH } from './flash.js';

/** The chip is of the same kind as the first; its wires are driven by a controller in the processor. */
const CHIP: FlashDescription = SPI_FLASH;
const PAGE = 256;
/** Time to program a page, of which sending the page takes a few microseconds. */
const PAGE_TIME = 0.4 * MILLISECOND;
const ERASED = 0xff;

export class RomFlash {
  #bytes: Uint8Array | null = null;

  constructor(
    readonly size: number,
    private readonly interrupts: Interrupts,
  ) {}

  /** Number of bytes that are erased at once. */
  get unit(): number {
    return CHIP.unit;
  }

  /** Whether it has ever been accessed. */
  get isUsed(): boolean {
    return this.#bytes !== null;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= new Uint8Array(this.size).fill(ERASED);
    return this.#bytes;
  }

  /** Erases sectors: first the one in which `start` lies, then one after each step of a sector's size, up to `end`. */
  erase(start: number, end: number): void {
    const { unit } = CHIP;
    for (let at = start; at < end; at += unit) {
      const sector = at - (at % unit);
      this.bytes.fill(ERASED, sector, sector + unit);
      this.#take(CHIP.erasing(unit));
    }
  }

  /** Programs bytes: an erased bit takes the new value, a bit that is 0 stays 0. */
  write(offset: number, bytes: Uint8Array): void {
    for (const [i, byte] of bytes.entries()) this.bytes[offset + i] = (this.bytes[offset + i] as number) & byte;
    const pages = Math.ceil((offset + bytes.length) / PAGE) - Math.floor(offset / PAGE);
    this.#take(pages * PAGE_TIME);
  }

  /** The firmware waits; interrupts are served. */
  #take(duration: number): void {
    this.interrupts.occupy(duration, THREAD_PRIORITY, () => {});
  }
}
