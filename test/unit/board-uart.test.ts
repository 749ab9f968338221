/** UARTs on the wire: when frames come, what is lost, and programs that talk to each other over two of them. */
import { describe, expect, test } from 'vitest';
import type { BoardName } from '../../src/board/boards.js';
import type { SerialFrame } from '../../src/board/serial-line.js';
import type { UartFormat } from '../../src/board/uart/format.js';
import { Bench } from './board-bench.js';
import { PythonBench } from './board-python.js';

const FORMAT: UartFormat = { bits: 8, parity: 'none', stop: 1 };
const MICRO = 1000;

describe('a UART', () => {
  test('is idle for a frame, then sends one after the other', () => {
    const bench = new Bench();
    const uart = bench.board.uart(4);
    const arrivals: string[] = [];
    uart.tx.connect({ receive: ({ value }: SerialFrame, end) => arrivals.push(`${value} ${Number(end) / MICRO}`) });
    uart.init(10_000, FORMAT);
    expect(uart.baudrate).toBe(10_000);
    uart.send(65);
    expect(uart.canSend).toBe(false);
    bench.pass(1000 * MICRO);
    expect(uart.canSend).toBe(true);
    uart.send(66);
    bench.pass(3000 * MICRO);
    // Ten bits of 100 µs each.
    expect(arrivals).toEqual(['65 2000', '66 3000']);
    expect(uart.isSent).toBe(true);
  });

  test('loses what comes while nobody takes the last', () => {
    const bench = new Bench();
    const uart = bench.board.uart(4);
    uart.init(9600, FORMAT);
    const frame = { value: 1, bitTime: 1e9 / 9600, bits: 8, parity: 'none' } as const;
    uart.receive(frame, 0n);
    uart.receive({ ...frame, value: 2 }, 0n);
    expect(uart.take()).toBe(1);
    expect(uart.hasReceived).toBe(false);
  });
});

/** A board whose UARTs 4 and 6 are joined both ways. */
function joined(source: string, board: BoardName = 'pybv11'): PythonBench {
  const bench = new PythonBench(source, board, 'calibrated');
  const [a, b] = [bench.board.uart(4), bench.board.uart(6)];
  a.tx.connect(b);
  b.tx.connect(a);
  return bench;
}

test('programs read what others write, with timeouts', () => {
  const source = `
from pyb import UART, millis, elapsed_millis
a = UART('XA', 9600, timeout=50)
b = UART('YA', 9600, timeout=50)
print(a.write(b'hello\\nworld'), b.any())
print(b.readline(), b.read(2), b.readchar(), b.read(), b.read())
start = millis()
print(b.readchar(), elapsed_millis(start))
b.write(bytes(range(100)))
print(a.any(), a.read(100) == bytes(range(65)))
buf = bytearray(4)
b.write('12')
print(a.readinto(buf), buf)
a.init(9600, bits=9, parity=None)
b.init(9600, bits=9, parity=None, timeout=20)
a.write(b'\\x01\\x01')
print(b.read())
`;
  expect(joined(source).run()).toBe(
    "11 11\nb'hello\\n' b'wo' 114 b'ld' None\n-1 50\n64 True\n2 bytearray(b'12\\x00\\x00')\nb'\\x01\\x01'\n",
  );
});

describe('a UART that is set up otherwise than who sends hears', () => {
  const heard = (sender: string, receiver: string): string =>
    joined(`
import time
from machine import UART
a = UART(4, ${sender})
b = UART(6, ${receiver})
a.write(b'AU')
time.sleep_ms(50)
print(b.read())
`).run();

  // By hand, from the levels that go over the line: A is 0 1000 0010 1, U is 0 1010 1010 1, from the start bit on.
  test.each([
    ['three for two, at twice the speed', '4800', '9600', '\\x06ff'],
    ['one for two, at a third of the speed, for the first start bit was none', '9600', '3200', '\\xea'],
    [
      'the first byte, if a stop bit is taken for a parity, and another, if the next start bit is taken for the stop',
      '9600',
      '9600, parity=0',
      'A\\xd5',
    ],
    ['the bytes, if a parity is taken for a stop bit', '9600, parity=0', '9600', 'AU'],
    ['the bytes, at 4 % more', '9600', '9984', 'AU'],
    ['the bytes, if the highest bit is taken for a parity', '9600', '9600, bits=7, parity=0', 'AU'],
  ])('%s', (_, sender, receiver, bytes) => {
    expect(heard(sender, receiver)).toBe(`b'${bytes}'\n`);
  });
});

