/** Files as Python sees them: `FileIO` and `TextIOWrapper` (`extmod/vfs_fat_file.c`). */
import { EINVAL } from '../../errno.js';
import { FileError } from '../../files/file-error.js';
import type { FileHandle, OpenMode, SeekFrom } from '../../files/volume.js';
import { allocate, heap } from '../../objects/charge.js';
import { nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { formatException, isRaised } from '../../objects/exception-type.js';
import { addressOf } from '../../objects/identity.js';
import type { Stream } from '../../objects/stream.js';
import { checked, lineSlots, streamMethods } from '../../objects/stream-methods.js';
import type { PyType, Slots } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';

/** Bytes of a file object: the FatFs structure with its sector buffer. */
const FILE_BYTES = 16 + 40 + 512;

/** Where seeks count from, by the number `whence`. */
const WHENCE: readonly (SeekFrom | undefined)[] = ['start', 'position', 'end'];

/** The types of binary and text files of a file system. */
export interface FileTypes {
  readonly binary: PyType;
  readonly text: PyType;
  /** Matches modes that are refused; null if all are accepted: unknown letters are ignored, and of contradictory ones the last counts. */
  readonly wrongMode: RegExp | null;
  /** Whether a closed file itself raises ValueError. */
  readonly knowsClosed: boolean;
}

/** An object that is closed when it becomes unreachable: a file, a socket. */
interface Closable extends PyObject {
  /** Whether closing it runs no Python code. */
  readonly isNative: boolean;
  /** Returns 0 or a negative error number. */
  close(): number;
}

/**
 * Open files, and sockets. They have finalisers: a collection closes a file that has become unreachable, and a soft reset closes all files,
 * so that what was written to them is kept. The heap is locked meanwhile, even for a device that is written in Python; an exception is
 * printed (`gc_sweep_run_finalisers` in `py/gc.c`). Instances of a program's own classes have no finalisers.
 */
export class OpenFiles {
  readonly #files = new Set<Closable>();

  constructor(private readonly print: (text: string) => void) {}

  add(file: Closable): void {
    this.#files.add(file);
  }

  delete(file: Closable): void {
    this.#files.delete(file);
  }

  /** Called when a collection has found out what is alive: closes the rest. */
  collected(isLive: (file: Value) => boolean): void {
    for (const file of [...this.#files]) if (!isLive(file)) this.#finalise(file);
  }

  /** Closes those whose closing runs no Python code. */
  closeNative(): void {
    for (const file of [...this.#files]) if (file.isNative) this.#finalise(file);
  }

  /** Closes all, as a soft reset does (`gc_sweep_all`). */
  closeAll(): void {
    for (const file of [...this.#files]) this.#finalise(file);
  }

  #finalise(file: Closable): void {
    const { locked } = heap;
    heap.locked = locked + 1;
    try {
      checked(file.close());
    } catch (raised) {
      if (!isRaised(raised)) throw raised;
      this.print(formatException(raised));
    } finally {
      heap.locked = locked;
    }
  }
}

/** An open file. */
export class PyFile implements PyObject, Stream {
  readonly type: PyType;
  private readonly file: FileHandle;

  constructor(
    private readonly types: FileTypes,
    readonly isText: boolean,
    open: () => FileHandle,
    private readonly openFiles: OpenFiles,
    /** True if no Python code lies between the file and the chip. */
    readonly isNative: boolean,
  ) {
    this.type = isText ? types.text : types.binary;
    // The firmware makes the object first, so it notices a lack of memory before it looks for the file.
    allocate(FILE_BYTES);
    this.file = open();
    openFiles.add(this);
  }
  #isClosed = false;

  #do(operation: () => number): number {
    if (this.#isClosed && this.types.knowsClosed) throw raise.ValueError();
    return answer(operation);
  }

  read(into: Uint8Array): number {
    return this.#do(() => this.file.read(into));
  }
  write(bytes: Uint8Array): number {
    return this.#do(() => {
      this.file.write(bytes);
      return bytes.length;
    });
  }
  seek(offset: number, whence: number): number {
    // With any other `whence`, neither FatFs nor littlefs moves the position.
    const from = WHENCE[whence];
    return this.#do(() => (from === undefined ? this.file.seek(0, 'position') : this.file.seek(offset, from)));
  }
  flush(): number {
    return this.#do(() => {
      this.file.flush();
      return 0;
    });
  }
  /** A file can be registered with a `select.poll`, but not polled. */
  poll(): number {
    return -EINVAL;
  }
  close(): number {
    this.openFiles.delete(this);
    this.#isClosed = true;
    return answer(() => {
      this.file.close();
      return 0;
    });
  }
}

/** The result of an operation, or its error number, negated. */
export function answer(operation: () => number): number {
  try {
    return operation();
  } catch (error) {
    if (error instanceof FileError) return -error.errno;
    throw error;
  }
}

function fileTypes(repr: (self: PyFile) => string, more: Pick<FileTypes, 'wrongMode' | 'knowsClosed'>): FileTypes {
  const slots: Slots = { ...lineSlots, repr, stream: (self: PyFile) => self, references: () => FILE_BYTES };
  return { binary: nativeType('FileIO', slots, streamMethods), text: nativeType('TextIOWrapper', slots, streamMethods), ...more };
}

/** Types of files on FAT. */
export const fatFileTypes = fileTypes((self) => `<io.${self.type.name} ${addressOf(self).toString(16)}>`, {
  wrongMode: null,
  knowsClosed: false,
});
/** Types of files on littlefs. */
export const lfsFileTypes = fileTypes((self) => `<io.${self.type.name}>`, { wrongMode: /[rwxa+].*[rwxa]/, knowsClosed: true });

/** Parses a mode string. As in the firmware, unknown letters are ignored, and of contradictory ones the last counts. */
export function parseMode(letters: string): { mode: OpenMode; isText: boolean } {
  let read = false;
  let write = false;
  let create: OpenMode['create'] = 'never';
  let append = false;
  let isText = true;
  for (const letter of letters) {
    if (letter === 'r') read = true;
    else if (letter === 'w') [write, create] = [true, 'always'];
    else if (letter === 'x') [write, create] = [true, 'fresh'];
    else if (letter === 'a') [write, create, append] = [true, 'missing', true];
    else if (letter === '+') read = write = true;
    else if (letter === 'b') isText = false;
    else if (letter === 't') isText = true;
  }
  return { mode: { read, write, create, append }, isText };
}
