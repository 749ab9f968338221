/**
 * The clock's promises that need no checkout of MicroPython: what statements cost (`scripts/calibrate/measured.json`).
 * `npm run calibrate -- --tests DIR --check` compares whole programs as well. What operations allocate is told by
 * `modules/gc/what_operations_take.py` and its like, which the oracle checks.
 */
import { describe, expect, it } from 'vitest';
import { STATEMENTS, timeStatement } from '../scripts/calibrate/statements.js';

describe('statements on a PYBv1.1', () => {
  const rows = STATEMENTS.map((statement) => timeStatement(statement, 100));
  const deviation = ({ cycles: [real, ours] }: (typeof rows)[number]): number => Math.abs(ours / real - 1);

  it('cost what they cost on the board, 85 % of them within 20 %', () => {
    expect(rows.filter((row) => deviation(row) <= 0.2).length).toBeGreaterThanOrEqual(0.85 * rows.length);
  });

  it('are never off by more than 35 %', () => {
    expect(rows.filter((row) => deviation(row) > 0.35)).toEqual([]);
  });
});
