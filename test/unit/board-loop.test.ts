/** A board beside an event loop, its host being made of a wall clock that the test moves and of a list of what is to be called. */
import { describe, expect, test } from 'vitest';
import type { Points } from '../../src/devices/displays/picture.js';
import { BoardLoop, type LoopOptions } from '../../src/hosts/browser/board-loop.js';
import type { Frame, Port, Report, Request } from '../../src/hosts/browser/protocol.js';
import { RemoteBoard } from '../../src/hosts/browser/remote-board.js';
import { serveBoard } from '../../src/hosts/browser/serve-board.js';
import { SourceChecker } from '../../src/hosts/browser/source-checker.js';
import { MemoryFileTree, SetupError } from '../../src/index.js';
import type { Changes } from '../../src/system/setup/description.js';

const BLINK = `
import pyb, time
led = pyb.LED(4)
for i in range(20):
    led.toggle()
    time.sleep_ms(10)
print('over', time.ticks_ms())
`;

class FakeHost {
  wall = 1000;
  readonly frames: Frame[] = [];
  /** Shows each frame at once. */
  shows = true;
  /** What a look at the clock takes: so bursts end at other places. */
  lookMs = 0;
  /** What has failed. */
  readonly failures: string[] = [];
  /** How far the board was ahead of the wall clock at most when it was looked at, ms. */
  lead = 0;
  readonly loop: BoardLoop;
  #next: { readonly run: () => void; readonly ms: number } | null = null;

  constructor(source: string, pace: number, options: Partial<LoopOptions> = {}) {
    this.loop = new BoardLoop(
      { flash: new MemoryFileTree({ 'main.py': source }), ...options },
      {
        now: () => {
          this.wall += this.lookMs;
          this.lead = Math.max(this.lead, Number(this.loop.system.elapsed) / 1e6 - (this.wall - 1000));
          return this.wall;
        },
        pause: (ms) => {
          this.wall += ms;
        },
        failed: (message) => this.failures.push(message),
        later: (run, ms) => {
          this.#next = { run, ms };
        },
        show: (frame) => {
          this.frames.push(frame);
          if (this.shows) this.loop.shown();
        },
      },
    );
    this.loop.pace = pace;
    this.loop.start();
  }

  /** Lets so many bursts go by. */
  burst(count = 1): void {
    for (let i = 0; i < count; i++) {
      const next = this.#next;
      if (next === null) return;
      this.#next = null;
      this.wall += next.ms;
      next.run();
    }
  }

