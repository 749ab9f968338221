/** `vpyb boards`: lists what can be simulated. */
import { BOARD_NAMES, BOARDS, type BoardDescription } from '../board/boards.js';
import { FIRMWARE_NAMES, FIRMWARES } from '../firmwares.js';
import { show } from './printed.js';
import { table } from './table.js';

const LOOK = { indent: '' };
const CHOOSING = `--board and --firmware choose them, or a vpyb.json beside the program: { "board": "${BOARD_NAMES[1]}" }\n`;

/** Lists the boards and the firmwares. */
export const showBoards = (): Promise<number> => show(boardsText());

/** Returns one line per board and one per firmware, under headings, and how they are chosen. */
function boardsText(): string {
  const boards = [['ID', 'BOARD', 'CHIP', 'CLOCK', 'FLOATS', 'HEAP', 'LEDS'], ...Object.values(BOARDS).map(row)];
  const firmwares = [['FIRMWARE', ''], ...FIRMWARE_NAMES.map((name) => [name, FIRMWARES[name].help])];
  return `${table(boards, LOOK)}\n${table(firmwares, LOOK)}\n${CHOOSING}`;
}

function row({ name, title, mcu, clocks, floats, heap, leds }: BoardDescription): string[] {
  const colours = leds.map(({ colour }) => colour).join(' ');
  return [name, title, mcu, `${clocks.reset.sysclk / 1e6} MHz`, floats, `${heap / 1024} KiB`, colours];
}
