/**
 * Python that native code calls and must have finished: it cannot be unwound, but other threads run on top of it. What they do does not
 * depend on when the host would have liked to stop.
 */
import { describe, expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

const MS = 1_000_000n;
const board = (source: string, how: object = {}): TestBench =>
  new TestBench({ 'boot.py': '', 'main.py': source }, { board: 'pybv11', afterwards: 'stop', ...how });

/** Runs to the end in slices of so many nanoseconds: what was printed and what the trace holds. */
function inSlices(source: string, nanos: bigint, how: object): { output: string; trace: string[]; cycles: number } {
  const bench = board(source, how);
  for (let state = 'moment'; state === 'moment'; ) state = bench.system.run(bench.system.elapsed + nanos);
  const trace = bench.events.map(({ t, signal, value }) => `${t} ${signal} ${value}`);
  return { output: bench.output, trace, cycles: bench.system.clock.cycles };
}

const PROGRAMS: Record<string, { source: string; output: string }> = {
  'a property polls a flag that another thread sets': {
    source: `
import _thread, time
flag = False
def task():
    global flag
    time.sleep_ms(5)
    flag = True
class Waiting:
    @property
    def ready(self):
        while not flag: pass
        return time.ticks_ms() < 20
_thread.start_new_thread(task, ())
print(Waiting().ready)
`,
    output: 'True\n',
  },
  'locks in nested code wait for other threads': {
    source: `
import _thread, time, pyb
lock = _thread.allocate_lock()
class Shared:
    @property
    def value(self):
        with lock: return 42
    def __len__(self):
        lock.acquire()
        lock.release()
        return 3
def task():
    with lock:
        pyb.LED(1).on()
        time.sleep_ms(20)
        pyb.LED(1).off()
def ask(question):
    _thread.start_new_thread(task, ())
    time.sleep_ms(5)
    start = time.ticks_ms()
    answer = question()
    print(answer, 10 < time.ticks_diff(time.ticks_ms(), start) < 20)
ask(lambda: Shared().value)
ask(lambda: len(Shared()))
ask(lambda: sorted([2, 1], key=lambda x: (lock.acquire(), lock.release(), x)[2]))
print(lock.locked())
`,
    output: '42 True\n3 True\n[1, 2] True\nFalse\n',
  },
  'threads run while nested code sleeps, nested code of their own too': {
    source: `
import _thread, time, pyb
running = 3
class Lamp:
    def __init__(self, n): self.led = pyb.LED(n)
    def __len__(self):
        time.sleep_ms(3)
        self.led.toggle()
        return 2
def task(n):
    global running
    for i in range(5): len(Lamp(n))
    running -= 1
for n in (1, 2, 3): _thread.start_new_thread(task, (n,))
def wait(x):
    while running: time.sleep_ms(2)
    return x
print(list(map(wait, [1, 2])), running, time.ticks_ms() < 60)
`,
    output: '[1, 2] 0 True\n',
  },
  'threads compute side by side with nested code, interrupts and soft callbacks in between': {
    source: `
import _thread, time, pyb, micropython
count = [0, 0, 0]
done = False
def soft(_):
    for i in range(40): pyb.LED(2).toggle()
def hard(timer):
    pyb.LED(1).toggle()
    micropython.schedule(soft, 0)
pyb.Timer(4, freq=300).callback(hard)
def work(i):
    while not done: count[i] += 1
for i in (1, 2): _thread.start_new_thread(work, (i,))
def key(x):
    for _ in range(300): count[0] += 1
    return -x
print(sorted(range(20), key=key)[:3])
done = True
print([min(count) * 2 > n > 1000 for n in count])
time.sleep_ms(10)
print(count, time.ticks_us())
`,
    output: '[19, 18, 17]\n[True, True, True]\n',
  },
  'threads in deep nested code do not share more of the host’s stack than one may have': {
    source: `
import _thread, time
n = 0
class D:
    def __init__(self, k): self.k = k
    def __len__(self):
        global n
        if self.k == 0:
            n += 1
            time.sleep_ms(100)
            return 0
        return len(D(self.k - 1))
def run(k):
    try:
        return len(D(k))
    except RuntimeError as e:
        print(k, e)
_thread.stack_size(45000)
for i in range(2): _thread.start_new_thread(run, (200,))
run(40)
time.sleep_ms(500)
print(n)
`,
    output: '3\n',
  },
  'nested code comes back last in, first out: one that can only go on if it did otherwise says so': {
    source: `
import _thread, time
first = second = False
def until(condition):
    while not condition(): time.sleep_ms(1)
    return 'seen'
class Lower:
    def __len__(self):
        global first
        time.sleep_ms(5)
        first = True
        return 1
class Upper:
    def __len__(self):
        until(lambda: second)
        return 1
def task():
    try: print(len(Upper()))
    except RuntimeError as e: print(repr(e), first, second)
_thread.start_new_thread(task, ())
print(len(Lower()))
second = True
time.sleep_ms(20)
lock = _thread.allocate_lock()
class Holder:
    def __len__(self):
        with lock: time.sleep_ms(5)
        return 2
class Asker:
    def __len__(self):
        with lock: return 2
def ask():
    try: print(len(Asker()))
    except RuntimeError as e: print(repr(e))
_thread.start_new_thread(ask, ())
print(len(Holder()))
`,
    output: `RuntimeError('waiting in nested code for a thread that is in nested code, too, is not simulated',) False False
1
RuntimeError('waiting in nested code for a thread that is in nested code, too, is not simulated',)
2
`,
  },
};

describe.each(Object.entries(PROGRAMS))('%s', (_, { source, output }) => {
  const whole = inSlices(source, 1_000_000_000n, {});
  test('as on the board', () => {
    expect(whole.output.startsWith(output), whole.output).toBe(true);
  });
  test.each([
    [7_333n, {}],
    [250_001n, { tier: 'compiled' }],
    [250_000n, { stopEvery: 1 }],
    [1_000_000_000n, { tier: 'interpreter', stopEvery: 7 }],
    [1_000_000_000n, { tier: 'compiled', stopEvery: 1 }],
  ])('in slices of %d ns: %o', (nanos, how) => {
    expect(inSlices(source, nanos, how)).toEqual(whole);
  });
});

describe('input that nested code waits for', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const source = `
import sys, select, time
print(list(map(lambda x: input(), [1, 2])))
class Remote:
    def __len__(self): return int(sys.stdin.read(1))
    def __str__(self):
        poll = select.poll()
        poll.register(sys.stdin, select.POLLIN)
        return str(poll.poll(100) != [])
print(len(Remote()), Remote(), Remote())
print(time.ticks_ms() // 100)
`;

  test('is asked of the host there and then, with the moment until which the board can wait', () => {
    const bench = board(source);
    const typed = [bytes('b\r'), bytes('a\r'), bytes('7')];
    const moments: (bigint | null)[] = [];
    bench.system.hold = (until, awaitsInput) => {
      if (!awaitsInput || (until !== null && until <= bench.system.elapsed)) return false;
      moments.push(until);
      const next = typed.shift() ?? (moments.length === 5 ? bytes('x') : undefined);
      if (next !== undefined) bench.system.feed(next);
      return next !== undefined;
    };
    expect(bench.system.run(60_000n * MS)).toBe('ended');
    expect(bench.output).toBe("b\na\n['b', 'a']\n7 False True\n1\n");
    expect(moments.slice(0, 3)).toEqual([null, null, null]);
    expect(moments.slice(3).map((until) => (until as bigint) / (100n * MS))).toEqual([1n, 2n]);
  });

  test('is an error where the host cannot wait for it', () => {
    const bench = board('print(sorted([1, 2], key=lambda x: input()))');
    bench.system.run(60_000n * MS);
    expect(bench.output).toContain('RuntimeError: waiting in nested code for input that has not been typed is not simulated here');
  });
});

