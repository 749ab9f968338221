/**
 * `pyb.Flash` (`ports/stm32/storage.c`): the blocks of the flash's storage. An object covers either all of them, after a read-only
 * partition table, or a part of those that hold the files.
 */
import { BLOCK } from '../../board/flash/flash.js';
import { EFAULT, EIO } from '../../errno.js';
import { readableBuffer, writableBuffer } from '../../objects/bytes.js';
import { allocate, charge } from '../../objects/charge.js';
import { ABSENT, arg, bind, keyword, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { Command } from './block-commands.js';

/** The first block of the volume; before it are the partition table and what follows it. */
const FIRST_BLOCK = 0x100;
/** Bytes of a block of the PYBD's SPI flash in the extended protocol: a sector, which is erased as a whole. */
const SECTOR = 4096;
const FLASH_BYTES = 16;
/** The first entry of the partition table, FAT12, and the mark at the end of the block. */
const PARTITION = { at: 446, unused: 0xff, kindAt: 4, kind: 0x01, startAt: 8, sizeAt: 12, markAt: 510, mark: 0xaa55 } as const;

/** The bytes of the flash's volume. */
export interface FlashStorage {
  /** Blocks of 512 bytes. */
  readonly blocks: number;
  readBytes(offset: number, into: Uint8Array): void;
  writeBytes(offset: number, bytes: Uint8Array): void;
  /** `erased`: as on flash that is erased beforehand, bits can only be changed to 0. */
  programBytes(offset: number, bytes: Uint8Array, erased: boolean): void;
  eraseBytes(offset: number, length: number): void;
  /** Writes what is still cached. */
  sync(): void;
}

/** The flash of a board. */
interface FlashParts {
  readonly storage: FlashStorage;
  /** Bytes of which a part of the flash must be a multiple. */
  readonly unit: number;
}

class FlashObject implements PyObject {
  #usesSectors = false;

  constructor(
    readonly type: PyType,
    /** Bytes from the start of the volume; null for the whole flash with its partition table. */
    private readonly range: { readonly start: number; readonly length: number } | null,
    private readonly parts: FlashParts,
  ) {}

  /** `readblocks(n, buf)`, or with an offset within a block, by the extended protocol. Returns 0 or a negative error number. */
  read(block: number, into: Uint8Array, offset: number | null): number {
    const { storage } = this.parts;
    charge(into.length);
    if (offset !== null) return this.#within(block, offset, into.length, (at) => storage.readBytes(at, into));
    return this.#each(block, into, (chunk, number) => {
      if (number === 0) fillPartitions(chunk, storage.blocks);
      else if (number < FIRST_BLOCK) chunk.fill(0);
      else storage.readBytes((number - FIRST_BLOCK) * BLOCK, chunk);
    });
  }

  /** The same for `writeblocks`. Writes to blocks before the volume are ignored without an error. */
  write(block: number, bytes: Uint8Array, offset: number | null): number {
    const { storage, unit } = this.parts;
    charge(bytes.length);
    if (offset !== null) return this.#within(block, offset, bytes.length, (at) => storage.programBytes(at, bytes, unit === SECTOR));
    return this.#each(block, bytes, (chunk, number) => {
      if (number >= FIRST_BLOCK) storage.writeBytes((number - FIRST_BLOCK) * BLOCK, chunk);
    });
  }

  control(command: number, argument: Value): Value {
    const { range, parts } = this;
    switch (command) {
      case Command.INIT:
        if (int.convert(argument) !== 1) return 0;
        if (range === null) return -1;
        this.#usesSectors = true;
        return 0;
      case Command.DEINIT:
      case Command.SYNC:
        parts.storage.sync();
        return 0;
      case Command.BLOCK_COUNT:
        return range === null ? FIRST_BLOCK + parts.storage.blocks : range.length / this.#blockSize;
      case Command.BLOCK_SIZE:
        return this.#blockSize;
      case Command.ERASE:
        if (range !== null && this.#blockSize === SECTOR) parts.storage.eraseBytes(range.start + int.convert(argument) * SECTOR, SECTOR);
        return 0;
      default:
        return None;
    }
  }

  describe(): string {
    return this.range === null ? 'Flash()' : `Flash(start=${this.range.start}, len=${this.range.length})`;
  }

  get #blockSize(): number {
    return this.#usesSectors ? this.parts.unit : BLOCK;
  }

  /** Calls `action` with each whole block of the buffer and its number on the whole flash. */
  #each(block: number, bytes: Uint8Array, action: (chunk: Uint8Array, number: number) => void): number {
    const first = block + (this.range === null ? 0 : FIRST_BLOCK + this.range.start / BLOCK);
    for (let i = 0; i < Math.floor(bytes.length / BLOCK); i++) {
      const number = first + i;
      if (number < 0 || number >= FIRST_BLOCK + this.parts.storage.blocks) return -EIO;
      action(bytes.subarray(i * BLOCK, (i + 1) * BLOCK), number);
    }
    return 0;
  }

  #within(block: number, offset: number, length: number, action: (at: number) => void): number {
    const { range, parts } = this;
    if (range === null) return -EIO;
    if (block < 0 || block * parts.unit >= range.length) return -EFAULT;
    const at = range.start + block * parts.unit + offset;
    if (at < 0 || at + length > parts.storage.blocks * BLOCK) return -EIO;
    action(at);
    return 0;
  }
}

