/** Who has the processor: the rows of threads, callbacks and tasks, with the option `activity`. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawTimeline, TestBench, type TestBenchOptions, type TraceEvent } from '../../src/index.js';
import { type RunOptions, runMachine } from '../support/run.js';

function benchOf(source: string, options: TestBenchOptions = {}): TestBench {
  return new TestBench({ 'main.py': source }, { activity: true, ...options });
}

/** The rows of who runs, and of these signals, between two moments in microseconds. */
function drawn(bench: TestBench, from: number, to: number, signals: readonly string[] = []): string {
  const shown = bench.events.filter(({ signal, actor }) => actor !== undefined || signals.includes(signal));
  return `\n${drawTimeline(shown, { from: BigInt(from) * 1000n, to: BigInt(to) * 1000n })}`;
}

/** What the rows told, `main 1`, from a moment in milliseconds on. */
function told(bench: TestBench, fromMs = 0): string[] {
  const from = BigInt(Math.round(fromMs * 1e6));
  return bench.events.filter(({ actor, t }) => actor !== undefined && t >= from).map(({ signal, value }) => `${signal} ${value}`);
}

describe('the four techniques of the chapter', () => {
  const rows = (example: string, from: number, to: number): string => {
    const bench = benchOf(readFileSync(`examples/${example}/main.py`, 'utf8'));
    bench.run(300);
    return drawn(bench, from, to, ['LED(3)', 'LED(4)']);
  };

  test('round robin: the one loop toggles both LEDs and sleeps', () => {
    expect(rows('round-robin', 149_990, 150_050)).toBe(`
ms      149.990        150.005        150.020        150.035
LED(3)  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
LED(4)  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
main    ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
`);
  });

  test('timers: the second callback waits for the first, main sleeps all the time', () => {
    expect(rows('timers', 200_640, 200_700)).toBe(`
ms                 200.640        200.655        200.670        200.685
LED(3)             ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
LED(4)             ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
TIM1 blink_blue    ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
TIM2 blink_yellow  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁
main               ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
`);
  });

  test('threads: each has its turn, the firmware goes from one to the next', () => {
    expect(rows('threads', 250_990, 251_050)).toBe(`
ms        250.990        251.005        251.020        251.035
LED(3)    ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
LED(4)    ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
main      ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
thread 1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
thread 2  ▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
`);
  });

  test('asyncio: the loop looks for a task that is due, whose step is time of main', () => {
    expect(rows('asyncio', 151_800, 152_400)).toBe(`
ms            151.800        151.950        152.100        152.250
LED(3)        ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁
LED(4)        ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
main          ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁
task blink    ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
task blink 2  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁
task main     ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
`);
  });
});

/** Threads, tasks, timers whose callbacks interrupt each other, soft callbacks, nested code, collections and stop mode, all at once. */
const EVERYTHING = `
import pyb, micropython, time, asyncio, _thread, gc, machine
led = pyb.LED(1)
def soft(x):
    for i in range(20): pass
    time.sleep_us(50)
def slow(t):
    pyb.udelay(300)
    micropython.schedule(soft, 1)
def fast(t):
    for i in range(30): pass
def work(n):
    for k in range(n):
        for i in range(2000): pass
        sorted([3, 1, 2], key=lambda x: -x)
        time.sleep_ms(3)
async def beat(ms, n):
    for i in range(n):
        led.toggle()
        for j in range(100): pass
        await asyncio.sleep_ms(ms)
async def quiet():
    await beat(7, 4)
async def main():
    await asyncio.gather(beat(5, 6), beat(5, 6), quiet())
timers = pyb.Timer(4, freq=700, callback=slow), pyb.Timer(5, freq=3000, callback=fast), machine.Timer(-1, freq=200, callback=soft)
_thread.start_new_thread(work, (5,))
_thread.start_new_thread(work, (4,))
asyncio.run(main())
gc.collect()
pyb.delay(4)
sorted(range(20), key=lambda x: time.sleep_ms(1) or x)
for timer in timers: timer.deinit()
time.sleep_ms(30)
pyb.RTC().wakeup(20)
machine.lightsleep()
print('end')
`;
const ROWS = [
  'GC',
  'LED(1)',
  'LED(2)',
  'TIM4 slow',
  'TIM5 fast',
  'main',
  'soft soft',
  'task beat',
  'task beat 2',
  'task main',
  'task quiet',
];