test('a forced stop at a safe point where nested code loses its turn changes nothing', () => {
  const source = `
import _thread, pyb, time
def task(n):
    while True:
        pyb.LED(n).toggle()
        sorted([3,1,2], key=lambda x: (time.sleep_ms(n), x)[1])
        for i in range(50*n): pass
for n in (1,2,3): _thread.start_new_thread(task, (n,))
for i in range(10): sorted([3,1,2], key=lambda x: (time.sleep_us(3000), print(time.ticks_us()))and 0)
`;
  const run = (how: object): string => {
    // The factory's boot.py is part of it: the turn has to end at that very point.
    const bench = new TestBench({ 'main.py': source }, { board: 'pybv11', ...how });
    bench.run(50);
    return bench.output;
  };
  expect(run({ stopEvery: 1 })).toBe(run({}));
});

describe('time that jumps', () => {
  test.each([
    ['in nested code', 'sorted([1, 2], key=lambda x: time.sleep_ms(5))'],
    [
      'in an interrupt’s callback',
      'pyb.Timer(4, freq=100).callback(lambda t: (t.callback(None), pyb.delay(10)))\nfor i in range(10**5): pass',
    ],
  ])('may be held by the host before: %s', (_, code) => {
    const run = (held: number): unknown => {
      const bench = board(`import time, pyb\n${code}\nprint(time.ticks_us())\n`);
      let left = held;
      bench.system.hold = (until) => {
        if (left-- <= 0) return false;
        expect(until).toBeGreaterThan(bench.system.elapsed);
        return true;
      };
      bench.system.run(60_000n * MS);
      expect(left).toBeLessThan(0);
      return [bench.output, bench.system.elapsed];
    };
    expect(run(5)).toEqual(run(0));
  });
});

