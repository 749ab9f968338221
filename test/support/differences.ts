/** The differences of a run from the one that it should equal. */
import type { MachineOutcome } from './run.js';

/** Returns the differences as text, or null if there are none. An error of the code under test is a difference, too. */
export function difference(expected: MachineOutcome, run: () => MachineOutcome): string | null {
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
