/** I2C on the wire: what a device sees, and how long it takes. */
import { describe, expect, test } from 'vitest';
import type { I2cDevice } from '../../src/board/i2c/bus.js';
import { dividedRate, type I2c, timedRate } from '../../src/board/i2c/i2c.js';
import { Bench } from './board-bench.js';
import { PythonBench } from './board-python.js';

/** A memory of 256 bytes; the first byte that is written chooses where. */
class Memory implements I2cDevice {
  readonly address = 0x50;
  readonly bytes = new Uint8Array(256);
  readonly log: string[] = [];
  #at = 0;
  #chooses = false;

  start(isRead: boolean): boolean {
    this.log.push(isRead ? 'read' : 'write');
    this.#chooses = !isRead;
    return true;
  }
  write(byte: number): boolean {
    if (this.#chooses) this.#at = byte;
    else this.bytes[this.#at++] = byte;
    this.#chooses = false;
    return true;
  }
  read(): number {
    return this.bytes[this.#at++] as number;
  }
  stop(): void {
    this.log.push('stop');
  }
}

describe('a controller', () => {
  test('writes to and reads from a device, which takes the time of its bits', () => {
    const bench = new Bench();
    const port = bench.board.i2c[1] as I2c;
    const memory = new Memory();
    port.bus.attach(memory);
    port.init({ hertz: 100_000, timing: null }, 'none');
    const from = bench.clock.elapsed();
    expect(bench.take(port.start(0x50, false))).toBe(true);
    for (const byte of [7, 0xaa, 0xbb]) expect(bench.take(port.write(byte))).toBe(true);
    expect(bench.take(port.start(0x50, true))).toBe(true);
    bench.take(port.stop());
    // Start, address, three bytes, start, address, stop: 1 + 9 + 27 + 1 + 9 + 1 bits of 10 µs.
    expect(bench.clock.elapsed() - from).toBe(480_000n);
    expect([...memory.bytes.subarray(7, 9)]).toEqual([0xaa, 0xbb]);
    expect(memory.log).toEqual(['write', 'stop', 'read', 'stop']);
  });

  test('tells a device of a start without a stop by its `restart`, where it has one, and of stops by `stop`', () => {
    class Told extends Memory {
      restart(): void {
        this.log.push('restart');
      }
    }
    const bench = new PythonBench(`
import machine
bus = machine.I2C(2)
bus.readfrom_mem(0x50, 3, 1)
bus.writeto(0x50, b'12', False)
bus.writeto(0x51, b'3')
bus.writeto(0x50, b'4')
`);
    const memory = new Told();
    const other = Object.assign(new Memory(), { address: 0x51 });
    for (const device of [memory, other]) bench.board.i2c[1]?.bus.attach(device);
    bench.run();
    expect(memory.log).toEqual(['write', 'restart', 'read', 'stop', 'write', 'restart', 'write', 'stop']);
    expect(other.log).toEqual(['write', 'stop']);
  });

  test('gets no answer where nobody is', () => {
    const bench = new Bench();
    const port = bench.board.i2c[0] as I2c;
    port.init({ hertz: 100_000, timing: null }, 'none');
    expect(bench.take(port.start(0x50, true))).toBe(false);
    expect(bench.take(port.read(true))).toBe(0xff);
    expect(bench.take(port.write(1))).toBe(false);
  });
});

test('a peripheral acknowledges while it waits, as many bytes as it waits for', () => {
  const { board } = new Bench();
  const port = board.i2c[0] as I2c;
  port.init({ hertz: 100_000, timing: null }, 'none', 0x42);
  expect(port.bus.start(0x42, false)).toBe(false);
  const bytes = new Uint8Array(2);
  const exchange = port.exchange(bytes, false);
  expect(port.bus.start(0x42, false)).toBe(true);
  expect([1, 2, 3].map((byte) => port.bus.write(byte))).toEqual([true, true, false]);
  expect(exchange.finished()).toBe('ok');
  expect([...bytes]).toEqual([1, 2]);
});

test('a peripheral has sent all bytes if the controller leaves the last, which then lies in the data register, but not if it leaves more', () => {
  const port = new Bench().board.i2c[0] as I2c;
  port.init({ hertz: 100_000, timing: null }, 'none', 0x42);
  const sends = (count: number): string | null => {
    const exchange = port.exchange(Uint8Array.of(1, 2, 3), true);
    port.bus.start(0x42, true);
    for (let i = 0; i < count; i++) port.bus.read();
    port.bus.stop();
    return exchange.finished();
  };
  expect([3, 2, 1].map(sends)).toEqual(['ok', 'ok', 'short']);
});

test('bit rates are those that the chips can make', () => {
  for (const limit of ['before', 'after'] as const) {
    expect(dividedRate(42e6, 400_000, limit)?.hertz).toBe(336_000);
    expect(dividedRate(42e6, 100_000, limit)?.hertz).toBe(100_000);
  }
  expect(timedRate(54e6, 0x50100103).hertz).toBe(1_500_000);
});

test('the divisor of a slow bus loses the bits above the twelfth', () => {
  const source = `
import machine, pyb, time
for freq in (5130, 1000, 10, 0, -1):
    print(machine.I2C(1, freq=freq))
    print(pyb.I2C(2, pyb.I2C.CONTROLLER, baudrate=freq))
times = []
for freq in (1000, 40384):
    bus = machine.I2C(1, freq=freq)
    t = time.ticks_us()
    bus.scan()
    times.append(time.ticks_us() - t)
print(abs(times[0] - times[1]) < times[0] // 100, times[0] // 1000)
print(pyb.I2C(2, pyb.I2C.CONTROLLER, baudrate=5128))
print(machine.I2C(1, freq=5128))
`;
  const rates = (machine: number, pyb = machine) => `I2C(1, scl=B6, sda=B7, freq=${machine})\nI2C(2, I2C.CONTROLLER, baudrate=${pyb})\n`;
  expect(new PythonBench(source).run()).toBe(
    `${rates(5129)}${rates(40_384)}${rates(7373)}${rates(5_250_000)}${rates(336_000, 1_680_000)}True 30
I2C(2, I2C.CONTROLLER, baudrate=5250000)
Traceback (most recent call last):
  File "main.py", line 14, in <module>
NotImplementedError: I2C(1): freq=5128, of which the chip makes a CCR below 4, is not simulated
`,
  );
});

test('a bus that is switched off in the middle of a transaction lets that go on to its end', () => {
  const source = `
import pyb, machine
bus = pyb.I2C(2, pyb.I2C.CONTROLLER, baudrate=10_000)
pyb.Timer(4, freq=2000).callback(lambda t: bus.deinit())
print(bus.scan())
print(machine.I2C(2).scan())
`;
  expect(new PythonBench(source, 'pybv11', 'calibrated').run()).toBe('[]\n[]\n');
});
