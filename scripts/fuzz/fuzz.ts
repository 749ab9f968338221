/**
 * Random programs, on the simulated board and on MicroPython:
 *
 *     npm run fuzz -- [--mode KIND] [--seed N] [--count N] [--jobs N] [--board ID] [--firmware KIND] [--stops] [--show]
 *
 * Kinds:
 *
 * - `programs` (the default): programs that run; one in five is damaged.
 * - `damaged`: programs with mistakes, which are only compiled; what is compared is whether and where they are refused.
 * - `viper`, `assembly`: functions in machine code.
 * - `calls`: calls of everything in every module with arguments that make no sense. Nothing is compared, but nothing except a Python
 *   exception may result.
 * - `waits`: programs of threads, timers and waits, each compared with itself: in the other tier, stopped, in slices, on both clocks.
 *
 * Program number k of seed n is the same everywhere. Programs that differ are printed, made small, with the seed that makes each of them
 * alone. With `--stops` each program is compared with itself, stopped at every safe point. The reference is the oracle package or, if
 * MICROPYTHON_DOUBLE or MICROPYTHON_SINGLE names a binary that is built like the board, that binary; for machine code it is the binary that
 * MICROPYTHON_THUMB names (see test/README.md).
 */
import { fileURLToPath } from 'node:url';
import { BOARD_NAMES, type BoardName } from '../../src/board/boards.js';
import { FIRMWARE_NAMES, type FirmwareName } from '../../src/index.js';
import { oneOf, optionsOf, runMain, UsageError, wholeNumber } from '../options.js';
import { assemblyProgram } from './assembly.js';
import { CallPrograms } from './calls.js';
import {
  binary,
  compareStops,
  compareWays,
  compareWith,
  hasDoubles,
  isEscape,
  oracle,
  type Reference,
  survives,
  type Verdict,
} from './compare.js';
import { damaged } from './damage.js';
import { Dice } from './dice.js';
import { type Message, runJobs } from './jobs.js';
import { Programs, type Texts } from './program.js';
import { shrink } from './shrink.js';
import { viperProgram } from './viper.js';
import { waitingProgram } from './waits.js';

const USAGE = `usage: npm run fuzz -- [options]
  --mode KIND      programs (which run, one in five damaged), damaged (only compiled), viper or assembly (machine code),
                   calls (of everything, with senseless arguments), or waits (of threads and timers, each run in several ways); default: programs
  --seed N         seed of the first program (default: 1)
  --count N        number of programs (default: 100)
  --jobs N         number of processes (default: 1)
  --board ID       ${BOARD_NAMES.join(', ')} (default: pybd-sf6)
  --firmware KIND  for calls and waits: ${FIRMWARE_NAMES.join(', ')} (default: ${FIRMWARE_NAMES[0]})
  --stops          compare each program with itself, stopped at every safe point
  --show           print the programs`;

const SHRINK_TRIES = 1500;

/** Modes whose programs run on the board's own processor: their reference must be built for a processor like it. */
const MACHINE_CODE: Readonly<Record<string, (seed: number) => string>> = { viper: viperProgram, assembly: assemblyProgram };

/** The program of a seed: most run, some are damaged and only compiled. */
export function programOf(seed: number, texts: Texts, onlyDamaged = false): string {
  const dice = new Dice(seed);
  const isDamaged = dice.once(5) || onlyDamaged;
  const program = new Programs(dice, texts).program();
  return isDamaged ? damaged(program, dice) : program;
}

/** How one kind of program is made and judged. */
interface Mode {
  readonly make: (seed: number) => string;
  readonly judge: (source: string) => Promise<Verdict>;
}

