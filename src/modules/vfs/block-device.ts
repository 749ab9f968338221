/** A block device written in Python (`extmod/vfs_blockdev.c`, `extmod/vfs_fat_diskio.c`), whose methods are called nested. */
import { EINVAL, EROFS } from '../../errno.js';
import type { BlockDevice } from '../../files/block-device.js';
import { int } from '../../objects/kinds.js';
import { PyMemoryView } from '../../objects/memoryview.js';
import { None } from '../../objects/none.js';
import { findAttribute, loadAttribute } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import type { Value } from '../../objects/value.js';

/** Requests to `ioctl`. */
const CONTROL = { INIT: 1, SYNC: 3, COUNT: 4, SIZE: 5, ERASE: 6 } as const;
/** Bytes of a block if the device does not say. */
const USUAL_SIZE = 512;

/** A program's block device, with `ioctl` or in the older form with `count` and `sync`. */
export class PyBlockDevice implements BlockDevice {
  readonly #read: Value;
  #write: Value | undefined;
  readonly #control: Value | undefined;
  readonly #sync: Value | undefined;
  readonly #count: Value | undefined;

  /** Raises AttributeError if `device` is no block device. `isLfs`: requests are made as littlefs makes them, and need answers. */
  constructor(
    device: Value,
    private readonly isLfs = false,
  ) {
    this.#read = loadAttribute(device, 'readblocks');
    this.#write = findAttribute(device, 'writeblocks');
    this.#control = findAttribute(device, 'ioctl');
    if (this.#control !== undefined) return;
    this.#sync = findAttribute(device, 'sync');
    this.#count = loadAttribute(device, 'count');
  }

  get isReadOnly(): boolean {
    return this.#write === undefined;
  }

  /** Makes the device read-only. */
  protect(): void {
    this.#write = undefined;
  }

  init(): boolean {
    const answer = this.#ask(CONTROL.INIT, this.isLfs ? 1 : 0);
    return answer === None || answer === 0 || answer === false;
  }

  blockSize(): number {
    const answer = this.#ask(CONTROL.SIZE);
    return answer === None && !this.isLfs ? USUAL_SIZE : int.convert(answer);
  }

  blockCount(): number {
    return int.convert(this.#count === undefined ? this.#ask(CONTROL.COUNT) : call(this.#count, []));
  }

  sync(): void {
    if (this.#control !== undefined) this.#ask(CONTROL.SYNC);
    else if (this.#sync !== undefined) call(this.#sync, []);
  }

  read(block: number, into: Uint8Array): number {
    return transfer(this.#read, [block, window(into)]);
  }

  write(block: number, bytes: Uint8Array): number {
    return this.#write === undefined ? -EROFS : transfer(this.#write, [block, window(bytes)]);
  }

  readPart(block: number, offset: number, into: Uint8Array): number {
    return transfer(this.#read, [block, window(into), offset]);
  }

  writePart(block: number, offset: number, bytes: Uint8Array): number {
    return this.#write === undefined ? -EROFS : transfer(this.#write, [block, window(bytes), offset]);
  }

  erase(block: number): number {
    return int.convert(this.#ask(CONTROL.ERASE, block));
  }

  #ask(what: number, argument = 0): Value {
    return this.#control === undefined ? None : call(this.#control, [what, argument]);
  }
}

/** A memoryview of an array. It is not allocated, since the firmware has it on the stack. */
const window = (bytes: Uint8Array): PyMemoryView => new PyMemoryView(bytes, 'B', true, null);

/** Calls a method that transfers bytes. Returns 0 or a negative error number; a positive result means nothing and becomes −EINVAL. */
function transfer(method: Value, args: Value[]): number {
  const answer = call(method, args);
  if (answer === None) return 0;
  const number = int.convert(answer);
  return number > 0 ? -EINVAL : number;
}
