/** The Node host's parts that need no board: folders, trace files. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unreadable } from '../../src/host.js';
import { cacheFolder, writeWhole } from '../../src/hosts/node/cache-folder.js';
import { filesIn } from '../../src/hosts/node/files-in.js';
import { BLANK, FolderTree, Incomplete, WithFile } from '../../src/hosts/node/folder.js';
import { librariesOf, WithLibraries } from '../../src/hosts/node/library-path.js';
import { openTrace } from '../../src/hosts/node/trace-file.js';
import { TestBench } from '../../src/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vpyb-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file of the folder, and the folders on its way. */
function put(place: string, content: string): void {
  const path = join(folder, place);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('a cache', () => {
  it('lies where the user says, else in the folder for caches, else at home; nowhere for a user without a home', () => {
    expect(cacheFolder({ VPYB_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a/virtual-pyboard');
    expect(cacheFolder({ VPYB_CACHE: '', XDG_CACHE_HOME: '/b' })).toBeNull();
    expect(cacheFolder({ XDG_CACHE_HOME: '/b', HOME: '/c' })).toBe('/b/virtual-pyboard');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/c' })).toBe('/c/.cache/virtual-pyboard');
    const homedir = vi.spyOn(os, 'homedir').mockImplementation(() => {
      throw new Error('uv_os_homedir returned ENOENT');
    });
    expect(cacheFolder({})).toBeNull();
    homedir.mockRestore();
  });

  it('leaves nothing behind of what it cannot write', () => {
    put('there/file', '');
    expect(writeWhole(join(folder, 'there'), 'content')).toBe(false);
    expect(readdirSync(folder)).toEqual(['there']);
  });
});

describe('filesIn', () => {
  it('has all files of a folder by path, for a bench', () => {
    for (const [place, content] of [
      ['main.py', 'import lib.a'],
      ['lib/a.py', 'print("a")'],
      ['lib/.cache/x', ''],
      ['.git/config', ''],
    ] as const) {
      put(place, content);
    }
    mkdirSync(join(folder, 'empty'));
    const files = filesIn(folder);
    expect(Object.keys(files).sort()).toEqual(['lib/a.py', 'main.py']);
    const bench = new TestBench({ ...files, 'lib/a.py': 'print("b")' });
    bench.run(100);
    expect(bench.output).toBe('b\n');
  });

  it('says in a line which folder it wants, where there is none', () => {
    put('main.py', '');
    const wanted = "give the folder that holds the flash's files";
    expect(() => filesIn('nosuch')).toThrow(new Error(`filesIn: ${resolve('nosuch')}: no such file or folder; ${wanted}`));
    const file = join(folder, 'main.py');
    expect(() => filesIn(file)).toThrow(new Error(`filesIn: ${file}: is not a folder, or part of its path is not; ${wanted}`));
  });
});

describe('WithLibraries', () => {
  it('lays folders over lib: the own files first, then the folders in their order', () => {
    for (const [place, content] of [
      ['own/lib/a.py', 'own'],
      ['one/a.py', 'one'],
      ['one/package/x.py', 'one'],
      ['two/package/x.py', 'two'],
      ['two/package/y.py', 'two'],
      ['two/b.py', 'two'],
    ]) {
      put(place, content);
    }
    const list = ['one', 'nosuch', 'own/lib/a.py', 'two'].map((name) => join(folder, name)).join(':');
    const tree = new WithLibraries(new FolderTree(join(folder, 'own')), librariesOf(`.frozen::${list}`, ':'));
    const names = (path: string): string[] => tree.list(path).map(({ name }) => name);
    expect([names(''), names('lib').sort(), names('lib/package').sort()]).toEqual([['lib'], ['a.py', 'b.py', 'package'], ['x.py', 'y.py']]);
    expect(['lib/a.py', 'lib/b.py', 'lib/package/x.py', 'lib/package/y.py'].map((path) => text(tree.read(path)))).toEqual([
      'own',
      'two',
      'one',
      'two',
    ]);
  });

  it('leaves out what is no folder that can be read', () => {
    symlinkSync('loop', join(folder, 'loop'));
    expect(librariesOf([join(folder, 'loop'), join(folder, 'x'.repeat(300)), join(folder, 'nosuch')].join(':'), ':')).toEqual([]);
    writeFileSync(join(folder, 'a.py'), 'pass');
    const tree = new WithLibraries(null, [new FolderTree(folder)]);
    expect([tree.list('lib').map(({ name }) => name), tree.list('lib/loop'), tree.list('lib/a.py/b')]).toEqual([['a.py'], [], []]);
  });

  it('shows lib where there are no own files', () => {
    writeFileSync(join(folder, 'a.py'), 'pass');
    const tree = new WithLibraries(null, [new FolderTree(folder)]);
    expect([tree.list(''), tree.list('lib').length]).toEqual([[{ name: 'lib', isFolder: true, size: 0 }], 1]);
    expect(() => tree.read('a.py')).toThrow('no such file');
  });
});

describe('FolderTree', () => {
  it('is of a folder that is named: an empty name is none', () => {
    for (const name of ['', undefined, 5]) expect(() => new FolderTree(name as string)).toThrow(/^folder: .* is not a path$/);
    expect(() => filesIn('')).toThrow("folder: '' is not a path");
  });

  it('shows files and folders', () => {
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'main.py'), 'pass\n');
    writeFileSync(join(folder, 'lib', 'x.py'), '1');
    const tree = new FolderTree(folder);
    expect(tree.list('').map(({ name, isFolder, size }) => [name, isFolder, size])).toEqual([
      ['lib', true, 0],
      ['main.py', false, 5],
    ]);
    expect(tree.list('lib').map(({ name }) => name)).toEqual(['x.py']);
    expect(text(tree.read('lib/x.py'))).toBe('1');
  });

  it('never leads outside', () => {
    const outside = join(folder, 'outside');
    const inside = join(folder, 'inside');
    mkdirSync(outside);
    mkdirSync(inside);
    writeFileSync(join(outside, 'secret'), 's');
    writeFileSync(join(inside, 'own'), 'o');
    symlinkSync(outside, join(inside, 'away'));
    symlinkSync('../outside/secret', join(inside, 'leak'));
    symlinkSync('own', join(inside, 'alias'));
    symlinkSync('missing', join(inside, 'dangling'));
    const tree = new FolderTree(inside);
    expect(tree.list('').map(({ name }) => name)).toEqual(['alias', 'own']);
    expect(text(tree.read('alias'))).toBe('o');
    for (const path of ['../outside/secret', 'away/secret', 'leak']) expect(() => tree.read(path)).toThrow(': outside ');
    expect(() => tree.list('..')).toThrow(': outside ');
  });

  it('never leads back: a folder is not found again in itself, whichever links lead there', () => {
    put('main.py', '');
    put('a/a.py', '');
    put('b/b.py', '');
    put('lib/deep/x.py', '');
    for (const [target, place] of [
      ['.', 'loop'],
      ['../b', 'a/b'],
      ['../a', 'b/a'],
      ['..', 'lib/deep/up'],
      ['lib/deep', 'short'],
    ] as const)
      symlinkSync(target, join(folder, place));
    const tree = new FolderTree(folder);
    const all = (path: string): string[] =>
      tree.list(path).flatMap(({ name, isFolder }) => {
        const place = path === '' ? name : `${path}/${name}`;
        return isFolder ? all(place) : [place];
      });
    const expected = ['a/a.py', 'a/b/b.py', 'b/a/a.py', 'b/b.py', 'lib/deep/x.py', 'main.py', 'short/x.py'];
    expect(all('')).toEqual(expected);
  });

  it.each([
    ['.', 'loop', 'loop', ''],
    ['..', 'lib/up', 'lib/up', ''],
    ['../lib', 'lib/again', 'lib/again', 'lib'],
  ])('refuses a link to %s at %s if the folder is taken as a whole', (target, place, link, end) => {
    put('lib/x.py', '');
    symlinkSync(target, join(folder, place));
    expect(() => filesIn(folder)).toThrow(new Incomplete(`${join(folder, link)}: the symbolic link leads back to ${join(folder, end)}`));
  });

  it('says Unreadable of what has gone since it was listed', () => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'x.py'), '');
    const tree = new FolderTree(folder);
    tree.list('');
    rmSync(join(folder, 'sub'), { recursive: true });
    rmSync(join(folder, 'x.py'));
    expect(() => tree.read('x.py')).toThrow(Unreadable);
    expect(() => tree.list('sub')).toThrow(Unreadable);
  });

  it('refuses what is no folder', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => new FolderTree(join(folder, 'file'))).toThrow();
    expect(() => new FolderTree(join(folder, 'none'))).toThrow();
  });
});

