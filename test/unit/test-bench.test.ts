/** The test bench: what somebody who tests firmware writes, and what a failure shows. */
import { describe, expect, test } from 'vitest';
import {
  Dht,
  Ds18x20,
  drawTimeline,
  I2cRegisters,
  MemoryFileTree,
  NeopixelStrip,
  Pca8574,
  PyboardSystem,
  SdCard,
  Setup,
  Ssd1306,
  setUp,
  TestBench,
  type TestBenchOptions,
  World,
} from '../../src/index.js';

const BUTTON = `
import pyb
led = pyb.LED(4)
pyb.Switch().callback(lambda: led.toggle())
print('ready')
while True:
    pyb.wfi()
`;

describe('a test bench', () => {
  test('runs main.py of a pyboard v1.1, boot.py being the factory’s', () => {
    const bench = new TestBench({ 'main.py': 'print(pyb.freq()[0], 1 / 3)' });
    bench.run(500);
    expect(bench.output).toBe('168000000 0.33333334\n');
    expect(bench.exit).toEqual({ kind: 'ok' });
    expect(bench.ms).toBe(500);
  });

  test('refuses what cannot be, by what there is', () => {
    expect(() => new TestBench({}, { board: 'foo' as 'pybv11' })).toThrow(
      new TypeError("unknown board 'foo'; choose from pybv11, pybd-sf2, pybd-sf6"),
    );
    const bench = new TestBench({ 'main.py': '' });
    for (const ms of [Number.NaN, -5, Number.POSITIVE_INFINITY]) {
      const refusal = (what: string) => new RangeError(`${what}: ${ms} is not a number of simulated milliseconds, 0 or more`);
      expect(() => bench.run(ms)).toThrow(refusal('ms'));
      expect(() => bench.runUntil(() => false, ms)).toThrow(refusal('withinMs'));
      expect(() => bench.timeline(ms)).toThrow(refusal('fromMs'));
      expect(() => bench.timeline(0, ms)).toThrow(refusal('toMs'));
    }
    expect(() => bench.timeline(5, 1)).toThrow(new RangeError('to: 1000000 ns is before from: 5000000 ns'));
    expect(() => bench.edges('LED(9)')).toThrow(/^unknown signal 'LED\(9\)'; choose from LED\(1\), LED\(2\), LED\(3\), LED\(4\), .*X1/);
    expect(bench.edges('X1')).toEqual([]);
  });

  test('says why main.py has not run where the board has started from an empty card', () => {
    const bench = new TestBench({ 'main.py': "print('hi')" });
    setUp(bench.board, { devices: { card: { type: 'sd-card' } } });
    expect(() => bench.runUntil(() => bench.output !== '', 1000)).toThrow(
      /main.py has ended: ok\nthe board has started from its SD card, .* SKIPSD/,
    );
    const other = new TestBench({ 'main.py': '', SKIPSD: '' });
    setUp(other.board, { devices: { card: { type: 'sd-card' } } });
    expect(() => other.runUntil(() => other.output !== '', 1000)).toThrow(/^(?!.*SKIPSD)/s);
  });

  test('takes and gives bytes that are no text, as a protocol over USB has them', () => {
    const bench = new TestBench({
      'main.py': `
import pyb
vcp = pyb.USB_VCP()
vcp.setinterrupt(-1)
print('ready')
frame = vcp.recv(4, timeout=1000)
vcp.write(bytes(reversed(frame)))
`,
    });
    bench.runUntil(() => bench.output === 'ready\n', 1000);
    expect(bench.outputBytes).toEqual(new TextEncoder().encode('ready\n'));
    bench.type(Uint8Array.of(0xc0, 0x03, 0xff, 0x80));
    bench.run(100);
    expect(bench.outputBytes.slice(6)).toEqual(Uint8Array.of(0x80, 0xff, 0x03, 0xc0));
    expect(() => bench.type(3 as never)).toThrow('feed: 3 is not bytes, such as');
  });

  test('reads files that the program has written', () => {
    const bench = new TestBench({ 'main.py': "with open('log.csv', 'w') as f: f.write('1,é')\nopen('b', 'w').write('open')" });
    bench.run(2000);
    expect([bench.read('/log.csv'), bench.read('log.csv'), bench.read('/flash/log.csv'), bench.read('b')]).toEqual([
      '1,é',
      '1,é',
      '1,é',
      'open',
    ]);
    expect(bench.readBytes('/log.csv')).toEqual(new TextEncoder().encode('1,é'));
    expect(() => bench.read('/log.cvs')).toThrow('/log.cvs: no such file; there are /flash/main.py, ');
  });

  test('reads files that the program has written to a card', () => {
    const bench = new TestBench({
      SKIPSD: '',
      'main.py': "import pyb, vfs\nvfs.mount(pyb.SDCard(), '/sd')\nwith open('/sd/a', 'w') as f: f.write('é')",
    });
    expect(() => bench.read('/sd/a')).toThrow('/sd/a: there is no card in the slot, or no file system on it');
    setUp(bench.board, { devices: { card: { type: 'sd-card' } } });
    expect(() => bench.read('/sd/a')).toThrow('/sd/a: no such file; there are none');
    bench.run(500);
    expect(bench.read('/sd/a')).toBe('é');
    expect(() => bench.read('/sd/b')).toThrow('/sd/b: no such file; there are /sd/a');
  });

  test('takes paths as a program writes them', () => {
    const bench = new TestBench({ '/flash/main.py': 'import a, b\nprint(a.x, b.x)', 'lib/a.py': 'x = 1', '/lib/b.py': 'x = 2' });
    bench.run(500);
    expect(bench.output).toBe('1 2\n');
    expect(['/flash/lib/a.py', 'lib/a.py'].map((path) => bench.read(path))).toEqual(['x = 1', 'x = 1']);
    expect(() => bench.read('lib/c.py')).toThrow('lib/c.py: no such file; there are /flash/main.py, /flash/lib/, ');
  });

  test('waits for a condition, presses the switch, sees the LED', () => {
    const bench = new TestBench({ 'main.py': BUTTON });
    bench.runUntil(() => bench.output.includes('ready'), 2000);
    expect(bench.edges('LED(4)')).toEqual([]);
    const pressed = bench.ms;
    bench.board.switch.press();
    bench.runUntil(() => bench.edges('LED(4)').length > 0, 10);
    const [lit] = bench.edges('LED(4)');
    expect(lit?.value).toBe(1);
    expect((lit?.ms ?? 0) - pressed).toBeLessThan(0.025);
    bench.board.switch.release();
    bench.run(10);
    expect(bench.edges('LED(4)')).toHaveLength(1);
  });

  test('looks at edges in a condition at no more cost in a long run than in a short one', () => {
    const bench = new TestBench({ 'main.py': 'import time\nled = pyb.LED(4)\nwhile True:\n    led.toggle()\n    time.sleep_ms(1)' });
    /** Processor time until there are so many edges. */
    const costTo = (edges: number): number => {
      const start = process.cpuUsage();
      bench.runUntil(() => bench.edges('LED(4)').length >= edges, 60_000);
      return process.cpuUsage(start).user;
    };
    costTo(2000); // All is compiled by then.
    const early = costTo(5000);
    costTo(10_000);
    const late = costTo(13_000);
    expect(bench.edges('LED(4)').length).toBe(13_000);
    // Where each look has all edges to go through, it is more than three times as much.
    expect(late / early).toBeLessThan(2.5);
  }, 60_000);

  test('has the edges of a signal in one array that grows: to ask for them costs nothing, however many there are', () => {
    const bench = new TestBench({});
    const [line, all] = [bench.board.line('X1'), bench.edges('X1')];
    const start = process.cpuUsage();
    for (let i = 1; i <= 50_000; i++) {
      line.drive((i % 2) as 0 | 1);
      if (bench.edges('X1').at(-1)?.value !== i % 2) throw new Error(`edge ${i} is not the last one`);
    }
    expect(bench.edges('X1')).toBe(all);
    expect(all).toHaveLength(50_000);
    // With a copy at each look it was a minute.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(4);
  }, 60_000);

  test('is told that who listens in the middle of a run cannot let time go by, and goes on', () => {
    const bench = new TestBench({ 'main.py': "from machine import Pin\nPin('X1', Pin.OUT)(1)\nprint('over')" });
    const refusal = 'run: the board is already running: a listener or device that is called meanwhile can set an alarm';
    const refused: unknown[] = [];
    bench.board.line('X1').onEdge(() => {
      try {
        bench.run(1);
      } catch (error) {
        refused.push(error);
      }
    });
    bench.run(100);
    expect(refused).toEqual([new Error(refusal)]);
    expect([bench.output, bench.ms]).toEqual(['over\n', 100]);
  });

  test('passes over the time in which nothing happens', () => {
    const bench = new TestBench({ 'main.py': 'import time\ntime.sleep(86_400)\nprint("a day later")' });
    expect(bench.runUntil(() => bench.output !== '', 100_000_000)).toBeGreaterThan(86_400_000);
  });

  test('types at the prompt', () => {
    const bench = new TestBench({}, { afterwards: 'prompt', board: 'pybd-sf6' });
    bench.runUntil(() => bench.output.endsWith('>>> '), 2000);
    bench.type('print("gr\\xfc\\xdfe", 2 ** 100)\r');
    bench.runUntil(() => bench.output.endsWith('376\n>>> '), 1000);
    expect(bench.output).toContain('\ngrüße 1267650600228229401496703205376\n');
  });

  test('says what happened instead when a condition does not come to hold', () => {
    const bench = new TestBench({ 'main.py': 'import pyb\nprint("begin")\npyb.LED(4).on()\n1/0' });
    const wait = () => bench.runUntil(() => bench.output.includes('done'), 2000);
    expect(wait).toThrow(
      /^not within 2000 ms: .*bench\.output\.includes\("done"\)\nmain\.py has ended: exception\nThe last output:\nbegin\n/,
    );
    expect(wait).toThrow(/ZeroDivisionError: divide by zero\nThe signals:\nms +\d/);
    expect(wait).toThrow(/\nLED\(4\) {2}▁*▔+\n/);
  });

  test('waits no longer where its host has ended it, or said when it ends', () => {
    const bench = new TestBench({ 'main.py': 'while True: pass' });
    bench.system.endsAt = 100_000_000n;
    expect(() => bench.runUntil(() => false, 1e6)).toThrow(/^not within 1000000 ms: /);
    const other = new TestBench({ 'main.py': 'while True: pass' });
    other.system.poll = () => other.system.abort();
    expect(() => other.runUntil(() => false, 1e6)).toThrow(/^not within 1000000 ms: /);
  });

  test('ends with a program after which nothing follows', () => {
    const bench = new TestBench({ 'main.py': 'print("short")' }, { afterwards: 'stop' });
    bench.run(10_000);
    expect(bench.ms).toBeLessThan(1000);
    expect(() => bench.runUntil(() => false, 1000)).toThrow('not within 1000 ms');
  });
});

