import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/system/pace.js';

const MS = 1_000_000n;

describe('Pace', () => {
  it('lets a simulation run freely at max', () => {
    const pace = new Pace(Number.POSITIVE_INFINITY);
    expect(pace.limit(5n, 1000)).toBeNull();
    expect(pace.delay(10n ** 18n, 1000)).toBe(0);
  });

  it('follows the wall clock from the first question on', () => {
    const pace = new Pace(1);
    expect(pace.limit(7n * MS, 1000)).toBe(7n * MS);
    expect(pace.limit(7n * MS, 1020)).toBe(27n * MS);
    expect(pace.delay(30n * MS, 1020)).toBe(3);
    expect(pace.delay(20n * MS, 1020)).toBe(0);
  });

  it('multiplies', () => {
    const pace = new Pace(10);
    pace.anchor(0n, 0);
    expect(pace.limit(0n, 20)).toBe(200n * MS);
    expect(pace.delay(300n * MS, 20)).toBe(10);
  });

  it('does not race to catch up', () => {
    const pace = new Pace(1);
    pace.anchor(0n, 0);
    expect(pace.limit(0n, 200)).toBe(200n * MS);
    expect(pace.limit(100n * MS, 5000)).toBe(100n * MS);
    expect(pace.limit(100n * MS, 5010)).toBe(110n * MS);
  });
});
