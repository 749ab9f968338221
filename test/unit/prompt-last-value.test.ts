/** `_` at the prompt: the value shown last, kept as an overridden builtin (`py/modbuiltins.c`, mp_builtin___repl_print__). */
import { expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

/** The answers of a board to lines typed at its prompt. */
function answers(...lines: string[]): string[] {
  const bench = new TestBench({}, { afterwards: 'prompt' });
  bench.run(100);
  return lines.map((line) => {
    const { length } = bench.output;
    bench.type(line === SOFT_RESET ? line : `${line}\r`);
    bench.run(3000);
    return bench.output.slice(length + line.length + 1).replace(/\n?>>> $/, '');
  });
}
const SOFT_RESET = '\x04';

test('it is no global, and no attribute of a module', () => {
  expect(answers('6 * 7', '_', "'_' in globals()", '_', 'import builtins', "hasattr(builtins, '_')", "'_' in dir()")).toEqual([
    '42',
    '42',
    'False',
    'False',
    '',
    'False',
    'False',
  ]);
});

test('functions and modules see it, a global of that name covers it', () => {
  expect(answers('f = lambda: _', '6 * 7', 'f()', '_ = 5', '6', 'f()', 'del _', 'f()')).toEqual(['', '42', '42', '', '6', '5', '', '5']);
});

test('before the first value, and after a soft reset, there is none', () => {
  const [before, , reset, after] = answers('_', '42', SOFT_RESET, '_');
  expect(before).toContain("NameError: name '_' isn't defined");
  expect(reset).toContain('soft reboot');
  expect(after).toContain("NameError: name '_' isn't defined");
});

test('it keeps what it shows alive until another value is shown', () => {
  const isAlive = 'gc.collect(); gc.mem_alloc() - before > 5000';
  expect(answers('import gc', 'gc.collect(); before = gc.mem_alloc()', '[bytes(5000)].pop', isAlive, isAlive).slice(-2)).toEqual([
    'True',
    'False',
  ]);
});
