/** Races are found by running over many seeds, and told by the few switches that they take. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findRace, type RaceOptions, TestBench } from '../../src/index.js';
import { shrink } from '../../src/testing/shrink.js';

const find = (source: string, options: RaceOptions = {}) => findRace({ 'main.py': source }, { seeds: 20, ...options });

/** Updates are lost where a thread is interrupted between reading and writing. */
const COUNTERS = `
import _thread, time
count = done = 0
def work(n):
    global count, done
    for i in range(n):
        seen = count
        for j in range(40):
            pass
        count = seen + 1
        time.sleep_ms(3)
    done += 1
for k in range(2): _thread.start_new_thread(work, (5,))
while done < 2: time.sleep_ms(1)
print('total', count)
`;
const LINES = COUNTERS.split('\n');
const lineOf = (text: string): string => `main.py:${LINES.findIndex((line) => line.includes(text)) + 1}`;
const LOCKED = COUNTERS.replace('count = done', 'lock = _thread.allocate_lock()\ncount = done')
  .replace('        seen', '        lock.acquire()\n        seen')
  .replace('seen + 1', 'seen + 1\n        lock.release()');

/** Updates are lost if a thread is interrupted at the `if`, and would be at the return from `inc`, where the firmware does not switch. */
const CALLS = `
import _thread, time
count = done = 0
def inc(number):
    return number + 1
def work(n):
    global count, done
    i = 0
    while i < n:
        i += 1
        if i % 3: pass
        number = inc(count)
        if i > 290: number += 0
        count = number
    done += 1
for k in range(2): _thread.start_new_thread(work, (300,))
while done < 2: time.sleep_ms(1)
assert count == 600
`;

/** Two locks, taken in opposite orders. */
const TWO_LOCKS = `
import _thread, time
a, b = _thread.allocate_lock(), _thread.allocate_lock()
done = 0
def move(first, second):
    global done
    with first:
        for i in range(40): pass
        with second:
            done += 1
    time.sleep_ms(1)
_thread.start_new_thread(move, (a, b))
_thread.start_new_thread(move, (b, a))
while done < 2: time.sleep_ms(1)
`;

describe('a lost update', () => {
  const source = `${COUNTERS}assert count == 10, count\n`;
  const race = find(source);

  test('takes one switch, between reading and writing', () => {
    expect(race?.failure).toBe('AssertionError: 9');
    expect(race?.switches).toHaveLength(1);
    const [lost] = race?.switches ?? [];
    expect([lineOf('for j'), lineOf('pass')]).toContain(lost?.at[0]);
    expect([lost?.from, lost?.to].sort()).toEqual([1, 2]);
  });

  test('is told: who is interrupted where, who goes on, and until when', () => {
    expect(race?.text).toMatch(/^AssertionError: 9\nTraceback .*\n {2}File "main.py", line 16, in <module>\nAssertionError: 9\n/);
    const story = race?.text.split('\n').slice(-5).join('\n');
    expect(story).toMatch(/^at \d+\.\d{3} ms thread \d is interrupted\n {4}main.py:\d {2}(for j in range\(40\):|pass)\nand thread \d /);
    expect(story).toMatch(/ until it waits\n {4}main.py:11 {2}time.sleep_ms\(3\)\n$/);
  });

  test('shows again with its turns and seed, in either tier and in slices', () => {
    for (const options of [{}, { tier: 'interpreter', stopEvery: 3 }, { tier: 'compiled' }] as const) {
      const bench = new TestBench({ 'main.py': source }, { turns: race?.turns, seed: race?.seed, afterwards: 'stop', ...options });
      while (bench.exit === null) bench.run(0.7);
      expect(bench.exit.kind).toBe('exception');
      expect(bench.output).toContain('total 9\n');
    }
  });

  test('is found at the forward jump at which the board switched, and not at the return before', () => {
    const found = find(CALLS)?.switches.map(({ at }) => at[0]);
    expect(found).toEqual(['main.py:13']);
  });

  test('is found again', () => {
    expect(find(source)).toEqual(race);
  });

  test('that shows with the board’s own turns is made small from those, as from a seed’s', () => {
    const busy = COUNTERS.replace('        time.sleep_ms(3)\n', '').replace('(5,)', '(200,)');
    const own = new TestBench({ 'main.py': busy }, { afterwards: 'stop' });
    own.run(1000);
    expect(own.output).not.toContain('total 400\n');
    const found = find(busy, { expect: 'total 400' });
    expect(found).toMatchObject({ failure: "its output lacks 'total 400'", seed: 0, turns: { longestMs: 1000 } });
    expect(found?.switches).toHaveLength(1);
  });

  test('is found by a text that is missing, and by a test of one’s own', () => {
    const expected = find(COUNTERS, { expect: 'total 10' });
    expect(expected).toMatchObject({ failure: "its output lacks 'total 10'", turns: race?.turns });
    const tested = find(COUNTERS, { test: (bench) => void bench.runUntil(() => bench.output.includes('total 10'), 100) });
    expect(tested?.failure).toMatch(/^not within 100 ms/);
    expect(tested?.switches).toHaveLength(1);
  });
});

