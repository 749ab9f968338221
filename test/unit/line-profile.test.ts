/** Where time goes, line by line: every moment and every cycle belongs to one line, and the program does not notice. */
import { describe, expect, test } from 'vitest';
import { type LineCost, TestBench, type TestBenchOptions } from '../../src/index.js';

/** What the lines of main.py have cost by their numbers, run for so many milliseconds. */
function costs(source: string, ms = 1000, options: TestBenchOptions = {}): Map<number, LineCost> {
  const bench = new TestBench({ 'boot.py': '', 'main.py': source }, { profile: true, ...options });
  bench.run(ms);
  return new Map(bench.system.profile.filter(({ file }) => file === 'main.py').map((line) => [line.line, line]));
}

const SUM = `def square_sum(n):
    s = 0
    for i in range(n):
        s += i * i
    return s
for k in range(5):
    square_sum(100)
`;

describe('a line', () => {
  test('has been run as often as it was begun', () => {
    const lines = costs(SUM);
    expect([1, 2, 3, 4, 5, 6, 7].map((line) => lines.get(line)?.runs)).toEqual([1, 5, 5, 500, 5, 1, 5]);
    expect(lines.get(4)).toMatchObject({ file: 'main.py', line: 4, text: 's += i * i' });
  });

  test('that never runs is not there', () => {
    expect([...costs('x = 1\nif x > 1:\n    x = 2\n').keys()].sort()).toEqual([1, 2]);
  });

  test('of a clause that nothing comes to is not there, be it behind a loop that was left, or of an exception', () => {
    const loop = (iterable: string) => `for i in ${iterable}:\n    if i: break\nelse:\n    x = 1\ny = 1\n`;
    const clause = 'try:\n    x = 1\nexcept OSError:\n    x = 2\nfinally:\n    x = 3\n';
    for (const source of [loop('range(3)'), loop('[0, 1]'), clause]) expect([...costs(source).keys()]).not.toContain(4);
    expect(costs(loop('range(1)')).get(4)?.runs).toBe(1);
  });

  test('costs what its instructions do, wherever they are charged', () => {
    // 100 times: two loads, a product, a load, a sum, a store.
    const [once, twice] = [costs(SUM).get(4), costs(SUM.replace('s += i * i', 's += i * i; s += i * i')).get(4)];
    expect(twice?.cycles).toBe(2 * (once?.cycles as number));
  });

  test('has its comprehension as a part, which is no run of its own', () => {
    const line = costs('def f(x):\n    return x\nfor k in range(3):\n    a = [f(x) for x in range(10)]\n').get(4);
    expect(line?.runs).toBe(3);
  });

  test.each(['native', 'viper'])('of machine code has its cost: %s', (emitter) => {
    const lines = costs(`import micropython
@micropython.${emitter}
def f(n: int):
    s = 0
    for i in range(n):
        s += i
f(1000)
`);
    expect(lines.get(6)?.runs).toBe(1000);
    expect((lines.get(5)?.cycles as number) + (lines.get(6)?.cycles as number)).toBeGreaterThan(1000);
    expect(lines.get(7)?.cycles).toBeLessThan(5000);
  });

  test('that is typed at the prompt is one for each text', () => {
    const bench = new TestBench({ 'main.py': '' }, { profile: true, afterwards: 'prompt' });
    bench.type('x = 1\rx = 2\rx = 1\r');
    bench.run(100);
    const typed = bench.system.profile.filter(({ file }) => file === '<stdin>');
    expect(typed.map(({ line, text, runs }) => [line, text, runs]).sort()).toEqual([
      [1, 'x = 1', 2],
      [1, 'x = 2', 1],
    ]);
  });

  test('waits for what it calls, and has that time; the callback of a timer that comes meanwhile has its own', () => {
    const lines = costs(`import pyb, time
def tick(t):
    for i in range(1000): pass
timer = pyb.Timer(4, freq=100, callback=tick)
time.sleep_ms(500)
timer.deinit()
`);
    const [callback, wait] = [lines.get(3) as LineCost, lines.get(5) as LineCost];
    expect(callback.runs).toBe(49);
    expect(wait.runs).toBe(1);
    expect((callback.nanos + wait.nanos) / 1e6).toBeCloseTo(500, 0);
    expect(callback.nanos / 1e6).toBeGreaterThan(49 * 0.5);
    // Those of interrupts, until their callbacks begin.
    expect(wait.cycles).toBeLessThan(49 * 2000);
  });
});

describe('while all threads wait, time belongs to the line that goes on first', () => {
  const source = `import _thread, time
def blink():
    for i in range(9):
        time.sleep_ms(100)
_thread.start_new_thread(blink, ())
time.sleep_ms(1000)
`;
  /** To ten of them: a sleep begins in the middle of a tick. */
  const milliseconds = (lines: Map<number, LineCost>, ...numbers: number[]) =>
    numbers.map((line) => 10 * Math.round((lines.get(line)?.nanos ?? 0) / 1e7));

  test.each(['calibrated', 'ideal'] as const)('on a clock that is %s', (clock) => {
    // The thread goes on nine times, then nobody but the main one is left.
    expect(milliseconds(costs(source, 2000, { clock }), 4, 6)).toEqual([900, 100]);
  });

  test('the callback of an interrupt that comes meanwhile has its own', () => {
    const callback = 'import pyb\ndef once(t):\n    for i in range(5000): t.deinit()\npyb.Timer(4, freq=2, callback=once)\n';
    const [once, wait, rest] = milliseconds(costs(`${callback}${source}`, 1500), 3, 8, 10) as [number, number, number];
    expect(once).toBeGreaterThan(0);
    expect(wait).toBe(900 - once);
    expect(rest).toBe(100);
  });

  test('at the end of a run nobody goes on: the line that has run last has it, and asking changes nothing', () => {
    const bench = new TestBench({ 'boot.py': '', 'main.py': source }, { profile: true });
    const spent = (ms: number) => {
      bench.run(ms);
      const lines = bench.system.profile.filter(({ file }) => file === 'main.py');
      return milliseconds(new Map(lines.map((line) => [line.line, line])), 3, 4, 6);
    };
    expect(spent(50)).toEqual([0, 50, 0]);
    expect(spent(900)).toEqual([50, 900, 0]);
    expect(spent(1000)).toEqual([0, 900, 100]);
  });
});

