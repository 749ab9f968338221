/** Inline assembler on a board: time, pins, interrupts, and the host's wishes (`docs/pyboard/tutorial/assembler.rst` has the LEDs). */
import { describe, expect, it } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';
import { output } from './board-python.js';

const COUNT_DOWN = `
    label(again)
    sub(r0, r0, 1)
    cmp(r0, 0)
    bgt(again)`;

const BLINK = `
@micropython.asm_thumb
def flash(r0):
    movwt(r1, stm.GPIOA)
    movw(r2, 1 << 14)
    b(entry)
    label(loop)
    strh(r2, [r1, stm.GPIO_BSRRL])
    movwt(r4, 16800)
    label(on)
    sub(r4, r4, 1)
    cmp(r4, 0)
    bgt(on)
    strh(r2, [r1, stm.GPIO_BSRRH])
    movwt(r4, 33600)
    label(off)
    sub(r4, r4, 1)
    cmp(r4, 0)
    bgt(off)
    sub(r0, r0, 1)
    label(entry)
    cmp(r0, 0)
    bgt(loop)
flash(3)
`;

const bench = (source: string, options: ConstructorParameters<typeof TestBench>[1] = {}): TestBench =>
  new TestBench({ 'main.py': source }, { board: 'pybv11', clock: 'calibrated', ...options });

describe('a delay in assembly takes the time of its cycles', () => {
  it('blinks an LED through its port, 5 cycles a turn', () => {
    const board = bench(BLINK);
    board.run(1000);
    const edges = board.edges('LED(2)').slice(-6);
    expect(edges.map(({ value }) => value)).toEqual([1, 0, 1, 0, 1, 0]);
    const gaps = edges.slice(1).map(({ ms }, i) => ms - edges[i].ms);
    // 16,800 and 33,600 turns at 168 MHz: 0.5 and 1 ms, and a few instructions.
    for (const [i, gap] of gaps.entries()) {
      const whole = i % 2 === 0 ? 0.5 : 1;
      expect(gap).toBeGreaterThan(whole);
      expect(gap).toBeLessThan(whole + 0.001);
    }
  });

  it('the same on every slice and stop', () => {
    const traces = [{}, { stopEvery: 1 }].map((options) => {
      const board = bench(BLINK.replaceAll('16800', '168').replaceAll('33600', '336'), options);
      board.run(500);
      return board.edges('LED(2)');
    });
    expect(traces[0].length).toBeGreaterThan(5);
    expect(traces[1]).toEqual(traces[0]);
    const sliced = bench(BLINK.replaceAll('16800', '168').replaceAll('33600', '336'));
    for (let i = 0; i < 5000; i++) sliced.run(0.1);
    expect(sliced.edges('LED(2)')).toEqual(traces[0]);
  });
});

describe('interrupts', () => {
  const TIMER = `
import pyb
from array import array
flag = array('i', [0])
def tick(t):
    flag[0] += 1
@micropython.asm_thumb
def wait(r0, r1):
    label(loop)
    ldr(r2, [r0, 0])
    cmp(r2, r1)
    blt(loop)
    mov(r0, r2)
timer = pyb.Timer(4, freq=100, callback=tick)
`;

  it('are served in the middle of a function', () => {
    expect(output(`${TIMER}print(wait(flag, 3))`)).toBe('3\n');
  });

  it('serve functions of their own, on the stack of what they interrupt', () => {
    const program = `${TIMER}
@micropython.asm_thumb
def number(r0):
    mrs(r1, IPSR)
    push({r1})
    pop({r2})
    str(r2, [r0, 0])
    mov(r0, r1)
seen = array('i', [0])
def note(t):
    number(seen)
    flag[0] += 1
timer.callback(note)
@micropython.asm_thumb
def stacked(r0):
    movw(r3, 1234)
    push({r3})
    label(loop)
    ldr(r2, [r0, 0])
    cmp(r2, 3)
    blt(loop)
    pop({r0})
print(stacked(flag), seen[0], number(seen))`;
    // TIM4 is interrupt 30, and the core has 16 exceptions before.
    expect(output(program)).toBe('1234 46 0\n');
  });

  it('wait while they are masked', () => {
    const program = `${TIMER}
@micropython.asm_thumb
def masked(r0):
    cpsid(i)
    ldr(r1, [r0, 0])
    movwt(r2, 840000)
    label(loop)
    sub(r2, 1)
    bgt(loop)
    ldr(r3, [r0, 0])
    sub(r3, r3, r1)
    cpsie(i)
    nop()
    ldr(r2, [r0, 0])
    sub(r2, r2, r1)
    lsl(r2, r2, 8)
    orr(r3, r2)
    mov(r0, r3)
print(hex(masked(flag)))`;
    const board = bench(program);
    board.run(2000);
    expect(board.output).toBe('0x100\n');
  });

  it('end wfi, as the tick does', () => {
    const program = `${TIMER}
import time
@micropython.asm_thumb
def doze():
    wfi()
t = time.ticks_us()
doze()
doze()
print(time.ticks_diff(time.ticks_us(), t) // 100)`;
    const board = bench(program);
    board.run(2000);
    expect(Number(board.output)).toBeGreaterThan(9);
    expect(Number(board.output)).toBeLessThanOrEqual(20);
  });
});

describe('a function without end', () => {
  const ENDLESS = `
@micropython.asm_thumb
def endless():
    label(x)
    b(x)
`;

  it('leaves the host in control', () => {
    const board = bench(`${ENDLESS}print('a')\nendless()\nprint('b')`);
    board.runUntil(() => board.output === 'a\n', 1000);
    board.run(20);
    board.run(20);
    expect(board.output).toBe('a\n');
  });

  it('is interrupted by Ctrl-C no sooner than it has ended', () => {
    const program = `
@micropython.asm_thumb
def long(r0):${COUNT_DOWN}
try:
    print('begins')
    long(1680000)
    print('goes on')
except KeyboardInterrupt:
    print('interrupted')
`;
    const board = bench(program);
    board.runUntil(() => board.output === 'begins\n', 1000);
    board.run(10);
    board.type('\x03');
    board.run(30);
    expect(board.output).toBe('begins\n');
    board.run(20);
    expect(board.output).toBe('begins\ninterrupted\n');
  });

  it('keeps other threads from running', () => {
    const program = `
import _thread, time
@micropython.asm_thumb
def long(r0):${COUNT_DOWN}
ran = []
def other():
    for i in range(100):
        ran.append(time.ticks_ms())
_thread.start_new_thread(other, ())
before = len(ran)
t = time.ticks_ms()
long(672000)
print(time.ticks_diff(time.ticks_ms(), t) >= 20, len(ran) == before)
`;
    const board = bench(program);
    board.run(1000);
    expect(board.output).toBe('True True\n');
  });
});
