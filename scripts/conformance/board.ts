/** Runs a program on a freshly booted board, as upstream's runner does over a board's raw prompt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoardName, PyboardSystem, SystemOptions } from '../../src/index.js';
import { filesOf } from './files.js';
import { compileToMpy } from './mpy-cross.js';
import { normalizeNewlines } from './newlines.js';
import type { Job, JobResult, WorkerSettings } from './runner.js';

/** Simulated time that a program may take: an hour, in nanoseconds. */
const SIMULATED_LIMIT = 3_600_000_000_000n;
/** Simulated time that a board has for booting, and for each line that is typed, before the next one follows. */
const BOOT_TIME = 3_000_000_000n;
const LINE_TIME = 100_000_000n;
/** What a test is called that is imported. */
const MODULE = '_test';
const INTERRUPT = String.raw`{\x03}`;
/** Upstream's tests expect it on the board: the package of `vpyb test` with a way of telling its own. */
const TESTER = new URL('../../stdlib/tester/unittest/', import.meta.url);
const UNITTEST = Object.fromEntries([
  ...['assertions.py', 'case.py', 'result.py'].map((name) => [`lib/unittest/${name}`, readFileSync(new URL(name, TESTER))]),
  ['lib/unittest/__init__.py', readFileSync(new URL('./unittest.py', import.meta.url))],
]);
const BOOT = 'import machine\nimport pyb\n';

// The bundle, not the sources: bundling makes numbers of the interpreter's opcodes, without which it is several times slower.
const product = (await import(new URL('../../dist/index.js', import.meta.url).href)) as typeof import('../../src/index.js');

/** Runs a program and answers what it printed. */
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
  // What `target_wiring` says of a pyboard.
  system.board.wire('X1', 'X2');
  const state = runUntil(system, SIMULATED_LIMIT, settings.limit);
  const text = output.text();
  if (state === 'aborted' || state === 'moment') return { output: text, end: 'timeout' };
  if (system.exit?.kind === 'exception') return { output: text, end: 'crash' };
  return { output: text, end: 'ok' };
}

/** Types a program at the prompt, line by line, and answers what the terminal showed. */
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
    // Upstream writes control keys as {\x03}; where it is to interrupt a program it comes alone.
    const typed = interrupts && line.startsWith(INTERRUPT) ? INTERRUPT : line.replace('\n', '\r');
    system.feed(encoder.encode(typed.replace(/\{\\x(\d\d)\}/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))));
    const state = runUntil(system, system.elapsed + LINE_TIME, settings.limit);
    if (state === 'aborted') return { output: output.text(), end: 'timeout' };
  }
  return { output: output.text(), end: 'ok' };
}

/** What the board sent. */
class Output {
  readonly #parts: Buffer[] = [];
  readonly take = (bytes: Uint8Array): void => {
    this.#parts.push(Buffer.from(bytes));
  };

  /** Bytes that are no UTF-8 as one character each, and line ends as upstream's runner makes them alike. */
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

/** Runs until a moment, in nanoseconds, until the program has ended, or until the limit of wall time. */
function runUntil(system: PyboardSystem, moment: bigint, seconds: number): string {
  const deadline = Date.now() + seconds * 1000;
  system.poll = () => {
    if (Date.now() > deadline) system.abort();
  };
  return system.run(moment);
}
