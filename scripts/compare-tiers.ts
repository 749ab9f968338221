/**
 * Compares the tiers on random programs: `npx tsx scripts/compare-tiers.ts [count [first seed]]`.
 * Prints each program that differs with what differs; the exit status tells whether there was one.
 */
import { comparisons, runMachine } from '../test/support/tiers.js';
import { randomProgram } from '../test/support/random-program.js';

const [count = 100, first = 1] = process.argv.slice(2).map(Number);
let differing = 0;
let ended = 0;
for (let seed = first; seed < first + count; seed++) {
  const source = randomProgram(seed);
  const expected = runMachine(source, { board: seed % 2 ? 'pybv11' : 'pybd-sf6' });
  if (expected.state === 'ended') ended++;
  for (const [name, options] of comparisons(seed)) {
    let problem: string | null = null;
    try {
      const outcome = runMachine(source, { board: seed % 2 ? 'pybv11' : 'pybd-sf6', ...options });
      const keys = (Object.keys(expected) as (keyof typeof expected)[]).filter((key) => show(outcome[key]) !== show(expected[key]));
      if (keys.length > 0) problem = keys.map((key) => `${key}: ${show(expected[key])} against ${show(outcome[key])}`).join('\n');
    } catch (x) {
      problem = String((x as Error).stack ?? x);
    }
    if (problem === null) continue;
    differing++;
    console.log(`seed ${seed}, ${name}:\n${problem}`);
  }
}
console.log(`${count} programs (${ended} ran to their end), ${differing} differences`);
process.exitCode = differing === 0 ? 0 : 1;

function show(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
}
