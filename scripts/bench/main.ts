/**
 * `npm run bench`: how fast the project is, compared with its peers in one session. Figures of different sessions are not comparable.
 * `--write FILE` writes the tables as a document; `--check` fails if a figure is beyond the bounds that the project promises.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { optionsOf } from '../options.js';
import { type Engine, engines } from './engines.js';
import { type Growth, growthTable, measureGrowth } from './growth.js';
import { type Program, programs } from './programs.js';
import { geometricMean, inColumns, inMarkdown, type TableText } from './report.js';
import { type Simulated, simulate, simulationTable } from './simulation.js';
import { type Effort, measureSpeeds, ratios, type Speeds, speedTable } from './speed.js';
import { measureStartup, type Startup, startupTable } from './startup.js';

const PARTS = ['perf_bench', 'micro', 'firmware', 'simulation', 'startup', 'growth'] as const;
type Part = (typeof PARTS)[number];

const USAGE = `usage: npm run bench -- [options]
  --tests DIR      the tests folder of a checkout of micropython/micropython, for its perf_bench
  --only PART      only ${PARTS.join(', ')}, or the program of this name; may be repeated
  --engines A,B    only these of vpyb, interpreter, wasm, python3, micropython
  --quick          measure less: one process each, few runs, one simulated day
  --write FILE     write the tables as Markdown
  --check          fail if a figure is beyond its bound`;

/** What the project promises. */
const BOUNDS = {
  perfBest: 6.5,
  perfFirst: 2.5,
  /** By peer: how many times as fast as the peer this project runs perf_bench. */
  perfPeers: { micropython: 2, python3: 0.8 },
  microMean: 15,
  weekSeconds: 20,
  asyncioWeekSeconds: 60,
  yearSeconds: 20,
  startup: 1.8,
  startupKept: 1.3,
  megabytes: 120,
  /** Peak memory of the whole run divided by that of its first seventh. */
  flat: 1.1,
  exponent: 1.35,
  slowerThanInterpreter: 1.1,
};

interface Figures {
  speeds: Map<string, Speeds>;
  simulated: readonly Simulated[];
  startup: Startup | null;
  growth: readonly Growth[];
}

