/** Expressions and statements of a debugger: what they see, what they may do, and that they cost the program nothing. */
import { describe, expect, test } from 'vitest';
import { TestBench } from '../../src/index.js';
import { at, DebugBench } from './debug-bench.js';

describe('an evaluation', () => {
  const SOURCE = `import time
class Odd:
    def __repr__(self):
        raise ValueError('odd')
def f(a):
    b = a + 1
    return b
x = f(1)
odd = Odd()
print(x)
`;

  test('sees the names of its frame, comprehensions inside of it, too', () => {
    at(7, SOURCE, (stop, bench) => {
      expect(bench.evaluate('a + b', stop)).toBe('3');
      expect(bench.evaluate('[b + i for i in range(2)]', stop)).toBe('[2, 3]');
      expect(bench.evaluate('a', stop, 1)).toBe("NameError: name 'a' isn't defined");
      expect(bench.evaluate('f(5)', stop)).toBe('6');
    });
  });

  test('may be statements, whose names stay for the next', () => {
    const bench = at(7, SOURCE, (stop, it) => {
      expect(it.evaluate('b = 40; more = 2', stop)).toBe('None');
      expect(it.evaluate('b + more', stop)).toBe('42');
      expect(it.evaluate('for i in range(3): b += i', stop)).toBe('None');
    });
    expect(bench.bench.output).toBe('43\n');
  });

  test('that fails gives the text of its error', () => {
    at(10, SOURCE, (stop, bench) => {
      expect(bench.evaluate('1 +', stop)).toBe('SyntaxError: invalid syntax');
      expect(bench.evaluate('1 / 0', stop)).toBe('ZeroDivisionError: divide by zero');
      expect(bench.evaluate('odd', stop)).toBe('<ValueError: odd>');
      expect(bench.evaluate('import machine; machine.reset()', stop)).toBe('the board would be reset');
    });
  });

  test('does not last: neither what never ends, nor what waits', () => {
    at(10, SOURCE, (stop, bench) => {
      expect(bench.evaluate('while True: pass', stop)).toBe('RuntimeError: the evaluation takes too long');
      expect(bench.evaluate('while True:\n  try:\n    f(1)\n  except: pass', stop)).toBe('RuntimeError: the evaluation takes too long');
      expect(bench.evaluate('sum(i for i in range(10 ** 9))', stop)).toBe('RuntimeError: the evaluation takes too long');
      const still = 'RuntimeError: time stands still while the debugger has stopped the program';
      expect(bench.evaluate('time.sleep_ms(1)', stop)).toBe(still);
      expect(bench.evaluate('time.sleep_us(1)', stop)).toBe(still);
      expect(bench.evaluate('input()', stop)).toBe(still);
      expect(bench.evaluate('__import__("machine").lightsleep(10)', stop)).toBe(still);
      expect(bench.evaluate('time.ticks_ms()', stop)).toBe('0');
      expect(bench.evaluate('len(bytearray(20000000))', stop)).toBe('MemoryError: memory allocation failed, allocating 20000000 bytes');
    });
  });

  test('may make objects in the callback of an interrupt, where the program may not', () => {
    const source = `import pyb, time
def tick(t):
    tim.deinit()
    [1]
tim = pyb.Timer(4, freq=100, callback=tick)
time.sleep_ms(20)
`;
    const bench = at(3, source, (stop, it) => expect(it.evaluate('[i * 2.5 for i in range(3)]', stop)).toBe('[0.0, 2.5, 5.0]'));
    expect(bench.bench.output).toContain('MemoryError');
  });

  test('of gc.collect() has the collection made when the program goes on', () => {
    const source = 'import gc\na = [0] * 100\na = None\nb = gc.mem_alloc()\nfor i in range(2): pass\nprint(b - gc.mem_alloc() > 300)\n';
    const bench = at(5, source, (stop, it) => expect(it.evaluate('gc.collect()', stop)).toBe('None'));
    expect(bench.bench.output).toBe('True\n');
  });

  test('sees the moment at which the program stands still', () => {
    const bench = new DebugBench('import time\nt = time.ticks_us()\nprint(time.ticks_us() - t)\n', [
      (stop, it) => {
        const now = () => Number(it.evaluate('time.ticks_us()', stop));
        const before = now();
        it.evaluate('sum([i for i in range(10000)])', stop);
        expect(now()).toBe(before);
      },
    ]).breakAt(3);
    bench.run();
    expect(bench.bench.output).toBe(run('import time\nt = time.ticks_us()\nprint(time.ticks_us() - t)\n').output);
  });

  test('costs the program nothing: no cycle, no byte, no name, no address', () => {
    const source = `import gc, micropython, time
class Thing: pass
def work():
    a = [Thing() for _ in range(3)]
    s = 'te' + 'xt'
    return id(a[0]), gc.mem_free()
print(work(), time.ticks_cpu())
print(id(Thing()), micropython.mem_info(), micropython.qstr_info())
`;
    const debugged = at(5, source, (stop, bench) => {
      for (const text of [
        'a',
        'id(a[1]) - id(a[0])',
        '"new_name_" + "x" * 10',
        '[Thing() for _ in range(1000)]',
        'some_name = 5',
        'brand_new',
      ]) {
        bench.evaluate(text, stop);
      }
      bench.locals(stop);
    });
    expect(debugged.bench.output).toBe(run(source).output);
  });

  test('does what it does: pins change at the moment of the stop, and interrupts that it causes come when the program goes on', () => {
    const source = `import pyb, time
n = 0
def edge(line):
    global n
    n += 1
out = pyb.Pin('X1', pyb.Pin.OUT)
ext = pyb.ExtInt('X1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, edge)
led = pyb.LED(1)
time.sleep_ms(10)
time.sleep_ms(10)
print(n)
`;
    let moment = 0n;
    const bench = at(10, source, (stop, it) => {
      moment = stop.moment;
      it.evaluate('led.on()', stop);
      it.evaluate('ext.swint()', stop);
      expect(it.evaluate('n', stop)).toBe('0');
    });
    expect(bench.bench.output).toBe('1\n');
    const [edge] = bench.bench.edges('LED(1)');
    expect(Math.abs((edge?.ms ?? 0) - Number(moment) / 1e6)).toBeLessThan(0.001);
  });
});

function run(source: string): TestBench {
  const bench = new TestBench({ 'boot.py': '', 'main.py': source });
  bench.run(1000);
  return bench;
}
