/** Turns the words of a command line into what is to be done. It looks at no file: whether FILE exists is found out later. */
import { unknownText } from '../did-you-mean.js';
import { CommandLine } from './command-line.js';
import { COMMAND_NAMES, type CommandName, commandOf, hasOption } from './commands.js';
import { showHelp } from './help.js';
import { type Task, task } from './task.js';
import { UsageError } from './usage-error.js';
import { showVersion } from './version.js';

/** Shows the help of the command that follows. */
const HELP = 'help';

/** Returns what a command line asks for. Throws a UsageError with one line for the user. */
export function parseArguments(words: readonly string[]): Task {
  const line = new CommandLine(words, [...COMMAND_NAMES, HELP]);
  if (line.has('help') || line.command === HELP) return task(showHelp, helpWanted(line));
  if (line.has('version')) return task(showVersion, undefined);
  const name = line.command as CommandName;
  line.refuseForeignOptions((option) => hasOption(name, option));
  return commandOf(name).task(line, words);
}

/** Returns the command whose help is wanted: `vpyb dis --help`, `vpyb help dis`; null: help on everything. */
function helpWanted({ named, operands }: CommandLine): CommandName | null {
  const wanted = named === HELP ? operands[0] : named;
  if (wanted === undefined || wanted === null) return null;
  const command = COMMAND_NAMES.find((name) => name === wanted);
  if (command !== undefined) return command;
  throw new UsageError(unknownText('command', wanted, COMMAND_NAMES));
}
