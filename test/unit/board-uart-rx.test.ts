/** The pin RX: what wires bring to it, whoever sends there, and what of it can be seen. */
import { describe, expect, test } from 'vitest';
import { SerialPeer } from '../../src/devices/serial-peer.js';
import { PythonBench } from './board-python.js';

/** Sends a byte on Y1 by software at 9600 baud: each bit lasts 104 µs. */
const SEND = `
import pyb, machine, time
from machine import Pin
uart = pyb.UART(4, 9600, timeout=20)
line = Pin('Y1', Pin.OUT, value=1)
def send(*levels):
    for level in levels:
        line(level)
        time.sleep_us(104)
def byte(value):
    send(0, *(value >> i & 1 for i in range(8)), 1)
`;

/** On the clock by which code takes no time, its delays are exact. */
function wired(source: string, ...wires: readonly [string, string][]): PythonBench {
  const machine = new PythonBench(source);
  for (const [one, other] of wires) machine.board.wire(one, other);
  return machine;
}

describe('RX hears', () => {
  test('who drives its wire bit by bit', () => {
    expect(wired(`${SEND}byte(0x41); byte(0x55); byte(0)\nprint(uart.read())`, ['Y1', 'X2']).run()).toBe("b'AU\\x00'\n");
  });

  test('what a wire brings that begins at another pin', () => {
    const source = "import pyb\nuart = pyb.UART(4, 115200, timeout=20)\nuart.write('hello')\nprint(uart.read())";
    expect(wired(source, ['X1', 'Y5'], ['Y5', 'X2']).run()).toBe("b'hello'\n");
  });

  test('nothing of a pulse that is over before the middle of a start bit', () => {
    expect(wired(`${SEND}line(0); time.sleep_us(40); line(1)\nprint(uart.read())`, ['Y1', 'X2']).run()).toBe('None\n');
  });

  test('a break, which is longer than a frame, as one zero', () => {
    expect(wired(`${SEND}line(0); time.sleep_ms(5); line(1); send(1); byte(0x42)\nprint(uart.read())`, ['Y1', 'X2']).run()).toBe(
      "b'\\x00B'\n",
    );
  });

  test("nothing while the pin is no longer the UART's, or the UART is off", () => {
    const loop = `${SEND}pin = Pin('X2', Pin.IN)\nbyte(0x41)\nprint(uart.any())\nuart.init(9600)\nuart.deinit()\nbyte(0x41)\nuart.init(9600)\nprint(uart.any())`;
    expect(wired(loop, ['Y1', 'X2']).run()).toBe('0\n0\n');
  });
});

describe('what is sent to a UART without a wire', () => {
  const send = (source: string, text: string): PythonBench => {
    const machine = new PythonBench(source);
    const peer = new SerialPeer(machine.board.uart(4), machine.board.time);
    machine.board.time.alarm(() => peer.send(text)).set(50e6);
    return machine;
  };

  test('is edges of RX where somebody counts them, and is received all the same', () => {
    const machine = send('import pyb\nuart = pyb.UART(4, 9600, timeout=100)\nprint(uart.read())', 'U');
    machine.board.probe('X2');
    expect(machine.run()).toBe("b'U'\n");
    const edges = machine.trace.filter((event) => event.includes(' X2 ')).slice(-10);
    expect(edges.map((event) => event.at(-1)).join('')).toBe('0101010101');
    for (const [i, event] of edges.entries()) expect(Number.parseFloat(event)).toBeCloseTo(50 + (i * 1000) / 9600, 4);
  });

  test('is levels of the pin where no UART reads it: the rate can be measured', () => {
    const source = "import machine\nprint(machine.time_pulse_us(machine.Pin('X2', machine.Pin.IN, machine.Pin.PULL_UP), 0, 200_000) // 10)";
    expect(send(source, 'U').run()).toBe('10\n');
  });

  test('wakes a chip that is stopped, by an external interrupt; that byte is lost', () => {
    const source = `
import machine, pyb, time
uart = pyb.UART(4, 9600, timeout=20)
pyb.ExtInt('X4', pyb.ExtInt.IRQ_FALLING, pyb.Pin.PULL_NONE, lambda line: None)
machine.lightsleep()
print(uart.read())
`;
    const machine = send(source, 'AB');
    machine.board.wire('X2', 'X4');
    expect(machine.run()).toBe("b'B'\n");
  });
});
