/** Says where a module could come from that a program has imported in vain. */
import { BOARD_NAMES, type BoardName } from '../../board/boards.js';
import { firmwaresWith } from '../../embedded/names.js';
import { FIRMWARE_NAMES, type FirmwareName } from '../../firmwares.js';
import type { PyboardSystem } from '../pyboard-system.js';
import { OF_TESTS } from '../test-modules.js';

/** How a user chooses a board or a firmware, in words. */
export interface Choices {
  readonly board: (name: BoardName) => string;
  readonly firmware: (name: FirmwareName) => string;
}

/** Describes the lack of a module. Null for one in a package: the package is there, and says by its path where the module should be. */
export function absentModuleText(name: string, system: PyboardSystem, choices: Choices): string | null {
  if (name.includes('.')) return null;
  const owners = ownersOf(name, system, choices);
  if (owners.length > 0) return `the firmware has no module '${name}'; ${owners.join('; ')}`;
  const nowhere = `neither the firmware nor the flash has a module '${name}'`;
  if (Object.values<string>(OF_TESTS).includes(name))
    return `${nowhere}; 'vpyb test' runs files of tests, and has it for them: docs/testing.md`;
  return `${nowhere}; libraries go beside the program, or into lib/ there: README.md, Libraries`;
}

/** Says which other boards have a module in their firmware of the same kind, and which other firmware of the same board has it. */
function ownersOf(name: string, { board, firmware }: PyboardSystem, choices: Choices): string[] {
  const owners = firmwaresWith(name);
  const boards = BOARD_NAMES.filter((other) => owners.includes(`${other}-${firmware}`));
  const [example] = boards;
  const other = FIRMWARE_NAMES.find((other) => owners.includes(`${board.description.name}-${other}`));
  return [
    ...(example === undefined ? [] : [`that of ${boards.join(' and ')} has: ${choices.board(example)}`]),
    ...(other === undefined ? [] : [`the firmware '${other}' has: ${choices.firmware(other)}`]),
  ];
}
