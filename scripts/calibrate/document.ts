/** docs/clock.md: the clock compared with a real board's, in Markdown. */
import { CALL_PRICE, MACHINE_CODE_PRICE } from '../../src/bytecode/prices.js';
import { type BenchmarkRow, MOVED } from './benchmarks.js';
import measured from './measured.json' with { type: 'json' };
import type { StatementRow } from './statements.js';

/** How much more or less we have than the board, in percent. */
export function percent([real, ours]: readonly [real: number, ours: number]): number {
  return (ours / real - 1) * 100;
}

/** A percentage with its sign: `+1.0 %`. */
export function signed(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(1)} %`;
}

/** Which of the board's allocations are left out of a comparison, and why. */
export function movedText({ objects, blocks }: { objects: number; blocks: number }): string {
  return `without ${objects} objects (${blocks} blocks) of the board's: ${MOVED}`;
}

/** The whole document. */
export function document(programs: readonly BenchmarkRow[], statements: readonly StatementRow[]): string {
  const programRows = programs.map(
    ({ name, opcodes, objects, blocks, microseconds }) =>
      `| ${name} | ${opcodes.length === 0 ? 'equal' : opcodes.map(([opcode, real, ours]) => `${opcode} ${ours} (${real})`).join(', ')} | ${signed(percent(objects))} | ${signed(percent(blocks))} | ${microseconds[0]} | ${microseconds[1]} | ${signed(percent(microseconds))} |`,
  );
  const statementRows = statements.map(
    ({ name, cycles }) => `| \`${name}\` | ${cycles[0]} | ${cycles[1].toFixed(0)} | ${signed(percent(cycles))} |`,
  );
  const moved = programs.flatMap(({ name, moved }) => (moved === null ? [] : [`\`${name}\`: ${movedText(moved)}.`]));
  const price = MACHINE_CODE_PRICE;
  return `# The clock

How the simulated clock compares with a real PYBv1.1 (stock firmware, 168 MHz). \`npm run calibrate -- --tests DIR --write docs/clock.md\`
writes this file.

${measured.source}

## Programs

MicroPython's benchmarks. *Opcodes*: how often each of MicroPython's opcodes is executed; where we differ, the board's number is in parentheses.
*Objects* and *blocks*: heap allocations compared with the board's.

| program | opcodes | objects | blocks | board µs | here µs | time |
|---|---|--:|--:|--:|--:|--:|
${programRows.join('\n')}

${moved.join('\n')}

## Statements

Cycles of one statement inside a function.

| statement | board | here | |
|---|--:|--:|--:|
${statementRows.join('\n')}

## Machine code

These times are estimates; only \`viper_call0\` above (calls of a viper function in a native loop) has been compared with a board.

The prices of \`@micropython.native\` and \`viper\` (\`MACHINE_CODE_PRICE\` in \`src/bytecode/prices.ts\`) are those of the instructions that
\`py/emitnative.c\` emits through \`py/asmthumb.c\`, with the times of the Cortex-M4 (ARM DDI 0439 §3.3). What they call in the
firmware costs as much as the bytecode's opcode, less the ${price.DISPATCH} cycles in which the interpreter fetches it, plus ${price.CALL} for the call. Wait states of
memories and buses are left out.

| | cycles |
|---|--:|
| call of a native function | ${price.NATIVE_CALL} |
| call of a viper function | ${price.VIPER_CALL} |
| call of a bytecode function, for comparison | ${CALL_PRICE.BYTECODE} |
| conversion of an argument | ${price.TO_WORD} |
| operator on words | ${price.WORD} |
| comparison of words | ${price.COMPARE} |
| item through a pointer | ${price.POINTER} |
| local in a register | ${price.REGISTER} |
| local in memory | ${price.MEMORY} |

Functions for the inline assembler run instruction by instruction, with the times from the same manual (tables 3-1 and 7-1). The manual leaves
two times open:

- A taken branch refills the pipeline in 1 to 3 cycles. The simulation charges 2, so a loop of \`sub\`, \`cmp\`, \`bgt\` takes 5 cycles per iteration.
- A division takes 2 to 12 cycles. The simulation charges in proportion to the bits of the quotient.

ARM publishes no times for the Cortex-M7. On a PYBD, instructions therefore take as long as on the Cortex-M4, except that a branch takes 1 cycle,
because that core predicts branches. None of these times has been compared with a real board.
`;
}
