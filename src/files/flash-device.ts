/** The bytes of the board's flash as a block device that tells the chip below it what is written. */
import { BLOCK } from './block-device.js';
import { MemoryDevice } from './memory-device.js';

/** The chip that holds the bytes. It is told what is done to them, and takes the time for it. */
export interface FlashChip {
  /** A block of 512 bytes has been written. */
  write(block: number): void;
  /** Bytes have been written within a block that is erased there. */
  program(offset: number, length: number): void;
  /** A block of the extended protocol has been erased. */
  erase(): void;
  /** Writes what the chip holds back. */
  sync(): void;
}

export class FlashDevice extends MemoryDevice {
  /** While true, the chip is told nothing, because what is written has been there before. */
  isQuiet = false;

  constructor(
    bytes: Uint8Array,
    private readonly bytesOfBlock: number,
    private readonly chip: FlashChip,
  ) {
    super(bytes, bytesOfBlock);
  }

  override sync(): void {
    if (!this.isQuiet) this.chip.sync();
  }

  override write(block: number, bytes: Uint8Array): number {
    super.writePart(block, 0, bytes);
    if (!this.isQuiet) for (let at = 0; at < bytes.length; at += BLOCK) this.chip.write((block * this.bytesOfBlock + at) / BLOCK);
    return 0;
  }

  override writePart(block: number, offset: number, bytes: Uint8Array): number {
    super.writePart(block, offset, bytes);
    if (!this.isQuiet) this.chip.program(block * this.bytesOfBlock + offset, bytes.length);
    return 0;
  }

  override erase(): number {
    if (!this.isQuiet) this.chip.erase();
    return 0;
  }
}
