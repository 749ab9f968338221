/**
 * The table of mounted file systems and the current one (`extmod/vfs.c`): finds whose business a path is and calls that file system's method.
 * A file system is any object with the methods of `vfs.AbstractFs`; the flash's is native.
 */
import { EEXIST, EINVAL, ENODEV, EPERM } from '../../errno.js';
import { contentOf } from '../../files/copy-files.js';
import { findSuperblock } from '../../files/littlefs/superblock.js';
import type { Volume } from '../../files/volume.js';
import { newBytes } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import { isRaised } from '../../objects/exception-type.js';
import { newIteratorType } from '../../objects/iterators.js';
import { appendItem, newList } from '../../objects/list.js';
import { findMethod, found, loadMethod } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { forEach, iterate, next } from '../../objects/protocol/iterate.js';
import { loadSubscript } from '../../objects/protocol/subscript.js';
import { isStr, newStr, textOf } from '../../objects/str.js';
import { type Stream, streamOf } from '../../objects/stream.js';
import { checked, closeStream } from '../../objects/stream-methods.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import { encodeUtf8 } from '../../objects/utf8.js';
import type { PyObject, Value } from '../../objects/value.js';
import { PyBlockDevice } from './block-device.js';
import { vfsFat } from './fat.js';
import { vfsLfs2 } from './lfs.js';
import { attempt, type FileSystemPort, FOLDER_MODE, NativeFs, path as pathKind } from './native-fs.js';
import { romFileSystem, vfsRom } from './rom.js';

/** Bytes that a source file is read by (`extmod/vfs_reader.c`): where its stream does not say, and the bounds of what it may say. */
const USUAL_CHUNK = 25;
const LEAST_CHUNK = 9;
const MOST_CHUNK = 255;

/** Longest path, as `statvfs` of the root tells it. */
const LONGEST_PATH = 128;

function readChunk(stream: Stream, chunk: Uint8Array): number {
  return checked(stream.read?.(chunk) ?? 0);
}

interface Mount {
  readonly point: string;
  readonly fs: Value;
}

/** The root, where file systems are mounted. */
const ROOT = 'root';
/** A path whose first part is no mount point. */
const NOWHERE = 'nowhere';

/** Where a path leads: a file system and the path within it, or none. */
interface Place {
  readonly mount: Mount | typeof ROOT | typeof NOWHERE;
  readonly path: string;
}

/** The types of file systems. */
export interface FileSystems {
  readonly fat: PyType;
  readonly lfs2: PyType;
  /** Null for a firmware without. */
  readonly rom: PyType | null;
}

/** The file systems of a machine. */
export class Mounts {
  #types: FileSystems | null = null;
  readonly #table: Mount[] = [];
  #current: Mount | typeof ROOT = ROOT;

  constructor(private readonly port: FileSystemPort) {}

  /** Made when a program first has to do with one. */
  get types(): FileSystems {
    const { port } = this;
    this.#types ??= { fat: vfsFat(port), lfs2: vfsLfs2(port), rom: port.rom && vfsRom(port.openFiles) };
    return this.#types;
  }

  /** Mounts what the board mounts by itself when it starts; `enters`: its root is the current folder then. */
  mountAtBoot(point: string, volume: Volume, system: 'fat' | 'littlefs', enters: boolean): void {
    const mount = {
      point,
      fs: new NativeFs(
        () => (system === 'fat' ? this.types.fat : this.types.lfs2),
        volume,
        () => {},
      ),
    };
    this.#table.push(mount);
    if (enters) this.#current = mount;
  }

  /** Mounts what is in ROM, as the board does before the flash; false if there is nothing. */
  mountRom(): boolean {
    const { rom } = this.port;
    if (rom === null || !rom.isUsed) return false;
    try {
      this.#table.unshift({ point: '/rom', fs: romFileSystem(() => this.types.rom as PyType, rom.bytes, null) });
      return true;
    } catch (raised) {
      if (!isRaised(raised)) throw raised;
      return false;
    }
  }

