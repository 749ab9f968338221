/** SPI: blocks of bytes go over the wire without a wait for each, which nobody notices: with stops forced, every byte is waited for. */
import { expect, test } from 'vitest';
import type { SpiDevice } from '../../src/board/spi/bus.js';
import { PythonBench } from './board-python.js';

/** Notes when bytes come, and answers with their number. */
class Witness implements SpiDevice {
  readonly heard: string[] = [];
  onByte: (byte: number) => void = () => {};
  constructor(private readonly bench: PythonBench) {}

  transfer(byte: number): number {
    this.heard.push(`${byte} at ${this.bench.clock.elapsed()}`);
    this.onByte(byte);
    return this.heard.length & 0xff;
  }
}

function witnessed(source: string, more: { readonly stopEvery?: number; readonly tier?: 'interpreter' }, select: string | null = null) {
  const bench = new PythonBench(source, 'pybv11', 'calibrated', more);
  const device = new Witness(bench);
  bench.board.spiBus('X6', 'X8', 'X7').attach(device, select === null ? null : bench.board.pin(select));
  return { bench, device };
}

function outcome(source: string, more: { readonly stopEvery?: number; readonly tier?: 'interpreter' }) {
  const { bench, device } = witnessed(source, more, 'X5');
  return { output: bench.run(), trace: bench.trace, heard: device.heard, cycles: bench.clock.cycles };
}

test('each byte has its moment, and interrupts theirs, whether the bytes are waited for or not', () => {
  // Handlers that are shorter and longer than a byte, that write into the buffer on its way, and that use another bus.
  const source = `
import pyb, time
from machine import Pin, SoftSPI, SPI
spi = SPI(1, 20_000_000)
other = SPI(2, 1_000_000)
buffer = bytearray(bytes(range(256)) * 2)
into = bytearray(512)
served = 0
def tick(timer):
    global served
    served += 1
    buffer[served & 0x1ff] = served & 0xff
    pyb.LED(1).toggle()
    if served % 5 == 0:
        for i in range(20):
            pass
pyb.Timer(4, freq=3777, callback=tick)
pyb.Timer(7, freq=9311, callback=lambda timer: pyb.LED(2).toggle())
pyb.Timer(8, freq=211, callback=lambda timer: other.write(b'abc'))
select = Pin('X5', Pin.OUT, value=1)
for bus in spi, SPI(1, 2_000_000), SoftSPI(1_000_000, sck='X6', mosi='X8', miso='X7'):
    for i in range(4):
        select(0)
        bus.write(b'\\x2c')
        bus.write(buffer)
        select(1)
        bus.write(buffer)
        print(time.ticks_us(), served)
        select(0)
        bus.write_readinto(buffer, into)
        print(hash(bytes(into)))
`;
  const expected = outcome(source, { stopEvery: 5 });
  expect(expected.heard.length).toBe(3 * 4 * (1 + 2 * 512));
  expect(outcome(source, {})).toEqual(expected);
  expect(outcome(source, { tier: 'interpreter' })).toEqual(expected);
});

test('what a device does with a byte is noticed while the block goes on', () => {
  const source = `
import machine, time
line = machine.Pin('X1', machine.Pin.IN, machine.Pin.PULL_DOWN)
line.irq(lambda line: print('rises', time.ticks_us()), line.IRQ_RISING, hard=True)
machine.SPI(1, 20_000_000).write(bytes(range(200)))
print('over', time.ticks_us())
`;
  const run = (more: { readonly stopEvery?: number }): string => {
    const { bench, device } = witnessed(source, more);
    const line = bench.board.line('X1').connect();
    const later = bench.clock.alarm(() => line.drive(1));
    device.onByte = (byte) => {
      if (byte === 50) line.drive(1);
      if (byte === 60) line.drive(0);
      if (byte === 70) later.set(bench.clock.now + 12_345);
    };
    return bench.run();
  };
  const expected = run({ stopEvery: 5 });
  expect(expected.match(/rises/g)).toHaveLength(2);
  expect(run({})).toBe(expected);
});

test('what nobody drives as an event, like a PWM that is wired to MISO, is read anew with each byte', () => {
  const source = `
import machine, pyb
pyb.Timer(2, freq=1000).channel(1, pyb.Timer.PWM, pin=pyb.Pin('X1'), pulse_width_percent=50)
for bus in machine.SPI(1, 1_000_000), machine.SoftSPI(1_000_000, sck='X6', mosi='X8', miso='X7'):
    print(sum(byte == 255 for byte in bus.read(1250)))
`;
  const run = (more: { readonly stopEvery?: number }): number[] => {
    const bench = new PythonBench(source, 'pybv11', 'calibrated', more);
    bench.board.wire('X1', 'X7');
    return bench.run().trim().split('\n').map(Number);
  };
  const counts = run({});
  expect(counts).toEqual(run({ stopEvery: 1 }));
  for (const count of counts) expect(Math.abs(count - 625)).toBeLessThanOrEqual(10); // Ten periods.
});

test('a host that stops in the middle of a block sees the bytes up to there', () => {
  const source = 'import machine\nmachine.SPI(1, 328125).write(bytes(1000))\n';
  const { bench, device } = witnessed(source, {});
  bench.run();
  const momentOf = (i: number): bigint => BigInt(device.heard.at(i)?.split(' at ').at(1) ?? 0);
  const quarter = (momentOf(999) - momentOf(0)) / 4n;
  const again = witnessed(source, {});
  again.bench.runTo(momentOf(0) + quarter);
  expect(again.device.heard).toEqual(device.heard.slice(0, 250));
  again.bench.run();
  expect(again.device.heard).toEqual(device.heard);
});
