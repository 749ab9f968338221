/** The options of the commands in this folder. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake in the command line; its message says all that the user needs to know. */
export class UsageError extends Error {}

/** Returns the given name, or `standard` if none is given. Throws UsageError if it is not one of `names`. */
export function oneOf<T extends string>(what: string, names: readonly T[], given: string | undefined, standard: T): T {
  const found = given === undefined ? standard : names.find((name) => name === given);
  if (found === undefined) throw new UsageError(`unknown ${what} '${given}'; choose from ${names.join(', ')}`);
  return found;
}

/** Returns the given whole number, or `standard` if none is given. Throws UsageError if it is not a whole number from 0. */
export function wholeNumber(option: string, given: string | undefined, standard: number): number {
  if (given === undefined) return standard;
  const value = Number(given);
  if (given.trim() === '' || !Number.isInteger(value) || value < 0) throw new UsageError(`${option} '${given}' is not a whole number`);
  return value;
}

/** Runs a command and sets the exit status. For a UsageError it prints only the message, and the status is 2. */
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

/** Shows the usage and ends the process if `--help` is given. */
export function helpIfWanted(usage: string): void {
  if (!process.argv.includes('--help')) return;
  console.log(usage);
  process.exit(0);
}

/** Returns the given options. `--help` shows the usage and ends the process; so does a mistake, with a message and status 2. */
export function optionsOf<const T extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: T): Values<T> {
  helpIfWanted(usage);
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}
