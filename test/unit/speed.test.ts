import { describe, expect, it } from 'vitest';
import { speedLine } from '../../src/system/speed.js';

const MS = 1_000_000n;

describe('speedLine', () => {
  it('compares with real time', () => {
    expect(speedLine(604_800_000n * MS, 12_345)).toBe('7 d simulated in 12.345 s (49000 × real time)');
    expect(speedLine(10_000n * MS, 10_000)).toBe('10 s simulated in 10 s (1.0 × real time)');
  });
});
