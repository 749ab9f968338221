/** A few random programs, always the same: on the board as on the reference, and stopped at every safe point. `npm run fuzz` runs more. */
import { expect, test } from 'vitest';
import { CallPrograms } from '../scripts/fuzz/calls.js';
import { compareStops, compareWays, compareWith, LIMIT, oracle, survives } from '../scripts/fuzz/compare.js';
import { programOf } from '../scripts/fuzz/fuzz.js';
import { waitingProgram } from '../scripts/fuzz/waits.js';
import { runMachine } from './support/run.js';

const BOARD = 'pybd-sf6';
/** Milliseconds that a test may take on a machine that has much else to do. */
const PATIENCE = 120_000;

test(
  'random programs do the same as on MicroPython',
  async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const verdict = await compareWith(oracle, programOf(seed, 'some'), BOARD);
      if (verdict.kind === 'different') expect.fail(`npm run fuzz -- --seed ${seed} --count 1\n${verdict.text}`);
    }
  },
  PATIENCE,
);

test(
  'random programs do the same when they are stopped at every safe point',
  () => {
    for (let seed = 31; seed <= 36; seed++) {
      const verdict = compareStops(programOf(seed, 'all'), BOARD);
      if (verdict.kind === 'different') expect.fail(`npm run fuzz -- --stops --seed ${seed} --count 1\n${verdict.text}`);
    }
  },
  PATIENCE,
);

test(
  'damaged programs are refused as on MicroPython',
  async () => {
    for (let seed = 41; seed <= 60; seed++) {
      const verdict = await compareWith(oracle, programOf(seed, 'some', true), BOARD);
      if (verdict.kind === 'different') expect.fail(`npm run fuzz -- --mode damaged --seed ${seed} --count 1\n${verdict.text}`);
    }
  },
  PATIENCE,
);

test(
  'programs that wait do everything at the same moments, in either tier, however they are stopped and sliced',
  () => {
    for (const seed of [1, 2, 37, 54]) {
      const verdict = compareWays(waitingProgram(seed), 'pybv11', 'threads');
      if (verdict.kind === 'different')
        expect.fail(`npm run fuzz -- --mode waits --board pybv11 --seed ${seed} --count 1\n${verdict.text}`);
    }
  },
  PATIENCE,
);

test(
  'calls with arguments that make no sense end in Python exceptions',
  () => {
    const programs = new CallPrograms(BOARD);
    for (let seed = 1; seed <= 10; seed++) {
      const verdict = survives(programs.program(seed), BOARD);
      if (verdict.kind === 'different') expect.fail(`npm run fuzz -- --mode calls --seed ${seed} --count 1\n${verdict.text}`);
    }
  },
  PATIENCE,
);

test('a native that goes on for long is given up at the limit, and that is no fault', () => {
  const source = 'max(range(10**9))';
  const { state, nanos } = runMachine(source, { board: BOARD, limit: LIMIT });
  expect(state).toBe('aborted');
  expect(nanos - LIMIT).toBeLessThan(1_000_000n);
  expect(survives(source, BOARD).kind).toBe('same');
});
