/** Runs a program on a freshly booted board, as upstream's runner does over a board's raw prompt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoardName, PyboardSystem, SystemOptions } from '../../src/index.js';
import { filesOf } from './files.js';
import { compileToMpy } from './mpy-cross.js';
import { normalizeNewlines } from './newlines.js';
import type { Job, JobResult, WorkerSettings } from './runner.js';

/** Simulated time limit of a program, in nanoseconds: an hour. */
const SIMULATED_LIMIT = 3_600_000_000_000n;
/** Simulated nanoseconds that a board has for booting, and for each typed line before the next one follows. */
const BOOT_TIME = 3_000_000_000n;
const LINE_TIME = 100_000_000n;
/** The module name of a test that is imported. */
const MODULE = '_test';
const INTERRUPT = String.raw`{\x03}`;
/** Upstream's tests expect `unittest` on the board: the package of `vpyb test`, with an `__init__.py` that reports in upstream's form. */
const TESTER = new URL('../../stdlib/tester/unittest/', import.meta.url);
const UNITTEST = Object.fromEntries([
  ...['assertions.py', 'case.py', 'result.py'].map((name) => [`lib/unittest/${name}`, readFileSync(new URL(name, TESTER))]),
  ['lib/unittest/__init__.py', readFileSync(new URL('./unittest.py', import.meta.url))],
]);
const BOOT = 'import machine\nimport pyb\n';

// The bundle, not the sources: bundling turns the interpreter's opcodes into numbers, without which it is several times slower.
const product = (await import(new URL('../../dist/index.js', import.meta.url).href)) as typeof import('../../src/index.js');

/** Runs a program and returns what it printed. */
export async function runOnBoard(job: Job, settings: WorkerSettings): Promise<JobResult> {
  const output = new Output();
  const compiled = settings.viaMpy === null ? null : compileToMpy(settings.viaMpy, job);
  if (typeof compiled === 'string') return { output: compiled, end: 'refused' };
  const system = new product.PyboardSystem({
    ...options(settings, output, job.folder, compiled === null ? {} : { [`${MODULE}.mpy`]: compiled }),
    program: compiled === null ? { kind: 'code', source: job.source, filename: '<stdin>' } : { kind: 'module', name: MODULE },
    args: job.args,
    afterwards: 'stop',
  });
  // The wiring that `target_wiring` describes for a pyboard.
  system.board.wire('X1', 'X2');
  const state = runUntil(system, SIMULATED_LIMIT, settings.limit);
  const text = output.text();
  if (state === 'aborted' || state === 'moment') return { output: text, end: 'timeout' };
  if (system.exit?.kind === 'exception') return { output: text, end: 'crash' };
  return { output: text, end: 'ok' };
}

/** Types a program at the prompt, line by line, and returns what the terminal showed. */
export async function typeAtPrompt(job: Job, settings: WorkerSettings): Promise<JobResult> {
  const output = new Output();
  const system = new product.PyboardSystem({
    ...options(settings, output, null),
    program: job.first === undefined ? { kind: 'none' } : { kind: 'code', source: job.first, filename: '<string>' },
    afterwards: 'prompt',
  });
  const encoder = new TextEncoder();
  runUntil(system, BOOT_TIME, settings.limit);
  const interrupts = /^# sigint:/m.test(job.source);
  for (const line of job.source.split(/(?<=\n)/)) {
    // Upstream writes control keys as {\x03}; a key that is to interrupt a program is typed alone, without the rest of its line.
    const typed = interrupts && line.startsWith(INTERRUPT) ? INTERRUPT : line.replace('\n', '\r');
    system.feed(encoder.encode(typed.replace(/\{\\x(\d\d)\}/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))));
    const state = runUntil(system, system.elapsed + LINE_TIME, settings.limit);
    if (state === 'aborted') return { output: output.text(), end: 'timeout' };
  }
  return { output: output.text(), end: 'ok' };
}

/** Collects what the board sends. */
class Output {
  readonly #parts: Buffer[] = [];
  readonly take = (bytes: Uint8Array): void => {
    this.#parts.push(Buffer.from(bytes));
  };

  /** The output, one character per byte, with line ends normalized as upstream's runner does. */
  text(): string {
    return normalizeNewlines(Buffer.concat(this.#parts).toString('latin1'));
  }
}

function options(
  settings: WorkerSettings,
  output: Output,
  folder: string | null,
  files: Readonly<Record<string, Uint8Array>> = {},
): Omit<SystemOptions, 'program' | 'afterwards'> {
  return {
    board: settings.board as BoardName,
    firmware: settings.firmware,
    clock: 'calibrated',
    seed: 0,
    stopEvery: settings.stopEvery === 0 ? undefined : settings.stopEvery,
    tier: settings.tier,
    optimize: 0,
    flash: new product.MemoryFileTree({
      'boot.py': BOOT,
      'main.py': '',
      ...UNITTEST,
      'lib/target_wiring.py': readFileSync(join(settings.tests, 'target_wiring/PYBx.py')),
      ...(folder === null ? {} : filesOf(folder)),
      ...files,
    }),
    factoryFiles: false,
    shared: null,
    output: output.take,
    newline: '\r\n',
    exitResets: false,
  };
}

/** Runs until a moment in simulated nanoseconds, the end of the program, or the limit of wall time in seconds. */
function runUntil(system: PyboardSystem, moment: bigint, seconds: number): string {
  const deadline = Date.now() + seconds * 1000;
  system.poll = () => {
    if (Date.now() > deadline) system.abort();
  };
  return system.run(moment);
}
