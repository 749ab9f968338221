/** The firmware's own waits: at the prompt, after the program and between flashes of an error soft callbacks run, as in any other wait. */
import { expect, test } from 'vitest';
import { TestBench, type TestBenchOptions } from '../../src/index.js';

const TICKS = `
import machine
count = 0
def tick(timer):
    global count
    count += 1
    print('tick', count)
    if count == 3: timer.deinit()
timer = machine.Timer(-1, period=100, callback=tick)
`;

function outputOf(main: string, options: TestBenchOptions, type = ''): string {
  const bench = new TestBench({ 'main.py': main }, { ...options, tier: 'interpreter' });
  bench.run(50);
  bench.system.feed(new TextEncoder().encode(type));
  bench.run(2500);
  return bench.output;
}

test.each([
  ['after the program', TICKS, { afterwards: 'idle' }],
  ['at the prompt', TICKS, { afterwards: 'prompt' }],
  ['between the flashes of an error', `${TICKS}1/0`, { afterwards: 'idle' }],
] as const)('soft callbacks run %s', (_, main, options) => {
  expect(outputOf(main, options).match(/tick \d/g)).toEqual(['tick 1', 'tick 2', 'tick 3']);
});

test('an error in a soft callback at the prompt is printed, and the prompt goes on', () => {
  const main = `
import micropython, pyb
def fire(timer):
    timer.deinit()
    micropython.schedule(int, 'x')
pyb.Timer(4, freq=50, callback=fire)
`;
  const output = outputOf(main, { afterwards: 'prompt' }, '6*7\r');
  expect(output).toContain('>>> ValueError: invalid syntax for integer with base 10\n6*7\n42\n>>> ');
});

test('a soft callback may wait at the prompt, which is heard afterwards', () => {
  const main = `
import machine, time
def wait(timer):
    time.sleep_ms(300)
    print('waited')
machine.Timer(-1, mode=machine.Timer.ONE_SHOT, period=100, callback=wait)
`;
  expect(outputOf(main, { afterwards: 'prompt' }, '6*7\r')).toMatch(/6\*7\n42\n>>> waited\n$/);
});

test('typing is heard although a soft callback asks for itself again and again', () => {
  const main = 'import micropython\ndef again(x): micropython.schedule(again, x)\nagain(0)';
  expect(outputOf(main, { afterwards: 'prompt' }, '6*7\r')).toMatch(/42\n>>> $/);
});

test('a soft reset runs the program again where the run would end with it, too', () => {
  const bench = new TestBench(
    { 'main.py': "import machine, time\nprint('begins')\ntime.sleep_ms(10)\nmachine.soft_reset()" },
    { afterwards: 'stop', exitResets: false },
  );
  bench.run(100);
  expect(bench.output.match(/begins/g)?.length).toBeGreaterThan(2);
});

test.each([
  ['sys.exit(3)', false, 'exit 3'],
  ['machine.soft_reset()', false, 'resets'],
  ['sys.exit(3)', true, 'resets'],
])('%s where an exit resets the board: %s', (ending, exitResets, what) => {
  const bench = new TestBench({ 'main.py': `import machine, sys, time\nprint('begins')\ntime.sleep_ms(10)\n${ending}` }, { exitResets });
  bench.run(100);
  const { exit } = bench.system;
  if (what === 'resets') {
    expect(exit).toBeNull();
    expect(bench.output).toMatch(/^begins\nMPY: sync filesystems\nMPY: soft reboot\nbegins\n/);
  } else {
    expect(exit).toMatchObject({ kind: 'exit', status: 3 });
    expect(bench.output).toBe('begins\n');
  }
});

test('an exit of boot.py is one of the program', () => {
  const bench = new TestBench({ 'boot.py': 'import sys\nsys.exit(4)', 'main.py': "print('never')" }, { exitResets: false });
  bench.run(100);
  expect(bench.system.exit).toMatchObject({ kind: 'exit', status: 4 });
  expect(bench.output).toBe('');
});

test.each(['stop', 'idle', 'prompt'] as const)(
  'after an exception in boot.py main.py does not run, and that is how the program ended; then %s',
  (afterwards) => {
    const bench = new TestBench({ 'boot.py': '1/0', 'main.py': "print('never')" }, { afterwards });
    bench.run(3000);
    expect(bench.output).toMatch(/^Traceback .*\n.*boot\.py.*\nZeroDivisionError: divide by zero\n/);
    expect(bench.output).not.toContain('never');
    expect(bench.system.exit).toMatchObject({ kind: 'exception' });
  },
);

test('resets without end let the host look around', () => {
  const bench = new TestBench({ 'main.py': 'import machine\nmachine.soft_reset()' });
  let looks = 0;
  bench.system.poll = () => {
    if (++looks === 50) bench.system.requestStop();
  };
  expect(bench.system.run(60_000_000_000n)).toBe('stopped');
});
