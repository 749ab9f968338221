/** The board's flash: FAT as a tree in memory, its errors, space and what the host shows in it. */
import { describe, expect, it } from 'vitest';
import { EACCES, EEXIST, EINVAL, EIO, EISDIR, ENOENT, ENOSPC, ENOTDIR } from '../../src/errno.js';
import { writeFactoryFiles } from '../../src/files/factory.js';
import { NoFatName } from '../../src/files/fat-name.js';
import { fatGeometry } from '../../src/files/fat-space.js';
import { FatVolume } from '../../src/files/fat-volume.js';
import { FlashVolume } from '../../src/files/flash-volume.js';
import type { OpenMode } from '../../src/files/volume.js';
import { Unreadable } from '../../src/host.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { nameCodec } from '../../src/modules/vfs/native-fs.js';
import { TestBench } from '../../src/testing/test-bench.js';
import { errnoOf } from '../support/file-errors.js';

const FLASH = fatGeometry(224);
const READ: OpenMode = { read: true, write: false, create: 'never', append: false };
const WRITE: OpenMode = { read: false, write: true, create: 'always', append: false };
const APPEND: OpenMode = { read: false, write: true, create: 'missing', append: true };
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const bytes = (s: string): Uint8Array => Uint8Array.from(s, (c) => c.charCodeAt(0));

function volume(files: Record<string, string> = {}, shared: Record<string, string> | null = null) {
  const flash = new MemoryFileTree(files);
  const made = new FatVolume(FLASH, { flash, shared: shared === null ? null : new MemoryFileTree(shared) }, () => 1001);
  return { flash, volume: made };
}

describe('a tree in memory', () => {
  it('has text as UTF-8, halves of surrogate pairs as U+FFFD', () => {
    const tree = new MemoryFileTree({ 'a.txt': 'é€😀\ud800' });
    expect(new TextDecoder('utf-8', { fatal: true }).decode(tree.read('a.txt'))).toBe('é€😀\ufffd');
  });

  it('says of a file that is gone that it cannot be read, which a program sees', () => {
    const { flash, volume: v } = volume({ 'a.txt': 'text' });
    expect([...v.list('/')]).toHaveLength(1);
    flash.remove('a.txt');
    expect(() => flash.read('a.txt')).toThrow(Unreadable);
    expect(errnoOf(() => v.open('a.txt', READ).read(new Uint8Array(9)))).toBe(EIO);
  });
});

describe('space', () => {
  it('has the size of the volume that FatFs makes', () => {
    expect(fatGeometry(224)).toEqual({ clusterBytes: 512, clusters: 190 });
    expect(fatGeometry(4096)).toEqual({ clusterBytes: 1024, clusters: 2028 });
  });

  it('counts whole clusters of files and folders, not of shared files', () => {
    const { volume: v } = volume({ 'a.py': 'x'.repeat(513), 'lib/b.py': 'y' }, { 'big.py': 'z'.repeat(5000) });
    expect(v.room.free).toBe(190 - 2 - 1 - 1);
    v.write('/a.py', bytes('x'));
    expect(v.room.free).toBe(190 - 1 - 1 - 1);
    v.remove('/a.py', 'file');
    expect(v.room.free).toBe(190 - 1 - 1);
  });

  it('answers ENOSPC when full, keeping what fitted', () => {
    const { volume: v } = volume();
    const file = v.open('big', WRITE);
    expect(errnoOf(() => file.write(new Uint8Array(120_000)))).toBe(ENOSPC);
    file.close();
    expect(v.stat('big').size).toBe(190 * 512);
    expect(v.room.free).toBe(0);
    expect(errnoOf(() => v.makeFolder('d'))).toBe(EACCES);
    v.remove('big', 'file');
    expect(v.room.free).toBe(190);
  });
});

