/**
 * Compares the tiers on random programs: `npx tsx scripts/compare-tiers.ts [count [first seed]]`.
 * Prints each program that differs with what differs; the exit status tells whether there was one.
 */

import { randomProgram } from '../test/support/random-program.js';
import { type MachineOutcome, runMachine } from '../test/support/run.js';
import { boardOf, comparisons } from '../test/support/tiers.js';

const [count = 100, first = 1] = process.argv.slice(2).map(Number);
let differing = 0;
for (let seed = first; seed < first + count; seed++) {
  const source = randomProgram(seed);
  const expected = runMachine(source, { board: boardOf(seed), tier: 'interpreter' });
  for (const { name, ...options } of comparisons(seed)) {
    const problem = difference(expected, () => runMachine(source, options));
    if (problem === null) continue;
    differing++;
    console.log(`seed ${seed}, ${name}:\n${problem}`);
  }
}
console.log(`${count} programs, ${differing} differences`);
process.exitCode = differing === 0 ? 0 : 1;

function difference(expected: MachineOutcome, run: () => MachineOutcome): string | null {
  try {
    const outcome = run();
    const keys = (Object.keys(expected) as (keyof MachineOutcome)[]).filter((key) => show(outcome[key]) !== show(expected[key]));
    return keys.length === 0 ? null : keys.map((key) => `${key}: ${show(expected[key])} against ${show(outcome[key])}`).join('\n');
  } catch (x) {
    return String((x as Error).stack ?? x);
  }
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
}
