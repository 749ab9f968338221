/** Turns of threads whose lengths the seed chooses: what a board shows once a week shows within a few seeds, and again with the same seed. */
import { expect, test } from 'vitest';
import { type RunOptions, runMachine } from '../support/run.js';

/** Two threads take two locks in opposite orders: it hangs if one is switched away from between its two locks. */
const DEADLOCK = `
import _thread, time
a, b = _thread.allocate_lock(), _thread.allocate_lock()
done = 0
def move(first, second):
    global done
    with first:
        for i in range(40): pass
        with second: done += 1
_thread.start_new_thread(move, (a, b))
_thread.start_new_thread(move, (b, a))
time.sleep_ms(50)
print(done)
`;

/** Ten thousand cents are paid in by two threads, who read the balance, count, and write it back. */
const LOST_UPDATES = `
import _thread, time
balance = done = 0
def pay(n):
    global balance, done
    for i in range(n):
        seen = balance
        for j in range(3): pass
        balance = seen + 1
    done += 1
for k in range(2): _thread.start_new_thread(pay, (5000,))
while done < 2: time.sleep_ms(1)
print(balance)
`;

const run = (source: string, seed: number, options: Partial<RunOptions> = {}) =>
  runMachine(source, { board: 'pybv11', turns: 'random', seed, limit: 2_000_000_000n, ...options });
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

test('a deadlock that the board does not show in this program is found by some seeds', () => {
  expect(runMachine(DEADLOCK, { board: 'pybv11' }).output).toBe('2\n');
  const found = SEEDS.filter((seed) => run(DEADLOCK, seed).output === '0\n');
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(SEEDS.length);
});

test('each seed loses other updates', () => {
  const balances = SEEDS.slice(0, 10).map((seed) => Number(run(LOST_UPDATES, seed).output));
  expect(new Set(balances).size).toBeGreaterThan(5);
  for (const balance of balances) expect(balance).toBeLessThan(10_000);
});

test.each([
  ['the calibrated clock', {}],
  ['the ideal clock', { clock: 'ideal' }],
] as const)('a seed replays to the nanosecond, in each tier and however the run is cut, on %s', (_, options) => {
  const replayed = run(LOST_UPDATES, 7, options);
  expect(run(LOST_UPDATES, 7, options)).toEqual(replayed);
  expect(run(LOST_UPDATES, 7, { ...options, tier: 'interpreter', stopEvery: 1 })).toEqual(replayed);
  expect(run(LOST_UPDATES, 7, { ...options, tier: 'compiled', slice: () => 70_000n })).toEqual(replayed);
});

test('without threads the seed changes no turn', () => {
  const alone = 'import time\nfor i in range(3000): pass\nprint(time.ticks_us())';
  expect(run(alone, 3)).toEqual(runMachine(alone, { board: 'pybv11' }));
});
