import { spawnSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { command } from './support.js';

const { vpyb, file, words } = command();

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

  it.each([[], ['--pace', 'real']])('interrupts what a client’s program has native code call, %s %s', async (...pace) => {
    const source = 'import time\ndef key(x):\n    print("go")\n    while True: time.sleep_ms(10)\nsorted([1, 2], key=key)\n';
    const { stdout } = await vpyb(['run', '--raw', '-i', ...pace, file('held.py', source)], {
      input: [
        { after: 'go', send: '\x03' },
        { after: '>>> ', send: 'print(2)\r' },
      ],
    });
    expect(stdout.replaceAll('\r', '')).toMatch(/KeyboardInterrupt: \n[^>]*>>> print\(2\)\n2\n>>> $/);
  });

  it('answers a client whom code asks that native code has called, as files of mpremote mount do', async () => {
    const source = `import sys
n = 0
def key(x):
    global n
    n += 1
    sys.stdout.write('[%d]' % n)
    sys.stdin.buffer.read(4)
    return x
for i in range(400): sorted([1, 2], key=key)
print('finished')
`;
    const answers = Array.from({ length: 400 }, (_, i) => ({ after: `[${i + 1}]`, send: 'abcdefgh' }));
    const { stdout } = await vpyb(['run', '--raw', file('asks.py', source)], { input: answers });
    expect(stdout).toContain('[800]finished');
  });

  it('interrupts from a file, too', async () => {
    const { stdout } = await vpyb(['repl'], { input: 'while True: pass\r\r\x03print(2)\r' });
    expect(stdout).toContain('KeyboardInterrupt: \n>>> print(2)\n2\n>>> ');
  });

  it('answers within --for, whose time stands still until something is typed', async () => {
    const late = [{ after: '>>> ', send: 'import time; time.ticks_ms() < 100\r' }];
    const { status, stdout, stderr } = await vpyb(['repl', '--for', '5s'], { input: late });
    expect(stdout).toMatch(/\nTrue\n>>> $/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('5 s simulated in') });
  });

  describe.each([['repl'], ['repl', '--raw'], ['repl', '--pace', 'real']])('%s %s %s', (...words) => {
    it('interrupts a program that has left something unread, which the prompt reads then', async () => {
      const { stdout } = await vpyb(
        words.filter((word) => word !== undefined),
        {
          input: [
            { after: '>>> ', send: 'print("go")\rwhile True: pass\r\r' },
            { after: 'go', send: 'a = 40\r' },
            { after: '... ', send: 'a + 2\r\x03' },
            { after: 'KeyboardInterrupt', send: 'print(a)\r' },
          ],
        },
      );
      expect(stdout.replaceAll('\r', '')).toContain('KeyboardInterrupt: \n>>> a = 40\n>>> a + 2\n42\n>>> print(a)\n40\n>>> ');
    });
  });

  it.each([['repl'], ['repl', '--raw']])(
    'gives up what was begun and left behind that says no more, and nothing that does: %s %s',
    async (...words) => {
      const all = words.filter((word) => word !== undefined);
      const abandoned = await vpyb(all, { input: 'while True: pass\r\r' });
      expect(abandoned).toMatchObject({
        status: 129,
        stderr: expect.stringMatching(/^vpyb: standard input has ended, and the code it started/),
      });
      const ended = await vpyb(all, { input: 'import time; time.sleep(9); time.sleep(0); print("do" + "ne")\r' });
      expect(ended).toMatchObject({ status: 0, stdout: expect.stringContaining('done') });
    },
  );

  it('lets timers print while the prompt waits, in real time', async () => {
    const { stdout } = await vpyb(['repl', '--pace', 'real'], {
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

const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
/** Opens a terminal for a command, types when the prompt is there, then closes the terminal; prints how the command ended. */
const GONE = `import os, pty, subprocess, sys, time, tty
ours, theirs = pty.openpty()
tty.setraw(theirs)
p = subprocess.Popen(sys.argv[1:], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE)
os.close(theirs)
seen = b''
while b'>>> ' not in seen: seen += os.read(ours, 4096)
os.write(ours, b'while True: pass\\r\\r')
while b'... ' not in seen: seen += os.read(ours, 4096)
time.sleep(0.2)
if ARGUMENT: p.terminate()
os.close(ours)
try: print(p.wait(10), end='')
except subprocess.TimeoutExpired:
    p.kill()
    print('goes on', end='')
`;

/** Opens a terminal for a command and types KEY when that has begun; prints how it ended. */
const LEFT = `import os, pty, subprocess, sys, tty
ours, theirs = pty.openpty()
tty.setraw(theirs)
p = subprocess.Popen(sys.argv[1:], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE)
seen = b''
while b'go' not in seen: seen += os.read(ours, 4096)
os.write(ours, KEY)
try: print(p.wait(10), end='')
except subprocess.TimeoutExpired:
    p.kill()
    print('goes on', end='')
`;

/** Opens a terminal for a command, interrupts what it runs, and again when the board shows that; prints how it ended after Ctrl-] at the prompt. */
const TWICE = `import os, pty, subprocess, sys, tty
ours, theirs = pty.openpty()
tty.setraw(theirs)
p = subprocess.Popen(sys.argv[1:], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE)
os.close(theirs)
seen = b''
for awaited, typed in ((b'go', b'\\x03'), (b'KeyboardInterrupt', b'\\x03'), (b'>>> ', b'\\x1d')):
    try:
        while awaited not in seen: seen += os.read(ours, 4096)
    except OSError: break
    os.write(ours, typed)
print(p.wait(10), end='')
`;

/** Gives a command a terminal that controls it and has all of its streams, closes that when the prompt is there; prints how it ended. */
const CLOSED = `import os, pty, sys, time
pid, ours = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
seen = b''
while b'>>> ' not in seen: seen += os.read(ours, 4096)
time.sleep(0.3)
os.close(ours)
status = os.waitpid(pid, 0)[1]
print(os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status), end='')
`;

test.runIf(hasPython).each([
  ['Ctrl-]', "b'\\x1d'"],
  ['Ctrl-X', "b'\\x18'"],
])('%s at a terminal leaves a program in the middle of nested code', (_, key) => {
  const program = file('endless.py', 'import time\nprint("go")\nsorted([1, 2], key=lambda x: time.sleep(1000))\n');
  const { stdout } = spawnSync('python3', ['-c', LEFT.replace('KEY', key), process.execPath, ...words([program])], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(stdout).toBe('130');
});

test.runIf(hasPython)('a second Ctrl-C does not leave while the board shows that the first has ended the program', () => {
  const program = file('interrupted.py', 'print("go")\nwhile True: pass\n');
  const { stdout } = spawnSync('python3', ['-c', TWICE, process.execPath, ...words([program])], { encoding: 'utf8', timeout: 30_000 });
  expect(stdout).toBe('0');
});

describe.runIf(hasPython)('a terminal that goes away', () => {
  it.each(['False', 'True'])('ends a busy board as the signal does that says so; after SIGTERM: %s', (terminates) => {
    const { stdout } = spawnSync('python3', ['-c', GONE.replace('ARGUMENT', terminates), process.execPath, ...words(['repl'])], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stdout).toMatch(terminates === 'True' ? /^-(1|15)$/ : /^-1$/);
  });

  it('ends a board at its prompt in the same way', () => {
    const { stdout } = spawnSync('python3', ['-c', CLOSED, process.execPath, ...words(['repl'])], { encoding: 'utf8', timeout: 30_000 });
    expect(stdout).toBe('-1');
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