test('a bit rate that the register cannot hold is refused with the one that comes of it', () => {
  const source = `
from machine import UART
for id, rate in (4, 300), (4, 641), (1, 1200), (1, 1300):
    try:
        print(UART(id, rate))
    except ValueError as e:
        print(e)
`;
  const text = (rate: number): string => `set baudrate ${rate} is not within 5% of desired value\n`;
  const uart = (id: number, rate: number): string =>
    `UART(${id}, baudrate=${rate}, bits=8, parity=None, stop=1, flow=0, timeout=0, timeout_char=${Math.floor(13000 / rate) + 2}, rxbuf=64)\n`;
  expect(new PythonBench(source, 'pybv11', 'calibrated').run()).toBe(text(4704) + uart(4, 640) + text(18817) + uart(1, 1300));
  expect(new PythonBench(source, 'pybd-sf6', 'calibrated').run()).toBe(text(660) + uart(4, 641) + uart(1, 1200) + uart(1, 1299));
});

test('a bit rate above a sixteenth of the clock is taken, but sending at it is not simulated', () => {
  const source = `
from machine import UART
for rate in 4507278, 4000000, 2625000, 0, -1, 0x40000000:
    try:
        print(UART(2, rate))
    except ValueError as e:
        print(e)
u = UART(2, 4000000)
for send in lambda: u.write('a'), lambda: u.write(b''), lambda: u.writechar(1), u.sendbreak, lambda: print('a', file=u):
    try:
        print(send())
    except NotImplementedError as e:
        print(e)
print(u.read())
`;
  const uart = (rate: number) => `UART(2, baudrate=${rate}, bits=8, parity=None, stop=1, flow=0, timeout=0, timeout_char=2, rxbuf=64)\n`;
  const refused = 'UART(2): sending at 4200000 bit/s, above 1/16 of its clock, is not simulated\n';
  expect(new PythonBench(source, 'pybv11', 'calibrated').run()).toBe(
    `${uart(4_666_666)}${uart(4_200_000)}${uart(2_625_000)}${uart(0)}set baudrate 0 is not within 5% of desired value\n${uart(0)}${refused.repeat(5)}None\n`,
  );
});

test('times and the size of the buffer are kept in 16 bits', () => {
  const source = `
from machine import UART
print(UART(2, 9600, timeout=70000, timeout_char=65537, rxbuf=65535))
print(UART(2, 9600, timeout=-1, timeout_char=-1, rxbuf=70000))
`;
  const uart = (rest: string) => `UART(2, baudrate=9600, bits=8, parity=None, stop=1, flow=0, ${rest})\n`;
  expect(new PythonBench(source).run()).toBe(
    uart('timeout=4464, timeout_char=3, rxbuf=0') + uart('timeout=65535, timeout_char=65535, rxbuf=4464'),
  );
});

test('handlers are called for each character, and when the line is quiet', () => {
  const source = `
import time
from machine import UART
a = UART(4, 9600)
b = UART(6, 9600)
time.sleep_ms(5)
b.irq(lambda u: print('rx', u.irq().flags() & u.IRQ_RX, u.read(1)), UART.IRQ_RX)
a.write('ab')
time.sleep_ms(5)
# The line has become quiet before that, and its flag is still set.
b.irq(lambda u: print('quiet', u.read()), UART.IRQ_RXIDLE, False)
print(b)
time.sleep_ms(1)
a.write('cd')
time.sleep_ms(5)
b.irq(handler=None)
a.write('e')
time.sleep_ms(5)
print(b.read())
`;
  expect(joined(source).run()).toBe(
    "rx 32 b'a'\nrx 32 b'b'\nUART(6, baudrate=9600, bits=8, parity=None, stop=1, flow=0, timeout=0, timeout_char=3, rxbuf=64; irq=0x10)\nquiet None\nquiet b'cd'\nb'e'\n",
  );
});

