/** What a hard callback that fails prints, from every source and with every size of the emergency buffer, and what becomes of its source. */
import { describe, expect, test } from 'vitest';
import { output, PythonBench } from './board-python.js';

/** A program with the callback `fail` on known lines, so that tracebacks are known, too. */
function program(size: number, parameters: string, body: string, rest: string): string {
  return `import machine, micropython, pyb, time
from pyb import ExtInt, Pin, Timer
micropython.alloc_emergency_exception_buf(${size})
def fail(${parameters}):
    ${body}
${rest}
print('goes on')
`;
}

const TRACEBACK = 'Traceback (most recent call last):\n  File "main.py", line 5, in fail\n';
const IRQ = 'Uncaught exception in IRQ callback handler';
const ATTRIBUTE = "AttributeError: 'int' object has no attribute 'foo'";
const LONG = 'a_name_that_is_longer_than_what_the_buffer_has_room_for';

/** Failures, with what is left of each without a buffer, in one of 100 bytes and in one of 200 (`py/objexcept.c`). */
const FAILURES: readonly [body: string, none: string, small: string, large: string][] = [
  ['[1, 2]', 'MemoryError: ', 'MemoryError: ', 'MemoryError: memory allocation failed, heap is locked'],
  ['1.5 + t.counter()', 'MemoryError: ', 'MemoryError: ', 'MemoryError: memory allocation failed, heap is locked'],
  ['foo', 'NameError: ', "NameError: name 'foo' isn't defined", "NameError: name 'foo' isn't defined"],
  [LONG, 'NameError: ', `NameError: ${`name '${LONG}`.slice(0, 47)}`, `NameError: name '${LONG}' isn't defined`],
  ['1 // 0', 'ZeroDivisionError: ', 'ZeroDivisionError: ', 'ZeroDivisionError: divide by zero'],
  ['(1).foo', 'AttributeError: ', ATTRIBUTE.slice(0, 'AttributeError: '.length + 47), ATTRIBUTE],
  ['raise ValueError("hello")', 'ValueError: ', 'ValueError: hello', 'ValueError: hello'],
];

/** Programs in which `fail` would be called several times: its parameters, the first line of what is printed, the rest. */
const SOURCES: Readonly<Record<string, readonly [parameters: string, header: string, rest: string]>> = {
  Timer: ['t', IRQ, 't = Timer(4, freq=100, callback=fail)\ntime.sleep_ms(35)'],
  TimerChannel: ['t', IRQ, 't = Timer(4, freq=100)\nt.channel(1, Timer.OC_TIMING, compare=10, callback=fail)\ntime.sleep_ms(25)'],
  'machine.Timer': ['t', IRQ, 't = machine.Timer(period=10, callback=fail, hard=True)\ntime.sleep_ms(35)'],
  ExtInt: [
    'line',
    'uncaught exception in ExtInt interrupt handler line 6',
    "e = ExtInt('Y1', ExtInt.IRQ_RISING, Pin.PULL_DOWN, fail)\nfor _ in range(3):\n    e.swint()\n    time.sleep_ms(1)",
  ],
  'Pin.irq': [
    'pin',
    'uncaught exception in ExtInt interrupt handler line 8',
    "p = Pin('Y3', Pin.OUT, value=0)\np.irq(fail, Pin.IRQ_RISING, hard=True)\nfor _ in range(3):\n    p(1)\n    time.sleep_ms(1)\n    p(0)",
  ],
  Switch: ['', 'uncaught exception in ExtInt interrupt handler line 3', 'pyb.Switch().callback(fail)\ntime.sleep_ms(40)'],
  // Hard only since the line has been an ExtInt's (pyb_extint_hard_irq of extint.c).
  'RTC.wakeup': [
    'line',
    'uncaught exception in ExtInt interrupt handler line 22',
    'pyb.ExtInt(22, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, fail)\npyb.RTC().wakeup(10, fail)\ntime.sleep_ms(35)',
  ],
  'UART.irq': ['u', IRQ, "u = pyb.UART(4, 9600)\nu.irq(fail, u.IRQ_RX, True)\nu.write('abc')\ntime.sleep_ms(5)"],
  'CAN.rxcallback': [
    'can, event',
    'uncaught exception in CAN(1) rx interrupt handler',
    'c = pyb.CAN(1, pyb.CAN.LOOPBACK, prescaler=10)\nc.setfilter(0, c.LIST16, 0, (1, 2, 3, 4))\nc.rxcallback(0, fail)\n' +
      "for i in range(3):\n    c.send('a', i + 1)\n    time.sleep_ms(1)\n    c.any(0) and c.recv(0)",
  ],
};

/** What the program prints while its switch is pressed every 10 ms, and what UART 4 sends comes back to it. */
function printed(source: string): string {
  const bench = new PythonBench(source);
  const { board, clock } = bench;
  for (let ms = 10; ms < 40; ms += 10) {
    clock.alarm(() => board.switch.press()).set(ms * 1e6);
    clock.alarm(() => board.switch.release()).set(ms * 1e6 + 3e6);
  }
  board.uart(4).tx.connect(board.uart(4));
  return bench.run();
}

describe.each(FAILURES)('what is told of a hard callback that does: %s', (body, none, small, large) => {
  const told = (size: number): string => output(program(size, 't', body, SOURCES.Timer?.[2] as string));
  test('without an emergency buffer, its kind alone', () => expect(told(0)).toBe(`${IRQ}\n${none}\ngoes on\n`));
  test('with 100 bytes, the place, and a text that has something filled in', () =>
    expect(told(100)).toBe(`${IRQ}\n${TRACEBACK}${small}\ngoes on\n`));
  test('with 200 bytes, everything', () => expect(told(200)).toBe(`${IRQ}\n${TRACEBACK}${large}\ngoes on\n`));
});

describe.each(Object.entries(SOURCES))('%s', (_name, [parameters, header, rest]) => {
  test('calls a callback that fails once, tells it, and is off; the program goes on', () => {
    const body = 'return [1, 2]';
    const [, none, small, large] = FAILURES[0] as (typeof FAILURES)[0];
    expect(printed(program(0, parameters, body, rest))).toBe(`${header}\n${none}\ngoes on\n`);
    expect(printed(program(100, parameters, body, rest))).toBe(`${header}\n${TRACEBACK}${small}\ngoes on\n`);
    expect(printed(program(200, parameters, body, rest))).toBe(`${header}\n${TRACEBACK}${large}\ngoes on\n`);
  });

  test('calls one that does not fail every time', () => {
    expect(printed(program(0, parameters, "print('x')", rest))).toBe('x\nx\nx\ngoes on\n');
  });
});

describe('the emergency buffer', () => {
  test('keeps the two innermost places of a traceback', () => {
    const inner = 'def a(): foo\ndef b(): a()\ndef c(t): b()\nTimer(4, freq=100, callback=c)\ntime.sleep_ms(15)';
    expect(printed(program(200, 't', 'pass', inner))).toBe(
      `${IRQ}\nTraceback (most recent call last):\n  File "main.py", line 7, in b\n  File "main.py", line 6, in a\nNameError: name 'foo' isn't defined\ngoes on\n`,
    );
  });

  test('holds the places of an exception that was made beforehand, too', () => {
    const again = 'made = ValueError("made beforehand")\ndef c(t):\n    raise made\nTimer(4, freq=100, callback=c)\ntime.sleep_ms(15)';
    const told = `${IRQ}\nTraceback (most recent call last):\n  File "main.py", line 8, in c\nValueError: made beforehand\ngoes on\n`;
    expect(printed(program(100, 't', 'pass', again))).toBe(told);
    expect(printed(program(0, 't', 'pass', again))).toBe(`${IRQ}\nValueError: made beforehand\ngoes on\n`);
  });

  test('an error before the first line of the callback has no place: here the list of its arguments', () => {
    const [, , rest] = SOURCES.Timer as (typeof SOURCES)[string];
    expect(printed(program(200, '*t', 'pass', rest))).toBe(`${IRQ}\nMemoryError: memory allocation failed, heap is locked\ngoes on\n`);
  });
});

