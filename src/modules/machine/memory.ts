/** `machine.mem8`, `mem16`, `mem32` and `mem_backup` (`extmod/machine_mem.c`): memory as arrays. */
import type { BackupMemory } from '../../board/rtc/backup.js';
import { arg, fn, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { truncatedInt } from '../../objects/machine-int.js';
import { PyMemoryView } from '../../objects/memoryview.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import type { AddressedMemory } from '../addressed-memory.js';

/** Codes of the items when they are read: a word is signed, since the firmware makes an int of a machine word (`mp_obj_new_int`). */
const CODES = { 1: 'B', 2: 'H', 4: 'i' } as const;
type Size = keyof typeof CODES;

/** All memory as items of one size. */
class Memory implements PyObject {
  constructor(
    readonly type: PyType,
    readonly size: Size,
    private readonly memory: AddressedMemory,
  ) {}

  get(index: Value): Value {
    return this.memory.load(CODES[this.size], this.#address(index));
  }

  set(index: Value, value: Value): void {
    const address = this.#address(index);
    this.memory.store(CODES[this.size], address, truncatedInt(value));
  }

  #address(index: Value): number {
    const address = truncatedInt(index) >>> 0;
    if (address % this.size !== 0) throw raise.ValueError('address %08x is not aligned to %d bytes', address, this.size);
    return address;
  }
}

/** The arrays `mem8`, `mem16` and `mem32` of a board. */
export function memories(memory: AddressedMemory) {
  const type = nativeType('mem', {
    repr: ({ size }: Memory) => `<${8 * size}-bit memory>`,
    subscript: (self: Memory, index) => self.get(index),
    setSubscript(self: Memory, index, value) {
      if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", type.name);
      self.set(index, value);
    },
  });
  return { mem8: new Memory(type, 1, memory), mem16: new Memory(type, 2, memory), mem32: new Memory(type, 4, memory) };
}

/** `machine.mem_backup` of a board: region 0 is the SRAM, region 1 the registers, −1 both. */
export function memBackup({ sram, registers }: BackupMemory) {
  const regions = [new PyMemoryView(sram, 'B', true, null), new PyMemoryView(registers, 'I', true, null)];
  return fn('Memory that resets leave alone; -1 gives a tuple of all its regions.', [arg('region', int, 0)], (region) => {
    if (region === -1) return newTuple(regions);
    if (regions[region] === undefined) throw raise.ValueError('invalid region');
    return regions[region];
  });
}
