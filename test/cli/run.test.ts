import { existsSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, type Ended } from './support.js';

/** The files of a folder by their paths. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => [relative(folder, join(parentPath, name)), readFileSync(join(parentPath, name), 'utf8')]).sort(),
  );
}

const { vpyb, file, path, shell, toStoppedReader } = command();

const BLINK = `import pyb, time
led = pyb.LED(4)
while True:
    led.toggle()
    time.sleep_ms(150)
`;

it('a program that starts the bootloader ends the run, with a word about it', async () => {
  const { status, stdout, stderr } = await vpyb([
    'run',
    file('boots.py', "import machine\nprint('leaves')\nmachine.bootloader()\nprint('is back')\n"),
  ]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'leaves\n' });
  expect(stderr).toContain("vpyb: the board has left Python for its chip's bootloader");
});

it('USR held at power-on chooses how the board starts; the run says so, the trace shows it', async () => {
  const main = file('held.py', 'print("main")\n');
  const words = [main, '--at', '0ms:usr.pressed=true', '--at', '900ms:usr.pressed=false', '--trace', path('held.jsonl')];
  const { status, stdout, stderr } = await vpyb(words);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toContain('vpyb: USR was held while the board started: in safe mode, neither boot.py nor main.py runs');
  expect(readFileSync(path('held.jsonl'), 'utf8')).toContain('"signal": "LED(3)", "value": 1');
});

it('tells what a program exits with if it is no status, which a board keeps to itself', async () => {
  for (const [value, told] of [
    ['"no sensor"', 'no sensor'],
    ['False', 'False'],
    ['2.5', '2.5'],
    ['[1]', '<list>'],
  ]) {
    const { status, stdout, stderr } = await vpyb(['-c', `import sys; sys.exit(${value})`]);
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: `vpyb: SystemExit: ${told}\n` });
  }
});

it.each([
  ['print(1)\n', "NameError: name '\ufeffprint' isn't defined\n"],
  ['import pyb\n', 'SyntaxError: invalid syntax\n'],
])('tells of a byte order mark, which nobody sees: %j', async (source, error) => {
  file('marked.py', `\ufeff${source}`);
  const { status, stdout, stderr } = await vpyb(['-c', 'import marked']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining(error) });
  expect(stderr).toBe(
    'vpyb: marked.py begins with a byte order mark, which MicroPython takes for part of a name; save the file without it\n',
  );
  expect((await vpyb([path('marked.py')])).stderr).toMatch('vpyb: main.py begins with a byte order mark');
});

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

it.each([
  ['UTF-16', Buffer.from('\ufeffprint(1)\n', 'utf16le')],
  ['a no-break space of Latin-1', latin1('x = 1\nif\xa0x: pass\n')],
])('tells of a file that failed because it is not UTF-8: %s', async (_, content) => {
  file('foreign.py', content);
  const { status, stdout, stderr } = await vpyb(['-c', 'import foreign']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('SyntaxError: invalid syntax\n') });
  expect(stderr).toBe('vpyb: foreign.py is not UTF-8 text, which MicroPython takes it for; save the file as UTF-8\n');
  const shown = await vpyb(['dis', path('foreign.py')]);
  expect(shown).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/foreign\.py: not UTF-8 text; if it is a Python program, save it as UTF-8\n$/),
  });
});

it('does not tell so of a file that failed for another reason, or did not', async () => {
  expect((await vpyb([file('fails.py', latin1('x = "caf\xe9"\n1 / 0\n'))])).stderr).toBe('');
  expect((await vpyb([file('works.py', latin1('x = "caf\xe9"\n'))])).stderr).toBe('');
});

it('runs machine code, of imported files and of exec, too', async () => {
  const head = 'import micropython\n@micropython.native\ndef double(n):\n    return n * 2\n';
  file('doubles.py', `${head}print(double(4))\n`);
  const program = file(
    'native.py',
    `${head}import doubles\nexec('@micropython.viper\\ndef three() -> int: return 3\\nprint(double(three()))')\n`,
  );
  expect(await vpyb([program])).toMatchObject({ status: 0, stdout: '8\n6\n', stderr: '' });
  // Kept from the first run, it runs in the second.
  const assembly = file('assembly.py', '@micropython.asm_thumb\ndef f(r0):\n    add(r0, 1)\nprint(f(41))\n');
  expect(await vpyb([assembly])).toMatchObject({ status: 0, stdout: '42\n', stderr: '' });
  expect(await vpyb([assembly])).toMatchObject({ status: 0, stdout: '42\n', stderr: '' });
});

it('is ended by --max-wall where machine code does not end', async () => {
  const viper = '@micropython.viper\ndef f():\n    while True: pass\nf()';
  const assembly = '@micropython.asm_thumb\ndef f():\n    label(x)\n    b(x)\nf()';
  for (const program of [viper, assembly]) {
    expect((await vpyb(['-c', program, '--max-wall', '300ms'])).status).toBe(124);
    expect((await vpyb(['-c', program, '--for', '50ms'])).status).toBe(0);
  }
});

it.each([
  ['import machine\nprint(1)\nmachine.deepsleep()\n', 0, 'the board is asleep, and nothing will wake it'],
  ['import pyb\nprint(1)\npyb.stop()\n', 0, 'the board is asleep, and nothing will wake it'],
  [
    'import machine, select\np = select.poll()\np.register(machine.UART(4, 9600), 1)\nprint(1)\np.poll()\n',
    1,
    "the program is waiting for something that will never come\nvpyb: no serial device answers on X2; plug one in with --device ('vpyb devices' lists them)",
  ],
])('a board on which nothing will ever happen again does not keep the command: %j', async (source, status, message) => {
  const expected = { status, stdout: '1\n', stderr: `vpyb: ${message}\n` };
  expect(await vpyb([file('still.py', source)])).toEqual(expected);
  expect(await vpyb(['-c', source])).toEqual(expected);
});

it('a board that sleeps goes on where something wakes it', async () => {
  const sleeper = file(
    'sleeper.py',
    "import machine, pyb\npyb.ExtInt('X1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, lambda l: None)\npyb.stop()\nprint('woken')\n",
  );
  const { stdout, stderr } = await vpyb([sleeper, '--at', '1s:X1.level=0', '--at', '2s:X1.level=1']);
  expect(stdout).toBe('woken\n');
  expect(stderr).not.toContain('sleeps');
});

it.each([
  ['import pyb\npyb.Timer(4, freq=10).callback(lambda t: print("tick"))\n', 'Timer(4)'],
  ['import pyb\nc = pyb.Timer(2, freq=10).channel(1, pyb.Timer.OC_TIMING, compare=5, callback=lambda t: None)\n', 'Timer(2)'],
  ['import machine\nt = machine.Timer(-1, period=100, callback=lambda t: None)\n', 'machine.Timer'],
  ['import pyb\npyb.Switch().callback(lambda: None)\n', 'Switch()'],
  ['import machine\nu = machine.UART(4, 9600)\nu.irq(lambda u: None, u.IRQ_RXIDLE)\n', 'UART(4).irq'],
])('a run ends with its program, with a word about what would go on: %#', async (source, caller) => {
  const { status, stderr } = await vpyb([file('caller.py', source)]);
  expect(status).toBe(0);
  expect(stderr).toContain(`vpyb: the program has ended, and the run with it: ${caller} would go on; with --for 10s the run lasts 10 s`);
  expect((await vpyb([path('caller.py'), '--for', '1s'])).stderr).not.toContain('would go on');
});

it('a word about what would go on names sockets that call the program', async () => {
  const source = `
import network, socket
network.WLAN(network.AP_IF).active(True)
sockets = [socket.socket() for _ in range(3)] + [socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]
for port, s in enumerate(sockets, 80):
    s.bind(('', port))
    s.setsockopt(socket.SOL_SOCKET, 20, print)
for s in sockets[:3]:
    s.listen(1)
sockets[1].close()
sockets[2].setsockopt(socket.SOL_SOCKET, 20, None)
`;
  const { stderr } = await vpyb([file('sockets.py', source), '--board', 'pybd-sf6']);
  expect(stderr).toContain('and the run with it: a socket on port 80, a socket on port 83 would go on;');
});

it('a program that resets its board runs again, softly or not', async () => {
  for (const reset of ['soft_reset', 'reset']) {
    const source = `
import machine, os
lives = len(os.listdir('/flash/lives')) if 'lives' in os.listdir('/flash') else os.mkdir('/flash/lives') or 0
print('life', lives)
os.mkdir('/flash/lives/%d' % lives)
if lives < 2: machine.${reset}()
`;
    const { status, stdout, stderr } = await vpyb([file(`${reset}.py`, source)]);
    expect(stderr).toBe('vpyb: the board was reset 2 times\n');
    expect(status).toBe(0);
    expect(stdout.match(/life \d/g)).toEqual(['life 0', 'life 1', 'life 2']);
  }
});

it('a program that resets its board for ever is told what would end that', async () => {
  const source =
    "import os, machine\nfor lives in os.listdir():\n    if lives.startswith('life'): break\nelse:\n    lives = 'life0'\n    open(lives, 'w').close()\n";
  const next = "life = int(lives[4:]) + 1\nprint('life %d.' % life)\nos.rename(lives, 'life%d' % life)\nmachine.reset()\n";
  const { status, stderr } = await vpyb([file('for-ever.py', source + next)], { signal: { after: 'life 12.', name: 'SIGTERM' } });
  expect(status).toBe(143);
  expect(stderr.match(/the board is reset again and again, by its program or a watchdog; --for 10s would end/g)).toHaveLength(1);
});

it('what -c gives is over when it resets the board, as what a client sends', async () => {
  for (const [code, said] of [
    ['machine.soft_reset()', 'MPY: sync filesystems\nMPY: soft reboot\n'],
    ['machine.reset()', ''],
  ]) {
    for (const more of [[], ['--for', '10s']]) {
      const { status, stdout, stderr } = await vpyb([...more, '-c', `import machine; print('once'); ${code}`]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: `once\n${said}` });
      expect(stderr).toContain('vpyb: the program has reset its board and is over: code given by -c or -m runs only once\n');
    }
  }
});

describe('a folder that is the flash', () => {
  it('may have a boot.py that names another file than main.py', async () => {
    file('named/boot.py', 'import pyb\npyb.main("app.py")\n');
    file('named/app.py', 'print("app", __name__)\n');
    expect(await vpyb([path('named')])).toEqual({ status: 0, stdout: 'app __main__\n', stderr: '' });
  });

  it('may have nothing that runs where the prompt is wanted', async () => {
    file('library/tool.py', 'x = 5\n');
    const { status, stdout } = await vpyb(['-i', path('library')], { input: 'import tool; tool.x\r' });
    expect(status).toBe(0);
    expect(stdout).toContain('\n5\n>>> ');
  });
});

describe('a program', () => {
  it('prints to standard output and nothing else', async () => {
    expect(await vpyb([file('hello.py', 'print("hello")\n')])).toEqual({ status: 0, stdout: 'hello\n', stderr: '' });
  });

  it('that prints hello loads none of the modules of Node that bring streams with them', async () => {
    const preload = file(
      'loaded.cjs',
      `const loaded = () => process.moduleLoadList.filter((name) => / (stream|v8|zlib|worker_threads)$/.test(name));
process.on('exit', () => require('node:fs').writeSync(1, '' + loaded()));`,
    );
    const env = { NODE_OPTIONS: `--require=${preload}` };
    await vpyb(['-c', 'print("hello")']); // writes V8's cache of the command, for which zlib is needed
    expect(await vpyb(['-c', 'print("hello")'], { env })).toMatchObject({ status: 0, stdout: 'hello\n' });
  });

  it('knows its own name', async () => {
    expect(await vpyb([file('named.py', 'print(__file__)\n')])).toEqual({ status: 0, stdout: 'main.py\n', stderr: '' });
  });

  it('is only compiled with -X compile-only', async () => {
    const good = file('good.py', 'print("not printed")\n');
    expect(await vpyb(['-X', 'compile-only', good])).toEqual({ status: 0, stdout: '', stderr: '' });
    const { status, stdout, stderr } = await vpyb(['-X', 'compile-only', file('bad.py', 'print("not printed")\ndef f(:\n')]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('bad.py:2:7: SyntaxError: invalid syntax');
  });

  it('comes from -c, from -m and from standard input', async () => {
    expect(await vpyb(['-c', 'print(1 + 1)'])).toEqual({ status: 0, stdout: '2\n', stderr: '' });
    file('mod.py', 'print(__name__)\n');
    expect(await vpyb(['-m', 'mod'])).toEqual({ status: 0, stdout: '__main__\n', stderr: '' });
    file('tests/__init__.py', 'print(__name__)\n');
    const missing = { status: 1, stdout: expect.stringContaining('tests\nTraceback') as string, stderr: '' };
    expect(await vpyb(['-m', 'tests'])).toEqual(missing);
    file('tests/helper.py', 'print(__name__)\n');
    file('tests/__main__.py', 'import sys\nfrom . import helper\nprint(__name__, sys.argv)\nsys.exit(3)\n');
    expect(await vpyb(['-m', 'tests', '--', '-s', 'a'])).toEqual({
      status: 3,
      stdout: "tests\ntests.helper\n__main__ ['tests', '-s', 'a']\n",
      stderr: '',
    });
    expect(await vpyb(['-'], { input: 'print("in")\n' })).toEqual({ status: 0, stdout: 'in\n', stderr: '' });
  });

  it('sees the other files of its folder; what it changes of them stays on the board', async () => {
    file('p/other.py', 'x = 5\n');
    const main = file(
      'p/prog.py',
      'import other\nprint(other.x)\nwith open("other.py", "w") as f: f.write("x = 6")\nprint(open("other.py").read())\n',
    );
    expect(await vpyb([main])).toEqual({ status: 0, stdout: '5\nx = 6\n', stderr: '' });
    expect(readFileSync(path('p/other.py'), 'utf8')).toBe('x = 5\n');
  });

  it('is the main.py of a folder, after its boot.py', async () => {
    file('flash/boot.py', 'print("boot")\n');
    file('flash/main.py', 'import lib\n');
    file('flash/lib.py', 'print("lib")\n');
    expect(await vpyb([path('flash')])).toEqual({ status: 0, stdout: 'boot\nlib\n', stderr: '' });
  });

  it('is given a folder without what is hidden in it: .git, __pycache__ and the like', async () => {
    file('kept/.git/objects/pack', new Uint8Array(200_000));
    file('kept/.gitignore', 'out\n');
    file('kept/__pycache__/main.cpython-312.pyc', new Uint8Array(200_000));
    file('kept/lib/.hidden', '');
    file('kept/lib/shown.py', '');
    file('kept/main.py', 'import os\nprint(os.listdir(), os.listdir("lib"))\n');
    expect(await vpyb([path('kept')])).toEqual({ status: 0, stdout: "['lib', 'main.py'] ['shown.py']\n", stderr: '' });
  });

  it('writes beside host files whose names FAT does not have', async () => {
    file('shots/Screenshot 12:00:00.png', 'pixels');
    const main = file('shots/w.py', "import os\nwith open('log.txt', 'w') as f: f.write('line')\nprint(sorted(os.listdir()))\n");
    const { status, stdout } = await vpyb([main]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "['README.txt', 'boot.py', 'log.txt', 'main.py', 'w.py']\n" });
  });

  it.runIf(process.platform === 'linux')('gets an OSError for host files that cannot be read, and whatever else there is', async () => {
    // Takes no place on the disk, and is more than Node reads.
    truncateSync(file('large/big.iso', ''), 3 * 1024 ** 3);
    const main = file(
      'large/main.py',
      `import pyb
block = bytearray(512)
print(pyb.Flash(start=0).readblocks(0, block), open('small.txt').read())
try: open('/flash/big.iso').read(10)
except OSError as e: print(repr(e))
`,
    );
    file('large/small.txt', 'small');
    expect(await vpyb([main])).toEqual({ status: 0, stdout: '0 small\nOSError(5,)\n', stderr: '' });
  });

  it('is refused a folder with a file whose name FAT does not have, by name', async () => {
    file('asks/main.py', "print('runs')\n");
    file('asks/notes/what?.md', 'text');
    const { status, stdout, stderr } = await vpyb([path('asks')]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^vpyb: notes\/what\?\.md: this name is not possible on the flash, which is FAT: [^\n]+\n$/);
  });

  it.runIf(process.platform === 'linux')('is refused a folder with two files whose names are one on FAT, by name', async () => {
    for (const name of ['main', 'Sensor', 'sensor']) file(`cases/${name}.py`, "print('runs')\n");
    const { status, stdout, stderr } = await vpyb([path('cases')]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^vpyb: Sensor\.py and sensor\.py: the flash can hold only one of them, [^\n]+\n$/);
  });

  it('prints in UTF-8', async () => {
    expect((await vpyb(['-c', 'print("é€😀")'])).stdout).toBe('é€😀\n');
  });

  it('is sent with CR LF when raw', async () => {
    expect((await vpyb(['--raw', '-c', 'print(1)'])).stdout).toBe('1\r\n');
  });

  it('may print much', async () => {
    const { status, stdout } = await vpyb(['-c', 'for i in range(20000): print("x" * 100)']);
    expect(status).toBe(0);
    expect(stdout.length).toBe(20000 * 101);
  });

  it('reads standard input in code that native code calls, whenever it comes', async () => {
    const main = file('ask-nested.py', 'print(list(map(lambda x: input("> "), [1, 2])))\n');
    const stdout = "> Ann\n> Bob\n['Ann', 'Bob']\n";
    expect(await vpyb([main], { input: 'Ann\rBob\r' })).toMatchObject({ status: 0, stdout });
    const typed = [
      { after: '> ', send: 'Ann\r' },
      { after: 'Ann\n> ', send: 'Bob\r' },
    ];
    expect(await vpyb([main], { input: typed })).toMatchObject({ status: 0, stdout });
    expect(await vpyb(['--pace', 'real', main], { input: typed })).toMatchObject({ status: 0, stdout });
    expect(await vpyb([main], { input: 'Ann\r' })).toMatchObject({
      status: 1,
      stderr: 'vpyb: the program is waiting for input, but standard input has ended\n',
    });
  });

  it('reads standard input', async () => {
    const main = file('ask.py', 'name = input("name? ")\nprint("hello", name)\n');
    expect(await vpyb([main], { input: 'Ann\r' })).toMatchObject({ status: 0, stdout: 'name? Ann\nhello Ann\n' });
    expect(await vpyb([main], { input: '' })).toMatchObject({
      status: 1,
      stderr: 'vpyb: the program is waiting for input, but standard input has ended\n',
    });
  });
});

describe('standard input that is a pipe or file', () => {
  const poll = `import sys, select, time
print('looks')
p = select.poll()
p.register(sys.stdin, select.POLLIN)
time.sleep_ms(20)
n = 0
while not p.poll(0):
    n += 1
    time.sleep_ms(1)
print(n, time.ticks_ms(), sys.stdin.read(1), len(p.poll(5)), time.ticks_ms())
`;

  it('is there when the program looks for it, whenever it comes', async () => {
    const main = file('poll.py', poll);
    const ends = [];
    for (const input of ['x', [{ after: 'looks', send: 'x' }], 'x'] as const) {
      const { stdout } = await vpyb([main, '--for', '100s', '-X', `stop-every=${ends.length + 1}`], { input });
      ends.push(stdout);
    }
    expect(new Set(ends).size).toBe(1);
    expect(ends[0]).toMatch(/^looks\n0 (\d+) x 0 \d+\n$/);
  });

  it('is waited for by the simulated clock', async () => {
    const main = file('ask.py', 'import time\nname = input("name? ")\nprint("hello", name, time.ticks_ms() < 100)\n');
    for (const input of ['Ann\r', [{ after: 'name? ', send: 'Ann\r' }]]) {
      expect(await vpyb([main, '--for', '5s'], { input })).toMatchObject({ status: 0, stdout: 'name? Ann\nhello Ann True\n' });
    }
  });

  it('has ended: a program that only looks goes on', async () => {
    const main = file('look.py', 'import sys, select\nprint(select.select([sys.stdin], [], [], 0.05))\n');
    expect(await vpyb([main], { input: '' })).toMatchObject({ status: 0, stdout: '([], [], [])\n' });
  });

  it('does not matter to a program that does not look', async () => {
    const main = file('blind.py', 'import time\ntime.sleep(1)\nprint("over")\n');
    const open = [{ after: 'never', send: '' }];
    expect(await vpyb([main], { input: open })).toEqual({ status: 0, stdout: 'over\n', stderr: '' });
    expect(await vpyb([main, '--for', '9s'], { input: open })).toMatchObject({ status: 0, stdout: 'over\n' });
  });
});

describe('the exit status', () => {
  it('is 1 for an uncaught exception, which the board prints', async () => {
    const { status, stdout, stderr } = await vpyb([file('bad.py', 'print(1)\n1/0\n')]);
    expect(stdout).toBe(
      '1\nTraceback (most recent call last):\n  File "main.py", line 2, in <module>\nZeroDivisionError: divide by zero\n',
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  it('is 1 for a syntax error, with its line', async () => {
    const { status, stdout } = await vpyb([file('syntax.py', 'x = 1\nif x\n    y\n')]);
    expect(stdout).toBe('Traceback (most recent call last):\n  File "main.py", line 2\nSyntaxError: invalid syntax\n');
    expect(status).toBe(1);
  });

  it('is that of SystemExit', async () => {
    expect((await vpyb(['-c', 'import sys; sys.exit(7)'])).status).toBe(7);
    expect((await vpyb(['-c', 'raise SystemExit'])).status).toBe(0);
    expect((await vpyb([file('exit.py', 'import sys; sys.exit(3)\n')])).status).toBe(3);
    expect((await vpyb(['-c', 'import sys; sys.exit(2 ** 70 + 5)'])).status).toBe(5);
    expect((await vpyb(['--for', '5s', file('exit.py', 'import sys; sys.exit(3)\n')])).status).toBe(3);
  });

  it('is 0 when the program resets the board, and --for ends it', async () => {
    const { status, stdout } = await vpyb([
      '--for',
      '1s',
      file('again.py', 'import machine, time\nprint("up")\ntime.sleep(0.4)\nmachine.soft_reset()\n'),
    ]);
    expect(stdout).toBe(`up\n${'MPY: sync filesystems\nMPY: soft reboot\nup\n'.repeat(2)}`);
    expect(status).toBe(0);
  });

  it('is 124 when --max-wall ends it, whatever it does', async () => {
    for (const code of ['while True: pass', 'def key(x):\n    while True: pass\nsorted([1, 2], key=key)', 'import time; time.sleep(1e6)']) {
      const { status, stderr } = await vpyb(['--max-wall', '300ms', '--pace', code.includes('sleep') ? 'real' : 'max', '-c', code]);
      expect({ code, status, stderr: stderr.replace(/[\d.]+ s/, 'N s') }).toEqual({
        code,
        status: 124,
        stderr: 'vpyb: stopped by --max-wall after N s\n',
      });
    }
  });

  it.each(['for i in range(20000): pass', 'while True: pass'])(
    'is 124 for a program whose callbacks keep it from running, too, which is told: %s',
    async (body) => {
      const words = ['-c', `import pyb\ndef tick(t):\n    ${body}\npyb.Timer(4, freq=1000, callback=tick)\nwhile True: pass`];
      const text = '; callbacks of interrupts ran nearly all the time, and the program hardly: --activity shows which';
      const run = (...more: string[]) => vpyb(['--max-wall', '700ms', ...more, ...words]);
      const { status, stderr } = await run();
      expect({ status, stderr: stderr.replace(/[\d.]+ s/, 'N s') }).toEqual({
        status: 124,
        stderr: `vpyb: stopped by --max-wall after N s${text}\n`,
      });
      expect((await run('--activity')).stderr).toMatch(/ TIM4 tick$/m);
      words[1] = words[1]?.replace(body, 'pass') ?? '';
      expect((await run()).stderr).not.toContain('callbacks');
    },
  );

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('after %s is %i, with everything written', async (name, status) => {
    const trace = path(`${name}.vcd`);
    const words = ['-c', 'print("go")\nwhile True: pass', '--trace', trace];
    expect(await vpyb(words, { signal: { after: 'go', name } })).toEqual({ status, stdout: 'go\n', stderr: '' });
    expect(readFileSync(trace, 'utf8')).toMatch(/\$enddefinitions[\s\S]*#\d+\n$/);
  });

  it('is that of the signal after SIGINT in code that no stop unwinds', async () => {
    const code = 'print("go")\ndef key(x):\n    while True: pass\nsorted([2, 1], key=key)';
    expect(await vpyb(['-c', code], { signal: { after: 'go', name: 'SIGINT' } })).toMatchObject({ status: -1, stdout: 'go\n' });
  });

  it.each([
    ['whose handlers leave nothing to others', []],
    ['in which hardly any time goes by', ['--clock', 'ideal']],
  ])('is that of --max-wall and of SIGTERM in a storm of interrupts %s', async (_, words) => {
    const code = 'import pyb\nprint("go")\nt = pyb.Timer(4, prescaler=0, period=1, callback=lambda t: None)\nwhile True: pass';
    const began = performance.now();
    expect((await vpyb(['-c', code, ...words, '--max-wall', '500ms'])).status).toBe(124);
    expect([143, -1]).toContain((await vpyb(['-c', code, ...words], { signal: { after: 'go', name: 'SIGTERM' } })).status);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('is there although the reader has stopped: --max-wall, also where the program is over, and SIGTERM', async () => {
    const much = file('much.py', "for i in range(300):\n    print('x' * 1000)\n");
    expect(await toStoppedReader(['--max-wall', '300ms', '-c', 'while True: print("x" * 1000)'])).toBe('124');
    expect(await toStoppedReader(['--max-wall', '300ms', much])).toBe('124');
    expect(await toStoppedReader(['--max-wall', '300ms', '-c', 'print(1)'], null, true)).toBe('124');
    expect(await toStoppedReader(['-c', 'while True: print("x" * 1000)'], 'SIGTERM')).toBe('143');
  });

  it('is 0, and quiet, when the reader goes away', async () => {
    const { status, stderr } = await vpyb(['-c', 'while True: print("y")'], { closeAfter: 'y' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

it('loads no part that it does not need', async () => {
  const listing = file(
    'listing.cjs',
    `const fs = require('node:fs');
const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  const [part] = /(?<=cli\\.)\\w+(?=\\.cjs$)/.exec(path) ?? [];
  if (part !== undefined) process.stderr.write(part + '\\n');
  return openSync(path, ...rest);
};
`,
  );
  const words = ['-c', "print('hello')"];
  const parts = async (): Promise<string> => (await vpyb(words, { env: { NODE_OPTIONS: `--require ${listing}` } })).stderr;
  await parts();
  expect(await parts()).toBe('');
});

describe('bad input', () => {
  it.each([
    [['missing.py'], 2, 'vpyb: missing.py: no such file or folder\n'],
    [['--board', 'pybv12', '-c', ''], 2, "vpyb: unknown board 'pybv12'; did you mean 'pybv11'?\n"],
    [['--for', 'ten', '-c', ''], 2, "vpyb: --for 'ten' is not a duration; write a number and a unit: 500us, 150ms, 1.5s, 2min, 8h, 7d\n"],
    [['--trace', '/nowhere/t.vcd', '-c', ''], 2, 'vpyb: --trace /nowhere/t.vcd: no such file or folder\n'],
    [['--heap', '100', '-c', ''], 2, 'vpyb: --heap 100: a board needs at least 2048 bytes\n'],
    [['bords'], 2, "vpyb: bords: no such file or folder; did you mean 'boards'?\n"],
    [['run', 'bords'], 2, 'vpyb: bords: no such file or folder\n'],
    [['runn', 'prog.py'], 2, "vpyb: unknown command 'runn'; did you mean 'run'?\n"],
    [['dis', 'missing.py'], 2, 'vpyb: missing.py: no such file or folder\n'],
    [['/dev/zero'], 2, 'vpyb: /dev/zero: larger than 4 MiB: no board has room for such a program\n'],
    [['dis', '/dev/zero'], 2, 'vpyb: /dev/zero: larger than 4 MiB: no board has room for such a program\n'],
  ])('%j gets one line', async (words, status, stderr) => {
    expect(await vpyb(words)).toEqual({ status, stdout: '', stderr });
  });

  it('gets one line: more than the flash holds', async () => {
    const main = file('large.py', `x = 1\n${'#'.repeat(200_000)}\n`);
    expect(await vpyb([main])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'vpyb: the files do not fit on the flash of pybv11 (196 KiB needed, 95 KiB available); the largest: main.py 196 KiB\n',
    });
  });

  it('gets one line: a program without end from a pipe', () => {
    const endless = { status: 2, stdout: '', stderr: 'vpyb: standard input: larger than 4 MiB: no board has room for such a program\n' };
    expect(shell(['-'], '< /dev/zero')).toEqual(endless);
    const named = { ...endless, stderr: endless.stderr.replace('standard input', '/dev/stdin') };
    expect(shell(['/dev/stdin'], '< /dev/zero')).toEqual(named);
    const long = path('long.py');
    truncateSync(file('long.py', 'x = 1\n'), 3 * 2 ** 30);
    expect(shell([long], '')).toEqual({ ...endless, stderr: endless.stderr.replace('standard input', long) });
  });

  it('gets one line: a folder of more than the flash holds', async () => {
    file('heavy/main.py', 'print(1)\n');
    file('heavy/data.bin', new Uint8Array(100_000));
    file('heavy/lib/one.bin', new Uint8Array(90_000));
    file('heavy/lib/two.bin', new Uint8Array(90_000));
    file('heavy/tiny.py', 'x = 1');
    const advice = `'vpyb ${path('heavy/main.py')}' runs it with the files beside it, which take no room`;
    expect(await vpyb([path('heavy')])).toEqual({
      status: 2,
      stdout: '',
      stderr: `vpyb: the files do not fit on the flash of pybv11 (276 KiB needed, 95 KiB available); the largest: lib/ 177 KiB, data.bin 98 KiB, main.py 1 KiB; ${advice}\n`,
    });
    expect(await vpyb([path('heavy/main.py')])).toMatchObject({ status: 0, stdout: '1\n' });
  });

  it('gets one line: a folder without main.py', async () => {
    file('empty/x.py', '');
    expect(await vpyb([path('empty')])).toEqual({
      status: 2,
      stdout: '',
      stderr: `vpyb: ${path('empty')}: no main.py or boot.py in this folder; to run one of its files, name it: ${path('empty')}/x.py\n`,
    });
  });

  it('gets one line: a folder with a link that leads out of it; one that stays inside is followed', async () => {
    file('elsewhere.py', 'print("elsewhere")\n');
    file('links/lib/inside.py', 'print("inside")\n');
    file('links/main.py', 'import linked\n');
    symlinkSync('lib/inside.py', path('links/linked.py'));
    expect(await vpyb([path('links')])).toEqual({ status: 0, stdout: 'inside\n', stderr: '' });
    symlinkSync('../elsewhere.py', path('links/other.py'));
    expect(await vpyb([path('links')])).toEqual({
      status: 2,
      stdout: '',
      stderr: `vpyb: ${path('links')}/other.py: the symbolic link points outside ${path('links')}, or nowhere\n`,
    });
  });

  it('gets one line: a folder with links that lead back to it, directly or by way of each other', async () => {
    file('loop/main.py', 'print(1)\n');
    symlinkSync('.', path('loop/again'));
    const told = (link: string, end: string): Ended => ({
      status: 2,
      stdout: '',
      stderr: `vpyb: ${path(link)}: the symbolic link leads back to ${path(end)}\n`,
    });
    expect(await vpyb([path('loop')])).toEqual(told('loop/again', 'loop'));
    file('each/main.py', 'print(1)\n');
    for (const name of ['a', 'b']) file(`each/${name}/x.py`, '');
    symlinkSync('../b', path('each/a/b'));
    symlinkSync('../a', path('each/b/a'));
    expect(await vpyb([path('each')])).toEqual(told('each/b/a', 'each/a'));
  });

  it('gets the board’s answer: rubbish', async () => {
    const rubbish = Uint8Array.from({ length: 4096 }, (_, i) => (i * i * 7 + i) & 255);
    const { status, stdout, stderr } = await vpyb([file('rubbish.py', rubbish)]);
    const advice = 'vpyb: main.py is not UTF-8 text, which MicroPython takes it for; save the file as UTF-8\n';
    expect({ status, stderr }).toEqual({ status: 1, stderr: advice });
    expect(stdout).toMatch(/^Traceback \(most recent call last\):\n {2}File "main.py", line \d+\n\w+Error: .*\n$/);
  });
});

describe('--for', () => {
  it('traces and reports the LEDs', async () => {
    const { status, stdout, stderr } = await vpyb([
      file('blink.py', BLINK),
      '--for',
      '3s',
      '--clock',
      'ideal',
      '--trace',
      path('t.jsonl'),
      '--trace',
      path('t.vcd'),
    ]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const [report, speed] = stderr.split('\n');
    expect(report).toBe('vpyb: LED(4): 20 edges every 150 ms, largest departure 0.000 ms');
    expect(speed).toMatch(/^vpyb: 3 s simulated in [\d.]+ m?s \([\d.]+ × real time\)$/);
    const events = readFileSync(path('t.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.slice(0, 4).map(({ signal, value }) => [signal, value])).toEqual([1, 2, 3, 4].map((n) => [`LED(${n})`, 0]));
    const toggles = events.slice(4);
    expect(toggles.every(({ signal, value }, i) => signal === 'LED(4)' && value === (i + 1) % 2)).toBe(true);
    expect(new Set(toggles.slice(1).map(({ t }, i) => t - toggles[i].t))).toEqual(new Set([150_000_000]));
    expect(readFileSync(path('t.vcd'), 'utf8')).toContain('$enddefinitions');
  });

  it('tells which LEDs stopped as the program ended, and does not take the lights of a failure for theirs', async () => {
    const program = `
import pyb
pyb.Timer(4, freq=5, callback=lambda t: pyb.LED(1).toggle())
for i in range(20):
    pyb.LED(3).toggle()
    pyb.delay(200)
1/0
`;
    const { status, stderr } = await vpyb([file('ends.py', program), '--for', '10s', '--clock', 'ideal']);
    expect(status).toBe(1);
    expect(stderr.split('\n')[0]).toMatch(
      /^vpyb: LED\(1\): \d+ edges every 200 ms, largest departure 0\.000 ms; LED\(3\): 20 edges every 200 ms until the program ended at 4 s, largest departure 0\.\d+ ms; LEDs in step until 3\.8 s$/,
    );
  });

  it('reports what the program does with the LEDs, not how the firmware shows that it has failed', async () => {
    const { status, stdout, stderr } = await vpyb([file('fails.py', '1/0\n'), '--for', '5s']);
    expect({ status, stdout: stdout.split('\n').at(-2) }).toEqual({ status: 1, stdout: 'ZeroDivisionError: divide by zero' });
    expect(stderr).toMatch(/^vpyb: 5 s simulated in .*\n$/);
  });

  it('goes on after main.py has ended', async () => {
    const code = 'import pyb\npyb.Timer(1, freq=10).callback(lambda t: print("tick"))\n';
    const { status, stdout } = await vpyb([file('timer.py', code), '--for', '1050ms']);
    expect({ status, ticks: stdout.split('\n').length - 1 }).toEqual({ status: 0, ticks: 10 });
  });

  it('gives the same twice, and stopped at every safe point', async () => {
    const blink = file('blink.py', BLINK);
    const traces: string[] = [];
    for (const extra of [[], [], ['-X', 'stop-every=1']]) {
      await vpyb([blink, '--for', '2s', '--trace', path('same.jsonl'), ...extra]);
      traces.push(readFileSync(path('same.jsonl'), 'utf8'));
    }
    expect(new Set(traces).size).toBe(1);
  });

  it('is kept to real time with --pace', async () => {
    const begun = Date.now();
    await vpyb(['--for', '600ms', '--pace', '2', file('blink.py', BLINK)]);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(300);
  });

  const NESTED = {
    waits: 'time.sleep_ms(10)',
    computes: 'for i in range(20000): pass',
    'is busy': 'time.sleep_us(100_000)',
  };
  it.each(Object.entries(NESTED))('is kept to real time in nested code that %s, and ends at the same point', async (what, work) => {
    const key = `def key(x):\n    while True:\n        print(time.ticks_us())\n        ${work}\n`;
    const program = file(`paced-${what}.py`, `import time\n${key}sorted([1, 2], key=key)\n`);
    const free = await vpyb([program, '--for', '600ms']);
    const begun = Date.now();
    expect((await vpyb([program, '--for', '600ms', '--pace', '2'])).stdout).toBe(free.stdout);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(300);
    expect(await vpyb([program, '--pace', 'real', '--max-wall', '400ms'])).toMatchObject({ status: 124 });
  });

  it('goes on at real time after nested code, and hears --max-wall', async () => {
    const source = 'import time\nsorted([1, 2], key=lambda x: time.sleep(0.1) or x)\nwhile True:\n    print(1)\n    time.sleep(0.05)\n';
    const { status, stdout } = await vpyb([file('after-nested.py', source), '--pace', 'real', '--max-wall', '800ms']);
    expect(status).toBe(124);
    expect(stdout.length / 2).toBeGreaterThan(3);
  });

  it('lets a wait for input in nested code end in its time', async () => {
    const source = `import select, sys, time
class Key:
    def __len__(self):
        poll = select.poll()
        poll.register(sys.stdin, select.POLLIN)
        print('waits')
        return len(poll.poll(400))
print(len(Key()), len(Key()))
`;
    const input = [
      { after: 'waits\nwaits\n', send: 'x' },
      { after: '0 1', send: '' },
    ];
    const { stdout } = await vpyb([file('timed-input.py', source), '--pace', 'real'], { input });
    expect(stdout).toBe('waits\nwaits\n0 1\n');
  });
});

describe('--trace', () => {
  it('leaves the user’s own files alone', async () => {
    const own = file('own/b.vcd.events', 'precious');
    expect(await vpyb(['--trace', path('own/b.vcd'), '-c', 'print(1)'])).toEqual({ status: 0, stdout: '1\n', stderr: '' });
    expect(readFileSync(own, 'utf8')).toBe('precious');
    expect(readdirSync(path('own')).sort()).toEqual(['b.vcd', 'b.vcd.events']);
  });

  it('of the same file twice gets one line', async () => {
    expect(await vpyb(['--trace', 'twice.vcd', '--trace', './twice.vcd', '-c', 'print(1)'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'vpyb: --trace ./twice.vcd: this file is named twice\n',
    });
  });
});

describe.runIf(existsSync('/dev/full'))('a full disk', () => {
  const full = async (words: readonly string[], where = '> /dev/full') => shell(words, where);

  it.each([[['-c', 'print("x" * 1000)']], [['-c', 'for i in range(2000): print("x" * 1000)']], [['--help']], [['boards']]])(
    'under standard output gets one line: %j',
    async (words) => {
      expect(await full(words)).toEqual({ status: 74, stdout: '', stderr: 'vpyb: standard output: no space left on the disk\n' });
    },
  );

  it.each(['vcd', 'jsonl'])('under a trace gets one line, and the output is all there: %s', async (format) => {
    symlinkSync('/dev/full', path(`full.${format}`));
    for (const code of ['print(1)', 'import pyb\nled = pyb.LED(1)\nprint(1)\nfor i in range(3000): led.toggle()']) {
      expect(await vpyb(['--trace', path(`full.${format}`), '-c', code])).toEqual({
        status: 74,
        stdout: '1\n',
        stderr: `vpyb: ${path(`full.${format}`)}: no space left on the disk\n`,
      });
    }
  });

  it('under standard error changes nothing but what is said there', async () => {
    expect(await full(['-v', '-c', 'print(1)'], '2> /dev/full')).toEqual({ status: 0, stdout: '1\n', stderr: '' });
    expect(await full(['missing.py'], '2> /dev/full')).toMatchObject({ status: 2 });
  });
});

describe('--save', () => {
  const LOGGER = `import os
os.mkdir('logs')
with open('/flash/logs/log.csv', 'w') as f:
    f.write('ms,value\\n')
with open('gone', 'w') as f: f.write('x')
os.remove('gone')
os.rename('logs/log.csv', 'logs/first.csv')
f = open('open.txt', 'w'); f.write('left open')
`;

  it('brings the files that the board has written, and no others', async () => {
    const main = file('logger.py', LOGGER);
    expect(await vpyb([main, '--save', path('saved/here')])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(path('saved/here'), { recursive: true }).sort()).toEqual(['logs', 'logs/first.csv', 'open.txt']);
    expect(readFileSync(path('saved/here/logs/first.csv'), 'utf8')).toBe('ms,value\n');
    expect(readFileSync(path('saved/here/open.txt'), 'utf8')).toBe('left open');
  });

  it('brings them, in their folders, when the program has written the blocks of its flash', async () => {
    file('blocks/sub/deep/old.txt', 'old');
    file(
      'blocks/main.py',
      `import os, pyb
flash = pyb.Flash(start=0)
block = bytearray(512)
flash.readblocks(0, block)
flash.writeblocks(0, block)
print(os.listdir('/flash/sub/deep'))
with open('/flash/sub/deep/new.txt', 'w') as f: f.write('new')
`,
    );
    expect(await vpyb([path('blocks'), '--save', path('from-blocks')])).toEqual({ status: 0, stdout: "['old.txt']\n", stderr: '' });
    expect(readFileSync(path('from-blocks/sub/deep/new.txt'), 'utf8')).toBe('new');
  });

  it.runIf(existsSync('/dev/full'))('brings them although something else cannot be written', async () => {
    symlinkSync('/dev/full', path('screen.png'));
    const device = ['--device', 'screen=ssd1306,scl=X9,sda=X10', '--picture', `screen=${path('screen.png')}`];
    expect(await vpyb([file('logger.py', LOGGER), '--save', path('saved-too'), ...device])).toEqual({
      status: 74,
      stdout: '',
      stderr: `vpyb: --picture ${path('screen.png')}: no space left on the disk\n`,
    });
    expect(readFileSync(path('saved-too/logs/first.csv'), 'utf8')).toBe('ms,value\n');
  });

  it('brings what has been written to an SD card in a folder sd, and nothing that was on it', async () => {
    const main = file(
      'carded.py',
      `import os
os.mkdir('/sd/logs')
with open('/sd/logs/Long name.csv', 'w') as f: f.write('1,2')
with open('/sd/old.txt', 'a') as f: f.write('+')
with open('/flash/own.txt', 'w') as f: f.write('own')
f = open('open.txt', 'w')
f.write('left open')
`,
    );
    file('on-card/old.txt', 'old');
    file('on-card/same.txt', 'same');
    const words = ['--device', `card=sd-card,files=${path('on-card')}`, '--save', path('with-card')];
    expect(await vpyb([main, ...words])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(contents(path('with-card'))).toEqual({
      'own.txt': 'own',
      'sd/logs/Long name.csv': '1,2',
      'sd/old.txt': 'old+',
      'sd/open.txt': 'left open',
    });
  });

  it('brings it from a card that the program has mounted elsewhere, and asks no Python code at the end', async () => {
    const main = file(
      'mounts.py',
      `import pyb, vfs
class Device:
    data = bytearray(512 * 64)
    ends = False
    def readblocks(self, n, b): b[:] = memoryview(self.data)[n * 512:n * 512 + len(b)]
    def writeblocks(self, n, b):
        while self.ends: pass
        memoryview(self.data)[n * 512:n * 512 + len(b)] = b
    def ioctl(self, op, arg): return 64 if op == 4 else 512 if op == 5 else 0
device = Device()
vfs.VfsFat.mkfs(device)
vfs.mount(device, '/mine')
vfs.VfsFat.mkfs(pyb.SDCard())
vfs.mount(pyb.SDCard(), '/c')
f = open('/c/open.txt', 'w')
f.write('left open')
g = open('/mine/open.txt', 'w')
g.write('left open')
device.ends = True
`,
    );
    const words = ['--board', 'pybd-sf2', '--device', 'card=sd-card,blank=true', '--save', path('mounted')];
    expect(await vpyb([main, ...words])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(contents(path('mounted'))).toEqual({ 'sd/open.txt': 'left open' });
  });

  it('overwrites nothing', async () => {
    file('taken/log.csv', 'precious');
    expect(await vpyb([file('logger.py', LOGGER), '--save', path('taken')])).toEqual({
      status: 2,
      stdout: '',
      stderr: `vpyb: --save ${path('taken')}: the folder is not empty; name a new one\n`,
    });
  });

  it.runIf(existsSync('/proc/self'))('says so where nothing can be made', async () => {
    expect(await vpyb([file('logger.py', LOGGER), '--save', '/proc/nothing/here'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'vpyb: --save /proc/nothing/here: no such file or folder\n',
    });
  });
});

describe('--trace -', () => {
  const program = () => file('lights.py', "import pyb, time\nprint('on')\npyb.LED(1).on()\ntime.sleep_ms(20)\npyb.LED(1).off()\n");

  it('shows the signals as they change on standard error', async () => {
    const { status, stdout, stderr } = await vpyb([program(), '--trace', '-', '--clock', 'ideal']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'on\n' });
    expect(stderr.split('\n').slice(-3)).toEqual(['        0.000000 ms  LED(1)  1', '       20.000000 ms  LED(1)  0', '']);
  });

  it('under --profile with the line that did it', async () => {
    const { stderr } = await vpyb([program(), '--trace', '-', '--clock', 'ideal', '--profile']);
    expect(stderr).toContain('       20.000000 ms  LED(1)  0  main.py:5\n');
  });
});

describe('--profile', () => {
  it('says on standard error where the time of a run went, the dearest lines first', async () => {
    const program = file('slow.py', 'import time\nfor i in range(100):\n    x = i * i\ntime.sleep_ms(50)\n');
    const { status, stdout, stderr } = await vpyb([program, '--for', '1s', '--profile', '--clock', 'ideal']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const [, table] = /^(vpyb: 1 s by line, .*)/ms.exec(stderr) ?? [];
    expect(table?.split('\n')).toEqual([
      expect.stringMatching(/^vpyb: 1 s by line, waits included; the code took \d+ cycles:$/),
      expect.stringMatching(/^ +ms +% +cycles +runs +line$/),
      expect.stringMatching(/^ +50\.000 +5\.0 +\d+ +1 +main\.py:4 +time\.sleep_ms\(50\)$/),
      ...Array(5).fill(expect.stringMatching(/^ +0\.000 +0\.0 +\d+ +\d+ +(main|boot)\.py:\d/)),
      '',
    ]);
    expect(table).toMatch(/ 100 +main\.py:3 +x = i \* i\n/);
  });
});

describe('--activity', () => {
  const source = 'import pyb, time\ndef tick(t): pyb.udelay(50)\npyb.Timer(2, freq=100, callback=tick)\ntime.sleep_ms(200)\n';

  it('says on standard error who had the processor for how long, and how long it idled', async () => {
    const { status, stdout, stderr } = await vpyb([file('ticks.py', source), '--for', '102ms', '--activity']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const [, table] = /^(vpyb: 102 ms by who had the processor.*)/ms.exec(stderr) ?? [];
    expect(table?.split('\n')).toEqual([
      'vpyb: 102 ms by who had the processor:',
      expect.stringMatching(/^ +ms +% +runs +longest µs +latency µs$/),
      expect.stringMatching(/^ +0\.\d{3} +0\.\d\d +10 +\d\d\.\d +7\.\d +TIM2 tick$/),
      expect.stringMatching(/^ +0\.\d{3} +0\.\d\d +\d+ +\d+\.\d +main$/),
      expect.stringMatching(/^ +10\d\.\d{3} +98\.\d\d +idle$/),
      '',
    ]);
  });

  it('puts it into every trace, from the end of boot.py on', async () => {
    const words = ['--for', '25ms', '--activity', ...['t.txt', 't.jsonl', 't.json', 't.vcd'].flatMap((name) => ['--trace', path(name)])];
    expect((await vpyb([file('ticks.py', source), ...words])).status).toBe(0);
    const [text, lines, json, dump] = ['t.txt', 't.jsonl', 't.json', 't.vcd'].map((name) => readFileSync(path(name), 'utf8'));
    expect(text?.match(/ (main|TIM2 tick) {2,}[01]$/gm)?.map((row) => row.trim().replace(/ +/g, ' '))).toEqual([
      'main 1',
      'main 0',
      'TIM2 tick 1',
      'TIM2 tick 0',
      'TIM2 tick 1',
      'TIM2 tick 0',
    ]);
    expect(lines?.match(/"TIM2 tick", "value": 1/g)).toHaveLength(2);
    expect(dump).toContain(' TIM2_tick $end');
    const slices = JSON.parse(json as string).traceEvents.filter(
      ({ name, ph }: Record<string, string>) => name === 'TIM2 tick' && ph === 'B',
    );
    expect(slices).toHaveLength(2);
  });
});

describe('--explain', () => {
  it('explains an error in an interrupt on standard error, and standard output stays the board’s', async () => {
    const source = `import pyb, time
def tick(t): return [t]
for _ in range(2):
    pyb.Timer(4, freq=100, callback=tick)
    time.sleep_ms(15)
print('goes on')
`;
    const program = file('fails.py', source);
    const plain = await vpyb([program, '--clock', 'ideal']);
    const explained = await vpyb([program, '--clock', 'ideal', '--explain']);
    expect(plain.stderr).toBe('vpyb: a callback of Timer(4) failed: --explain shows where, why, and what to do instead\n');
    expect(explained.stdout).toBe(plain.stdout);
    expect(
      explained.stderr,
    ).toBe(`vpyb: 10.000 ms: tick, the callback of Timer(4), raised MemoryError: memory allocation failed, heap is locked
  main.py, line 2, in tick
    def tick(t): return [t]
                        ^^^
  why:     this makes a list (16 bytes, and the heap is locked)
  instead: make it once, outside of the callback, and assign its items; or leave it to micropython.schedule(), whose functions run soon and may allocate
  now:     Timer(4) keeps counting without a callback
  hint:    after micropython.alloc_emergency_exception_buf(200) the board itself prints place and text
vpyb: 25.000 ms: tick, the callback of Timer(4), raised MemoryError: memory allocation failed, heap is locked
  main.py, line 2, in tick
    def tick(t): return [t]
                        ^^^
  why:     this makes a list (16 bytes, and the heap is locked)
  instead: make it once, outside of the callback, and assign its items; or leave it to micropython.schedule(), whose functions run soon and may allocate
  now:     Timer(4) keeps counting without a callback
`);
  });
});

describe('other commands', () => {
  it('list devices', async () => {
    expect((await vpyb(['devices'])).stdout).toMatch(/^ssd1306 .*\n {4}wires {5}scl, sda$/m);
  });

  it('list only the devices that are named', async () => {
    expect(await vpyb(['devices', 'neopixel', 'button'])).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^neopixel .*\n {4}wires {5}data\n {4}settings {2}.*\nbutton .*\n( {4}.*\n)+$/),
      stderr: '',
    });
    const { status, stderr } = await vpyb(['devices', 'button', 'neopixels']);
    expect([status, stderr]).toEqual([2, "vpyb: unknown device 'neopixels'; did you mean 'neopixel'?\n"]);
    expect((await vpyb(['devices', 'toString'])).stderr).toBe("vpyb: unknown device 'toString'; without a name all are listed\n");
  });

  it('show help, version and boards', async () => {
    expect((await vpyb(['--help'])).stdout).toMatch(/^usage: vpyb/);
    expect((await vpyb(['--version'])).stdout).toMatch(/^vpyb \d+\.\d+\.\d+ \(MicroPython 1\.\d+\.\d+\)\n$/);
    expect((await vpyb(['boards'])).stdout).toMatch(
      /^ID .*\npybv11 .*\npybd-sf2 .*\npybd-sf6 .*\n\nFIRMWARE\nthreads .*\nstock .*\neverything .*\n\n--board and --firmware .*vpyb\.json.*\n$/,
    );
  });

  it('show what MicroPython has compiled a module to, which is no program', async () => {
    const module = join(import.meta.dirname, '..', 'mpy', 'loops.mpy');
    expect((await vpyb(['dis', module])).stdout).toContain('FOR_RANGE');
    expect((await vpyb(['dis', '--js', module])).stdout).toContain('return');
    expect((await vpyb(['ast', module])).stderr).toBe(`vpyb: ${module}: a compiled module, which holds no source; use 'vpyb dis'\n`);
    expect(await vpyb([module])).toEqual({
      status: 2,
      stdout: '',
      stderr: `vpyb: ${module}: a compiled module, which a board imports but does not run; in its folder, use: vpyb -m loops\n`,
    });
  });

  it('show the stages of a program', async () => {
    const program = file('stages.py', 'def f(a):\n    return a + 1\n');
    expect((await vpyb(['ast', program])).stdout).toContain('def f(a)');
    expect((await vpyb(['symbols', program])).stdout).toContain('function f  line 1\n  a                local, slot 0, parameter\n');
    expect((await vpyb(['dis', program])).stdout).toContain('BINARY_OP');
    expect((await vpyb(['dis', '--js', program])).stdout).toContain('return');
    expect((await vpyb(['dis', '--js', file('plain.py', 'print(1)\n')])).stdout).toBe(
      '// nothing is compiled: only functions and loops are, the rest is left to the interpreter\n',
    );
    const strings = file('strings.py', "x = t'{1}'\n");
    expect(await vpyb(['dis', strings])).toMatchObject({ status: 1, stderr: expect.stringContaining('strings.py:1:6: SyntaxError') });
    expect((await vpyb(['dis', strings, '--firmware', 'everything'])).stdout).toContain('STORE_NAME');
    expect(await vpyb(['-X', 'compile-only', strings])).toMatchObject({ status: 1 });
    // The chips have different registers, and the compiler puts the address of one in place of its name.
    const register = file('register.py', 'import stm\nprint(stm.USART_RDR)\n');
    expect((await vpyb(['dis', register])).stdout).toContain('USART_RDR');
    expect((await vpyb(['dis', register, '--board', 'pybd-sf2'])).stdout).not.toContain('USART_RDR');
    expect(await vpyb(['-X', 'compile-only', '--firmware', 'everything', strings])).toMatchObject({ status: 0 });
    expect(await vpyb(['dis', file('wrong.py', 'x = 1\nif x\n')])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'vpyb: wrong.py:2:5: SyntaxError: invalid syntax\n    if x\n        ^\n',
    });
  });
});
