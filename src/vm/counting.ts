/** Counting mode: how often each of MicroPython's opcodes has been executed by code compiled with `count`. */

/** Executions by opcode name, as `py/bc0.h` spells it. */
export const opcodeCounts = new Map<string, number>();

/** Counts the opcodes of one ledger entry, names separated by blanks. */
export function count(ledger: string): void {
  for (const name of ledger.split(' ')) opcodeCounts.set(name, (opcodeCounts.get(name) ?? 0) + 1);
}
