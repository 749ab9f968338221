/** THE list of the command line's options. `commands.ts` says which command has which. */
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
}

/** Settings of -X for commands that run something. */
export const SETTINGS = 'heapsize=BYTES, stop-every=N (safe points), emit=bytecode';
const BOARDS = BOARD_NAMES.map((name) => (name === DEFAULTS.board ? `${name} (default, if vpyb.json names none)` : name)).join(', ');
const KINDS = FIRMWARE_NAMES.map((name) => (name === DEFAULTS.firmware ? `${name} (default)` : `${name}: ${FIRMWARES[name].help}`)).join(
  ', ',
);

/** The options, under the headings of the help. */
const GROUPS = {
  'what runs': {
    code: { short: 'c', value: 'CODE', help: 'run CODE instead of main.py' },
    module: { short: 'm', value: 'MODULE', help: 'run MODULE instead of main.py; of a package, its __main__' },
    interactive: { short: 'i', help: 'show the prompt after the program' },
    board: { value: 'ID', help: `the board: ${BOARDS}` },
    firmware: { value: 'KIND', help: KINDS },
    heap: { value: 'BYTES', help: 'size of the heap: 100000, 64k, 1m (default: the board’s)' },
    'unique-id': { value: 'ID', help: 'what machine.unique_id() tells: 24 hexadecimal digits' },
    optimize: { short: 'O', help: 'drop assert and __debug__; -OOO drops line numbers, too' },
    tier: { value: 'TIER', help: 'what runs the code: auto (default), interpreter, compiled; changes the speed only' },
    implementation: { short: 'X', value: 'SETTING', help: `${SETTINGS}, compile-only` },
    'no-cache': { help: 'keep no bytecode of the program for its next start' },
  },
  'time and chance': {
    for: { value: 'DURATION', help: 'stop after this much simulated time: 500us 150ms 10s 8h 7d' },
    pace: { value: 'PACE', help: 'real, max, a factor (default: real with --forward, --relay, at a terminal without --for)' },
    clock: { value: 'KIND', help: 'calibrated (default): code takes as long as on the board; ideal: it takes no time' },
    'max-wall': { value: 'DURATION', help: 'give up after this much real time, with exit status 124' },
    seed: { value: 'N', help: 'seed of everything random (default 0; race: the first seed to try, default 1)' },
    turns: { value: 'KIND', help: 'when threads switch: board (default, 4 ms each), random (by the seed), or as race prints' },
  },
  'around the board': {
    setup: { value: 'FILE', help: 'JSON file of board, firmware, devices and events (default: vpyb.json beside the program)' },
    device: { value: 'DEVICE', help: 'plug in a device, NAME=TYPE,WIRE=PIN,…: room=ds18b20,data=X3; repeatable' },
    wire: { value: 'PIN,PIN', help: 'connect two pins: X1,X2; repeatable' },
    at: { value: 'EVENT', help: 'change the world, MOMENT:NAME.WHAT=VALUE: 120ms:usr.pressed=true; repeatable' },
  },
  'real programs': {
    forward: { value: 'PORT:PORT', help: 'open a port of the board as one of this computer: 8080:80; repeatable: docs/network.md' },
    relay: { value: 'NAME=PLACE', help: 'let the board reach a real service: api.local:80=127.0.0.1:8000; repeatable' },
  },
  'what you want to know': {
    trace: { value: 'FILE', help: 'record signals: .txt, .jsonl, .vcd, .json for Perfetto; -: show them; repeatable' },
    probe: { value: 'PINS', help: 'trace every edge of these pins, also those of PWM, UART, I2C, SPI: X9,X10; repeatable' },
    explain: { help: 'explain errors in callbacks: whose, where, why, and what to do instead' },
    profile: { help: 'show where simulated time went, line by line, and in traces which line made an edge' },
    activity: { help: 'show how long threads, callbacks and tasks had the processor, and in traces when' },
    coverage: { value: 'FILE', help: 'show which lines have not run, and write FILE, .info (lcov); -: only show them' },
    picture: { value: 'NAME=FILE', help: 'at the end, write what a device shows, .png or .txt; repeatable' },
    save: { value: 'DIR', help: 'at the end, copy what the board has written to DIR, new or empty; from a card to DIR/sd' },
    verbose: { short: 'v', help: 'say what is simulated, and how fast' },
  },
  'editors and clients': {
    debug: {
      value: 'PORT',
      isOptional: true,
      help: 'wait on this port (default 5678) for an editor to debug the program: docs/debugging.md',
    },
    listen: { value: 'PORT', help: 'serve the board to mpremote on this TCP port of this computer: docs/clients.md' },
    raw: { help: 'send the exact bytes of the serial line (CR LF), for clients' },
  },
  'test, race, dis': {
    only: { value: 'TEXT', help: 'test: run only tests with TEXT in their name or file' },
    junit: { value: 'FILE', help: 'test: write the results to FILE, .xml' },
    seeds: { value: 'COUNT', help: 'race: how many seeds to try (default 100)' },
    expect: { value: 'TEXT', help: 'race: a run without TEXT in its output has failed' },
    js: { help: 'dis: show the JavaScript that the compiled tier makes of the bytecode' },
  },
  'this command': {
    help: { short: 'h', help: 'show this text; after a command, the help of that command' },
    version: { help: 'show the version' },
  },
} as const satisfies Record<string, Record<string, Option>>;

type Groups = typeof GROUPS;
/** Name of an option, without its dashes. */
export type OptionName = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups];

/** Every option by its name. */
export const OPTIONS = Object.assign({}, ...Object.values(GROUPS)) as Record<OptionName, Option>;

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
