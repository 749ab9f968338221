/** `machine.mem8`, `mem16`, `mem32` and `mem_backup` (`extmod/machine_mem.c`): memory as arrays. */
import type { BackupMemory } from '../../board/backup.js';
import type { Registers } from '../../board/registers.js';
import { readItem, writeItem } from '../../objects/binary.js';
import { arg, fn, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { isInt, newInt, truncateToWord } from '../../objects/int.js';
import { word } from '../../objects/kinds.js';
import { machineInt } from '../../objects/machine-int.js';
import { memoryAt } from '../../objects/memory.js';
import { PyMemoryView } from '../../objects/memoryview.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';

const CODES = { 1: 'B', 2: 'H', 4: 'I' } as const;
type Size = keyof typeof CODES;

/** All memory as items of one size: registers of the chip, and those buffers whose address somebody has asked for. */
class Memory implements PyObject {
  constructor(
    readonly type: PyType,
    readonly size: Size,
    private readonly registers: Registers,
  ) {}

  get(index: Value): Value {
    const address = this.#address(index);
    if (this.registers.has(address)) return newInt(this.registers.read(address, this.size));
    return readItem(CODES[this.size], memoryAt(address, this.size), 0);
  }

  set(index: Value, value: number): void {
    const address = this.#address(index);
    if (this.registers.has(address)) this.registers.write(address, this.size, value);
    else writeItem(CODES[this.size], memoryAt(address, this.size), 0, value);
  }

  #address(index: Value): number {
    const address = toWord(index);
    if (address % this.size !== 0) throw raise.ValueError('address %08x is not aligned to %d bytes', address, this.size);
    return address;
  }
}

/** An int, cut to 32 bits. */
const toWord = (value: Value): number => (isInt(value) ? truncateToWord(value) : machineInt(value)) >>> 0;

/** The arrays `mem8`, `mem16` and `mem32` of a board. */
export function memories(registers: Registers) {
  const type = nativeType('mem', {
    repr: ({ size }: Memory) => `<${8 * size}-bit memory>`,
    subscript: (self: Memory, index) => self.get(index),
    setSubscript(self: Memory, index, value) {
      if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", type.name);
      self.set(index, toWord(value));
    },
  });
  return { mem8: new Memory(type, 1, registers), mem16: new Memory(type, 2, registers), mem32: new Memory(type, 4, registers) };
}

/** `machine.mem_backup` of a board: region 0 is SRAM, region 1 registers, −1 both. */
export function memBackup({ sram, registers }: BackupMemory) {
  const regions = [new PyMemoryView(sram, 'B', true, null), new PyMemoryView(registers, 'I', true, null)];
  return fn('Memory that resets leave alone; -1 gives a tuple of all its regions.', [arg('region', word, 0)], (region) => {
    if (region === -1) return newTuple(regions);
    if (regions[region] === undefined) throw raise.ValueError('invalid region');
    return regions[region];
  });
}