describe('WithFile', () => {
  it('puts a file in the place of another', () => {
    writeFileSync(join(folder, 'Main.py'), 'old');
    writeFileSync(join(folder, 'x.py'), 'x');
    const tree = new WithFile(new FolderTree(folder), 'main.py', Buffer.from('new!'));
    expect(tree.list('').map(({ name, size }) => [name, size])).toEqual([
      ['x.py', 1],
      ['main.py', 4],
    ]);
    expect(text(tree.read('main.py'))).toBe('new!');
    expect(text(tree.read('x.py'))).toBe('x');
  });

  it('can be all there is', () => {
    const tree = new WithFile(BLANK, 'main.py', Buffer.from('new!'));
    expect(tree.list('').map(({ name }) => name)).toEqual(['main.py']);
    expect(() => tree.read('x.py')).toThrow();
  });
});

describe('trace files', () => {
  const events = [
    { t: 0n, signal: 'LED(1)', value: 0 },
    { t: 0n, signal: 'X 1', value: 0 },
    { t: 5n, signal: 'LED(1)', value: 1 },
    { t: 2n ** 60n, signal: 'X 1', value: 0.5 },
  ];

  it('are lines of JSON', () => {
    const path = join(folder, 't.jsonl');
    const trace = openTrace(path, 'jsonl');
    for (const event of events) trace.add(event);
    trace.close(10n);
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      '{"t": 0, "signal": "LED(1)", "value": 0}',
      '{"t": 0, "signal": "X 1", "value": 0}',
      '{"t": 5, "signal": "LED(1)", "value": 1}',
      '{"t": 1152921504606846976, "signal": "X 1", "value": 0.5}',
      '',
    ]);
  });

  it('are value change dumps', () => {
    const path = join(folder, 't.vcd');
    const trace = openTrace(path, 'vcd');
    for (const event of events) trace.add(event);
    trace.close(2n ** 61n);
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines).toContain('$var wire 1 ! LED(1) $end');
    expect(lines).toContain('$var real 64 " X_1 $end');
    expect(lines.slice(lines.indexOf('$enddefinitions $end') + 1)).toEqual([
      '#0',
      '0!',
      'r0 "',
      '#5',
      '1!',
      `#${2n ** 60n}`,
      'r0.5 "',
      `#${2n ** 61n}`,
      '',
    ]);
    expect(readdirSync(folder)).toEqual(['t.vcd']);
  });

  it('are JSON for Perfetto', () => {
    const path = join(folder, 't.json');
    const trace = openTrace(path, 'json');
    for (const event of events) trace.add(event);
    trace.close(2n ** 61n);
    const { traceEvents } = JSON.parse(readFileSync(path, 'utf8'));
    expect(traceEvents.filter(({ name }: { name: string }) => name === 'X 1').map(({ args }: { args: object }) => args)).toEqual([
      { value: 0 },
      { value: 0.5 },
      { value: 0.5 },
    ]);
  });

  it('have a path and a format', () => {
    expect(() => openTrace('', 'txt')).toThrow("path: '' is not a path");
    expect(() => openTrace(join(folder, 't.png'), 'png' as 'txt')).toThrow("unknown format 'png'; choose from jsonl, json, vcd, txt");
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are written while the simulation runs', () => {
    const path = join(folder, 't.jsonl');
    const trace = openTrace(path, 'jsonl');
    for (let i = 0; i < 5000; i++) trace.add({ t: BigInt(i), signal: 'LED(1)', value: i % 2 });
    expect(readFileSync(path).length).toBeGreaterThan(60_000);
    trace.close(0n);
    expect(readFileSync(path, 'utf8').split('\n').length).toBe(5001);
  });
});
