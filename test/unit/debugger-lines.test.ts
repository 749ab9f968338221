/** The lines at which a program can be stopped: those on which a statement begins that runs, each once; and no line that does not run. */
import { describe, expect, test } from 'vitest';
import type { Stop } from '../../src/debug/host.js';
import { DebugBench } from './debug-bench.js';

/** The lines to which steps into everything come, of `main.py`. */
function steps(source: string): number[] {
  const bench = new DebugBench(source, Array(100).fill('in'));
  bench.debugger.pause();
  return bench.run().stops.map((stop) => Number(/:(\d+)/.exec(stop)?.[1]));
}

/** Where breakpoints come to lie that are asked for on each line; null: nowhere. */
const bound = (source: string): (number | null)[] =>
  new DebugBench(source).debugger
    .setBreakpoints(
      '/flash/main.py',
      source
        .trimEnd()
        .split('\n')
        .map((_, i) => ({ line: i + 1 })),
    )
    .map(({ boundLine }) => boundLine);

describe('a step comes to', () => {
  test('statements for which MicroPython has no code', () => {
    expect(steps('x = 0\nif x:\n    x = 1\nelse:\n    pass\nwhile True:\n    break\nfor i in (1, 2):\n    continue\n')).toEqual([
      1, 2, 5, 6, 7, 8, 9, 8, 9, 8,
    ]);
  });

  test('try, and not to the clauses that nothing comes to', () => {
    expect(steps('try:\n    x = 1\nexcept OSError:\n    x = 2\nelse:\n    x = 3\nfinally:\n    x = 4\ny = 1\n')).toEqual([1, 2, 6, 8, 9]);
  });

  test('the clause that catches, once, and to those before it', () => {
    const source = `try:
    raise ValueError
except OSError:
    x = 2
except ValueError as e:
    x = 3
except TypeError:
    x = 4
y = 1
`;
    expect(steps(source)).toEqual([1, 2, 3, 5, 6, 9]);
  });

  test('the else of a loop only if that was not left by break', () => {
    const loop = (iterable: string) => `for i in ${iterable}:\n    if i:\n        break\nelse:\n    x = 1\ny = 1\n`;
    expect(steps(loop('range(1, 3)'))).toEqual([1, 2, 3, 6]);
    expect(steps(loop('range(1)'))).toEqual([1, 2, 1, 5, 6]);
    expect(steps(loop('[5]'))).toEqual([1, 2, 3, 6]);
  });

  test('elif where it is asked', () => {
    expect(steps('x = 2\nif x == 1:\n    x = 5\nelif x == 2:\n    x = 6\nelif x == 3:\n    x = 7\ny = 1\n')).toEqual([1, 2, 4, 5, 8]);
  });

  test('with again when it is left', () => {
    expect(steps('with open("main.py") as f:\n    x = 1\ny = 1\n')).toEqual([1, 2, 1, 3]);
  });

  test('decorators, def and class, and the body of a class', () => {
    const source = `def twice(f):
    return f
@twice
def g(a,
      b=2):
    global x
    x = 1
class A:
    """Of the class."""
    k = 1
    def m(self):
        return __class__
g(1)
`;
    expect(steps(source)).toEqual([1, 3, 4, 2, 4, 8, 8, 10, 11, 8, 13, 7, 13]);
  });
});

describe('a breakpoint', () => {
  test('on a statement without code stops there, not in what comes below', () => {
    const source = 'def f(x):\n    if x:\n        pass\n    else:\n        y = 1\nf(1)\nf(0)\n';
    expect(new DebugBench(source).breakAt(3).run().stops).toEqual(['breakpoint main.py:3 f']);
  });

  test('in a clause that is not come to does not stop', () => {
    const source = `try:
    x = 1
except OSError:
    pass
finally:
    x = 2
for i in [1]:
    if i:
        break
else:
    x = 3
x = 4
`;
    expect(new DebugBench(source).breakAt(4, 11).run().stops).toEqual([]);
  });

  test('on a clause that names its exception stops once', () => {
    const source = 'try:\n    raise ValueError\nexcept ValueError as e:\n    x = 1\ny = 1\n';
    expect(new DebugBench(source).breakAt(3).run().stops).toHaveLength(1);
  });

  test('on a comment goes to the statement below, also behind the head of another', () => {
    expect(bound('if len("x"):\n    # why\n\n    x = 1\n# end\n')).toEqual([1, 4, 4, 4, null]);
    expect(bound('class A:\n    """Of the class."""\n    # why\n    k = 1\n')).toEqual([1, 4, 4, 4]);
  });

  test('in the middle of a statement, or of the head of one, goes to where that begins', () => {
    const source = `x = [
    1,
]
for i in sorted(
    x,
    key=None
):
    y = """a
b"""
def f(a,
      b=2,
      c=3):
    return (
        a)
if (x
        and y):
    f(
        1)
`;
    expect(bound(source)).toEqual([1, 1, 1, 4, 4, 4, 4, 8, 8, 10, 10, 10, 13, 13, 15, 15, 17, 17]);
  });

  test('lies in none of what can never run', () => {
    expect(bound('if 0:\n    x = 1\ndef f():\n    return 1\n    y = 2\nz = 1\n')).toEqual([1, 3, 3, 4, 6, 6]);
  });
});

test('code that the program makes of a text has lines, too', () => {
  const source = 'f = eval("lambda x: x + 1")\nexec("a = (1,\\n  f(2))\\nb = 3")\n';
  const { stops } = new DebugBench(source, Array(9).fill('in')).breakAt(2).run();
  expect(stops).toEqual([
    'breakpoint main.py:2 <module>',
    'step <string>:1 <module>',
    'step <string>:1 <lambda>',
    'step <string>:1 <module>',
    'step <string>:3 <module>',
    'step main.py:2 <module>',
  ]);
});

test('code that an evaluation has made, and that the program calls, has the lines of its text', () => {
  const source = 'def f():\n    pass\nx = 1\nf()\n';
  const define = (stop: Stop, bench: DebugBench) => {
    bench.evaluate('def f():\n  a = 1\n  b = [c for c in (a,\n    2)]\n  return b', stop);
    return 'in' as const;
  };
  const bench = new DebugBench(source, [define, ...Array(9).fill('in')]).breakAt(4);
  expect(bench.run().stops.slice(1)).toEqual([
    'step <debugger>:2 f',
    'step <debugger>:3 f',
    'step <debugger>:5 f',
    'step main.py:4 <module>',
  ]);
});
