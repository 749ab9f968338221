/** A block device that is an array of bytes: a card before it is put into its slot, the flash. */
import { BLOCK, type BlockDevice } from './block-device.js';

export class MemoryDevice implements BlockDevice {
  readonly isReadOnly = false;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly size = BLOCK,
  ) {}

  init(): boolean {
    return true;
  }

  blockSize(): number {
    return this.size;
  }

  blockCount(): number {
    return this.bytes.length / this.size;
  }

  sync(): void {}

  read(block: number, into: Uint8Array): number {
    return this.readPart(block, 0, into);
  }

  write(block: number, bytes: Uint8Array): number {
    return this.writePart(block, 0, bytes);
  }

  readPart(block: number, offset: number, into: Uint8Array): number {
    const start = block * this.size + offset;
    into.set(this.bytes.subarray(start, start + into.length));
    return 0;
  }

  writePart(block: number, offset: number, bytes: Uint8Array): number {
    this.bytes.set(bytes, block * this.size + offset);
    return 0;
  }

  erase(): number {
    return 0;
  }
}
