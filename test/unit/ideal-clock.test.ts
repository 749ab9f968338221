/** On the ideal clock only waiting takes time, and code that never waits some now and then: when, depends on nothing that the host does. */
import { describe, expect, test } from 'vitest';
import { World } from '../../src/system/world.js';
import { TestBench } from '../../src/testing/test-bench.js';
import { inSlices, randomSlices } from '../support/slices.js';

const PROGRAMS = {
  'a loop that never waits': `
import time
for i in range(30000): pass
print(time.ticks_us())
`,
  'polling the clock, with a callback at a moment of its own': `
import pyb, time
seen = []
pyb.Timer(4, freq=731).callback(lambda t: seen.append(time.ticks_us()))
while time.ticks_us() < 12_345: pyb.LED(1).toggle()
print(seen, time.ticks_us())
`,
  'soft callbacks, handlers that work for long, and waits between': `
import micropython, pyb, time
seen = []
def soft(n):
    for i in range(700): pass
    seen.append((n, time.ticks_us()))
def hard(timer):
    for i in range(400): pass
    micropython.schedule(soft, timer.counter())
pyb.Timer(4, freq=900).callback(hard)
pyb.Timer(7, freq=1300).callback(hard)
for turn in range(5):
    for i in range(3000): pyb.LED(2).toggle()
    time.sleep_us(300)
    seen.append(time.ticks_us())
print(seen)
`,
  'threads that take turns': `
import _thread, micropython, pyb, time
order = []
left = 3
def work(name):
    global left
    for i in range(2500):
        if i % 500 == 0: order.append((name, time.ticks_us()))
    left -= 1
pyb.Timer(4, freq=2000).callback(lambda t: micropython.schedule(order.append, time.ticks_us()))
for name in 'abc': _thread.start_new_thread(work, (name,))
while left: pyb.LED(3).toggle()
print(order)
`,
  'nested code, and what waits below it': `
import _thread, pyb, time
order = []
def work():
    for i in range(5000):
        if i % 1000 == 0: order.append(time.ticks_us())
def key(x):
    for i in range(2500): pass
    time.sleep_us(700)
    return x
_thread.start_new_thread(work, ())
pyb.Timer(4, freq=1500).callback(lambda t: pyb.LED(1).toggle())
print(sorted([3, 2, 1], key=key), time.ticks_us(), order)
`,
};

describe.each(Object.entries(PROGRAMS))('%s', (_, source) => {
  const whole = inSlices(source, 1_000_000_000n, { clock: 'ideal' });
  test.each([
    ['of 700 µs', 700_000n, {}],
    ['of 3 µs', 3_000n, { tier: 'compiled' }],
    ['of any length', randomSlices(1), { tier: 'interpreter' }],
    ['of any length', randomSlices(2), { tier: 'compiled' }],
    ['of any length', randomSlices(3), { stopEvery: 1 }],
    ['of any length', randomSlices(4), { stopEvery: 7, tier: 'compiled' }],
  ])('is the same in slices %s (%o): %o', (_, nanos, how) => {
    expect(inSlices(source, nanos, { clock: 'ideal', ...how })).toEqual(whole);
  });
});

test('the host gets control at the moment that it has named, in the middle of a loop, too', () => {
  const bench = new TestBench({ 'main.py': 'while True: pass' }, { clock: 'ideal' });
  for (const moment of [300n, 999_999n, 1_000_001n, 5_432_100n]) {
    expect(bench.system.run(moment)).toBe('moment');
    expect(bench.system.elapsed).toBe(moment);
  }
});

test.each([
  ['a loop', 'while True: pass', 'moment'],
  ['nested code', 'def key(x):\n    while True: pass\nsorted([2, 1], key=key)', 'aborted'],
])('%s ends at the end of everything, and nothing happens after that', (_, source, state) => {
  for (const end of [10_500_000n, 10_999_999n]) {
    const { system } = new TestBench({ 'main.py': source }, { clock: 'ideal' });
    let fired = false;
    system.clock.world
      .alarm(() => {
        fired = true;
      })
      .set(Number(end) + 1);
    system.endsAt = end;
    expect(system.run(null)).toBe(state);
    expect({ elapsed: system.elapsed, fired }).toEqual({ elapsed: end, fired: false });
  }
});

test('the end of everything, a day and more away, changes nothing before it', () => {
  const source = 'import time\nfor i in range(30000): pass\nprint(time.ticks_us())\ntime.sleep(100_000)\nprint(time.ticks_ms())\n';
  const outputs = [null, 200_000_000_000_123n].map((end) => {
    const bench = new TestBench({ 'main.py': source }, { clock: 'ideal', afterwards: 'stop' });
    bench.system.endsAt = end;
    for (let i = 1n; i <= 40n; i++) bench.system.run(i * 77_777n);
    bench.system.run(150_000_000_000_000n);
    return bench.output;
  });
  expect(outputs[1]).toBe(outputs[0]);
  expect(outputs[0]).toBe('30000\n100000030\n');
});

test('boards on one clock go together: who polls a line sees what the other sends when that comes', () => {
  const poller = 'import machine, time\nu = machine.UART(4, 115200)\nwhile not u.any(): pass\nprint(time.ticks_us())';
  const sender = 'import machine, time\nu = machine.UART(4, 115200)\ntime.sleep_us(2300)\nu.write(b"x")';
  const board = (source: string) => new TestBench({ 'main.py': source }, { clock: 'ideal', afterwards: 'stop' });
  const [a, b] = [board(poller), board(sender)];
  b.board.uart(4).tx.connect(a.board.uart(4));
  new World([a.system, b.system]).run(10_000_000n);
  expect(Number(a.output)).toBeGreaterThanOrEqual(2386);
  expect(Number(a.output)).toBeLessThan(2400);
});
