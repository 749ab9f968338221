/** Tables for people. */

/** How a table looks. */
interface TableLook {
  /** The columns of numbers, which are aligned to the right: the first one, and the first one after them. */
  readonly figures?: readonly [first: number, end: number];
  /** What each line begins with. */
  readonly indent?: string;
}

/** Returns rows of aligned cells. Every line ends in \n. */
export function table(rows: readonly (readonly string[])[], { figures: [first, end] = [0, 0], indent = '  ' }: TableLook = {}): string {
  const columns = Math.max(...rows.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const aligned = (cell: string, column: number): string =>
    column >= first && column < end ? cell.padStart(widths[column] as number) : cell.padEnd(widths[column] as number);
  return rows.map((cells) => `${indent}${cells.map(aligned).join('  ').trimEnd()}\n`).join('');
}
