/** What holds for every file system (`files/volume.ts`): paths, and files that are closed. */
import { describe, expect, it, vi } from 'vitest';
import { EACCES, EEXIST, EINVAL, ENOENT, ENOSPC, EROFS } from '../../src/errno.js';
import { contentOf } from '../../src/files/copy-files.js';
import { FatFile } from '../../src/files/fat/file.js';
import { FatDiskVolume } from '../../src/files/fat/volume.js';
import { fatGeometry } from '../../src/files/fat-space.js';
import { FatVolume } from '../../src/files/fat-volume.js';
import { FlashVolume } from '../../src/files/flash-volume.js';
import { LfsVolume } from '../../src/files/littlefs/volume.js';
import { MemoryDevice } from '../../src/files/memory-device.js';
import { RomVolume } from '../../src/files/rom-volume.js';
import type { OpenMode, Volume } from '../../src/files/volume.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { nameCodec } from '../../src/modules/vfs/native-fs.js';
import { errnoOf } from '../support/file-errors.js';

const BLOCK = 512;
const BLOCKS = 224;
const READ: OpenMode = { read: true, write: false, create: 'never', append: false };
const WRITE: OpenMode = { read: false, write: true, create: 'always', append: false };
const CONTENT = Uint8Array.of(1, 2, 3);
const LFS_SIZES = { read: 32, write: 32 };

const device = (): MemoryDevice => new MemoryDevice(new Uint8Array(BLOCKS * BLOCK));
const now = (): number => 0;

function write(volume: Volume, path: string, content = CONTENT): void {
  const file = volume.open(path, WRITE);
  file.write(content);
  file.close();
}

/** `/sub/deep/b.bin` on a volume that can be written. */
function filled<V extends Volume>(volume: V): V {
  volume.makeFolder('/sub');
  volume.makeFolder('/sub/deep');
  write(volume, '/sub/deep/b.bin');
  return volume;
}

function tree(host = new MemoryFileTree(), shared: MemoryFileTree | null = null): FatVolume {
  return new FatVolume(fatGeometry(BLOCKS), { flash: host, shared }, now);
}

function flash(...hosts: MemoryFileTree[]): FlashVolume {
  const chip = { write() {}, program() {}, erase() {}, sync() {} };
  return new FlashVolume({ files: tree(...hosts), blocks: BLOCKS, unit: BLOCK, chip, codec: nameCodec, now: () => 0n });
}

function onBlocks(...hosts: MemoryFileTree[]): FlashVolume {
  const volume = flash(...hosts);
  const block = new Uint8Array(BLOCK);
  volume.readBytes(0, block);
  volume.writeBytes(0, block);
  return volume;
}

function onLittlefs(...hosts: MemoryFileTree[]): FlashVolume {
  const bytes = new Uint8Array(BLOCKS * BLOCK);
  LfsVolume.make(new MemoryDevice(bytes), LFS_SIZES);
  const volume = flash(...hosts);
  volume.writeBytes(0, bytes);
  volume.remount();
  return volume;
}

function fat(): FatDiskVolume {
  const on = device();
  FatDiskVolume.make(on, now);
  return new FatDiskVolume(on, nameCodec, now);
}

function littlefs(): LfsVolume {
  const on = device();
  LfsVolume.make(on, LFS_SIZES);
  return new LfsVolume(on, nameCodec, { sizes: LFS_SIZES, now: null });
}

/** A ROMFS with the same file: records of kind, length and payload, all below 128. */
function rom(): RomVolume {
  const record = (kind: readonly number[], payload: readonly number[]): number[] => [...kind, payload.length, ...payload];
  const named = (name: string, rest: readonly number[]): number[] => [name.length, ...new TextEncoder().encode(name), ...rest];
  const file = record([5], named('b.bin', record([2], [...CONTENT])));
  const sub = record([4], named('sub', record([4], named('deep', file))));
  return new RomVolume(Uint8Array.from(record([0xd2, 0xcd, 0x31], sub)), nameCodec);
}

