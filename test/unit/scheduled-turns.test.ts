/** Turns of threads that somebody has written down: a thread runs until it waits, but for the switches that are named. */
import { describe, expect, test } from 'vitest';
import type { Schedule, Switch, ThreadSwitch } from '../../src/index.js';
import type { SystemOptions } from '../../src/system/options.js';
import { parseSchedule, scheduleText } from '../../src/system/setup/schedule-text.js';
import { TestBench } from '../../src/testing/test-bench.js';
import { type RunOptions, runMachine } from '../support/run.js';

/** Two threads count to the same number by reading, working and writing. */
const COUNTERS = `
import _thread, time
count = done = 0
def work(n):
    global count, done
    for i in range(n):
        seen = count
        for j in range(40): pass
        count = seen + 1
    done += 1
for k in range(2): _thread.start_new_thread(work, (20,))
while done < 2: time.sleep_ms(1)
print(count)
`;

/** All that a switch can come upon: jumps of every kind, generators, nested code, locks. */
const JUMPS = `
import _thread, time
count = done = 0
lock = _thread.allocate_lock()
def items(n):
    for k in range(n):
        if k % 3 == 1: continue
        yield k or -1
def work(n):
    global count, done
    i = 0
    while i < n:
        i += 1
        seen = count
        if i % 3 and i % 2 or not i: pass
        count = seen + 1
        s = sorted([3, 1, 2, 5], key=lambda x: -x if x & 1 else x)
        total = sum(items(i % 7)) + len([k for k in items(4) if k > 0])
        if i % 16 == 0:
            with lock: total += 1
    done += 1
for k in range(2): _thread.start_new_thread(work, (200,))
while done < 2: time.sleep_ms(1)
print(count)
`;

const run = (source: string, switches: readonly Switch[], options: Partial<RunOptions> = {}, longestMs = 1000) =>
  runMachine(source, { board: 'pybv11', turns: { longestMs, switches }, limit: 2_000_000_000n, ...options });

/** Where a run took threads their turns away. */
function interruptions(source: string, turns: SystemOptions['turns'], seed = 0): ThreadSwitch[] {
  const bench = new TestBench({ 'main.py': source }, { turns, seed, afterwards: 'stop' });
  const changes: ThreadSwitch[] = [];
  bench.system.onSwitch = (change) => changes.push(change);
  bench.run(2000);
  return changes.filter(({ why }) => why === 'interrupted');
}

/** Switches between two threads, so many and so irregular that they come upon every place. */
const everywhere = (one: number, other: number, apart: number): readonly Switch[] =>
  Array.from({ length: 4000 }, (_, n) => {
    const cycles = 10_000 + apart * n + ((n * n) % 97);
    return n % 2 === 0 ? { from: one, to: other, cycles } : { from: other, to: one, cycles };
  });

const asSwitch = ({ from, to, cycles }: ThreadSwitch): Switch => ({ from, to, cycles });

describe('without switches', () => {
  test('a thread runs until it waits: no update is lost', () => {
    expect(run(COUNTERS, []).output).toBe('40\n');
    expect(interruptions(COUNTERS, { longestMs: 1000, switches: [] })).toEqual([]);
  });

  test('a thread that never waits has the turn for the longest time at most', () => {
    const spinning = `
import _thread, time
go = False
def task():
    global go
    go = True
_thread.start_new_thread(task, ())
began = time.ticks_ms()
while not go: pass
print(time.ticks_diff(time.ticks_ms(), began) // 10)
`;
    expect(run(spinning, [], {}, 250).output).toBe('25\n');
    expect(run(spinning, [], {}, 30).output).toBe('3\n');
  });
});

