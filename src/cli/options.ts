/** THE list of the command line's options: parsed by arguments.ts, shown by help.ts. */
import { BOARD_NAMES } from '../board/boards.js';
import { FIRMWARE_NAMES, FIRMWARES } from '../firmwares.js';
import { DEFAULTS } from '../system/options.js';

/** An option. `value`: what its value is called; absent for a switch. */
interface Option {
  readonly short?: string;
  readonly value?: string;
  /** The value may be omitted. */
  readonly isOptional?: boolean;
  readonly help: string;
  /** The help text for single commands for which the option means something else. */
  readonly helpOf?: { readonly [command in 'repl' | 'test' | 'race']?: string };
  /** The commands that have the option. */
  readonly of: readonly ('run' | 'repl' | 'test' | 'race' | 'inspect')[];
}

const RUNS = ['run', 'repl'] as const;
const ALL_RUNS = [...RUNS, 'test', 'race'] as const;
/** Settings of -X for commands that run something. */
const SETTINGS = 'heapsize=BYTES, stop-every=N (safe points), emit=bytecode';
const BOARDS = BOARD_NAMES.map((name) => (name === DEFAULTS.board ? `${name} (default)` : name)).join(', ');
const KINDS = FIRMWARE_NAMES.map((name) => (name === DEFAULTS.firmware ? `${name} (default)` : `${name}: ${FIRMWARES[name].help}`)).join(
  ', ',
);

