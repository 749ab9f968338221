/** Collections as the world sees them: in the trace, in what a program measures, in interrupts. */
import { describe, expect, it, vi } from 'vitest';
import { NativeFs } from '../../src/modules/vfs/native-fs.js';
import { inSlices } from '../support/slices.js';
import { PythonBench } from './board-python.js';

/** Beginnings and lengths of the collections in a trace, in milliseconds. */
function pauses(trace: readonly string[]): { at: number; length: number }[] {
  const events = trace.filter((line) => line.includes(' GC ')).map((line) => line.split(' '));
  return events.flatMap(([at, , value], i) => (value === '1' ? [{ at: Number(at), length: Number(events[i + 1][0]) - Number(at) }] : []));
}

describe('what is too large for a heap', () => {
  it.each(['sleep_ms', 'sleep_us'])('is refused, though the program waits at once: %s', (sleep) => {
    const source = `
import gc, time
kept = []
try:
    while True: kept.append(bytearray(1000))
except MemoryError: kept.pop()
gc.collect()
b = b'x' * 600
try:
    print(len([b + b, time.${sleep}(1000)]))
except MemoryError: print('refused')
`;
    expect(new PythonBench(source, 'pybv11', 'calibrated').run()).toBe('refused\n');
  });
});

describe('a collection counts what is held', () => {
  it.each([
    ['by the default of a keyword', 'def make():\n    def f(*, to=bytearray(9000)): pass\n    return f'],
    ['by the default of a positional argument', 'def make():\n    def f(to=bytearray(9000)): pass\n    return f'],
    ['for what a UART receives', 'import machine\ndef make():\n    machine.UART(4, 9600, rxbuf=9000)'],
  ])('%s', (_, made) => {
    const source = `
import gc
${made}
def used():
    gc.collect()
    return gc.mem_alloc()
before = used()
kept = make()
print(used() - before > 8900)
`;
    expect(new PythonBench(source, 'pybv11', 'calibrated').run()).toBe('True\n');
  });
});

describe('a collection makes nothing', () => {
  it('not even the types of mounted file systems, which it meets', () => {
    const type = vi.spyOn(NativeFs.prototype, 'type', 'get');
    const references = vi.spyOn(NativeFs.prototype, 'references');
    new PythonBench('import gc\ngc.collect()', 'pybv11', 'calibrated').run();
    expect(references).toHaveBeenCalled();
    expect(type).not.toHaveBeenCalled();
  });
});

describe('a program that makes garbage', () => {
  it('runs on, and pauses whenever the heap is used up', () => {
    const bench = new PythonBench('for i in range(20000):\n    x = [i, i + 1, i + 2]\nprint(x)\n', 'pybv11', 'calibrated');
    expect(bench.run()).toBe('[19999, 20000, 20001]\n');
    const found = pauses(bench.trace);
    // Two blocks at every turn, 6400 in the heap: a collection that has all of them to sweep and little to mark takes 1.3 ms and more.
    expect(found).toHaveLength(6);
    for (const { length } of found) expect(length).toBeGreaterThan(1.3);
    for (const { length } of found) expect(length).toBeLessThan(2);
  });

  it('sees the pauses in the time that its own steps take', () => {
    const bench = new PythonBench(
      `from time import ticks_us, ticks_diff
longest = 0
last = ticks_us()
for i in range(20000):
    x = [i, i + 1, i + 2]
    now = ticks_us()
    longest = max(longest, ticks_diff(now, last))
    last = now
print(longest)
`,
      'pybv11',
      'calibrated',
    );
    const longest = Number(bench.run());
    expect(longest).toBeGreaterThan(1300);
    expect(longest).toBeLessThan(2500);
  });

  const jitter = (timer: string): number => {
    const bench = new PythonBench(
      `import machine, pyb
from time import ticks_us, ticks_diff, ticks_ms
times = [0] * 400
count = 0
def tick(t):
    global count
    if count < 400:
        times[count] = ticks_us()
        count += 1
timer = ${timer}
while count < 400:
    x = [1, 2, 3]
print(max([abs(ticks_diff(times[i + 1], times[i]) - 1000) for i in range(1, 399)]))
`,
      'pybv11',
      'calibrated',
    );
    const result = Number(bench.run());
    expect(pauses(bench.trace).length).toBeGreaterThan(3);
    return result;
  };

  it('delays soft callbacks by them', () => {
    expect(jitter('machine.Timer(-1, period=1, callback=tick)')).toBeGreaterThan(500);
  });

  it('does not delay hard callbacks, which run in the middle of a collection', () => {
    expect(jitter('pyb.Timer(4, freq=1000, callback=tick)')).toBeLessThan(50);
  });
});

describe('the pauses', () => {
  it('are the same in every run', () => {
    const source = 'x = []\nfor i in range(9000):\n    x.append([i])\n    if len(x) > 500:\n        x = []\n';
    const run = (): string[] => {
      const bench = new PythonBench(source, 'pybv11', 'calibrated');
      bench.run();
      return bench.trace;
    };
    const first = run();
    expect(first.length).toBeGreaterThan(4);
    expect(run()).toEqual(first);
  });
});

describe('a collection that is asked for while interrupts are due', () => {
  const source = `
import gc, pyb
def handler(timer):
    for i in range(20): pass
timers = [pyb.Timer(4, freq=5000, callback=handler), pyb.Timer(5, freq=7000, callback=handler)]
for i in range(20): gc.collect()
`;

  it('comes behind them, wherever slices end', () => {
    const whole = inSlices(source, 1_000_000_000n, {});
    for (const nanos of [1_003n, 9_001n, 37_001n]) expect(inSlices(source, nanos, {}), `${nanos}`).toEqual(whole);
  });
});