describe('the end that is known beforehand', () => {
  const programs = {
    'a key that sleeps': `
import time, pyb
def key(x):
    while True:
        pyb.LED(1).toggle()
        print(time.ticks_us())
        time.sleep_ms(10)
sorted([2, 1], key=key)
`,
    'a property that computes, with interrupts': `
import pyb
pyb.Timer(4, freq=900).callback(lambda t: pyb.LED(2).toggle())
class Lamp:
    @property
    def endless(self):
        while True: pyb.LED(1).toggle()
Lamp().endless
`,
    'a length that is busy': `
import pyb, time
pyb.Timer(4, freq=900).callback(lambda t: pyb.LED(2).toggle())
class Lamp:
    def __len__(self):
        time.sleep_us(1_000_000_000)
        return 0
print(len(Lamp()))
`,
    'threads on top of nested code': `
import _thread, pyb, time
def task():
    while True:
        pyb.LED(2).toggle()
        for i in range(100): pass
_thread.start_new_thread(task, ())
class Lamp:
    def __len__(self):
        while True:
            pyb.LED(1).toggle()
            time.sleep_ms(1)
len(Lamp())
`,
    'a callback of an interrupt that does not return': `
import pyb, time
def stay(t):
    while True: pyb.LED(1).toggle()
pyb.Timer(4, freq=10).callback(stay)
while True: pass
`,
  };
  const end = 333_333_333n;

  function untilEnd(source: string, nanos: bigint, how: object): unknown {
    const bench = board(source, how);
    let stops = 0;
    bench.system.poll = () => {
      if (++stops % 3 === 0) bench.system.requestStop();
    };
    bench.system.endsAt = end;
    let state = 'moment';
    while ((state === 'moment' || state === 'stopped') && bench.system.elapsed < end)
      state = bench.system.run(bench.system.elapsed + nanos);
    return [state, bench.system.elapsed, bench.output, bench.events.map(({ t, signal, value }) => `${t} ${signal} ${value}`)];
  }

  test.each(Object.entries(programs))('is that of %s, however the host runs it', (_, source) => {
    const whole = untilEnd(source, 60_000n * MS, {}) as [string, bigint, string, string[]];
    expect(whole[0]).toBe('aborted');
    expect(Number(whole[1] - end)).toBeLessThan(100_000);
    expect(whole[1]).toBeGreaterThanOrEqual(end);
    expect(whole[3].length).toBeGreaterThan(20);
    for (const [nanos, how] of [
      [777_777n, {}],
      [10n * MS, { tier: 'interpreter', stopEvery: 3 }],
      [60_000n * MS, { tier: 'compiled' }],
    ] as const)
      expect(untilEnd(source, nanos, how)).toEqual(whole);
  });

  test('is a moment like any other for code that can stop', () => {
    const bench = board('import pyb, time\nwhile True:\n    pyb.LED(1).toggle()\n    time.sleep_ms(10)\n');
    bench.system.endsAt = end;
    expect([bench.system.run(60_000n * MS), bench.system.elapsed]).toEqual(['moment', end]);
    expect([bench.system.run(60_000n * MS), bench.system.elapsed]).toEqual(['moment', end]);
  });

  test('may be years away', () => {
    const bench = board('import time\nclass Long:\n    def __len__(self):\n        while True: time.sleep(10**6)\nlen(Long())\n');
    const far = 400n * 86_400_000n * MS + 1n;
    bench.system.endsAt = far;
    expect([bench.system.run(far), bench.system.elapsed]).toEqual(['aborted', far]);
  });
});