describe('a deadlock', () => {
  test('of two locks takes the switch between them; both threads are seen to wait', () => {
    const race = find(TWO_LOCKS);
    expect(race?.failure).toBe("thread 1 and thread 2 wait for each other's locks");
    expect(race?.switches).toHaveLength(1);
    const [line] = race?.switches[0]?.at ?? [];
    expect(['main.py:7', 'main.py:8']).toContain(line);
    const atEnd = (thread: number) => `at the end thread ${thread} waits for a lock\n    main.py:9  with second:\n`;
    expect(race?.text).toContain(atEnd(1));
    expect(race?.text).toContain(atEnd(2));
  });

  test('is seen although nobody goes on after it', () => {
    const race = find(TWO_LOCKS.replace('while done < 2: time.sleep_ms(1)', 'time.sleep(1)'), { withinMs: 500 });
    for (const thread of [1, 2])
      expect(race?.text).toContain(`at the end thread ${thread} waits for a lock\n    main.py:9  with second:\n`);
  });

  test('shows in a program that runs for ever, too', () => {
    const source = TWO_LOCKS.replace('while done < 2', 'while True').replace('    with first', '    while True:\n     with first');
    expect(find(source, { withinMs: 200 })).toMatchObject({ failure: "thread 1 and thread 2 wait for each other's locks" });
  });

  test('in which the main thread takes part is the firmware’s fatal error', () => {
    const waiting = /_thread.start_new_thread\(move, \(b, a\)\)\nwhile.*/;
    const source = TWO_LOCKS.replace(waiting, 'time.sleep_ms(2)\nmove(b, a)').replace('(move, (a, b))', '(late, ())');
    const race = find(source.replace('done = 0', 'done = 0\ndef late():\n    time.sleep_ms(2)\n    move(a, b)'));
    expect(race?.failure).toBe('FATAL ERROR: deadlock');
    expect(race?.switches.length).toBeLessThanOrEqual(2);
  });
});

test('an exception in a thread is a failure, although the program ends well', () => {
  const source = COUNTERS.replace('    done += 1', '    done += 1\n    assert k == 1 and count in (5, 10), count');
  const race = find(source);
  expect(race?.failure).toMatch(/^AssertionError: \d$/);
  expect(race?.text).toContain('Unhandled exception in thread started by <function work');
});

test('an exit status is a failure, and the end of the program', () => {
  const source = `${COUNTERS}import sys\nsys.exit(0 if count == 10 else 7)\n`;
  expect(find(source)).toMatchObject({ failure: 'exit status 7', switches: [{}] });
  expect(() => find("import sys\nsys.exit('all\\nis lost')")).toThrow(/so this is not a race: exit status 1, all is lost$/);
});

describe('nothing is found', () => {
  test('in a program whose threads take a lock', () => {
    expect(find(`${LOCKED}assert count == 10, count\n`)).toBeNull();
  });

  test('in the blinking threads of the book, which run for ever', () => {
    const source = readFileSync(new URL('../../examples/threads/main.py', import.meta.url), 'utf8');
    expect(find(source, { withinMs: 2000 })).toBeNull();
  });

  test('where threads wait for each other by looking, although no thread waits', () => {
    const source = `
import _thread
turn = done = 0
def play(me):
    global turn, done
    for i in range(20):
        while turn != me: pass
        turn = 1 - me
    done += 1
_thread.start_new_thread(play, (0,))
_thread.start_new_thread(play, (1,))
while done < 2: pass
`;
    expect(find(source, { seeds: 3 })).toBeNull();
  });
});

