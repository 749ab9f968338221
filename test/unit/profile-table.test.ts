/** The table of `--profile`. */
import { expect, test } from 'vitest';
import { profileTable } from '../../src/cli/profile-table.js';

/** The last line of the table of so many lines. */
function lastLine(count: number, elapsed = 1_000_000n): string | undefined {
  const lines = Array.from({ length: count }, (_, i) => ({
    file: 'main.py',
    line: i + 1,
    text: `x = ${i}`,
    runs: 1,
    nanos: 1000,
    cycles: 9,
  }));
  return profileTable(lines, elapsed).trimEnd().split('\n').at(-1);
}

test('has the twenty dearest lines, and says how many more there are', () => {
  expect(lastLine(20)).toBe('  0.001  0.1       9     1  main.py:20  x = 19');
  expect(lastLine(21)).toBe('  and one more line');
  expect(lastLine(30)).toBe('  and 10 more lines');
});

test('of a run that took no time has no shares of it', () => {
  expect(lastLine(1, 0n)).toBe('  0.001  0.0       9     1  main.py:1  x = 0');
});
