/** Threads on the board: what only a whole machine shows. Their order is the business of sim-scheduler.test.ts. */
import { describe, expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

const MS = 1_000_000n;

/** A board whose main.py is `source`, after which nothing follows. */
const board = (source: string, afterwards: 'stop' | 'idle' | 'prompt' = 'stop'): TestBench =>
  new TestBench({ 'boot.py': '', 'main.py': source }, { board: 'pybv11', afterwards });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a deadlock', () => {
  const source = `
import _thread, pyb
timer = pyb.Timer(4, freq=10)
timer.callback(lambda t: None)
lock = _thread.allocate_lock()
lock.acquire()
print('before')
lock.acquire()
print('never')
`;

  test('is a fatal error: the firmware says so, lights the LEDs, and the program is over', () => {
    const bench = board(source);
    expect(bench.system.run(60_000n * MS)).toBe('ended');
    expect(bench.output).toBe('before\n\nFATAL ERROR:\ndeadlock');
    expect(bench.system.exit).toEqual({ kind: 'exception', report: '\nFATAL ERROR:\ndeadlock' });
    const first = bench.events.filter(({ t }) => t / MS >= 600n && t / MS < 700n);
    expect(first.map(({ signal, value }) => `${signal} ${value}`)).toEqual(['LED(1) 1', 'LED(2) 1', 'LED(3) 1', 'LED(4) 1', 'LED(1) 0']);
  });

  test('of threads that the main one has left behind is none to the firmware: they wait for ever', () => {
    const bench = board(`
import _thread, time
a, b = _thread.allocate_lock(), _thread.allocate_lock()
def task(first, second):
    with first:
        time.sleep_ms(10)
        with second: print('never')
_thread.start_new_thread(task, (a, b))
_thread.start_new_thread(task, (b, a))
`);
    expect(bench.system.run(null)).toBe('awaiting-input');
    expect(bench.system.run(5_000n * MS)).toBe('moment');
    expect(bench.ms).toBe(5000);
    expect(bench.output).toBe('');
    expect([...bench.system.knot].sort()).toEqual([1, 2]);
    const ended = board('import _thread\nlock = _thread.allocate_lock()\nlock.acquire()\n_thread.start_new_thread(lock.acquire, ())');
    expect(ended.system.run(null)).toBe('awaiting-input');
    expect(ended.system.run(5_000n * MS)).toBe('moment');
    expect(ended.system.knot).toEqual([]);
  });

  test('lasts for ever where time goes on', () => {
    const bench = board(source, 'idle');
    expect(bench.system.run(60_000n * MS)).toBe('moment');
    expect(bench.events.filter(({ signal }) => signal.startsWith('LED')).length).toBeGreaterThan(90);
  });
});

describe('Ctrl-C', () => {
  test('strikes the main thread alone; the others go on', () => {
    const bench = board(`
import _thread, time
def task():
    for i in range(5):
        print(i)
        time.sleep_ms(100)
_thread.start_new_thread(task, ())
while True: pass
`);
    bench.system.run(250n * MS);
    bench.system.feed(bytes('\x03'));
    bench.system.run(3_000n * MS);
    const lines = bench.output.split('\n');
    expect([...lines.slice(0, 3), ...lines.slice(5)]).toEqual(['0', '1', '2', 'KeyboardInterrupt: ', '3', '4', '']);
  });

  test('does not reach a main thread that waits for a lock until it has it', () => {
    const bench = board(`
import _thread, time
lock = _thread.allocate_lock()
lock.acquire()
def task():
    time.sleep_ms(500)
    lock.release()
_thread.start_new_thread(task, ())
try:
    lock.acquire()
    for i in range(3): pass
except KeyboardInterrupt:
    print(time.ticks_ms() >= 500)
`);
    bench.system.run(250n * MS);
    bench.system.feed(bytes('\x03'));
    bench.system.run(3_000n * MS);
    expect(bench.output).toBe('True\n');
  });
});

test('a soft reset forgets all threads but the main one, and runs no finally of theirs', () => {
  const bench = board(
    `
import _thread, time
def task():
    try:
        for i in range(1000): time.sleep_ms(10)
    finally:
        print('finally')
_thread.start_new_thread(task, ())
`,
    'prompt',
  );
  bench.system.run(1_000n * MS);
  bench.system.feed(bytes('\x04'));
  bench.system.run(1_500n * MS);
  expect(bench.output).toContain('soft reboot');
  bench.system.run(30_000n * MS);
  // The second one, which main.py has started after the reset, comes to its end.
  expect(bench.output.match(/finally/g)?.length).toBe(1);
});