/** Fills in the first block, the partition table, which exists only in the firmware's code. */
function fillPartitions(block: Uint8Array, blocks: number): void {
  const view = new DataView(block.buffer, block.byteOffset, BLOCK);
  block.fill(0);
  for (const at of [1, 2, 3, 5, 6, 7]) block[PARTITION.at + at] = PARTITION.unused;
  block[PARTITION.at + PARTITION.kindAt] = PARTITION.kind;
  view.setUint32(PARTITION.at + PARTITION.startAt, FIRST_BLOCK, true);
  view.setUint32(PARTITION.at + PARTITION.sizeAt, blocks, true);
  view.setUint16(PARTITION.markAt, PARTITION.mark, true);
}

const PARAMETERS = [keyword('start', int, -1), keyword('len', int, -1)] as const;
const TRANSFER = [arg('block', int), arg('buf', anything), arg('offset', anything, ABSENT)] as const;
const offsetOf = (value: Value): number | null => (value === ABSENT ? null : int.convert(value));

/** The class for the storage of a board, internal or on SPI. */
export function flashType(storage: FlashStorage, unit: number): PyType {
  const { method } = methodsOf<FlashObject>();
  const parts: FlashParts = { storage, unit };
  const total = storage.blocks * BLOCK;
  const fits = (value: number, least: number, most: number): boolean => value >= least && value <= most && value % parts.unit === 0;
  const type: PyType = nativeType(
    'Flash',
    {
      make(_type, args: Value[], given: Keywords | null) {
        const [start, length] = bind(PARAMETERS, args, given);
        if (start === -1 && length === -1) return whole;
        const from = start === -1 ? 0 : start;
        const size = length === -1 ? total - from : length;
        if (!fits(from, 0, total - 1) || !fits(size, 1, total - from)) throw raise.ValueError();
        allocate(FLASH_BYTES);
        return new FlashObject(type, { start: from, length: size }, parts);
      },
      repr: (self: FlashObject) => self.describe(),
      references: () => FLASH_BYTES,
    },
    {
      readblocks: method('Read blocks, or within one; 0, or a negative error number.', TRANSFER, (self, block, into, offset) =>
        self.read(block, writableBuffer(into).bytes, offsetOf(offset)),
      ),
      writeblocks: method('Write blocks, or within one; 0, or a negative error number.', TRANSFER, (self, block, from, offset) =>
        self.write(block, readableBuffer(from).bytes, offsetOf(offset)),
      ),
      ioctl: method('Control the device.', [arg('command', int), arg('argument', anything)], (self, command, argument) =>
        self.control(command, argument),
      ),
    },
  );
  const whole = new FlashObject(type, null, parts);
  return type;
}
