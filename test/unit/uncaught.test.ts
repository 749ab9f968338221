/** An exception that nobody catches, as one that is raised while another is printed (`nlr_jump_fail`): the board says so and is at its end. */
import { expect, test } from 'vitest';
import { TestBench, type TestBenchOptions } from '../../src/index.js';

const BROKEN = `import micropython, pyb, time, _thread
class Broken:
    def __repr__(self):
        raise KeyError('inner')
error = ValueError(Broken())
def fail(*_):
    raise error
`;
const FATAL = String.raw`FATAL: uncaught exception [0-9a-f]+\nTraceback \(most recent call last\):\n {2}File "main.py", line 4, in __repr__\nKeyError: inner\n`;

/** What a board prints in three seconds, ends of lines being \\n. */
function printed(source: string): string {
  const bench = new TestBench({ 'main.py': BROKEN + source });
  bench.run(3000);
  return bench.output.replaceAll('\r\n', '\n');
}

test.each([
  ['in the program', 'fail()', 'Traceback .*\n.* in <module>\n.* in fail\nValueError: '],
  ['in a class of exceptions', 'class Own(Exception):\n    __repr__ = Broken.__repr__\nraise Own', 'Traceback .*\n.*, in <module>\n'],
  [
    'in a thread',
    '_thread.start_new_thread(fail, ())\ntime.sleep(9)',
    'Unhandled exception in thread started by .*\nTraceback .*\n.*\nValueError: ',
  ],
  [
    'in a callback while the board idles',
    'pyb.Timer(4, freq=1, callback=lambda t: micropython.schedule(fail, 1))',
    'Traceback .*\n.* in fail\nValueError: ',
  ],
  ['in an interrupt', 'pyb.Timer(4, freq=0.6, callback=lambda t: fail())', 'Uncaught exception in IRQ callback handler\nValueError: '],
])('%s', (_, source, before) => {
  expect(printed(source)).toMatch(new RegExp(`^${before}${FATAL}\nFATAL ERROR:\n$`));
});

test.each([
  ['computes', 'while True: pass'],
  ['sleeps', 'time.sleep(9)'],
  ['sleeps in nested code', 'sorted([1, 2], key=lambda _: time.sleep(9))'],
  ['waits for an interrupt', 'while True: pyb.wfi()'],
])('what is raised while the exception of an interrupt is printed strikes the program that %s', (_, waits) => {
  const source = `
def tick(timer):
    timer.callback(None)
    raise error
pyb.Timer(4, freq=100, callback=tick)
try:
    ${waits}
except KeyError as inner:
    print('caught', inner, [1, 2])
time.sleep_ms(100)
print('goes on')
`;
  expect(printed(source)).toBe('Uncaught exception in IRQ callback handler\nValueError: caught inner [1, 2]\ngoes on\n');
});

const WAITS = {
  sleeps: 'time.sleep_ms(300)',
  'keeps the core busy': 'time.sleep_us(300_000)',
  computes: 'for i in range(100_000): pass',
  'sleeps in nested code': 'sorted([2, 1], key=lambda x: time.sleep_ms(150) or x)',
  'waits for interrupts': 'for i in range(300): pyb.wfi()',
};

test.each(
  Object.entries(WAITS).flatMap(([main, waits]) =>
    Object.entries(WAITS).map(([other, otherWaits]) => [main, other, waits, otherWaits] as const),
  ),
)('where the main thread %s and another %s it strikes one of them, however the board is run', (_main, _other, waits, otherWaits) => {
  const source = `${BROKEN}
def tick(timer):
    timer.callback(None)
    raise error
def guarded(name, body):
    try:
        body()
    except KeyError:
        print(name, 'struck')
def main():
    ${waits}
def other():
    ${otherWaits}
pyb.Timer(4, freq=73, callback=tick)
_thread.start_new_thread(guarded, ('other', other))
guarded('main', main)
time.sleep_ms(400)
print('end')
`;
  const run = (slice: number, options: Partial<TestBenchOptions> = {}): string => {
    const bench = new TestBench({ 'main.py': source }, { firmware: 'threads', ...options });
    for (let ms = 0; ms < 1200; ms += slice) bench.run(slice);
    return bench.output.replaceAll('\r\n', '\n');
  };
  const plain = run(1200);
  expect(plain).toMatch(/^Uncaught exception in IRQ callback handler\nValueError: (main|other) struck\nend\n$/);
  expect(run(1)).toBe(plain);
  expect(run(1200, { stopEvery: 1 })).toBe(plain);
});

test('a board that has failed says so once, whatever fails after that', () => {
  const dead = printed('pyb.Timer(4, freq=20, callback=lambda t: fail())');
  expect(dead).toMatch(new RegExp(`^Uncaught exception in IRQ callback handler\\nValueError: ${FATAL}\nFATAL ERROR:\n$`));
});

test('whoever raises anew while that is printed has the board print what comes before it', () => {
  const source = 'class Again:\n    def __repr__(self):\n        raise KeyError(self)\nraise ValueError(Again())';
  expect(printed(source)).toMatch(/KeyError: \nFATAL ERROR:\n$/);
});