/** Each file system, and what it answers to a path that ends in a slash. */
const VOLUMES: readonly (readonly [name: string, make: () => Volume, slash: number])[] = [
  ['the tree of files', () => filled(tree()), EINVAL],
  ['the flash as a tree', () => filled(flash()), EINVAL],
  ['the flash as blocks', () => filled(onBlocks()), EINVAL],
  ['the flash as a littlefs', () => filled(onLittlefs()), 0],
  ['FAT on a device', () => filled(fat()), EINVAL],
  ['littlefs on a device', () => filled(littlefs()), 0],
  ['ROMFS', rom, 0],
];

describe.each(VOLUMES)('%s', (name, make, slash) => {
  const namesIn = (volume: Volume, path: string): string[] => [...volume.list(path)].map((entry) => entry.name);

  it('lists the root as /, and any folder by its names', () => {
    const volume = make();
    expect(['/', '/sub', '/sub/deep', 'sub/deep'].map((path) => namesIn(volume, path))).toEqual([['sub'], ['deep'], ['b.bin'], ['b.bin']]);
    expect(['/sub', '/sub/deep/b.bin', '/nosuch', '/nosuch/b.bin'].map((path) => volume.kind(path))).toEqual([
      'folder',
      'file',
      null,
      null,
    ]);
    expect(volume.stat('/sub/deep/b.bin')).toMatchObject({ isFolder: false, size: 3 });
    expect(contentOf(volume, '/sub/deep/b.bin')).toEqual(CONTENT);
    expect(errnoOf(() => volume.list('/nosuch'))).toBe(ENOENT);
  });

  it('has its root for a folder; but on FAT an import finds nothing there, as where a path has no names', () => {
    const volume = make();
    expect(volume.stat('/').isFolder).toBe(true);
    expect(['/', ''].map((path) => volume.kind(path))).toEqual(slash === EINVAL ? [null, null] : ['folder', 'folder']);
  });

  it('is asked for paths without a slash at the end: not all take one', () => {
    expect(errnoOf(() => make().list('/sub/deep/'))).toBe(slash);
  });

  it('takes what stands before a control character for the path, if it is FAT', () => {
    if (slash !== EINVAL) return;
    const volume = make();
    expect([volume.kind('/sub/deep/b.bin\n'), volume.kind('sub\x01/deep')]).toEqual(['file', 'folder']);
    write(volume, '/sub/line\r\n');
    expect(namesIn(volume, '/sub')).toEqual(['deep', 'line']);
    for (const path of ['\t', 'x\x7f']) expect(errnoOf(() => volume.open(path, WRITE))).toBe(EINVAL);
  });

  it('refuses to make a file anew where a folder is, and stretches one that is sought before its start, if it is FAT', () => {
    if (slash !== EINVAL) return;
    const volume = make();
    const fresh: OpenMode = { ...WRITE, create: 'fresh' };
    expect(['/sub', '/sub/deep/b.bin'].map((path) => errnoOf(() => volume.open(path, fresh)))).toEqual([EACCES, EEXIST]);
    const { free, clusterBytes } = volume.space();
    const file = volume.open('/sub/deep/b.bin', { ...WRITE, create: 'never' });
    expect(file.seek(-4, 'end')).toBe((free + 1) * clusterBytes);
    file.close();
    expect([volume.space().free, errnoOf(() => volume.makeFolder('/more'))]).toEqual([0, EACCES]);
    expect(volume.stat('/sub/deep/b.bin').size).toBe((free + 1) * clusterBytes);
  });

  it('starts relative paths at the current folder', () => {
    if (name === 'ROMFS') return; // Has none but the root.
    const volume = make();
    volume.changeFolder('/sub/deep');
    expect(volume.currentFolder).toBe('/sub/deep');
    expect([namesIn(volume, ''), namesIn(volume, '/'), volume.kind('b.bin')]).toEqual([['b.bin'], ['sub'], 'file']);
  });

  it('closes a file once, and closing it again does nothing', () => {
    const volume = make();
    const file = volume.open('/sub/deep/b.bin', READ);
    expect([file.read(new Uint8Array(5)), errnoOf(() => file.close()), errnoOf(() => file.close())]).toEqual([3, 0, 0]);
  });

  it('raises ENOSPC when it is full, at the latest when a file is closed, which it then is', () => {
    const volume = make();
    if (name === 'ROMFS') {
      expect(errnoOf(() => volume.open('/new', WRITE))).toBe(EROFS);
      return;
    }
    const file = volume.open('/big', WRITE);
    const written = errnoOf(() => {
      for (let i = 0; i < BLOCKS * 10; i++) file.write(new Uint8Array(50));
    });
    const closed = errnoOf(() => file.close());
    expect([written, closed]).toContain(ENOSPC);
    expect(errnoOf(() => file.close())).toBe(0);
    expect(contentOf(volume, '/sub/deep/b.bin')).toEqual(CONTENT);
  });
});