describe('shared files', () => {
  it("become the volume's own when they are changed, and the host's stay as they are", () => {
    const { flash, volume: v } = volume({}, { 'log.csv': 'a\n', 'lib/x.py': 'x', 'old.txt': 'o' });
    const log = v.open('log.csv', APPEND);
    log.write(bytes('b\n'));
    log.close();
    v.write('/lib/y.py', bytes('y'));
    v.remove('old.txt', 'file');
    v.rename('lib/x.py', 'z.py');
    expect(text(v.read('log.csv'))).toBe('a\nb\n');
    expect(v.list('').map(({ name }) => name)).toEqual(['log.csv', 'lib', 'z.py']);
    expect(flash.list('').map(({ name }) => name)).toEqual(['log.csv', 'lib', 'z.py']);
    expect(text(flash.read('log.csv'))).toBe('a\nb\n');
    expect(v.room.free).toBe(190 - 4);
  });

  it('are refused a change for which there is no room', () => {
    const { volume: v } = volume({}, { big: 'z'.repeat(200 * 512) });
    expect(text(v.read('big')).length).toBe(200 * 512);
    expect(errnoOf(() => v.open('big', APPEND))).toBe(ENOSPC);
  });

  it('need room for their new content only when they are written anew', () => {
    const { flash, volume: v } = volume({}, { 'logs/big': 'z'.repeat(200 * 512) });
    v.open('logs/big', WRITE).close();
    expect(v.stat('logs/big').size).toBe(0);
    expect(v.room.free).toBe(190 - 1);
    expect(text(flash.read('logs/big'))).toBe('');
    v.write('/logs/big', bytes('new'));
    expect(text(flash.read('logs/big'))).toBe('new');
    expect(v.room.free).toBe(190 - 1 - 1);
  });

  it('stay as they are where a full folder has no room for their entry', () => {
    const { volume: v } = volume({ full: 'f'.repeat(190 * 512) }, { 'logs/big': 'z'.repeat(600) });
    expect(errnoOf(() => v.open('logs/big', WRITE))).toBe(ENOSPC);
    expect(v.stat('logs/big').size).toBe(600);
    expect(v.room.free).toBe(0);
  });
});

describe('host files that can no longer be read', () => {
  const unreadable = (): never => {
    throw new Unreadable('gone.txt: no such file');
  };
  class Failing extends MemoryFileTree {
    isGone = true;
    override read(path: string): Uint8Array {
      return this.isGone ? unreadable() : super.read(path);
    }
    override list(path: string) {
      return this.isGone && path === 'folder' ? unreadable() : super.list(path);
    }
  }
  const failing = () => {
    const shared = new Failing({ 'gone.txt': 'text', 'folder/in.txt': 'text' });
    return { shared, volume: new FatVolume(FLASH, { flash: new MemoryFileTree(), shared }, () => 0) };
  };

  it('raise EIO, and the host is asked again the next time', () => {
    const { shared, volume: v } = failing();
    const file = v.open('gone.txt', READ);
    expect(errnoOf(() => file.read(new Uint8Array(9)))).toBe(EIO);
    expect(errnoOf(() => v.open('gone.txt', APPEND))).toBe(EIO);
    expect([errnoOf(() => v.list('folder')), errnoOf(() => v.open('folder/in.txt', READ))]).toEqual([EIO, EIO]);
    expect([v.kind('gone.txt'), v.kind('folder'), v.room.free]).toEqual(['file', 'folder', 190]);
    shared.isGone = false;
    expect([file.read(new Uint8Array(9)), v.list('folder').length]).toEqual([4, 1]);
  });

  it('are left out of the blocks', () => {
    const chip = { write() {}, program() {}, erase() {}, sync() {} };
    const { volume: files } = failing();
    const flash = new FlashVolume({ files, blocks: 224, unit: 512, chip, codec: nameCodec, now: () => 0n });
    const block = new Uint8Array(512);
    flash.readBytes(0, block);
    flash.writeBytes(0, block);
    expect([...flash.list('/')].map(({ name }) => name)).toEqual(['folder']);
  });

  it('are no secret where they are the flash itself', () => {
    expect(() => new FatVolume(FLASH, { flash: failing().shared, shared: null }, () => 0).room.takenBytes).toThrow('no such file');
  });
});

