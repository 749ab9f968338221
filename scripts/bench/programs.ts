/** The programs that are timed: MicroPython's perf_bench, from a checkout of it, and our own in `test/bench`. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program with its timing code: it calls `_mark` when a case begins and ends, and prints each case's result. */
export interface Program {
  readonly name: string;
  readonly group: 'perf_bench' | 'micro' | 'firmware';
  source(repetitions: number): string;
}

/** Precedes each marked line of output. */
export const MARK = '\x01';

/** perf_bench's programs that need neither viper nor precompiled files. */
const PERF_BENCH = [
  'bm_chaos',
  'bm_fannkuch',
  'bm_fft',
  'bm_float',
  'bm_hexiom',
  'bm_nqueens',
  'bm_pidigits',
  'bm_wordcount',
  'core_locals',
  'core_str',
  'core_yield_from',
  'misc_aes',
  'misc_mandel',
  'misc_pystone',
  'misc_raytrace',
];

/** Runs one of these programs with the parameters that perf_bench's `benchrun.py` chooses for N=1000 and M=1000. */
const perfBenchDriver = (name: string, repetitions: number): string => `
def _choose():
    best = (0, 0)
    for size, parameters in bm_params.items():
        if 10 * size[0] <= 12000 and size[1] <= 1000 and size > best:
            best = size
            chosen = parameters
    return chosen

def _drive():
    parameters = _choose()
    for _ in (0,) * ${repetitions}:
        run, result = bm_setup(parameters)
        _mark('start', '${name}')
        run()
        _mark('end', '${name}')
    print('${MARK}result ${name}', result())
_drive()
`;

const ownDriver = (repetitions: number): string => `
def _drive():
    for name, function, size in CASES:
        for _ in range(${repetitions}):
            _mark('start', name)
            result = function(size)
            _mark('end', name)
        print('${MARK}result', name, result)
_drive()
`;

/** Returns all programs; those of perf_bench only if `tests`, the tests folder of a checkout, is given. */
export function programs(tests: string | null): Program[] {
  return [...(tests === null ? [] : PERF_BENCH.map((name) => perfBench(tests, name))), ...ownPrograms()];
}

function perfBench(tests: string, name: string): Program {
  const text = readFileSync(join(tests, 'perf_bench', `${name}.py`), 'utf8');
  return { name, group: 'perf_bench', source: (repetitions) => text + perfBenchDriver(name, repetitions) };
}

function ownPrograms(): Program[] {
  const folder = fileURLToPath(new URL('../../test/bench/', import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file): Program => {
      const text = readFileSync(join(folder, file), 'utf8');
      const name = basename(file, '.py');
      return { name, group: name === 'micro' ? 'micro' : 'firmware', source: (repetitions) => text + ownDriver(repetitions) };
    });
}