  type(text: string): void {
    this.loop.system.feed(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  }

  get output(): string {
    return this.frames.map(({ output }) => String.fromCharCode(...output)).join('');
  }

  get edges(): string[] {
    return this.frames.flatMap(({ events }) => events.map(({ t, signal, value }) => `${t} ${signal} ${value}`));
  }
}

/** Until the program is over and the prompt is open. */
function untilPrompt(host: FakeHost): FakeHost {
  for (let i = 0; i < 100_000 && !host.frames.at(-1)?.atPrompt; i++) host.burst();
  return host;
}

test('a set-up names the board and the firmware, unless the options do', () => {
  const source = `import sys
try:
    import _thread
except ImportError as e:
    print(e)
print(sys.implementation._machine)
`;
  const made = (options: Partial<LoopOptions>) => untilPrompt(new FakeHost(source, Number.POSITIVE_INFINITY, options)).output;
  const setup = { board: 'pybd-sf2', firmware: 'stock' } as const;
  expect(made({})).toMatch(/^PYBv1\.1 /);
  expect(made({ setup })).toMatch(/^no module named '_thread'\r\nPYBD-SF2W /);
  expect(made({ setup, board: undefined })).toMatch(/^no module named '_thread'\r\nPYBD-SF2W /);
  expect(made({ setup, board: 'pybd-sf6' })).toMatch(/^no module named '_thread'\r\nPYBD-SF6W /);
  expect(made({ setup, firmware: 'threads' })).toMatch(/^PYBD-SF2W /);
  expect(() => made({ setup: { board: 'pybd' } as never })).toThrow(
    new SetupError("unknown board 'pybd'; choose from pybv11, pybd-sf2, pybd-sf6"),
  );
});

describe('a board in bursts', () => {
  test('does the same at any pace and however its bursts are cut', () => {
    const fast = untilPrompt(new FakeHost(BLINK, Number.POSITIVE_INFINITY));
    expect(fast.output).toMatch(/^over \d+\r\nMicroPython v.*\r\nType "help\(\)" for more information.\r\n>>> $/s);
    for (const [pace, lookMs] of [
      [1, 0],
      [0.25, 0],
      [Number.POSITIVE_INFINITY, 4],
      [3, 6],
    ]) {
      const other = new FakeHost(BLINK, pace);
      other.lookMs = lookMs;
      untilPrompt(other);
      expect(other.output).toBe(fast.output);
      expect(other.edges).toEqual(fast.edges);
    }
  });

  test('keeps to real time', () => {
    const host = new FakeHost('import time\ntime.sleep(60)', 1);
    host.burst(101);
    const passed = Number(host.frames.at(-1)?.elapsed) / 1e6;
    expect(passed).toBeGreaterThan(1400);
    expect(passed).toBeLessThan(1600);
  });

  test.each([
    ['runs', 'import time\ntime.sleep(60)', 'runs'],
    ['sleeps with nothing to wake it', 'import machine\nmachine.deepsleep()', 'asleep'],
    ['is in the bootloader', 'import machine\nmachine.bootloader()', 'bootloader'],
  ])('tells that it %s', (_, source, state) => {
    const host = new FakeHost(source, 1);
    host.burst(200);
    expect(host.frames.at(-1)?.state).toBe(state);
  });

  test('keeps to real time at a prompt, whatever its pace', () => {
    const host = untilPrompt(new FakeHost('', Number.POSITIVE_INFINITY));
    const { elapsed } = host.frames.at(-1) as Frame;
    const { wall } = host;
    host.wall += 50;
    host.burst(10);
    expect(Number((host.frames.at(-1) as Frame).elapsed - elapsed) / 1e6).toBeLessThanOrEqual(host.wall - wall);
  });

  test.each([
    ['is over', 'print("hi")'],
    ['asks', 'input("name? ")'],
  ])('does not rush on at full speed when the program %s', (_, source) => {
    const host = new FakeHost(source, Number.POSITIVE_INFINITY);
    host.burst(5);
    expect(host.output).toMatch(/hi|name/);
    expect(Number(host.loop.system.elapsed) / 1e9).toBeLessThan(5);
  });

  test('holds nested code to real time, and shows meanwhile what it does', () => {
    const host = new FakeHost('import pyb, time\nsorted([1, 2], key=lambda x: (pyb.LED(x).on(), time.sleep(10)))\nprint("over")', 1);
    for (let i = 0; i < 200 && !host.output.includes('over'); i++) host.burst();
    expect(host.wall - 1000).toBeGreaterThan(20_000);
    expect(host.lead).toBeLessThan(100);
    const lit = host.frames.findIndex(({ events }) => events.some(({ signal, value }) => signal === 'LED(2)' && value === 1));
    expect(Number(host.frames[lit].elapsed) / 1e9).toBeLessThan(11);
    expect(host.frames.length).toBeGreaterThan(100);
  });

  test('makes many frames of much that nested code does', () => {
    const host = new FakeHost(
      'import pyb\nled = pyb.LED(1)\nsum(map(lambda i: led.toggle() or 1, range(100_000)))',
      Number.POSITIVE_INFINITY,
    );
    untilPrompt(host);
    expect(Math.max(...host.frames.map(({ events }) => events.length))).toBeLessThan(50_000);
    expect(host.edges.filter((edge) => edge.includes('LED(1)')).length).toBeGreaterThan(100_000);
  });

  test('says that the simulation has failed, and does nothing any more', () => {
    const host = new FakeHost('import pyb, time\nwhile True: time.sleep(1); pyb.LED(1).toggle()', 1);
    host.loop.system.trace.subscribe(({ signal }) => {
      if (signal === 'LED(1)' && host.loop.system.elapsed > 1_000_000_000n) throw new Error('out of order');
    });
    host.burst(200);
    expect(host.failures).toEqual(['internal error: out of order']);
    const { elapsed } = host.loop.system;
    host.burst(10);
    expect(host.loop.system.elapsed).toBe(elapsed);
  });

  test('stands still and goes on by steps, and does the same as without', () => {
    const whole = untilPrompt(new FakeHost(BLINK, 1));
    const host = new FakeHost(BLINK, 1);
    host.burst(5);
    host.loop.advance(0);
    const at = (): number => Number(host.loop.system.elapsed) / 1e6;
    host.burst(1);
    const stood = at();
    host.burst(50);
    expect(at()).toBe(stood);
    expect(host.frames.at(-1)?.state).toBe('paused');
    for (let step = 1; step <= 3; step++) {
      host.loop.advance(1_000_000);
      host.burst(5);
      expect(at() - stood).toBeCloseTo(step, 1);
    }
    host.loop.goOn();
    host.burst(2);
    expect(at() - stood).toBeLessThan(50); // What was missed is not caught up with.
    untilPrompt(host);
    expect(host.frames.at(-1)?.state).toBe('runs');
    expect([host.output, host.edges]).toEqual([whole.output, whole.edges]);
  });

  test('explains what went wrong in interrupts', () => {
    const host = new FakeHost('import pyb\ndef tick(timer):\n    return [timer]\npyb.Timer(4, freq=100, callback=tick)\npyb.delay(50)', 1);
    const [report, ...others] = untilPrompt(host).frames.flatMap(({ reports }) => reports);
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      source: 'Timer(4)',
      callback: 'tick',
      places: [{ file: 'main.py', line: 3, start: 11, end: 18 }],
      why: expect.stringContaining('list'),
    });
  });