describe('names that FAT does not have', () => {
  const bad = ['12:00.png', 'what?.md', 'a"b', 'dir*', 'tab\t', 'dot.', 'space ', 'back\\slash', 'x'.repeat(256)];

  it('are left out of what is shared', () => {
    const files = Object.fromEntries([...bad, 'sub/good.py'].map((name) => [name, 'text']));
    const { volume: v } = volume({}, { ...files, 'sub/bad?.py': 'text', 'bad:folder/': '' });
    expect(v.list('').map(({ name }) => name)).toEqual(['sub']);
    expect(v.list('sub').map(({ name }) => name)).toEqual(['good.py']);
  });

  it.each([
    ['A.py', 'a.py'],
    ['lib/É.py', 'lib/é.py'],
    ['data', 'DATA'],
  ])('are refused for a flash, both by name, if they differ only in case: %s, %s', (one, other) => {
    const problem = 'the flash can hold only one of them, because it is FAT, which takes names that differ only in case for the same';
    expect(() => new TestBench({ [one]: '1', [other]: '2' })).toThrow(new NoFatName(`${one} and ${other}: ${problem}`));
  });

  it('differ only in case for two folders, too, and not for ß and ss', () => {
    expect(() => new TestBench({ 'Lib/x.py': '', 'lib/y.py': '' })).toThrow(/^Lib and lib: the flash can hold only one of them/);
    expect(() => new TestBench({ 'ß.py': '', 'ss.py': '' })).not.toThrow();
  });

  it('are one name for what is shared: the first file, and what is in all folders', () => {
    const { volume: v } = volume({}, { 'Sensor.py': '1', 'sensor.py': '2', 'Lib/x.py': '', 'lib/y.py': '' });
    expect(v.list('').map(({ name }) => name)).toEqual(['Sensor.py', 'Lib']);
    expect(text(v.read('sensor.py'))).toBe('1');
    expect(v.list('lib').map(({ name }) => name)).toEqual(['x.py', 'y.py']);
  });

  it.each(bad)('are refused for a flash: %s', (name) => {
    expect(() => new TestBench({ 'main.py': '', [`lib/${name}`]: 'text' })).toThrow(
      `lib/${name}: this name is not possible on the flash, which is FAT`,
    );
  });
});

describe('paths', () => {
  it('start at the current folder, know dots, and do not regard case', () => {
    const { volume: v } = volume({ 'lib/Driver.py': 'd' });
    v.changeFolder('lib');
    expect(v.currentFolder).toBe('/lib');
    expect(text(v.read('driver.PY'))).toBe('d');
    expect(text(v.read('../LIB/./driver.py'))).toBe('d');
    expect(v.list('/lib').map((entry) => entry.name)).toEqual(['Driver.py']);
    v.changeFolder('..');
    expect(v.currentFolder).toBe('/');
  });

  it.each([
    ['missing file', ENOENT, (v: FatVolume) => v.open('x', READ)],
    ['missing folder', ENOENT, (v: FatVolume) => v.open('no/x', WRITE)],
    ['a file as a folder', ENOENT, (v: FatVolume) => v.list('a')],
    ['folder opened to read', ENOENT, (v: FatVolume) => v.open('d', READ)],
    ['folder opened to write', EACCES, (v: FatVolume) => v.open('d', WRITE)],
    ['root opened', EINVAL, (v: FatVolume) => v.open('/', READ)],
    ['bad name', EINVAL, (v: FatVolume) => v.open('a?b', WRITE)],
    ['fresh but there', EEXIST, (v: FatVolume) => v.open('a', { ...WRITE, create: 'fresh' })],
    ['folder twice', EEXIST, (v: FatVolume) => v.makeFolder('d')],
    ['file removed as folder', ENOTDIR, (v: FatVolume) => v.remove('a', 'folder')],
    ['folder removed as file', EISDIR, (v: FatVolume) => v.remove('d', 'file')],
    ['full folder removed', EACCES, (v: FatVolume) => v.remove('d', 'folder')],
    ['root removed', EINVAL, (v: FatVolume) => v.remove('/', 'folder')],
    ['renamed onto a folder', EISDIR, (v: FatVolume) => v.rename('a', 'd')],
    ['folder moved into itself', EINVAL, (v: FatVolume) => v.rename('d', 'd/e')],
    ['shared folder with a file in it, removed', EACCES, (v: FatVolume) => v.remove('pkg', 'folder')],
    ['file only read, written', EACCES, (v: FatVolume) => v.open('a', READ).write(bytes('x'))],
    ['file only written, read', EACCES, (v: FatVolume) => v.open('a', WRITE).read(new Uint8Array(1))],
  ] as const)('%s', (_, errno, action) => {
    const { volume: v } = volume({ a: '1', 'd/b': '2' }, { 's.py': 's', 'pkg/__init__.py': '' });
    expect(errnoOf(() => void action(v))).toBe(errno);
  });
});

