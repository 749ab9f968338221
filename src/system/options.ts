/** The options of a machine and their defaults. Everything is checked here, in one place; otherwise a misspelt option would be ignored. */
import { BOARD_NAMES, type BoardName, LEAST_HEAP } from '../board/boards.js';
import { LAST_SECOND } from '../board/rtc/rtc.js';
import { ID_FORM, isUniqueId } from '../board/unique-id.js';
import { type Check, callable, checkOptions, choice, isObject, offers, shown, such, truth, whole } from '../checks.js';
import { FIRMWARE_NAMES, type FirmwareName } from '../firmwares.js';
import type { FileTree, TextStore } from '../host.js';
import type { PyModule } from '../objects/module.js';
import type { Schedule } from '../sim/schedule.js';
import type { Tier } from '../vm/tier.js';
import { AFTERWARDS, type Afterwards, type Program } from './program.js';
import { MOST_LONGEST_MS, parseSchedule, SCHEDULE_FORM, type ScheduleText } from './setup/schedule-text.js';

/** Whether code takes the time that it takes on the board, or none. */
export const CLOCKS = ['calibrated', 'ideal'] as const;
export const TURNS = ['board', 'random'] as const;
/**
 * What runs the code: `interpreter`: nothing else; `compiled`: compiled code where possible, from the first call; `auto`: compiled code where
 * code has become warm.
 */
export const TIER_NAMES = ['auto', 'interpreter', 'compiled'] as const;
/** One of these names. */
export type TierName = (typeof TIER_NAMES)[number];

/** The largest seed, the largest heap in bytes, and the greatest distance of forced stops. */
export const MOST_SEED = 0xffff_ffff;
export const MOST_HEAP = 2 ** 31;
export const MOST_STOP_EVERY = Number.MAX_SAFE_INTEGER;

/** The options of a machine. */
export interface SystemOptions {
  /** Default: `pybv11`. */
  readonly board?: BoardName;
  /** What the board's firmware was built with: with `_thread` (the default), without it, or with everything that MicroPython has. */
  readonly firmware?: FirmwareName;
  /** `ideal`: code takes no time. Default: `calibrated`. */
  readonly clock?: (typeof CLOCKS)[number];
  /** Seed of everything random, a whole number up to `MOST_SEED`. Default: 0. */
  readonly seed?: number;
  /**
   * How long a thread keeps the turn while others wait for theirs: as on the `board` (the default); `random`, from the seed, to find races; or,
   * with a schedule, until it waits, except for the switches that the schedule names. A schedule may also be given as `vpyb race` prints it:
   * `1000ms,1-2@40210`.
   */
  readonly turns?: (typeof TURNS)[number] | Schedule | ScheduleText;
  /** Bytes of heap, from `LEAST_HEAP` to `MOST_HEAP`. Default: the board's. */
  readonly heap?: number;
  /** The 12 bytes of `machine.unique_id()`, as 24 hexadecimal digits; a radio's MAC address follows from them. Default: `DEFAULT_ID`. */
  readonly uniqueId?: string;
  /** Forces a stop at every k-th safe point. Changes nothing that can be observed. */
  readonly stopEvery?: number;
  /** Makes code count the opcodes it executes (`vm/counting.ts`), for comparison with the real compiler's. */
  readonly counting?: boolean;
  /** Records where time goes, line by line, for `PyboardSystem.profile`. The code is interpreted. Nothing else that can be observed changes. */
  readonly profile?: boolean;
  /**
   * Counts what runs of the program's files, for `PyboardSystem.coverage`. The code is interpreted. Nothing else that can be observed changes.
   */
  readonly coverage?: boolean;
  /**
   * Traces who has the processor: threads, callbacks, tasks of asyncio; `PyboardSystem.load` gives the times. Nothing else that can be observed
   * changes.
   */
  readonly activity?: boolean;
  /**
   * Watches the program for `PyboardSystem.debugger`, which stops it on request. The code is interpreted. Cannot be combined with `profile` or
   * `coverage`. Nothing else that can be observed changes.
   */
  readonly debug?: boolean;
  /** What runs the code: a name, or a tier for tests. Changes nothing that can be observed. Default: `auto`. */
  readonly tier?: TierName | Tier;
  /** The -O level. Default: 0. */
  readonly optimize?: 0 | 1 | 2 | 3;
  /** Content of the flash. */
  readonly flash: FileTree;
  /** Adds the factory's files that are missing on the flash. Default: true. */
  readonly factoryFiles?: boolean;
  /** Files that the flash shows beside its own. The board's changes to them are not written back. */
  readonly shared?: FileTree | null;
  /** Takes what the board sends. The array becomes the callee's. */
  readonly output: (bytes: Uint8Array) => void;
  /** What a printed \n becomes; a serial line carries CR LF. Default: \n. */
  readonly newline?: '\n' | '\r\n';
  /** Default: main.py of the flash. */
  readonly program?: Program;
  /** Default: `idle`. */
  readonly afterwards?: Afterwards;
  /** Whether SystemExit in the program resets the board softly, as on a real board (the default); otherwise it ends the run. */
  readonly exitResets?: boolean;
  /**
   * What the real-time clock shows at power-on: seconds since 2000-01-01, up to the end of 2099. Default: 2015-01-01, which the firmware sets.
   */
  readonly startTime?: number;
  /** `sys.argv`. */
  readonly args?: readonly string[];
  /** Keeps compiled files from one run to the next; affects only how long a run takes. Default: nothing is kept. */
  readonly store?: TextStore | null;
  /** Additional native modules by name, recreated at each reset. Default: none. */
  readonly modules?: Readonly<Record<string, () => PyModule>>;
}

