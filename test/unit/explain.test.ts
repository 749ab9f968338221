/** Explanations of errors in interrupts: place, reason, remedy; told beside the board's output, and the same however the code is run. */
import { describe, expect, test } from 'vitest';
import { describeReport, type InterruptReport, MemoryFileTree, PyboardSystem, type SystemOptions } from '../../src/index.js';

interface Explained {
  readonly output: string;
  readonly reports: readonly InterruptReport[];
}

/** Runs a program, with explanations or without. */
function run(source: string, options: Partial<SystemOptions> = {}, explains = true): Explained {
  let output = '';
  const reports: InterruptReport[] = [];
  const decoder = new TextDecoder();
  const system = new PyboardSystem({
    board: 'pybv11',
    clock: 'calibrated',
    flash: new MemoryFileTree({ 'main.py': source }),
    output: (bytes) => {
      output += decoder.decode(bytes, { stream: true });
    },
    newline: '\n',
    program: { kind: 'main' },
    afterwards: 'stop',
    ...options,
  });
  if (explains) system.explain = (report) => reports.push(report);
  system.run(10_000_000_000n);
  return { output, reports };
}

/** A program in which Timer(4) calls `tick`, whose body and what it needs are given. */
const ticking = (body: string, before = ''): string =>
  `import array, machine, micropython, pyb, time\nlog = []\nnumbers = [1, 2, 3]\nbig = 0x3fffffff\ntable = {}\n${before}
def tick(t):
    global big
    ${body}
pyb.Timer(4, freq=100, callback=tick)
time.sleep_ms(15)
print('goes on')
`;

