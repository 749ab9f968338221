/** The table of `--activity`. */
import { expect, test } from 'vitest';
import { activityTable } from '../../src/cli/activity-table.js';
import type { ActorLoad } from '../../src/index.js';

const main: ActorLoad = { name: 'main', kind: 'thread', runs: 2, total: 1_000_000n, longest: 900_000n, latency: null };
const tick: ActorLoad = { name: 'TIM2 tick', kind: 'handler', runs: 100, total: 1_400_000n, longest: 14_154n, latency: 7_142n };
const blink: ActorLoad = { name: 'task blink', kind: 'task', runs: 3, total: 300_000n, longest: 120_000n, latency: null };

test('has who had the processor longest first, what they took at once, and how long a request waits', () => {
  expect(activityTable({ actors: [main, tick], idle: 7_600_000n }, 10_000_000n)).toBe(`10 ms by who had the processor:
     ms      %  runs  longest µs  latency µs
  1.400  14.00   100        14.2         7.1  TIM2 tick
  1.000  10.00     2       900.0              main
  7.600  76.00                                idle
`);
});

test('says that the time of tasks is counted twice', () => {
  const text = activityTable({ actors: [main, blink], idle: 9_000_000n }, 10_000_000n);
  expect(text.split('\n')[0]).toBe('10 ms by who had the processor; the time of a task also counts for its thread:');
});

test('has no shares of a run that took no time, and not more rows than anybody reads', () => {
  expect(activityTable({ actors: [], idle: 0n }, 0n)).toContain('0.000  0.00');
  const many = Array.from({ length: 43 }, (_, i) => ({ ...main, name: `thread ${i}` }));
  expect(activityTable({ actors: many, idle: 0n }, 1n).trimEnd().split('\n').at(-1)).toBe('  and 3 more');
});