test.each([
  ['pybv11', '0xe0 0xd0'],
  ['pybd-sf6', '0x6000e0 0x6000d0'],
] as const)('flags are those of the status register, and setting the UART up takes its handler away: %s', (board, flags) => {
  const source = `
import time
from machine import UART
seen = []
a = UART(4, 9600)
b = UART(6, 9600)
b.irq(lambda u: seen.append(u.irq().flags()), UART.IRQ_RX | UART.IRQ_RXIDLE, True)
a.write('a')
time.sleep_ms(5)
print(*map(hex, seen))
b.init(9600)
print(b, b.irq().trigger())
a.write('a')
time.sleep_ms(5)
print(*map(hex, seen), b.irq().trigger())
for arguments in ((5, 7), (None, 7)):
    try:
        b.irq(*arguments)
    except ValueError as e:
        print(e)
`;
  expect(joined(source, board).run().split('\n')).toEqual([
    flags,
    'UART(6, baudrate=9600, bits=8, parity=None, stop=1, flow=0, timeout=0, timeout_char=3, rxbuf=64) 0',
    `${flags} 0`,
    'handler must be None or callable',
    'trigger 0x00000007 unsupported',
    '',
  ]);
});

test.each([
  ['pybv11', ['rx 1 abc', 'rx 0 d', 'direct 0 e', 'direct 1 f', 'quiet 0', 'quiet 1']],
  ['pybd-sf6', ['rx 1 abc', 'rx 0 d', 'direct 0 e', 'direct 0 f', 'quiet 1', 'quiet 1']],
] as const)('interrupts are off while a character has no room: %s', (board, lines) => {
  const source = `
import time
from machine import UART
calls = 0
def count(u):
    global calls
    calls += 1
def after(data):
    global calls
    calls = 0
    a.write(data)
    time.sleep_ms(5)
    return calls
a = UART(4, 9600)
# With a buffer for 2, the third character stays in the data register, and moves into the buffer in the interrupt as soon as there is room.
b = UART(6, 9600, rxbuf=2)
b.irq(count, UART.IRQ_RX, True)
after('abc')
calls = 0
print('rx', end=' ')
text = b.read(1)
print(calls, (text + b.read()).decode())
# Without a buffer nothing calls the handler until a character has been read, and then only an F4 allows the interrupt again.
after('')
b.init(9600, rxbuf=0)
b.irq(count, UART.IRQ_RX, True)
print('rx', after('d'), b.read().decode())
b.init(9600, rxbuf=0)
b.irq(count, UART.IRQ_RX, True)
print('direct', after('e'), b.read().decode())
print('direct', after('f'), b.read().decode())
# An F4 cannot clear the flag of a quiet line while a character stays: it does not tell it then.
b.init(9600, rxbuf=2)
b.irq(count, UART.IRQ_RXIDLE, True)
print('quiet', after('abcd'))
b.read()
print('quiet', after('a'))
`;
  expect(joined(source, board).run().trimEnd().split('\n')).toEqual(lines);
});

test('characters of 9 bits have two bytes, which readline refuses; what exceeds a character is cut off', () => {
  const source = `
from machine import UART
a = UART(4, 9600, bits=9)
b = UART(6, 9600, bits=9, timeout=5)
a.write(b'\\x41\\xff\\x42\\x00')
a.writechar(0xfe43)
print(b.any(), b.read(6))
for read in (lambda: b.read(3), lambda: b.readline(), lambda: b.readline(0), lambda: a.write(b'abc')):
    try:
        print(read())
    except OSError as e:
        print(e)
`;
  expect(joined(source).run()).toBe("3 b'A\\x01B\\x00C\\x00'\n[Errno 5] EIO\n[Errno 5] EIO\nb''\n[Errno 5] EIO\n");
});