function modeOf(name: string, board: BoardName, firmware: FirmwareName, stops: boolean, tell: (message: Message) => void): Mode {
  if (name === 'calls') {
    const programs = new CallPrograms(board, firmware);
    return { make: (seed) => programs.program(seed), judge: async (source) => survives(source, board, firmware) };
  }
  if (name === 'waits') return { make: waitingProgram, judge: async (source) => compareWays(source, board, firmware) };
  const machineCode = MACHINE_CODE[name];
  if (machineCode === undefined && name !== 'programs' && name !== 'damaged')
    throw new UsageError(`unknown mode '${name}'; choose from programs, damaged, viper, assembly, calls, waits`);
  const variable = machineCode !== undefined ? 'MICROPYTHON_THUMB' : hasDoubles(board) ? 'MICROPYTHON_DOUBLE' : 'MICROPYTHON_SINGLE';
  const path = process.env[variable];
  if (!path && !stops && variable !== 'MICROPYTHON_DOUBLE')
    throw new UsageError(`the oracle has double precision and no machine code; set ${variable} to the path of a MicroPython binary`);
  const reference = path ? binary(path) : oracle;
  const asked: Reference = {
    ...reference,
    async run(source) {
      tell({ isAsking: true });
      const answer = await reference.run(source);
      tell({ isAsking: false });
      return answer;
    },
  };
  return {
    make: machineCode ?? ((seed) => programOf(seed, path ? 'all' : 'some', name === 'damaged')),
    judge: async (source) => (stops ? compareStops(source, board) : compareWith(asked, source, board)),
  };
}

/** A worker: runs the programs of some seeds and reports the result of each. */
async function work(mode: Mode, first: number, count: number, show: boolean, tell: (message: Message) => void): Promise<void> {
  for (let seed = first; seed < first + count; seed++) {
    tell({ begins: seed });
    const source = mode.make(seed);
    if (show) console.log(source);
    const verdict = await mode.judge(source);
    tell({ verdict });
    if (verdict.kind === 'different') tell({ report: await report(mode, seed, source, verdict.text, () => tell({ isAlive: true })) });
  }
}

async function report(mode: Mode, seed: number, source: string, text: string, live: () => void): Promise<string> {
  const escapes = isEscape(text);
  const differs = async (candidate: string) => {
    live();
    const again = await mode.judge(candidate);
    return again.kind === 'different' && isEscape(again.text) === escapes;
  };
  const small = await shrink(source, differs, SHRINK_TRIES);
  const last = await mode.judge(small);
  return `--seed ${seed} --count 1: ${last.kind === 'different' ? last.text : ''}\n${small.trimEnd().replace(/^/gm, '    ')}\n`;
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);

async function main(): Promise<number> {
  const values = optionsOf(USAGE, {
    mode: { type: 'string', default: 'programs' },
    seed: { type: 'string' },
    count: { type: 'string' },
    jobs: { type: 'string' },
    board: { type: 'string' },
    firmware: { type: 'string' },
    stops: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  });
  const first = wholeNumber('--seed', values.seed, 1);
  const count = wholeNumber('--count', values.count, 100);
  const jobs = wholeNumber('--jobs', values.jobs, 1);
  const board = oneOf('board', BOARD_NAMES, values.board, 'pybd-sf6');
  const firmware = oneOf('firmware', FIRMWARE_NAMES, values.firmware, FIRMWARE_NAMES[0]);
  const { mode: name, stops, show } = values;
  const tell = (message: Message) => process.send?.(message);
  const mode = modeOf(name, board, firmware, stops, tell);
  const isWorker = process.send !== undefined;
  if (!isWorker) {
    const words = ['--mode', name, '--board', board, '--firmware', firmware, ...(stops ? ['--stops'] : []), ...(show ? ['--show'] : [])];
    const script = fileURLToPath(import.meta.url);
    const { same, different, explained, unanswered } = await runJobs({ script, words, first, count, jobs, print: console.log });
    for (const [reason, times] of Object.entries(explained)) console.log(`${times} explained: ${reason}`);
    for (const [reason, times] of Object.entries(unanswered)) console.log(`${times} unanswered: the reference ${reason}`);
    console.log(`${same} the same, ${sum(explained)} explained, ${sum(unanswered)} unanswered, ${different} different`);
    return different === 0 ? 0 : 1;
  }
  await work(mode, first, count, show, tell);
  process.disconnect();
  return 0;
}

if (process.argv[1]?.endsWith('fuzz.ts')) await runMain(main);
