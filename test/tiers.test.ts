/**
 * The compiled tier does what the interpreter does: the same output, end, cycles and heap, whichever functions are compiled and
 * wherever the program is stopped. This proves the tiers equal, not right: that is what the other tests are for.
 * `npx tsx scripts/compare-tiers.ts 10000` runs more random programs.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { randomProgram } from './support/random-program.js';
import { runMachine } from './support/run.js';
import { listScripts } from './support/script.js';
import { comparisons, machineOf, thirdRefused } from './support/tiers.js';

const root = dirname(fileURLToPath(import.meta.url));
const FOLDERS = ['language', 'types', 'modules', 'errors', 'hostile'];
const RANDOM_PROGRAMS = 100;

describe('scripts', () => {
  for (const [i, { name, source, board, firmware }] of listScripts(root, FOLDERS).entries()) {
    test(name, () => {
      const expected = runMachine(source, { board, firmware, tier: 'interpreter' });
      expect(runMachine(source, { board, firmware, tier: 'compiled' })).toEqual(expected);
      // Each script is stopped in one of the ways; together they cover all.
      const stopped = [
        { tier: 'compiled', stopEvery: 1 },
        { tier: thirdRefused(i), stopEvery: 7 },
        { tier: 'auto', stopEvery: 1000 },
      ] as const;
      expect(runMachine(source, { board, firmware, ...stopped[i % 3] })).toEqual(expected);
    });
  }
});

describe('random programs', () => {
  for (let seed = 1; seed <= RANDOM_PROGRAMS; seed++) {
    test(`seed ${seed}`, () => {
      const source = randomProgram(seed);
      const [first, ...others] = comparisons(seed).map((options) => runMachine(source, options));
      expect(first).toEqual(runMachine(source, { ...machineOf(seed), tier: 'interpreter' }));
      for (const other of others) expect(other).toEqual(first);
    });
  }
});
