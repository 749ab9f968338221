/**
 * Operations on paths (`extmod/vfs.c`): each calls the method of the file system to which the path leads. The flash's file system is native,
 * others may be written in Python.
 */
import { EEXIST, EINVAL, ENODEV, EPERM } from '../../errno.js';
import { contentOf } from '../../files/copy-files.js';
import { FileError } from '../../files/file-error.js';
import { findSuperblock } from '../../files/littlefs/superblock.js';
import type { Volume } from '../../files/volume.js';
import { newBytes, strData } from '../../objects/bytes.js';
import { raise } from '../../objects/exception.js';
import { isRaised } from '../../objects/exception-type.js';
import { appendItem, newList } from '../../objects/list.js';
import { findMethod, found, loadMethod } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { forEach } from '../../objects/protocol/iterate.js';
import { loadSubscript } from '../../objects/protocol/subscript.js';
import { isStr, newStr, textOf } from '../../objects/str.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { encodeUtf8 } from '../../utf8.js';
import { forWantOf } from '../lack.js';
import { PyBlockDevice } from './block-device.js';
import { vfsFat } from './fat.js';
import { vfsLfs2 } from './lfs.js';
import { type Mount, MountTable, NOWHERE, type Place, ROOT } from './mount-table.js';
import { attempt, type FileSystemPort, FOLDER_MODE, NativeFs, path as pathKind } from './native-fs.js';
import { readToEnd } from './reader.js';
import { romFileSystem, vfsRom } from './rom.js';
import { RootListing } from './root-listing.js';

/** Paths where boards and programs mount a card. */
const ON_CARD = /^\/?sd(?:\/|$)/;
/** Longest path, as `statvfs` of the root reports it. */
const LONGEST_PATH = 128;

/** The types of file systems. */
export interface FileSystems {
  readonly fat: PyType;
  readonly lfs2: PyType;
  /** Null for a board without memory for it. */
  readonly rom: PyType | null;
}

/** The file systems of a machine. */
export class Mounts {
  #types: FileSystems | null = null;
  readonly #table = new MountTable();

  constructor(private readonly port: FileSystemPort) {}

  /** The types of file systems, made when the first of them is needed. */
  get types(): FileSystems {
    const { port } = this;
    this.#types ??= { fat: vfsFat(port), lfs2: vfsLfs2(port), rom: port.rom && vfsRom(port.openFiles) };
    return this.#types;
  }

  /** Mounts a volume that the board mounts when it starts. `enters`: its root becomes the current folder. */
  mountAtBoot(point: string, volume: Volume, system: 'fat' | 'littlefs', enters: boolean): void {
    const mount = {
      point,
      fs: new NativeFs(
        () => (system === 'fat' ? this.types.fat : this.types.lfs2),
        volume,
        () => {},
      ),
    };
    this.#table.mounts.push(mount);
    if (enters) this.#table.current = mount;
  }

  /** Mounts the file system in ROM, as the board does before the flash. Returns false if there is none. */
  mountRom(): boolean {
    const { rom } = this.port;
    if (rom === null || !rom.isUsed) return false;
    try {
      this.#table.mounts.unshift({ point: '/rom', fs: romFileSystem(() => this.types.rom as PyType, rom.bytes, null) });
      return true;
    } catch (raised) {
      if (!isRaised(raised)) throw raised;
      return false;
    }
  }

