/**
 * `VfsFat`: a FAT volume as Python sees it (`extmod/vfs_fat.c`).
 * Not simulated: FAT on block devices of the program's own; only the flash has a volume.
 */
import { type FatVolume, LONGEST_NAME } from '../../files/fat-volume.js';
import { newBytes, PyBytes } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, methodsOf, nativeType, staticMethod } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything } from '../../objects/kinds.js';
import { isStr, newStr, textOf } from '../../objects/str.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import { decodeUtf8, encodeUtf8 } from '../../objects/utf8.js';
import { PyObject, type Value } from '../../objects/value.js';
import { attempt, PyFile, parseMode } from './file.js';

/** Bits of `st_mode`. */
export const FOLDER_MODE = 0x4000;
const FILE_MODE = 0x8000;

/** A path: str or bytes. */
export const path = {
  name: 'str',
  convert: (value: Value): string => (value instanceof PyBytes ? (decodeUtf8(value.bytes, 'replace') as string) : textOf(value)),
};

/** A mounted FAT volume. */
export class VfsFat extends PyObject {
  constructor(readonly volume: FatVolume) {
    super();
  }
  get type(): PyType {
    return vfsFatType;
  }
}

/** Name, type, inode and size of each entry, made as they are asked for. */
class Listing extends PyObject {
  #next = 0;

  constructor(
    private readonly entries: ReturnType<FatVolume['list']>,
    private readonly asText: boolean,
  ) {
    super();
    allocate(48);
  }
  get type(): PyType {
    return listingType;
  }
  next(): Value | undefined {
    const entry = this.entries[this.#next++];
    if (entry === undefined) return undefined;
    const name = this.asText ? newStr(entry.name) : newBytes(encodeUtf8(entry.name));
    return newTuple([name, entry.isFolder ? FOLDER_MODE : FILE_MODE, 0, entry.size]);
  }
}
const listingType = nativeType('iterator', { iterate: (self: Listing) => self, next: (self: Listing) => self.next() });

function refuse(what: string): never {
  throw raise.NotImplementedError('vfs.VfsFat%s: FAT on other block devices than the flash is not simulated', what);
}

const { method } = methodsOf<VfsFat>();

/** `vfs.VfsFat`. */
export const vfsFatType: PyType = nativeType(
  'VfsFat',
  { make: () => refuse('') },
  {
    mkfs: staticMethod('Make a FAT file system on a block device.', [arg('device', anything)], () => refuse('.mkfs')),
    open: method('Open a file.', [arg('path', path), arg('mode', path)], (self, name, letters) => {
      const { mode, type } = parseMode(letters);
      return new PyFile(
        type,
        attempt(() => self.volume.open(name, mode)),
      );
    }),
    ilistdir: method('Iterate over the entries of a folder.', [arg('path', anything, '')], (self, folder) => {
      return new Listing(
        attempt(() => self.volume.list(path.convert(folder))),
        isStr(folder),
      );
    }),
    mkdir: method('Make a folder.', [arg('path', path)], (self, name) => attempt(() => self.volume.makeFolder(name))),
    rmdir: method('Remove an empty folder.', [arg('path', path)], (self, name) => attempt(() => self.volume.remove(name, 'folder'))),
    chdir: method('Change the current folder.', [arg('path', path)], (self, name) => attempt(() => self.volume.changeFolder(name))),
    getcwd: method('The current folder.', [], (self) => newStr(self.volume.currentFolder)),
    remove: method('Remove a file.', [arg('path', path)], (self, name) => attempt(() => self.volume.remove(name, 'file'))),
    rename: method('Rename or move a file or folder.', [arg('old', path), arg('new', path)], (self, from, to) =>
      attempt(() => self.volume.rename(from, to)),
    ),
    stat: method('What is known of a file or folder.', [arg('path', path)], (self, name) => {
      const { isFolder, size, modified } = attempt(() => self.volume.stat(name));
      return newTuple([isFolder ? FOLDER_MODE : FILE_MODE, 0, 0, 0, 0, 0, size, modified, modified, modified]);
    }),
    statvfs: method('Size and free space.', [arg('path', path)], (self) => {
      const { geometry, freeClusters } = self.volume;
      const { clusterBytes, clusters } = geometry;
      return newTuple([clusterBytes, clusterBytes, clusters, freeClusters, freeClusters, 0, 0, 0, 0, LONGEST_NAME]);
    }),
    mount: method('Called when the volume is mounted.', [arg('readonly', anything), arg('mkfs', anything)], () => {}),
    umount: method('Called when the volume is unmounted.', [], () => {}),
  },
);
