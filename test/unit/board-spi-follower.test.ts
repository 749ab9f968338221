/** SPI devices follow the levels of their wires, whoever drives them. */
import { describe, expect, test } from 'vitest';
import type { SpiDevice } from '../../src/board/spi/bus.js';
import { Max31855, Mcp3008, TftDisplay } from '../../src/index.js';
import { PythonBench } from './board-python.js';

/** Notes the bytes that it hears. */
class Listener implements SpiDevice {
  readonly heard: number[] = [];
  constructor(readonly edge?: 'rising' | 'falling') {}
  transfer(byte: number): number {
    this.heard.push(byte);
    return 0xff;
  }
}

/** A program's own SPI in mode 0: `exchange` reads MISO before the clock rises or after that. */
const BANG = `
from machine import Pin, SPI, SoftSPI
cs, sck, mosi = [Pin(name, Pin.OUT, value=level) for name, level in (('X5', 1), ('X6', 0), ('X8', 0))]
miso = Pin('X7', Pin.IN, Pin.PULL_DOWN)
def exchange(value, count=8, early=False):
    answer = 0
    for i in range(count - 1, -1, -1):
        mosi(value >> i & 1)
        if early:
            answer = answer << 1 | miso()
        sck(1)
        if not early:
            answer = answer << 1 | miso()
        sck(0)
    return answer
`;

const WIRES = ['X6', 'X8', 'X7'] as const;

function run(source: string, plug: (bench: PythonBench) => void, board: 'pybv11' | 'pybd-sf6' = 'pybv11'): string {
  const bench = new PythonBench(BANG + source, board);
  plug(bench);
  return bench.run();
}

const listening =
  (device: SpiDevice, wires: readonly [string, string, string] = WIRES) =>
  (bench: PythonBench): void =>
    bench.board.spiBus(...wires).attach(device, bench.board.line('X5'));

describe('a device hears', () => {
  test('pins that the program sets, while it is selected; what is not a byte is lost when it no longer is', () => {
    const device = new Listener();
    const printed = run(
      `
exchange(0x11)
cs(0)
exchange(0xa5); exchange(0x0fc3, 16); exchange(5, 3)
cs(1); cs(0)
print(exchange(0x81))
`,
      listening(device),
    );
    expect(device.heard).toEqual([0xa5, 0x0f, 0xc3, 0x81]);
    expect(printed).toBe('0\n'); // It never sends.
  });

  test('at the falling edge, if that is its mode', () => {
    const device = new Listener('falling');
    run('cs(0)\nexchange(0x5a)\n', listening(device));
    expect(device.heard).toEqual([0x5a]);
  });

  test.each([0, 1])('SoftSPI and hardware once, watched or not: %s', (isProbed) => {
    const device = new Listener();
    run(
      `
cs(0)
SoftSPI(1_000_000, sck='X6', mosi='X8', miso='X7').write(b'ab')
SPI(1, 1_000_000).write(b'cd')
SPI(1, 1_000_000, polarity=1, phase=1).write(b'ef')
`,
      (bench) => {
        listening(device)(bench);
        if (isProbed) for (const pin of WIRES) bench.board.probe(pin);
      },
    );
    expect(Buffer.from(device.heard).toString()).toBe('abcdef');
  });

  test('a bus whose MISO is another pin', () => {
    const device = new Listener();
    run(
      `
cs(0)
SoftSPI(1_000_000, sck='X6', mosi='X8', miso='X7').write(b'ab')
SPI(1, 1_000_000).write(b'cd')
`,
      listening(device, ['X6', 'X8', 'Y1']),
    );
    expect(Buffer.from(device.heard).toString()).toBe('abcd');
  });

  test('pins that wires lead to', () => {
    const device = new Listener();
    run('cs(0)\nexchange(0x5a)\n', (bench) => {
      listening(device, ['Y6', 'Y8', 'Y7'])(bench);
      bench.board.wire('X6', 'Y6');
      bench.board.wire('X8', 'Y8');
    });
    expect(device.heard).toEqual([0x5a]);
  });

  test('nothing more once it is disconnected', () => {
    const device = new Listener();
    run('cs(0)\nexchange(0x5a)\n', (bench) => {
      listening(device)(bench);
      bench.board.spiBus(...WIRES).detach(device);
    });
    expect(device.heard).toEqual([]);
  });

  test('nobody counts the edges of its wires any longer once it is disconnected', () => {
    const { board } = new PythonBench('');
    const pins = ['X5', ...WIRES].map((name) => board.line(name));
    const device = new Listener();
    const bus = board.spiBus(...WIRES);
    bus.attach(device, board.line('X5'));
    expect(pins.map(({ isWatched }) => isWatched)).toEqual([true, true, false, false]);
    bus.detach(device);
    expect(pins.map(({ isWatched }) => isWatched)).toEqual([false, false, false, false]);
  });
});

