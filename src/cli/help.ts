/** What `vpyb --help` prints, and `vpyb COMMAND --help`. */
import type { CommandName } from './command-line.js';
import { means, OPTION_LIST } from './options.js';

/** How a command is written, and what it does. Neighbours that do the same kind of thing share it. */
const PAGES: readonly { readonly commands: readonly CommandName[]; readonly usage: string; readonly does: string }[] = [
  {
    commands: ['run'],
    usage: '[run] [options] FILE.py | DIR | - | -c CODE | -m MODULE',
    does: `boot a fresh board with FILE.py as its main.py, or with the folder as its flash
(without hidden entries: .git, __pycache__)`,
  },
  { commands: ['repl'], usage: 'repl [options]', does: "the board's prompt (Ctrl-] or Ctrl-X leaves it)" },
  {
    commands: ['test'],
    usage: 'test [options] [FILE.py | DIR]…',
    does: `run tests, of a folder its files test*.py, each file on a board of its own in simulated time: functions
test…, or unittest's; 'import vpyb' gives them further boards, from outside: docs/testing.md (exit status 1:
one has failed)`,
  },
  {
    commands: ['race'],
    usage: 'race [options] FILE.py | DIR | -c CODE | -m MODULE',
    does: `run it with one seed after the other, its threads in random turns, until it fails: an exception, a fatal
error, a status, no end; say which switches of threads that takes, and how to see it again (exit status 1;
0: no run has failed)`,
  },
  {
    commands: ['ast', 'symbols', 'dis'],
    usage: 'ast | symbols | dis [--js] FILE.py',
    does: `show a program's syntax tree, its names, its bytecode, in which '; 315' charges so many cycles,
those of the instructions before it included, and 'entry' is what a call costs`,
  },
  { commands: ['boards', 'devices'], usage: 'boards | devices', does: 'what can be simulated, what can be plugged in' },
];

const TAIL = `
At a terminal the prompt follows FILE.py, as on the board. Elsewhere the run ends with it and its threads, although
timers and callbacks would go on: --for says how long they do. A program that resets its board runs again,
what -c and -m give does not: as with mpremote, that is over.
The board's output goes to standard output, everything else to standard error.
What is piped in is there when the program looks for it: the simulated clock waits for it, so that
the host's does not matter. A client (--raw, --pace) types in its own time; --pace real suits its time-outs.
At a terminal Ctrl-C goes to the board; a second one within two seconds ends vpyb where the first has not
stopped the program.
Folders in MICROPYPATH, separated by colons, are imported from as if they were /flash/lib.
Exit status: 0; 1 uncaught exception in main.py or boot.py; the status of SystemExit where it ends the
command; 2 usage; 70 internal error; 74 the output, a trace or another file could not be written (the disk
is full); 124 --max-wall; 129 SIGHUP, or whoever typed has gone; 130 Ctrl-C, SIGINT; 143 SIGTERM.
`;
const INDENT = 12;

/** The text on a command, or on all of them. */
export function helpText(command: CommandName | null): string {
  if (command === null) return allText();
  const { usage, does } = PAGES.find(({ commands }) => commands.includes(command)) as (typeof PAGES)[number];
  const runs = command === 'run' || command === 'repl';
  return `usage: vpyb ${usage}\n\n${does}\n\noptions:\n${optionsText(command)}${runs ? TAIL : ''}`;
}

function allText(): string {
  const usages = PAGES.map(({ usage }) => `vpyb ${usage}`).join('\n       ');
  const does = PAGES.map(({ commands, does }) => {
    const names = `  ${commands.join(', ')}`;
    const head = names.length < INDENT ? names.padEnd(INDENT) : `${names}\n${' '.repeat(INDENT)}`;
    return `${head}${does.replaceAll('\n', `\n${' '.repeat(INDENT)}`)}\n`;
  });
  return `usage: ${usages}\n\nRuns MicroPython on a simulated pyboard.\n${does.join('')}\noptions:\n${optionsText(null)}${TAIL}`;
}

/** The options of a command, or of all. */
function optionsText(command: CommandName | null): string {
  const wanted = OPTION_LIST.filter(([name]) => command === null || means(name, command));
  const rows = wanted.map(([name, { short, value, isOptional, help, helpOf }]) => {
    const argument = value === undefined ? '' : isOptional ? `[=${value}]` : ` ${value}`;
    const own = command === 'repl' || command === 'test' || command === 'race' ? helpOf?.[command] : undefined;
    return [`  ${short === undefined ? '    ' : `-${short}, `}--${name}${argument}`, own ?? help];
  });
  const width = Math.max(...rows.map(([spelling]) => spelling.length)) + 2;
  return rows.map(([spelling, help]) => `${spelling.padEnd(width)}${help}\n`).join('');
}
