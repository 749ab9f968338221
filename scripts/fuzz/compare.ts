/** Runs one program on the simulated board and on the reference, and says how the two differ. */
import { spawnSync } from 'node:child_process';
import { BOARDS, type BoardName, type FirmwareName, type Schedule } from '../../src/index.js';
import { runOracle } from '../../test/support/oracle.js';
import { type RunOptions, runMachine, runScript } from '../../test/support/run.js';
import { type Outcome, readTraceback } from '../../test/support/script.js';
import { randomSlices } from '../../test/support/slices.js';
import { Dice } from './dice.js';

/**
 * The result of a comparison: the same on both sides, different, different for a reason that is no fault of the board, or not compared
 * because the reference gave no answer.
 */
export type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'explained'; readonly reason: string }
  | { readonly kind: 'unanswered'; readonly reason: string }
  | { readonly kind: 'different'; readonly text: string };

/** A MicroPython that programs are compared with. */
export interface Reference {
  /** Runs a program; tells how the reference failed if it dies or does not end. */
  run(source: string): Promise<Outcome | { readonly failure: string }>;
  /** It converts doubles to and from text in a wider type, which no board has (MICROPY_FLOAT_FORMAT_IMPL). */
  readonly isWider: boolean;
}

/** What a reason may depend on besides the first line that differs. */
interface Given {
  readonly source: string;
  /** The unit in the last place of 1. */
  readonly epsilon: number;
  readonly isWider: boolean;
}

const ESCAPE = 'not a Python exception: ';
/** Characters of a line that are shown. */
const WIDTH = 300;
const TIMEOUT_MS = 5000;
/** Simulated nanoseconds after which our run of a program is abandoned. */
export const LIMIT = 2_000_000_000n;
/** How many other placements of a program's objects are tried, and how many of these must show whether placement matters. */
const PLACINGS = 100;
const FIRST_PLACINGS = 6;
/** Messages at the end of memory or of the stack, which is elsewhere on each machine. */
const LIMITS = /MemoryError|maximum recursion depth|memory allocation/;

const HASHED = 'the hash of an object is its address';

/** A printed result of `b2a_base64`. */
const BASE64_LINE = /b'[\w+/=]*\\n'/;

