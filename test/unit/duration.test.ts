import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/system/duration.js';

describe('parseDuration', () => {
  it.each([
    ['500us', 500_000n],
    ['500µs', 500_000n],
    ['1ns', 1n],
    ['150ms', 150_000_000n],
    ['10100ms', 10_100_000_000n],
    ['1.5s', 1_500_000_000n],
    ['0.000000001s', 1n],
    ['10s', 10_000_000_000n],
    ['2min', 120_000_000_000n],
    ['8h', 28_800_000_000_000n],
    ['7d', 604_800_000_000_000n],
    ['1000d', 86_400_000_000_000_000n],
  ])('reads %s', (text, nanos) => {
    expect(parseDuration(text)).toBe(nanos);
  });

  it.each([
    '',
    '10',
    's',
    '10 s',
    '-1s',
    '+1s',
    '1e3s',
    '1,5s',
    '.5s',
    '5.s',
    '0s',
    '0.5ns',
    '10sec',
    '1h30m',
    'ten',
    '0x10s',
    '1constructor',
    '99999999999999999999s',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe('formatDuration', () => {
  it.each([
    [604_800_000_000_000n, '7 d'],
    [86_400_000_000_000n, '1 d'],
    [36_000_000_000_000n, '10 h'],
    [10_100_000_000n, '10.1 s'],
    [1_500_000_000n, '1.5 s'],
    [150_000_000n, '150 ms'],
    [1_234_567n, '1.235 ms'],
    [1_500n, '1.5 us'],
    [12n, '12 ns'],
    [0n, '0 ns'],
  ])('writes %d ns as %s', (nanos, text) => {
    expect(formatDuration(nanos)).toBe(text);
  });
});
