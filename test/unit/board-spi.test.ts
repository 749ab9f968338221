/** SPI: devices on a bus, and what programs exchange with them. */
import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import type { SpiDevice } from '../../src/board/spi/bus.js';
import { PythonBench } from './board-python.js';

/** Answers each byte with the complement of the one before. */
class Echo implements SpiDevice {
  readonly heard: number[] = [];
  #last = 0;
  transfer(byte: number): number {
    this.heard.push(byte);
    const answer = ~this.#last & 0xff;
    this.#last = byte;
    return answer;
  }
}

function withDevice(source: string, select: string | null = null): { output: string; device: Echo } {
  const bench = new PythonBench(source, 'pybv11', 'calibrated');
  const device = new Echo();
  const pin = (name: string): Pin => bench.board.pin(name) as Pin;
  bench.board.spiBus(pin('X6'), pin('X8'), pin('X7')).attach(device, select === null ? null : pin(select));
  return { output: bench.run(), device };
}

test('bytes are exchanged, at the rate of the clock', () => {
  const { output, device } = withDevice(`
from machine import SPI
import time
spi = SPI(1, 1_000_000)
print(spi)
into = bytearray(3)
spi.write_readinto(b'abc', into)
print(into)
print(spi.read(2, 0x11))
data = bytes(1000)
start = time.ticks_us()
spi.write(data)
print(abs(time.ticks_diff(time.ticks_us(), start) - 1000 * 8 / 656250 * 1e6) < 100)
`);
  expect(output).toBe("SPI(1, baudrate=656250, polarity=0, phase=0, bits=8)\nbytearray(b'\\xff\\x9e\\x9d')\nb'\\x9c\\xee'\nTrue\n");
  expect(device.heard.slice(0, 5)).toEqual([0x61, 0x62, 0x63, 0x11, 0x11]);
});

test('a device hears only while it is selected', () => {
  const { output, device } = withDevice(
    `
from pyb import SPI, Pin
cs = Pin('X5', Pin.OUT, value=1)
spi = SPI('X', SPI.CONTROLLER, prescaler=8, polarity=0, firstbit=SPI.LSB)
print(spi)
print(spi.send_recv(1))
cs.low()
print(spi.send_recv(b'\\x01\\x02'))
`,
    'X5',
  );
  expect(output).toBe("SPI(1, SPI.CONTROLLER, baudrate=10500000, prescaler=8, polarity=0, phase=0, bits=8)\nb'\\x00'\nb'\\xff\\xfe'\n");
  expect(device.heard).toEqual([0x80, 0x40]);
});

describe('with 16 bits (ports/stm32/spi.c)', () => {
  test('each byte is a frame, which carries it twice; of what comes the lower half is taken', () => {
    const { output, device } = withDevice(`
from machine import SPI
import time
spi = SPI(1, 328125, bits=16)
into = bytearray(2)
spi.write_readinto(b'ab', into)
print(into)
spi.init(firstbit=SPI.LSB)
spi.write_readinto(b'\x01\x03', into)
print(into)
data = bytes(1000)
start = time.ticks_us()
spi.write(data)
print(abs(time.ticks_diff(time.ticks_us(), start) - 1000 * 16 / 328125 * 1e6) < 100)
`);
    expect(device.heard.slice(0, 8)).toEqual([0x61, 0x61, 0x62, 0x62, 0x80, 0x80, 0xc0, 0xc0]);
    expect(output).toBe("bytearray(b'\\x9e\\x9d')\nbytearray(b'\\xb9\\xfe')\nTrue\n");
  });

  test('a single byte is the lower half of a frame', () => {
    const { output, device } = withDevice(`
from machine import SPI
spi = SPI(1, bits=16)
spi.write(b'a')
print(spi.read(1, 2))
spi.init(firstbit=SPI.LSB)
print(spi.read(1, 2))
`);
    expect(device.heard).toEqual([0, 0x61, 0, 2, 0x40, 0]);
    expect(output).toBe("b'\\xff'\nb'\\xbf'\n");
  });

  test('what is not known is refused', () => {
    const program = (prepare: string) => `
from machine import SPI
import machine
spi = SPI(1, bits=16)
${prepare}
spi.write(b'a')
try:
    spi.write(b'ab')
except NotImplementedError as e:
    print(e)
`;
    const text = (why: string) => `SPI(1): several bytes with bits=16, ${why}, are not simulated\n`;
    expect(new PythonBench(program(''), 'pybd-sf6').run()).toBe(text('on a PYBD'));
    expect(new PythonBench(program('machine.disable_irq()')).run()).toBe(text('interrupts disabled'));
  });
});

