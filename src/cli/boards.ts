/** `vpyb boards`: what can be simulated. */
import { BOARDS, type BoardDescription } from '../board/boards.js';

/** One line per board, under a heading. */
export function boardsText(): string {
  const rows = [['ID', 'BOARD', 'CHIP', 'CLOCK', 'FLOATS', 'HEAP', 'LEDS'], ...Object.values(BOARDS).map(row)];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function row({ name, title, mcu, clocks, floats, heap, leds }: BoardDescription): string[] {
  const colours = leds.map(({ colour }) => colour).join(' ');
  return [name, title, mcu, `${clocks.reset.sysclk / 1e6} MHz`, floats, `${heap / 1024} KiB`, colours];
}