describe('of a program in which everything happens at once', () => {
  const run = (options: Partial<RunOptions>) => runMachine(EVERYTHING, { board: 'pybv11', activity: true, ...options });

  test.each([
    ['as on the board', {}],
    ['with random turns', { turns: 'random', seed: 7 }],
    ['on an ideal clock', { clock: 'ideal' }],
  ] as const)('the rows are the same in either tier, however it is stopped and cut, %s', (_, options) => {
    const first = run(options);
    expect(first.output).toBe('end\n');
    for (const tier of ['interpreter', 'compiled'] as const) {
      for (const stopEvery of [undefined, 1, 7, 1000]) expect(run({ ...options, tier, stopEvery }), `${tier} ${stopEvery}`).toEqual(first);
      expect(run({ ...options, tier, slice: () => 37_001n }), tier).toEqual(first);
    }
  });

  test('all else is as it is without rows', () => {
    const { trace, ...rest } = run({});
    const names = new Set(trace.map((line) => line.split(' ').slice(1, -1).join(' ')));
    expect([...names].sort()).toEqual([...ROWS, 'thread 1', 'thread 2']);
    const plain = run({ activity: false });
    expect(plain).toEqual({ ...rest, trace: trace.filter((line) => /^\d+ (LED|GC)/.test(line)) });
  });

  test('one at a time has the processor, a task with what it runs on; the times of the table are those of the rows', () => {
    const bench = benchOf(EVERYTHING);
    bench.run(600);
    const times = new Map<string, bigint>();
    let idle = 0n;
    let last = 0n;
    const on = new Map<string, TraceEvent>();
    const pass = (now: bigint): void => {
      const running = [...on.values()];
      expect(running.filter(({ actor }) => actor !== 'task').length).toBeLessThanOrEqual(1);
      expect(running.filter(({ actor }) => actor === 'task').length).toBeLessThanOrEqual(running.length === 0 ? 0 : running.length - 1);
      if (running.length === 0) idle += now - last;
      for (const { signal } of running) times.set(signal, (times.get(signal) ?? 0n) + now - last);
      last = now;
    };
    for (const event of bench.events) {
      if (event.actor === undefined) continue;
      if (event.t > last) pass(event.t);
      expect(on.has(event.signal)).toBe(event.value === 0);
      if (event.value === 0) on.delete(event.signal);
      else on.set(event.signal, event);
    }
    pass(bench.system.elapsed);
    const { load } = bench.system;
    expect(new Map(load.actors.map(({ name, total }) => [name, total]))).toEqual(times);
    expect(load.idle).toBe(idle);
    expect(load.actors.every(({ runs, longest, total }) => runs > 0 && longest > 0n && longest <= total)).toBe(true);
  });
});

