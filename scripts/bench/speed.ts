/** How fast programs run, compared with the peers: best and first run, and their ratios to MicroPython in WebAssembly. */
import type { Engine, Timing } from './engines.js';
import type { Program } from './programs.js';
import { geometricMean, milliseconds, ratio, type TableText } from './report.js';

/** Times by case and engine. */
export type Speeds = ReadonlyMap<string, ReadonlyMap<string, Timing>>;

/** How often to measure: processes per program and engine, and runs of a case in each. */
export interface Effort {
  readonly processes: number;
  readonly repetitions: number;
}

/** Runs programs on all engines. Throws an Error if a case gives different results on the board and in WebAssembly. */
export function measureSpeeds(programs: readonly Program[], engines: readonly Engine[], { processes, repetitions }: Effort): Speeds {
  const speeds = new Map<string, Map<string, Timing>>();
  for (const program of programs) {
    const results = new Map<string, Map<string, string>>();
    const able = new Set(engines);
    // By turns: the speed of a machine that others share changes within seconds, and each engine should meet its best.
    for (let i = 0; i < processes; i++) {
      for (const engine of able) {
        const measured = attempt(engine, program, repetitions);
        if (measured === null) {
          able.delete(engine);
          continue;
        }
        for (const [name, timing] of measured.times) {
          const row = entry(speeds, name, () => new Map<string, Timing>());
          const known = row.get(engine.name);
          row.set(engine.name, known === undefined ? timing : least(known, timing));
        }
        for (const [name, result] of measured.results) entry(results, name, () => new Map<string, string>()).set(engine.name, result);
      }
    }
    for (const [name, row] of results) {
      const [ours, theirs] = [row.get('vpyb'), row.get('wasm')];
      if (ours !== undefined && theirs !== undefined && ours !== theirs) throw new Error(`${name}: ${ours}, in WebAssembly ${theirs}`);
    }
  }
  return speeds;
}

/** Runs a program. Returns null if a peer cannot run it, which leaves the peer out of the row; that this project cannot is an error. */
function attempt(engine: Engine, program: Program, repetitions: number): ReturnType<Engine['run']> | null {
  try {
    return engine.run(program, repetitions);
  } catch (problem) {
    if (engine.name === 'vpyb' || engine.name === 'interpreter') throw problem;
    console.error(`${program.name} on ${engine.name}: ${(problem as Error).message.split('\n').at(-2) ?? problem}`);
    return null;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

const least = (a: Timing, b: Timing): Timing => ({ first: Math.min(a.first, b.first), best: Math.min(a.best, b.best) });

/** How many times as fast one engine is as another, for each case that both have run. */
export function ratios(speeds: Speeds, engine: string, peer: string, run: keyof Timing): number[] {
  return [...speeds.values()].flatMap((row) => {
    const [ours, theirs] = [row.get(engine), row.get(peer)];
    return ours === undefined || theirs === undefined ? [] : [theirs[run] / ours[run]];
  });
}

/** The times, and under them the geometric means of this project's ratio to each peer. */
export function speedTable(title: string, speeds: Speeds, engines: readonly Engine[], run: keyof Timing): TableText {
  const names = engines.map(({ name }) => name);
  const rows = [...speeds].map(([name, row]) => {
    const [ours, theirs] = [row.get('vpyb'), row.get('wasm')];
    const times = names.map((engine) => milliseconds(row.get(engine)?.[run] ?? Number.NaN).replace('NaN', '–'));
    return [name, ...times, ours === undefined || theirs === undefined ? '–' : ratio(theirs[run] / ours[run])];
  });
  const means = names.map((engine) => {
    const all = ratios(speeds, 'vpyb', engine, run);
    return engine === 'vpyb' || all.length === 0 ? '' : ratio(geometricMean(all));
  });
  return { title, head: ['milliseconds', ...names, 'wasm / vpyb'], rows: [...rows, ['times as fast as', ...means, '']] };
}