  test('refuses a pace that is none, and a time to go on by', () => {
    const host = new FakeHost(BLINK, 1);
    for (const pace of [Number.NaN, 0, -1]) expect(() => (host.loop.pace = pace)).toThrow(`pace: ${pace} is not above 0`);
    expect(() => (host.loop.pace = '1' as never)).toThrow("pace: '1' is not a number");
    for (const nanos of [Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY])
      expect(() => host.loop.advance(nanos)).toThrow(`advance: ${nanos} is not a whole number from 0 to 9007199254740991 of nanoseconds`);
  });

  test('hears Ctrl-C in a loop without end', () => {
    const host = new FakeHost('while True: pass', Number.POSITIVE_INFINITY);
    host.lookMs = 5;
    host.burst(3);
    host.type('\x03');
    untilPrompt(host);
    expect(host.output).toContain('KeyboardInterrupt');
  });

  test('waits for a page that shows nothing', () => {
    const host = new FakeHost('while True: print("x" * 1000)', Number.POSITIVE_INFINITY);
    host.shows = false;
    host.lookMs = 1;
    host.burst(50);
    const { elapsed } = host.loop.system;
    host.burst(50);
    expect(host.loop.system.elapsed).toBe(elapsed);
    expect(host.frames).toHaveLength(1);
    host.loop.shown();
    host.burst(2);
    expect(host.frames).toHaveLength(2);
    expect(host.output.length).toBeLessThan(210_000);
    expect(host.loop.system.elapsed).toBeGreaterThan(elapsed);
  });

