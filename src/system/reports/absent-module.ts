/** Says where a module could come from that a program has imported in vain. */
import { BOARD_NAMES } from '../../board/boards.js';
import { firmwaresWith } from '../../embedded/names.js';
import { FIRMWARE_NAMES } from '../../firmwares.js';
import type { PyboardSystem } from '../pyboard-system.js';
import { OF_TESTS } from '../test-modules.js';

/**
 * Describes the lack of a module. Null for one in a package: the package is there, and says by its path where the module should be. `choose`: how
 * a user chooses a firmware, in words.
 */
export function absentModuleText(name: string, system: PyboardSystem, choose: (firmware: string) => string): string | null {
  if (name.includes('.')) return null;
  const owners = ownersOf(name, system, choose);
  if (owners.length > 0) return `the firmware has no module '${name}'; ${owners.join('; ')}`;
  const nowhere = `neither the firmware nor the flash has a module '${name}'`;
  if (Object.values<string>(OF_TESTS).includes(name))
    return `${nowhere}; 'vpyb test' runs files of tests, and has it for them: docs/testing.md`;
  return `${nowhere}; libraries go beside the program, or into lib/ there: README.md, Libraries`;
}

/** Says which other boards have a module in their firmware of the same kind, and which other firmware of the same board has it. */
function ownersOf(name: string, { board, firmware }: PyboardSystem, choose: (firmware: string) => string): string[] {
  const owners = firmwaresWith(name);
  const boards = BOARD_NAMES.filter((other) => owners.includes(`${other}-${firmware}`));
  const other = FIRMWARE_NAMES.find((other) => owners.includes(`${board.description.name}-${other}`));
  return [
    ...(boards.length === 0 ? [] : [`that of ${boards.join(' and ')} has`]),
    ...(other === undefined ? [] : [`the firmware '${other}' has: ${choose(other)}`]),
  ];
}
