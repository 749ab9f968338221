/** A watchdog that is not fed resets the board, whatever the program does. */
import { expect, test } from 'vitest';
import { PythonBench } from './board-python.js';

const program = (start: string, hang: string): string =>
  `import machine, time\nprint(machine.reset_cause())\nif machine.reset_cause() != machine.WDT_RESET:\n    ${start}\n    ${hang}\n`;

test.each([
  ['a busy loop', 'while True: pass'],
  ['a busy loop without interrupts', 'machine.disable_irq()\n    while True: pass'],
  ['a sleep', 'time.sleep(5)'],
])('%s', (_what, hang) => {
  const bench = new PythonBench(program('machine.WDT(timeout=100)', hang), 'pybv11', 'calibrated');
  expect(bench.run()).toBe('1\n3\n');
});

test('the window watchdog counts the bus clock: 40 ms become 40.57 ms', () => {
  const bench = new PythonBench(
    program('t = time.ticks_us(); machine.WDT("WWDG", 40)', 'while True: print(time.ticks_diff(time.ticks_us(), t) // 1000)'),
    'pybv11',
    'calibrated',
  );
  const seen = bench.run().trim().split('\n').map(Number);
  expect(seen.at(-1)).toBe(3);
  expect(seen.at(-2)).toBeGreaterThanOrEqual(39);
  expect(seen.at(-2)).toBeLessThanOrEqual(40);
});
