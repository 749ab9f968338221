/** Results, and their counts by directory. */

/** The result of one test. */
export interface TestResult {
  readonly path: string;
  readonly result: 'pass' | 'fail' | 'skip';
  /** Why it was skipped, or the first line that differs. */
  readonly detail: string;
}

/** Counts of one directory. */
interface Row {
  readonly directory: string;
  pass: number;
  fail: number;
  skip: number;
}

/** Counts by directory, in order of appearance, and their sum last. */
export function tally(results: readonly TestResult[]): Row[] {
  const rows = new Map<string, Row>();
  const sum: Row = { directory: 'all', pass: 0, fail: 0, skip: 0 };
  for (const { path, result } of results) {
    const directory = path.slice(0, path.lastIndexOf('/'));
    const row = rows.get(directory) ?? { directory, pass: 0, fail: 0, skip: 0 };
    rows.set(directory, row);
    row[result]++;
    sum[result]++;
  }
  return [...rows.values(), sum];
}

/** The table for a terminal. */
export function textTable(results: readonly TestResult[]): string {
  const lines = tally(results).map(({ directory, pass, fail, skip }) => `${directory.padEnd(14)}${cell(pass)}${cell(fail)}${cell(skip)}`);
  return [`${'directory'.padEnd(14)}${'pass'.padStart(7)}${'fail'.padStart(7)}${'skip'.padStart(7)}`, ...lines].join('\n');
}

function cell(count: number): string {
  return String(count).padStart(7);
}
