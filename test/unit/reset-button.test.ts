/** The button RST: it resets the chip whatever that does, and holds it until the finger goes. */
import { describe, expect, test } from 'vitest';
import { ResetMode } from '../../src/board/reset.js';
import { Setup, TestBench } from '../../src/index.js';

const COUNTS = 'import machine, pyb\nprint(machine.reset_cause())\npyb.LED(2).on()\n';

/** A board that has run for a while when a finger comes, for 200 ms. */
function pressed(source: string): TestBench {
  const bench = new TestBench({ 'main.py': source });
  const { resetButton } = bench.board;
  bench.run(1000);
  resetButton.press();
  bench.run(200);
  expect(bench.edges('LED(2)').at(-1)?.value ?? 0).toBe(0);
  resetButton.release();
  bench.run(1000);
  return bench;
}

describe('RST starts the board anew, once the finger is gone', () => {
  test.each([
    ['that is at rest', ''],
    ['in a busy loop without interrupts', 'machine.disable_irq()\nwhile True: pass'],
    ['in code that native code calls', 'sorted([1, 2], key=lambda _: pyb.delay(10_000))'],
    ['that sleeps lightly', 'machine.lightsleep()'],
    ['whose watchdog counts', 'machine.WDT(timeout=1100)\npyb.delay(1050)'],
    ['that waits for input', 'input()'],
  ])('%s', (_, then) => {
    expect(pressed(COUNTS + then).output.match(/^\d$/gm)).toEqual(['1', '2']);
  });

  test('from standby, of which the firmware says that it is what the chip came from', () => {
    expect(pressed(`${COUNTS}if machine.reset_cause() == 1: machine.deepsleep()`).output).toBe('1\n4\n');
  });

  test('the clock goes on, its wake-up timer wakes nobody', () => {
    const bench = pressed('import pyb\nprint(pyb.RTC().datetime()[6])\npyb.RTC().wakeup(100)');
    expect(bench.output).toBe('0\n1\n');
  });

  test('with USR held it chooses how', () => {
    const bench = new TestBench({ 'main.py': 'print("main")' });
    bench.run(500);
    const { switch: usr, resetButton } = bench.board;
    usr.press();
    resetButton.press();
    bench.run(50);
    resetButton.release();
    bench.run(1100); // the green LED, then the yellow one: safe mode
    usr.release();
    bench.run(2000);
    expect(bench.system.resetMode).toBe(ResetMode.SAFE);
    expect(bench.output.match(/main/g)).toHaveLength(1);
  });

  test('as part of a set-up, at its moment', () => {
    const bench = new TestBench({ 'main.py': 'import pyb\nprint(pyb.millis())\npyb.LED(1).on()\npyb.delay(9000)' });
    new Setup(bench.board).add({ at: { '500ms': { 'rst.pressed': true }, '700ms': { 'rst.pressed': false } } });
    bench.run(1000);
    expect(bench.output).toBe('0\n0\n');
    const [on, off, again] = bench.edges('LED(1)');
    expect([on?.value, off?.value, again?.value]).toEqual([1, 0, 1]);
    expect(off?.ms).toBe(500);
    expect(again?.ms).toBeGreaterThan(700);
  });
});
