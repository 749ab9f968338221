/** Turns the words of a command line that runs a board into what is to be run, and how. Whether FILE exists is found out later. */
import { BOARD_NAMES, type BoardName } from '../board/boards.js';
import { ID_FORM, isUniqueId } from '../board/unique-id.js';
import { didYouMean, unknownText } from '../did-you-mean.js';
import { FIRMWARE_NAMES, type FirmwareName } from '../firmwares.js';
import { DURATION_FORM, parseDuration } from '../system/duration.js';
import { CLOCKS, DEFAULTS, MOST_SEED, MOST_STOP_EVERY, type Plan, TIER_NAMES, type TierName, TURNS } from '../system/options.js';
import { parseSchedule, SCHEDULE_FORM } from '../system/setup/schedule-text.js';
import type { CommandLine } from './command-line.js';
import { bytes, MOST_PORT, wholeNumber } from './numbers.js';
import { coverageFile, refuseClashes, type TraceFile, traceFile } from './outputs.js';
import { type PassageWish, passageWish } from './passage-arguments.js';
import { type SetupWish, setupWish } from './setup-arguments.js';
import { UsageError } from './usage-error.js';

/** What is run: a file or folder of the host, standard input (`-`), code, a module, or only the prompt. */
export type Program =
  /** `meant`: what to suggest if nothing is at the path: a command that is spelt like it. */
  | { readonly kind: 'path'; readonly path: string; readonly meant?: string }
  | { readonly kind: 'stdin' }
  | { readonly kind: 'code'; readonly code: string; readonly args: readonly string[] }
  | { readonly kind: 'module'; readonly module: string; readonly args: readonly string[] }
  | { readonly kind: 'repl' };

type Turns = Plan['turns'];

/** A run as the user wants it; null where the default depends on other circumstances. */
export interface RunRequest {
  readonly program: Program;
  /** Null: the one that the set-up file names, or the default. */
  readonly board: BoardName | null;
  /** Likewise. */
  readonly firmware: FirmwareName | null;
  readonly clock: (typeof CLOCKS)[number];
  readonly seed: number;
  readonly turns: Turns;
  readonly heap: number | null;
  /** The chip's unique id; null: the usual one. */
  readonly uniqueId: string | null;
  readonly stopEvery: number | null;
  readonly tier: TierName;
  readonly optimize: number;
  /** Nanoseconds of simulated time since reset. */
  readonly until: bigint | null;
  /** Simulated time per real time; Infinity: as fast as possible. */
  readonly pace: number | null;
  /** Nanoseconds of real time. */
  readonly maxWall: bigint | null;
  readonly traces: readonly TraceFile[];
  readonly explain: boolean;
  /** Record where time goes. */
  readonly profile: boolean;
  /** Record who has the processor. */
  readonly activity: boolean;
  /** The file to which coverage is written; `-`: it is only shown; null: it is not recorded. */
  readonly coverage: string | null;
  /** The port on which to wait for a debugger, 0 for any free port; null: do not wait for one. */
  readonly debug: number | null;
  /** The folder for files that the board writes; null: they are not saved. */
  readonly save: string | null;
  readonly setup: SetupWish;
  /** The ways between real programs and the board; null if there are none. */
  readonly passage: PassageWish | null;
  readonly interactive: boolean;
  readonly raw: boolean;
  readonly verbose: boolean;
  /** Keep compiled files for the next start. */
  readonly caches: boolean;
  /** SystemExit ends the command even if it would reset the board: `-c`, `-m`, `-X`. */
  readonly exitEndsCommand: boolean;
}

/** Returns the run that a command line asks for, of the program that `programOf` finds in it. */
export function runRequest(line: CommandLine, programOf = program): RunRequest {
  const settings = implementationSettings(line);
  const request: RunRequest = {
    board: boardOf(line),
    firmware: firmwareOf(line),
    clock: choice(line, 'clock', CLOCKS) ?? DEFAULTS.clock,
    seed: wholeNumber('--seed', line.one('seed') ?? String(DEFAULTS.seed), MOST_SEED),
    turns: turns(line),
    heap: settings.heap ?? bytes('--heap', line.one('heap')),
    uniqueId: uniqueId(line.one('unique-id')),
    stopEvery: settings.stopEvery,
    tier: choice(line, 'tier', TIER_NAMES) ?? DEFAULTS.tier,
    optimize: line.count('optimize'),
    until: duration(line, 'for'),
    pace: pace(line.one('pace')),
    maxWall: duration(line, 'max-wall'),
    traces: line.all('trace').map(traceFile),
    explain: line.has('explain'),
    profile: line.has('profile'),
    activity: line.has('activity'),
    coverage: coverageFile(line.one('coverage')),
    debug: debugPort(line),
    save: line.one('save'),
    setup: setupWish(line),
    passage: passageWish(line),
    interactive: line.has('interactive'),
    raw: line.has('raw'),
    verbose: line.has('verbose'),
    caches: !line.has('no-cache'),
    // This comes last: if the program seems to be missing, an option may have taken it as its value, and reports that.
    program: programOf(line),
    exitEndsCommand: line.has('code') || line.has('module') || line.has('implementation'),
  };
  refuseClashes(request);
  return request;
}

function uniqueId(given: string | null): string | null {
  if (given === null || isUniqueId(given)) return given;
  throw new UsageError(`--unique-id '${given}' is not ${ID_FORM}`);
}