/** The defaults: a board as it comes from the box, with its main.py. */
export const DEFAULTS = {
  board: BOARD_NAMES[0] as BoardName,
  firmware: FIRMWARE_NAMES[0] as FirmwareName,
  clock: 'calibrated',
  seed: 0,
  turns: 'board',
  counting: false,
  profile: false,
  coverage: false,
  activity: false,
  debug: false,
  tier: 'auto',
  optimize: 0,
  factoryFiles: true,
  shared: null,
  newline: '\n',
  program: { kind: 'main' },
  afterwards: 'idle',
  exitResets: true,
  args: [],
  store: null,
  modules: {},
} as const satisfies Partial<SystemOptions>;

/** The options of a machine, with the defaults filled in. */
export type Plan = SystemOptions &
  Required<Pick<SystemOptions, keyof typeof DEFAULTS>> & { readonly turns: (typeof TURNS)[number] | Schedule };

/**
 * Checks options and fills in the defaults. An option that is undefined counts as absent. Throws a TypeError or RangeError that says what is
 * allowed.
 */
export function withDefaults(given: SystemOptions): Plan {
  if (!isObject(given)) throw new TypeError(`${shown(given)} is not an object of options: give one with a flash and an output`);
  checkOptions(given, CHECKS);
  if (given.debug && (given.profile || given.coverage)) throw new TypeError('debug cannot be combined with profile or coverage');
  for (const option of ['flash', 'output'] as const) CHECKS[option](option, given[option]);
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
  const plan = { ...DEFAULTS, ...(Object.fromEntries(chosen) as unknown as SystemOptions) };
  return { ...plan, turns: turnsOf(plan.turns) };
}

const checkSchedule: Check = (option, value) => {
  const { longestMs, switches } = value as Partial<Schedule>;
  whole(1, MOST_LONGEST_MS)(`${option}.longestMs`, longestMs);
  such(Array.isArray, 'an array of switches, such as { from: 1, to: 2, cycles: 40000 }')(`${option}.switches`, switches);
  for (const [i, one] of (switches ?? []).entries())
    for (const part of ['from', 'to', 'cycles'] as const)
      whole(0, Number.MAX_SAFE_INTEGER)(`${option}.switches[${i}].${part}`, one?.[part]);
};
/** Returns turns that have been checked; a schedule not as text. */
const turnsOf = (turns: NonNullable<SystemOptions['turns']>): Plan['turns'] =>
  typeof turns === 'object' ? turns : (TURNS.find((name) => name === turns) ?? (parseSchedule(turns) as Schedule));
const isTree = (value: unknown): boolean => offers(value, 'list', 'read');
const isProgram = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  if (value.kind === 'code') return typeof value.source === 'string' && typeof value.filename === 'string';
  return value.kind === 'module' ? typeof value.name === 'string' : value.kind === 'main' || value.kind === 'none';
};

const CHECKS: Readonly<Record<keyof SystemOptions, Check>> = {
  board: choice(...BOARD_NAMES),
  firmware: choice(...FIRMWARE_NAMES),
  clock: choice(...CLOCKS),
  seed: whole(0, MOST_SEED),
  turns: (option, value) => {
    if (isObject(value)) checkSchedule(option, value);
    else if (typeof value !== 'string' || parseSchedule(value) === null) choice(...TURNS, SCHEDULE_FORM)(option, value);
  },
  heap: whole(LEAST_HEAP, MOST_HEAP),
  uniqueId: such(isUniqueId, ID_FORM),
  stopEvery: whole(1, MOST_STOP_EVERY),
  counting: truth,
  profile: truth,
  coverage: truth,
  activity: truth,
  debug: truth,
  tier: (option, value) => offers(value, 'entry', 'machine', 'renew') || choice(...TIER_NAMES)(option, value),
  optimize: whole(0, 3),
  flash: such(isTree, 'a tree of files, such as a MemoryFileTree'),
  factoryFiles: truth,
  shared: such((value) => value === null || isTree(value), 'a tree of files, such as a MemoryFileTree, or null'),
  output: callable('that takes bytes'),
  newline: such((value) => value === '\n' || value === '\r\n', "'\\n' or '\\r\\n'"),
  program: such(isProgram, "a program: { kind: 'main' }, 'code' with source and filename, 'module' with name, or 'none'"),
  afterwards: choice(...AFTERWARDS),
  exitResets: truth,
  startTime: whole(0, LAST_SECOND, '; the clock shows seconds from 2000-01-01 to the end of 2099'),
  args: such((value) => Array.isArray(value) && value.every((word) => typeof word === 'string'), 'an array of strings'),
  store: such((value) => value === null || offers(value, 'get', 'set'), 'a store of texts with get and set, or null'),
  modules: such(
    (value) => isObject(value) && Object.values(value).every((make) => typeof make === 'function'),
    'functions that make modules, by name',
  ),
};