describe('open files', () => {
  it('read, write, seek and grow', () => {
    const { volume: v } = volume({ a: 'hello' });
    const file = v.open('a', { read: true, write: true, create: 'never', append: false });
    expect(file.seek(-2, 'end')).toBe(3);
    file.write(bytes('p!!'));
    expect(file.seek(0, 'start')).toBe(0);
    const into = new Uint8Array(10);
    expect(text(into.subarray(0, file.read(into)))).toBe(`${'help!!'.slice(0, 3)}p!!`);
    expect(file.seek(8, 'start')).toBe(8);
    file.close();
    expect(v.stat('a')).toEqual({ isFolder: false, size: 8, modified: 1000 });
    expect(errnoOf(() => void file.read(into))).toBe(EINVAL);
  });

  it('append at the end', () => {
    const { volume: v } = volume({ a: '1' });
    for (const part of ['2', '3']) {
      const file = v.open('a', APPEND);
      file.write(bytes(part));
      file.close();
    }
    expect(text(v.read('a'))).toBe('123');
  });

  it('are closed, and kept, by a soft reset', () => {
    const { volume: v, flash } = volume();
    const file = v.open('a', WRITE);
    file.write(bytes('kept'));
    v.closeFiles();
    expect(text(flash.read('a'))).toBe('kept');
    expect(errnoOf(() => file.write(bytes('x')))).toBe(EINVAL);
  });
});

describe('the host', () => {
  it('is told what changes', () => {
    const { volume: v, flash } = volume({ 'd/a': '1' });
    v.makeFolder('e');
    v.rename('d', 'f');
    v.write('/e/b', bytes('2'));
    expect(
      flash
        .list('')
        .map((entry) => entry.name)
        .sort(),
    ).toEqual(['e', 'f']);
    expect(text(flash.read('f/a'))).toBe('1');
    expect(text(flash.read('e/b'))).toBe('2');
  });

  it('shows its files beside those of the flash, which come first', () => {
    const { volume: v } = volume({ 'main.py': 'mine' }, { 'main.py': 'theirs', 'lib.py': 'l' });
    expect(v.list('/').map((entry) => entry.name)).toEqual(['main.py', 'lib.py']);
    expect(text(v.read('main.py'))).toBe('mine');
  });
});

it('starts with the factory files', () => {
  const { volume: v } = volume();
  expect(v.isBlank).toBe(true);
  writeFactoryFiles(v);
  expect(v.isBlank).toBe(false);
  const code = (name: string): string[] =>
    text(v.read(name))
      .split('\r\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
  expect(code('boot.py')).toEqual(['import machine', 'import pyb']);
  expect(code('main.py')).toEqual([]);
});
