/** `machine.mem8`, `mem16`, `mem32` and `mem_backup` (`extmod/machine_mem.c`): memory as arrays. */
import type { BackupMemory } from '../../board/backup.js';
import { readItem, writeItem } from '../../objects/binary.js';
import { arg, fn, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { isInt, truncateToWord } from '../../objects/int.js';
import { word } from '../../objects/kinds.js';
import { machineInt } from '../../objects/machine-int.js';
import { memoryAt } from '../../objects/memory.js';
import { PyMemoryView } from '../../objects/memoryview.js';
import { newTuple } from '../../objects/tuple.js';
import { PyObject, type Value } from '../../objects/value.js';

const CODES = { 1: 'B', 2: 'H', 4: 'I' } as const;
type Size = keyof typeof CODES;

/** All memory as items of one size. There are those buffers whose address somebody has asked for; registers are not simulated. */
class Memory extends PyObject {
  constructor(readonly size: Size) {
    super();
  }
  get type() {
    return memoryType;
  }

  bytesAt(index: Value): Uint8Array {
    const address = toWord(index);
    if (address % this.size !== 0) throw raise.ValueError('address %08x is not aligned to %d bytes', address, this.size);
    return memoryAt(address, this.size);
  }
}

/** An int, cut to 32 bits. */
const toWord = (value: Value): number => (isInt(value) ? truncateToWord(value) : machineInt(value)) >>> 0;

const memoryType = nativeType('mem', {
  repr: ({ size }: Memory) => `<${8 * size}-bit memory>`,
  subscript: (self: Memory, index) => readItem(CODES[self.size], self.bytesAt(index), 0),
  setSubscript(self: Memory, index, value) {
    if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", self.type.name);
    writeItem(CODES[self.size], self.bytesAt(index), 0, toWord(value));
  },
});

/** The arrays `mem8`, `mem16` and `mem32`. */
export const memories = { mem8: new Memory(1), mem16: new Memory(2), mem32: new Memory(4) };

/** `machine.mem_backup` of a board: region 0 is SRAM, region 1 registers, −1 both. */
export function memBackup({ sram, registers }: BackupMemory) {
  const regions = [new PyMemoryView(sram, 'B', true, null), new PyMemoryView(registers, 'I', true, null)];
  return fn('Memory that resets leave alone; -1 gives a tuple of all its regions.', [arg('region', word, 0)], (region) => {
    if (region === -1) return newTuple(regions);
    if (regions[region] === undefined) throw raise.ValueError('invalid region');
    return regions[region];
  });
}
