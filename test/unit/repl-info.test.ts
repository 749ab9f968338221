/** `pyb.repl_info(1)`: what the prompt tells of each run (`shared/runtime/pyexec.c`). */
import { expect, it } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

/** A board at its prompt; `type` answers what it sends until it has been quiet. */
function prompt(): (text: string) => string {
  const bench = new TestBench({}, { afterwards: 'prompt' });
  bench.run(100);
  return (text) => {
    const before = bench.output.length;
    bench.type(text);
    bench.run(400);
    return bench.output.slice(before);
  };
}

const INFO =
  /took (\d+) ms\nqstr:\n {2}n_pool=(\d+)\n {2}n_qstr=(\d+)\n {2}n_str_data_bytes=(\d+)\n {2}n_total_bytes=(\d+)\nGC: total: (\d+), used: (\d+), free: (\d+)\n No\. of 1-blocks: \d+, 2-blocks: \d+, max blk sz: \d+, max free sz: \d+\n>>> $/;
const numbers = (text: string): number[] => (INFO.exec(text) ?? []).slice(1).map(Number);

it('tells how long a run took, and what strings and objects take after a collection', () => {
  const type = prompt();
  expect(type('import pyb, time\r')).not.toMatch(/took/);
  const [took] = numbers(type('pyb.repl_info(1)\r'));
  expect(took).toBe(0);
  const [slept, , names, , , total, used, free] = numbers(type('time.sleep_ms(123)\r'));
  expect(slept).toBe(123);
  expect((used as number) + (free as number)).toBe(total);
  const [, , more, , , , garbage] = numbers(type('[unheard_of] if 0 else [bytes(500) for never_seen in range(40)] and None\r'));
  expect(more).toBe((names as number) + 2);
  // What it has made is collected before the heap is shown.
  expect((garbage as number) - (used as number)).toBeLessThan(2000);
  expect(type('pyb.repl_info(0)\r')).not.toMatch(/took/);
});

it('comes after a traceback, outlives a soft reset, and is not there at the raw prompt', () => {
  const type = prompt();
  type('import pyb; pyb.repl_info(1)\r');
  expect(type('1/0\r')).toMatch(/ZeroDivisionError: divide by zero\ntook 0 ms\n/);
  // What is no source has not begun: the firmware counts from 0.
  expect(numbers(type('1 1\r'))[0]).toBeGreaterThan(400);
  type('\x04');
  expect(numbers(type('2\r'))[0]).toBe(0);
  expect(type('\x01print(1)\x04')).not.toMatch(/took/);
});
