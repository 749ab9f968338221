/** `--coverage`: which lines have run, as a table for people and as lcov for tools, however the run ends. */
import { mkdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { command } from './support.js';

const { vpyb, file, path } = command();

/** A line of each kind of an lcov file: `SF:main.py`, `DA:1,1`. */
const written = (name: string, kinds: RegExp): string[] => readFileSync(path(name), 'utf8').match(new RegExp(kinds, 'gm')) ?? [];

const MAIN = `import helper
def never():
    x = 1

    return x
if helper.half(3) > 9:
    print('large')
print('done')
`;
const HELPER = 'def half(x):\n    return x / 2\n';

it('says on standard error which lines have not run, and writes what tools read', async () => {
  file('firmware/lib/helper.py', HELPER);
  const { status, stdout, stderr } = await vpyb([file('firmware/main.py', MAIN), '--coverage', path('all.info')]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'done\n' });
  expect(stderr).toBe(`vpyb: 66.6 % of 9 lines in 2 files have run:
  file                    lines      %  missing
  firmware/lib/helper.py      2  100.0
  firmware/main.py            7   57.1  3-5, 7
`);
  expect(written('all.info', /^(SF|FNDA|BRDA|LF|LH).*/)).toEqual([
    'SF:firmware/lib/helper.py',
    'FNDA:1,half',
    'LF:2',
    'LH:2',
    'SF:firmware/main.py',
    'FNDA:0,never',
    'BRDA:6,0,0,0',
    'BRDA:6,0,1,1',
    'LF:7',
    'LH:4',
  ]);
});

it('names the files of this computer that the board has read, and as on the board what it has for itself', async () => {
  file('flash/main.py', 'import kept, changed, made\n');
  file('flash/kept.py', 'x = 1\n');
  file('flash/changed.py', 'x = 1\n');
  file('flash/boot.py', `for name in ('changed', 'made'):\n    with open(name + '.py', 'w') as f:\n        f.write('x = 2\\n')\n`);
  await vpyb([path('flash'), '--coverage', path('flash.info')]);
  expect(written('flash.info', /^SF.*/)).toEqual([
    'SF:/flash/changed.py',
    'SF:/flash/made.py',
    'SF:flash/boot.py',
    'SF:flash/kept.py',
    'SF:flash/main.py',
  ]);

  file('elsewhere/library.py', 'y = 1\n');
  await vpyb(['-c', 'import library', '--coverage', path('c.info')], { env: { MICROPYPATH: path('elsewhere') } });
  expect(written('c.info', /^SF.*/)).toEqual(['SF:elsewhere/library.py']);
});

describe('is there', () => {
  const lines = ['SF:ends.py', 'DA:1,1', 'DA:2,1'];
  const ends = (source: string) => file('ends.py', `import machine, sys, time\n${source}\nx = 1\n`);

  it.each([
    ['of a program that fails', '1 // 0', [], 1],
    ['of one that exits', 'sys.exit(3)', [], 3],
    ['where --for ends the run', 'time.sleep(99)', ['--for', '1s'], 0],
  ] as const)('%s', async (_, source, words, status) => {
    const ended = await vpyb([ends(source), ...words, '--coverage', path('ends.info')]);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain('66.6 % of 3 lines in one file have run:\n');
    expect(written('ends.info', /^(SF|DA:[12]).*/)).toEqual(lines);
  });

  it('where Ctrl-C does', async () => {
    const { status } = await vpyb([ends('print("on"); time.sleep(9999)'), '--pace', 'real', '--coverage', path('ends.info')], {
      signal: { after: 'on', name: 'SIGINT' },
    });
    expect(status).toBe(130);
    expect(written('ends.info', /^(SF|DA:[12]).*/)).toEqual(lines);
  });

  it('of a program that resets its board: all its runs', async () => {
    const source = 'import machine\nif machine.reset_cause() != machine.SOFT_RESET:\n    machine.soft_reset()\nprint("again")\n';
    const { stdout } = await vpyb([file('resets.py', source), '--coverage', path('resets.info')]);
    expect(stdout).toContain('again\n');
    expect(written('resets.info', /^DA.*/)).toEqual(['DA:1,2', 'DA:2,2', 'DA:3,1', 'DA:4,1']);
  });

  it('of what is imported at the prompt, and of modules', async () => {
    file('tested.py', 'x = 1\n');
    await vpyb(['-m', 'tested', '--coverage', path('m.info')]);
    expect(written('m.info', /^SF.*/)).toEqual(['SF:tested.py']);
    const { stderr } = await vpyb(['-i', '-c', 'import tested', '--coverage', '-'], { input: 'tested.x\n' });
    expect(stderr).toContain('  tested.py      1  100.0\n');
  });
});

it('with - is said alone, beside a profile if that is wanted; without any file that is said', async () => {
  const both = await vpyb([file('both.py', 'x = 1\n'), '--coverage', '-', '--profile']);
  expect(both.stderr).toMatch(/by line, waits included.*both\.py|main\.py:1/s);
  expect(both.stderr).toContain('vpyb: 100.0 % of one line in one file have run:\n');
  const none = await vpyb(['-c', 'print(1)', '--coverage', '-']);
  expect(none.stderr).toBe('vpyb: coverage: the board has compiled no file of the program\n');
  const empty = await vpyb([file('empty.py', ''), '--coverage', '-']);
  expect(empty.stderr).toBe(none.stderr);
});

it('cannot be written where there is no folder, which is said before the run', async () => {
  const { status, stdout, stderr } = await vpyb([file('x.py', 'print("runs")\n'), '--coverage', path('nowhere/x.info')]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(`vpyb: --coverage ${path('nowhere/x.info')}: no such file or folder\n`);
  mkdirSync(path('folder.info'));
  expect((await vpyb([path('x.py'), '--coverage', path('folder.info')])).stderr).toBe(
    `vpyb: --coverage ${path('folder.info')}: is a folder\n`,
  );
});
