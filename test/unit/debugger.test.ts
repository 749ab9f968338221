/** The debugger: where a program stops, what is seen of it there, and that it does not notice. */
import { describe, expect, test } from 'vitest';
import { DebugBench } from './debug-bench.js';

const SUM = `def total(n):
    s = 0
    for i in range(n):
        s += i
    return s
print(total(3))
print(total(1))
`;

describe('a breakpoint', () => {
  test('stops the program each time before its line begins', () => {
    const { stops, bench } = new DebugBench(SUM).breakAt(4).run();
    expect(stops).toEqual(Array(4).fill('breakpoint main.py:4 total'));
    expect(bench.output).toBe('3\n0\n');
  });

  test('lies on the next line that has code, or nowhere', () => {
    const source = 'x = 1\n\n# a comment\nx = 2\nx = 3\n# the end\n';
    const bench = new DebugBench(source);
    const points = bench.debugger.setBreakpoints('/flash/main.py', [{ line: 2 }, { line: 6 }]);
    const { stops } = bench.run();
    expect(stops).toEqual(['breakpoint main.py:4 <module>']);
    expect(points).toMatchObject([
      { boundLine: 4, problem: null },
      { boundLine: null, problem: 'no code on this line or below it' },
    ]);
  });

  test('in the middle of a statement lies where that begins, and stops it once', () => {
    const source = 'x = max(\n    1,\n    len([y for\n        y in (1, 2)]),\n)\nprint(x)\n';
    const { stops } = new DebugBench(source).breakAt(4).run();
    expect(stops).toEqual(['breakpoint main.py:1 <module>']);
  });

  test('on a lambda stops its calls', () => {
    const source = 'f = sorted(\n    [3, 1],\n    key=lambda x:\n        -x,\n)\nprint(f)\n';
    const { stops, bench } = new DebugBench(source).breakAt(4).run();
    expect(stops).toEqual(Array(2).fill('breakpoint main.py:4 <lambda>'));
    expect(bench.output).toBe('[3, 1]\n');
  });

  test('on a loop of one line stops whenever its condition is asked, on a comprehension its statement', () => {
    expect(new DebugBench('n = 3\nwhile n: n -= 1\n').breakAt(2).run().stops).toHaveLength(4);
    expect(new DebugBench('a = [x * x for x in range(5)]\n').breakAt(1).run().stops).toHaveLength(1);
  });

  test('in a module that is imported later is bound at once', () => {
    const files = { 'lib/sensor.py': '\ndef read():\n\n    return 7\n' };
    const bench = new DebugBench('import sensor\nprint(sensor.read())\n', [], files);
    expect(bench.debugger.setBreakpoints('/flash/lib/sensor.py', [{ line: 3 }])).toMatchObject([{ boundLine: 4 }]);
    bench.run();
    expect(bench.bound).toEqual([]);
    expect(bench.stops).toEqual(['breakpoint lib/sensor.py:4 read']);
  });

  test('in a module that the board does not have yet is bound when that is imported', () => {
    const source = 'with open("made.py", "w") as f:\n    f.write("x = 1\\ny = 2\\n")\nimport made\n';
    const bench = new DebugBench(source);
    expect(bench.debugger.setBreakpoints('/flash/made.py', [{ line: 2 }])).toMatchObject([
      { boundLine: null, problem: 'the board has not loaded this file yet' },
    ]);
    bench.run();
    expect(bench.bound).toEqual(['2 → 2']);
    expect(bench.stops).toEqual(['breakpoint made.py:2 <module>']);
  });

  test('that is set while the program stands still counts from then on', () => {
    const { stops } = new DebugBench(SUM, [(_, bench) => void bench.breakAt(5)]).breakAt(2).run();
    expect(stops).toEqual(['breakpoint main.py:2 total', 'breakpoint main.py:5 total', 'breakpoint main.py:5 total']);
  });

  test.each([
    ['2', ['1']],
    ['>= 2', ['1', '2', '0']],
    ['> 3', ['0']],
    ['<2', ['0']],
    ['<= 2', ['0', '1']],
    ['% 2', ['1', '0']],
  ])('stops at some of the times only: %s', (hitCondition, values) => {
    const seen: string[] = [];
    const look = (stop: Parameters<DebugBench['locals']>[0], bench: DebugBench) => void seen.push(bench.locals(stop).i);
    const bench = new DebugBench(SUM, Array(4).fill(look));
    bench.debugger.setBreakpoints('/flash/main.py', [{ line: 4, hitCondition }]);
    bench.run();
    expect(seen).toEqual(values);
  });

  test('says what is wrong with its number of times', () => {
    const bench = new DebugBench(SUM);
    expect(bench.debugger.setBreakpoints('/flash/main.py', [{ line: 4, hitCondition: 'often' }])).toMatchObject([
      { boundLine: null, problem: 'write the hit count as a number, optionally after ==, >, >=, <, <= or %' },
    ]);
    expect(bench.run().stops).toEqual([]);
  });

  test('stops where its condition holds, which sees the variables of the function', () => {
    const bench = new DebugBench(SUM, [(stop, it) => void expect(it.locals(stop)).toEqual({ n: '3', s: '1', i: '2' })]);
    bench.debugger.setBreakpoints('/flash/main.py', [{ line: 4, condition: 'i > 1 and all(s < n for _ in (1, 2))' }]);
    expect(bench.run().stops).toEqual(['breakpoint main.py:4 total']);
  });

  test('stops, and says so, where its condition cannot be evaluated', () => {
    const bench = new DebugBench(SUM);
    bench.debugger.setBreakpoints('/flash/main.py', [{ line: 2, condition: 'q > 1' }]);
    expect(bench.run().stops).toHaveLength(2);
    expect(bench.said[0]).toBe("condition q > 1: NameError: name 'q' isn't defined");
  });

  test('with a message says that and does not stop', () => {
    const bench = new DebugBench(SUM);
    bench.debugger.setBreakpoints('/flash/main.py', [{ line: 4, logMessage: '{{i}} = {i}, {nothing}' }]);
    expect(bench.run().stops).toEqual([]);
    expect(bench.said[2]).toBe("{i} = 2, <NameError: name 'nothing' isn't defined>");
  });
});

