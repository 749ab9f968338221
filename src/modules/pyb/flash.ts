/**
 * `pyb.Flash` (`ports/stm32/storage.c`): how large the flash's storage is. Its files are kept as files, so that the blocks below them
 * cannot be read or written; trying to says so.
 */
import { arg, bind, keyword, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { Command } from './block-commands.js';

const BLOCK = 512;
/** Blocks of the partition table and what follows it, before the first block of the volume. */
const FIRST_BLOCK = 0x100;
/** What the extended protocol calls a block of the PYBD's SPI flash: a sector that is erased at once. */
const SECTOR = 4096;

class FlashObject implements PyObject {
  #usesSectors = false;

  constructor(
    readonly type: PyType,
    /** Bytes from the start of the volume; null for the whole flash with its partition table. */
    private readonly range: { readonly start: number; readonly length: number } | null,
    private readonly parts: FlashParts,
  ) {}

  control(command: number, argument: Value): Value {
    const { range } = this;
    switch (command) {
      case Command.INIT:
        if (int.convert(argument) !== 1) return 0;
        if (range === null) return -1;
        this.#usesSectors = true;
        return 0;
      case Command.DEINIT:
      case Command.SYNC:
        return 0;
      case Command.BLOCK_COUNT:
        return range === null ? FIRST_BLOCK + this.parts.blocks : range.length / this.#blockSize;
      case Command.BLOCK_SIZE:
        return this.#blockSize;
      case Command.ERASE:
        throw below();
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
}

const below = (): object => raise.NotImplementedError('the blocks of pyb.Flash below its files are not simulated');

/** What the flash of a board is like. */
interface FlashParts {
  /** Blocks of the volume. */
  readonly blocks: number;
  /** Bytes of which a part of the flash must be a multiple. */
  readonly unit: number;
}

const PARAMETERS = [keyword('start', int, -1), keyword('len', int, -1)] as const;

/** The class for a flash with so many blocks, internal or on SPI. */
export function flashType(blocks: number, isInternal: boolean): PyType {
  const { method } = methodsOf<FlashObject>();
  const parts: FlashParts = { blocks, unit: isInternal ? BLOCK : SECTOR };
  const total = blocks * BLOCK;
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
        return new FlashObject(type, { start: from, length: size }, parts);
      },
      repr: (self: FlashObject) => self.describe(),
    },
    {
      readblocks: method('Not simulated.', [arg('block', int), arg('buf', anything), arg('offset', int, 0)], () => {
        throw below();
      }),
      writeblocks: method('Not simulated.', [arg('block', int), arg('buf', anything), arg('offset', int, 0)], () => {
        throw below();
      }),
      ioctl: method('Control the device.', [arg('command', int), arg('argument', anything)], (self, command, argument) =>
        self.control(command, argument),
      ),
    },
  );
  const whole = new FlashObject(type, null, parts);
  return type;
}