describe('what ends nested code', () => {
  test('a lock that nobody else could release is the fatal error that it is anywhere', () => {
    const bench = board(`
import _thread
lock = _thread.allocate_lock()
class Twice:
    def __len__(self):
        lock.acquire()
        lock.acquire()
len(Twice())
`);
    expect(bench.system.run(60_000n * MS)).toBe('ended');
    expect(bench.output).toBe('\nFATAL ERROR:\ndeadlock');
  });

  test('a soft reset by the main thread, on top of a thread’s nested code', () => {
    const bench = board(
      `
import _thread, time, pyb, micropython
class Long:
    def __len__(self):
        try: time.sleep(3600)
        finally: print('finally')
def soft(_): len(Long())
micropython.schedule(lambda _: print('soft callbacks run'), 0)
for i in range(3): pass
def task(): print(len(Long()))
_thread.start_new_thread(task, ())
time.sleep_ms(5)
print('main ends', time.ticks_ms() < 100)
`,
      { afterwards: 'prompt' },
    );
    const typed = ['\x04'];
    bench.system.hold = (_, awaitsInput) => {
      if (!awaitsInput) return false;
      const next = typed.shift();
      if (next === undefined) bench.system.abort();
      else bench.system.feed(new TextEncoder().encode(next));
      return true;
    };
    expect(bench.system.run(10_000n * MS)).toBe('aborted');
    expect(bench.output.match(/soft callbacks run\nmain ends True/g)?.length).toBe(2);
    expect(bench.output).not.toContain('finally');
  });
});

describe('a collection that a thread makes on top of nested code', () => {
  // How long it takes tells what it has found alive: of the frames below, what they held when they were seen last.
  test.each([
    ['that has lost its turn', '[i for i in range(2000)] and 0'],
    ['that waits', '[i for i in range(300)] and time.sleep_ms(3) or [i for i in range(900)] and 0'],
  ])('%s takes as long however that is stopped', (_, code) => {
    const source = `
import _thread, gc, machine, time
def work():
    for i in range(2):
        gc.collect()
        machine.idle()
_thread.start_new_thread(work, ())
sorted([2, 1], key=lambda x: ${code})
time.sleep_ms(15)
`;
    const whole = inSlices(source, 1_000_000_000n, {});
    expect(JSON.stringify(whole).match(/ GC 1/g)?.length).toBe(2);
    for (const how of [{ stopEvery: 1 }, { stopEvery: 7 }, { tier: 'compiled' }])
      expect(inSlices(source, 1_000_000_000n, how)).toEqual(whole);
  });
});
