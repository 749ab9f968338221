import { describe, expect, it } from 'vitest';
import { command } from './support.js';

const { vpyb, file } = command();

const BANNER =
  /^MicroPython v1\.\d+\.\d+ on \d{4}-\d\d-\d\d; PYBv1\.1 with STM32F405RG\r?\nType "help\(\)" for more information\.\r?\n>>> /;

describe('vpyb repl through a pipe', () => {
  it('answers what is typed and leaves at the end', async () => {
    const { status, stdout, stderr } = await vpyb(['repl'], { input: '1+1\r"a"\r' });
    expect(stdout).toMatch(BANNER);
    expect(stdout.replace(BANNER, '>>> ')).toBe('>>> 1+1\n2\n>>> "a"\n\'a\'\n>>> ');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('sends exact bytes when raw', async () => {
    const { stdout } = await vpyb(['repl', '--raw'], { input: '\x01print(1)\x04' });
    expect(stdout.replace(BANNER, '')).toBe('\r\nraw REPL; CTRL-B to exit\r\n>OK1\r\n\x04\x04>');
  });

  it('reports exceptions and goes on', async () => {
    const { status, stdout } = await vpyb(['repl'], { input: '1/0\rprint(2)\r' });
    expect(stdout.replace(BANNER, '')).toBe(
      '1/0\nTraceback (most recent call last):\n  File "<stdin>", line 1, in <module>\nZeroDivisionError: divide by zero\n>>> print(2)\n2\n>>> ',
    );
    expect(status).toBe(0);
  });

  it('takes heap locks away before it shows the prompt', async () => {
    const { stdout } = await vpyb(['repl'], { input: 'import micropython\rmicropython.heap_lock()\r[1]\r' });
    expect(stdout).toMatch(/>>> \[1\]\n\[1\]\n>>> $/);
  });

  it('interrupts running code', async () => {
    const { stdout } = await vpyb(['repl'], {
      input: [
        { after: '>>> ', send: 'print("go")\rwhile True: pass\r\r' },
        { after: '\ngo', send: '\x03' },
        { after: 'KeyboardInterrupt', send: 'print(2)\r' },
      ],
    });
    expect(stdout).toContain('KeyboardInterrupt: \n>>> print(2)\n2\n>>> ');
  });

  it('interrupts from a file, too', async () => {
    const { stdout } = await vpyb(['repl'], { input: 'while True: pass\r\r\x03print(2)\r' });
    expect(stdout).toContain('KeyboardInterrupt: \n>>> print(2)\n2\n>>> ');
  });

  it('lets timers print while the prompt waits, in real time', async () => {
    const { stdout } = await vpyb(['repl'], {
      input: [
        { after: '>>> ', send: 'import pyb\rt = pyb.Timer(1, freq=20)\rt.callback(lambda t: print("tick"))\r' },
        { after: 'tick\ntick\ntick\n', send: 't.deinit()\r' },
        { after: 'deinit()\n', send: '\r' },
      ],
    });
    expect(stdout.match(/tick\n/g)?.length).toBeLessThan(60);
  });

  it('resets softly', async () => {
    const { stdout } = await vpyb(['repl'], { input: 'x = 1\r\x04x\r' });
    expect(stdout).toContain('>>> \nMPY: sync filesystems\nMPY: soft reboot\nMicroPython ');
    expect(stdout).toContain("NameError: name 'x' isn't defined");
  });

  it('completes names', async () => {
    const { stdout } = await vpyb(['repl'], { input: 'import pyb\rpyb.Switc\t()\r' });
    expect(stdout).toContain('>>> pyb.Switch()\n');
  });

  it('pastes', async () => {
    const { stdout } = await vpyb(['repl'], { input: '\x05for i in range(2):\r    print(i)\r\x04' });
    expect(stdout).toContain('=== for i in range(2):\n===     print(i)\n=== \n0\n1\n>>> ');
  });
});

describe('vpyb -i', () => {
  it('shows the prompt after the program, in its namespace', async () => {
    const { status, stdout } = await vpyb(['-i', file('value.py', 'x = 41\nprint("ran")\n')], { input: 'x + 1\r' });
    expect(stdout).toMatch(/^ran\nMicroPython /);
    expect(stdout).toContain('>>> x + 1\n42\n>>> ');
    expect(status).toBe(0);
  });
});