  test('does nothing any more once it is stopped', () => {
    const host = new FakeHost(BLINK, 1);
    host.burst(3);
    host.loop.stop();
    const { elapsed } = host.loop.system;
    host.burst(10);
    expect(host.loop.system.elapsed).toBe(elapsed);
  });
});

/** A Worker without a board: it is sent messages, and says what the test says. */
class SilentWorker {
  readonly sent: unknown[] = [];
  #hear: (event: never) => void = () => {};

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    if (type === 'message') this.#hear = listener;
  }

  terminate(): void {}

  /** Says that there is a frame. */
  show(): void {
    const said: { data: Report } = { data: { kind: 'frame', frame: {} as Frame } };
    this.#hear(said as never);
  }
}

test('a page is told when the Worker of its board has failed', () => {
  const listeners = new Map<string, (event: never) => void>();
  const failures: string[] = [];
  let isOn = true;
  const board = new RemoteBoard(
    () => ({
      postMessage: () => {},
      addEventListener: (type: string, listener: (event: never) => void) => listeners.set(type, listener),
      terminate: () => {
        isOn = false;
      },
    }),
    { started: () => {}, frame: () => {}, failed: (message) => failures.push(message) },
  );
  expect(() => board.start({}, {}, Number.NaN)).toThrow(RangeError);
  board.start({}, {}, 1);
  listeners.get('error')?.({ message: 'no such script' } as never);
  expect(failures).toEqual(['no such script']);
  expect(isOn).toBe(false);
  isOn = true;
  board.start({}, {}, 1);
  listeners.get('message')?.({ data: { kind: 'failed', message: 'too large' } } as never);
  expect(failures).toEqual(['no such script', 'too large']);
  expect(isOn).toBe(false);
  board.start({}, {}, 1);
  listeners.get('error')?.({} as never);
  expect(failures.at(-1)).toBe("the script of the board's Worker cannot be loaded");
});

test('a frame that takes its time has been shown when the page says so', async () => {
  const worker = new SilentWorker();
  let shown: () => void = () => {};
  const frame = (): Promise<void> => new Promise((resolve) => (shown = resolve));
  const board = new RemoteBoard(() => worker, { started: () => {}, frame, failed: () => {} });
  board.start({}, {}, 1);
  worker.show();
  await Promise.resolve();
  expect(worker.sent).toHaveLength(1);
  shown();
  await expect.poll(() => worker.sent.at(-1)).toEqual({ kind: 'shown' });
  expect(() => board.advance(0.5)).toThrow(RangeError);
  expect(() => board.advance(-1)).toThrow(RangeError);
});

test("a frame that the page cannot show does not stop the board: it is acknowledged, and the error is the page's", async () => {
  const worker = new SilentWorker();
  const failures: string[] = [];
  const failed = (message: string): unknown => failures.push(message);
  const shows: (() => void | Promise<void>)[] = [
    () => {
      throw new Error('at once');
    },
    () => Promise.reject(new Error('later')),
    () => {},
  ];
  const board = new RemoteBoard(() => worker, { started: () => {}, frame: () => shows.shift()?.(), failed });
  board.start({}, {}, 1);
  expect(() => worker.show()).toThrow(new Error('at once'));
  expect(worker.sent.slice(1)).toEqual([{ kind: 'shown' }]);
  const error = unhandledRejection();
  worker.show();
  expect(await error).toEqual(new Error('later'));
  expect(worker.sent.slice(1)).toEqual([{ kind: 'shown' }, { kind: 'shown' }]);
  worker.show();
  expect(worker.sent.slice(1)).toHaveLength(3);
  expect(failures).toEqual([]);
});

/** The next rejection that nobody handles, which is not reported to anybody else. */
function unhandledRejection(): Promise<unknown> {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  return new Promise((resolve) =>
    process.once('unhandledRejection', (reason) => {
      for (const other of others) process.on('unhandledRejection', other);
      resolve(reason);
    }),
  );
}

