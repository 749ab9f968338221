/** `sys.ps1` and `sys.ps2`: what the prompt shows (`py/repl.c`, `shared/runtime/pyexec.c`). */
import { expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

/** What a board sends of which the prompt is typed at. */
function session(...lines: string[]): string {
  const bench = new TestBench({}, { afterwards: 'prompt' });
  bench.run(100);
  const { length } = bench.output;
  for (const line of lines) bench.type(`${line}\r`);
  bench.run(500);
  return bench.output.slice(length);
}

test('they are those of a program', () => {
  expect(session('import sys', 'sys.ps1 = "# "; sys.ps2 = "> "', '(1 +', '2)')).toBe(
    'import sys\n>>> sys.ps1 = "# "; sys.ps2 = "> "\n# (1 +\n> 2)\n3\n# ',
  );
});

test('a boot.py may set them; a soft reset sets them back', () => {
  const bench = new TestBench({ 'main.py': 'import sys\nsys.ps1 = "µ "\n' }, { afterwards: 'prompt' });
  bench.run(100);
  expect(bench.output.endsWith('µ ')).toBe(true);
  bench.type("open('main.py', 'w').close()\r\x04");
  bench.run(4000);
  expect(bench.output.endsWith('\n>>> ')).toBe(true);
});

test('what is no str shows nothing, what follows a NUL is not shown', () => {
  expect(session('import sys', 'sys.ps1 = 5', '1')).toBe('import sys\n>>> sys.ps1 = 5\n1\n1\n');
  expect(session('import sys', 'sys.ps1 = "a\\0b"', '1')).toBe('import sys\n>>> sys.ps1 = "a\\0b"\na1\n1\na');
});

test('they outlive a collection', () => {
  expect(
    session('import sys, gc', 'sys.ps1 = "".join(["x", "y"] * 5)', 'gc.collect()', 'l = [bytes(50) for _ in range(2500)]', '7'),
  ).toMatch(/\n7\n(xy){5}$/);
});