/** The marked expression of the innermost place, and the reason without its bytes. */
function marked({ places, why }: InterruptReport): [expression: string, why: string] {
  const [place] = places;
  return [place === undefined ? '' : place.text.slice(place.start, place.end), (why ?? '').replace(/ \(\d+ bytes.*/, '')];
}

describe('what must not be done in a hard callback, with the expression that did it:', () => {
  const CASES: readonly [body: string, expression: string, why: RegExp, before?: string][] = [
    ['x = numbers[0] * 1.5 + 1', 'numbers[0] * 1.5', /^a float is an object/],
    ['big += 1', 'big += 1', /^an int beyond 30 bits/],
    ['x = -big - 5', '-big - 5', /^an int beyond 30 bits/],
    ['return [t, numbers[0]]', '[t, numbers[0]]', /^this makes a list/],
    ['return (t, big)', '(t, big)', /^this makes a tuple/],
    ["return {'a': big}", "{'a': big}", /^this makes a dict/],
    ['return {1, big}', '{1, big}', /^this makes a set/],
    ["print('n = %d' % big)", "'n = %d' % big", /^this makes a string/],
    ["print('n = ' + 'abc')", "'n = ' + 'abc'", /^this makes a string/],
    ["print(f'n = {big}')", "f'n = {big}'", /^this makes a string/],
    ["print('{}'.format(big))", "'{}'.format(big)", /^this makes a string/],
    ['f = t.counter', 't.counter', /^a method that is not called at once/],
    ['f = lambda: 3', 'lambda: 3', /^def, lambda and comprehensions make a function/],
    ['x = [n for n in numbers]', '[n for n in numbers]', /^def, lambda and comprehensions make a function/],
    ['while True: log.append(1)', 'log.append(1)', /^a list or an array has no room/],
    ["table['new'] = 1", "table['new']", /^a dict, a set or the names of a module get a new key/],
    ['x = numbers[0:2]', 'numbers[0:2]', /^a slice/],
    ['for i, n in enumerate(numbers): pass', 'enumerate(numbers)', /^this makes an iterator/],
    ['x = bytearray(4)', 'bytearray(4)', /^this makes a new array/],
    ['x = bytes(numbers)', 'bytes(numbers)', /^this makes a bytes object/],
    ['x = Thing()', 'Thing()', /^calling a class makes an instance/, 'class Thing: pass'],
    ['thing.c = 3', 'thing.c', /^the object gets a new attribute/, 'class Thing: pass\nthing = Thing(); thing.a = thing.b = 1'],
    ['x = numbers_of(t)', 'numbers_of(t)', /^calling a generator function/, 'def numbers_of(t): yield t'],
    ['m = memoryview(view)', 'memoryview(view)', /^this makes a memoryview/, 'view = bytearray(4)'],
    ['call(1, *numbers)', 'call(1, *numbers)', /^this makes a tuple/, 'def call(*args): pass'],
    ['raise ValueError("no")', 'raise ValueError("no")', /^$/],
    ['x = undefined + 1', 'undefined', /^$/],
    ['count += 1', 'count', /^a name that a function assigns to is the function’s own/, 'count = 0'],
  ];
  test.each(CASES)('%s', (body, expression, why, before) => {
    const { reports } = run(ticking(body, before));
    expect(reports).toHaveLength(1);
    const [report] = reports as [InterruptReport];
    expect(report).toMatchObject({ kind: 'failed', source: 'Timer(4)', callback: 'tick' });
    expect(marked(report)[0]).toBe(expression);
    expect(marked(report)[1]).toMatch(why);
  });
});

describe('an error before the first line of the callback', () => {
  const callback = (definition: string): InterruptReport =>
    run(`import pyb, time\n${definition}\npyb.Timer(4, freq=100, callback=tick)\ntime.sleep_ms(15)`).reports[0] as InterruptReport;
  test.each([
    ['def tick(*args): pass', /^its \*arguments are gathered in a tuple/],
    ['def tick(t):\n    return lambda: t', /^a variable of this function is used by a function inside it/],
    ['def tick(t): yield t', /^calling a generator function/],
    ['def tick(): pass', /^it was raised by the call itself/],
  ])('%s', (definition, why) => {
    const report = callback(definition);
    expect(report.places).toEqual([]);
    expect(report.why).toMatch(why);
  });
});

const PROGRAM = `import pyb, time
class Meter:
    def __init__(self):
        self.level = 0
    def tick(self, timer):
        self.measure(timer.counter())
    def measure(self, raw):
        self.level = raw * 3.3
pyb.Timer(4, freq=100, callback=Meter().tick)
time.sleep_ms(15)
print('goes on')
`;

describe('an explanation as text', () => {
  test('tells who, where, why, what to do instead, what has become of the source, and how to make the board tell more', () => {
    const { reports } = run(PROGRAM, { clock: 'ideal' });
    expect(describeReport(reports[0] as InterruptReport)).toBe(
      `10.000 ms: Meter.tick, the callback of Timer(4), raised MemoryError: memory allocation failed, heap is locked
  main.py, line 8, in measure
    self.level = raw * 3.3
                 ^^^^^^^^^
  main.py, line 6, in tick
    self.measure(timer.counter())
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  why:     a float is an object on the heap, and so is every result of float arithmetic (16 bytes, and the heap is locked)
  instead: compute with ints in a smaller unit (millivolts, thousandths), or leave it to micropython.schedule(), whose functions run soon and may allocate
  now:     Timer(4) keeps counting without a callback
  hint:    after micropython.alloc_emergency_exception_buf(200) the board itself prints place and text
`,
    );
  });

  test('has the text that the board could not keep', () => {
    const { output, reports } = run(ticking("raise ValueError('hello', 3)"));
    expect(output).toBe('Uncaught exception in IRQ callback handler\nValueError: \ngoes on\n');
    expect(reports[0]?.exception).toBe('ValueError: (hello, 3)');
  });

  test('gives no hint where the board has told everything', () => {
    const { reports } = run(ticking('return [t, t]', 'micropython.alloc_emergency_exception_buf(200)'));
    expect(reports[0]?.hint).toBeNull();
  });

  test('marks only what is on the first line of an expression', () => {
    const { reports } = run(ticking('return [t,\n            t]'));
    expect(marked(reports[0] as InterruptReport)[0]).toBe('[t,');
  });
});

describe('what the board keeps to itself', () => {
  test('a channel whose callback fails takes the callback of its timer with it', () => {
    const { reports } = run(`import pyb, time
def fail(t): return [t]
t = pyb.Timer(4, freq=100, callback=lambda t: None)
t.channel(1, pyb.Timer.OC_TIMING, compare=10, callback=fail)
time.sleep_ms(15)`);
    expect(reports.map(({ source, afterwards }) => [source, afterwards])).toEqual([
      ['Timer(4).channel(1)', 'Timer(4).channel(1) no longer calls back, and the callback of Timer(4) itself is gone, too'],
    ]);
  });

  test('a soft callback is lost when eight wait', () => {
    const { output, reports } = run(`import micropython, pyb, time
p = pyb.Pin('Y3', pyb.Pin.OUT, value=0)
def soft(pin): print('never')
p.irq(soft, pyb.Pin.IRQ_RISING)
schedule = micropython.schedule
def tick(t):
    t.callback(None)
    for i in range(8): schedule(print, i)
    p(1)
pyb.Timer(4, freq=100, callback=tick)
time.sleep_ms(15)`);
    expect(output).toBe('0\n1\n2\n3\n4\n5\n6\n7\n');
    expect(reports).toMatchObject([{ kind: 'lost', source: "Pin('B8').irq", callback: 'soft' }]);
  });

  test.each([
    ["p = pyb.Pin('Y3', pyb.Pin.OUT, value=0)\np.irq(soft, pyb.Pin.IRQ_RISING)\np(1)", "Pin('B8').irq"],
    ['t = pyb.Timer(4, freq=100, callback=soft, hard=False)', 'Timer(4)'],
    ['t = machine.Timer(mode=machine.Timer.ONE_SHOT, period=10, callback=soft)', 'machine.Timer(mode=ONE_SHOT, period=10)'],
    ['micropython.schedule(soft, 3)', 'micropython.schedule()'],
  ])('whose soft callback has raised: %s', (setUp, source) => {
    const { output, reports } = run(
      `import machine, micropython, pyb, time\ndef measure(x): return [x][3]\ndef soft(x): return measure(x)\n${setUp}\ntime.sleep_ms(15)`,
    );
    const traceback = `Traceback (most recent call last):
  File "main.py", line 3, in soft
  File "main.py", line 2, in measure
IndexError: list index out of range
`;
    expect(output).toBe(traceback);
    expect(reports).toHaveLength(1);
    expect(
      describeReport(reports[0] as InterruptReport).replace(/^.*: soft/, 'soft'),
    ).toBe(`soft, the callback of ${source}, raised IndexError: list index out of range
  main.py, line 2, in measure
  main.py, line 3, in soft
  now:     the exception has ended this call alone
`);
  });

  test.each([
    ["pyb.ExtInt('Y1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_DOWN, tick).swint()", 'ExtInt line 6'],
    ["p = pyb.Pin('Y3', pyb.Pin.OUT, value=0)\np.irq(tick, pyb.Pin.IRQ_RISING, hard=True)\np(1)", "Pin('B8').irq"],
    // Hard only since the line has been an ExtInt's.
    ['pyb.ExtInt(22, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, tick); pyb.RTC().wakeup(10, tick)', 'RTC().wakeup'],
    ['t = machine.Timer(period=10, callback=tick, hard=True)', 'machine.Timer(mode=PERIODIC, period=10)'],
  ])('sources have names: %s', (setUp, source) => {
    const { reports } = run(`import machine, pyb, time\ndef tick(x): return [x]\n${setUp}\ntime.sleep_ms(15)`);
    expect(reports.map((report) => report.source)).toEqual([source]);
  });
});

describe('explaining changes nothing', () => {
  // The callback is called until its code is compiled, and fails then.
  const WARM = `import pyb, time
count = 0x3fffffff - 3000
def tick(t):
    global count
    count += 1
pyb.Timer(4, freq=10000, callback=tick)
time.sleep_ms(500)
print(count, time.ticks_us())
`;

  test('neither output nor time', () => {
    for (const program of [PROGRAM, WARM]) {
      const explained = run(`${program}\nprint(time.ticks_us(), pyb.millis())`);
      expect(explained.reports).toHaveLength(1);
      expect(explained.output).toBe(run(`${program}\nprint(time.ticks_us(), pyb.millis())`, {}, false).output);
    }
  });

  test('and is the same in both tiers and with forced stops', () => {
    const expected = run(WARM, { tier: 'interpreter' });
    expect(marked(expected.reports[0] as InterruptReport)).toEqual(['count += 1', expect.stringMatching(/^an int beyond/)]);
    for (const options of [{ tier: 'compiled' }, { tier: 'auto' }, { stopEvery: 1 }] as const) expect(run(WARM, options)).toEqual(expected);
  });

  test('an exception made beforehand and raised again and again has the place of its last time', () => {
    const { reports } = run(`import pyb, time
ERROR = ValueError('made beforehand')
n = 0
def tick(t):
    global n
    n += 1
    try:
        raise ERROR
    except ValueError:
        if n == 20: raise
pyb.Timer(4, freq=1000, callback=tick)
time.sleep_ms(50)`);
    expect(reports.map(({ exception, places }) => [exception, places.map(({ line }) => line)])).toEqual([
      ['ValueError: made beforehand', [8]],
    ]);
  });
});
