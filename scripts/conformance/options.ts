/** The command line of `npm run conformance`. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BOARD_NAMES } from '../../src/board/boards.js';
import { FIRMWARE_NAMES, type FirmwareName } from '../../src/firmwares.js';
import { TIER_NAMES, type TierName } from '../../src/system/options.js';
import { helpIfWanted, oneOf, UsageError, wholeNumber } from '../options.js';

/** The directories of upstream's tests for a board's language, builtins and portable modules. */
export const DIRECTORIES = [
  'basics',
  'float',
  'unicode',
  'io',
  'import',
  'misc',
  'stress',
  'micropython',
  'thread',
  'cmdline',
  'extmod',
  'inlineasm/thumb',
  'cpydiff',
];

/** The default build: the full one, on which upstream's feature checks skip the fewest tests. */
const FULL: FirmwareName = 'everything';

/** The options of a conformance run. */
export interface Options {
  /** The `tests` folder of a MicroPython checkout. */
  readonly tests: string;
  readonly directories: readonly string[];
  readonly board: string;
  readonly firmware: FirmwareName;
  readonly jobs: number;
  /** The file for all results as JSON; null if there is none. */
  readonly json: string | null;
  /** Only tests whose path or name matches one of these globs; empty: all. */
  readonly filters: readonly RegExp[];
  /** Seconds of wall time that a test may take. */
  readonly limit: number;
  /** Stop the program at every n-th safe point; 0: only where the simulation stops it. */
  readonly stopEvery: number;
  /** What runs the code. */
  readonly tier: TierName;
  /** Print expected and actual output of failures. */
  readonly diff: boolean;
  /** The path of an mpy-cross: each test is imported from the .mpy file that it makes; null: tests run as source. */
  readonly viaMpy: string | null;
  /** Run the reference interpreter instead of the board. */
  readonly reference: boolean;
}

const USAGE = `usage: npm run conformance -- --tests DIR [options]
  --tests DIR         the tests folder of a checkout of micropython/micropython
  --dirs A,B          directories in it (default: ${DIRECTORIES.join(',')})
  --board ID          ${BOARD_NAMES.join(', ')} (default: pybd-sf6)
  --firmware KIND     ${FIRMWARE_NAMES.join(', ')} (default: ${FULL})
  --jobs N            tests run at the same time (default: 2)
  --filter GLOB       only tests whose path or name matches; may be repeated
  --limit SECONDS     wall time a test may take (default: 60)
  --stop-every N      force a stop at every N-th safe point
  --tier TIER         ${TIER_NAMES.join(', ')} (default: ${TIER_NAMES[0]}); compiled: compile at the first call
  --via-mpy PATH      import each test from the .mpy file that this mpy-cross makes of it
  --diff              show expected and actual output of failures
  --json FILE         write every result
  --reference         run MicroPython's WebAssembly build instead, for comparison
  --help              show this text
or:    npm run conformance -- --document FILE.md RESULTS.json…
                      write the document from the results that --json wrote`;

/** A request to write the document from the results of runs. */
export interface DocumentRequest {
  readonly document: string;
  readonly results: readonly string[];
}

/** Reads the words of the command line; `--help` shows the usage and ends the process. Throws UsageError. */
export function parseOptions(words: string[]): Options | DocumentRequest {
  helpIfWanted(USAGE);
  const { values, positionals } = parse(words);
  if (values.document !== undefined && positionals.length > 0) return { document: values.document, results: positionals };
  if (positionals.length > 0) throw new UsageError(`unexpected argument '${positionals[0]}'\n${USAGE}`);
  if (values.tests === undefined) throw new UsageError(USAGE);
  const tests = resolve(values.tests);
  if (!existsSync(join(tests, 'run-tests.py')))
    throw new UsageError(`${values.tests}: not the tests folder of MicroPython (no run-tests.py)`);
  const directories = (values.dirs ?? DIRECTORIES.join(',')).split(',');
  for (const name of directories) {
    if (!statSync(join(tests, name), { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`${name}: no such directory in ${values.tests}`);
  }
  return {
    tests,
    directories,
    board: oneOf('board', BOARD_NAMES, values.board, 'pybd-sf6'),
    firmware: oneOf('firmware', FIRMWARE_NAMES, values.firmware, FULL),
    jobs: wholeNumber('--jobs', values.jobs, 2),
    json: values.json ?? null,
    filters: (values.filter ?? []).map(globPattern),
    limit: wholeNumber('--limit', values.limit, 60),
    stopEvery: wholeNumber('--stop-every', values['stop-every'], 0),
    tier: oneOf('tier', TIER_NAMES, values.tier, TIER_NAMES[0]),
    diff: values.diff ?? false,
    viaMpy: values['via-mpy'] === undefined ? null : resolve(values['via-mpy']),
    reference: values.reference ?? false,
  };
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        tests: { type: 'string' },
        dirs: { type: 'string' },
        board: { type: 'string' },
        firmware: { type: 'string' },
        jobs: { type: 'string' },
        json: { type: 'string' },
        document: { type: 'string' },
        filter: { type: 'string', multiple: true },
        limit: { type: 'string' },
        'stop-every': { type: 'string' },
        tier: { type: 'string' },
        'via-mpy': { type: 'string' },
        diff: { type: 'boolean' },
        reference: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

function globPattern(glob: string): RegExp {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^(.*/)?${escaped}(\\.py)?$`);
}
