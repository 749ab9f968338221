/**
 * `stm` (`ports/stm32/modstm.c`): memory, and the addresses of the chip's registers. Which of them are simulated is said in
 * `board/registers/registers.ts`; the others raise a NotImplementedError that names them.
 */
import type { BoardDescription } from '../board/boards.js';
import { registerConstants } from '../board/registers/names.js';
import { newInt } from '../objects/int.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import type { Value } from '../objects/value.js';

/** The module of one machine; its memory is that of `machine`. */
export function stm(description: BoardDescription, machine: PyModule): PyModule {
  const same = (name: string): Value => machine.table.getName(name)?.value as Value;
  return nativeModule('stm', { mem8: same('mem8'), mem16: same('mem16'), mem32: same('mem32'), ...constants(description) });
}

function constants(description: BoardDescription): Record<string, Value> {
  return Object.fromEntries([...registerConstants(description)].map(([name, number]) => [name, newInt(number)]));
}
