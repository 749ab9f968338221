/** The options of the commands in this folder. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake in what was typed: its message is all that whoever typed it needs. */
export class UsageError extends Error {}

/** One of some names, the standard one if none is given. Throws UsageError for any other. */
export function oneOf<T extends string>(what: string, names: readonly T[], given: string | undefined, standard: T): T {
  const found = given === undefined ? standard : names.find((name) => name === given);
  if (found === undefined) throw new UsageError(`there is no ${what} '${given}'; there are ${names.join(', ')}`);
  return found;
}

/** A whole number, the standard one if none is given. Throws UsageError. */
export function wholeNumber(option: string, given: string | undefined, standard: number): number {
  if (given === undefined) return standard;
  const value = Number(given);
  if (given.trim() === '' || !Number.isInteger(value) || value < 0) throw new UsageError(`${option} takes a whole number, not '${given}'`);
  return value;
}

/** Runs a command to its exit status; a mistake in what was typed is told in one line, with status 2. */
export async function runMain(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

type Values<T extends ParseArgsConfig['options']> = ReturnType<typeof parseArgs<{ options: T }>>['values'];

/** `--help` shows the usage and ends the process. */
export function helpIfWanted(usage: string): void {
  if (!process.argv.includes('--help')) return;
  console.log(usage);
  process.exit(0);
}

/** What was typed. `--help` shows the usage and ends the process; so does a mistake, told in one line, with status 2. */
export function optionsOf<const T extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: T): Values<T> {
  helpIfWanted(usage);
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}
