/** What a debugger shows of a program that stands still: stacks and variables. */
import { describe, expect, test } from 'vitest';
import { childrenOf, scopesOf } from '../../src/debug/variables.js';
import { at, type DebugBench } from './debug-bench.js';

describe('a stack', () => {
  test('goes through native code that has called Python', () => {
    const source = 'def key(x):\n    return x\ndef sort(a):\n    return sorted(a, key=key)\nsort([1, 2])\n';
    at(2, source, (stop, bench) => expect(bench.stack(stop)).toEqual(['key:2', 'sort:4', '<module>:5']));
  });

  test('goes through an interrupt to what it has interrupted', () => {
    const source = `import pyb, time
def tick(t):
    led = 1
def wait():
    time.sleep_ms(150)
tim = pyb.Timer(4, freq=10, callback=tick)
wait()
tim.deinit()
`;
    at(3, source, (stop, bench) => expect(bench.stack(stop)).toEqual(['tick:3', 'interrupt TIM4', 'wait:5', '<module>:7']));
  });

  test('shows a soft callback as one', () => {
    const source = 'import micropython\ndef later(x):\n    return x\nmicropython.schedule(later, 1)\nfor i in range(9):\n    pass\n';
    at(3, source, (stop, bench) => expect(bench.stack(stop).slice(0, 2)).toEqual(['later:3', 'soft callback']));
  });

  test('shows the coroutines that await each other', () => {
    const source = `import asyncio
async def inner():
    await asyncio.sleep_ms(1)
    return 5
async def outer():
    return await inner()
asyncio.run(outer())
`;
    at(4, source, (stop, bench) => {
      const stack = bench.stack(stop);
      expect(stack.slice(0, 2)).toEqual(['inner:4', 'outer:6']);
      expect(stack.at(-1)).toBe('<module>:7');
    });
  });

  test('is there for each thread', () => {
    const source = `import _thread, time
def work(n):
    time.sleep_ms(50)
    print(n)
_thread.start_new_thread(work, (1,))
time.sleep_ms(20)
print('here')
time.sleep_ms(60)
`;
    at(7, source, (stop, bench) => {
      const [main, other] = bench.debugger.threads;
      expect(stop.thread).toBe(main);
      expect(bench.debugger.stackOf(other).map(({ name, line }) => `${name}:${line}`)).toEqual(['work:3']);
      expect(bench.debugger.evaluate('n + 1', bench.debugger.stackOf(other)[0].frame)).toEqual({ value: 2 });
    });
    at(4, source, (stop, bench) => expect(bench.stack(stop)).toEqual(['work:4']));
  });

  test('of a thread in nested code, on top of which others run, is whole', () => {
    const source = `import _thread, time
def key(x):
    time.sleep_ms(10)
    return x
def work():
    time.sleep_ms(5)
    print('work')
_thread.start_new_thread(work, ())
sorted([2, 1], key=key)
`;
    at(7, source, (stop, bench) => {
      const [main] = bench.debugger.threads;
      expect(bench.stack(stop)).toEqual(['work:7']);
      expect(bench.debugger.stackOf(main).map(({ name, line }) => `${name}:${line}`)).toEqual(['key:3', '<module>:9']);
    });
  });
});

test('an interrupt on top of nested code that waits, others having run meanwhile, has that below it', () => {
  const source = `import _thread, pyb, time
def key(x):
    time.sleep_ms(20)
    return x
def work():
    time.sleep_ms(5)
    time.sleep_ms(50)
def tick(t):
    tim.deinit()
_thread.start_new_thread(work, ())
tim = pyb.Timer(4, freq=100, callback=tick)
sorted([2, 1], key=key)
`;
  at(9, source, (stop, bench) => expect(bench.stack(stop)).toEqual(['tick:9', 'interrupt TIM4', 'key:3', '<module>:12']));
});

describe('variables', () => {
  test('are those of a function, its cells, and the globals of its module', () => {
    const source = `def outer(a):
    b = [a]
    def inner(c=3):
        return a + c
    return inner()
outer(1)
`;
    at(4, source, (stop, bench) => {
      expect(bench.locals(stop)).toEqual({ c: '3', a: '1' });
      expect(Object.keys(bench.locals(stop, 1)).sort()).toEqual(['a', 'b', 'inner']);
      const [{ frame }] = bench.debugger.stackOf(stop.thread);
      const scopes = scopesOf(frame as NonNullable<typeof frame>);
      expect(scopes.map(({ name }) => name)).toEqual(['Locals', 'Globals']);
      expect(scopes[1].variables().map(({ name }) => name)).toContain('outer');
    });
  });

  test('have inside what objects hold', () => {
    const source = `class Point:
    def __init__(self):
        self.x = 1
        self.y = [2, 3]
class Named(dict):
    pass
p = Point()
d = {'a': 1, 2: p}
t = (p,)
s = {5}
n = Named()
n['k'] = 1
print(p)
`;
    at(13, source, (_, bench) => {
      const inside = (text: string): string[] => {
        const outcome = bench.debugger.evaluate(text, null);
        if ('error' in outcome) return [outcome.error];
        const names = bench.debugger.ask(() => childrenOf(outcome.value));
        return 'error' in names ? [names.error] : names.value.map(({ name, value }) => `${name}: ${bench.debugger.shown(value).text}`);
      };
      expect(inside('p')).toEqual(['x: 1', 'y: [2, 3]']);
      expect(inside('p.y')).toEqual(['0: 2', '1: 3']);
      expect(inside('{"a": 1}')).toEqual(["'a': 1"]);
      expect(inside('s')).toEqual(['0: 5']);
      expect(inside('n')).toEqual(["'k': 1"]);
      expect(inside('Point')[0]).toMatch(/^__\w+__: /);
      expect(inside('ValueError(4)')).toEqual(['args[0]: 4']);
      expect(bench.debugger.shown(p(bench)).type).toBe('Point');
    });
  });

  const p = (bench: DebugBench) => {
    const outcome = bench.debugger.evaluate('p', null);
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.value;
  };

  test('can be set: locals, cells, items and attributes', () => {
    const source = `def f(a):
    b = [1]
    def g():
        return a
    c = {'k': 1}
    print(a, b, c, g())
f(1)
`;
    const bench = at(6, source, (stop, it) => {
      const [{ frame }] = it.debugger.stackOf(stop.thread);
      for (const [name, text] of [
        ['a', '10'],
        ['b', '[2]'],
      ]) {
        const variable = scopesOf(frame as NonNullable<typeof frame>)[0]
          .variables()
          .find((each) => each.name === name);
        const value = it.debugger.evaluate(text, frame);
        if ('value' in value) variable?.set?.(value.value);
      }
      expect(it.evaluate("c['k'] = 5", stop)).toBe('None');
    });
    expect(bench.bench.output).toBe("10 [2] {'k': 5} 10\n");
  });

  test.each(['native', 'viper'])('are seen in machine code, which has lines, too: %s', (emitter) => {
    const source = `import micropython
@micropython.${emitter}
def f(n: int) -> int:
    s = n * 2
    return s
print(f(3))
`;
    at(5, source, (stop, bench) => expect(bench.locals(stop)).toEqual({ n: '3', s: '6' }));
  });
});
