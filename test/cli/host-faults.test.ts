/** What a computer can do to the command: streams, files and folders that are not as they should be. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, type Ended } from './support.js';

const { vpyb, file, path, shell, words } = command();
const isUnix = process.platform !== 'win32';

/** Runs the command in a shell, its streams set not to wait, as whoever shares them may have done: `$@` is the command. */
function withoutWaiting(own: readonly string[], script: string): Ended {
  const setting = file('sets.cjs', 'process.stdin; process.stderr;\n');
  const all = ['-c', script, 'sh', process.execPath, '--require', setting, ...words(own)];
  const { status, stdout, stderr } = spawnSync('sh', all, { encoding: 'utf8', maxBuffer: 1 << 24 });
  return { status: status ?? -1, stdout, stderr };
}

it('a folder that may not be listed is named, not the one in which vpyb test has found it', () => {
  file('tree/denied/test_it.py', '');
  const setting = file(
    'denies.cjs',
    `const fs = require('fs');
const { readdirSync } = fs;
fs.readdirSync = (place, ...how) => {
  if (place === 'tree/denied') throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  return readdirSync(place, ...how);
};
require('module').syncBuiltinESMExports();
`,
  );
  const all = ['--require', setting, ...words(['test', 'tree'])];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8', cwd: path('.') });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'vpyb: tree/denied: permission denied\n' });
});

it('a limit of real time may be longer than Node can watch', async () => {
  expect(await vpyb(['--max-wall', '50d', '-c', 'print(1)'])).toEqual({ status: 0, stdout: '1\n', stderr: '' });
});

describe.runIf(isUnix)('standard input', () => {
  it.each([[['-']], [['dis', '-']]])('that does not wait is waited for: %j', (own) => {
    const { status, stdout } = withoutWaiting(own, '{ sleep 2; echo "print(42)"; } | "$@"');
    expect({ status, told: stdout.includes('42') }).toEqual({ status: 0, told: true });
  });

  it('that cannot be read has ended', () => {
    const waits = 'vpyb: the program is waiting for input, but standard input has ended\n';
    for (const where of [`0> ${path('written')}`, `< ${path('.')}`, '0> /dev/null']) {
      expect([where, shell(['-c', 'print(1); input()'], where)]).toEqual([where, { status: 1, stdout: '1\n', stderr: waits }]);
    }
  });
});

it.runIf(isUnix)('standard error that does not wait gets all that is said', () => {
  const toggles = 'import pyb\nled = pyb.LED(1)\nfor i in range(6000): led.toggle()';
  const { stdout } = withoutWaiting(['--trace', '-', '-c', toggles], '"$@" 2>&1 >/dev/null | { sleep 2; cat; }');
  expect(stdout.match(/LED\(1\)/g)).toHaveLength(6001);
});