test('no bytes are an error, and receiving into a buffer sends what it holds', () => {
  const { output, device } = withDevice(`
import machine, pyb
for spi in machine.SPI(1), pyb.SPI(1, pyb.SPI.CONTROLLER):
    for transfer in lambda: spi.write(b''), lambda: spi.read(0):
        try:
            print(transfer())
        except OSError as e:
            print(e)
buffer = bytearray(b'ab')
spi.recv(buffer)
spi.recv(1)
`);
  expect(output).toBe('[Errno 5] EIO\n'.repeat(4));
  expect(device.heard).toEqual([0x61, 0x62, 0]);
});

test('a peripheral times out, since no controller comes, and where DMA waited it is busy until it is set up again', () => {
  const source = `
from pyb import SPI, millis, elapsed_millis
spi = SPI(1, SPI.PERIPHERAL)
def attempt(transfer):
    start = millis()
    try:
        transfer()
    except OSError as e:
        print(e.errno, elapsed_millis(start))
attempt(lambda: spi.recv(1, timeout=20))
attempt(lambda: spi.write(b'a'))
attempt(lambda: spi.send(b'ab', timeout=20))
attempt(lambda: spi.read(2))
spi.init(SPI.PERIPHERAL)
attempt(lambda: spi.read(2))
`;
  expect(new PythonBench(source).run()).toBe('110 20\n110 101\n110 20\n16 0\n110 102\n');
});

test('while a peripheral waits, hard callbacks run and soft ones have to wait', () => {
  const source = `
from micropython import schedule
from pyb import SPI, Timer, millis, elapsed_millis
spi = SPI(1, SPI.PERIPHERAL)
ran = []
def soft(start):
    ran.append(elapsed_millis(start))
def hard(timer):
    timer.callback(None)
    schedule(soft, start)
    ticked.append(None)
for size in (1, 2):
    ticked = []
    start = millis()
    Timer(4, freq=100, callback=hard)
    try:
        spi.send(bytes(size), timeout=50)
    except OSError as e:
        print(e.errno, len(ticked), ran)
    print(ran)
`;
  expect(new PythonBench(source).run()).toBe('110 1 []\n[50]\n110 1 [50]\n[50, 50]\n');
});

test('a controller whose transfer takes longer than the timeout gives up, but its DMA goes on, and it is busy until it is set up again', () => {
  const { output, device } = withDevice(`
from pyb import SPI, delay, disable_irq, elapsed_millis, enable_irq, millis
def attempt(transfer):
    delay(1)
    start = millis()
    try:
        print(transfer(), elapsed_millis(start))
    except OSError as e:
        print(e.errno, elapsed_millis(start))
spi = SPI(1, SPI.CONTROLLER, prescaler=256)
into = bytearray(1000) # 24.4 ms
attempt(lambda: spi.send_recv(into, into, timeout=5))
done = 1000 - into.count(b'\\0')
print(180 < done < 220)
attempt(lambda: spi.send(b'a'))
delay(30)
print(into.count(b'\\0'))
spi.init(SPI.CONTROLLER, prescaler=256)
attempt(lambda: spi.send(into, timeout=24))
spi.init(SPI.CONTROLLER, prescaler=256)
attempt(lambda: spi.send(into, timeout=25))
attempt(lambda: spi.send(into, timeout=-1))
# Without a timeout it gives up as soon as it looks.
attempt(lambda: spi.send(b'a', timeout=0))
attempt(lambda: spi.recv(1, timeout=0))
delay(1)
state = disable_irq()
attempt(lambda: spi.send(b'ab', timeout=1))
enable_irq(state)
attempt(lambda: spi.send(b'ab', timeout=0))
attempt(lambda: spi.send(b'a'))
`);
  expect(output.split('\n')).toEqual([
    '110 5',
    'True',
    '16 0',
    '0',
    '110 24',
    'None 24',
    'None 24',
    '5 0',
    '110 0',
    'None 0',
    '110 0',
    '16 0',
    '',
  ]);
  expect(device.heard.slice(0, 1000)).toEqual(new Array(1000).fill(0));
});

test('software drives the same bus on the same pins', () => {
  const { output, device } = withDevice(`
from machine import Pin, SoftSPI
spi = SoftSPI(baudrate=100000, sck=Pin('X6'), mosi=Pin('X8'), miso=Pin('X7'))
print(spi)
spi.write(b'\\x55')
spi.init(baudrate=10_000_000)
print(spi.read(1))
try:
    SoftSPI()
except ValueError as e:
    print(e)
`);
  expect(output).toBe(
    "SoftSPI(baudrate=100000, polarity=0, phase=0, firstbit=0, sck=A5, mosi=A7, miso=A6)\nb'\\xaa'\nmust specify all of sck/mosi/miso\n",
  );
  expect(device.heard).toEqual([0x55, 0]);
});

