/** THE list of the command line's options: parsed by arguments.ts, shown by help.ts. */
import { BOARD_NAMES } from '../board/boards.js';
import { FIRMWARE_NAMES, FIRMWARES } from '../firmwares.js';
import { DEFAULTS } from '../system/options.js';

/** One option. `value`: what its value is called; absent for a switch. */
interface Option {
  readonly short?: string;
  readonly value?: string;
  /** The value may be left out. */
  readonly isOptional?: boolean;
  readonly help: string;
  /** What the help of a single command says in its place, where it means another thing there. */
  readonly helpOf?: { readonly [command in 'repl' | 'test' | 'race']?: string };
  /** Which commands it belongs to. */
  readonly of: readonly ('run' | 'repl' | 'test' | 'race' | 'inspect')[];
}

const RUNS = ['run', 'repl'] as const;
/** Settings of -X for whatever runs. */
const SETTINGS = 'heapsize=BYTES, stop-every=N (safe points), emit=bytecode';
const ALL_RUNS = [...RUNS, 'test', 'race'] as const;
const BOARDS = BOARD_NAMES.map((name) => (name === DEFAULTS.board ? `${name} (default)` : name)).join(', ');
const KINDS = FIRMWARE_NAMES.map((name) => (name === DEFAULTS.firmware ? `${name} (default)` : `${name}: ${FIRMWARES[name].help}`)).join(
  ', ',
);
/** Every option by its long name. */
const OPTIONS = {
  board: { value: 'ID', of: ALL_RUNS, help: `the board: ${BOARDS}` },
  firmware: { value: 'KIND', of: [...ALL_RUNS, 'inspect'], help: KINDS },
  for: {
    value: 'DURATION',
    of: ALL_RUNS,
    help: 'stop after so much simulated time: 500us 150ms 10s 8h 7d',
    helpOf: {
      test: 'the simulated time after which a file of tests is taken to hang (default 1h)',
      race: 'the simulated time of each run: 500us 150ms 10s 8h 7d (default: by what it takes plainly)',
    },
  },
  pace: { value: 'PACE', of: RUNS, help: 'real, max, or a factor; default: real at a terminal without --for, else max' },
  clock: { value: 'KIND', of: ALL_RUNS, help: 'calibrated (default): code takes the time it takes on the board; ideal: none' },
  trace: {
    value: 'FILE',
    of: RUNS,
    help: 'record signals: .txt, .jsonl, .vcd, .json for Perfetto; -: show them; may be repeated',
  },
  explain: { of: RUNS, help: 'say of errors in callbacks of interrupts where, why, and what to do instead' },
  profile: { of: RUNS, help: 'say where simulated time went, line by line, and in traces which line made an edge' },
  activity: { of: RUNS, help: 'say how long threads, callbacks, tasks had the processor, and in traces when' },
  coverage: {
    value: 'FILE',
    of: [...RUNS, 'test'],
    help: 'say which lines have not run, and write what has to FILE, .info (lcov); -: say it only',
  },
  debug: {
    value: 'PORT',
    isOptional: true,
    of: RUNS,
    help: 'wait on this port (default 5678) for an editor to debug the program: docs/debugging.md',
  },
  setup: {
    value: 'FILE',
    of: ALL_RUNS,
    help: 'what is plugged in and what happens, JSON (default: vpyb.json beside the program)',
    helpOf: { test: 'what is plugged in and what happens, JSON (default: vpyb.json of the folder you are in)' },
  },
  device: { value: 'DEVICE', of: ALL_RUNS, help: 'plug in NAME=TYPE,WIRE=PIN,…: room=ds18b20,data=X3; may be repeated' },
  wire: { value: 'PIN,PIN', of: ALL_RUNS, help: 'join two pins: X1,X2; may be repeated' },
  at: { value: 'EVENT', of: ALL_RUNS, help: 'MOMENT:NAME.WHAT=VALUE: 120ms:usr.pressed=true; may be repeated' },
  probe: { value: 'PINS', of: RUNS, help: 'trace every edge of these, also those of PWM, UART, I2C, SPI: X9,X10; may be repeated' },
  picture: { value: 'NAME=FILE', of: RUNS, help: 'at the end, write what a device shows, .png or .txt; may be repeated' },
  save: {
    value: 'DIR',
    of: [...RUNS, 'test'],
    help: 'at the end, write what the board has written to DIR, new or empty; of a card to DIR/sd',
    helpOf: { test: 'of each test that fails, write what its boards have printed, and their traces, to DIR' },
  },
  seed: {
    value: 'N',
    of: ALL_RUNS,
    help: 'seed of everything random (default 0; race: the first that is tried, default 1)',
    helpOf: {
      repl: 'seed of everything random (default 0)',
      test: 'seed of everything random (default 0)',
      race: 'the first seed that is tried (default 1)',
    },
  },
  turns: {
    value: 'KIND',
    of: [...RUNS, 'test'],
    help: 'of threads: board (default), 4 ms each; random: by the seed; or what race has printed',
  },
  seeds: {
    value: 'COUNT',
    of: ['race'],
    help: 'race: how many seeds are tried, from --seed (1) on (default 100)',
    helpOf: { race: 'how many seeds are tried (default 100)' },
  },
  expect: {
    value: 'TEXT',
    of: ['race'],
    help: 'race: without TEXT in its output a run has failed',
    helpOf: { race: 'without TEXT in its output a run has failed' },
  },
  only: {
    value: 'TEXT',
    of: ['test'],
    help: 'test: only tests with TEXT in their name or file',
    helpOf: { test: 'only tests with TEXT in their name or file' },
  },
  junit: {
    value: 'FILE',
    of: ['test'],
    help: 'test: write the results to FILE, .xml',
    helpOf: { test: 'write the results to FILE, .xml' },
  },
  heap: { value: 'BYTES', of: ALL_RUNS, help: 'size of the heap: 100000, 64k, 1m (default: the board’s)' },
  'max-wall': { value: 'DURATION', of: ALL_RUNS, help: 'give up after so much real time, exit status 124' },
  code: { short: 'c', value: 'CODE', of: ['run', 'race'], help: 'run CODE in place of main.py' },
  module: { short: 'm', value: 'MODULE', of: ['run', 'race'], help: 'run MODULE in place of main.py, of a package its __main__' },
  interactive: { short: 'i', of: ['run'], help: 'the prompt follows the program' },
  tier: { value: 'TIER', of: ALL_RUNS, help: 'what runs the code: auto (default), interpreter, compiled; changes the speed only' },
  js: { of: ['inspect'], help: 'dis: the JavaScript that the compiled tier makes of the bytecode' },
  optimize: { short: 'O', of: [...RUNS, 'race', 'inspect'], help: 'optimise: drop assert and __debug__; -OOO drops line numbers' },
  implementation: {
    short: 'X',
    value: 'SETTING',
    of: ALL_RUNS,
    help: `${SETTINGS}, compile-only`,
    helpOf: { repl: SETTINGS, test: SETTINGS, race: SETTINGS },
  },
  'no-cache': { of: [...RUNS, 'test'], help: 'keep nothing of the program for its next start' },
  raw: { of: RUNS, help: 'send the exact bytes of the serial line (CR LF), for clients' },
  listen: { value: 'PORT', of: RUNS, help: 'be a board for mpremote on this TCP port of this computer: docs/clients.md' },
  verbose: { short: 'v', of: RUNS, help: 'say what is simulated and how fast' },
  help: { short: 'h', of: [...ALL_RUNS, 'inspect'], help: 'this text' },
  version: { of: [...ALL_RUNS, 'inspect'], help: 'the version' },
} as const satisfies Record<string, Option>;

/** Name of an option, without its dashes. */
export type OptionName = keyof typeof OPTIONS;

/** Whether an option means something to a command. */
export function means(name: OptionName, command: string): boolean {
  if (name === 'help') return true;
  if (name === 'js') return command === 'dis';
  if (command === 'boards' || command === 'devices') return false;
  const option: Option = OPTIONS[name];
  const ran = (['run', 'repl', 'test', 'race'] as const).find((name) => name === command);
  return option.of.includes(ran ?? 'inspect');
}

/** The same list, as plain options. */
export const OPTION_LIST: readonly (readonly [OptionName, Option])[] = Object.entries(OPTIONS) as [OptionName, Option][];

/** How an option is written in messages. */
export function spelling(name: OptionName): string {
  const option: Option = OPTIONS[name];
  return option.short !== undefined && (name === 'code' || name === 'module' || name === 'implementation')
    ? `-${option.short}`
    : `--${name}`;
}
