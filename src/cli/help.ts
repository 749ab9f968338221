/** The output of `vpyb --help` and `vpyb COMMAND --help`. */
import type { CommandName } from './command-line.js';
import { means, OPTION_GROUPS, OPTION_LIST, OPTIONS, type OptionName } from './options.js';

/** How commands are written, and what they do. Commands of the same kind share an entry. */
const PAGES: readonly { readonly commands: readonly CommandName[]; readonly usage: string; readonly does: string }[] = [
  {
    commands: ['run'],
    usage: '[run] [options] FILE.py | DIR | - | -c CODE | -m MODULE',
    does: `boot a fresh board with FILE.py as its main.py, or with a folder as its flash (hidden entries, such as
.git, and __pycache__ are left out)`,
  },
  { commands: ['repl'], usage: 'repl [options]', does: "talk to the board's prompt (Ctrl-] or Ctrl-X leaves it)" },
  {
    commands: ['test'],
    usage: 'test [options] [FILE.py | DIR]…',
    does: `run tests, each file on a board of its own in simulated time; of a folder its files test*.py. Tests are
functions test… or unittest's; 'import vpyb' gives them further boards, seen from outside: docs/testing.md
(exit status 1: a test has failed; 2: --only matches none, or a file could not be imported)`,
  },
  {
    commands: ['race'],
    usage: 'race [options] FILE.py | DIR | -c CODE | -m MODULE',
    does: `run the program with its threads in random turns, one seed after the other, until a run fails: an
exception, a fatal error, an exit status, no end, threads that wait for each other's locks, or output
without the text of --expect. Then show the few thread switches that matter, and how to reproduce the
failure: docs/races.md (exit status 1: a run has failed; 0: none has)`,
  },
  {
    commands: ['ast', 'symbols', 'dis'],
    usage: 'ast | symbols | dis [--js] FILE.py',
    does: `show a program's syntax tree, its names, or its bytecode, where '; 315' is the price in cycles of the
instructions so far, and 'entry' that of a call`,
  },
  { commands: ['boards', 'devices'], usage: 'boards | devices', does: 'list what can be simulated, and what can be plugged in' },
];

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

/** Returns the help on a command, or on all of them (null). */
export function helpText(command: CommandName | null): string {
  if (command === null) return allText();
  const { usage, does } = PAGES.find(({ commands }) => commands.includes(command)) as (typeof PAGES)[number];
  const runs = command === 'run' || command === 'repl';
  return `usage: vpyb ${usage}\n\n${does}\n${optionsText(command)}${runs ? TAIL : ''}`;
}

function allText(): string {
  const usages = PAGES.map(({ usage }) => `vpyb ${usage}`).join('\n       ');
  const does = PAGES.map(({ commands, does }) => {
    const names = `  ${commands.join(', ')}`;
    const head = names.length < INDENT ? names.padEnd(INDENT) : `${names}\n${' '.repeat(INDENT)}`;
    return `${head}${does.replaceAll('\n', `\n${' '.repeat(INDENT)}`)}\n`;
  });
  return `usage: ${usages}\n\nRuns MicroPython on a simulated pyboard.\n${does.join('')}${optionsText(null)}${TAIL}`;
}

/** Returns the options of a command, or all options, under their headings. */
function optionsText(command: CommandName | null): string {
  const spellings = new Map(
    OPTION_LIST.filter(([name]) => command === null || means(name, command)).map(([name]) => [name, written(name)]),
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
  const { help, helpOf } = OPTIONS[name];
  const own = command === 'repl' || command === 'test' || command === 'race' ? helpOf?.[command] : undefined;
  return own ?? (command === null ? help : help.replace(`${command}: `, ''));
}