describe('MISO shows', () => {
  test('a thermocouple, read before the clock rises or after that, by hardware, and nothing while it is not selected', () => {
    const printed = run(
      `
import time
time.sleep(1)
def attempt(read):
    cs(0)
    print(read())
    cs(1)
attempt(lambda: hex(exchange(0, 32)))
attempt(lambda: hex(exchange(0, 32, early=True)))
attempt(lambda: hex(exchange(0, 16)))
print(exchange(0, 32))
spi = SPI(1, 1_000_000)
attempt(lambda: spi.read(4))
pin = Pin('X7')
miso = Pin('X7', Pin.IN, Pin.PULL_UP)
print(miso())
attempt(lambda: miso())
`,
      (bench) => {
        const select = bench.board.line('X5');
        bench.board.spiBus(...WIRES).attach(new Max31855(select, bench.board.time, { temperature: 100, internal: 25 }), select);
      },
    );
    expect(printed).toBe("0x6401900\n0x6401900\n0x640\n0\nb'\\x06@\\x19\\x00'\n1\n0\n");
  });

  test('a converter, whose answer begins within the byte that asks for it', () => {
    const printed = run(
      `
def read(channel, early):
    cs(0)
    exchange(0x18 | channel, 5)
    value = exchange(0, 12, early) & 0x3ff
    cs(1)
    return value
print(read(0, False), read(1, False), read(0, True), read(1, True))
cs(0)
answer = exchange(0x018000, 24)
cs(1)
print(answer & 0x3ff)
`,
      (bench) => {
        const select = bench.board.line('X5');
        const device = new Mcp3008(select);
        device.volts = { ...device.volts, ch0: 1.1, ch1: 2.2 };
        bench.board.spiBus(...WIRES).attach(device, select);
      },
    );
    expect(printed).toBe('341 682 341 682\n341\n');
  });

  test('what a display has been asked for', () => {
    const printed = run(
      `
dc = Pin('X4', Pin.OUT)
def command(code, *data):
    dc(0)
    exchange(code)
    dc(1)
    for byte in data:
        exchange(byte)
cs(0)
command(0x36, 0x48)
command(0x0b)
print(hex(exchange(0)))
command(0x3a, 0x55)
command(0x2c, 0xf8, 0x00, 0x07, 0xe0)
command(0x2e)
print([hex(exchange(0)) for i in range(7)])
spi = SPI(1, 1_000_000)
dc(0); spi.write(b'\\x2e'); dc(1)
print(spi.read(7))
`,
      (bench) => {
        const dc = bench.board.line('X4');
        bench.board.spiBus(...WIRES).attach(new TftDisplay('ILI9341', { dc }), bench.board.line('X5'));
      },
    );
    expect(printed).toBe("0x48\n['0xff', '0xfc', '0x0', '0x0', '0x0', '0xfc', '0x0']\nb'\\xff\\xfc\\x00\\x00\\x00\\xfc\\x00'\n");
  });
});
