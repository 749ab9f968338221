/** What is on an SD card, seen from outside of a board: files are put on it before it is plugged in, and are looked at while it is. */
import type { SdCard } from '../../board/flash/sd-card.js';
import { contentOf } from '../../files/copy-files.js';
import { ENTRY_BYTES } from '../../files/fat/disk.js';
import { makeVolume } from '../../files/fat/layout.js';
import { FatDiskVolume } from '../../files/fat/volume.js';
import { isDot, isFatName } from '../../files/fat-name.js';
import { FileError } from '../../files/file-error.js';
import { MemoryDevice } from '../../files/memory-device.js';
import type { Volume } from '../../files/volume.js';
import type { FileTree } from '../../host.js';
import { nameCodec } from '../../modules/vfs/native-fs.js';

/** The number by which a file system on a card is known. */
const SERIAL = 0x5644_4342;

/** Gives a card an empty file system. */
export function formatCard(card: SdCard): void {
  makeVolume(new MemoryDevice(card.bytes), true, SERIAL);
}

/** The FAT file system on a card, or in its first partition; null if there is none. `now` gives seconds since 2000-01-01. */
export function cardVolume(card: SdCard, now: () => number = () => 0): Volume | null {
  try {
    const volume = new FatDiskVolume(new MemoryDevice(card.bytes), nameCodec, now);
    volume.prepare(false);
    return volume;
  } catch (error) {
    if (error instanceof FileError) return null;
    throw error;
  }
}

/** Puts a tree's files on a card, which has a file system. Answers the path of one that has no place there, or null if all have. */
export function fillCard(card: SdCard, tree: FileTree): string | null {
  let modified = 0;
  const volume = cardVolume(card, () => modified) as Volume;
  const fill = (folder: string): string | null => {
    for (const entry of tree.list(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      modified = entry.modified ?? 0;
      // What is larger than the card need not be read, and may be more than can be.
      const mayFit = isFatName(entry.name) && entry.size <= card.bytes.length;
      if (!mayFit || !put(volume, path, entry.isFolder ? null : tree.read(path))) return path;
      const within = entry.isFolder ? fill(path) : null;
      if (within !== null) return within;
    }
    return null;
  };
  return fill('');
}

/** Makes a file, or a folder where there is no content; false if there is no room, or something of that name already. */
function put(volume: Volume, path: string, content: Uint8Array | null): boolean {
  try {
    if (content === null) volume.makeFolder(`/${path}`);
    else {
      const file = volume.open(`/${path}`, { read: false, write: true, create: 'fresh', append: false });
      file.write(content);
      file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

/**
 * The files on a card by their paths, `logs/a.csv`, and its folders, which have no content; nothing where there is no file system. Whoever
 * writes blocks can write nonsense: names that are none are left out, and of folders that lie in each other comes no more than a card holds.
 */
export function* filesOn(card: SdCard): Iterable<[path: string, content: Uint8Array | null]> {
  const volume = cardVolume(card);
  let [entries, room] = [card.bytes.length / ENTRY_BYTES, card.bytes.length];
  const walk = function* (folder: string): ReturnType<typeof filesOn> {
    for (const { name, isFolder, size } of (volume as Volume).list(`/${folder}`)) {
      if (--entries < 0) return;
      if (!isFatName(name) || isDot(name)) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isFolder) {
        yield [path, null];
        yield* walk(path);
      } else if (size <= room) {
        room -= size;
        yield [path, contentOf(volume as Volume, `/${path}`)];
      }
    }
  };
  if (volume !== null) yield* walk('');
}