  /**
   * Whether an import finds a file or a folder at a path; null if nothing. A file system written in Python that raises has nothing there;
   * only Python code of a block device can make this raise.
   */
  importStat(path: string): 'file' | 'folder' | null {
    const place = this.#table.find(path);
    if (typeof place.mount === 'string') return null;
    if (place.mount.fs instanceof NativeFs) return place.mount.fs.volume.kind(place.path);
    try {
      const mode = loadSubscript(this.#call(place, 'stat', [newStr(place.path)]), 0);
      return typeof mode === 'number' && (mode & FOLDER_MODE) !== 0 ? 'folder' : 'file';
    } catch (error) {
      if (isRaised(error)) return null;
      throw error;
    }
  }

  /**
   * Makes a path from which an import reads absolute. A file system that is written in Python is not asked for its current folder; its root
   * is used instead.
   */
  absolute(path: string): string {
    if (path.startsWith('/') || this.#table.current === ROOT) return path.startsWith('/') ? path : `/${path}`;
    const { point, fs } = this.#table.current;
    const parts = [point, fs instanceof NativeFs ? folderOf(fs.volume) : '', path];
    return `/${parts
      .flatMap((part) => part.split('/'))
      .filter((name) => name !== '' && name !== '.')
      .join('/')}`;
  }

  /** The content of a file that the firmware itself runs. Reading it is free unless Python code has to do it. Raises OSError. */
  readProgram(path: string): Uint8Array {
    const { mount, path: within } = this.#table.find(path);
    if (typeof mount === 'string' || !(mount.fs instanceof NativeFs)) return this.readFile(path);
    const { volume } = mount.fs;
    return attempt(() => contentOf(volume, within));
  }

  /** The content of a file, for import and for running it; raises OSError. */
  readFile(path: string): Uint8Array {
    return readToEnd(this.open(newStr(path), 'rb'));
  }

  /** `open(path, mode)`. */
  open(path: Value, mode: Value): Value {
    return this.#delegate('open', path, [mode]);
  }

  /** `os.chdir`. */
  changeFolder(path: Value): void {
    const place = this.#table.find(pathKind.convert(path));
    if (place.mount !== ROOT) this.#call(place, 'chdir', [withType(path, place.path)]);
    else {
      const atRoot = this.#table.atRoot;
      if (atRoot !== undefined) this.#call(atRoot, 'chdir', ['/']);
    }
    this.#table.current = place.mount as Mount | typeof ROOT;
  }

  /** `os.getcwd`. */
  currentFolder(): Value {
    if (this.#table.current === ROOT) return '/';
    const within = this.#call({ mount: this.#table.current, path: '' }, 'getcwd', []);
    if (this.#table.current.point === '/') return within;
    const text = strData(within);
    return newStr(this.#table.current.point + (text === '/' ? '' : text));
  }

  /** `os.ilistdir`. */
  iterateFolder(path: Value): Value {
    const place = this.#table.find(pathKind.convert(path));
    if (place.mount === ROOT) return new RootListing(this.#table.mounts, isStr(path));
    return this.#call(place, 'ilistdir', [withType(path, place.path)]);
  }

  /** `os.listdir`. */
  listFolder(path: Value): Value {
    const names = newList([]);
    forEach(this.iterateFolder(path), (entry) => {
      appendItem(names, loadSubscript(entry, 0));
    });
    return names;
  }

  /** `os.mkdir`. */
  makeFolder(path: Value): Value {
    const place = this.#table.find(pathKind.convert(path));
    if (place.mount === ROOT || (place.mount !== NOWHERE && place.path === '/')) throw raise.OSError(EEXIST);
    return this.#call(place, 'mkdir', [withType(path, place.path)]);
  }

  /** `os.remove`. */
  remove(path: Value): Value {
    return this.#delegate('remove', path, []);
  }

  /** `os.rmdir`. */
  removeFolder(path: Value): Value {
    return this.#delegate('rmdir', path, []);
  }

  /** `os.rename`; raises OSError(EPERM) across file systems. */
  rename(from: Value, to: Value): Value {
    const source = this.#table.find(pathKind.convert(from));
    const target = this.#table.find(pathKind.convert(to));
    if (source.mount !== target.mount) throw raise.OSError(EPERM);
    return this.#call(source, 'rename', [withType(from, source.path), withType(to, target.path)]);
  }

  /** `os.stat`. */
  stat(path: Value): Value {
    if (this.#table.find(pathKind.convert(path)).mount === ROOT) return newTuple([FOLDER_MODE, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    return this.#delegate('stat', path, []);
  }

  /** `os.statvfs`. */
  statVolume(path: Value): Value {
    if (this.#table.find(pathKind.convert(path)).mount !== ROOT) return this.#delegate('statvfs', path, []);
    const atRoot = this.#table.atRoot;
    return atRoot === undefined ? newTuple([0, 0, 0, 0, 0, 0, 0, 0, 0, LONGEST_PATH]) : this.#call(atRoot, 'statvfs', ['/']);
  }

  /** `vfs.mount(fs, point)`; raises OSError(EPERM) for a point in use. */
  mount(what: Value, point: string, readOnly: Value, makeFs: Value): void {
    const fs = findMethod(what, 'mount') === undefined ? this.#detect(what) : what;
    const mount = { point, fs };
    this.#call({ mount, path: '' }, 'mount', [readOnly, makeFs]);
    const existing = this.#table.find(point).mount;
    if (typeof existing !== 'string' && (point === '/' || existing.point !== '/')) throw raise.OSError(EPERM);
    this.#table.add(mount);
  }

  /** `vfs.umount(point or fs)`; raises OSError(EINVAL) if it is not mounted. */
  unmount(what: Value): void {
    const mount = this.#table.mounts.find((each) => each.fs === what || (isStr(what) && each.point === textOf(what)));
    if (mount === undefined) throw raise.OSError(EINVAL);
    this.#table.remove(mount);
    this.#call({ mount, path: '' }, 'umount', []);
  }

  /** `vfs.mount()`: a list of what is mounted where. */
  list(): Value {
    return newList(this.#table.mounts.map(({ fs, point }) => newTuple([fs, newStr(point)])));
  }

  /** Free bytes on the file system to which a path leads; null if there is none, or if it is written in Python. */
  freeBytes(path: string): number | null {
    const { mount } = this.#table.find(path);
    if (typeof mount === 'string' || !(mount.fs instanceof NativeFs)) return null;
    const { clusterBytes, free } = mount.fs.volume.space();
    return clusterBytes * free;
  }

  /** The mounted file systems. */
  get roots(): Value[] {
    return this.#table.mounts.map(({ fs }) => fs);
  }

  /** The file system on a block device: littlefs if the device has its superblock, otherwise FAT. */
  #detect(device: Value): Value {
    return call(hasLittlefs(device) ? this.types.lfs2 : this.types.fat, [device]);
  }

  #delegate(method: string, path: Value, further: Value[]): Value {
    const place = this.#table.find(pathKind.convert(path));
    return this.#call(place, method, [withType(path, place.path), ...further]);
  }

  /** Calls a method of a file system. Raises OSError: ENODEV if nothing is mounted there, EPERM for the root. */
  #call({ mount, path }: Place, method: string, args: Value[]): Value {
    if (mount === NOWHERE) throw forWantOf(ON_CARD.test(path) ? { kind: 'card' } : null, raise.OSError(ENODEV));
    if (mount === ROOT) throw raise.OSError(EPERM);
    const callee = loadMethod(mount.fs, method);
    return call(callee, found.self === undefined ? args : [found.self, ...args]);
  }
}

/** Whether littlefs is on a device; false if the device raises an exception. */
function hasLittlefs(device: Value): boolean {
  try {
    return findSuperblock(new PyBlockDevice(device)) !== null;
  } catch (raised) {
    if (!isRaised(raised)) throw raised;
    return false;
  }
}

/** A path within a file system has the type of the path it came from. */
function withType(original: Value, path: string): Value {
  return isStr(original) ? newStr(path) : newBytes(encodeUtf8(path));
}

/** The current folder of a volume; its root if the path is too long for the driver. */
function folderOf(volume: Volume): string {
  try {
    return volume.currentFolder;
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}