test('writing to a UART that is off waits for its timeout', () => {
  const source = `
import time
from machine import UART
a = UART(4, 9600, timeout=20)
a.deinit()
start = time.ticks_ms()
print(a.write('a'), time.ticks_diff(time.ticks_ms(), start))
`;
  expect(joined(source).run()).toBe('None 20\n');
});

test('asyncio streams wait for a UART', () => {
  const source = `
import asyncio
from machine import UART
async def echo():
    s = asyncio.StreamReader(UART(6, 115200))
    line = await s.readline()
    print('got', line)
    s.write(line.upper())
    await s.drain()
async def main():
    t = asyncio.create_task(echo())
    s = asyncio.StreamReader(UART(4, 115200))
    await asyncio.sleep_ms(10)
    s.write(b'ping\\n')
    await s.drain()
    print(await s.readline())
    await t
asyncio.run(main())
`;
  expect(joined(source).run()).toBe("got b'ping\\n'\nb'PING\\n'\n");
});

describe('flow control', () => {
  /** UART 2 sends to UART 3, which holds it up by its RTS. */
  function held(source: string): PythonBench {
    const bench = new PythonBench(source, 'pybv11', 'calibrated');
    bench.board.wire('X3', 'Y10');
    bench.board.wire('X1', 'Y7');
    return bench;
  }

  test('holds the sender up while nobody takes what has come, and nothing is lost', () => {
    const source = `
from pyb import UART
a = UART(2, 9600, flow=UART.CTS)
b = UART(3, 9600, flow=UART.RTS, rxbuf=8)
print(a)
print(a.write(bytes(range(20))), b.any())
print(b.read(8), a.write(b'x'))
print(b.read(), b.read())
b.init(9600)
a.init(9600)
print(a.write(bytes(range(20))), b.any(), a)
`;
    // Eight in the buffer, one in each data register.
    expect(held(source).run()).toBe(
      `UART(2, baudrate=9600, bits=8, parity=None, stop=1, flow=CTS, timeout=0, timeout_char=3, rxbuf=64)
10 8
b'\\x00\\x01\\x02\\x03\\x04\\x05\\x06\\x07' 1
b'\\x08\\tx' None
20 20 UART(2, baudrate=9600, bits=8, parity=None, stop=1, flow=0, timeout=0, timeout_char=3, rxbuf=64)
`,
    );
  });

  test('waits for ever for a CTS that nobody pulls low', () => {
    const source = `
from pyb import UART, Pin
u = UART(2, 9600, flow=UART.RTS | UART.CTS, timeout=7)
print(Pin('X2').value(), Pin('X1').value(), u.write('ab'), u.write('c'))
try:
    u.writechar(1)
except OSError as e:
    print(e)
u.deinit()
print(u)
`;
    expect(held(source).run()).toBe('0 1 1 None\n[Errno 110] ETIMEDOUT\nUART(2)\n');
  });
});

describe('what CTS does', () => {
  const toggles = (args: string): string => `
import time
from machine import Pin, UART
seen = []
a = UART(4, 9600)
held = Pin('Y2', Pin.OUT, value=1)
b = UART(${args}, rxbuf=8)
b.irq(lambda u: seen.append(u.irq().flags() & 0x600), UART.IRQ_RX, True)
a.write('a')
time.sleep_ms(3)
held(0)
a.write('b')
time.sleep_ms(3)
held(1)
a.write('c')
time.sleep_ms(3)
print(seen, b)
`;
  const run = (args: string, rx: string, cts: string, board: BoardName = 'pybv11'): string => {
    const bench = new PythonBench(toggles(args), board);
    bench.board.wire('X1', rx);
    bench.board.wire('Y2', cts);
    return bench.run().split(' UART')[0] as string;
  };

  test('is a flag from its first edge on, which the firmware never clears; an F7 has its level, too', () => {
    expect(run('3, 9600, flow=UART.CTS', 'Y10', 'Y6')).toBe('[0, 512, 512]');
    expect(run('3, 9600', 'Y10', 'Y6')).toBe('[0, 0, 0]');
    expect(run('6, 9600, flow=UART.CTS', 'C7', 'G13', 'pybd-sf6')).toBe('[0, 1536, 512]');
  });

  test('UART 4 of an F4 does not have, and shows none', () => {
    const source = "from machine import UART\nfor i in (4, 6): print(str(UART(i, 9600, flow=UART.RTS | UART.CTS)).split(', ')[5])";
    expect(new PythonBench(source).run()).toBe('flow=0\nflow=RTS|CTS\n');
    expect(new PythonBench(source, 'pybd-sf6').run()).toBe('flow=RTS|CTS\nflow=RTS|CTS\n');
  });
});