describe('who has the processor', () => {
  test('is the same where the host stops a busy wait of the only thread', () => {
    const run = (slice?: () => bigint) => runMachine('import time\ntime.sleep_us(70)', { board: 'pybv11', activity: true, slice });
    expect(run(() => 10_007n)).toEqual(run());
  });

  test('a busy wait keeps it, a sleep gives it away', () => {
    const bench = benchOf('import pyb, time\ntime.sleep_ms(10)\npyb.udelay(5000)\ntime.sleep_ms(10)\n');
    bench.run(40);
    const [slept, woke, ended] = bench.edges('main').slice(-3);
    expect([slept?.value, woke?.value, ended?.value]).toEqual([0, 1, 0]);
    expect((ended?.ms ?? 0) - (woke?.ms ?? 0)).toBeLessThan(0.1);
    const [, busy] = bench.edges('main').filter(({ value }) => value === 1);
    expect((slept?.ms ?? 0) - (busy?.ms ?? 0)).toBeCloseTo(5, 1);
  });

  test('a handler is interrupted by one that is more urgent, whose time is not its own', () => {
    const bench = benchOf(`
import pyb
def slow(t): pyb.udelay(400)
def fast(t): pyb.udelay(20)
pyb.Timer(4, freq=500, callback=slow)
pyb.Timer(5, freq=4000, callback=fast)
while True: pass
`);
    bench.run(50);
    expect(drawn(bench, 42_300, 42_900)).toBe(`
ms         42.300         42.450         42.600         42.750
TIM4 slow  ▁▁▁▁▁▁▁▁▔▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁
TIM5 fast  ▁▁▁▁▁▁▁▁▁▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔
main       ▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁
`);
    expect(bench.load('TIM4 slow').longestMs).toBeLessThan(0.4);
    expect(bench.load('TIM5 fast').longestMs).toBeLessThan(0.05);
  });

  test('a handler that sleeps keeps it, a soft callback that does gives it away', () => {
    const sleeps = (hard: boolean) => `
import pyb, time
def tick(t): time.sleep_ms(5)
pyb.Timer(4, freq=20, callback=tick, hard=${hard ? 'True' : 'False'})
while True: time.sleep_ms(1)
`;
    const hard = benchOf(sleeps(true));
    hard.run(60);
    expect(hard.load('TIM4 tick').longestMs).toBeCloseTo(5, 0);
    const soft = benchOf(sleeps(false));
    soft.run(60);
    expect(soft.load('soft tick').longestMs).toBeLessThan(0.2);
  });

  test('nobody, while the chip stands still', () => {
    const bench = benchOf('import pyb, machine\npyb.RTC().wakeup(50)\nmachine.lightsleep()\npyb.LED(1).on()\nwhile True: pass');
    bench.run(200);
    const [slept, woke] = bench.edges('main').slice(-2);
    expect([slept?.value, woke?.value]).toEqual([0, 1]);
    expect((woke?.ms ?? 0) - (slept?.ms ?? 0)).toBeGreaterThan(40);
    expect(bench.edges('LED(1)')[0]?.ms).toBeGreaterThan(woke?.ms ?? Number.POSITIVE_INFINITY);
  });

  test('a thread of its own: its sleep lets main on', () => {
    const bench = benchOf(`
import _thread, time
def work():
    time.sleep_ms(5)
_thread.start_new_thread(work, ())
time.sleep_ms(20)
`);
    bench.run(50);
    expect(told(bench, 1)).toEqual(['thread 1 1', 'thread 1 0', 'main 1', 'main 0']);
  });
});

