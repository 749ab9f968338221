/** What a computer can do to the command: streams, files and folders that are not as they should be. */
import { spawn, spawnSync } from 'node:child_process';
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

it('a limit of real time may be longer than Node can watch', async () => {
  expect(await vpyb(['--max-wall', '50d', '-c', 'print(1)'])).toEqual({ status: 0, stdout: '1\n', stderr: '' });
});

describe.runIf(isUnix)('standard input', () => {
  it.each([[['-']], [['dis', '-']]])('that does not wait is waited for: %j', (own) => {
    const { status, stdout } = withoutWaiting(own, '{ sleep 2; echo "print(42)"; } | "$@"');
    expect({ status, told: stdout.includes('42') }).toEqual({ status: 0, told: true });
  });

  it('that cannot be read has ended', () => {
    const waits = 'vpyb: the program waits for input, but standard input has ended\n';
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

it.runIf(isUnix)('SIGTERM is heard however long it takes to show a trace', async () => {
  const toggles = file('toggles.py', 'import pyb\nled = pyb.LED(1)\nwhile True: led.toggle()\n');
  for (let i = 0; i < 3; i++) {
    const child = spawn(process.execPath, words(['--trace', '-', toggles]), { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.resume();
    const closed = new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stderr.once('data', resolve));
    setTimeout(() => child.kill(), 300 + 150 * i);
    const late = setTimeout(() => child.kill('SIGKILL'), 4000);
    expect(await closed).toBe(143);
    clearTimeout(late);
  }
});
