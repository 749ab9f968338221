/** The console on a UART or on a stream of the program, too: `pyb.repl_uart` and `os.dupterm`. */
import { describe, expect, test } from 'vitest';
import type { SerialFrame } from '../../src/board/serial-line.js';
import type { Uart } from '../../src/board/uart/uart.js';
import { TestBench } from '../../src/testing/test-bench.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A terminal at the board's UART 1: notes what it is sent, and types. */
class SerialTerminal {
  text = '';
  constructor(
    private readonly bench: TestBench,
    readonly uart = bench.board.uart(1) as Uart,
  ) {
    uart.tx.connect(this);
  }

  receive({ value }: SerialFrame): void {
    this.text += String.fromCharCode(value);
  }

  type(text: string): void {
    const bitTime = 1e9 / 9600;
    for (const value of bytes(text)) {
      this.uart.receive({ value, bitTime, bits: 8, parity: 'none' }, this.bench.system.elapsed + BigInt(Math.round(10 * bitTime)));
      this.bench.run(1.2);
    }
  }
}

const ON_UART = 'import pyb\nu = pyb.UART(1, 9600)\npyb.repl_uart(u)\n';

function board(main: string, afterwards: 'stop' | 'prompt' = 'stop', boot = '') {
  const bench = new TestBench({ 'boot.py': boot, 'main.py': main }, { board: 'pybv11', afterwards });
  return { bench, terminal: new SerialTerminal(bench) };
}

describe('pyb.repl_uart', () => {
  test('sends there what is printed, with the board’s line ends, and takes the time that takes', () => {
    const { bench, terminal } = board(`import time\n${ON_UART}
t = time.ticks_ms()
print('0123456789')
t = time.ticks_ms() - t
print(pyb.repl_uart() is u)
pyb.repl_uart(None)
print(11 <= t <= 13, pyb.repl_uart())
`);
    bench.run(200);
    expect(bench.output).toBe('0123456789\nTrue\nTrue None\n');
    expect(terminal.text).toBe('0123456789\r\nTrue\r\n');
  });

  test('takes input from there: a program’s, and what interrupts it', () => {
    const { bench, terminal } = board(`${ON_UART}print(input('name? '))\nwhile True: pass\n`);
    bench.run(50);
    terminal.type('Ada\r');
    bench.run(50);
    terminal.type('\x03');
    bench.run(200);
    expect(terminal.text).toContain('name? Ada\r\nAda\r\nTraceback');
    expect(bench.output).toContain('KeyboardInterrupt');
  });

  test('has the prompt on both lines, until a soft reset', () => {
    const { bench, terminal } = board('', 'prompt', ON_UART);
    bench.run(500);
    terminal.type('2 ** 70\r');
    bench.system.feed(bytes('3 ** 30\r'));
    bench.run(200);
    for (const text of [terminal.text, bench.output.replaceAll('\n', '\r\n')]) {
      expect(text).toContain('>>> 2 ** 70\r\n1180591620717411303424\r\n>>> 3 ** 30\r\n205891132094649\r\n>>> ');
    }
  });

  test('wants a UART', () => {
    const { bench } = board('import pyb\ntry: pyb.repl_uart(1)\nexcept ValueError as e: print(e)');
    bench.run(50);
    expect(bench.output).toBe('need a UART object\n');
  });
});

describe('os.dupterm', () => {
  test('has three slots, the second with the port on USB', () => {
    const { bench, terminal } = board(`
import os, pyb
u = pyb.UART(1, 9600)
print(os.dupterm(u), os.dupterm(None, 2))
print('both')
port = os.dupterm(None, 1)
print('UART', port)
os.dupterm(port, 1)
print(os.dupterm(None) is u)
print('USB')
try: os.dupterm(None, 3)
except ValueError as e: print(e)
try: os.dupterm(5)
except OSError as e: print(e)
`);
    bench.run(500);
    expect(bench.output).toBe('None None\nboth\nTrue\nUSB\ninvalid dupterm index\nstream operation not supported\n');
    expect(terminal.text).toBe('None None\r\nboth\r\nUART USB_VCP(0)\r\n');
  });

  test.each([0, 100])('takes nothing from a UART of 9 bits, timeout %d, which answers a poll all the same', (timeout) => {
    const { bench, terminal } = board(`
import os, pyb, select, sys
u = pyb.UART(1, 9600, bits=9, timeout=${timeout})
os.dupterm(u)
start = pyb.millis()
print(input(), pyb.elapsed_millis(start))
poll = select.poll()
poll.register(sys.stdin, select.POLLIN)
print(len(poll.poll(0)), u.any(), u.read(2))
`);
    bench.run(50);
    terminal.type('x');
    bench.run(200);
    bench.type('ab\r');
    bench.run(500);
    expect(bench.output).toMatch(/^ab\nab 25\d\n1 1 b'x\\x01'\n$/);
  });

  describe('with a UART that has a timeout', () => {
    const TIMEOUT = 'import os, pyb\nu = pyb.UART(1, 9600, timeout=100)\n';

    /** What is printed when this is typed at USB at once, and at the UART after so many milliseconds. */
    function output(main: string, atUsb: string, atUart = '', ms = 0): string {
      const { bench, terminal } = board(TIMEOUT + main);
      bench.system.feed(bytes(atUsb));
      const { time } = bench.board;
      const bitTime = 1e9 / 9600;
      const type = (): void => {
        for (const value of bytes(atUart))
          terminal.uart.receive({ value, bitTime, bits: 8, parity: 'none' }, bench.system.elapsed + BigInt(Math.round(10 * bitTime)));
      };
      time.alarm(type).set(time.now + ms * 1e6);
      bench.run(2000);
      return bench.output;
    }

    const timed = (slot: number): string => `os.dupterm(u, ${slot})\nstart = pyb.millis()\nprint(input(), pyb.elapsed_millis(start))\n`;

    test('waits for that whenever it comes to it, before it looks at the slots after it', () => {
      expect(output(timed(0), 'ab\r')).toMatch(/^ab\nab 30\d\n$/);
      expect(output(timed(2), 'ab\r')).toMatch(/^ab\nab \d\n$/);
    });

    test('does not wait any longer when a character comes', () => {
      expect(output(timed(0), 'a\r', 'x', 50)).toMatch(/^xa\nxa 25\d\n$/);
    });

    test('can be interrupted meanwhile', () => {
      const main = "os.dupterm(u)\ntry: input()\nexcept KeyboardInterrupt: print('interrupted', pyb.millis())\n";
      expect(output(main, '', '\x03', 1050)).toMatch(/^interrupted 105\d\n$/);
    });
  });

  test('a soft reset puts the console back on USB alone', () => {
    const { bench, terminal } = board('', 'prompt');
    bench.run(100);
    bench.system.feed(bytes('import os, pyb; _ = os.dupterm(pyb.UART(1, 9600))\r'));
    bench.run(200);
    bench.system.feed(bytes('\x04'));
    bench.run(2000);
    const before = terminal.text;
    expect(before).toContain('soft reboot');
    bench.system.feed(bytes('1 + 1\r'));
    bench.run(200);
    expect(terminal.text).toBe(before);
    expect(bench.output.endsWith('>>> 1 + 1\n2\n>>> ')).toBe(true);
  });
});