describe('a thread', () => {
  test('may be started on a native function, which waits in it like any other', () => {
    const bench = board(`
import _thread, time
start = time.ticks_ms()
_thread.start_new_thread(time.sleep, (1,))
_thread.start_new_thread(print, ('printed',))
_thread.start_new_thread(int, ('no number',))
time.sleep_ms(10)
print(time.ticks_diff(time.ticks_ms(), start) < 20)
`);
    expect(bench.system.run(10_000n * MS)).toBe('ended');
    expect(bench.output).toBe(
      "printed\nUnhandled exception in thread started by <class 'int'>\n" + 'ValueError: invalid syntax for integer with base 10\nTrue\n',
    );
  });

  test('may be in nested code of the first function that it runs, or of a native one, when its turn is over', () => {
    const bench = board(`
import _thread, time
class Deep:
    def __init__(self, depth): self.depth = depth
    def __len__(self):
        for i in range(300): pass
        return len(Deep(self.depth - 1)) if self.depth else 0
def task(depth): print(len(Deep(depth)))
_thread.start_new_thread(task, (5,))
_thread.start_new_thread(sorted, ([Deep(5), Deep(5)],), {'key': len})
for i in range(3):
    for k in range(1000): pass
    len(Deep(5))
time.sleep_ms(50)
print('end')
`);
    expect(bench.system.run(10_000n * MS)).toBe('ended');
    expect(bench.output).toBe('0\nend\n');
  });

  test('makes the call that it is started on itself: arguments that do not fit are its own exception', () => {
    const bench = board('import _thread, time\ndef f(): pass\n_thread.start_new_thread(f, (1,))\ntime.sleep_ms(5)\nprint("goes on")\n');
    bench.system.run(1_000n * MS);
    expect(bench.output).toMatch(/^Unhandled exception in thread started by <function f at 0x\w+>\nTypeError: .*\ngoes on\n$/);
  });

  test('takes its stack from the heap, until it has ended and is collected', () => {
    const bench = board(`
import _thread, time, gc
go = False
def task():
    while not go: time.sleep_ms(1)
gc.collect()
before = gc.mem_free()
_thread.start_new_thread(task, ())
gc.collect()
small = before - gc.mem_free()
_thread.stack_size(10_000)
_thread.start_new_thread(task, ())
gc.collect()
print(4096 < small < 4400, 10_000 < before - small - gc.mem_free() < 10_400)
_thread.stack_size(0)
count = 2
try:
    while True:
        _thread.start_new_thread(task, ())
        count += 1
except MemoryError as e:
    print(e, 18 < count < 24)
go = True
time.sleep_ms(100)
gc.collect()
print(before - gc.mem_free() < 200)
`);
    bench.system.run(10_000n * MS);
    expect(bench.output).toBe('True True\nmemory allocation failed, allocating 4096 bytes True\nTrue\n');
  });

  test('waits for a lock without end whatever limit is given', () => {
    const bench = board(`
import _thread
lock = _thread.allocate_lock()
print(lock.acquire(1, 0.2), lock.acquire(0, 0.2), lock.acquire(0, -1))
`);
    bench.system.run(1_000n * MS);
    expect(bench.output).toBe('True False False\n');
  });
});

describe('what runs while a thread ends', () => {
  const started = (repr: string): TestBench =>
    board(`
import _thread, time
class Task:
    def __call__(self): raise ValueError('call')
    def __repr__(self):
        ${repr}
        return 'task'
_thread.start_new_thread(Task(), ())
time.sleep_ms(50)
print('end')
`);

  test('may wait: the thread still is one', () => {
    const bench = started('time.sleep_ms(5)');
    bench.system.run(1000n * MS);
    expect(bench.output).toContain('Unhandled exception in thread started by task\nTraceback');
    expect(bench.output).toMatch(/ValueError: call\nend\n$/);
  });

  test('must not raise: nobody catches it', () => {
    const bench = started("raise KeyError('repr')");
    bench.system.run(10_000n * MS);
    expect(bench.output).toMatch(
      /^Unhandled exception in thread started by FATAL: uncaught exception [0-9a-f]+\nTraceback[\s\S]*KeyError: repr\n\nFATAL ERROR:\n/,
    );
    expect(bench.output).not.toContain('end');
  });
});

test('how deep native code is in itself counts for each thread alone', () => {
  const bench = board(`
import _thread, time
class Slow:
    def __repr__(self):
        time.sleep_ms(20)
        return 'x'
def nested(value, depth):
    for i in range(depth):
        value = [value]
    return value
outer = nested(Slow(), 150)
inner = nested(1, 100)
def thread():
    time.sleep_ms(5)
    print(len(repr(inner)))
_thread.start_new_thread(thread, ())
print(len(repr(outer)))
`);
  bench.system.run(1000n * MS);
  expect(bench.output).toBe('201\n301\n');
});

test('what is fed while another thread runs leaves that the running one', () => {
  const source = `
import _thread, time
def key(x):
    total = 0
    for i in range(2000):
        total += i
    time.sleep_ms(1)
    return x
def thread():
    print(sorted([3, 1, 2], key=key), _thread.get_ident() != main)
main = _thread.get_ident()
_thread.start_new_thread(thread, ())
time.sleep_ms(300)
print(_thread.get_ident() == main)
`;
  const fed = board(source);
  const other = board('');
  fed.system.poll = () => {
    fed.system.feed(bytes('x'));
    other.system.feed(bytes('x'));
  };
  fed.system.run(1000n * MS);
  expect(fed.output).toBe('[1, 2, 3] True\nTrue\n');
});