it.runIf(isUnix)(
  'SIGTERM is heard however long it takes to show a trace',
  async () => {
    const toggles = file('toggles.py', 'import pyb\nled = pyb.LED(1)\nwhile True: led.toggle()\n');
    for (let i = 0; i < 3; i++) {
      const child = spawn(process.execPath, words(['--trace', '-', toggles]), { stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr.resume();
      const closed = new Promise((resolve) => child.on('close', resolve));
      await new Promise((resolve) => child.stderr.once('data', resolve));
      setTimeout(() => child.kill(), 300 + 150 * i);
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      expect(await closed).toBe(143);
      clearTimeout(late);
    }
  },
  60_000,
);

describe.runIf(existsSync('/dev/full'))('what one stream or file cannot take', () => {
  it('is no reason to lose a trace', () => {
    const toggles = 'import pyb\npyb.LED(1).on()\nprint("x" * 100)';
    const words = ['-c', toggles, '--trace', path('kept.txt'), '--trace', path('kept.vcd')];
    const full: Ended = { status: 74, stdout: '', stderr: 'vpyb: standard output: no space left on the disk\n' };
    expect(shell(words, '> /dev/full')).toEqual(full);
    expect(readFileSync(path('kept.txt'), 'utf8')).toMatch(/ {2}LED\(1\) {2}1\n$/);
    expect(readFileSync(path('kept.vcd'), 'utf8')).toMatch(/\$enddefinitions[\s\S]*#\d+\n$/);
  });

  it.each(['txt', 'jsonl', 'vcd'])(
    'of a trace, as %s, in the middle of a run is no reason to end that, or to lose anything else',
    async (format) => {
      const toggles = "import pyb\nled = pyb.LED(1)\nfor i in range(9000): led.toggle()\nopen('log.csv', 'w').write('1')\nprint('done')";
      for (const name of [`full.${format}`, `full-${format}.info`]) symlinkSync('/dev/full', path(name));
      const [whole, screen, saved] = ['txt', 'png', 'saved'].map((kind) => path(`with-${format}.${kind}`)) as [string, string, string];
      const words = ['--trace', path(`full.${format}`), '--trace', whole, '--save', saved, '--coverage', path(`full-${format}.info`)];
      const device = ['--device', 'd=ssd1306,scl=X9,sda=X10', '--picture', `d=${screen}`];
      const { status, stdout, stderr } = await vpyb([file('toggles.py', toggles), ...words, ...device]);
      expect({ status, stdout }).toEqual({ status: 74, stdout: 'done\n' });
      expect(stderr).toContain('vpyb: 100.0 % of 5 lines in one file have run:\n');
      const told = [path(`full.${format}`), `--coverage ${path(`full-${format}.info`)}`];
      expect(stderr.slice(stderr.indexOf(`vpyb: ${told[0]}`))).toBe(
        told.map((what) => `vpyb: ${what}: no space left on the disk\n`).join(''),
      );
      expect(readFileSync(whole, 'utf8').match(/ LED\(1\) /g)?.length).toBeGreaterThan(9000);
      expect([readFileSync(screen).length > 0, readFileSync(join(saved, 'log.csv'), 'utf8')]).toEqual([true, '1']);
    },
  );

  it('ends code that no stop unwinds, and a trace of it is whole', () => {
    const words = ['-c', 'def key(x):\n    while True: print("y")\nsorted([1, 2], key=key)', '--trace', path('nested.vcd')];
    const full: Ended = { status: 74, stdout: '', stderr: 'vpyb: standard output: no space left on the disk\n' };
    expect(shell(words, '> /dev/full')).toEqual(full);
    expect(readFileSync(path('nested.vcd'), 'utf8')).toMatch(/\$enddefinitions[\s\S]*#\d+\n$/);
  });

  it('is told, each in a line', async () => {
    for (const name of ['a.png', 'b.png']) symlinkSync('/dev/full', path(name));
    const device = ['--device', 'd=ssd1306,scl=X9,sda=X10', '--picture', `d=${path('a.png')}`, '--picture', `d=${path('b.png')}`];
    const told = ['a.png', 'b.png'].map((name) => `vpyb: --picture ${path(name)}: no space left on the disk\n`).join('');
    expect(await vpyb(['-c', 'print(1)', ...device])).toEqual({ status: 74, stdout: '1\n', stderr: told });
  });
});

it.runIf(isUnix)('what a reader who goes away has not read ends code that no stop unwinds', async () => {
  const nested = 'print("go")\ndef key(x):\n    while True: print("y")\nsorted([1, 2], key=key)';
  expect(await vpyb(['-c', nested], { closeAfter: 'go' })).toMatchObject({ status: 0, stderr: '' });
});

it.runIf(isUnix)('of what --save cannot bring whole nothing is there, and all else is', () => {
  const writes = "for name, size in (('a', 30000), ('b', 4), ('c', 30000)): open(name, 'w').write('x' * size)";
  const all = ['-c', 'ulimit -f 8; exec "$@"', 'sh', process.execPath, ...words(['-c', writes, '--save', path('limited'), '--no-cache'])];
  const { status, stderr } = spawnSync('sh', all, { encoding: 'utf8', cwd: path('.') });
  expect({ status, stderr }).toEqual({
    status: 74,
    stderr: `vpyb: --save ${path('limited/a')} and 1 more: the file is too large\n`,
  });
  expect(readdirSync(path('limited'))).toEqual(['b']);
});

describe('one line, before anything runs, is for', () => {
  const device = ['--device', 'd=ssd1306,scl=X9,sda=X10'];

  it('a picture that could not be written', async () => {
    mkdirSync(path('folder.png'));
    for (const [name, why] of [
      ['nowhere/a.png', 'no such file or folder'],
      ['folder.png', 'is a folder'],
    ] as const) {
      const stderr = `vpyb: --picture ${path(name)}: ${why}\n`;
      expect(await vpyb(['-c', 'print(1)', ...device, '--picture', `d=${path(name)}`])).toEqual({ status: 2, stdout: '', stderr });
    }
  });

  it('--save into what is no folder', async () => {
    file('taken.txt', 'own');
    symlinkSync('/nowhere/at/all', path('dangling'));
    for (const [name, why] of [
      ['taken.txt', 'is not a folder, or part of its path is not'],
      ['taken.txt/new', 'is not a folder, or part of its path is not'],
      ['dangling', 'already exists'],
    ] as const) {
      const stderr = `vpyb: --save ${path(name)}: ${why}\n`;
      expect(await vpyb(['-c', 'print(1)', '--save', path(name)])).toEqual({ status: 2, stdout: '', stderr });
    }
  });

  it('a set-up beside the program that leads nowhere', async () => {
    const main = file('astray/main.py', 'print(1)\n');
    symlinkSync('/nowhere/vpyb.json', path('astray/vpyb.json'));
    const stderr = `vpyb: ${path('astray/vpyb.json')}: no such file or folder\n`;
    expect(await vpyb([main])).toEqual({ status: 2, stdout: '', stderr });
  });

  it('a trace beside which nothing can be made: what it holds stays', async () => {
    const long = `${'x'.repeat(251)}.vcd`; // With anything behind it the name is too long.
    file(long, 'precious');
    const stderr = `vpyb: --trace ${path(long)}: the name is too long\n`;
    expect(await vpyb(['-c', 'print(1)', '--trace', path(long)])).toEqual({ status: 2, stdout: '', stderr });
    expect(readFileSync(path(long), 'utf8')).toBe('precious');
  });
});
