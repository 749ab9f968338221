/** USR held while a board starts: normal start, safe mode, factory reset (`ports/stm32/boardctrl.c`; on the PYBDs `mboot/ui.c`). */
import { expect, test } from 'vitest';
import type { BoardName } from '../../src/board/boards.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { TestBench, type TestBenchOptions } from '../../src/testing/test-bench.js';

const FILES = { 'boot.py': 'print("boot")', 'main.py': 'print("main")', 'data.txt': 'mine' };

/** A board on which USR is held from before power-on for so many milliseconds. */
function held(ms: number, options: TestBenchOptions = {}, files: Readonly<Record<string, string>> = FILES): TestBench {
  const bench = new TestBench(files, options);
  bench.board.switch.press();
  bench.run(ms);
  bench.board.switch.release();
  return bench;
}

/** What lights up and goes out again, for how many milliseconds each, rounded. */
function glow(bench: TestBench, led: number, fromMs: number, toMs: number): string {
  const edges = bench.edges(`LED(${led})`).filter(({ ms }) => ms >= fromMs && ms < toMs);
  return edges.map(({ ms, value }) => `${Math.round(ms)}:${value}`).join(' ');
}

test('the pyboard v1.1 shows the modes for 600 ms each: green, yellow, both, and green again', () => {
  const bench = held(2300);
  expect(glow(bench, 2, 0, 2300)).toBe('0:1 600:0 1200:1');
  expect(glow(bench, 3, 0, 2300)).toBe('600:1 1800:0');
  expect(bench.output).toBe('');
});

test('the mode that USR is let go in blinks six times, stays for 400 ms, and the board starts', () => {
  const bench = held(1000);
  bench.run(1500);
  const blinks = [0, 1, 2, 3, 4, 5].map((i) => `${1000 + 100 * i}:0 ${1050 + 100 * i}:1`).join(' ');
  expect(glow(bench, 3, 700, 2500)).toBe(`${blinks} 2000:0`);
});

test.each([
  ['normal', 300, 'boot\nmain\n'],
  ['safe', 900, ''],
  ['normal again', 2000, 'boot\nmain\n'],
] as const)('mode %s of the pyboard v1.1', (_, ms, printed) => {
  const bench = held(ms);
  bench.run(2000);
  expect(bench.output).toBe(printed);
  expect(bench.exit).toEqual({ kind: 'ok' });
  expect(bench.read('data.txt')).toBe('mine');
});

test.each(['pybd-sf2', 'pybd-sf6'] as const)('the bootloader of %s shows the modes for 640 ms each: red, green, blue, white', (board) => {
  const bench = held(2700, { board });
  expect(glow(bench, 1, 0, 2600)).toBe('0:1 640:0 1920:1');
  expect(glow(bench, 2, 0, 2600)).toBe('640:1 1280:0 1920:1 2560:0');
  expect(glow(bench, 3, 0, 2600)).toBe('1280:1 2560:0');
});

test.each([
  ['normal', 300, 'boot\nmain\n'],
  ['safe', 900, ''],
] as const)('mode %s of a PYBD, whose ticks count from when the bootloader has left', (_, ms, printed) => {
  const bench = held(ms, { board: 'pybd-sf2', afterwards: 'prompt' });
  bench.run(2000);
  expect(bench.output.startsWith(`${printed}MicroPython`)).toBe(true);
  bench.output = '';
  bench.type('import pyb; print(pyb.millis() < 1200)\r');
  bench.run(100);
  expect(bench.output).toContain('True');
});

test('the fourth mode of a PYBD is its bootloader', () => {
  const bench = held(2100, { board: 'pybd-sf2' });
  bench.run(2000);
  expect(bench.output).toBe('');
  expect(bench.system.isInBootloader).toBe(true);
});

test.each([
  ['pybv11', 60_000, 'safe'],
  ['pybd-sf2', 33 * 640, 'normal'],
] as const)('%s gives up after %i ms, whoever holds USR on', (board, ms, mode) => {
  const bench = new TestBench(FILES, { board });
  bench.board.switch.press();
  bench.run(ms - 100);
  expect(bench.exit).toBeNull();
  bench.run(1500);
  expect(bench.exit).toEqual({ kind: 'ok' });
  expect(bench.output).toBe(mode === 'safe' ? '' : 'boot\nmain\n');
});

test.each(['pybv11', 'pybd-sf2'] as const)('factory reset of %s: its files alone are on the flash, and run', (board: BoardName) => {
  const files = { ...FILES, 'main.py': 'print("never")', 'lib/own.py': 'x = 1' };
  const bench = held(1500, { board, afterwards: 'prompt' }, files);
  bench.runUntil(() => bench.output.includes('>>> '), 20_000);
  bench.type('import os; print(os.listdir())\r');
  bench.run(500);
  expect(bench.output).toContain("['boot.py', 'main.py', 'README.txt']");
  expect(bench.output).not.toContain('never');
  expect(bench.read('main.py')).toContain('your program goes here');
  expect(() => bench.read('data.txt')).toThrow('no such file');
  // The green LED is on while the flash is written, then boot.py runs.
  const written = bench.edges('FLASH').filter(({ ms }) => ms > 2400);
  expect(written.length).toBeGreaterThan(1);
  expect(bench.edges('LED(2)').at(-1)).toEqual({ ms: written.at(-1)?.ms, value: 0 });
});

test('files that the host shows beside those of the flash are gone after a factory reset, too', () => {
  const bench = held(1500, { afterwards: 'prompt', shared: new MemoryFileTree({ 'beside.py': 'x = 1', 'lib/more.py': 'y = 2' }) });
  bench.runUntil(() => bench.output.includes('>>> '), 20_000);
  bench.type('import os; print(os.listdir())\r');
  bench.run(500);
  expect(bench.output).toContain("['boot.py', 'main.py', 'README.txt']");
});

test('after machine.reset() USR is asked; at a soft reset it is not', () => {
  const bench = new TestBench({
    'main.py': 'import machine, pyb\nprint("main", machine.reset_cause())\npyb.delay(50)\nmachine.soft_reset()',
  });
  bench.run(20);
  bench.board.switch.press();
  bench.run(200);
  expect(bench.output.match(/main \d/g)?.length).toBeGreaterThan(2);

  const hard = new TestBench({ 'main.py': 'import machine, pyb\nprint("main")\npyb.delay(50)\nmachine.reset()' });
  hard.run(20);
  hard.board.switch.press();
  hard.run(1000);
  hard.board.switch.release();
  hard.run(3000);
  expect(hard.output).toBe('main\n');
  expect(hard.exit).toEqual({ kind: 'ok' });
});

test('a soft reset from safe mode is a normal start', () => {
  const bench = held(900, { afterwards: 'prompt' });
  bench.run(2000);
  expect(bench.output.startsWith('MicroPython')).toBe(true);
  bench.type('\x04');
  bench.run(500);
  expect(bench.output).toContain('soft reboot\nboot\nmain\n');
});
