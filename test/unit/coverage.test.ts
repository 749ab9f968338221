/** Which lines have run, and how often: lines are those that coverage.py counts, and the program does not notice. */
import { describe, expect, test } from 'vitest';
import { type FileCoverage, lcov, mergeCoverage, TestBench, type TestBenchOptions } from '../../src/index.js';

type Files = Readonly<Record<string, string>>;

function run(files: Files, options: TestBenchOptions = {}, ms = 2000): TestBench {
  const bench = new TestBench(files, { coverage: true, ...options });
  bench.run(ms);
  return bench;
}

const coverageOf = (source: string, options?: TestBenchOptions): FileCoverage => run({ 'main.py': source }, options).coverage[0];

/** Each line of code says behind a `#` how often it has run; the others are none. */
function expectLines(source: string, options?: TestBenchOptions): void {
  const said = source.split('\n').flatMap((text, i) => {
    const runs = /# (\d+)$/.exec(text)?.[1];
    return runs === undefined ? [] : [[i + 1, Number(runs)]];
  });
  expect([...coverageOf(source, options).lines]).toEqual(said);
}

/** The ways from each condition: its line, how often it held, how often not. */
const ways = (source: string, options?: TestBenchOptions) =>
  coverageOf(source, options).branches.map(({ line, held, failed }) => [line, held, failed]);

describe('a line', () => {
  test('has run as often as its statement was begun', () =>
    expectLines(`
def square_sum(n):  # 1
    s = 0  # 2
    for i in range(n):  # 2
        s += i * i  # 10
    return s  # 2
for k in range(2):  # 1
    square_sum(5)  # 2
`));

  test('counts though it was never reached, as in a function that nobody calls', () =>
    expectLines(`
def never(x):  # 1
    if x:  # 0
        return [y for y in x]  # 0
    class Inner:  # 0
        z = 1  # 0
x = 1  # 1
if x > 1:  # 1
    x = 2  # 0
elif x > 0:  # 1
    x = 3  # 1
elif x < 0:  # 0
    x = 4  # 0
else:
    x = 5  # 0
`));

  test('is the first one of its statement, whatever that holds: comprehensions, lambdas, calls', () =>
    expectLines(`
x = [  # 1
    y
    for y in range(3)
]
f = (lambda:  # 1
     5)
def g(a,  # 1
      b=2):
    return (a +  # 1
            b)
g(  # 1
    1)
`));

  test('of several statements has run as often as that of them which has most often', () =>
    expectLines(`
def double(x): return 2 * x  # 3
for i in range(3): double(i)  # 3
a = 1; b = 2  # 1
`));

  test('may be a statement for which MicroPython has no code', () =>
    expectLines(`
from micropython import const  # 1
_HIDDEN = const(5)  # 1
for i in range(3):  # 1
    if i == 1:  # 3
        pass  # 1
    elif i:  # 2
        break  # 1
    else:
        continue  # 1
def stub():  # 1
    ...  # 0
`));

  test('is none where nothing is done: docstrings, comments, else, finally, global, names with a type', () =>
    expectLines(`"""Of the module."""
# A comment.

n = 0  # 1
class A:  # 1
    """Of the class."""
    m = 1  # 1
def f():  # 1
    """Of the function."""
    global n
    y: int
    def g():  # 1
        nonlocal y
        y = 1  # 1
    y = 0  # 1
    g()  # 1
    try:  # 1
        n += 1  # 1
    except ValueError:  # 0
        n = 0  # 0
    else:
        n += 1  # 1
    finally:
        n += 1  # 1
f()  # 1
`));

  test('is each decorator, and def and class themselves; those of the compiler, too', () =>
    expectLines(`
import micropython  # 1
def twice(f):  # 1
    return f  # 2
@twice  # 1
@twice  # 1
def a():  # 1
    pass  # 0
class B:  # 1
    @property  # 1
    def p(self):  # 1
        return 1  # 1
    @micropython.native  # 1
    def q(self):  # 1
        for i in range(3):  # 1
            r(i)  # 3
@micropython.viper  # 1
def r(n: int) -> int:  # 1
    if n < 2:  # 3
        return n + 1  # 2
    return 0  # 1
B().p  # 1
B().q()  # 1
`));

  test('of code that can never run is none, as of a constant condition', () =>
    expectLines(`
DEBUG = False  # 1
if __debug__:  # 1
    x = 1  # 1
if 0:  # 1
    x = 2
def f():  # 1
    return 1  # 0
    x = 3
while True:  # 1
    break  # 1
`));

  test('of inline assembler is none: no one counts what the processor does', () =>
    expectLines(`
import micropython  # 1
@micropython.asm_thumb  # 1
def f(r0):  # 1
    add(r0, r0, 1)
f(1)  # 1
`));

  test('of an except clause has run when an exception came to it', () =>
    expectLines(`
for e in (ValueError, OSError, KeyError):  # 1
    try:  # 3
        raise e  # 3
    except ValueError:  # 3
        pass  # 1
    except OSError as error:  # 2
        x = 1  # 1
    except:  # 1
        y = 1  # 1
`));

  test('of generators, asyncio and threads has run whoever goes on', () =>
    expectLines(`
import asyncio, _thread, time  # 1
def numbers():  # 1
    yield 1  # 2
    yield 2  # 1
next(numbers())  # 1
list(numbers())  # 1
async def main():  # 1
    async with asyncio.Lock():  # 1
        await asyncio.sleep_ms(1)  # 1
asyncio.run(main())  # 1
def work():  # 1
    time.sleep_ms(5)  # 2
for i in range(2):  # 1
    _thread.start_new_thread(work, ())  # 2
time.sleep_ms(20)  # 1
`));

  test('of the callback of an interrupt has run as often as that came', () =>
    expectLines(`
import pyb, time  # 1
def tick(t):  # 1
    global n
    n += 1  # 4
n = 0  # 1
timer = pyb.Timer(4, freq=100, callback=tick)  # 1
time.sleep_ms(45)  # 1
timer.deinit()  # 1
`));
});