describe('a break', () => {
  const breaks = (format: string, board: BoardName = 'pybv11'): readonly string[] => {
    const source = `
from machine import UART
import time
u = UART(4, 10_000, ${format})
time.sleep_ms(2)
u.sendbreak()
time.sleep_ms(3)
u.writechar(0)
u.sendbreak()
u.writechar(0)
`;
    const machine = new PythonBench(source, board);
    const edges: [number, number][] = [];
    machine.board.line('X1').onEdge((level) => edges.push([Number(machine.clock.elapsed()) / 1e3, level]));
    machine.run();
    const falls = edges.filter(([, level]) => level === 0);
    return falls.map(([at]) => {
      const [end] = edges.find(([later, level]) => level === 1 && later > at) as [number, number];
      return (end - at).toFixed(0);
    });
  };

  test('is low for one bit more than a frame of zeros, and comes before what waits', () => {
    expect(breaks('')).toEqual(['1000', '900', '1000', '900']);
    expect(breaks('bits=8, parity=0')).toEqual(['1100', '1000', '1100', '1000']);
    expect(breaks('bits=7', 'pybd-sf6')).toEqual(['900', '800', '900', '800']);
  });

  test('is not held up by CTS (RM0090 §30.3.13), and is received as a zero', () => {
    const source = `
from machine import UART
import time
a = UART(2, 9600, flow=UART.CTS)
b = UART(3, 9600)
seen = []
b.irq(lambda u: seen.append(u.irq().flags() & 3), UART.IRQ_RX, True)
a.sendbreak()
time.sleep_ms(5)
print(a.write('a'), b.read(), seen)
`;
    const bench = new PythonBench(source);
    bench.board.wire('X3', 'Y10');
    expect(bench.run()).toBe("1 b'\\x00' [2]\n");
    expect(bench.board.uart(3).misreading).toBeNull();
  });
});

describe('an error in a received character', () => {
  const flagsOf = (first: string, then: string, board: BoardName): string =>
    joined(
      `
from machine import UART
import time
seen = []
a = UART(4, ${first})
b = UART(6, ${then})
b.irq(lambda u: seen.append(u.irq().flags() & 3), UART.IRQ_RX, True)
for byte in (0, 1):
    a.writechar(byte)
    time.sleep_ms(5)
a.sendbreak()
time.sleep_ms(5)
a.init(${then})
a.writechar(0)
time.sleep_ms(5)
print(seen)
`,
      board,
    ).run();

  test('is a flag, which an F4 clears with the character and an F7 keeps, since the firmware does not clear it', () => {
    const [even, odd] = ['9600, 7, 0', '9600, 7, 1'];
    expect(flagsOf(even.replace('7', '8'), odd.replace('7', '8'), 'pybv11')).toBe('[1, 1, 3, 0]\n');
    expect(flagsOf(even, odd, 'pybd-sf6')).toBe('[1, 1, 3, 3]\n');
    expect(flagsOf('9600', '9600', 'pybd-sf6')).toBe('[0, 0, 2, 2]\n');
  });
});