function program(line: CommandLine): Program {
  const code = line.one('code');
  const module = line.one('module');
  if (line.command === 'repl') {
    line.refuseOperands(0, `'repl' takes no file; 'vpyb -i FILE.py' runs one and shows the prompt, 'vpyb -i DIR' on a folder as the flash`);
    return { kind: 'repl' };
  }
  if (module === '') throw new UsageError('the name of the module to run is empty');
  if (code !== null && module !== null) throw new UsageError('-c and -m cannot be combined');
  if (line.early !== null) {
    const runs = code === null ? '-m runs its module' : '-c runs its code';
    throw new UsageError(`unexpected argument '${line.early}': ${runs} with the current folder as the flash`);
  }
  if (code !== null) return { kind: 'code', code, args: line.operands };
  if (module !== null) return { kind: 'module', module, args: line.operands };
  if (line.operands.length === 0) {
    if (line.has('interactive') || line.has('listen')) return { kind: 'repl' };
    throw new UsageError(`nothing to run: give FILE.py, a folder, - for standard input, -c CODE, -m MODULE, or 'repl'`);
  }
  const meant = line.operands.length > 1 ? didYouMean(line.operands[0], line.commands) : '';
  if (meant !== '') throw new UsageError(`unknown command '${line.operands[0]}'${meant}`);
  const port = line.has('debug') && line.operands.length > 1 ? line.operands.find((text) => /^\d+$/.test(text)) : undefined;
  if (port !== undefined) throw new UsageError(`unexpected argument '${port}': write the port in the same word, --debug=${port}`);
  line.refuseOperands(1, `a board's main.py takes no arguments`);
  const [path] = line.operands;
  if (path === '') throw new UsageError('the name of the file to run is empty');
  if (path === '-') return { kind: 'stdin' };
  const isWord = line.named === null && /^[a-z]+$/.test(path) && !line.commands.includes(path);
  return isWord ? { kind: 'path', path, meant: didYouMean(path, line.commands) } : { kind: 'path', path };
}

function turns(line: CommandLine): Turns {
  const text = line.one('turns') ?? DEFAULTS.turns;
  const found = TURNS.find((name) => name === text) ?? parseSchedule(text);
  if (found !== null) return found;
  const guess = didYouMean(text, TURNS);
  throw new UsageError(`--turns '${text}'${guess === '' ? `: write ${TURNS.join(', ')}, or ${SCHEDULE_FORM}` : guess}`);
}

function choice<T extends string>(line: CommandLine, name: 'board' | 'firmware' | 'clock' | 'tier', choices: readonly T[]): T | null {
  const value = line.one(name);
  if (value === null) return null;
  const found = choices.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(unknownText(name, value, choices));
  return found;
}

/** debugpy's default port, which its clients know. */
const DEBUG_PORT = 5678;

function debugPort(line: CommandLine): number | null {
  const value = line.one('debug');
  if (value === null) return null;
  const other = (['profile', 'coverage'] as const).find((name) => line.has(name));
  if (other !== undefined) throw new UsageError(`--debug cannot be combined with --${other}`);
  return value === '' ? DEBUG_PORT : wholeNumber('--debug', value, MOST_PORT);
}

function duration(line: CommandLine, name: 'for' | 'max-wall'): bigint | null {
  const value = line.one(name);
  if (value === null) return null;
  const nanos = parseDuration(value);
  if (nanos === null) throw new UsageError(`--${name} '${value}' is not a duration; write ${DURATION_FORM}`);
  return nanos;
}

function pace(value: string | null): number | null {
  if (value === null) return null;
  if (value === 'real') return 1;
  if (value === 'max') return Number.POSITIVE_INFINITY;
  const factor = /^\d+(\.\d+)?$/.test(value) ? Number(value) : 0;
  if (factor > 0 && factor <= 1e9) return factor;
  throw new UsageError(`--pace '${value}': write real, max, or a number such as 2 or 0.1`);
}

/** The -X setting that compiles a program without running it. */
export const COMPILE_ONLY = 'compile-only';

/** Whether the program is only to be compiled. */
export const isCompileOnly = (line: CommandLine): boolean => line.all('implementation').includes(COMPILE_ONLY);

/** Refuses to compile only, for a command that has more to do. */
export function refuseCompileOnly(line: CommandLine): void {
  if (isCompileOnly(line)) throw new UsageError(`-X ${COMPILE_ONLY} does not apply to '${line.command}'`);
}

/** Returns the board that a command line names; null if it names none. */
export const boardOf = (line: CommandLine): BoardName | null => choice(line, 'board', BOARD_NAMES);

/** Returns the firmware that a command line names; null if it names none. */
export const firmwareOf = (line: CommandLine): FirmwareName | null => choice(line, 'firmware', FIRMWARE_NAMES);

/** Reads the `-X name=value` settings. */
function implementationSettings(line: CommandLine): { heap: number | null; stopEvery: number | null } {
  let heap: number | null = null;
  let stopEvery: number | null = null;
  for (const setting of line.all('implementation')) {
    const [name, value = ''] = setting.split('=', 2);
    if (name === 'heapsize') heap = bytes('-X heapsize', value);
    else if (name === 'stop-every') stopEvery = wholeNumber('-X stop-every', value, MOST_STOP_EVERY, 1);
    else if (setting !== 'emit=bytecode' && setting !== COMPILE_ONLY) {
      throw new UsageError(`unknown setting '-X ${setting}'; choose from heapsize=BYTES, stop-every=N, emit=bytecode, ${COMPILE_ONLY}`);
    }
  }
  return { heap, stopEvery };
}
