/** `--debug`: back in time. Everything that a program has come through can be seen again. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { DebuggedRun } from './debugged-run.js';
import { command } from './support.js';

const { vpyb, file, path, words } = command();

let run: DebuggedRun;
afterEach(() => {
  run.child.kill('SIGKILL');
});

/** Runs a program up to a breakpoint. */
async function at(line: number, source: string, options: readonly string[] = [], name = 'main'): Promise<string> {
  const main = file(`${name}/main.py`, source);
  run = new DebuggedRun(words([main, '--debug=0', ...options]));
  const stopped = run.stop();
  await run.attach({ [main]: [{ line }] });
  await stopped;
  return main;
}

const back = () => run.stop(run.client.stepBackRequest({ threadId: 1 }));
const backToBreakpoint = () => run.stop(run.client.reverseContinueRequest({ threadId: 1 }));
const next = () => run.stop(run.client.nextRequest({ threadId: 1 }));
const goOn = () => run.stop(run.client.continueRequest({ threadId: 1 }));

/** The innermost function and its line. */
async function place(): Promise<string> {
  const [{ name, line }] = await run.stack();
  return `${name}:${line}`;
}

async function value(expression: string): Promise<string> {
  return run.evaluate(expression, (await run.stack())[0].id);
}

const SUM = `def add(a, b):
    c = a + b
    return c
total = 0
for i in range(3):
    total = add(total, i)
print(total)
`;

describe('a step back', () => {
  it('is none where a folder that the set-up names is gone by now: the client is told, and is in the present', async () => {
    file('rewired/disk/log.csv', '');
    file('rewired/vpyb.json', '{ "devices": { "card": { "type": "sd-card", "files": "disk" } } }');
    await at(3, 'n = 1\nn = 2\nprint(n)\n', [], 'rewired');
    rmSync(path('rewired/disk'), { recursive: true });
    const told = run.client.waitForEvent('output');
    expect(await back()).toMatchObject({ reason: 'breakpoint' });
    expect((await told).body.output).toMatch(/^the program cannot be shown as it was: .*vpyb\.json: .*\n$/);
    expect([await place(), await value('n')]).toEqual(['<module>:3', '2']);
    await run.client.continueRequest({ threadId: 1 });
    expect([await run.ended, run.output]).toEqual([0, '2\n']);
  });

  it('is with the board and the set-up of the beginning, whatever their file says by now', async () => {
    const source = "import sys, pyb\nn = (sys.implementation._machine[:8], pyb.Pin('X1', pyb.Pin.IN).value())\nprint(n)\nn = 0\nprint(n)\n";
    file('renamed/vpyb.json', '{ "board": "pybd-sf2", "at": { "0s": { "X1.level": 1 } } }');
    await at(5, source, [], 'renamed');
    file('renamed/vpyb.json', '{ "board": "pybv11" }');
    await back();
    expect([await place(), await value('n')]).toEqual(['<module>:4', "('PYBD-SF2', 1)"]);
    await run.client.continueRequest({ threadId: 1 });
  });

  it('shows the line before as it was, with the values of that time; forth it comes to the present again', async () => {
    await at(7, SUM);
    expect(await value('total')).toBe('3');
    expect(await back()).toMatchObject({
      reason: 'step',
      text: expect.stringMatching(/^at \d\.\d{6} s, in the past: it is \d\.\d{6} s$/),
    });
    expect(await place()).toBe('<module>:5');
    await back();
    expect(await place()).toBe('<module>:6');
    expect([await value('total'), await value('i')]).toEqual(['1', '2']);
    await run.stop(run.client.stepInRequest({ threadId: 1 }));
    expect(await place()).toBe('add:2');
    await next();
    expect([await place(), await value('c')]).toEqual(['add:3', '3']);
    await back();
    await back();
    expect(await place()).toBe('<module>:6');
    expect(await goOn()).toMatchObject({ reason: 'breakpoint', text: expect.stringMatching(/^at \d\.\d{6} s$/) });
    expect([await place(), await value('total')]).toEqual(['<module>:7', '3']);
    await run.client.continueRequest({ threadId: 1 });
    expect(await run.ended).toBe(0);
    expect(run.output).toBe('3\n');
  });

  it('from an exception goes to the line that raised it', async () => {
    const main = file('raises/main.py', 'def f(x):\n    y = x - 1\n    return 1 / y\nf(3)\nf(1)\n');
    run = new DebuggedRun(words([main, '--debug=0']));
    const stopped = run.stop();
    await run.attach({});
    expect(await stopped).toMatchObject({ reason: 'exception' });
    await back();
    expect([await place(), await value('y')]).toEqual(['f:3', '0']);
    await back();
    await back();
    expect(await place()).toBe('<module>:5');
    await back();
    expect(await place()).toBe('<module>:4');
  });

  it('goes from the callback of an interrupt to what it has interrupted', async () => {
    await at(
      3,
      'import pyb, time\ndef tick(t):\n    led.toggle()\nled = pyb.LED(1)\nt = pyb.Timer(4, freq=10, callback=tick)\ntime.sleep(1)\n',
      ['--for', '2s'],
    );
    await back();
    expect(await place()).toBe('<module>:6');
  });

  it('is refused where nothing came before', async () => {
    await at(1, 'x = 1\n');
    await expect(run.client.stepBackRequest({ threadId: 1 })).rejects.toThrow('nothing in this function or its callers ran before this');
  });
});

