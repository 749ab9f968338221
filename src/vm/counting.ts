/** Counting mode: how often each of MicroPython's opcodes has been executed by code compiled with `count`. */

/** Executions by opcode name, as `py/bc0.h` spells it. */
export const opcodeCounts = new Map<string, number>();

/** Counts the opcodes of one ledger entry, names separated by blanks. */
export function count(ledger: string): void {
  for (const name of ledger.split(' ')) opcodeCounts.set(name, (opcodeCounts.get(name) ?? 0) + 1);
}

/** Takes an execution back: of an opcode that the firmware runs as part of the one before it. */
export function uncount(name: string): void {
  if (opcodeCounts.size > 0) opcodeCounts.set(name, (opcodeCounts.get(name) ?? 0) - 1);
}