describe('the flash, once a program has written its blocks', () => {
  it('has the files of the host, in their folders', () => {
    const volume = onBlocks(new MemoryFileTree({ 'sub/deep/b.bin': CONTENT }));
    expect(contentOf(volume, '/sub/deep/b.bin')).toEqual(CONTENT);
  });

  it.each([
    ['FAT', onBlocks],
    ['littlefs', onLittlefs],
  ])('brings the files of its %s to the host, in their folders, and takes away what is gone', (_, make) => {
    const host = new MemoryFileTree({ 'old/gone.txt': 'text', 'sub/gone.txt': 'text' });
    const volume = make(host);
    if (volume.kind('/old') !== null) {
      for (const path of ['/old/gone.txt', '/sub/gone.txt']) volume.remove(path, 'file');
      for (const path of ['/old', '/sub']) volume.remove(path, 'folder');
    }
    filled(volume).closeFiles();
    expect(host.read('sub/deep/b.bin')).toEqual(CONTENT);
    expect([host.list(''), host.list('sub')].map((entries) => entries.map((entry) => entry.name))).toEqual([['sub'], ['deep']]);
  });

  it('does not look through all that the host shares to bring it files', () => {
    class Counting extends MemoryFileTree {
      lists = 0;
      override list(path: string) {
        this.lists++;
        return super.list(path);
      }
    }
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`folder${i}/in/file.txt`, 'text']));
    const [host, shared] = [new MemoryFileTree({ 'old.txt': 'old' }), new Counting(many)];
    const volume = onBlocks(host, shared);
    volume.remove('/old.txt', 'file');
    write(volume, '/folder0/in/file.txt');
    volume.remove('/folder1/in/file.txt', 'file');
    for (const path of ['/folder1/in', '/folder1']) volume.remove(path, 'folder');
    write(volume, '/folder1');
    const { lists } = shared;
    volume.closeFiles();
    expect(shared.lists).toBe(lists);
    expect(
      host
        .list('')
        .map((entry) => entry.name)
        .sort(),
    ).toEqual(['folder0', 'folder1']);
    for (const path of ['folder0/in/file.txt', 'folder1']) expect(host.read(path)).toEqual(CONTENT);
  });

  it('forgets a file that has been closed', () => {
    const closing = vi.spyOn(FatFile.prototype, 'close');
    const volume = filled(onBlocks());
    closing.mockClear();
    for (let i = 0; i < 100; i++) volume.open('/sub/deep/b.bin', READ).close();
    volume.closeFiles();
    expect(closing.mock.calls).toHaveLength(100 + 1); // What is brought to the host is read, too.
    closing.mockRestore();
  });

  it('leaves out whole what does not fit', () => {
    const volume = onBlocks(new MemoryFileTree(), new MemoryFileTree({ 'big.bin': new Uint8Array(BLOCKS * BLOCK), 'small.bin': CONTENT }));
    expect([...volume.list('/')].map((entry) => entry.name)).toEqual(['small.bin']);
  });
});
