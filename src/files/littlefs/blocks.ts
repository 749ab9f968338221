/** The device under littlefs: reads and writes of aligned pieces, checked. */
import { ECORRUPT } from '../../errno.js';
import type { BlockDevice } from '../block-device.js';
import { FileError } from '../file-error.js';

/** The sizes with which a device is used. */
export interface LfsSizes {
  /** Reads and writes are multiples of these numbers of bytes. */
  readonly read: number;
  readonly write: number;
}

/** Blocks of a littlefs volume. Raises the error numbers that the device returns. */
export class LfsBlocks {
  readonly size: number;
  readonly count: number;
  /** Bytes of a file that are kept in memory at a time; inline files are no larger. */
  readonly cache: number;

  constructor(
    private readonly device: BlockDevice,
    private readonly sizes: LfsSizes,
  ) {
    device.init();
    this.size = device.blockSize();
    this.count = device.blockCount();
    this.cache = Math.min(this.size, 4 * Math.max(sizes.read, sizes.write));
  }

  get writeSize(): number {
    return this.sizes.write;
  }

  /** Reads within a block; the device is asked for whole pieces. Raises ECORRUPT beyond the block. */
  read(block: number, offset: number, length: number): Uint8Array {
    if (block >= this.count || offset + length > this.size) throw new FileError(ECORRUPT);
    const piece = this.sizes.read;
    const start = Math.floor(offset / piece) * piece;
    const bytes = new Uint8Array(Math.min(Math.ceil((offset + length) / piece) * piece, this.size) - start);
    check(this.device.readPart(block, start, bytes));
    return bytes.subarray(offset - start, offset - start + length);
  }

  /** Writes whole pieces into an erased part of a block, padding the last one, and verifies them by reading. Raises ECORRUPT if they differ. */
  write(block: number, offset: number, bytes: Uint8Array): void {
    if (block >= this.count) throw new FileError(ECORRUPT);
    const piece = this.sizes.write;
    const whole = new Uint8Array(Math.ceil(bytes.length / piece) * piece).fill(0xff);
    whole.set(bytes);
    check(this.device.writePart(block, offset, whole));
    const written = this.read(block, offset, bytes.length);
    if (!bytes.every((byte, i) => byte === written[i])) throw new FileError(ECORRUPT);
  }

  erase(block: number): void {
    if (block >= this.count) throw new FileError(ECORRUPT);
    check(this.device.erase(block));
  }

  sync(): void {
    this.device.sync();
  }
}

function check(answer: number): void {
  if (answer !== 0) throw new FileError(Math.abs(answer));
}
