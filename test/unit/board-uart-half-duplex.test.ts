/** UARTs that send and listen on one wire (CR3.HDSEL): the firmware has no argument for that, programs set the register. */
import { describe, expect, test } from 'vitest';
import { TestBench, World } from '../../src/index.js';
import { PythonBench } from './board-python.js';

/** `one` and `other` are UARTs 4 and 6, whose TX are X1 and Y1, in half duplex. */
const PAIR = `
import pyb
from stm import *
one = pyb.UART(4, 115200, timeout=20)
other = pyb.UART(6, 115200, timeout=20)
HALF = 1 << 3
mem32[UART4 + USART_CR3] |= HALF
mem32[USART6 + USART_CR3] |= HALF
`;

function paired(source: string, ...wires: readonly [string, string][]): PythonBench {
  const bench = new PythonBench(`${PAIR}${source}`);
  for (const [one, other] of [['X1', 'Y1'] as const, ...wires]) bench.board.wire(one, other);
  return bench;
}

describe('two UARTs in half duplex on one wire', () => {
  test('hear each other, and themselves', () => {
    const source = "one.write('hello')\nprint(other.read(), one.read())\nother.write('world')\nprint(one.read(), other.read())";
    expect(paired(source).run()).toBe("b'hello' b'hello'\nb'world' b'world'\n");
  });

  test('do not hear themselves while they are told not to listen', () => {
    const source = `
mem32[UART4 + USART_CR1] &= ~(1 << 2)
one.write('question')
mem32[UART4 + USART_CR1] |= 1 << 2
print(other.read(), one.read())
other.write('answer')
print(one.read())`;
    expect(paired(source).run()).toBe("b'question' None\nb'answer'\n");
  });

  test('leave the wire alone although they have sent before', () => {
    const source = `
import pyb
from stm import *
one = pyb.UART(4, 115200, timeout=20)
one.write('before')
pyb.delay(5)
mem32[UART4 + USART_CR3] |= 1 << 3
other = pyb.UART(6, 115200)
other.write('hello')
print(one.read())`;
    const bench = new PythonBench(source);
    bench.board.wire('X1', 'Y1');
    expect(bench.run()).toBe("b'hello'\n");
  });

  test('do not listen to their pins RX', () => {
    const source =
      "third = pyb.UART(2, 115200)\nthird.write('unheard')\nprint(one.read())\none.init(115200, timeout=20)\nthird.write('heard')\nprint(one.read())";
    expect(paired(source, ['X3', 'X2']).run()).toBe("None\nb'heard'\n");
  });

  test('hear who drives the wire bit by bit', () => {
    const source = `
import time
one.init(9600, timeout=20)
mem32[UART4 + USART_CR3] |= HALF
line = pyb.Pin('Y2', pyb.Pin.OUT_OD)
line.high()
pyb.delay(3)
for level in (0, 1, 0, 0, 0, 0, 0, 1, 0, 1):
    line.value(level)
    time.sleep_us(104)
print(one.read())`;
    expect(paired(source, ['X1', 'Y2']).run()).toBe("b'A'\n");
  });

  test('let go of the wire between frames, high only by their pull-ups', () => {
    const source = `
a, b = pyb.Pin('X3', pyb.Pin.IN), pyb.Pin('Y2', pyb.Pin.OUT_OD)
b.high()
pyb.delay(1)
print(a.value(), end=' ')
b.low()
print(a.value())
b.high()
one.write('x')
print(other.read(1), a.value())`;
    expect(paired(source, ['X1', 'X3'], ['X1', 'Y2']).run()).toBe("1 0\nb'x' 1\n");
  });

  test('show every bit to a probe, and do the same without', () => {
    const source = "one.write('U')\nprint(other.read())\nother.write('U')\nprint(one.read())";
    const [plain, probed] = [paired(source), paired(source)];
    probed.board.probe('Y1');
    expect(probed.run()).toBe(plain.run());
    // The pull-ups make it high; of 0x55 each of the ten bits is another than the one before.
    expect(probed.trace.filter((event) => event.includes('Y1')).length).toBe(1 + 2 * 10);
    expect(plain.trace.filter((event) => event.includes('Y1')).length).toBeLessThan(10);
  });

  test('talk between boards', () => {
    const program = (rest: string) => ({
      'main.py': `import pyb
from stm import *
uart = pyb.UART(4, 9600, timeout=100)
mem32[UART4 + USART_CR3] |= 8
${rest}`,
    });
    const asks = new TestBench(program("pyb.delay(50)\nuart.write('ping')\nprint(uart.read(4), uart.read(4))\n"));
    const answers = new TestBench(program("while uart.any() < 4: pass\nprint(uart.read(4))\nuart.write('pong')\n"));
    const world = new World([asks.system, answers.system]);
    world.wire(asks.system, 'X1', answers.system, 'X1');
    world.run(1_000_000_000n);
    expect([asks.output, answers.output].map((text) => text.split('\n')[0])).toEqual(["b'ping' b'pong'", "b'ping'"]);
  });
});

describe('the control registers of a UART', () => {
  test('show what the firmware has set up, and name what they do not do', () => {
    const source = `
import pyb
from stm import *
def attempt(register, value):
    try:
        mem32[UART4 + register] = value
    except NotImplementedError as e:
        print(e)
print(mem32[UART4 + USART_CR1])
mem32[UART4 + USART_CR3] = 8
print(mem32[UART4 + USART_CR3])
uart = pyb.UART(4, 9600, parity=1)
print(hex(mem32[UART4 + USART_CR1]), hex(mem32[UART4 + USART_CR3]))
mem32[UART4 + USART_CR3] |= 8
print(hex(mem32[UART4 + USART_CR3]))
uart.init(9600)
print(hex(mem32[UART4 + USART_CR3]))
attempt(USART_CR1, mem32[UART4 + USART_CR1] & ~(1 << 3))
attempt(USART_CR1, mem32[UART4 + USART_CR1] | 1 << 1)
attempt(USART_CR3, 1 << 6)
attempt(USART_CR2, 0)
`;
    expect(new PythonBench(source).run().split('\n')).toEqual([
      '0',
      '0',
      '0x362c 0x0',
      '0x8',
      '0x0',
      'memory at 0x40004c0c is not simulated: TE of UART4 + USART_CR1',
      'memory at 0x40004c0c is not simulated: RWU of UART4 + USART_CR1',
      'memory at 0x40004c14 is not simulated: DMAR of UART4 + USART_CR3',
      'memory at 0x40004c10 is not simulated: UART4 + USART_CR2',
      '',
    ]);
  });

  test('on a PYBD half duplex can be chosen only while the UART is switched off', () => {
    const source = `
import pyb
from stm import *
uart = pyb.UART(4, 9600)
mem32[UART4 + USART_CR3] |= 8
print(mem32[UART4 + USART_CR3])
mem32[UART4 + USART_CR1] &= ~1
mem32[UART4 + USART_CR3] |= 8
mem32[UART4 + USART_CR1] |= 1
print(mem32[UART4 + USART_CR3], hex(mem32[UART4 + USART_CR1]))
uart.write('x')
pyb.delay(5)
print(uart.read())
`;
    expect(new PythonBench(source, 'pybd-sf2').run()).toBe("0\n8 0x2d\nb'x'\n");
  });
});