describe('a step', () => {
  const CALLS = `def outer():
    a = inner(1)
    return a

def inner(x):
    y = x + 1
    return y
outer()
print('end')
`;

  test('over takes a statement with all that it calls', () => {
    const { stops } = new DebugBench(CALLS, ['over', 'over', 'over', 'over']).breakAt(2).run();
    expect(stops).toEqual([
      'breakpoint main.py:2 outer',
      'step main.py:3 outer',
      'step main.py:8 <module>', // what is left of the line that has called
      'step main.py:9 <module>',
      // Of the program nothing is left.
    ]);
  });

  test('in goes into what is called', () => {
    const { stops } = new DebugBench(CALLS, ['in', 'in', 'in', 'in', 'in']).breakAt(2).run();
    expect(stops).toEqual([
      'breakpoint main.py:2 outer',
      'step main.py:6 inner',
      'step main.py:7 inner',
      'step main.py:2 outer',
      'step main.py:3 outer',
      'step main.py:8 <module>',
    ]);
  });

  test('out ends in the caller, with what the function has returned on its way', () => {
    const { stops } = new DebugBench(CALLS, ['out', 'out']).breakAt(6).run();
    expect(stops).toEqual(['breakpoint main.py:6 inner', 'step main.py:2 outer', 'step main.py:8 <module>']);
  });

  test('over a loop comes to its head once a turn', () => {
    const { stops } = new DebugBench(SUM, Array(6).fill('over')).breakAt(2).run();
    expect(stops.slice(1, 7).map((stop) => stop.match(/:(\d+)/)?.[1])).toEqual(['3', '4', '3', '4', '3', '4']);
  });

  test('in goes through native code to what that calls', () => {
    const source = 'def key(x):\n    return -x\na = sorted([1, 2], key=key)\nprint(a)\n';
    const { stops } = new DebugBench(source, ['in', 'over', 'over', 'over']).breakAt(3).run();
    expect(stops).toEqual(['breakpoint main.py:3 <module>', 'step main.py:2 key', 'step main.py:3 <module>', 'step main.py:4 <module>']);
  });

  test('over a yield comes to the consumer; over the call of a generator to the next line', () => {
    const source = `def numbers():
    yield 1
    yield 2
for n in numbers():
    print(n)
`;
    const { stops } = new DebugBench(source, ['over', 'over', 'over']).breakAt(2).run();
    expect(stops.slice(0, 4)).toEqual([
      'breakpoint main.py:2 numbers',
      'step main.py:4 <module>',
      'step main.py:5 <module>',
      'step main.py:4 <module>',
    ]);
  });

  test('over an await stays in the task, whatever others do meanwhile', () => {
    const source = `import asyncio
async def blink(name):
    for i in range(2):
        await asyncio.sleep_ms(10)
        print(name, i)
async def main():
    await asyncio.gather(blink('a'), blink('b'))
asyncio.run(main())
`;
    const seen: string[] = [];
    const look = (stop: Parameters<DebugBench['locals']>[0], bench: DebugBench) => {
      seen.push(`${bench.debugger.stackOf(stop.thread)[0].line} ${bench.locals(stop).name}`);
      bench.debugger.setBreakpoints('/flash/main.py', []);
      return 'over' as const;
    };
    new DebugBench(source, Array(4).fill(look)).breakAt(4).run();
    expect(seen).toEqual(["4 'a'", "5 'a'", "3 'a'", "4 'a'"]);
  });

  test('that ends a task goes on with what runs next', () => {
    const source = `import asyncio
async def one():
    a = 1
async def main():
    task = asyncio.create_task(one())
    await asyncio.sleep_ms(1)
    print('end')
asyncio.run(main())
`;
    const { stops } = new DebugBench(source, ['over', 'over']).breakAt(3).run();
    expect(stops).toEqual(['breakpoint main.py:3 one', 'step main.py:7 main', 'step main.py:8 <module>']);
  });

  test('is of one thread: others run on, and stop at breakpoints only', () => {
    const source = `import _thread, time
def work():
    for i in range(5):
        time.sleep_ms(5)
    print('work')
_thread.start_new_thread(work, ())
time.sleep_ms(12)
time.sleep_ms(50)
print('main')
`;
    expect(new DebugBench(source, ['over', 'over', 'over']).breakAt(7).run().stops).toEqual([
      'breakpoint main.py:7 <module>',
      'step main.py:8 <module>',
      'step main.py:9 <module>',
    ]);
    expect(new DebugBench(source, ['over', 'over', 'out', 'over']).breakAt(7, 5).run().stops).toEqual([
      'breakpoint main.py:7 <module>',
      'step main.py:8 <module>',
      'breakpoint main.py:5 work',
    ]);
  });

  test('over what raises ends where that is caught', () => {
    const source = 'def fail():\n    raise ValueError(1)\ntry:\n    fail()\nexcept ValueError:\n    print(2)\n';
    const { stops } = new DebugBench(source, ['over', 'over']).breakAt(2).run();
    expect(stops).toEqual(['breakpoint main.py:2 fail', 'step main.py:5 <module>', 'step main.py:6 <module>']);
  });

  test('leaves the callbacks of interrupts to themselves', () => {
    const source = `import pyb, time
def tick(t):
    global n
    n += 1
n = 0
tim = pyb.Timer(4, freq=100, callback=tick)
time.sleep_ms(55)
tim.deinit()
`;
    const { stops } = new DebugBench(source, ['in', (stop, bench) => void expect(bench.evaluate('n', stop)).toBe('5')]).breakAt(7).run();
    expect(stops).toEqual(['breakpoint main.py:7 <module>', 'step main.py:8 <module>']);
  });
});