describe('the name of a row', () => {
  test('is that of the interrupt and of the function', () => {
    const bench = benchOf(`
import pyb, machine, micropython
class Counter:
    def tick(self, timer): pass
def later(x): pass
def alarm(t): micropython.schedule(later, 0)
pyb.Timer(2, freq=100, callback=Counter().tick)
pyb.Timer(4, freq=100, callback=lambda t: None)
pyb.ExtInt('X8', pyb.ExtInt.IRQ_FALLING, pyb.Pin.PULL_UP, alarm)
machine.Timer(-1, freq=100, hard=True, callback=alarm)
pyb.Timer(7, freq=100, callback=pyb.LED(1).toggle)
`);
    bench.run(15);
    bench.board.line('X8').drive(0);
    bench.run(15);
    expect(bench.system.load.actors.map(({ name }) => name)).toEqual([
      'main',
      'PENDSV alarm',
      'soft later',
      'TIM2 Counter.tick',
      'TIM4 <lambda>',
      'TIM7 LED.toggle',
      'EXTI9_5 alarm',
    ]);
  });

  test('of a task has a number while another of that name lives', () => {
    const bench = benchOf(`
import asyncio
async def job(ms): await asyncio.sleep_ms(ms)
async def main():
    await asyncio.gather(job(5), job(10))
    await asyncio.create_task(job(5))
asyncio.run(main())
`);
    bench.run(60);
    expect(['task main', 'task job', 'task job 2'].map((name) => bench.load(name).runs)).toEqual([3, 4, 2]);
    expect(() => bench.load('task job 3')).toThrow(
      "no actor named 'task job 3' has run; those that have: main, task main, task job, task job 2",
    );
  });

  test.each(['reset', 'soft_reset'])('is that of a thread of the same place in each boot: machine.%s()', (reset) => {
    const bench = benchOf(`
import machine, _thread, time
boot = machine.RTC().datetime()[4]
machine.RTC().datetime((2026, 1, 1, 1, boot + 1, 0, 0, 0))
locks = [_thread.allocate_lock(), _thread.allocate_lock()]
def work(one, other):
    with locks[one]:
        time.sleep_ms(5)
        with locks[other]: pass
_thread.start_new_thread(work, (0, 1))
_thread.start_new_thread(work, (1, 0))
time.sleep_ms(1 if boot < 3 else 20)
if boot < 3:
    _thread.start_new_thread(work, (0, 0)) # It never runs.
    machine.${reset}()
print('over')
`);
    bench.runUntil(() => bench.output.includes('over'), 5000);
    const names = bench.system.load.actors.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('thread'))).toEqual(['thread 1', 'thread 2']);
    expect(bench.load('thread 1').runs).toBeGreaterThan(4);
    expect(bench.system.knot).toEqual([1, 2]);
  });

  test('is free after a soft reset, which ends all that ran', () => {
    const bench = benchOf(`
import asyncio, machine, _thread, time
async def job():
    while True: await asyncio.sleep_ms(5)
async def main():
    asyncio.create_task(job())
    asyncio.create_task(job())
    await asyncio.sleep_ms(12)
    machine.soft_reset()
_thread.start_new_thread(lambda: time.sleep_ms(1), ())
asyncio.run(main())
`);
    bench.run(200);
    const names = bench.system.load.actors.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('task'))).toEqual(['task main', 'task job', 'task job 2']);
    expect(names.filter((name) => name.startsWith('thread'))).toEqual(['thread 1']);
    expect(bench.load('thread 1').runs).toBeGreaterThan(4);
    expect(told(bench).filter((row) => row === 'task main 1').length).toBeGreaterThan(4);
  });
});

describe('the time until a callback begins', () => {
  const latency = (body: string): number => {
    const bench = benchOf(`import pyb\ndef tick(t): pass\npyb.Timer(4, freq=100, callback=tick)\n${body}`);
    bench.run(100);
    return bench.load('TIM4 tick').latencyMs as number;
  };

  test('is that of the vector where nothing is in the way', () => {
    expect(latency('while True: pass')).toBeCloseTo(0.007, 2);
  });

  test('is longer where interrupts are masked', () => {
    const masked = 'while True:\n    state = pyb.disable_irq()\n    pyb.udelay(700)\n    pyb.enable_irq(state)\n';
    expect(latency(masked)).toBeGreaterThan(0.4);
    expect(latency(masked)).toBeLessThan(0.75);
  });

  test('is none of a callback that no interrupt calls', () => {
    const bench = benchOf('import micropython, time\nmicropython.schedule(lambda x: None, 0)\ntime.sleep_ms(1)');
    bench.run(10);
    expect(bench.load('soft <lambda>')).toMatchObject({ runs: 1, latencyMs: null });
  });
});

test('without the option nobody has looked', () => {
  const bench = new TestBench({ 'main.py': 'pass' });
  bench.run(10);
  expect(() => bench.load('main')).toThrow("give the option 'activity'");
  expect(bench.system.trace.names).not.toContain('main');
});
