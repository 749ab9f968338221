/** The content of an SD card as seen from outside the board: files are put on a card before it is plugged in, and can be read while it is. */
import type { SdCard } from '../../board/flash/sd-card.js';
import { contentOf } from '../../files/copy-files.js';
import { ENTRY_BYTES } from '../../files/fat/disk.js';
import { makeVolume } from '../../files/fat/layout.js';
import { FatDiskVolume } from '../../files/fat/volume.js';
import { foldName, isDot, isFatName } from '../../files/fat-name.js';
import { FileError } from '../../files/file-error.js';
import { MemoryDevice } from '../../files/memory-device.js';
import type { Volume } from '../../files/volume.js';
import type { FileTree } from '../../host.js';
import { nameCodec } from '../../modules/vfs/native-fs.js';

/** Serial number of a card's file system. */
const SERIAL = 0x5644_4342;

/** Gives a card an empty file system. */
export function formatCard(card: SdCard): void {
  makeVolume(new MemoryDevice(card.bytes), true, SERIAL);
}

/** Returns the FAT file system on a card, or in its first partition; null if there is none. `now` gives seconds since 2000-01-01. */
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

/** A file that cannot be put on a card. */
interface Misfit {
  readonly path: string;
  /** The file there whose name differs from its own only in case; null: it does not fit, or its name is invalid. */
  readonly other: string | null;
}

/** Puts a tree's files on a card that has a file system. Returns the first one that cannot be there; null if all have been copied. */
export function fillCard(card: SdCard, tree: FileTree): Misfit | null {
  let modified = 0;
  const volume = cardVolume(card, () => modified) as Volume;
  const fill = (folder: string): Misfit | null => {
    const taken = new Map<string, string>();
    for (const entry of tree.list(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const other = taken.get(foldName(entry.name));
      if (other !== undefined) return { path, other };
      taken.set(foldName(entry.name), path);
      modified = entry.modified ?? 0;
      // A file that is larger than the card need not be read, and may be too large to read.
      const mayFit = isFatName(entry.name) && entry.size <= card.bytes.length;
      if (!mayFit || !put(volume, path, entry.isFolder ? null : tree.read(path))) return { path, other: null };
      const within = entry.isFolder ? fill(path) : null;
      if (within !== null) return within;
    }
    return null;
  };
  return fill('');
}

/** Says what keeps a file off a card of so many bytes. */
export function misfitText({ path, other }: Misfit, bytes: number): string {
  if (other === null) return `${path} does not fit on a card of ${bytes / 2 ** 20} MB, or its name is not valid on FAT`;
  return `${other} and ${path}: the card can hold only one of them, because it is FAT, which takes names that differ only in case for the same; rename one`;
}

/** Makes a file, or a folder if `content` is null. Returns false if there is no room, or if the name is already taken. */
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
 * Yields the files on a card by path, such as `logs/a.csv`, and its folders, with null as content; nothing if there is no file system. A program
 * that writes raw blocks can write nonsense, so invalid names are left out, and if folders contain each other, no more is yielded than a card
 * can hold.
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