describe('a condition', () => {
  test('has gone its two ways as often as it held, and as it did not', () => {
    expect(ways('for i in range(5):\n    if i > 1 and i < 4:\n        x = 1\n    elif i == 4:\n        pass\n')).toEqual([
      [1, 5, 1],
      [2, 2, 3],
      [4, 1, 2],
    ]);
  });

  test('without else has, too, where its body ends in a way of its own', () => {
    expect(ways('def f(x):\n    if x:\n        return 1\n    return 2\nf(1); f(1); f(0)\nif x := 0: pass\n')).toEqual([
      [2, 2, 1],
      [6, 0, 1],
    ]);
  });

  test('of a loop holds for each round, and fails at its end; break and exceptions are neither', () => {
    expect(
      ways(`n = 3
while n:
    n -= 1
while n < 9:
    n += 1
    if n == 5: break
for x in [1, 2]:
    pass
for x in [1, 2]:
    break
try:
    for x in [1, 'a']: -x
except TypeError: pass
`),
    ).toEqual([
      [2, 3, 1],
      [4, 5, 0],
      [6, 1, 4],
      [7, 2, 1],
      [9, 1, 0],
      [12, 2, 0],
    ]);
  });

  test('that raises has gone neither way', () => {
    const source = `class Odd:
    def __bool__(self): raise ValueError
for x in (1, 0, Odd()):
    try:
        if x: pass
    except ValueError: pass
`;
    expect(ways(source)).toEqual([
      [3, 3, 1],
      [5, 1, 1],
    ]);
  });

  test('is an except clause behind which another comes', () => {
    const source = `for e in (ValueError, OSError, OSError):
    try: raise e
    except ValueError: pass
    except OSError: pass
`;
    expect(ways(source)).toEqual([
      [1, 3, 1],
      [3, 1, 2],
    ]);
  });

  test('that is a constant is none', () => {
    expect(ways('if 1: pass\nwhile True: break\nif 0: pass\n')).toEqual([]);
  });

  test('may be that of viper, or of an asynchronous loop', () => {
    const viper = 'import micropython\n@micropython.viper\ndef f(n: int):\n    i = 0\n    while i < n:\n        i += 1\nf(3)\n';
    expect(ways(viper)).toEqual([[5, 3, 1]]);
    const loop = `import asyncio
class Three:
    n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 3: raise StopAsyncIteration
        return self.n
async def main():
    async for x in Three(): pass
asyncio.run(main())
`;
    expect(ways(loop)).toEqual([
      [7, 1, 3],
      [10, 3, 1],
    ]);
  });
});

