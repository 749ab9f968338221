/** A block device that is an array of bytes: a card before it is put into its slot. */
import type { BlockDevice } from './block-device.js';

const BLOCK = 512;

export class MemoryDevice implements BlockDevice {
  readonly isReadOnly = false;

  constructor(private readonly bytes: Uint8Array) {}

  init(): boolean {
    return true;
  }

  blockSize(): number {
    return BLOCK;
  }

  blockCount(): number {
    return this.bytes.length / BLOCK;
  }

  sync(): void {}

  read(block: number, into: Uint8Array): number {
    return this.readPart(block, 0, into);
  }

  write(block: number, bytes: Uint8Array): number {
    return this.writePart(block, 0, bytes);
  }

  readPart(block: number, offset: number, into: Uint8Array): number {
    const start = block * BLOCK + offset;
    into.set(this.bytes.subarray(start, start + into.length));
    return 0;
  }

  writePart(block: number, offset: number, bytes: Uint8Array): number {
    this.bytes.set(bytes, block * BLOCK + offset);
    return 0;
  }

  erase(): number {
    return 0;
  }
}