test('a timeline has a row for each signal, with a sign for what is too fast to draw', () => {
  const at = (ms: number, signal: string, value: number) => ({ t: BigInt(ms) * 1_000_000n, signal, value });
  const events = [at(0, 'b', 1), at(10, 'a', 1), at(20, 'a', 0), at(21, 'b', 0), at(22, 'b', 1), at(30, 'b', 0)];
  expect(drawTimeline(events, { from: 0n, to: 40_000_000n }, 20)).toBe(`\
ms  0              30
a   ▁▁▁▁▁▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁
b   ▔▔▔▔▔▔▔▔▔▔▁▔▔▔▔▁▁▁▁▁
`);
  expect(drawTimeline(events, { from: 0n, to: 40_000_000n }, 8)).toContain('b   ▔▔▔▔┇▔▁▁\n');
});

describe('plain JavaScript is told what is allowed', () => {
  const bench = new TestBench({ 'main.py': '' });
  const dht = new Dht(bench.board.line('X2'), bench.board.time);
  const flash = new MemoryFileTree();
  const output = () => {};
  const refusal = (action: () => unknown): string => {
    try {
      action();
    } catch (error) {
      return String(error);
    }
    return 'nothing';
  };

  test.each([
    [{ board: 'foo' }, "TypeError: unknown board 'foo'; choose from pybv11, pybd-sf2, pybd-sf6"],
    [{ board: null }, 'TypeError: unknown board null; choose from pybv11, pybd-sf2, pybd-sf6'],
    [{ tier: 'foo' }, "TypeError: unknown tier 'foo'; choose from auto, interpreter, compiled"],
    [{ tier: {} }, 'TypeError: unknown tier this object; choose from auto, interpreter, compiled'],
    [{ heap: '64k' }, "TypeError: heap: '64k' is not a whole number from 2048 to 2147483648"],
    [{ heap: 1e12 }, 'RangeError: heap: 1000000000000 is not a whole number from 2048 to 2147483648'],
    [{ heap: 100 }, 'RangeError: heap: 100 is not a whole number from 2048 to 2147483648'],
    [{ seed: 'x' }, "TypeError: seed: 'x' is not a whole number from 0 to 4294967295"],
    [{ seed: -1 }, 'RangeError: seed: -1 is not a whole number from 0 to 4294967295'],
    [{ seed: 0.5 }, 'RangeError: seed: 0.5 is not a whole number from 0 to 4294967295'],
    [{ afterwards: 'x' }, "TypeError: unknown afterwards 'x'; choose from stop, idle, prompt"],
    [{ optimize: 9 }, 'RangeError: optimize: 9 is not a whole number from 0 to 3'],
    [{ newline: '\r' }, "TypeError: newline: '\r' is not '\\n' or '\\r\\n'"],
    [{ exitResets: 1 }, 'TypeError: exitResets: 1 is not true or false'],
    [{ args: 'a' }, "TypeError: args: 'a' is not an array of strings"],
    [
      { program: { kind: 'code' } },
      "TypeError: program: this object is not a program: { kind: 'main' }, 'code' with source and filename, 'module' with name, or 'none'",
    ],
    [
      { startTime: 9e15 },
      'RangeError: startTime: 9000000000000000 is not a whole number from 0 to 3155759999; the clock shows seconds from 2000-01-01 to the end of 2099',
    ],
    [{ stopEvery: 0 }, 'RangeError: stopEvery: 0 is not a whole number from 1 to 9007199254740991'],
    [{ uniqueId: '42' }, "TypeError: uniqueId: '42' is not 24 hexadecimal digits, such as 31002a000d51333339363635"],
    [{ bord: 'pybv11' }, /^TypeError: unknown option 'bord'; choose from board, firmware, clock, /],
    [{ output }, "TypeError: TestBench has no option 'output': pass the files first, and read bench.output"],
  ])('%j', (options, text) => {
    const told = refusal(() => new TestBench({}, options as TestBenchOptions));
    if (text instanceof RegExp) expect(told).toMatch(text);
    else expect(told).toBe(text);
  });

  test.each([
    [() => new PyboardSystem(null as never), 'TypeError: null is not an object of options: give one with a flash and an output'],
    [() => new PyboardSystem({ output } as never), 'TypeError: flash: undefined is not a tree of files, such as a MemoryFileTree'],
    [() => new PyboardSystem({ flash: null as never, output }), 'TypeError: flash: null is not a tree of files, such as a MemoryFileTree'],
    [() => new PyboardSystem({ flash } as never), 'TypeError: output: undefined is not a function that takes bytes'],
    [
      () => new TestBench('main.py' as never),
      "TypeError: files: give the flash's content by path, as strings or bytes, such as { 'main.py': source }",
    ],
    [() => new TestBench({}, null as never), 'TypeError: options: null is not an object of options'],
    [() => new TestBench({ a: '1', 'a/b': '2' }), "TypeError: files: 'a' is both a file and a folder"],
    [() => bench.run('5' as never), "TypeError: ms: '5' is not a number of simulated milliseconds, 0 or more"],
    [() => bench.runUntil('on' as never, 5), "TypeError: condition: 'on' is not a function that returns true or false"],
    [() => bench.read(''), "TypeError: path: '' is not a path"],
    [() => bench.read(5 as never), 'TypeError: path: 5 is not a path'],
    [() => bench.type(5 as never), 'TypeError: feed: 5 is not bytes, such as new TextEncoder().encode(text)'],
    [() => new TestBench({}, { seed: 5n as never }), 'TypeError: seed: 5n is not a whole number from 0 to 4294967295'],
    [() => bench.system.run(5 as never), 'TypeError: run: 5 is not a moment: give nanoseconds since reset as a bigint, such as 5n'],
    [
      () => (bench.system.endsAt = Number.NaN as never),
      'TypeError: endsAt: NaN is not a moment: give nanoseconds since reset as a bigint, such as 5n',
    ],
    [
      () => new World([bench.system]).run(5 as never),
      'TypeError: run: 5 is not a moment: give nanoseconds since power came as a bigint, such as 5n',
    ],
    [() => new World(bench as never), 'TypeError: members: this object is not an array of boards, each a TestBench or a PyboardSystem'],
    [() => new World([5 as never]), 'TypeError: a world needs boards: give each as a TestBench or a PyboardSystem'],
    [() => bench.system.feed('x' as never), "TypeError: feed: 'x' is not bytes, such as new TextEncoder().encode(text)"],
    [() => bench.board.line(5 as never), 'Error: pybv11 has no pin 5'],
    [
      () => bench.board.i2cBus('X9', 'X10').attach({} as never),
      'TypeError: device: this object is not a device with the methods start, write, read and stop',
    ],
    [() => bench.board.spiBus('X6', 'X7', 'X8').attach(null as never), 'TypeError: device: null is not a device with a method transfer'],
    [() => bench.board.usbHid.receive([1] as never), 'TypeError: report: this object is not bytes, such as new TextEncoder().encode(text)'],
    [() => new SdCard(512 as never), 'TypeError: bytes: 512 is not bytes, such as new TextEncoder().encode(text)'],
    [
      () => new Setup(bench.board).schedule(5 as never, {}),
      "Error: '5' is not a moment; write a number and a unit: 500us, 150ms, 1.5s, 2min, 8h, 7d",
    ],
    [() => new Ssd1306(bench.board.time, { address: 300 }), 'RangeError: address: 300 is not a whole number from 0 to 127'],
    [() => new Ssd1306(bench.board.time, { height: 7 as 64 }), 'TypeError: unknown height 7; choose from 64, 32'],
    [() => new I2cRegisters({ address: Number.NaN }), 'RangeError: address: NaN is not a whole number from 0 to 127'],
    [() => new Pca8574({ address: -1 }), 'RangeError: address: -1 is not a whole number from 0 to 127'],
    [
      () => new NeopixelStrip(bench.board.line('X1'), bench.board.time, { count: Number.POSITIVE_INFINITY }),
      'RangeError: count: Infinity is not a whole number from 1 to 10000',
    ],
    [() => (dht.temperature = Number.NaN), 'RangeError: temperature: NaN is not a number of degrees Celsius'],
    [() => (dht.humidity = '50' as never), "TypeError: humidity: '50' is not a number of percent"],
    [
      () => new Dht(bench.board.line('X2'), bench.board.time, { model: 'DHT99' as 'DHT22' }),
      "TypeError: unknown model 'DHT99'; choose from DHT22, DHT11",
    ],
    [
      () => new Ds18x20(bench.board.line('X3'), bench.board.time, { temperature: Number.NEGATIVE_INFINITY }),
      'RangeError: temperature: -Infinity is not a number of degrees Celsius',
    ],
    [
      () => drawTimeline([], { from: 0, to: 5n } as never),
      'TypeError: from: 0 is not a moment: give nanoseconds since reset as a bigint, such as 5n',
    ],
    [
      () => drawTimeline([], { from: 0n, to: 5n }, Number.POSITIVE_INFINITY),
      'RangeError: columns: Infinity is not a whole number from 1 to 10000',
    ],
    [() => drawTimeline([], { from: 0n, to: 5n }, 0), 'RangeError: columns: 0 is not a whole number from 1 to 10000'],
    [() => bench.board.wire('X1', 'X1'), 'RangeError: both ends of the wire are at X1'],
    [() => bench.board.line('X1').drive(true as never), 'TypeError: true is not a level: give 0, 1, or null to let go'],
    [() => bench.board.analogue('X19').set(99), 'RangeError: 99 V: a pin takes 0 to 5 V'],
    [() => bench.board.analogue('X19').set(Number.NaN), 'RangeError: NaN V: a pin takes 0 to 5 V'],
    [
      () => bench.board.analogue('X19').set('a' as never),
      'TypeError: a is not a voltage: give volts, a function from nanoseconds to volts, or null',
    ],
  ])('%s', (action, text) => {
    expect(refusal(action)).toBe(text);
  });

  test('what is undefined has its default', () => {
    expect(new TestBench({}, { board: undefined, heap: undefined, tier: undefined }).board.description.name).toBe('pybv11');
  });
});

