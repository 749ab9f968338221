/** `VfsRom`: a file system in memory as Python sees it (`extmod/vfs_rom.c`, `extmod/vfs_rom_file.c`), and `rom_ioctl`. */
import { EINVAL, EPERM, EROFS } from '../../errno.js';
import { type RomFile, RomVolume } from '../../files/rom-volume.js';
import { readableBuffer } from '../../objects/bytes.js';
import { allocate, forFree } from '../../objects/charge.js';
import { arg, fn, make, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { newMemoryView } from '../../objects/memoryview.js';
import type { Stream } from '../../objects/stream.js';
import { lineSlots, streamMethods } from '../../objects/stream-methods.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType, Slots } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { answer, lfsFileTypes, type OpenFiles } from './file.js';
import { attempt, fileSystemMethods, NativeFs, nameCodec, path, type RomMemory } from './native-fs.js';

const LONGEST_NAME = 32_767;
const FILE_BYTES = 16;
/** Matches a mode that would write. */
const WRITES = /[wa+]/;

/** An open file. A binary one is a buffer, too. */
class PyRomFile implements PyObject, Stream {
  constructor(
    private readonly file: RomFile,
    readonly isText: boolean,
    /** The object whose memory holds the file system. */
    readonly memory: Value | null,
  ) {
    allocate(FILE_BYTES);
  }
  get type(): PyType {
    return this.isText ? textType : binaryType;
  }
  get content(): Uint8Array {
    return this.file.content;
  }
  read(into: Uint8Array): number {
    return this.file.read(into);
  }
  seek(offset: number, whence: number): number {
    return answer(() => this.file.seek(offset, whence === 0 ? 'start' : whence === 1 ? 'position' : 'end'));
  }
  /** A file can be registered, but not polled. */
  poll(): number {
    return -EINVAL;
  }
  close(): number {
    return 0;
  }
}

const { read, readinto, readline, readlines, seek, tell, close, __enter__, __exit__ } = streamMethods;
const members = { read, readinto, readline, readlines, seek, tell, close, __enter__, __exit__ };
const slots: Slots = {
  ...lineSlots,
  stream: (self: PyRomFile) => self,
  references(self: PyRomFile, hold) {
    hold(self.memory);
    return FILE_BYTES;
  },
};
const textType = nativeType('TextIOWrapper', slots, members);
const binaryType = nativeType(
  'FileIO',
  { ...slots, buffer: ({ content }: PyRomFile) => ({ bytes: content, writable: false, typecode: 'B' }) },
  members,
);

/** A file system in memory. */
class RomFs extends NativeFs {
  constructor(
    typeOf: () => PyType,
    override readonly volume: RomVolume,
    memory: Value | null,
  ) {
    super(typeOf, volume, () => {}, memory);
  }
}

/** `vfs.VfsRom` of a machine. */
export function vfsRom(openFiles: OpenFiles): PyType {
  const { method } = methodsOf<RomFs>();
  const { ilistdir, chdir, getcwd, stat, umount } = fileSystemMethods(lfsFileTypes, openFiles);
  const type: PyType = nativeType(
    'VfsRom',
    {
      make: make([arg('memory', anything)], (memory) => romFileSystem(() => type, readableBuffer(memory).bytes, memory)),
    },
    {
      ilistdir,
      chdir,
      getcwd,
      stat,
      umount,
      open: method('Open a file.', [arg('path', path), arg('mode', path)], (self, name, letters) => {
        if (WRITES.test(letters)) throw raise.OSError(EROFS);
        const isText = /[bt](?=[^bt]*$)/.exec(letters)?.[0] !== 'b';
        const mode = { read: true, write: false, create: 'never', append: false } as const;
        return new PyRomFile(
          attempt(() => self.volume.open(name, mode)),
          isText,
          self.device,
        );
      }),
      statvfs: method('Size and free space.', [arg('path', path)], ({ volume }) =>
        newTuple([1, 0, volume.size, 0, 0, 0, 0, 0, 0, LONGEST_NAME]),
      ),
      mount: method('Called when it is mounted.', [arg('readonly', truth), arg('mkfs', truth)], (_self, _isReadOnly, makes) => {
        if (makes) throw raise.OSError(EPERM);
      }),
    },
  );
  return type;
}

/** Makes a file system of memory; raises OSError if none is there. `owner`: the object that must be kept alive for it. */
export function romFileSystem(typeOf: () => PyType, memory: Uint8Array, owner: Value | null): NativeFs {
  return new RomFs(
    typeOf,
    attempt(() => new RomVolume(memory, nameCodec)),
    owner,
  );
}

const IOCTL = { segments: 1, segment: 2, prepare: 3, write: 4, unit: 6 } as const;
/** Number of bytes of which the length of a write should be a multiple. */
const GRAIN = 4;

/** `vfs.rom_ioctl`: reads or writes the only segment. */
export function romIoctl(rom: RomMemory) {
  let segment0: Value | null = null;
  return fn(
    'Ask for the segments of ROM for a file system, or write one.',
    [arg('command', int), arg('segment', anything, undefined), arg('third', anything, undefined), arg('fourth', anything, undefined)],
    (command, segment: Value | undefined, third: Value | undefined, fourth: Value | undefined): Value => {
      if (command === IOCTL.segments) return 1;
      if (segment === undefined || int.convert(segment) !== 0) return -EINVAL;
      switch (command) {
        case IOCTL.segment:
          segment0 ??= forFree(() => newMemoryView({ bytes: rom.bytes, typecode: 'B', writable: false }, null));
          return segment0;
        case IOCTL.prepare: {
          if (third === undefined) return -EINVAL;
          const start = fourth === undefined ? 0 : int.convert(third);
          const end = start + int.convert(fourth ?? third);
          if (end > rom.size) return -EINVAL;
          rom.erase(start, end);
          return GRAIN;
        }
        case IOCTL.write: {
          if (third === undefined || fourth === undefined) return -EINVAL;
          const offset = int.convert(third);
          const { bytes } = readableBuffer(fourth);
          if (offset + bytes.length > rom.size) return -EINVAL;
          rom.write(offset, bytes);
          return 0;
        }
        case IOCTL.unit:
          return rom.unit;
        default:
          return -EINVAL;
      }
    },
  );
}
