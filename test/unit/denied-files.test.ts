/** Files and folders that this user may not read: no right that these tests might have (root's) lets anything but the tests see `denied…`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

vi.doMock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const guarded =
    <A extends unknown[], R>(look: (path: string, ...more: A) => R) =>
    (path: string, ...more: A): R => {
      if (basename(String(path)).startsWith('denied'))
        throw Object.assign(new Error(`EACCES: permission denied, open '${path}'`), { code: 'EACCES' });
      return look(path, ...more);
    };
  const lstatSync = (path: string) => {
    const status = fs.lstatSync(path);
    if (basename(path).startsWith('denied')) status.mode &= ~0o777;
    return status;
  };
  const readers = { accessSync: guarded(fs.accessSync), readdirSync: guarded(fs.readdirSync as (path: string) => string[]) };
  return { ...fs, ...readers, lstatSync, readFileSync: guarded(fs.readFileSync as (path: string) => Buffer) };
});

// What was imported before has seen the other `fs`.
vi.resetModules();
const { load } = await import('../../src/cli/program.js');
const { filesIn } = await import('../../src/hosts/node/files-in.js');
const { FolderTree } = await import('../../src/hosts/node/folder.js');
const { WithLibraries } = await import('../../src/hosts/node/library-path.js');
const { TestBench } = await import('../../src/index.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vpyb-'));
  mkdirSync(join(folder, 'beside/denied_too'), { recursive: true });
  mkdirSync(join(folder, 'denied'));
  mkdirSync(join(folder, 'library'));
  for (const [name, text] of [
    ['beside/denied.py', 'print("never read")'],
    ['beside/denied_too/x.py', ''],
    ['denied/main.py', 'print(1)'],
    ['library/denied.py', 'print("another")'],
  ])
    writeFileSync(join(folder, name), text);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  vi.doUnmock('node:fs');
  vi.resetModules();
});

it('what lies beside a program and may not be read is there, and gives the program an OSError', () => {
  const program = `
import os
print(sorted(os.listdir()))
for look in (lambda: open('denied.py').read(), lambda: os.listdir('denied_too'), lambda: __import__('denied')):
    try: print(look())
    except OSError as error: print(repr(error))
`;
  const bench = new TestBench({ 'main.py': program }, { shared: new FolderTree(join(folder, 'beside')), factoryFiles: false });
  bench.run(100);
  expect(bench.output).toBe("['denied.py', 'denied_too', 'main.py']\nOSError(5,)\nOSError(5,)\nOSError(5,)\n");
});

it('a library does not stand in for a file that may not be read', () => {
  const tree = new WithLibraries(new FolderTree(folder), [new FolderTree(join(folder, 'library'))]);
  expect(() => tree.read('lib/denied.py')).toThrow('EACCES');
});

it('a folder that is the whole flash is refused, with the name of what may not be read', () => {
  expect(() => filesIn(join(folder, 'beside'))).toThrow(
    `${join(folder, 'beside/denied.py')}: permission denied, and the flash needs the whole folder`,
  );
});

it('a program in a folder that may not be listed: the folder is to blame', () => {
  const path = join(folder, 'denied/main.py');
  expect(() => load({ kind: 'path', path }, false)).toThrow(`${join(folder, 'denied')}: permission denied`);
});