describe('at', () => {
  const SOURCE = `import time
def read(n):
    celsius = 20 + n / 2
    return celsius
for n in range(3):
    read(n)
    time.sleep_ms(10)
`;

  test('looks at the program whenever it comes to a line', () => {
    const bench = new TestBench({ 'boot.py': '', 'main.py': SOURCE }, { debug: true });
    const seen: unknown[] = [];
    const end = bench.at('main.py:4', (program) => {
      seen.push([program.evaluate('celsius'), program.locals, program.stack]);
      if (program.evaluate('n') === '1') end();
    });
    bench.run(1000);
    const stack = ['read main.py:4', '<module> main.py:6'];
    expect(seen).toEqual([
      ['20.0', { n: '0', celsius: '20.0' }, stack],
      ['20.5', { n: '1', celsius: '20.5' }, stack],
    ]);
  });

  test('looks from several places, at one line, too', () => {
    const bench = new TestBench({ 'boot.py': '', 'main.py': SOURCE }, { debug: true });
    const seen: string[] = [];
    bench.at('main.py:3', () => seen.push('3'));
    bench.at('/flash/main.py:4', () => seen.push('4'));
    bench.at('main.py:4', () => seen.push('4, too'));
    bench.runUntil(() => seen.length > 2, 1000);
    expect(seen).toEqual(['3', '4', '4, too']);
  });

  test('says what it cannot look at, and passes on what the look throws', () => {
    const bench = new TestBench({ 'boot.py': '', 'main.py': SOURCE }, { debug: true });
    expect(() => bench.at('main.py:9', () => {})).toThrow('main.py:9: no code on this line or below it');
    expect(() => bench.at('main.py', () => {})).toThrow("'main.py' is not a place: write a file and a line, such as main.py:12");
    expect(() => new TestBench({}).at('main.py:1', () => {})).toThrow('at: the bench needs the option debug: true');
    bench.at('main.py:4', (program) => program.evaluate('fahrenheit'));
    expect(() => bench.run(1000)).toThrow("fahrenheit: NameError: name 'fahrenheit' isn't defined");
  });
});
