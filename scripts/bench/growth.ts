/** How cost grows with the amount of work: the same work at growing sizes. */
import { BenchBoard } from './bench-board.js';
import { threadMilliseconds } from './clock.js';
import { milliseconds, type TableText } from './report.js';

interface GrowthCase {
  readonly name: string;
  readonly sizes: readonly number[];
  source(n: number): string;
}

/** A case with its times by size; `exponent`: the power of the size with which the time grows, over the last tenfold. */
export interface Growth {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly milliseconds: readonly number[];
  readonly exponent: number;
}

/** Shorter times, in milliseconds, count as this. */
const LEAST = 0.1;
/** A reading of this many milliseconds is long compared with the clock's own jitter. */
const READABLE = 20;
/** Limit of the boards in one reading: all are made before the clock is read, and exist at the same time. */
const MOST_BOARDS = 40;
const SIZES = [10, 100, 1000, 10_000];
/** Sizes for quick work. No board holds more; and from 100,000 on a dict no longer fits the host's caches, which is not growth of the work. */
const LARGER = [3000, 10_000, 30_000, 100_000];
/** A larger heap than any board has: this measures the simulator's work, not the board's memory. */
const HEAP = 1 << 28;

const CASES: readonly GrowthCase[] = [
  { name: 'parse and compile lines', sizes: SIZES, source: (n) => `if False:\n${' x = [1, 2, f(3)]\n'.repeat(n)}` },
  {
    name: 'parse a long sum',
    sizes: SIZES,
    source: (n) => `x = ${Array.from({ length: n }, () => 'x').join(' + ')}`.replace(/^/, 'x = 1\nif False: '),
  },
  { name: 'parse a long list', sizes: SIZES, source: (n) => `if False: x = [${'1, '.repeat(n)}]` },
  { name: 'sort', sizes: LARGER, source: (n) => `x = [i * 7919 % ${n} for i in range(${n})]\nx.sort()` },
  { name: 'build a dict', sizes: LARGER, source: (n) => `d = {}\nfor i in range(${n}): d[i] = i` },
  { name: 'build a string', sizes: LARGER, source: (n) => `s = ''.join(['ab' for i in range(${n})])` },
  { name: 'append to a list', sizes: LARGER, source: (n) => `x = []\nfor i in range(${n}): x.append(i)` },
  { name: 'loop', sizes: [100_000, 1_000_000, 10_000_000], source: (n) => `def f():\n for i in range(${n}): pass\nf()` },
  {
    name: 'soft timers, ten periods',
    sizes: SIZES,
    source: (n) =>
      `import machine, time\nt = [machine.Timer(-1, period=10000, callback=lambda t: None) for i in range(${n})]\ntime.sleep(100)\nfor x in t: x.deinit()`,
  },
  {
    name: 'asyncio tasks, ten sleeps',
    sizes: SIZES,
    source: (n) =>
      `import asyncio\nasync def w():\n for i in range(10): await asyncio.sleep_ms(1)\nasync def m():\n await asyncio.gather(*[w() for i in range(${n})])\nasyncio.run(m())`,
  },
  {
    name: 'threads, ten sleeps',
    sizes: SIZES,
    source: (n) =>
      `import _thread, time\nleft = ${n}\ndef w():\n global left\n for i in range(10): time.sleep_ms(1)\n left -= 1\nfor i in range(${n}): _thread.start_new_thread(w, ())\nwhile left: time.sleep_ms(5)`,
  },
];

/** Runs all cases, each size a few times. */
export function measureGrowth(times: number): Growth[] {
  typical(times, ''); // The first boards pay for the simulator's warm-up.
  return CASES.map(({ name, sizes, source }) => {
    const taken = sizes.map((n) => Math.max(LEAST, typical(times, source(n))));
    const last = sizes.length - 1;
    const before = sizes.filter((n) => n * 10 <= (sizes[last] as number)).length - 1;
    const exponent =
      Math.log((taken[last] as number) / (taken[before] as number)) / Math.log((sizes[last] as number) / (sizes[before] as number));
    return { name, sizes, milliseconds: taken, exponent };
  });
}

/**
 * Milliseconds that a program takes beyond an empty one. The two are measured alternately, each often enough for the clock to be accurate.
 * The result is the median of several readings: on a shared machine, the clock shows some of them too small.
 */
function typical(times: number, source: string): number {
  const runs = Math.min(MOST_BOARDS, Math.ceil(READABLE / Math.max(LEAST, taken(source, 1))));
  const readings = Array.from({ length: times }, () => (taken(source, runs) - taken('', runs)) / runs);
  return readings.sort((a, b) => a - b)[times >> 1] as number;
}

/** Milliseconds in which a program runs on `runs` boards, one after the other. */
function taken(source: string, runs: number): number {
  const boards = Array.from({ length: runs }, () => new BenchBoard(source, { heap: HEAP, output: () => {} }));
  const start = threadMilliseconds();
  for (const board of boards) board.run();
  return threadMilliseconds() - start;
}

/** The table. */
export function growthTable(rows: readonly Growth[]): TableText {
  return {
    title: 'Growth',
    head: ['work', 'sizes', 'milliseconds', 'exponent of the last tenfold'],
    rows: rows.map(({ name, sizes, milliseconds: taken, exponent }) => [
      name,
      sizes.join(', '),
      taken.map(milliseconds).join(', '),
      exponent.toFixed(2),
    ]),
  };
}
