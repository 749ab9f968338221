/** The engines that run the programs: this project, on either tier, and its peers. Each run is a separate process. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram, bundleStart } from '../build.js';
import { startWords, train } from '../training.js';
import { MARK, type Program } from './programs.js';

/** Times of one case, in milliseconds. */
export interface Timing {
  readonly first: number;
  readonly best: number;
}

/** What a process has measured: the times and the results of its cases, by name. */
export interface Measurements {
  readonly times: ReadonlyMap<string, Timing>;
  readonly results: ReadonlyMap<string, string>;
}

export interface Engine {
  readonly name: string;
  /** Throws an Error with the engine's output if the program fails or prints no result. */
  run(program: Program, repetitions: number): Measurements;
}

const PROCESS_LIMIT_MS = 300_000;

/** This project: `host.ts`, built and started the way the command is. */
function board(name: string, program: string, tier: string): Engine {
  return inNode(name, (path) => [...startWords(program), tier, path]);
}

/** An engine that runs inside Node, where the time is taken at every mark. */
function inNode(name: string, words: (path: string) => readonly string[]): Engine {
  const prelude = `def _mark(*what):\n    print('${MARK}' + ' '.join(what))\n`;
  return {
    name,
    run: (program, repetitions) =>
      inFile(prelude + program.source(repetitions), (path) => parse(name, program, runProcess(process.execPath, words(path)))),
  };
}

/** A Python on the PATH. Its program takes the times itself. */
function external(name: string, command: string): Engine {
  const prelude = `
try:
    from time import thread_time_ns as _now
except ImportError:
    from time import ticks_us
    _now = lambda: ticks_us() * 1000
def _mark(*what):
    print('${MARK}' + ' '.join(what), _now() / 1000000)
`;
  return {
    name,
    run: (program, repetitions) =>
      inFile(prelude + program.source(repetitions), (path) => parse(name, program, runProcess(command, [path]))),
  };
}

/** Returns the engines with these names (null: all), except those that this machine does not have. `folder`: for what is built for them. */
export async function engines(names: readonly string[] | null, folder: string): Promise<Engine[]> {
  const host = join(folder, 'host.cjs');
  await Promise.all([bundleStart(folder), bundleProgram('host', 'scripts/bench/host.ts', folder)]);
  inFile("print('hello')", (hello) => train(host, { least: [['auto', hello]], further: [] }, (exercise) => ['auto', exercise]));
  const wasm = fileURLToPath(new URL('wasm.ts', import.meta.url));
  const all = [
    board('vpyb', host, 'auto'),
    board('interpreter', host, 'interpreter'),
    inNode('wasm', (path) => ['--import', 'tsx', wasm, path]),
    ...['python3', 'micropython'].filter(isOnPath).map((command) => external(command, command)),
  ];
  return names === null ? all : all.filter(({ name }) => names.includes(name));
}

function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

function inFile<T>(source: string, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'vpyb-bench-'));
  try {
    const path = join(folder, 'program.py');
    writeFileSync(path, source);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runProcess(command: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8', timeout: PROCESS_LIMIT_MS, maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${(stderr || stdout || '').slice(-2000)}`);
  return stdout;
}

/** Reads the marks: `start NAME MS`, `end NAME MS`, `result NAME TEXT`. */
function parse(engine: string, program: Program, output: string): Measurements {
  const runs = new Map<string, number[]>();
  const results = new Map<string, string>();
  let start = 0;
  for (const line of output.split('\n')) {
    if (!line.startsWith(MARK)) continue;
    const [kind, name, ...rest] = line.slice(1).trimEnd().split(' ');
    if (name === undefined) continue;
    if (kind === 'start') start = Number(rest[0]);
    else if (kind === 'result') results.set(name, rest.join(' '));
    else {
      const list = runs.get(name) ?? [];
      list.push(Number(rest[0]) - start);
      runs.set(name, list);
    }
  }
  if (results.size === 0) throw new Error(`${program.name} on ${engine} gave no result: ${output.slice(-2000)}`);
  const times = new Map([...runs].map(([name, list]) => [name, { first: list[0] as number, best: Math.min(...list) }]));
  return { times, results };
}