describe('a switch', () => {
  test('interrupts a thread at its first jump from so many of its own cycles on', () => {
    const first = interruptions(COUNTERS, 'random', 3)[0] as ThreadSwitch;
    const replayed = interruptions(COUNTERS, { longestMs: 1000, switches: [asSwitch(first)] });
    expect(replayed.map(asSwitch)).toEqual([asSwitch(first)]);
    const [later] = interruptions(COUNTERS, { longestMs: 1000, switches: [{ ...asSwitch(first), cycles: first.cycles + 1 }] });
    expect(later?.cycles).toBeGreaterThan(first.cycles);
    expect(later?.cycles).toBeLessThan(first.cycles + 1000);
  });

  test('is where the firmware may switch: at a jump, a forward one too, and not at a return', () => {
    const source = `
import _thread
count = 0
def inc(number):
    return number + 1
def work():
    global count
    for i in range(60):
        number = inc(count)
        if number > 3: number += 0
        count = inc(number)
_thread.start_new_thread(work, ())
work()
`;
    const bench = new TestBench(
      { 'main.py': source },
      { turns: { longestMs: 1000, switches: everywhere(0, 1, 61) }, afterwards: 'stop', profile: true },
    );
    const places: string[] = [];
    bench.system.onSwitch = ({ why, at }) => why === 'interrupted' && places.push(at[0] as string);
    bench.run(2000);
    expect(new Set(places)).toEqual(new Set(['main.py:8', 'main.py:10']));
  });

  test('names its place whatever other switches there are', () => {
    const all = interruptions(COUNTERS, 'random', 3).map(asSwitch);
    expect(all.length).toBeGreaterThan(10);
    const odd = all.filter((_, i) => i % 2 === 1);
    for (const one of interruptions(COUNTERS, { longestMs: 1000, switches: odd }).map(asSwitch)) expect(odd).toContainEqual(one);
  });

  test('waits for the thread that is to go on, and is forgotten when its own thread waits first', () => {
    const sleeper = (ms: number) => `
import _thread, time
woken = []
def task():
    time.sleep_ms(${ms})
    woken.append('task')
_thread.start_new_thread(task, ())
time.sleep_ms(2)
for i in range(4000): pass
woken.append('main')
time.sleep_ms(100)
print(woken)
`;
    expect(run(sleeper(5), []).output).toBe("['main', 'task']\n");
    // Due before the main thread sleeps, which it does of itself.
    expect(run(sleeper(5), [{ from: 0, to: 1, cycles: 0 }]).output).toBe("['main', 'task']\n");
    // Due in the loop: it is interrupted as soon as the other can go on.
    expect(run(sleeper(5), [{ from: 0, to: 1, cycles: 200_000 }]).output).toBe("['task', 'main']\n");
    expect(run(sleeper(90), [{ from: 0, to: 1, cycles: 200_000 }]).output).toBe("['main', 'task']\n");
  });
});

test.each([
  ['the calibrated clock', {}],
  ['the ideal clock', { clock: 'ideal' }],
  ['the calibrated clock of a PYBD', { board: 'pybd-sf6' }],
] as const)('switches at jumps of every kind replay to the nanosecond, in each tier and however the run is cut, on %s', (_, options) => {
  const few = interruptions(JUMPS, 'random', 7).map(asSwitch);
  const many = everywhere(1, 2, 450);
  expect(interruptions(JUMPS, { longestMs: 1000, switches: many }).length).toBeGreaterThan(500);
  for (const list of [few, many]) {
    const replayed = run(JUMPS, list, options);
    expect(run(JUMPS, list, { ...options, tier: 'interpreter', stopEvery: 1 })).toEqual(replayed);
    expect(run(JUMPS, list, { ...options, tier: 'compiled', stopEvery: 7 })).toEqual(replayed);
    expect(run(JUMPS, list, { ...options, tier: 'compiled', slice: () => 70_000n })).toEqual(replayed);
  }
});

/** A handler with safe points of its own, and interrupts that are disabled meanwhile and around a switch that is due. */
const HANDLERS = `
import _thread, machine, pyb, time
log = []
lock = _thread.allocate_lock()
def handler(timer):
    for i in range(60): pass
    if lock.acquire(False): lock.release()
def work(number):
    for i in range(60):
        state = machine.disable_irq()
        for j in range(20 * (i % 3)): pass
        machine.enable_irq(state)
        for j in range(5):
            log.append(number)
            if j: pass
pyb.Timer(4, freq=900).callback(handler)
for number in (1, 2): _thread.start_new_thread(work, (number,))
time.sleep_ms(100)
print(len([i for i in range(1, len(log)) if log[i] != log[i - 1]]))
`;