test('a Worker shows what its second board does although a frame of the first is acknowledged late', async () => {
  const reports: Report[] = [];
  let listen: (event: { readonly data: unknown }) => void = () => {};
  serveBoard({ postMessage: (report) => reports.push(report as Report), addEventListener: (_, listener) => (listen = listener) });
  const send = (data: Request): void => listen({ data });
  const start = (text: string): void =>
    send({ kind: 'start', files: { 'main.py': `print('${text}')` }, options: {}, pace: Number.POSITIVE_INFINITY });
  const output = (): string =>
    reports.map((report) => (report.kind === 'frame' ? String.fromCharCode(...report.frame.output) : '')).join('');
  start('first');
  await expect.poll(output).toContain('first');
  start('second');
  send({ kind: 'shown' });
  await expect.poll(output).toContain('second');
  send({ kind: 'start', files: { 'main.py': new Uint8Array(1 << 20) }, options: {}, pace: 1 }); // There is none any more.
});

/** A page and the Worker of its board, joined without a Worker: each hears copies of what the other says. */
class Page {
  output = '';
  readonly failures: string[] = [];
  /** The values that signals have had. */
  readonly values = new Map<string, number[]>();
  /** What displays have shown, one after the other. */
  readonly pictures: { readonly name: string; readonly points: Points }[] = [];
  /** What has changed around the board, with its present value. */
  changes: Changes = {};
  readonly board: RemoteBoard;

  constructor() {
    const decoder = new TextDecoder();
    this.board = new RemoteBoard(joined, {
      started: () => {},
      frame: ({ output, events, pictures, changes }) => {
        this.changes = { ...this.changes, ...changes };
        for (const [name, points] of Object.entries(pictures)) this.pictures.push({ name, points });
        this.output += decoder.decode(output);
        for (const { signal, value } of events) this.values.set(signal, [...(this.values.get(signal) ?? []), value]);
      },
      failed: (message) => this.failures.push(message),
    });
  }
}

function joined() {
  type Side = 'page' | 'worker';
  const listeners: Record<Side, (event: never) => void> = { page: () => {}, worker: () => {} };
  const end = (own: Side, other: Side) => ({
    postMessage: (message: unknown) => {
      const data = structuredClone(message);
      setTimeout(() => listeners[other]({ data } as never), 0);
    },
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === 'message') listeners[own] = listener;
    },
    terminate: () => {
      listeners.page = listeners.worker = () => {};
    },
  });
  serveBoard(end('worker', 'page') as Port);
  return end('page', 'worker');
}

const BUTTON = {
  expander: { type: 'pca8574', scl: 'X9', sda: 'X10' },
  button: { type: 'rgb-button', button: 'expander.P0', red: 'X2' },
};

test('a page says what is plugged in and what happens when, and changes it while the board runs', async () => {
  const page = new Page();
  const source = `
from machine import I2C, Pin
import pyb, time
i2c, adc, pin = I2C(1), pyb.ADC('X19'), Pin('X1', Pin.IN)
while not pin():
    time.sleep_ms(1)
print('high', i2c.scan(), adc.read())
while pin():
    time.sleep_ms(1)
print('low', i2c.readfrom(0x20, 1))
`;
  const setup = { devices: BUTTON, at: { '20ms': { 'X1.level': 1, 'X19.volts': 3.3 } } };
  page.board.start({ 'main.py': source }, { setup }, 100);
  await expect.poll(() => page.output).toContain('high [32] 4095');
  await page.board.change({ 'button.pressed': true, 'X1.level': 0 });
  await expect.poll(() => page.output).toContain("low b'\\xfe'");
  expect(page.values.get('expander.P0')).toEqual([0]);
  page.board.start({}, { setup: { devices: { x: { type: 'y' } } } }, 1);
  await expect.poll(() => page.failures[0]).toMatch("x: unknown device 'y'; choose from ");
  page.board.stop();
});

