/**
 * THE list of commands. What a command does, and how its words are read, is in modules of its own, which are loaded when they are needed
 * (`LATE` in scripts/build.ts); here is everything else.
 */
import { showBoards } from './boards.js';
import type { CommandLine } from './command-line.js';
import { showDevices } from './devices.js';
import { inspect } from './inspect.js';
import { compileRequest, type InspectRequest, inspectRequest } from './inspect-arguments.js';
import { listen } from './listen.js';
import { listenRequest } from './listen-arguments.js';
import { type OptionName, SETTINGS } from './options.js';
import { race } from './race.js';
import { raceRequest } from './race-arguments.js';
import { run } from './run.js';
import { isCompileOnly, runRequest } from './run-arguments.js';
import { type Task, task } from './task.js';
import { test } from './test.js';
import { testRequest } from './test-arguments.js';

/** A command. */
interface Command {
  /** How it is helped. Commands of the same kind share one text. */
  readonly page: Page;
  /** Its options, besides --help. */
  readonly options: readonly OptionName[];
  /** The help on those of its options that mean something else for it than for most commands. */
  readonly optionHelp: { readonly [name in OptionName]?: string };
  /** Returns what its command line of these words asks for. Throws a UsageError with one line for the user. */
  task(line: CommandLine, words: readonly string[]): Task;
}

/** What the help says of a command. */
interface Page {
  readonly usage: string;
  readonly does: string;
  /** It runs one board to its end: the help tells when that is, and what is input and output. */
  readonly isRun: boolean;
}

/** Options of everything that runs programs on boards. */
const BOARD_OPTIONS: readonly OptionName[] = [
  'board',
  'firmware',
  'heap',
  'unique-id',
  'tier',
  'implementation',
  'for',
  'clock',
  'max-wall',
  'seed',
  'setup',
  'device',
  'wire',
  'at',
  'version',
];
/** Options of one run. */
const RUN_OPTIONS: readonly OptionName[] = [
  ...BOARD_OPTIONS,
  'optimize',
  'no-cache',
  'pace',
  'turns',
  'debug',
  'listen',
  'forward',
  'relay',
  'raw',
  'trace',
  'probe',
  'explain',
  'profile',
  'activity',
  'coverage',
  'picture',
  'save',
  'verbose',
];

const PLAIN_SEED = 'seed of everything random (default 0)';

const STAGES: Page = {
  usage: 'ast | symbols | dis [--js] FILE.py',
  does: `show a program's syntax tree, its names, or its bytecode, where '; 315' is the price in cycles of the
instructions so far, and 'entry' that of a call`,
  isRun: false,
};
const LISTS: Page = { usage: 'boards | devices [TYPE]…', does: 'list what can be simulated, and what can be plugged in', isRun: false };

/** The commands, in the order of the help. */
const COMMANDS = {
  run: {
    page: {
      usage: '[run] [options] FILE.py | DIR | - | -c CODE | -m MODULE',
      does: `boot a fresh board with FILE.py as its main.py, or with a folder as its flash (hidden entries, such as
.git, and __pycache__ are left out)`,
      isRun: true,
    },
    options: [...RUN_OPTIONS, 'code', 'module', 'interactive'],
    optionHelp: {},
    task: runTask,
  },
  repl: {
    page: { usage: 'repl [options]', does: "talk to the board's prompt (Ctrl-] or Ctrl-X leaves it)", isRun: true },
    options: RUN_OPTIONS,
    optionHelp: { implementation: SETTINGS, seed: PLAIN_SEED },
    task: runTask,
  },
  test: {
    page: {
      usage: 'test [options] [FILE.py | DIR]…',
      does: `run tests, each file on a board of its own in simulated time; of a folder its files test*.py. Tests are
functions test… or unittest's; 'import vpyb' gives them further boards, seen from outside: docs/testing.md
(exit status 1: a test has failed; 2: --only matches none, or a file could not be imported)`,
      isRun: false,
    },
    options: [...BOARD_OPTIONS, 'no-cache', 'turns', 'coverage', 'save', 'only', 'junit'],
    optionHelp: {
      implementation: SETTINGS,
      for: 'after this much simulated time a test file counts as hanging (default 1h)',
      seed: PLAIN_SEED,
      setup: 'JSON file of board, firmware, devices and events (default: vpyb.json of the current folder)',
      save: 'write the output of each test that fails, and traces of its boards, to DIR, new or empty',
    },
    task: (line) => task(test, testRequest(line)),
  },
  race: {
    page: {
      usage: 'race [options] FILE.py | DIR | -c CODE | -m MODULE',
      does: `run the program with its threads in random turns, one seed after the other, until a run fails: an
exception, a fatal error, an exit status, no end, threads that wait for each other's locks, or output
without the text of --expect. Then show the few thread switches that matter, and how to reproduce the
failure: docs/races.md (exit status 1: a run has failed; 0: none has)`,
      isRun: false,
    },
    options: [...BOARD_OPTIONS, 'code', 'module', 'optimize', 'seeds', 'expect'],
    optionHelp: {
      implementation: SETTINGS,
      for: 'the simulated time of each run: 500us 150ms 10s 8h 7d (default: by a run without switches)',
      seed: 'the first seed to try (default 1)',
    },
    task: (line, words) => task(race, raceRequest(line, words)),
  },
  ast: shown('ast'),
  symbols: shown('symbols'),
  dis: shown('dis', 'js'),
  boards: {
    page: LISTS,
    options: [],
    optionHelp: {},
    task: (line) => task(showBoards, line.refuseOperands(0, "'boards' takes no arguments")),
  },
  devices: { page: LISTS, options: [], optionHelp: {}, task: (line) => task(showDevices, line.operands) },
} as const satisfies Record<string, Command>;

/** Name of a command. */
export type CommandName = keyof typeof COMMANDS;

/** The names of all commands. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

/** Returns a command as any of them. */
export const commandOf = (name: CommandName): Command => COMMANDS[name];

/** Whether a command has an option. */
export const hasOption = (command: CommandName, name: OptionName): boolean => name === 'help' || commandOf(command).options.includes(name);

/** `run` and `repl` can also serve their board to a client, or only check the program. */
function runTask(line: CommandLine, words: readonly string[]): Task {
  const request = runRequest(line);
  if (line.has('listen')) return task(listen, listenRequest(line, words));
  return isCompileOnly(line) ? task(inspect, compileRequest(request)) : task(run, request);
}

/** A command that shows a stage between source text and running code. */
function shown(stage: InspectRequest['stage'], ...further: readonly OptionName[]): Command {
  const options = ['board', 'firmware', 'optimize', 'version', ...further] as const;
  return { page: STAGES, options, optionHelp: {}, task: (line) => task(inspect, inspectRequest(line, stage)) };
}