test('all lines together have all cycles of the program', () => {
  const cyclesOf = (source: string) => {
    const run = new TestBench({ 'boot.py': '', 'main.py': source }, { profile: true });
    run.run(500);
    return [run.system.profile.reduce((sum, { cycles }) => sum + cycles, 0), run.system.clock.cycles];
  };
  // What comes before the first line costs the same.
  const [few, least] = cyclesOf(SUM) as [number, number];
  const [lines, all] = cyclesOf(SUM.replace('range(5)', 'range(9)')) as [number, number];
  expect(all).toBeGreaterThan(least + 200_000);
  expect(lines - few).toBe(all - least);
});

test('what goes on after the program belongs to no line but those that run', () => {
  const lines = costs('import pyb\ndef tick(t):\n    pass\npyb.Timer(4, freq=10, callback=tick)\n', 2000);
  expect([...lines.values()].reduce((sum, { nanos }) => sum + nanos, 0) / 1e6).toBeLessThan(2);
});

test.each(['deepsleep(1)', 'soft_reset()'])('all runs between resets count together, also beside coverage: %s', (reset) => {
  const source = `import machine, time
x = 1
for i in range(10):
    x += i
time.sleep_ms(200)
machine.${reset}
`;
  const [alone, beside] = [costs(source, 1100), costs(source, 1100, { coverage: true })];
  expect([2, 4, 6].map((line) => alone.get(line)?.runs)).toEqual([6, 60, 5]);
  expect(beside).toEqual(alone);
});

test('on an ideal clock code takes no time, but has its cycles', () => {
  const line = costs(SUM, 100, { clock: 'ideal' }).get(4) as LineCost;
  expect(line.nanos).toBe(0);
  expect(line.cycles).toBeGreaterThan(100_000);
});

test('an edge has the line that made it; one that time or the world makes has none', () => {
  const bench = new TestBench(
    {
      'main.py': `import pyb, time
led = pyb.LED(1)
def tick(t):
    led.toggle()
timer = pyb.Timer(4, freq=10, callback=tick)
pyb.LED(2).on()
channel = pyb.Timer(2, freq=50).channel(1, pyb.Timer.OC_TOGGLE, pin=pyb.Pin('X1'), compare=0)
time.sleep_ms(150)
`,
    },
    { profile: true },
  );
  bench.run(140);
  bench.board.switch.press();
  const places = (signal: string) => new Set(bench.edges(signal).map(({ at }) => at));
  expect(bench.edges('LED(2)').at(-1)).toMatchObject({ value: 1, at: 'main.py:6' });
  expect(bench.edges('LED(1)').at(-1)).toMatchObject({ value: 1, at: 'main.py:4' });
  expect(places('X1')).toEqual(new Set([undefined]));
  expect(places('Switch')).toEqual(new Set([undefined]));
});

test('without the option nobody keeps account', () => {
  const bench = new TestBench({ 'main.py': SUM });
  bench.run(100);
  expect(() => bench.system.profile).toThrow(new Error('profile: lines were not recorded; give the option { profile: true }'));
});

/** What depends on when threads change, callbacks come, the heap is full, and instructions are charged. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'threads that queue for the global lock': `import _thread, time
n = done = 0
def slow(x):
    for i in range(5): pass
    return x + 1
def work():
    global n, done
    for i in range(300): n = slow(n)
    done += 1
for k in range(3): _thread.start_new_thread(work, ())
while done < 3: time.sleep_ms(1)
print(n, time.ticks_us())`,
  'collections of garbage': `import gc, time
gc.collect()
print(gc.mem_free())
for i in range(5000): x = [i, str(i)]
print(gc.mem_free(), time.ticks_us())`,
  'exceptions, generators, classes': `import time
class A:
    def __eq__(self, other): return True
    def __len__(self): return 3
def numbers():
    try:
        yield from (x for x in range(5))
        yield 1 // 0
    except ZeroDivisionError as error:
        print(error, time.ticks_us())
    finally:
        print(len(A()), A() == 1)
print(sorted(numbers(), key=lambda x: -x), time.ticks_us())`,
  interrupts: `import micropython, pyb, time
log = []
append = log.append
pyb.Timer(4, freq=777, callback=lambda t: micropython.schedule(append, pyb.millis()))
for i in range(20000): pass
print(log)`,
};

describe('the program does not notice, nor that its coverage is counted', () => {
  test.for(Object.entries(PROGRAMS))('%s', ([, source]) => {
    const outcome = (options: TestBenchOptions) => {
      const bench = new TestBench({ 'main.py': source }, options);
      bench.run(3000);
      const events = bench.events.map(({ t, signal, value }) => ({ t, signal, value }));
      return { output: bench.output, cycles: bench.system.clock.cycles, events, allocated: bench.system.allocated };
    };
    const plain = outcome({});
    expect(plain.output).toMatch(/\d+/);
    expect(outcome({ profile: true })).toEqual(plain);
    expect(outcome({ coverage: true })).toEqual(plain);
    expect(outcome({ profile: true, coverage: true })).toEqual(plain);
  });
});
