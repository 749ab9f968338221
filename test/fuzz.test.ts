/** A few random programs, always the same: on the board as on the reference, and stopped at every safe point. `npm run fuzz` runs more. */
import { expect, test } from 'vitest';
import { compareStops, compareWith, oracle } from '../scripts/fuzz/compare.js';
import { programOf } from '../scripts/fuzz/fuzz.js';

const BOARD = 'pybd-sf6';

test('random programs do the same as on MicroPython', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const verdict = await compareWith(oracle, programOf(seed, 'some'), BOARD);
    if (verdict.kind === 'different') expect.fail(`npm run fuzz -- --seed ${seed} --count 1\n${verdict.text}`);
  }
});

test('random programs do the same when they are stopped at every safe point', () => {
  for (let seed = 31; seed <= 40; seed++) {
    const verdict = compareStops(programOf(seed, 'all'), BOARD);
    if (verdict.kind === 'different') expect.fail(`npm run fuzz -- --stops --seed ${seed} --count 1\n${verdict.text}`);
  }
});