test('a change that cannot be is refused, and the board goes on', async () => {
  const page = new Page();
  await expect(page.board.change({ 'X1.level': 1 })).rejects.toThrow('the board is off');
  page.board.start({ 'main.py': 'print(input())' }, { setup: { devices: BUTTON } }, 100);
  const refused = page.board.change({ 'button.pressed': true, 'buton.pressed': false });
  await expect(refused).rejects.toThrow(new SetupError("buton.pressed: 'buton' is neither a pin of pybv11 nor a device"));
  await page.board.change({ 'X1.level': 1 });
  page.board.type(new TextEncoder().encode('on\r'));
  await expect.poll(() => page.output).toContain('on\r\non\r\n');
  expect(page.failures).toEqual([]);
  const late = page.board.change({ 'X1.level': 0 });
  page.board.stop();
  await expect(late).rejects.toThrow('the board is off');
  expect(page.values.get('button.button')).toBeUndefined();
});

test('a page is told what changes around the board, by the set-up and by its user', async () => {
  const page = new Page();
  const devices = { outdoors: { type: 'ds18b20', data: 'X3', temperature: 12 } };
  const at = { '10ms': { 'outdoors.temperature': -3.5 }, '20ms': { 'usr.pressed': true }, '1h': { 'usr.pressed': false } };
  page.board.start({ 'main.py': 'while True: pass' }, { setup: { devices, at } }, 1);
  await expect.poll(() => page.changes).toEqual({ 'outdoors.temperature': -3.5, 'usr.pressed': true });
  await page.board.change({ 'outdoors.temperature': 7, 'X5.volts': null });
  await expect.poll(() => page.changes).toEqual({ 'outdoors.temperature': 7, 'usr.pressed': true, 'X5.volts': null });
  page.board.stop();
});

test('a page is shown what displays show, when it changes', async () => {
  const page = new Page();
  const source = `
import machine, time
i2c = machine.I2C(1)
i2c.writeto(0x3c, b'\\0\\x8d\\x14\\xa1\\xc8\\xaf\\x20\\0')
i2c.writeto(0x3c, b'\\x40\\x01' + bytes(1022) + b'\\x80')
print('drawn')
time.sleep(10)
`;
  const setup = { devices: { screen: { type: 'ssd1306', scl: 'X9', sda: 'X10' }, lamp: { type: 'neopixel', data: 'X1', count: 1 } } };
  page.board.start({ 'main.py': source }, { setup }, 1);
  await expect.poll(() => page.output).toContain('drawn');
  const lit = () => page.pictures.map(({ name, points }) => `${name} ${points.width} ${points.height} ${litPoints(points)}`);
  await expect.poll(lit).toContain('screen 128 64 0,0 127,63');
  expect(lit()[0]).toBe('screen 128 64 ');
  expect(lit()[1]).toBe('lamp 1 1 ');
  expect(lit().filter((line) => line.startsWith('lamp'))).toHaveLength(1);
  page.board.stop();
});

/** Where it is not black. */
function litPoints({ width, rgba }: Points): string {
  const lit = Array.from({ length: rgba.length / 4 }, (_, i) => i).filter((i) => rgba[i * 4] > 0 && rgba[i * 4 + 3] === 255);
  return lit.map((i) => `${i % width},${Math.floor(i / width)}`).join(' ');
}

test('who asks what is wrong with a program names a board that there is: the Worker is not asked else', () => {
  const asked: unknown[] = [];
  const checker = new SourceChecker({ postMessage: (message) => asked.push(message), addEventListener: () => {} });
  expect(() => checker.check('x = 1', 'pybv10' as never)).toThrow(
    new TypeError("unknown board 'pybv10'; choose from pybv11, pybd-sf2, pybd-sf6"),
  );
  expect(() => checker.check(5 as never, 'pybv11')).toThrow(new TypeError('source: 5 is not a string'));
  expect(asked).toEqual([]);
});
