/** MicroPython's `tests/perf_bench`, run as its `benchrun.py` does with N=100 and M=100, compared with what a real board executed and took. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { difference, measure } from './measure.js';
import measured from './measured.json' with { type: 'json' };

/** One program's residuals. */
export interface BenchmarkRow {
  readonly name: string;
  /** Opcodes whose counts differ: name, the board's count, ours. */
  readonly opcodes: readonly (readonly [name: string, real: number, ours: number])[];
  readonly objects: readonly [real: number, ours: number];
  readonly blocks: readonly [real: number, ours: number];
  /** Allocations of the board that are left out of the comparison: see `MOVED`. */
  readonly moved: { readonly objects: number; readonly blocks: number } | null;
  readonly microseconds: readonly [board: number, ours: number];
}

type MeasuredName = keyof typeof measured.benchmarks;

/**
 * What is left out of the comparison of allocations. The loader leaves holes in the heap; a buffer that begins in a hole and grows must
 * move, and is counted again. How many holes there are depends on the loader, and the simulated heap has none. In `core_qstr`, which
 * makes the same text 400 times, these are the only objects of four blocks; no other program of the measurement shows any.
 */
export const MOVED = 'buffers that grew out of holes which the loader had left in the heap';

/** The programs that need no precompiled files and whose times are published. */
export const BENCHMARKS = Object.keys(measured.benchmarks) as MeasuredName[];

/**
 * Chooses the parameters as `benchrun.py` does, and runs the program or, for comparison, only names its `run`. The driver binds two
 * globals, as many as that of the real measurement did: a table of globals grew when the program bound its ninth.
 */
const driver = (act: string): string => `
def _chosen():
    best = (0, 0)
    chosen = None
    for size, parameters in bm_params.items():
        if 10 * size[0] <= 1200 and size[1] <= 100 and size > best:
            best = size
            chosen = parameters
    return chosen

def _drive():
    from time import ticks_us, ticks_diff
    run, result = bm_setup(_chosen())
    start = ticks_us()
    ${act}
    end = ticks_us()
    print()
    print(ticks_diff(end, start))
_drive()
`;

/** Runs a program with and without its `run()`; the difference is what `run()` does. */
export function runBenchmark(tests: string, name: MeasuredName): BenchmarkRow {
  const source = readFileSync(join(tests, 'perf_bench', `${name}.py`), 'utf8');
  const idle = measure(source + driver('run'));
  const active = measure(source + driver('run()'));
  const { opcodes, objects, blocks } = difference(active, idle);
  const real = measured.benchmarks[name];
  const moved = 'moved' in real ? real.moved : null;
  const expected = real.opcodes as Readonly<Record<string, number>>;
  const names = new Set([...Object.keys(expected), ...opcodes.keys()]);
  return {
    name,
    opcodes: [...names].sort().flatMap((opcode) => {
      const [wanted, found] = [expected[opcode] ?? 0, opcodes.get(opcode) ?? 0];
      return wanted === found ? [] : [[opcode, wanted, found] as const];
    }),
    objects: [real.objects - (moved?.objects ?? 0), objects],
    blocks: [real.blocks - (moved?.blocks ?? 0), blocks],
    moved,
    microseconds: [real.microseconds, lastNumber(active.output) - lastNumber(idle.output)],
  };
}

/** The number in the last line of an output, where the driver prints the microseconds. */
export function lastNumber(output: string): number {
  return Number(output.trimEnd().split('\n').pop());
}