/** The options, under the headings of the help. */
const GROUPS = {
  'what runs': {
    code: { short: 'c', value: 'CODE', of: ['run', 'race'], help: 'run CODE instead of main.py' },
    module: { short: 'm', value: 'MODULE', of: ['run', 'race'], help: 'run MODULE instead of main.py; of a package, its __main__' },
    interactive: { short: 'i', of: ['run'], help: 'show the prompt after the program' },
    board: { value: 'ID', of: ALL_RUNS, help: `the board: ${BOARDS}` },
    firmware: { value: 'KIND', of: [...ALL_RUNS, 'inspect'], help: KINDS },
    heap: { value: 'BYTES', of: ALL_RUNS, help: 'size of the heap: 100000, 64k, 1m (default: the board’s)' },
    optimize: { short: 'O', of: [...RUNS, 'race', 'inspect'], help: 'drop assert and __debug__; -OOO drops line numbers, too' },
    tier: { value: 'TIER', of: ALL_RUNS, help: 'what runs the code: auto (default), interpreter, compiled; changes the speed only' },
    implementation: {
      short: 'X',
      value: 'SETTING',
      of: ALL_RUNS,
      help: `${SETTINGS}, compile-only`,
      helpOf: { repl: SETTINGS, test: SETTINGS, race: SETTINGS },
    },
    'no-cache': { of: [...RUNS, 'test'], help: 'keep no bytecode of the program for its next start' },
  },
  'time and chance': {
    for: {
      value: 'DURATION',
      of: ALL_RUNS,
      help: 'stop after this much simulated time: 500us 150ms 10s 8h 7d',
      helpOf: {
        test: 'after this much simulated time a test file counts as hanging (default 1h)',
        race: 'the simulated time of each run: 500us 150ms 10s 8h 7d (default: by a run without switches)',
      },
    },
    pace: { value: 'PACE', of: RUNS, help: 'real, max, or a factor (default: real at a terminal without --for, else max)' },
    clock: { value: 'KIND', of: ALL_RUNS, help: 'calibrated (default): code takes as long as on the board; ideal: it takes no time' },
    'max-wall': { value: 'DURATION', of: ALL_RUNS, help: 'give up after this much real time, with exit status 124' },
    seed: {
      value: 'N',
      of: ALL_RUNS,
      help: 'seed of everything random (default 0; race: the first seed to try, default 1)',
      helpOf: {
        repl: 'seed of everything random (default 0)',
        test: 'seed of everything random (default 0)',
        race: 'the first seed to try (default 1)',
      },
    },
    turns: {
      value: 'KIND',
      of: [...RUNS, 'test'],
      help: 'when threads switch: board (default, 4 ms each), random (by the seed), or as race prints',
    },
  },
  'around the board': {
    setup: {
      value: 'FILE',
      of: ALL_RUNS,
      help: 'JSON file of what is plugged in and what happens (default: vpyb.json beside the program)',
      helpOf: { test: 'JSON file of what is plugged in and what happens (default: vpyb.json of the current folder)' },
    },
    device: { value: 'DEVICE', of: ALL_RUNS, help: 'plug in a device, NAME=TYPE,WIRE=PIN,…: room=ds18b20,data=X3; repeatable' },
    wire: { value: 'PIN,PIN', of: ALL_RUNS, help: 'connect two pins: X1,X2; repeatable' },
    at: { value: 'EVENT', of: ALL_RUNS, help: 'change the world, MOMENT:NAME.WHAT=VALUE: 120ms:usr.pressed=true; repeatable' },
  },
  'what you want to know': {
    trace: { value: 'FILE', of: RUNS, help: 'record signals: .txt, .jsonl, .vcd, .json for Perfetto; -: show them; repeatable' },
    probe: { value: 'PINS', of: RUNS, help: 'trace every edge of these pins, also those of PWM, UART, I2C, SPI: X9,X10; repeatable' },
    explain: { of: RUNS, help: 'explain errors in callbacks: whose, where, why, and what to do instead' },
    profile: { of: RUNS, help: 'show where simulated time went, line by line, and in traces which line made an edge' },
    activity: { of: RUNS, help: 'show how long threads, callbacks and tasks had the processor, and in traces when' },
    coverage: {
      value: 'FILE',
      of: [...RUNS, 'test'],
      help: 'show which lines have not run, and write FILE, .info (lcov); -: only show them',
    },
    picture: { value: 'NAME=FILE', of: RUNS, help: 'at the end, write what a device shows, .png or .txt; repeatable' },
    save: {
      value: 'DIR',
      of: [...RUNS, 'test'],
      help: 'at the end, copy what the board has written to DIR, new or empty; from a card to DIR/sd',
      helpOf: { test: 'write the output of each test that fails, and traces of its boards, to DIR, new or empty' },
    },
    verbose: { short: 'v', of: RUNS, help: 'say what is simulated, and how fast' },
  },
  'editors and clients': {
    debug: {
      value: 'PORT',
      isOptional: true,
      of: RUNS,
      help: 'wait on this port (default 5678) for an editor to debug the program: docs/debugging.md',
    },
    listen: { value: 'PORT', of: RUNS, help: 'serve the board to mpremote on this TCP port of this computer: docs/clients.md' },
    raw: { of: RUNS, help: 'send the exact bytes of the serial line (CR LF), for clients' },
  },
  'test, race, dis': {
    only: { value: 'TEXT', of: ['test'], help: 'test: run only tests with TEXT in their name or file' },
    junit: { value: 'FILE', of: ['test'], help: 'test: write the results to FILE, .xml' },
    seeds: { value: 'COUNT', of: ['race'], help: 'race: how many seeds to try (default 100)' },
    expect: { value: 'TEXT', of: ['race'], help: 'race: a run without TEXT in its output has failed' },
    js: { of: ['inspect'], help: 'dis: show the JavaScript that the compiled tier makes of the bytecode' },
  },
  'this command': {
    help: { short: 'h', of: [...ALL_RUNS, 'inspect'], help: 'show this text; after a command, the help of that command' },
    version: { of: [...ALL_RUNS, 'inspect'], help: 'show the version' },
  },
} as const satisfies Record<string, Record<string, Option>>;

type Groups = typeof GROUPS;
/** Name of an option, without its dashes. */
export type OptionName = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups];

/** Every option by its name. */
export const OPTIONS = Object.assign({}, ...Object.values(GROUPS)) as Record<OptionName, Option>;

/** Whether a command has an option. */
export function means(name: OptionName, command: string): boolean {
  if (name === 'help') return true;
  if (name === 'js') return command === 'dis';
  if (command === 'boards' || command === 'devices') return false;
  const option: Option = OPTIONS[name];
  const ran = (['run', 'repl', 'test', 'race'] as const).find((name) => name === command);
  return option.of.includes(ran ?? 'inspect');
}

/** The options as a list. */
export const OPTION_LIST = Object.entries(OPTIONS) as readonly (readonly [OptionName, Option])[];

/** The headings, each with its options. */
export const OPTION_GROUPS = Object.entries(GROUPS).map(([title, group]) => ({ title, names: Object.keys(group) as OptionName[] }));

/** Returns how an option is written in messages. */
export function spelling(name: OptionName): string {
  const option: Option = OPTIONS[name];
  return option.short !== undefined && (name === 'code' || name === 'module' || name === 'implementation')
    ? `-${option.short}`
    : `--${name}`;
}
