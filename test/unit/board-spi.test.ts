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
