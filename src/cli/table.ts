/** Tables for people, as used by `--profile` and `--activity`. */

/** Returns rows of aligned cells: the first `figures` columns to the right, the others to the left. Every line ends in \n. */
export function table(rows: readonly (readonly string[])[], figures: number): string {
  const columns = Math.max(...rows.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const aligned = (cell: string, column: number): string =>
    column < figures ? cell.padStart(widths[column] as number) : cell.padEnd(widths[column] as number);
  return rows.map((cells) => `  ${cells.map(aligned).join('  ').trimEnd()}\n`).join('');
}