/** Reasons for which the two sides may differ, recognized by the first line that differs and by the program. */
const REASONS: readonly {
  readonly reason: string;
  readonly applies: (truth: string, ours: string, given: Given) => boolean;
}[] = [
  {
    reason:
      'a mathematical function of the reference is off in the last place, or rounds a product before a sum, where ours is rounded once',
    applies: (truth, ours, { source, epsilon }) =>
      /\b(asin|acos|atan|sin|cos|tan|exp|log|sqrt|erf|gamma|pow|cmath|complex)|\*\*/.test(source) &&
      isNearlySame(truth, ours, FUNCTION_UNITS * epsilon),
  },
  {
    reason: 'the reference converts doubles to and from text in a wider type, which no board has (MICROPY_FLOAT_FORMAT_IMPL)',
    applies: (truth, ours, { epsilon, isWider }) => isWider && isNearlySame(truth, ours, TEXT_UNITS * epsilon),
  },
  {
    reason: HASHED,
    applies: (truth, ours, { source }) => source.includes('hash(') && differsInAddress(truth, ours),
  },
  {
    reason: 'the binascii of the reference is a Python program, which accepts objects other than buffers, but no str',
    applies: (truth, ours, { source }) =>
      source.includes('b2a_base64') &&
      ((/^(TypeError\b.*)?$/.test(truth) && BASE64_LINE.test(ours)) ||
        (/^TypeError\b/.test(ours) && (BASE64_LINE.test(truth) || truth.startsWith('AttributeError')))),
  },
  {
    reason: 'the stack ends while a container that holds itself is printed',
    applies: (truth) => /(\{.{1,60}?|\[.{0,60}?|\(.{0,60}?)\1{9}/.test(truth),
  },
  {
    reason: 'the reference shows the text that is not a number: it is built for more detailed errors (MICROPY_ERROR_REPORTING)',
    applies: (truth, ours) => /^\w+Error: invalid syntax for integer with base \d+$/.test(ours) && truth.startsWith(`${ours}: '`),
  },
  {
    reason: 'the reference shows what a closure holds: it is built for more detailed errors (MICROPY_ERROR_REPORTING)',
    applies: (truth, ours) => truth.includes('<closure <function') && ours.includes('<closure>'),
  },
];

/** The decimal address of an object on a board: they begin at 0x20000000. */
const ADDRESS = /\b53(6[89]|7[0-4])\d{5}\b/;

/** Whether two lines are the same except for addresses in ours. */
function differsInAddress(truth: string, ours: string): boolean {
  const parts = ours.split(new RegExp(ADDRESS, 'g')).filter((_, index) => index % 2 === 0);
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return parts.length > 1 && new RegExp(`^${escaped.join('-?\\d+')}$`).test(truth);
}

const FLOAT = /\d+\.\d+(?:e[-+]\d+)?|\d+e[-+]\d+/g;

/** Units in the last place by which the reference's functions may be off: its gamma, a Lanczos approximation, is off by several. */
const FUNCTION_UNITS = 8;
/** Units in the last place by which a double may be off after a board has read and written it: 2 each, in 60,000 random ones. */
const TEXT_UNITS = 4;

/**
 * Whether two lines differ only in floats, and in each of those by at most `most` of its value, or `most` of 1 if it is smaller, because a
 * sum may have cancelled the rest.
 */
function isNearlySame(truth: string, ours: string, most: number): boolean {
  if (truth.replace(FLOAT, '#') !== ours.replace(FLOAT, '#')) return false;
  const theirs = truth.match(FLOAT) ?? [];
  return (ours.match(FLOAT) ?? []).every((text, index) => {
    const [a, b] = [Number(text), Number(theirs[index])];
    return Math.abs(a - b) <= most * Math.max(1, Math.abs(a));
  });
}

/** Whether a board's floats are doubles, as the oracle's are. */
export const hasDoubles = (board: BoardName): boolean => BOARDS[board].floats === 'double';

/** The oracle package; it explains errors in more detail than the board does. */
export const oracle: Reference = {
  run: (source) => runOracle(source).catch((error) => ({ failure: `dies of ${error}` })),
  isWider: true,
};

/** A MicroPython binary that is built like the board's firmware. */
export function binary(path: string): Reference {
  const run: Reference['run'] = async (source) => {
    const { stdout, status, signal, error } = spawnSync(path, ['-c', source], {
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      input: '',
      maxBuffer: 1 << 26,
    });
    if (error !== undefined && 'code' in error && error.code !== 'ETIMEDOUT') throw error;
    if (status === null) return { failure: error === undefined ? `dies of ${signal}` : `says nothing for ${TIMEOUT_MS / 1000} s` };
    if (status === 0) return { output: stdout, exception: null };
    const start = Math.max(0, stdout.lastIndexOf('Traceback (most recent call last):'));
    return { output: stdout.slice(0, start), exception: stdout.slice(start) };
  };
  return { run, isWider: false };
}

/** Compares the board with the reference. On our side, any error that is not a Python exception is a difference. */
export async function compareWith(reference: Reference, source: string, board: BoardName): Promise<Verdict> {
  const answer = await reference.run(source);
  const ours = attempt(source, { board });
  if (isEscape(ours)) return { kind: 'different', text: ours };
  if ('failure' in answer) return { kind: 'unanswered', reason: answer.failure };
  const truth = comparable(answer);
  const verdict = judge(truth, ours, { source, epsilon: hasDoubles(board) ? Number.EPSILON : 2 ** -23, isWider: reference.isWider });
  const reason = verdict.kind === 'different' ? matterOfPlace(source, board, truth, ours) : null;
  return reason === null ? verdict : { kind: 'explained', reason };
}

/**
 * Returns the reason if ours agrees with the reference when its objects lie elsewhere, or if the line that differs shows where they lie;
 * otherwise null.
 */
function matterOfPlace(source: string, board: BoardName, truth: string, ours: string): string | null {
  let matters = false;
  let isShown = false;
  for (let seed = 1; seed <= PLACINGS && (matters || seed <= FIRST_PLACINGS); seed++) {
    const placed = attempt(source, { board, boot: placing(seed) });
    if (placed === truth) return 'objects are hashed by address, and a dict or set is in the order of its hashes';
    matters ||= placed !== ours;
    isShown ||= firstDifference(placed, ours) === firstDifference(truth, ours) && /\b(hash|id)\(/.test(source);
  }
  return isShown ? HASHED : null;
}

/** Returns the index of the first line in which two texts differ; -1 if there is none. */
function firstDifference(a: string, b: string): number {
  const [shorter, longer] = [a.split('\n'), b.split('\n')].sort((x, y) => x.length - y.length) as [string[], string[]];
  return longer.findIndex((line, index) => line !== shorter[index]);
}

/** A boot.py that puts the objects that every program has into another order, with gaps between them, and all other objects behind them. */
function placing(seed: number): string {
  const dice = new Dice(seed);
  const steps = dice.some(3, 3, () => 1 + dice.below(7));
  return `import builtins
for step in (${steps.join(', ')}):
    for name in dir(builtins)[${dice.below(40)}::step]:
        for gap in range(1 + (len(name) * step + ${dice.below(16)}) % 5):
            id([])
        id(getattr(builtins, name))
del builtins, step, name, gap
`;
}

/** Compares a run without stops with one that is stopped at every safe point. */
export function compareStops(source: string, board: BoardName): Verdict {
  return judge(attempt(source, { board }), attempt(source, { board, stopEvery: 1 }), null);
}

/** Ways of running a board that must not change anything: the other tier, forced stops, slices. */
const otherWays = (): readonly Partial<RunOptions>[] => [
  { tier: 'compiled' },
  { tier: 'interpreter', stopEvery: 1 },
  { tier: 'compiled', stopEvery: 7 },
  { slice: randomSlices(1) },
  { tier: 'compiled', slice: randomSlices(2) },
];

const shown = ({ slice, ...way }: Partial<RunOptions>): string => `${JSON.stringify(way)}${slice === undefined ? '' : ' in slices'}`;

/** An arbitrary schedule of turns: each of the first threads is interrupted for others again and again. */
const SCHEDULE: Schedule = {
  longestMs: 3,
  switches: Array.from({ length: 200 }, (_, i) => ({
    from: i % 5,
    to: ((i % 5) + 1 + (i % 3)) % 5,
    cycles: (i % 5 === 0 ? 150_000 : 0) + i * i * 13,
  })),
};
/** The combinations of clock and thread turns with which a program is compared with itself. */
const MACHINES = [
  ['calibrated', 'board'],
  ['calibrated', 'random'],
  ['calibrated', SCHEDULE],
  ['ideal', 'random'],
] as const;

/** Compares everything observable of a run with what it is in other ways of running, on either clock and with several kinds of turns. */
export function compareWays(source: string, board: BoardName, firmware: FirmwareName): Verdict {
  for (const [clock, turns] of MACHINES) {
    const observed = (way: Partial<RunOptions>): string => {
      try {
        const { output, state, exit, cycles, nanos, heap, trace } = runMachine(source, {
          activity: true,
          board,
          firmware,
          clock,
          turns,
          limit: LIMIT,
          ...way,
        });
        return [output, state, JSON.stringify(exit), cycles, nanos, heap, ...trace].join('\n');
      } catch (error) {
        return `${ESCAPE}${error instanceof Error ? error.stack : String(error)}`;
      }
    };
    const plain = observed({});
    for (const way of otherWays()) {
      const verdict = judge(plain, observed(way), null);
      if (verdict.kind === 'different' && !isEscape(verdict.text))
        return {
          kind: 'different',
          text: `${clock} clock, ${typeof turns === 'string' ? turns : 'scheduled'} turns, ${shown(way)}: ${verdict.text}`,
        };
      if (verdict.kind === 'different') return verdict;
    }
  }
  return { kind: 'same' };
}

/** Whether a difference is an error of ours that is not a Python exception. */
export function isEscape(text: string): boolean {
  return text.startsWith(ESCAPE);
}

function attempt(source: string, options: RunOptions): string {
  try {
    return comparable(runScript(source, { ...options, limit: LIMIT }));
  } catch (error) {
    return `${ESCAPE}${error instanceof Error ? error.stack : String(error)}`;
  }
}

/** `given`: null if both sides are ours, so that nothing may differ. */
function judge(truth: string, ours: string, given: Given | null): Verdict {
  if (isEscape(ours)) return { kind: 'different', text: ours };
  if (truth === ours) return { kind: 'same' };
  const [a, b] = [truth.split('\n'), ours.split('\n')];
  const at = firstDifference(truth, ours);
  if (given !== null) {
    if (LIMITS.test(truth) || LIMITS.test(ours)) return { kind: 'explained', reason: 'memory or the stack ends on one side' };
    const known = REASONS.find(({ applies }) => applies(a[at] ?? '', b[at] ?? '', given));
    if (known !== undefined) return { kind: 'explained', reason: known.reason };
  }
  return {
    kind: 'different',
    text: `line ${at + 1} of the output\n  reference ${a[at]?.slice(0, WIDTH) ?? '(nothing)'}\n  board     ${b[at]?.slice(0, WIDTH) ?? '(nothing)'}`,
  };
}

/** What both sides must agree on: the output without addresses and the warning that boards leave out, the type of the exception and its line. */
function comparable({ output, exception }: Outcome): string {
  const { text, line } = readTraceback(exception);
  return `${output.replace(/\r|Warning: exception chaining not supported\n/g, '').replace(/ (0x)?[0-9a-f]+>/g, ' ADDRESS>')}${text === null ? '' : `\n${LIMITS.test(text) ? text : text.split(':')[0]} in line ${line}`}`;
}

/** Whether nothing but Python exceptions escapes from a program, up to the limit. A program that does not compile shows nothing, and fails. */
export function survives(source: string, board: BoardName, firmware?: FirmwareName): Verdict {
  try {
    const { output } = runMachine(source, { board, firmware, limit: LIMIT });
    return output.includes('SyntaxError') ? { kind: 'different', text: output } : { kind: 'same' };
  } catch (error) {
    return { kind: 'different', text: `${ESCAPE}${error instanceof Error ? error.stack : String(error)}` };
  }
}
