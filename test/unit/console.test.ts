/** The console's input: what has been typed and not yet read. */
import { describe, expect, it, vi } from 'vitest';
import { Console } from '../../src/system/prompt/console.js';
import { TestBench } from '../../src/testing/test-bench.js';

function make() {
  const strikes = { count: 0 };
  const console = new Console({
    send: () => {},
    newline: '\n',
    encode: (text) => new TextEncoder().encode(text),
    interrupted: () => {
      strikes.count++;
    },
    arrived: () => {},
    lacking: () => false,
    waitForEvent: () => ({ ready: () => true }),
  });
  const type = (text: string): void => console.feed(new TextEncoder().encode(text));
  const rest = (): string => {
    let text = '';
    for (let byte = console.take(); byte !== undefined; byte = console.take()) text += String.fromCharCode(byte);
    return text;
  };
  return { console, strikes, type, rest };
}

/** How often `work` reads, writes or moves a byte of an array that it has made. */
function touches(work: () => void): number {
  let count = 0;
  const Bytes = Uint8Array;
  class Watched extends Bytes {
    static readonly [Symbol.species] = Bytes;

    constructor(...given: any[]) {
      super(...(given as []));
      // biome-ignore lint/correctness/noConstructorReturn: every array is seen through its watcher.
      return new Proxy(this, {
        get: (bytes, key) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) count++;
          const value = Reflect.get(bytes, key, bytes);
          if (typeof value !== 'function' || key === 'constructor') return value;
          return (...args: unknown[]) => {
            // A view moves nothing; what moves something is taken to move all that there is.
            if (key === 'set') count += (args[0] as Uint8Array).length;
            else if (key !== 'subarray') count += bytes.length;
            const result = value.apply(bytes, args);
            return result instanceof Bytes ? new Watched(result.buffer, result.byteOffset, result.length) : result;
          };
        },
        set: (bytes, key, value) => {
          count++;
          return Reflect.set(bytes, key, value, bytes);
        },
      });
    }
  }
  vi.stubGlobal('Uint8Array', Watched);
  try {
    work();
  } finally {
    vi.unstubAllGlobals();
  }
  return count;
}

describe('what is typed', () => {
  it('is read in its order, however it comes and goes', () => {
    const { console, type, rest } = make();
    let [typed, read] = ['', ''];
    for (let i = 0; i < 200; i++) {
      const piece = String.fromCharCode(33 + (i % 90)).repeat(i);
      type(piece);
      typed += piece;
      for (let n = 0; n < i - 50; n++) read += String.fromCharCode(console.take() as number);
    }
    expect(console.available).toBe(typed.length - read.length);
    expect(read + rest()).toBe(typed);
    expect([console.available, console.take()]).toEqual([0, undefined]);
  });

  it('is kept, but for the byte that interrupts', () => {
    const { console, strikes, type, rest } = make();
    console.interruptByte = 3;
    type('abc');
    type('de\x03fg\x03hi');
    expect([strikes.count, rest()]).toEqual([2, 'abcdefghi']);
  });

  it('interrupts nothing on a line that the console is not on', () => {
    const { console, strikes, type } = make();
    console.interruptByte = 3;
    console.usb.isConsole = false;
    type('a\x03b');
    expect([strikes.count, console.usb.available]).toEqual([0, 3]);
  });

  it.each([
    ['at once', Number.POSITIVE_INFINITY],
    ['bit by bit', 64],
  ])('costs what it is, however much waits: eight times as much, come %s, takes eight times the work', (_, most) => {
    const workOf = (total: number): number =>
      touches(() => {
        const { console } = make();
        const piece = Math.min(total, most);
        for (let fed = 0; fed < total; fed += piece) {
          console.feed(new Uint8Array(piece));
          for (let i = 0; i < piece / 2; i++) console.take();
        }
        while (console.take() !== undefined);
      });
    const work = workOf(2048);
    expect(work).toBeGreaterThan(2048); // It is seen.
    expect(workOf(8 * 2048) / work).toBeLessThan(9);
  });
});

describe('the byte that interrupts', () => {
  const choosing = [
    ['micropython.kbd_intr', 'import micropython\nmicropython.kbd_intr(-1)\n'],
    ['USB_VCP.setinterrupt', 'import pyb\npyb.USB_VCP().setinterrupt(-1)\n'],
  ] as const;
  const loop = "import time\nprint('looping')\nwhile True: time.sleep_ms(10)\n";
  const interrupted = (bench: TestBench): string => {
    bench.runUntil(() => bench.output.endsWith('looping\n'), 5000);
    bench.type('\x03');
    bench.run(100);
    return bench.output;
  };

  it.each(choosing)('%s chooses it for one program: main.py has Ctrl-C again after boot.py', (_, choose) => {
    expect(interrupted(new TestBench({ 'boot.py': choose, 'main.py': loop }))).toContain('KeyboardInterrupt');
    expect(interrupted(new TestBench({ 'main.py': choose + loop }))).not.toContain('KeyboardInterrupt');
  });

  it.each(choosing)('%s: each line at the prompt, and each program after a reset, has Ctrl-C again', (_, choose) => {
    for (const reset of ['soft_reset', 'reset']) {
      const main = `import machine\nif machine.reset_cause() == machine.PWRON_RESET:\n    ${choose.trim().replace('\n', '\n    ')}\n    machine.${reset}()\n${loop}`;
      expect(interrupted(new TestBench({ 'main.py': main }))).toContain('KeyboardInterrupt');
    }
    const bench = new TestBench({ 'main.py': '' }, { afterwards: 'prompt' });
    bench.runUntil(() => bench.output.endsWith('>>> '), 5000);
    bench.type(choose.replaceAll('\n', '\r'));
    bench.run(100);
    bench.type("import time\rprint('looping') or time.sleep(100)\r");
    expect(interrupted(bench)).toContain('KeyboardInterrupt');
  });

  it('is none from a reset of the chip to the first program', () => {
    const bench = new TestBench(
      {
        'boot.py': '',
        'main.py': "import machine, os\nos.remove('boot.py')\nos.remove('main.py')\nmachine.reset()",
      },
      { afterwards: 'prompt' },
    );
    bench.runUntil(() => bench.output.endsWith('>>> '), 5000);
    bench.type('print(1\x03print(2)\r');
    bench.run(100);
    expect(bench.output).toContain('>>> print(1\n>>> print(2)\n2\n');
  });
});