test('a function has been begun as often as it was called; a generator, when it was first resumed', () => {
  const source = `class Sensor:
    def read(self):
        while True: return 1
    @property
    def unit(self): return 'C'
def outer():
    """Nothing but this."""
    def inner(): pass
def numbers(): yield 1
s = Sensor()
s.read(); s.read(); outer(); numbers(); next(numbers())
`;
  expect(coverageOf(source).functions).toEqual([
    { name: 'Sensor.read', line: 2, runs: 2 },
    { name: 'Sensor.unit', line: 5, runs: 0 },
    { name: 'outer', line: 6, runs: 1 },
    { name: 'outer.inner', line: 8, runs: 0 },
    { name: 'numbers', line: 9, runs: 1 },
  ]);
});

describe('a file', () => {
  const paths = (bench: TestBench) => bench.coverage.map(({ path }) => path);

  test('is there once the board has compiled it, under its absolute path; what is never imported is not', () => {
    const bench = run({
      'boot.py': 'import early\n',
      'main.py': 'import os\nimport pkg.deep\nos.chdir("/flash/sub")\nimport here\n',
      'early.py': 'x = 1\n',
      'pkg/__init__.py': '',
      'pkg/deep.py': 'y = 1\n',
      'sub/here.py': 'z = 1\n',
      'unused.py': 'w = 1\n',
    });
    const all = ['boot.py', 'early.py', 'main.py', 'pkg/__init__.py', 'pkg/deep.py', 'sub/here.py'];
    expect(paths(bench)).toEqual(all.map((name) => `/flash/${name}`));
    expect(bench.coverage.find(({ path }) => path === '/flash/pkg/deep.py')?.source).toBe('y = 1\n');
  });

  test('is none of the firmware’s: frozen modules, the factory’s boot.py, code without a file', () => {
    const bench = run({ 'main.py': 'import asyncio\nexec("x = 1")\n' }, { afterwards: 'prompt' });
    bench.type('y = 2\r');
    bench.run(100);
    expect(paths(bench)).toEqual(['/flash/main.py']);
  });

  test('that the program has written is one of its files', () => {
    const bench = run({ 'main.py': 'with open("made.py", "w") as f: f.write("x = 1\\n")\nimport made\n' });
    expect(bench.coverage[0]).toMatchObject({ path: '/flash/made.py', source: 'x = 1\n' });
  });

  test('that is compiled again, after a reset or because the program forgets it, adds its counts up', () => {
    const source = `import machine, sys
import other
del sys.modules['other']
import other
if machine.reset_cause() != machine.SOFT_RESET:
    machine.soft_reset()
done = 1
`;
    const bench = run({ 'main.py': source, 'other.py': 'x = 1\n' });
    const [main, other] = bench.coverage;
    expect([...main.lines.values()]).toEqual([2, 2, 2, 2, 2, 1, 1]);
    expect([...other.lines.values()]).toEqual([4]);
  });

  test('that a reset finds changed has the lines of both, and the later source', () => {
    const source = `import machine, made
if machine.reset_cause() != machine.SOFT_RESET:
    with open('made.py', 'w') as f: f.write('x = 1\\ny = 2\\nz = 3\\n')
    machine.soft_reset()
`;
    const made = run({ 'main.py': source, 'made.py': 'x = 1\n\nz = 3\n' }).coverage.find(({ path }) => path === '/flash/made.py');
    expect(made?.source).toBe('x = 1\ny = 2\nz = 3\n');
    expect([...(made?.lines ?? [])]).toEqual([
      [1, 2],
      [2, 1],
      [3, 2],
    ]);
  });

  test('that was compiled before for a store has its lines from there', () => {
    const texts = new Map<string, string>();
    const store = { get: (key: string) => texts.get(key) ?? null, set: (key: string, text: string) => void texts.set(key, text) };
    const source = 'def f(x):\n    if x: return 1\nf(0)\n';
    const [first, second] = [coverageOf(source, { store }), coverageOf(source, { store })];
    expect(texts.size).toBeGreaterThan(0);
    expect(second).toEqual(first);
    expect(second.branches).toHaveLength(1);
  });

  test('has its lines where the program has dropped line numbers for its tracebacks', () => {
    expect([...coverageOf('x = 1\n\ny = 2\n', { optimize: 3 }).lines.keys()]).toEqual([1, 3]);
  });
});

