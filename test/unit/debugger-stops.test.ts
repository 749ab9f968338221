/** Stops that are no breakpoints, exceptions and pauses; and that a program which stops does what it does without. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Stop } from '../../src/debug/host.js';
import { TestBench, type TestBenchOptions } from '../../src/index.js';
import { DebugBench } from './debug-bench.js';

describe('an exception', () => {
  const FAILS = `def f(x):
    try:
        return 1 / x
    finally:
        x = None
def g():
    try:
        f(0)
    except OSError:
        pass
try:
    g()
except ZeroDivisionError:
    print('caught')
g()
`;

  test('that nobody catches stops the program, with the stack where it was raised', () => {
    const bench = new DebugBench(FAILS, [
      (stop, it) => {
        expect(stop.exception?.isUncaught).toBe(true);
        expect(it.stack(stop)).toEqual(['f:3', 'g:8', '<module>:15']);
      },
    ]);
    bench.debugger.filter = 'uncaught';
    expect(bench.run().stops).toEqual(['exception main.py:3 f']);
  });

  test('stops it where it is raised, if all do', () => {
    const bench = new DebugBench(FAILS, [(stop, it) => void expect(it.locals(stop)).toEqual({ x: '0' })]);
    bench.debugger.filter = 'all';
    expect(bench.run().stops).toEqual(Array(3).fill('exception main.py:3 f'));
  });

  test('in the callback of an interrupt is one that nobody catches', () => {
    const source = 'import pyb, time\ndef tick(t):\n    a = [1]\ntim = pyb.Timer(4, freq=10, callback=tick)\ntime.sleep_ms(250)\n';
    const bench = new DebugBench(source, [(stop, it) => void expect(it.stack(stop)).toEqual(['tick:3', 'interrupt TIM4', '<module>:5'])]);
    bench.debugger.filter = 'uncaught';
    expect(bench.run().stops).toEqual(['exception main.py:3 tick']);
  });

  test('in a thread stops that', () => {
    const source = 'import _thread, time\ndef work():\n    raise ValueError\n_thread.start_new_thread(work, ())\ntime.sleep_ms(10)\n';
    const bench = new DebugBench(source);
    bench.debugger.filter = 'uncaught';
    expect(bench.run().stops).toEqual(['exception main.py:3 work']);
  });

  test('that is one object again and again is shown where it was raised last', () => {
    const source = `error = ValueError(1)
def f():
    raise error
for i in range(2):
    try:
        f()
    except ValueError:
        pass
raise error
`;
    const looked: string[][] = [];
    const look = (stop: Stop, it: DebugBench) => void looked.push(it.stack(stop));
    const bench = new DebugBench(source, Array(4).fill(look));
    bench.debugger.filter = 'all';
    bench.run();
    const inside = ['f:3', '<module>:6'];
    expect(looked).toEqual([inside, inside, ['<module>:9']]);
  });

  test('that goes on behind a clause or a final part is the same, whatever was raised there', () => {
    const source = `def f():
    try:
        raise ValueError(1)
    except ValueError:
        raise
try:
    f()
finally:
    try:
        raise OSError(2)
    except OSError:
        pass
`;
    const bench = new DebugBench(source, [() => {}, () => {}, (stop, it) => void expect(it.stack(stop)).toEqual(['f:3', '<module>:7'])]);
    bench.debugger.filter = 'all';
    expect(bench.run().stops).toEqual(['exception main.py:3 f', 'exception main.py:10 <module>', 'exception main.py:3 f']);
  });

  test('that is raised in the firmware’s own modules stops where it comes out of them, if it does', () => {
    const source = `import asyncio
async def slow():
    await asyncio.sleep(1)
async def main():
    try:
        await asyncio.wait_for(slow(), 0.01)
    except asyncio.TimeoutError:
        pass
asyncio.run(main())
`;
    const stacks: string[] = [];
    const look = ({ thread }: Stop, it: DebugBench) => {
      const [top, below] = it.debugger.stackOf(thread);
      stacks.push(`${top?.name} < ${below?.name}`);
    };
    const bench = new DebugBench(source, [look, look, look]);
    bench.debugger.filter = 'all';
    bench.run();
    // The first is CancelledError, by which asyncio ends the task; that asyncio itself catches it is nobody's concern.
    expect(stacks).toEqual(['slow < run_until_complete', 'wait_for < main']);
  });

  test('by which a program ends an iteration, or itself, stops nothing', () => {
    const source = 'def g():\n    yield 1\nit = g()\nnext(it)\ntry:\n    next(it)\nexcept StopIteration:\n    pass\nraise SystemExit\n';
    const bench = new DebugBench(source, [], {}, { exitResets: false });
    bench.debugger.filter = 'all';
    expect(bench.run().stops).toEqual([]);
  });
});

describe('a pause', () => {
  test('stops before the next line', () => {
    const bench = new DebugBench('x = 1\ny = 2\n');
    bench.debugger.pause();
    expect(bench.run().stops).toEqual(['pause main.py:1 <module>']);
  });

  test('between two runs stops where the program waits', () => {
    const bench = new DebugBench('import time\ntime.sleep(1)\nprint(1)\n', [
      (stop, it) => {
        expect(stop.moment).toBe(500_000_000n);
        expect(it.evaluate('time.ticks_ms()', stop)).toMatch(/^\d+$/);
        return 'over';
      },
    ]).run(500);
    bench.bench.system.pause();
    expect(bench.run(1000).stops).toEqual(['pause main.py:2 <module>', 'step main.py:3 <module>']);
  });
});

describe('a debugged program', () => {
  const EXAMPLES = ['round-robin', 'timers', 'threads', 'asyncio'];
  const sourceOf = (name: string) => readFileSync(new URL(`../../examples/${name}/main.py`, import.meta.url), 'utf8');
  const allLines = Array.from({ length: 60 }, (_, i) => i + 1);
  const look = (stop: Stop, it: DebugBench) => {
    for (const thread of it.debugger.threads) it.debugger.stackOf(thread);
    it.locals(stop);
    it.evaluate('[str(x) for x in (1, 2, 3)]', stop);
    return 'in' as const;
  };

  function compare(name: string, ms: number, answers: ConstructorParameters<typeof DebugBench>[1], options: TestBenchOptions = {}): void {
    const plain = new TestBench({ 'boot.py': '', 'main.py': sourceOf(name) }, options);
    plain.run(ms);
    const debugged = new DebugBench(sourceOf(name), answers, {}, options).breakAt(...allLines);
    debugged.debugger.filter = 'all';
    debugged.run(ms);
    expect(debugged.stops.length).toBeGreaterThan(10);
    expect(debugged.bench.output).toBe(plain.output);
    expect(debugged.bench.events).toEqual(plain.events);
    expect(debugged.bench.system.clock.cycles).toBe(plain.system.clock.cycles);
    expect(debugged.bench.system.allocated).toEqual(plain.system.allocated);
  }

  test.each(EXAMPLES)('that is only let go on is as it was: examples/%s', (name) => compare(name, 1500, []));

  describe.each<TestBenchOptions>([{}, { stopEvery: 3 }, { clock: 'ideal' }, { turns: 'random', seed: 3 }])('with %o', (options) => {
    test.each(EXAMPLES)('at which somebody looks at each step is as it was: examples/%s', (name) =>
      compare(name, 600, Array(300).fill(look), options),
    );
  });
});