describe('going on backwards', () => {
  it('comes to the breakpoint before, and at last to the beginning', async () => {
    const main = await at(7, SUM);
    await run.client.setBreakpointsRequest({ source: { path: main }, breakpoints: [{ line: 2 }] });
    for (const b of ['2', '1', '0']) {
      expect(await backToBreakpoint()).toMatchObject({ reason: 'breakpoint' });
      expect([await place(), await value('b')]).toEqual(['add:2', b]);
    }
    expect(await backToBreakpoint()).toMatchObject({ reason: 'step' });
    expect(await place()).toBe('<module>:1');
    for (const b of ['0', '1', '2']) {
      expect(await goOn()).toMatchObject({ reason: 'breakpoint' });
      expect(await value('b')).toBe(b);
    }
    await goOn();
    expect(await place()).toBe('<module>:7');
  });
});

const evaluate = async (expression: string, context: string): Promise<string> =>
  (await run.client.evaluateRequest({ expression, context, frameId: (await run.stack())[0].id })).body.result;

/** Steps back until a line is reached, which is in some other function, too. */
async function backTo(line: string): Promise<void> {
  while ((await place()) !== line) await back();
}

const end = async (): Promise<number | null> => {
  await run.client.continueRequest({ threadId: 1 });
  return run.ended;
};

