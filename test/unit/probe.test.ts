/** Probes: what a logic analyser reads on the wires of a bus is what the program has sent and got. */
import { describe, expect, test } from 'vitest';
import { TestBench, type TestBenchOptions } from '../../src/index.js';

interface Sample {
  readonly ns: number;
  readonly levels: Readonly<Record<string, number>>;
}

/** Runs a program with probes on pins: the levels after each edge, and what was printed. */
function probed(source: string, pins: readonly string[], prepare: (bench: TestBench) => void = () => {}, options: TestBenchOptions = {}) {
  const bench = new TestBench({ 'main.py': source }, options);
  for (const pin of pins) bench.board.probe(pin);
  prepare(bench);
  bench.runUntil(() => bench.exit !== null, 10_000);
  const levels: Record<string, number> = Object.fromEntries(pins.map((pin) => [pin, 0]));
  const samples: Sample[] = [];
  for (const { t, signal, value } of bench.events) {
    if (!pins.includes(signal)) continue;
    levels[signal] = value;
    samples.push({ ns: Number(t), levels: { ...levels } });
  }
  return { output: bench.output, samples, ms: bench.ms };
}

/** A decoder of I2C: S and P for start and stop, a byte in hexadecimal with a for acknowledged or n for not. */
function decodedI2c(samples: readonly Sample[], scl: string, sda: string): string {
  const words: string[] = [];
  let bits: number[] = [];
  let before: Sample | null = null;
  for (const sample of samples) {
    const [clock, data] = [sample.levels[scl], sample.levels[sda]];
    if (before !== null && clock === 1 && before.levels[scl] === 1 && data !== before.levels[sda]) {
      words.push(data === 0 ? 'S' : 'P');
      bits = [];
    } else if (before !== null && clock === 1 && before.levels[scl] === 0) bits.push(data as number);
    if (bits.length === 9) {
      words.push(parseInt(bits.slice(0, 8).join(''), 2).toString(16).padStart(2, '0') + (bits[8] === 0 ? 'a' : 'n'));
      bits = [];
    }
    before = sample;
  }
  return words.join(' ');
}

/** A decoder of SPI: the bytes of both directions, read at the edges of the clock that the mode says. */
function decodedSpi(samples: readonly Sample[], [sck, mosi, miso]: readonly [string, string, string], mode: number): string {
  const reads = mode === 0 || mode === 3 ? 1 : 0; // the level of the clock after the edge
  const [out, back]: [number[], number[]] = [[], []];
  let clock: number | undefined;
  for (const { levels } of samples) {
    if (clock !== undefined && levels[sck] !== clock && levels[sck] === reads) {
      out.push(levels[mosi] as number);
      back.push(levels[miso] as number);
    }
    clock = levels[sck];
  }
  const bytes = (bits: number[]): string => bits.join('').replace(/.{8}/g, (byte) => parseInt(byte, 2).toString(16).padStart(2, '0'));
  return `${bytes(out)} ${bytes(back)}`;
}

const MEMORY = {
  address: 0x50,
  start: () => true,
  write: (byte: number) => byte !== 0xee,
  read: () => 0xa7,
  stop: () => {},
};
const I2C = `
i2c.writeto(0x50, b'\\x01\\xfe')
print(i2c.readfrom_mem(0x50, 2, 2))
print(i2c.writeto(0x50, b'\\xee\\x01'))
try:
    i2c.readfrom(0x51, 1)
except OSError as e:
    print(e)
`;

describe('on a two-wire bus', () => {
  const attach = (bench: TestBench): void => bench.board.i2cBus('X9', 'X10').attach(MEMORY);
  const all = 'S a0a 01a fea P S a0a 02a S a1a a7a a7n P S a0a een P S a3n P';

  test.each([
    ['machine.I2C', 'import machine; i2c = machine.I2C(1, freq=100000)', {}],
    ['machine.I2C of an STM32F7', 'import machine; i2c = machine.I2C(1)', { board: 'pybd-sf6' }],
    ['machine.SoftI2C', "import machine; i2c = machine.SoftI2C('X9', 'X10', freq=100000)", {}],
  ] as const)('%s', (_, head, options) => {
    const { output, samples } = probed(head + I2C, ['X9', 'X10'], attach, options);
    expect(output).toBe("b'\\xa7\\xa7'\n0\n[Errno 19] ENODEV\n");
    expect(decodedI2c(samples, 'X9', 'X10')).toBe(all);
  });

  test('pyb.I2C; a clock of 100 kHz', () => {
    const source =
      "import pyb\ni2c = pyb.I2C(1, pyb.I2C.CONTROLLER, baudrate=100000)\ni2c.send(b'\\x55', 0x50)\nprint(i2c.recv(1, 0x50))\n";
    const { output, samples } = probed(source, ['X9', 'X10'], attach);
    expect(output).toBe("b'\\xa7'\n");
    expect(decodedI2c(samples, 'X9', 'X10')).toBe('S a0a 55a P S a1a a7n P');
    const rises = samples.filter(({ levels }, i) => i > 0 && levels.X9 === 1 && samples[i - 1]?.levels.X9 === 0).map(({ ns }) => ns);
    const first = rises[1] as number; // The very first is the resistors'.
    expect(rises.slice(2, 10).map((ns) => ns - first)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((bit) => bit * 10_000));
  });
});