async function main(): Promise<number> {
  const values = optionsOf(USAGE, {
    tests: { type: 'string' },
    only: { type: 'string', multiple: true },
    engines: { type: 'string' },
    quick: { type: 'boolean' },
    write: { type: 'string' },
    check: { type: 'boolean' },
  });
  if (values.tests !== undefined && !existsSync(join(values.tests, 'perf_bench'))) {
    console.error(`${values.tests}: there is no folder perf_bench in it\n${USAGE}`);
    return 2;
  }
  const effort: Effort = values.quick ? { processes: 1, repetitions: 10 } : { processes: 4, repetitions: 30 };
  const tests = values.tests === undefined ? null : resolve(values.tests);
  const folder = mkdtempSync(join(tmpdir(), 'vpyb-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const peers = await engines(values.engines?.split(',') ?? null, folder);
  const wanted = (part: Part): boolean => values.only === undefined || values.only.includes(part);
  const figures: Figures = { speeds: new Map(), simulated: [], startup: null, growth: [] };
  const tables: TableText[] = [];
  const show = (table: TableText): void => {
    tables.push(table);
    console.log(inColumns(table));
  };
  const chosen = (program: Program): boolean => wanted(program.group) || values.only?.includes(program.name) === true;
  for (const group of ['perf_bench', 'micro', 'firmware'] as const) {
    const members = programs(tests).filter((program) => program.group === group && chosen(program));
    if (members.length === 0) continue;
    const speeds = measureSpeeds(members, peers, effort);
    figures.speeds.set(group, speeds);
    show(speedTable(`${group}, best run`, speeds, peers, 'best'));
    show(speedTable(`${group}, first run in a process`, speeds, peers, 'first'));
  }
  if (wanted('simulation')) {
    figures.simulated = values.quick ? simulate(1, 52) : simulate(7, 365);
    show(simulationTable(figures.simulated));
  }
  if (wanted('startup')) {
    figures.startup = measureStartup(values.quick ? 5 : 60);
    show(startupTable(figures.startup));
  }
  if (wanted('growth')) {
    figures.growth = measureGrowth(values.quick ? 3 : 7);
    show(growthTable(figures.growth));
  }
  const faults = beyondBounds(figures);
  for (const fault of faults) console.log(`beyond the bounds: ${fault}`);
  if (values.write !== undefined) writeFileSync(values.write, document(tables, peers, faults));
  return values.check === true && faults.length > 0 ? 1 : 0;
}

/** Returns the promises that the figures do not keep. */
function beyondBounds({ speeds, simulated, startup, growth }: Figures): string[] {
  const faults: string[] = [];
  const least = (name: string, value: number, bound: number): void => {
    if (value < bound) faults.push(`${name}: ${value.toFixed(2)}, at least ${bound} is promised`);
  };
  const most = (name: string, value: number, bound: number): void => {
    if (value > bound) faults.push(`${name}: ${value.toFixed(2)}, at most ${bound} is promised`);
  };
  for (const [group, rows] of speeds) {
    const best = ratios(rows, 'vpyb', 'wasm', 'best');
    if (best.length > 0 && group === 'perf_bench') {
      least('perf_bench, times WebAssembly', geometricMean(best), BOUNDS.perfBest);
      for (const [peer, bound] of Object.entries(BOUNDS.perfPeers)) {
        const all = ratios(rows, 'vpyb', peer, 'best');
        if (all.length > 0) least(`perf_bench, times ${peer}`, geometricMean(all), bound);
      }
      least('perf_bench, first run, times WebAssembly', geometricMean(ratios(rows, 'vpyb', 'wasm', 'first')), BOUNDS.perfFirst);
    }
    if (best.length > 0 && group === 'micro') {
      least('micro loops, times WebAssembly', geometricMean(best), BOUNDS.microMean);
      for (const [name, row] of rows) {
        const [ours, theirs] = [row.get('vpyb'), row.get('wasm')];
        if (ours !== undefined && theirs !== undefined) least(`${name}, times WebAssembly`, theirs.best / ours.best, 1);
      }
    }
    for (const [name, row] of rows) {
      const [ours, interpreter] = [row.get('vpyb'), row.get('interpreter')];
      if (ours === undefined || interpreter === undefined) continue;
      most(`${name}, times the interpreter's time`, ours.best / interpreter.best, BOUNDS.slowerThanInterpreter);
      most(`${name}, first run, times the interpreter's time`, ours.first / interpreter.first, BOUNDS.slowerThanInterpreter);
    }
  }
  for (const { name, seconds, megabytes, earlyMegabytes } of simulated) {
    most(
      `${name}, seconds`,
      seconds,
      name === 'asyncio' ? BOUNDS.asyncioWeekSeconds : name.startsWith('wakes') ? BOUNDS.yearSeconds : BOUNDS.weekSeconds,
    );
    most(`${name}, megabytes`, megabytes, BOUNDS.megabytes);
    most(`${name}, growth of memory`, megabytes / earlyMegabytes, BOUNDS.flat);
  }
  if (startup !== null) {
    most('hello world, times node alone', startup.vpyb / startup.node, BOUNDS.startup);
    most('hello world, code kept, times node alone', startup['vpyb, code kept'] / startup.node, BOUNDS.startupKept);
    most('hello world, times WebAssembly', startup.vpyb / startup.wasm, 1);
    most('hello world, code kept, times WebAssembly', startup['vpyb, code kept'] / startup.wasm, 1);
  }
  for (const { name, exponent } of growth) most(`${name}, exponent of growth`, exponent, BOUNDS.exponent);
  return faults;
}

function document(tables: readonly TableText[], peers: readonly Engine[], faults: readonly string[]): string {
  const memory = `${firstTouch().toFixed(1)} ms for each MB of memory that is touched for the first time`;
  const machine = `${cpus().length} cores, ${process.platform} on ${process.arch}, Node ${process.versions.node}, ${memory}`;
  const text = [
    '# Performance',
    '',
    'Written by `npm run bench -- --tests DIR --write docs/performance.md`. Times are processor time of the main thread, inside the',
    'program, the least of several processes; compare figures of one line, not of different sessions. The board is bundled and started',
    'as the command is. First runs and start-up depend on what else the machine does: V8 compiles on other threads. That of Node 20 has',
    "nothing between its baseline compiler and its optimising one; with Node 24's first runs take some three quarters of the time. They",
    'also take new memory, which is slow on some virtual machines: the figure is below.',
    '',
    `Machine: ${machine}. Engines: ${peers.map(({ name }) => name).join(', ')}; \`vpyb\` is \`--board pybd-sf6 --clock calibrated\`, \`interpreter\``,
    'the same without the compiled tier, `wasm` the package `@micropython/micropython-webassembly-pyscript`.',
    '',
    ...tables.map(inMarkdown),
    '## Against what is promised',
    '',
    ...(faults.length === 0 ? ['All bounds hold.'] : faults.map((fault) => `- ${fault}`)),
    '',
  ];
  return text.join('\n');
}

/** WebAssembly's memory is always new. Node's types do not have it. */
type NewMemory = new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };

/** Returns how many milliseconds it takes to touch a megabyte of new memory: the least of some. */
function firstTouch(): number {
  const { Memory } = (globalThis as unknown as { readonly WebAssembly: { readonly Memory: NewMemory } }).WebAssembly;
  const megabytes = 8;
  const times = Array.from({ length: 5 }, () => {
    const memory = new Uint8Array(new Memory({ initial: megabytes * 16 }).buffer);
    const began = performance.now();
    memory.fill(1);
    return performance.now() - began;
  });
  return Math.min(...times) / megabytes;
}

process.exitCode = await main();