  /** Whether an import finds a file or a folder at a path; null if nothing. Never raises but for Python code's own reasons. */
  importStat(path: string): 'file' | 'folder' | null {
    const place = this.#find(path);
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

  /** The absolute path of one from which an import reads. In a file system that is written in Python, which is not asked, its root is taken for the current folder. */
  absolute(path: string): string {
    if (path.startsWith('/') || this.#current === ROOT) return path.startsWith('/') ? path : `/${path}`;
    const { point, fs } = this.#current;
    const parts = [point, fs instanceof NativeFs ? fs.volume.currentFolder : '', path];
    return `/${parts
      .flatMap((part) => part.split('/'))
      .filter((name) => name !== '' && name !== '.')
      .join('/')}`;
  }

  /** The content of a file that the firmware itself runs: for free, unless Python code has to be asked for it. Raises OSError. */
  readProgram(path: string): Uint8Array {
    const { mount, path: within } = this.#find(path);
    if (typeof mount === 'string' || !(mount.fs instanceof NativeFs)) return this.readFile(path);
    const { volume } = mount.fs;
    return attempt(() => contentOf(volume, within));
  }

  /** The content of a file, for import and for running it; raises OSError. */
  readFile(path: string): Uint8Array {
    const file = this.open(newStr(path), 'rb');
    const stream = streamOf(file, 'read');
    const wanted = stream.bufferSize?.() ?? 0;
    const chunk = new Uint8Array(wanted > 0 ? Math.min(Math.max(wanted, LEAST_CHUNK), MOST_CHUNK) : USUAL_CHUNK);
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let count = readChunk(stream, chunk); count > 0; count = readChunk(stream, chunk)) {
      parts.push(chunk.slice(0, count));
      length += count;
    }
    closeStream(file);
    const content = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      content.set(part, at);
      at += part.length;
    }
    return content;
  }

  /** `open(path, mode)`. */
  open(path: Value, mode: Value): Value {
    return this.#delegate('open', path, [mode]);
  }

  /** `os.chdir`. */
  changeFolder(path: Value): void {
    const place = this.#find(pathKind.convert(path));
    if (place.mount !== ROOT) this.#call(place, 'chdir', [withType(path, place.path)]);
    else {
      const atRoot = this.#atRoot;
      if (atRoot !== undefined) this.#call(atRoot, 'chdir', ['/']);
    }
    this.#current = place.mount as Mount | typeof ROOT;
  }