describe('on a bus with a clock', () => {
  /** Answers with the complement of what came before. */
  const echo = () => {
    let last = 0;
    return {
      transfer: (byte: number): number => {
        const answer = ~last & 0xff;
        last = byte;
        return answer;
      },
    };
  };
  const pins = ['X6', 'X8', 'X7'] as const;

  test.each([0, 1, 2, 3])('mode %d', (mode) => {
    const settings = `polarity=${mode >> 1}, phase=${mode & 1}`;
    for (const head of [`machine.SPI(1, 1000000, ${settings})`, `machine.SoftSPI(100000, ${settings}, sck='X6', mosi='X8', miso='X7')`]) {
      const source = `import machine\nspi = ${head}\ninto = bytearray(3)\nspi.write_readinto(b'\\xa5\\x0f\\x81', into)\nprint(into)\n`;
      const { output, samples } = probed(source, pins, (bench) => bench.board.spiBus(...pins).attach(echo()));
      expect(output).toBe("bytearray(b'\\xffZ\\xf0')\n");
      expect(decodedSpi(samples, pins, mode)).toBe('a50f81 ff5af0');
    }
  });
});

test('on a UART: start bit, data from the least bit on, stop bit, each 104 µs long', () => {
  const { samples } = probed("import machine\nu = machine.UART(4, 9600)\nu.write('U')\nu.flush()\n", ['X1']);
  const edges = samples.slice(-10);
  expect(edges.map(({ levels }) => levels.X1)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
  for (let i = 1; i < edges.length; i++) expect(((edges[i] as Sample).ns - (edges[i - 1] as Sample).ns) / 104_167).toBeCloseTo(1, 2);
});

test('on a PWM: every edge', () => {
  const source =
    "import pyb\npyb.Timer(2, freq=1000).channel(1, pyb.Timer.PWM, pin=pyb.Pin('X1'), pulse_width_percent=25)\npyb.delay(4); pyb.udelay(500)\n";
  const { samples } = probed(source, ['X1']);
  const edges = samples.slice(-4);
  expect(edges.map(({ levels }) => levels.X1)).toEqual([1, 0, 1, 0]);
  expect(edges.slice(1).map(({ ns }, i) => Math.round((ns - (edges[i] as Sample).ns) / 1000))).toEqual([250, 750, 250]);
});

describe('a probe', () => {
  const source = `
import machine, time
i2c = machine.I2C(1)
spi = machine.SoftSPI(sck='X6', mosi='X8', miso='X7')
for i in range(20):
    try:
        i2c.writeto(0x50, bytes([i]))
    except OSError:
        pass
    spi.write(bytes([i, i + 1]))
    print(time.ticks_us(), machine.Pin('X8').value(), machine.Pin('X9').value(), machine.Pin('X10').value())
`;
  const pins = ['X9', 'X10', 'X6', 'X8', 'X7'];

  test('changes nothing but the trace', () => {
    const [without, withProbes] = [probed(source, []), probed(source, pins)];
    expect(withProbes.output).toBe(without.output);
    expect(withProbes.ms).toBe(without.ms);
  });

  test.each([
    [
      'a reset that cuts a byte off',
      `
import machine
if machine.reset_cause() == machine.WDT_RESET:
    print([machine.Pin(name, machine.Pin.IN).value() for name in ('X6', 'X8')])
else:
    spi = machine.SoftSPI(1000, sck='X6', mosi='X8', miso='X7')
    machine.WDT(timeout=50)
    spi.write(b'\\xff' * 100)
`,
      ['X6', 'X8'],
      '[0, 0]\n',
    ],
    [
      'an I2C that is switched off within a byte',
      `
import pyb
i2c = pyb.I2C(1, pyb.I2C.CONTROLLER, baudrate=10000)
tim = pyb.Timer(4, freq=200)
tim.callback(lambda t: i2c.deinit())
i2c.send(bytes(40), 0x50)
print([pyb.Pin(name, pyb.Pin.IN).value() for name in ('X9', 'X10')])
`,
      ['X9', 'X10'],
      '[0, 0]\n',
    ],
  ])('changes nothing after %s', (_, source, pins, output) => {
    for (const each of [[], pins]) {
      const attach = (bench: TestBench): void => bench.board.i2cBus('X9', 'X10').attach(MEMORY);
      expect(probed(source, each, attach).output).toBe(output);
    }
  });

  test('shows the same wherever the program is stopped', () => {
    const [whole, sliced] = [probed(source, pins), probed(source, pins, undefined, { stopEvery: 3 })];
    expect(sliced.samples).toEqual(whole.samples);
  });

  test('of a name that no pin has is refused', () => {
    expect(() => new TestBench({}).board.probe('X99')).toThrow('X99');
  });
});
