/** A watchdog that is not fed resets the board, whatever the program does. */
import { describe, expect, test } from 'vitest';
import type { BoardName } from '../../src/board/boards.js';
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

describe('the independent watchdog counts on while the chip stands still (RM0090 §5.3.4, §5.3.5)', () => {
  const boots = (sleep: string, board: BoardName = 'pybv11'): string => {
    const bench = new PythonBench(
      `
import machine, pyb
print(machine.reset_cause(), pyb.RTC().datetime()[6])
if machine.reset_cause() == machine.PWRON_RESET:
    wdt = machine.WDT(timeout=3000)
    ${sleep}
    print('slept', pyb.RTC().datetime()[6])
`,
      board,
    );
    return bench.run();
  };

  test.each<BoardName>(['pybv11', 'pybd-sf6'])('and resets a chip that is stopped: %s', (board) => {
    expect(boots('machine.lightsleep(8000)', board)).toBe('1 0\n3 3\n');
  });

  test('and one that is stopped by code that native code calls', () => {
    expect(boots('sorted([1, 2], key=lambda _: machine.lightsleep(8000) or 0)')).toBe('1 0\n3 3\n');
  });

  test('and ends standby, of which the firmware says that it is what the chip came from (modmachine.c, machine_init)', () => {
    expect(boots('machine.deepsleep(8000)')).toBe('1 0\n4 3\n');
  });

  test('a sleep that is over before leaves the rest of the time, standby stops the watchdog', () => {
    expect(boots('machine.lightsleep(2000)')).toBe('1 0\nslept 2\n');
    expect(boots('machine.lightsleep(2000); pyb.RTC().wakeup(None); pyb.delay(5000)')).toBe('1 0\n3 3\n');
    expect(boots('machine.deepsleep(2000)')).toBe('1 0\n4 2\n');
  });

  test('the window watchdog stands still with the clock of its bus', () => {
    const bench = new PythonBench(program('machine.WDT("WWDG", 40)', 'machine.lightsleep(2000); print("slept")'), 'pybv11');
    expect(bench.run()).toBe('1\nslept\n');
  });
});