test('an exception, or a run that is cut short, ends the counts where the program was', () => {
  const lines = (source: string, ms: number) => [...run({ 'main.py': source }, {}, ms).coverage[0].lines.values()];
  expect(lines('x = 1\n1 // 0\ny = 1\n', 100)).toEqual([1, 1, 0]);
  expect(lines('import time\ntime.sleep(9)\ny = 1\n', 100)).toEqual([1, 1, 0]);
});

test('without the option there is none, and who asks is told', () => {
  expect(() => new TestBench({ 'main.py': '' }).coverage).toThrow(
    new Error('coverage: lines were not counted; give the option { coverage: true }'),
  );
});

describe('coverage of several runs', () => {
  const source = 'import sys\nif len(sys.argv) > 1:\n    def f(): pass\n    f()\nelse:\n    x = 1\n';
  const of = (args: string[]) => run({ 'main.py': source }, { args }).coverage;

  test('is their sum', () => {
    const [merged] = mergeCoverage([...of(['-']), ...of(['-', 'x']), ...of(['-'])]);
    expect([...merged.lines]).toEqual([
      [1, 3],
      [2, 3],
      [3, 1],
      [4, 1],
      [6, 2],
    ]);
    expect(merged.functions).toEqual([{ name: 'f', line: 3, runs: 1 }]);
    expect(merged.branches).toEqual([{ line: 2, index: 0, held: 1, failed: 2 }]);
  });

  test('is what lcov writes of them', () => {
    expect(lcov([...of(['-']), ...of(['-', 'x'])], (path) => path.replace('/flash', 'firmware'))).toBe(`TN:
SF:firmware/main.py
FN:3,f
FNDA:1,f
FNF:1
FNH:1
BRDA:2,0,0,1
BRDA:2,0,1,1
BRF:2
BRH:2
DA:1,2
DA:2,2
DA:3,1
DA:4,1
DA:6,1
LF:5
LH:5
end_of_record
`);
  });
});

test('lcov tells functions of one name apart, says - of a condition that was never asked, and leaves out files without lines', () => {
  const source = 'class A:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v):\n        if v: pass\n';
  const text = lcov(run({ 'main.py': `import empty\n${source}`, 'empty.py': '# Nothing.\n' }).coverage);
  expect(text.match(/^(FN|SF|BR).*/gm)).toEqual([
    'SF:/flash/main.py',
    'FN:4,A.x',
    'FN:6,A.x:6',
    'FNDA:0,A.x',
    'FNDA:0,A.x:6',
    'FNF:2',
    'FNH:0',
    'BRDA:7,0,0,-',
    'BRDA:7,0,1,-',
    'BRF:2',
    'BRH:0',
  ]);
});