describe('the bits of a UART', () => {
  /** What happens on pin Y1, which is wired to the TX of UART 4, µs. */
  function levels(format: UartFormat, value: number): string[] {
    const bench = new Bench();
    bench.board.wire('X1', 'Y1');
    const [pin, uart] = [bench.board.line('Y1'), bench.board.uart(4)];
    uart.init(10_000, format);
    bench.pass(2000 * MICRO);
    pin.watch(bench);
    pin.onEdge((level) => bench.note(String(level)));
    uart.send(value);
    bench.pass(5000 * MICRO);
    return bench.log.filter((line) => /^[\d.]+ [01]$/.test(line)).map((line) => `${Number(line.split(' ')[0]) - 2000} ${line.at(-1)}`);
  }

  test('are edges, where somebody counts them: the start bit, the data from the least bit on, the stop bit', () => {
    expect(levels(FORMAT, 0x55)).toEqual(Array.from({ length: 10 }, (_, i) => `${i * 100} ${i % 2}`));
    expect(levels(FORMAT, 0xf0)).toEqual(['0 0', '500 1']);
  });

  test('stand still with the chip, in the middle of a bit, and go on where they were (RM0090 §5.3.4)', () => {
    const bench = new Bench();
    const [pin, uart] = [bench.board.line('X1'), bench.board.uart(4)];
    uart.init(10_000, FORMAT);
    bench.pass(2000 * MICRO);
    uart.send(0xf0);
    bench.pass(450 * MICRO);
    expect(pin.read()).toBe(0);
    bench.clock.standStill(5000 * MICRO);
    expect(pin.read()).toBe(0);
    bench.pass(100 * MICRO);
    expect([pin.read(), uart.isSent]).toEqual([1, false]);
    bench.pass(500 * MICRO);
    expect(uart.isSent).toBe(true);
  });

  test('are over at a moment that stays right when the clock counts anew', () => {
    const bench = new Bench();
    const uart = bench.board.uart(4);
    uart.init(10_000, FORMAT);
    bench.pass(2 ** 50 - 500 * MICRO);
    uart.send(0xf0);
    const { epoch } = bench.clock;
    bench.pass(600 * MICRO);
    expect(bench.clock.epoch).toBeGreaterThan(epoch);
    expect(uart.nextSent - bench.clock.now).toBe(400 * MICRO);
  });

  test('have the parity', () => {
    expect(levels({ bits: 7, parity: 'even', stop: 1 }, 0x01)).toEqual(['0 0', '100 1', '200 0', '800 1']);
    expect(levels({ bits: 7, parity: 'odd', stop: 1 }, 0x01)).toEqual(['0 0', '100 1', '200 0', '900 1']);
  });

  test('are no events where nobody counts them, but who reads the pin sees them', () => {
    const bench = new Bench();
    const uart = bench.board.uart(4);
    uart.init(10_000, FORMAT);
    bench.pass(2000 * MICRO);
    const before = bench.log.length;
    uart.send(0x0f);
    const seen: number[] = [];
    bench.pass(50 * MICRO);
    for (let i = 0; i < 11; i++) {
      seen.push(bench.board.line('X1').read());
      bench.pass(100 * MICRO);
    }
    expect(seen).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1]);
    expect(bench.log.length).toBe(before);
    uart.deinit();
    expect(bench.board.line('X1').read()).toBe(1);
  });

  test('can be counted by an external interrupt and measured by a capture, at a rate that is no whole number of ns', () => {
    const bench = new PythonBench(
      `
import pyb, time
falls = 0
def fall(line):
    global falls
    falls += 1
pyb.ExtInt('Y1', pyb.ExtInt.IRQ_FALLING, pyb.Pin.PULL_NONE, fall)
timer = pyb.Timer(5, prescaler=83, period=0x3fffffff)
channel = timer.channel(3, pyb.Timer.IC, pin=pyb.Pin('X3'), polarity=pyb.Timer.BOTH)
uart = pyb.UART(4, 9600)
times = [0] * 20
count = 0
def caught(t):
    global count
    times[count] = channel.capture()
    count += 1
channel.callback(caught)
uart.write(b'UU')
time.sleep_ms(5)
print(falls, [b - a for a, b in zip(times, times[1:])])
`,
    );
    bench.board.wire('X1', 'Y1');
    bench.board.wire('X1', 'X3');
    const [falls, widths] = bench.run().split(/ (.*)/);
    expect(falls).toBe('10');
    const all = JSON.parse(widths ?? '') as number[];
    expect(all).toHaveLength(19);
    for (const width of all) expect(Math.abs(width - 104.17)).toBeLessThan(1.2);
  });
});
