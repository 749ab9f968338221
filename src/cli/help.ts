/** The output of `vpyb --help` and `vpyb COMMAND --help`. */
import { COMMAND_NAMES, type CommandName, commandOf, hasOption } from './commands.js';
import { OPTION_GROUPS, OPTION_LIST, OPTIONS, type OptionName } from './options.js';
import { show } from './printed.js';

const TAIL = `
End      At a terminal the prompt follows FILE.py, as on the board. Elsewhere the run ends with the program and its
         threads; --for says how long its timers and callbacks go on. A program that resets its board starts again;
         code given by -c or -m is lost then, as with mpremote.
Output   What the board prints goes to standard output, everything else to standard error.
Input    From a pipe or a file it is there when the program looks for it: the simulated clock waits for it. A client
         types in its own time (--raw, --pace real). At a terminal Ctrl-C goes to the board; a second one within two
         seconds ends vpyb if the first has not stopped the program.
Modules  Folders named in MICROPYPATH, separated by colons, are searched as if they were /flash/lib.

Exit status:
    0    the program has ended
    1    an exception in main.py or boot.py; else the status of SystemExit, where that ends the command
    2    a mistake on the command line
   70    an internal error
   74    the output or another file could not be written (the disk is full)
  124    --max-wall
  129    SIGHUP, or the terminal has gone
  130    Ctrl-C, SIGINT
  143    SIGTERM
`;
const INDENT = 12;

/** Shows the help on a command, or on all of them (null). */
export const showHelp = (command: CommandName | null): Promise<number> => show(helpText(command));

/** Returns the help on a command, or on all of them (null). */
export function helpText(command: CommandName | null): string {
  if (command === null) return allText();
  const { usage, does, isRun } = commandOf(command).page;
  return `usage: vpyb ${usage}\n\n${does}\n${optionsText(command)}${isRun ? TAIL : ''}`;
}

function allText(): string {
  const pages = [...new Set(COMMAND_NAMES.map((name) => commandOf(name).page))];
  const usages = pages.map(({ usage }) => `vpyb ${usage}`).join('\n       ');
  const does = pages.map((page) => {
    const { does } = page;
    const names = `  ${COMMAND_NAMES.filter((name) => commandOf(name).page === page).join(', ')}`;
    const head = names.length < INDENT ? names.padEnd(INDENT) : `${names}\n${' '.repeat(INDENT)}`;
    return `${head}${does.replaceAll('\n', `\n${' '.repeat(INDENT)}`)}\n`;
  });
  return `usage: ${usages}\n\nRuns MicroPython on a simulated pyboard.\n${does.join('')}${optionsText(null)}${TAIL}`;
}

/** Returns the options of a command, or all options, under their headings. */
function optionsText(command: CommandName | null): string {
  const spellings = new Map(
    OPTION_LIST.filter(([name]) => command === null || hasOption(command, name)).map(([name]) => [name, written(name)]),
  );
  const width = Math.max(...[...spellings.values()].map((text) => text.length)) + 2;
  return OPTION_GROUPS.map(({ title, names }) => {
    const rows = names.flatMap((name) => {
      const text = spellings.get(name);
      return text === undefined ? [] : [`${text.padEnd(width)}${helpOn(name, command)}\n`];
    });
    return rows.length === 0 ? '' : `\n${title}:\n${rows.join('')}`;
  }).join('');
}

/** Returns an option as it is written: `  -c, --code CODE`. */
function written(name: OptionName): string {
  const { short, value, isOptional } = OPTIONS[name];
  const argument = value === undefined ? '' : isOptional ? `[=${value}]` : ` ${value}`;
  return `  ${short === undefined ? '    ' : `-${short}, `}--${name}${argument}`;
}

/** Returns the help on an option; on a command's own page without the command's name. */
function helpOn(name: OptionName, command: CommandName | null): string {
  const { help } = OPTIONS[name];
  if (command === null) return help;
  return commandOf(command).optionHelp[name] ?? help.replace(`${command}: `, '');
}
