/** `vpyb race`, as a user types it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { command } from './support.js';

// Most of these start the command more than once.
vi.setConfig({ testTimeout: 60_000 });

const { vpyb, file, words: allWords } = command();
const example = (name: string): string => readFileSync(new URL(`../../examples/race/${name}`, import.meta.url), 'utf8');

describe('a program that has a race', () => {
  test('fails with a seed; the switch that it takes is told, and a command that shows it again', async () => {
    const path = file('main.py', example('main.py'));
    const { status, stdout, stderr } = await vpyb(['race', path, '--seeds', '50']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^vpyb: seed \d+ fails: AssertionError: a number was given twice; now looking for the switches that matter\n$/);
    expect(stdout).toMatch(/^seed \d+ fails: AssertionError: a number was given twice\nTraceback /);
    expect(stdout).toMatch(/\none of its \d+ switches is enough:\nat \d+\.\d+ ms thread \d is interrupted\n {4}main.py:\d+ {2}\S/);
    expect(stdout).toContain("\n    main.py:23  code = check_digit('till");

    const [, again] = /^again: vpyb (.*)$/m.exec(stdout) ?? [];
    expect(again).toMatch(/ --seed \d+ --turns 1000ms,\d-\d@\d+$/);
    const [, found] = /^as found: vpyb (.*)$/m.exec(stdout) ?? [];
    for (const words of [again, found]) {
      const replayed = await vpyb((words as string).split(' '));
      expect(replayed.status).toBe(1);
      expect(replayed.stdout).toMatch(/\nAssertionError: a number was given twice\n$/);
    }
    expect((await vpyb(['race', path, '--seeds', '50'])).stdout).toBe(stdout);
  });

  test('is told as docs/races.md shows it', async () => {
    const path = file('main.py', example('main.py'));
    const document = readFileSync(new URL('../../docs/races.md', import.meta.url), 'utf8');
    const [, shown] = /\n\$ npx vpyb race examples\/race\/main\.py\n([^`]*)```/.exec(document) ?? [];
    expect((await vpyb(['race', path])).stdout.replaceAll(path, 'examples/race/main.py')).toBe(shown);
  });

  test('is looked for among output, too', async () => {
    const path = file('silent.py', example('main.py').replace(/assert.*\n/, ''));
    const { status, stdout } = await vpyb(['race', '--expect', '40 receipts', path, '--board', 'pybd-sf2']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^seed \d+ fails: its output lacks '40 receipts'\none of its/);
    expect(stdout).toMatch(/^again: vpyb \S+silent.py --board pybd-sf2 --seed \d+ --turns /m);
  });

  test('and hangs: the time in which that shows is part of the command', async () => {
    const path = file(
      'locks.py',
      `import _thread
a, b = _thread.allocate_lock(), _thread.allocate_lock()
def move(first, second):
    with first:
        for i in range(40): pass
        with second: pass
_thread.start_new_thread(move, (a, b))
_thread.start_new_thread(move, (b, a))
`,
    );
    const { status, stdout } = await vpyb(['race', path]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^seed \d+ fails: thread 1 and thread 2 wait for each other's locks\none of its \d+ switches is enough:\n/);
    for (const thread of [1, 2])
      expect(stdout).toContain(`at the end thread ${thread} waits for a lock\n    main.py:6  with second: pass\n`);
    const [, again] = /^again: vpyb (\S+ --for 3000ms --seed \d+ --turns 1000ms,\d-\d@\d+)$/m.exec(stdout) ?? [];
    expect((await vpyb((again as string).split(' '))).stderr).toContain("vpyb: thread 1 and thread 2 wait for each other's locks\n");
  });
});

test('a program without a race passes, and what was tried is said', async () => {
  const { status, stdout, stderr } = await vpyb(['race', file('main_locked.py', example('main_locked.py')), '--seeds', '8']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^no failure in 10 runs, \d\.\d+ s simulated; docs\/races\.md tells which races are never hit\n$/);
});

test('of a program that runs for ever that is said, too', async () => {
  const { status, stdout } = await vpyb(['race', '-c', 'import time\nwhile True: time.sleep(1)', '--seeds', '1', '--for', '5s']);
  expect(status).toBe(0);
  expect(stdout).toBe(
    [
      'no failure in 6 runs, 30 s simulated\n',
      'the first run started no thread, so there was little to find\n',
      'the program does not end within 5 s: a thread that hangs is noticed only by its locks; give --expect a text that is printed late\n',
    ].join(''),
  );
});

test('what fails without a switch is no race', async () => {
  const { status, stdout } = await vpyb(['race', '-c', "raise ValueError('7 apples')"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^the program also fails if no thread is interrupted, so this is not a race: ValueError: 7 apples\nTraceback/);
  expect(stdout).toContain(`again: vpyb -c 'raise ValueError('\\''7 apples'\\'')' --turns 1000ms\n`);
});

test('nor is a fatal error; it is told once, and the command that shows it again stands on a line of its own', async () => {
  const path = file('twice.py', 'import _thread\nlock = _thread.allocate_lock()\nlock.acquire()\nlock.acquire()\n');
  const { status, stdout } = await vpyb(['race', path]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^the program .*: FATAL ERROR: deadlock\nagain: vpyb \S+twice\.py --turns 1000ms\n$/);
});

test('nor is what a seed alone brings about; it is told how to see that again', async () => {
  const path = file('unlucky.py', "import random\nassert random.random() < 0.9, 'unlucky'\n");
  const { status, stdout } = await vpyb(['race', path]);
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^the program also fails with seed 3 if no thread is interrupted, so this is not a race: AssertionError: unlucky\n/,
  );
  const [, again] = /^again: vpyb (.*)$/m.exec(stdout) ?? [];
  expect((await vpyb((again as string).split(' '))).stdout).toMatch(/AssertionError: unlucky\n$/);
});

describe('the hunt is ended', () => {
  test('after one run, if the next hangs', async () => {
    const hangs = `import _thread
def other():
    global has_run
    has_run = True
has_run = False
_thread.start_new_thread(other, ())
for i in range(20000):
    while has_run: pass
`;
    const { status, stdout } = await vpyb(['race', file('hangs.py', hangs), '--for', '30d', '--max-wall', '5s']);
    expect(status).toBe(124);
    expect(stdout).toMatch(
      /^no failure in one run, \S+ ms simulated; docs\/races\.md tells which races are never hit\nthe hunt was stopped/,
    );
  });

  test('by a limit of real time', async () => {
    const path = file('long.py', example('main_locked.py'));
    const { status, stdout } = await vpyb(['race', path, '--seeds', '1000000', '--max-wall', '4s']);
    expect(status).toBe(124);
    expect(stdout).toMatch(
      /^no failure in \d+ runs?, \S+ \S+ simulated; docs\/races\.md tells which races are never hit\nthe hunt was stopped before all seeds were tried\n$/,
    );
  });

  test.each([
    ['that stops can cut', 'while True: pass'],
    ['that no stop unwinds', 'def key(x):\n    while True: pass\nsorted([2, 1], key=key)'],
  ])('by that in the middle of a run %s', async (_, code) => {
    const began = Date.now();
    const { status, stdout } = await vpyb(['race', '-c', code, '--for', '30d', '--max-wall', '1s']);
    expect({ status, stdout }).toEqual({ status: 124, stdout: 'the hunt was stopped before the program had run once\n' });
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  test('by Ctrl-C in the middle of a run, with what has been found by then', async () => {
    const slow = file('slow.py', example('main.py').replace('assert', 'for n in range(10_000_000): pass\nassert'));
    const child = spawn(process.execPath, allWords(['race', slow, '--for', '600s']), { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    child.stdout.on('data', (bytes: Buffer) => {
      stdout += bytes;
    });
    const closed = new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stderr.once('data', resolve));
    child.kill('SIGINT');
    expect(await closed).toBe(1);
    expect(stdout).toMatch(
      /^seed \d+ fails: AssertionError: a number was given twice\n[\s\S]*\n\(the hunt was stopped: fewer may be enough\)\n/,
    );
  });
});

test('wrong words are refused', async () => {
  for (const [words, message] of [
    [['race'], /^vpyb: nothing to run/],
    [['race', '-'], /^vpyb: 'race' runs a program many times: give a FILE.py, not standard input\n/],
    [['race', 'x.py', '--seeds', '0'], /^vpyb: --seeds '0' is not a whole number from 1 to /],
    [['race', 'x.py', '-X', 'compile-only'], /^vpyb: -X compile-only does not apply to 'race'\n/],
    [['race', 'x.py', '--turns', 'random'], /^vpyb: --turns does not apply to 'race'\n/],
    [['x.py', '--seeds', '3'], /^vpyb: --seeds does not apply to 'run'\n/],
    [
      ['x.py', '--turns', '1s,1-2'],
      /^vpyb: --turns '1s,1-2': write board, random, or the longest turn \(up to 1d\), then switches as FROM-TO@CYCLES/,
    ],
    [['x.py', '--turns', '25h'], /^vpyb: --turns '25h': write board, random, or the longest turn \(up to 1d\)/],
    [['race', 'no-such.py'], /^vpyb: no-such.py: no such file or folder\n/],
  ] as const) {
    const { status, stderr } = await vpyb([...words]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  }
});
