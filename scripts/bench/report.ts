/** Tables of the figures, for the terminal and for `docs/performance.md`. */

/** The geometric mean. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** A table: a head, and rows with the same number of cells. */
export interface TableText {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table in columns, for a terminal. */
export function inColumns({ title, head, rows }: TableText): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join('  ');
  return `\n${title}\n${[head, ...rows].map(line).join('\n')}\n`;
}

/** The table as Markdown. */
export function inMarkdown({ title, head, rows }: TableText): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return `## ${title}\n\n${line(head)}\n${line(head.map((_, i) => (i === 0 ? '---' : '--:')))}\n${rows.map(line).join('\n')}\n`;
}

/** Milliseconds as text, with about three digits. */
export function milliseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A ratio as text, with about three digits. */
export function ratio(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
