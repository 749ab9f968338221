/** SPI: devices on a bus, and what programs exchange with them. */
import { expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin.js';
import type { SpiDevice } from '../../src/board/spi-bus.js';
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
  expect(output).toBe("SPI(1, SPI.CONTROLLER, baudrate=10500000, prescaler=8, polarity=0, phase=0, bits=8)\nb'\\xff'\nb'\\xff\\xfe'\n");
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
