/**
 * `stm` (`ports/stm32/modstm.c`): memory, and the addresses of the chip's registers. `board/registers/registers.ts` says which registers
 * are simulated; access to any other raises a NotImplementedError that names the register.
 */
import type { BoardDescription } from '../board/boards.js';
import { registerConstants } from '../board/registers/names.js';
import { newInt } from '../objects/int.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import type { Value } from '../objects/value.js';

/** The module of one machine. `mem8`, `mem16` and `mem32` are those of `machine`. */
export function stm(description: BoardDescription, machine: PyModule): PyModule {
  const same = (name: string): Value => machine.table.getName(name)?.value as Value;
  return nativeModule('stm', { mem8: same('mem8'), mem16: same('mem16'), mem32: same('mem32'), ...constants(description) });
}

function constants(description: BoardDescription): Record<string, Value> {
  return Object.fromEntries([...registerConstants(description)].map(([name, number]) => [name, newInt(number)]));
}