describe('the past', () => {
  const BLINK = `import pyb, time
led = pyb.LED(4)
t = pyb.Timer(2, freq=50, callback=lambda t: led.toggle())
n = 0
while n < 20:
    n += 1
    time.sleep_ms(7)
    print(n, pyb.rng() & 7)
t.deinit()
x = 1
`;

  it('leaves the present as it is: same output, same trace', async () => {
    const plain = await vpyb([file('blink/main.py', BLINK), '--trace', path('plain.txt')]);
    await at(10, BLINK, ['--trace', path('debugged.txt')], 'blink');
    await backTo('<module>:8');
    expect(await value('n')).toBe('20');
    await back();
    await back();
    await backTo('<module>:8');
    expect(await value('n')).toBe('19');
    await goOn();
    expect(await place()).toBe('<module>:10');
    expect(await end()).toBe(0);
    expect(run.output).toBe(plain.stdout);
    expect(readFileSync(path('debugged.txt'), 'utf8')).toBe(readFileSync(path('plain.txt'), 'utf8'));
  });

  it('has what was changed at a stop, where it was changed, and forgets what is changed in it', async () => {
    await at(3, 'x = 1\ny = [0]\nx += 1\nx += 1\nprint(x, y)\n');
    await evaluate('y.append(x)', 'repl');
    const [{ id }] = await run.stack();
    const [{ variablesReference }] = (await run.client.scopesRequest({ frameId: id })).body.scopes;
    await run.client.setVariableRequest({ variablesReference, name: 'x', value: '10' });
    await next();
    await next();
    expect([await place(), await value('(x, y)')]).toEqual(['<module>:5', '(12, [0, 1])']);
    await back();
    expect([await place(), await value('(x, y)')]).toEqual(['<module>:4', '(11, [0, 1])']);
    await evaluate('y.append(99)', 'repl');
    await back();
    await back();
    expect([await place(), await value('x')]).toEqual(['<module>:2', '1']);
    await goOn();
    expect([await place(), await value('(x, y)')]).toEqual(['<module>:3', '(10, [0, 1])']);
    await goOn();
    expect([await place(), await value('(x, y)')]).toEqual(['<module>:5', '(12, [0, 1])']);
  });

  it('has the files of that time, whatever becomes of them in the editor', async () => {
    file('edited/part.py', 'def f():\n    return 1\n');
    const main = await at(3, 'import part\na = part.f()\nb = 2\n', [], 'edited');
    writeFileSync(main, 'c = 3\n');
    file('edited/part.py', 'def f():\n    return 2\n');
    await back();
    await run.stop(run.client.stepInRequest({ threadId: 1 }));
    expect(await place()).toBe('f:2');
    await next();
    await next();
    expect([await place(), await value('a')]).toEqual(['<module>:3', '1']);
  });

  it('has what was typed', async () => {
    const main = file('typed/main.py', 'a = input()\nb = input()\nc = 1\n');
    run = new DebuggedRun(words([main, '--debug=0']), 'one\ntwo\n');
    const stopped = run.stop();
    await run.attach({ [main]: [{ line: 3 }] });
    await stopped;
    await back();
    expect([await place(), await value('a')]).toEqual(['<module>:2', "'one'"]);
    await next();
    expect(await value('b')).toBe("'two'");
  });

  it('is that of all threads, by the same numbers', async () => {
    await at(
      12,
      `import _thread, time
seen = []
def work(name):
    for i in range(3):
        seen.append(name)
        time.sleep_ms(5)
_thread.start_new_thread(work, ('b',))
for i in range(3):
    seen.append('a')
    time.sleep_ms(5)
time.sleep_ms(20)
end = 1
`,
      ['--turns', 'random', '--seed', '5'],
      'threads',
    );
    const all = await value('seen');
    await backTo('<module>:9');
    expect((await run.client.threadsRequest()).body.threads).toHaveLength(2);
    expect((await run.stack(2)).map(({ name }) => name)).toEqual(['work']);
    await goOn();
    expect(await value('seen')).toBe(all);
  });

  it('goes through coroutines of asyncio', async () => {
    await at(
      11,
      `import asyncio
async def child(n):
    await asyncio.sleep_ms(n)
    return n + 1
async def main():
    a = 0
    for n in (5, 7):
        a += await child(n)
    return a
a = asyncio.run(main())
end = a
`,
      [],
      'tasks',
    );
    await back();
    expect(await place()).toBe('<module>:10');
    await run.stop(run.client.stepInRequest({ threadId: 1 }));
    expect(await place()).toBe('main:6');
    await next();
    await next();
    await next();
    expect([await place(), await value('(n, a)')]).toEqual(['main:7', '(5, 6)']);
    await back();
    expect([await place(), await value('(n, a)')]).toEqual(['main:8', '(5, 0)']);
  });

  it('takes breakpoints that are set there', async () => {
    const main = await at(7, SUM, [], 'set');
    await back();
    await back();
    await back();
    await back();
    expect([await place(), await value('i')]).toEqual(['<module>:6', '1']);
    await run.client.setBreakpointsRequest({ source: { path: main }, breakpoints: [{ line: 3 }, { line: 7 }] });
    expect(await goOn()).toMatchObject({ reason: 'breakpoint' });
    expect([await place(), await value('b')]).toEqual(['add:3', '1']);
    await backToBreakpoint();
    expect([await place(), await value('b')]).toEqual(['add:3', '0']);
  });

  it('is said not to lead to the present if it has been changed', async () => {
    await at(5, 'import time\nn = 2\nfor i in range(n):\n    time.sleep_ms(1)\nx = 1\n', [], 'changed');
    await backTo('<module>:3');
    while ((await value('"i" in globals()')) === 'True') await back();
    await evaluate('n = 5', 'repl');
    const told = run.client.waitForEvent('output');
    await goOn();
    expect((await told).body.output).toMatch(/^back in the present, to which this past did not lead/);
    expect([await place(), await value('n')]).toEqual(['<module>:5', '2']);
  });

  it('can be left with the program, which goes on from the present', async () => {
    await at(7, SUM, [], 'left');
    await back();
    await run.client.disconnectRequest({ terminateDebuggee: false });
    expect(await run.ended).toBe(0);
    expect(run.output).toBe('3\n');
  });

  it('can be given up while the way there is long', async () => {
    await at(5, 'x = 0\nfor i in range(10 ** 6):\n    x += i\nimport time\ntime.sleep(1)\n', [], 'long');
    const stopped = run.stop(run.client.reverseContinueRequest({ threadId: 1 }));
    await run.client.pauseRequest({ threadId: 1 });
    expect(await stopped).toMatchObject({ reason: 'breakpoint', text: expect.not.stringContaining('past') });
    expect(await place()).toBe('<module>:5');
  });

  it('lies before resets, too', async () => {
    await at(5, 'import machine\nif machine.reset_cause() != machine.HARD_RESET:\n    x = 1\n    machine.reset()\ny = 2\n', [], 'reset');
    await back();
    expect(await place()).toBe('<module>:2');
    await back();
    expect(await place()).toBe('<module>:1');
    await expect(back()).rejects.toThrow('ran before');
  });
});
