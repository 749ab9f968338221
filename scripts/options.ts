/** The options of the commands in this folder. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What was typed. `--help` shows the usage and ends the process; so does a mistake, told in one line, with status 2. */
export function optionsOf<const T extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: T) {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}