/** From MOSI to MISO. */
const OVER_Y1 = [
  ['X8', 'Y1'],
  ['Y1', 'X7'],
] as const;

describe('where no device answers, MISO reads what is on the wire:', () => {
  const read = (wires: readonly (readonly [string, string])[], prepare = '', settings = ''): string => {
    const bench = new PythonBench(
      `
from machine import Pin, SPI, SoftSPI
${prepare}
for make in lambda: SPI(1, 1_000_000${settings}), lambda: SoftSPI(1_000_000${settings}, sck='X6', mosi='X8', miso='X7'):
    into = bytearray(2)
    make().write_readinto(b'\\xa5\\x01', into)
    print(bytes(into))
`,
      'pybv11',
      'calibrated',
    );
    for (const [one, other] of wires) bench.board.wire(one, other);
    return bench.run();
  };
  const twice = (bytes: string): string => `b'${bytes}'\n`.repeat(2);

  test.each([
    ['what is sent, on a wire from MOSI', twice('\\xa5\\x01'), read([['X8', 'X7']])],
    ['the same over a third pin', twice('\\xa5\\x01'), read(OVER_Y1)],
    ['a level', twice('\\xff\\xff'), read([['Y1', 'X7']], "Pin('Y1', Pin.OUT, value=1)")],
    ['the other level', twice('\\x00\\x00'), read([['Y1', 'X7']], "Pin('Y1', Pin.OUT, value=0)")],
    ['the firmware’s resistor down', twice('\\x00\\x00'), read([])],
    ['or up, where the clock is high', "b'\\xff\\xff'\nb'\\x00\\x00'\n", read([], '', ', polarity=1')],
  ])('%s', (_, expected, output) => {
    expect(output).toBe(expected);
  });
});

test('at rest SCK, MOSI and MISO are at the level of the idle clock, by the firmware’s resistors, also when the bus is switched off', () => {
  const bench = new PythonBench(`
from machine import Pin, SPI
pins = [Pin(name, Pin.IN, Pin.PULL_NONE) for name in ('Y6', 'Y8', 'Y7')]
for polarity in 1, 0:
    for phase in 0, 1:
        spi = SPI(1, 1_000_000, polarity=polarity, phase=phase)
        print(*[pin() for pin in pins], end=' ')
        spi.write(b'\\x55')
        spi.write(b'\\xaaU')
        print(*[pin() for pin in pins], *[Pin(name)() for name in ('X6', 'X8', 'X7')], end=' ')
        spi.deinit()
        print(*[pin() for pin in pins])
`);
  for (const number of [6, 7, 8]) bench.board.wire(`X${number}`, `Y${number}`);
  expect(bench.run()).toBe(`${'1 1 1 1 1 1 1 1 1 1 1 1\n'.repeat(2)}${'0 0 0 0 0 0 0 0 0 0 0 0\n'.repeat(2)}`);
});

describe('a handler that uses the bus in the middle of a transfer', () => {
  /** `inner` in a handler, 2 ms after the beginning of a transfer that lasts 8 ms; then one that follows. */
  const outcome = (inner: string): string =>
    new PythonBench(
      `
import machine, micropython, pyb
micropython.alloc_emergency_exception_buf(100)
spi = machine.SPI(1, 328125)
before, buffer, one = bytes(328), bytearray(4), bytearray(1)
refused = 0
def tick(timer):
    global refused
    timer.deinit()
    try:
        ${inner}
    except OSError:
        refused += 1
def attempt(content):
    start = pyb.millis()
    try:
        spi.write(content)
        print('done', end=' ')
    except OSError as e:
        print(e.errno, end=' ')
    print(pyb.elapsed_millis(start), refused)
pyb.Timer(4, freq=500, callback=tick)
attempt(before)
attempt(one)
`,
      'pybv11',
      'calibrated',
    ).run();

  test('is refused', () => expect(outcome('spi.write(one)')).toMatch(/^done [89] 1\ndone 0 1\n$/));

  test('takes the DMA’s interrupt away, so that the transfer is given up after its timeout, and the bus stays busy', () =>
    expect(outcome('spi.write(buffer)')).toMatch(/^110 42[789] 1\n16 0 1\n$/));
});