const PIPE = `import io, os
class Pipe(io.IOBase):
  def __init__(self):
    self.sent = b''
    self.typed = b''
    self.looks = 0
  def write(self, data):
    self.sent += data
    return len(data)
  def readinto(self, buffer):
    self.looks += 1
    if not self.typed: return None
    buffer[0] = self.typed[0]
    self.typed = self.typed[1:]
    return 1
pipe = Pipe()
os.dupterm(pipe)
`;

describe('os.dupterm with a stream of the program', () => {
  test('has the prompt on it, which it can type at; a soft reset takes it away', () => {
    const { bench } = board('', 'prompt', PIPE);
    bench.run(100);
    bench.system.feed(bytes("pipe.typed = b'6 * 7\\r'\r"));
    bench.run(10);
    expect(bench.output.endsWith('>>> 6 * 7\n42\n>>> ')).toBe(true);
    bench.system.feed(bytes('print(pipe.sent[-24:])\r'));
    bench.run(10);
    expect(bench.output.endsWith(">>> print(pipe.sent[-24:])\nb'print(pipe.sent[-24:])\\r\\n'\n>>> ")).toBe(true);
    bench.system.feed(bytes('del Pipe.write\r\x04'));
    bench.run(2000);
    expect(bench.output).toContain("deactivating: AttributeError: 'Pipe' object has no attribute 'write'\n");
    expect(bench.output.split('deactivating').length).toBe(2);
    expect(bench.output.endsWith('>>> ')).toBe(true);
  });

  test('is looked at after every tick and every interrupt, in both tiers at the same moments', () => {
    const runs = (['interpreter', 'compiled'] as const).map((tier) => {
      const bench = new TestBench({ 'boot.py': PIPE, 'main.py': '' }, { board: 'pybv11', afterwards: 'prompt', tier });
      bench.run(100);
      bench.system.feed(bytes('looks = pipe.looks\r'));
      bench.run(100);
      bench.system.feed(bytes('print(pipe.looks - looks)\r'));
      bench.run(10);
      return { output: bench.output, ns: bench.system.elapsed };
    });
    expect(runs[0]).toEqual(runs[1]);
    const looks = Number(/\n(\d+)\n>>> $/.exec(runs[0].output)?.[1]);
    expect(looks).toBeGreaterThan(100);
    expect(looks).toBeLessThan(150);
  });

  test('keeps a program from being interrupted only until it looks for input', () => {
    const { bench } = board(`${PIPE}
pipe.typed = b'\\x03'
for i in range(1000): pass
print('not yet')
try: input()
except KeyboardInterrupt: print('now')
`);
    bench.run(100);
    expect(bench.output).toBe('not yet\nnow\n');
  });

  test('needs no memory of its own, so that a handler can print', () => {
    const { bench } = board(
      `import pyb
class Counter(io.IOBase):
  def __init__(self): self.sent = 0
  def write(self, data):
    self.sent += len(data)
    return len(data)
  def readinto(self, buffer): pass
counter = Counter()
def tick(timer):
  timer.deinit()
  print('tick')
os.dupterm(counter)
pyb.Timer(4, freq=1000, callback=tick)
pyb.delay(5)
os.dupterm(None)
print(counter.sent)
`.replace('import pyb', 'import io, os, pyb'),
    );
    bench.run(100);
    expect(bench.output).toBe('tick\n6\n');
  });
});
