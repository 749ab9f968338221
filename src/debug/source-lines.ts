/** Where the instructions of a Code are in its source. */
import type { Code } from '../bytecode/code.js';
import type { LineMap } from '../source/line-map.js';

/** The line of each instruction. In MicroPython's own line table, the test of a loop is part of the loop's last line. */
export const sourceLines = ({ lines, spans }: Code, source: LineMap): Int32Array =>
  lines.map((line, pc) => (spans[pc * 2] === spans[pc * 2 + 1] ? line : source.offsetToLine(spans[pc * 2] as number)));

/** Whether the source contains the instruction. True if the source is not known. */
export const isWritten = ({ text, spans }: Code, pc: number): boolean => text === '' || spans[pc * 2] !== spans[pc * 2 + 1];

/** Whether the firmware has the Code frozen. Only the program is in counting mode, so frozen Code has no ledger. */
export const isFrozen = ({ ledger }: Code): boolean => ledger.length === 0;