test('what fails without any switch is no race', () => {
  expect(() => find('1/0')).toThrow(
    'the program also fails if no thread is interrupted, so this is not a race: ZeroDivisionError: divide by zero',
  );
});

test('nor is what a seed brings about whatever threads do', () => {
  const unlucky = "import random, _thread\n_thread.start_new_thread(print, ())\nassert random.random() < 0.9, 'unlucky'";
  expect(() => find(unlucky)).toThrow(
    'the program also fails with seed 3 if no thread is interrupted, so this is not a race: AssertionError: unlucky',
  );
});

test('an exception with several lines is told by the first, and is the same whatever it says', () => {
  expect(() => find("raise ValueError('a: 1\\nFile b')")).toThrow(/so this is not a race: ValueError: a: 1$/);
  const race = find(`${COUNTERS}assert count == 10, 'lost\\n%d' % (count * 10)\n`);
  expect(race).toMatchObject({ failure: 'AssertionError: lost', switches: [{}] });
});

test('a board that resets itself has the same main thread', () => {
  const bench = new TestBench({ 'main.py': 'import machine\nif machine.reset_cause() == 1: machine.reset()' }, { afterwards: 'stop' });
  const changes: unknown[] = [];
  bench.system.onSwitch = (change) => changes.push(change);
  bench.run(2000);
  expect([bench.system.resets > 0, changes]).toEqual([true, []]);
});

test('a bench that debugs looks at the program in each run, and the race is told without its lines', () => {
  const seen = new Set<string>();
  const race = find(COUNTERS, {
    debug: true,
    test(bench) {
      bench.at(lineOf('print'), (program) => seen.add(program.evaluate('count')));
      bench.run(200);
      if (!bench.output.includes('total 10')) throw new Error('lost');
    },
  });
  expect(race).toMatchObject({ failure: 'lost', switches: [{ at: [] }] });
  expect(seen).toContain('10');
  expect(seen.size).toBeGreaterThan(1);
});

test('what cannot be an option of a hunt is refused by name', () => {
  const hunt = (options: object) => () => findRace({ 'main.py': '' }, options);
  expect(hunt({ seed: 3 })).toThrow("findRace has no option 'seed': it tries many; set firstSeed and seeds");
  expect(hunt({ seeds: Number.NaN })).toThrow('seeds: NaN is not a whole number from 1 to ');
  expect(hunt({ firstSeed: 2 ** 32 - 1, seeds: 2 })).toThrow('seeds: 2 is not a whole number from 1 to 1');
  expect(hunt({ withinMs: Number.POSITIVE_INFINITY })).toThrow('withinMs: Infinity is not a number of simulated milliseconds above 0');
  for (const nothing of [5, '']) expect(hunt({ expect: nothing })).toThrow(/^expect: .* is not a non-empty string$/);
  expect(hunt({ test: 'all' })).toThrow("test: 'all' is not a function that takes a bench");
});

test('lists are shrunk until nothing can be left out', () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  /** What is left of them, and how often was asked. */
  function shrunk(fails: (left: readonly number[]) => boolean): { left: readonly number[]; runs: number } {
    let left: readonly number[] = items;
    let runs = 0;
    const questions = shrink(items);
    for (let asked = questions.next(); !asked.done; asked = questions.next(left === asked.value)) {
      runs++;
      if (fails(asked.value)) left = asked.value;
    }
    return { left, runs };
  }
  const { left, runs } = shrunk((some) => some.includes(17) && (some.includes(60) || some.includes(61)) && some.includes(99));
  expect(left).toEqual([17, 60, 99]);
  expect(runs).toBeLessThan(60);
  expect(shrunk(() => true).left).toEqual([]);
});

test('an error in a callback is none: the program goes on. One that the program makes its end is', () => {
  const program = (end: string) => `
import micropython, pyb, time
failed = False
def soft(x):
    global failed
    failed = True
    raise ValueError('soft')
def hard(timer):
    micropython.schedule(soft, 0)
    timer.deinit()
    raise ValueError('hard')
pyb.Timer(4, freq=100).callback(hard)
time.sleep_ms(30)
${end}
`;
  for (const expected of ['Uncaught exception in IRQ callback handler', 'ValueError: soft', 'True'])
    expect(findRace({ 'main.py': program('print(failed)') }, { seeds: 2, expect: expected })).toBeNull();
  expect(() => findRace({ 'main.py': program('assert not failed') }, { seeds: 2 })).toThrow(/AssertionError/);
});