test.each([
  ['the calibrated clock', {}],
  ['the ideal clock', { clock: 'ideal' }],
] as const)('handlers with safe points and disabled interrupts leave a schedule what it is, on %s', (_, options) => {
  const often = { ...options, limit: 500_000_000n };
  const switches = everywhere(1, 2, 300);
  const replayed = run(HANDLERS, switches, often);
  expect(Number(replayed.output)).toBeGreaterThan(20);
  for (const way of [{ stopEvery: 1 }, { stopEvery: 7, tier: 'compiled' }, { slice: () => 70_000n }, { slice: () => 7001n }] as const)
    expect(run(HANDLERS, switches, { ...often, ...way })).toEqual(replayed);
});

test.each([
  ['the calibrated clock', {}],
  ['the ideal clock', { clock: 'ideal' }],
] as const)('a schedule replays to the nanosecond, in each tier and however the run is cut, on %s', (_, options) => {
  const switches = interruptions(COUNTERS, 'random', 7).map(asSwitch).slice(0, 9);
  const replayed = run(COUNTERS, switches, options);
  expect(Number(replayed.output)).toBeLessThan(40);
  expect(run(COUNTERS, switches, options)).toEqual(replayed);
  expect(run(COUNTERS, switches, { ...options, tier: 'interpreter', stopEvery: 1 })).toEqual(replayed);
  expect(run(COUNTERS, switches, { ...options, tier: 'compiled', slice: () => 70_000n })).toEqual(replayed);
  expect(run(COUNTERS, [...switches].reverse(), options)).toEqual(replayed);
});

test('interrupts do not move a switch: their cycles are nobody’s', () => {
  const withTimer = `import pyb\npyb.Timer(4, freq=3000).callback(lambda t: t.counter())\n${COUNTERS}`;
  const [first] = interruptions(withTimer, 'random', 3).map(asSwitch);
  const turns = { longestMs: 1000, switches: [first as Switch] };
  const masked = withTimer.replace('lambda t: t.counter()', 'None');
  const places = [withTimer, masked].map((source) => interruptions(source, turns).map(asSwitch));
  expect(places[0]).toEqual([first]);
  expect((places[1]?.[0]?.cycles ?? 0) - (first as Switch).cycles).toBeLessThan(1000);
});

test('a schedule is written in a line', () => {
  const schedule = { longestMs: 1000, switches: [{ from: 1, to: 2, cycles: 40210 }] };
  expect(scheduleText(schedule)).toBe('1000ms,1-2@40210');
  expect(parseSchedule('1s,1-2@40210')).toEqual(schedule);
  expect(parseSchedule('10ms')).toEqual({ longestMs: 10, switches: [] });
  for (const wrong of ['', 'boards', '1us', '86400001ms', '1s,', '1s,1-2', '1s,1-2@x', '1s,1-2@3;4'])
    expect(parseSchedule(wrong)).toBeNull();
});

test('a bench takes a schedule as it is written in a line', () => {
  const schedule = { longestMs: 1000, switches: interruptions(COUNTERS, 'random', 7).map(asSwitch).slice(0, 3) };
  const interrupted = interruptions(COUNTERS, schedule);
  expect(interrupted.length).toBeGreaterThan(0);
  expect(interruptions(COUNTERS, scheduleText(schedule))).toEqual(interrupted);
});

test('a schedule that cannot be is refused in words', () => {
  const make = (turns: unknown) => () => new TestBench({ 'main.py': '' }, { turns: turns as Schedule });
  expect(make({})).toThrow('turns.longestMs: undefined is not a whole number from 1 to 86400000');
  expect(make({ longestMs: 0, switches: [] })).toThrow('turns.longestMs: 0 is not a whole number from 1 to 86400000');
  expect(make({ longestMs: 5 })).toThrow('turns.switches: undefined is not an array of switches');
  expect(make({ longestMs: 5, switches: [{ from: 1, to: 2, cycles: -1 }] })).toThrow('turns.switches[0].cycles: -1 is not a whole number');
  expect(make('randon')).toThrow("unknown turns 'randon'");
});