  /** `os.getcwd`. */
  currentFolder(): Value {
    if (this.#current === ROOT) return '/';
    const within = this.#call({ mount: this.#current, path: '' }, 'getcwd', []);
    if (this.#current.point === '/') return within;
    const text = textOf(within);
    return newStr(this.#current.point + (text === '/' ? '' : text));
  }

  /** `os.ilistdir`. */
  iterateFolder(path: Value): Value {
    const place = this.#find(pathKind.convert(path));
    if (place.mount === ROOT) return new RootListing(this.#table, isStr(path));
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
    const place = this.#find(pathKind.convert(path));
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
    const source = this.#find(pathKind.convert(from));
    const target = this.#find(pathKind.convert(to));
    if (source.mount !== target.mount) throw raise.OSError(EPERM);
    return this.#call(source, 'rename', [withType(from, source.path), withType(to, target.path)]);
  }

  /** `os.stat`. */
  stat(path: Value): Value {
    if (this.#find(pathKind.convert(path)).mount === ROOT) return newTuple([FOLDER_MODE, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    return this.#delegate('stat', path, []);
  }

  /** `os.statvfs`. */
  statVolume(path: Value): Value {
    if (this.#find(pathKind.convert(path)).mount !== ROOT) return this.#delegate('statvfs', path, []);
    const atRoot = this.#atRoot;
    return atRoot === undefined ? newTuple([0, 0, 0, 0, 0, 0, 0, 0, 0, LONGEST_PATH]) : this.#call(atRoot, 'statvfs', ['/']);
  }

  /** `vfs.mount(fs, point)`; raises OSError(EPERM) for a point in use. */
  mount(what: Value, point: string, readOnly: Value, makeFs: Value): void {
    const fs = findMethod(what, 'mount') === undefined ? this.#detect(what) : what;
    const mount = { point, fs };
    this.#call({ mount, path: '' }, 'mount', [readOnly, makeFs]);
    const existing = this.#find(point).mount;
    if (typeof existing !== 'string' && (point === '/' || existing.point !== '/')) throw raise.OSError(EPERM);
    // What is mounted at the root is searched last.
    const atRoot = this.#table.findIndex((each) => each.point === '/');
    this.#table.splice(atRoot < 0 ? this.#table.length : atRoot, 0, mount);
  }

  /** `vfs.umount(point or fs)`; raises OSError(EINVAL) if it is not mounted. */
  unmount(what: Value): void {
    const index = this.#table.findIndex((each) => each.fs === what || (isStr(what) && each.point === textOf(what)));
    if (index < 0) throw raise.OSError(EINVAL);
    const mount = this.#table[index] as Mount;
    this.#table.splice(index, 1);
    if (this.#current === mount) this.#current = ROOT;
    this.#call({ mount, path: '' }, 'umount', []);
  }

  /** `vfs.mount()`: what is mounted where. */
  list(): Value {
    return newList(this.#table.map(({ fs, point }) => newTuple([fs, newStr(point)])));
  }

  /** Free bytes on the file system that a path leads to; null for none, or one that is written in Python. */
  freeBytes(path: string): number | null {
    const { mount } = this.#find(path);
    if (typeof mount === 'string' || !(mount.fs instanceof NativeFs)) return null;
    const { clusterBytes, free } = mount.fs.volume.space();
    return clusterBytes * free;
  }

  /** The mounted file systems. */
  get roots(): Value[] {
    return this.#table.map(({ fs }) => fs);
  }

  /** The file system on a block device: littlefs where its superblock is, else FAT. */
  #detect(device: Value): Value {
    return call(hasLittlefs(device) ? this.types.lfs2 : this.types.fat, [device]);
  }

  get #atRoot(): Place | undefined {
    const mount = this.#table.find((each) => each.point === '/');
    return mount === undefined ? undefined : { mount, path: '/' };
  }

  #find(path: string): Place {
    const isAbsolute = path.startsWith('/');
    if (!isAbsolute && this.#current !== ROOT) return { mount: this.#current, path };
    const rest = isAbsolute ? path.slice(1) : path;
    if (rest === '') return { mount: ROOT, path: '/' };
    for (const mount of this.#table) {
      const name = mount.point.slice(1);
      if (name === '') return { mount, path };
      if (rest === name) return { mount, path: '/' };
      if (rest.startsWith(`${name}/`)) return { mount, path: rest.slice(name.length) };
    }
    return { mount: NOWHERE, path };
  }

  #delegate(method: string, path: Value, further: Value[]): Value {
    const place = this.#find(pathKind.convert(path));
    return this.#call(place, method, [withType(path, place.path), ...further]);
  }

  /** Raises OSError: ENODEV where nothing is mounted, EPERM for the root. */
  #call({ mount }: Place, method: string, args: Value[]): Value {
    if (mount === NOWHERE) throw raise.OSError(ENODEV);
    if (mount === ROOT) throw raise.OSError(EPERM);
    const callee = loadMethod(mount.fs, method);
    return call(callee, found.self === undefined ? args : [found.self, ...args]);
  }
}

/** Whether littlefs is on a device. One that cannot be asked has none. */
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

/** Iterates over the root: the mount points, then what is mounted at the root itself. */
class RootListing implements PyObject {
  readonly #points: Mount[];
  #rest: Value | null = null;

  constructor(
    table: readonly Mount[],
    private readonly asText: boolean,
  ) {
    allocate(32);
    this.#points = [...table];
  }
  get type() {
    return rootListingType;
  }
  next(): Value | undefined {
    if (this.#rest !== null) return next(this.#rest);
    const mount = this.#points.shift();
    if (mount === undefined) return undefined;
    if (mount.point === '/') {
      this.#rest = iterate(call(loadMethod(mount.fs, 'ilistdir'), found.self === undefined ? ['/'] : [found.self, '/']));
      return next(this.#rest);
    }
    const name = mount.point.slice(1);
    return newTuple([this.asText ? newStr(name) : newBytes(encodeUtf8(name)), FOLDER_MODE, 0]);
  }
}
const rootListingType = newIteratorType('iterator', { next: (self: RootListing) => self.next() });
