/** Says where a module could come from that a program has imported in vain. */
import { BOARD_NAMES, BOARDS } from '../../board/boards.js';
import { frozenOn } from '../module-finder.js';

/** Describes the lack of a module. Null for one in a package: the package is there, and says by its path where the module should be. */
export function absentModuleText(name: string): string | null {
  if (name.includes('.')) return null;
  const having = BOARD_NAMES.filter((board) => frozenOn(BOARDS[board]).has(name));
  if (having.length > 0) return `the firmware has no module '${name}'; that of ${having.join(' and ')} has`;
  return `neither the firmware nor the flash has a module '${name}'; libraries go beside the program, or into lib/ there: README.md, Libraries`;
}
