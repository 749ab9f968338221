/**
 * Constants of the firmware's modules that the compiler puts in place of an attribute (`mp_constants_table` in `py/parse.c`,
 * `MICROPY_PORT_CONSTANTS`).
 */
import type { BoardDescription } from '../board/boards.js';
import { registerConstants } from '../board/registers/names.js';
import type { ModuleConstants } from '../compiler/fold.js';
import { CONSTANTS as MACHINE } from '../modules/machine/constants.js';
import { CONSTANTS as UCTYPES } from '../modules/uctypes/layout.js';

/** Returns the constants of modules that not every MicroPython has. The firmware looks at `pyb`, too, but that has no constants. */
export function boardConstants(description: BoardDescription): ModuleConstants {
  let registers: ReadonlyMap<string, number> | null = null;
  const valueOf = (module: string, name: string): number | undefined => {
    switch (module) {
      case 'machine':
        return Object.hasOwn(MACHINE, name) ? MACHINE[name] : undefined;
      case 'uctypes':
        return Object.hasOwn(UCTYPES, name) ? UCTYPES[name] : undefined;
      case 'stm':
        registers ??= registerConstants(description);
        return registers.get(name);
      default:
        return undefined;
    }
  };
  return (module, name) => {
    const value = valueOf(module, name);
    return value === undefined ? null : { type: 'int', value };
  };
}
