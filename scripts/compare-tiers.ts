/**
 * Compares the tiers on random programs: `npx tsx scripts/compare-tiers.ts [count [first seed]]`.
 * Prints each program that differs with what differs; the exit status tells whether there was one.
 */

import { difference } from '../test/support/differences.js';
import { randomProgram } from '../test/support/random-program.js';
import { runMachine } from '../test/support/run.js';
import { comparisons, machineOf } from '../test/support/tiers.js';

const [count = 100, first = 1] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(first)) {
  console.error('usage: npx tsx scripts/compare-tiers.ts [count [first seed]]');
  process.exit(2);
}
let differing = 0;
for (let seed = first; seed < first + count; seed++) {
  const source = randomProgram(seed);
  const expected = runMachine(source, { ...machineOf(seed), tier: 'interpreter' });
  for (const { name, ...options } of comparisons(seed)) {
    const problem = difference(expected, () => runMachine(source, options));
    if (problem === null) continue;
    differing++;
    console.log(`seed ${seed}, ${name}:\n${problem}`);
  }
}
console.log(`${count} programs, ${differing} differences`);
process.exitCode = differing === 0 ? 0 : 1;
