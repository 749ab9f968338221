/**
 * What a machine may be given, and what it is where nobody chooses. Everything is checked here, in one place: an option that is misspelt
 * would else be taken for none.
 */
import { BOARD_NAMES, type BoardName, LEAST_HEAP } from '../board/boards.js';
import { LAST_SECOND } from '../board/rtc/rtc.js';
import { type Check, callable, checkOptions, choice, isObject, offers, shown, such, truth, whole } from '../checks.js';
import { FIRMWARE_NAMES, type FirmwareName } from '../firmwares.js';
import type { FileTree, TextStore } from '../host.js';
import type { PyModule } from '../objects/module.js';
import type { Schedule } from '../sim/schedule.js';
import type { Tier } from '../vm/tier.js';
import { AFTERWARDS, type Afterwards, type Program } from './program.js';

/** Whether code takes the time that it takes on the board, or none. */
export const CLOCKS = ['calibrated', 'ideal'] as const;
export const TURNS = ['board', 'random'] as const;
/** What runs the code: `interpreter` alone; `compiled`: whatever can be, from its first call; `auto`: what has got warm. */
export const TIER_NAMES = ['auto', 'interpreter', 'compiled'] as const;
/** One of them. */
export type TierName = (typeof TIER_NAMES)[number];

/** The largest seed, the largest heap in bytes, and the greatest distance of forced stops. */
export const MOST_SEED = 0xffff_ffff;
export const MOST_HEAP = 2 ** 31;
export const MOST_STOP_EVERY = Number.MAX_SAFE_INTEGER;

/** What a machine is made of. */
export interface SystemOptions {
  /** Default: `pybv11`. */
  readonly board?: BoardName;
  /** What the board's firmware was built with: with `_thread` (the default), without, or with everything that MicroPython has. */
  readonly firmware?: FirmwareName;
  /** `ideal`: code takes no time. Default: `calibrated`. */
  readonly clock?: (typeof CLOCKS)[number];
  /** Seed of everything random, a whole number up to `MOST_SEED`. Default: 0. */
  readonly seed?: number;
  /**
   * How long a thread has the turn while others wait for theirs: as on the `board` (the default); `random`, of the seed: for finding races;
   * or until it waits, but for the switches that a schedule names.
   */
  readonly turns?: (typeof TURNS)[number] | Schedule;
  /** Bytes of heap, from `LEAST_HEAP` to `MOST_HEAP`; absent: the board's. */
  readonly heap?: number;
  /** Forces a stop at every k-th safe point. Changes nothing that can be observed. */
  readonly stopEvery?: number;
  /** Code counts the opcodes it executes (`vm/counting.ts`), for comparing with the real compiler's. */
  readonly counting?: boolean;
  /** Keeps account of where time goes, line by line, which `PyboardSystem.profile` then tells; the code is interpreted. Changes nothing else that can be observed. */
  readonly profile?: boolean;
  /** Counts what runs of the program's files, which `PyboardSystem.coverage` then tells; the code is interpreted. Changes nothing else that can be observed. */
  readonly coverage?: boolean;
  /** Traces who has the processor: threads, callbacks, tasks of asyncio; `PyboardSystem.load` tells for how long. Changes nothing else that can be observed. */
  readonly activity?: boolean;
  /** Watches the program for `PyboardSystem.debugger`, which stops it where it is asked to; the code is interpreted. Not together with `profile` or `coverage`. Changes nothing else that can be observed. */
  readonly debug?: boolean;
  /** What runs the code: a name, `auto` where absent, or a tier for tests. Changes nothing that can be observed. */
  readonly tier?: TierName | Tier;
  /** The -O level. Default: 0. */
  readonly optimize?: 0 | 1 | 2 | 3;
  /** Content of the flash. */
  readonly flash: FileTree;
  /** Puts those files on the flash that a board has from the factory and this one lacks. Default: true. */
  readonly factoryFiles?: boolean;
  /** Files that the flash shows beside its own. What the board changes of them it has for itself. */
  readonly shared?: FileTree | null;
  /** Takes what the board sends. The array is the callee's to keep. */
  readonly output: (bytes: Uint8Array) => void;
  /** What a printed \n becomes: a serial line carries CR LF. Default: \n. */
  readonly newline?: '\n' | '\r\n';
  /** Default: main.py of the flash. */
  readonly program?: Program;
  /** Default: `idle`. */
  readonly afterwards?: Afterwards;
  /** Whether SystemExit in the program resets the board softly, as it does there (the default); otherwise the command is over. */
  readonly exitResets?: boolean;
  /** What the real-time clock shows at power-on: seconds since 2000-01-01; it knows no year after 2099. Default: that of 2015-01-01, which the firmware sets. */
  readonly startTime?: number;
  /** `sys.argv`. */
  readonly args?: readonly string[];
  /** Keeps what is compiled of files from one run to the next; changes nothing but the time. Default: nothing is kept. */
  readonly store?: TextStore | null;
  /** Native modules by name that programs find besides the firmware's, made anew at each reset. Default: none. */
  readonly modules?: Readonly<Record<string, () => PyModule>>;
}

/** A board as it comes from the box, with its main.py. */
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

/** The options of a machine, those that have a default given. */
export type Plan = SystemOptions & Required<Pick<SystemOptions, keyof typeof DEFAULTS>>;

/** An option that is given as undefined is not given. Throws a TypeError or RangeError that says what is allowed. */
export function withDefaults(given: SystemOptions): Plan {
  if (!isObject(given)) throw new TypeError(`${shown(given)} is not an object of options: give one with a flash and an output`);
  checkOptions(given, CHECKS);
  if (given.debug && (given.profile || given.coverage)) throw new TypeError('debug cannot be combined with profile or coverage');
  for (const option of ['flash', 'output'] as const) CHECKS[option](option, given[option]);
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...(Object.fromEntries(chosen) as unknown as SystemOptions) };
}

/** The longest turn of a schedule that can be asked for, a day. */
export const MOST_LONGEST_MS = 86_400_000;
const checkSchedule: Check = (option, value) => {
  const { longestMs, switches } = value as Partial<Schedule>;
  whole(1, MOST_LONGEST_MS)(`${option}.longestMs`, longestMs);
  such(Array.isArray, 'an array of switches, such as { from: 1, to: 2, cycles: 40000 }')(`${option}.switches`, switches);
  for (const [i, one] of (switches ?? []).entries())
    for (const part of ['from', 'to', 'cycles'] as const)
      whole(0, Number.MAX_SAFE_INTEGER)(`${option}.switches[${i}].${part}`, one?.[part]);
};
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
  turns: (option, value) => (isObject(value) ? checkSchedule(option, value) : choice(...TURNS)(option, value)),
  heap: whole(LEAST_HEAP, MOST_HEAP),
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
