/** Where the instructions of a Code stand in its source. */
import type { Code } from '../bytecode/code.js';
import type { LineMap } from '../source/line-map.js';

/** The line of each instruction. MicroPython's own line table takes the test of a loop for a part of the loop's last line. */
export const sourceLines = ({ lines, spans }: Code, source: LineMap): Int32Array =>
  lines.map((line, pc) => (spans[pc * 2] === spans[pc * 2 + 1] ? line : source.offsetToLine(spans[pc * 2] as number)));

/** Whether somebody has written the instruction. Without its source nobody knows. */
export const isWritten = ({ text, spans }: Code, pc: number): boolean => text === '' || spans[pc * 2] !== spans[pc * 2 + 1];

/** Whether the firmware has it frozen: of counting mode, which is the program's alone, it knows nothing. */
export const isFrozen = ({ ledger }: Code): boolean => ledger.length === 0;