describe('soft callbacks', () => {
  const SOFT = {
    Timer: 't = Timer(4, freq=100, callback=fail, hard=False)\ntime.sleep_ms(25)\nt.deinit()',
    'machine.Timer': 't = machine.Timer(period=10, callback=fail)\ntime.sleep_ms(25)\nt.deinit()',
    'Pin.irq': "p = Pin('Y3', Pin.OUT, value=0)\np.irq(fail, Pin.IRQ_RISING)\nfor _ in range(2):\n    p(1)\n    time.sleep_ms(1)\n    p(0)",
    'UART.irq': "u = pyb.UART(4, 9600)\nu.irq(fail, u.IRQ_RX)\nu.write('a')\ntime.sleep_ms(5)\nu.write('b')\ntime.sleep_ms(5)",
  };
  test.each(Object.entries(SOFT))('%s: may allocate; an error is told without a header, and the source stays on', (_name, rest) => {
    expect(printed(program(0, 't', 'print([1, 2])', rest))).toBe('[1, 2]\n[1, 2]\ngoes on\n');
    const once = `${TRACEBACK}ZeroDivisionError: divide by zero\n`;
    expect(printed(program(0, 't', '1 // 0', rest))).toBe(`${once}${once}goes on\n`);
  });

  test('schedule: eight wait, first in, first out, one at each opportunity; the ninth is refused', () => {
    const rest = `def tick(t):
    t.callback(None)
    for i in range(9): schedule(show, i)
show = lambda i: print(i, end=' ')
schedule = micropython.schedule
Timer(4, freq=100, callback=tick)
time.sleep_ms(15)`;
    expect(printed(program(200, 't', 'pass', rest))).toBe(
      `${IRQ}\nTraceback (most recent call last):\n  File "main.py", line 8, in tick\nRuntimeError: schedule queue full\n0 1 2 3 4 5 6 7 goes on\n`,
    );
  });

  test('a soft callback for which the queue has no room is lost without a word', () => {
    const rest = `p = Pin('Y3', Pin.OUT, value=0)
p.irq(fail, Pin.IRQ_RISING)
schedule = micropython.schedule
def tick(t):
    t.callback(None)
    for i in range(8): schedule(print, i)
    p(1)
Timer(4, freq=100, callback=tick)
time.sleep_ms(15)`;
    expect(printed(program(0, 't', "print('never')", rest))).toBe('0\n1\n2\n3\n4\n5\n6\n7\ngoes on\n');
  });

  test('inside of one, others wait, and memory is to be had', () => {
    const rest = `def first(x):
    micropython.schedule(print, 'second')
    for _ in range(20): x = [x]
    print('first')
micropython.schedule(first, None)
for _ in range(20): pass`;
    expect(printed(program(0, 't', 'pass', rest))).toBe('first\nsecond\ngoes on\n');
  });
});
