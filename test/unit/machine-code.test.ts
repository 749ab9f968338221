/** What can be seen of machine code from outside: its cycles, and what it does not look for. */
import { expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

const TURNS = 10_000;

/** Cycles of a turn of `while i < n: i += 1`. */
function cyclesOfTurn(head: string): number {
  const bench = new TestBench(
    {
      'main.py': `import time
${head}
    i = 0
    while i < n:
        i += 1
    return i
start = time.ticks_cpu()
count(${TURNS})
print(time.ticks_diff(time.ticks_cpu(), start))`,
    },
    { board: 'pybv11', afterwards: 'stop' },
  );
  bench.run(1000);
  return Number(bench.output) / TURNS;
}

test('a loop takes half the time in native code, a fraction on words of viper', () => {
  const bytecode = cyclesOfTurn('def count(n):');
  const native = cyclesOfTurn('@micropython.native\ndef count(n):');
  const viper = cyclesOfTurn('@micropython.viper\ndef count(n: int) -> int:');
  expect(native / bytecode).toBeGreaterThan(0.4);
  expect(native / bytecode).toBeLessThan(0.6);
  expect(viper).toBeGreaterThan(8);
  expect(viper).toBeLessThan(25);
});

const SPIN = `import pyb
ticks = bytearray(1)
def tick(timer):
    ticks[0] += 1
pyb.Timer(4, freq=100).callback(tick)
@micropython.viper
def spin(p: ptr8, n: int):
    while p[0] < n: pass
`;

test('Ctrl-C strikes behind a loop of machine code, not in it; interrupts are served there', () => {
  const bench = new TestBench(
    {
      'main.py': `${SPIN}print('begin')\ntry:\n    spin(ticks, 20)\n    print('spun', ticks[0])\n    while True: pass\nexcept KeyboardInterrupt:\n    print('struck', ticks[0])`,
    },
    { board: 'pybv11', afterwards: 'stop' },
  );
  bench.runUntil(() => bench.output.includes('begin'), 1000);
  bench.type('\x03');
  bench.run(1000);
  expect(bench.output).toMatch(/^begin\n(spun 20\n)?struck 20\n$/);
});

test('machine code keeps the global lock: other threads stand still', () => {
  const bench = new TestBench(
    {
      'main.py': `${SPIN}import _thread, time
n = 0
def other():
    global n
    while True: n += 1
_thread.start_new_thread(other, ())
time.sleep_ms(20)
before = n
spin(ticks, ticks[0] + 20)
print(before > 0, n - before)`,
    },
    { board: 'pybv11' },
  );
  bench.run(1000);
  expect(bench.output).toBe('True 0\n');
});

test('a timer calls machine code, which needs no heap there', () => {
  const bench = new TestBench(
    {
      'main.py': `import pyb, micropython
count = bytearray(4)
@micropython.viper
def called(timer):
    p = ptr32(count)
    p[0] += 1
pyb.Timer(4, freq=100).callback(called)
pyb.delay(205)
print(count[0])`,
    },
    { board: 'pybv11', afterwards: 'stop' },
  );
  bench.run(1000);
  expect(bench.output).toBe('20\n');
});
