/** What a run differs in from the one that it is to be like. */
import type { MachineOutcome } from './run.js';

/** What is not as expected, for people; null if all is. A fault of the program that is tested is a difference, too. */
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
