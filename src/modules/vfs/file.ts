/** Files of the flash as Python sees them: `FileIO` and `TextIOWrapper` (`extmod/vfs_fat_file.c`). */
import { FileError } from '../../files/errno.js';
import type { OpenFile, OpenMode } from '../../files/open-file.js';
import { allocate } from '../../objects/charge.js';
import { nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { addressOf } from '../../objects/identity.js';
import type { Stream, Whence } from '../../objects/stream.js';
import { lineSlots, streamMethods } from '../../objects/stream-methods.js';
import type { PyType, Slots } from '../../objects/type.js';
import { PyObject } from '../../objects/value.js';

/** Bytes of a file object: the FatFs structure with its sector buffer. */
const FILE_BYTES = 16 + 40 + 512;

/** Does what may fail for a reason of the file system's; raises OSError with its number. */
export function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError) throw raise.OSError(error.errno);
    throw error;
  }
}

const WHENCE = ['start', 'position', 'end'] as const;

/** An open file. */
export class PyFile extends PyObject implements Stream {
  constructor(
    readonly type: PyType,
    private readonly file: OpenFile,
  ) {
    super();
    allocate(FILE_BYTES);
  }

  get isText(): boolean {
    return this.type === textIoWrapperType;
  }
  read(into: Uint8Array): number {
    return attempt(() => this.file.read(into));
  }
  write(bytes: Uint8Array): number {
    attempt(() => this.file.write(bytes));
    return bytes.length;
  }
  seek(offset: number, whence: Whence): number {
    return attempt(() => this.file.seek(offset, WHENCE[whence] ?? 'start'));
  }
  flush(): number {
    attempt(() => this.file.flush());
    return 0;
  }
  close(): number {
    attempt(() => this.file.close());
    return 0;
  }
}

const slots: Slots = {
  ...lineSlots,
  repr: (self: PyFile) => `<io.${self.type.name} ${addressOf(self).toString(16)}>`,
  stream: (self: PyFile) => self,
};

/** `FileIO`: a file opened in binary mode. */
export const fileIoType = nativeType('FileIO', slots, streamMethods);
/** `TextIOWrapper`: a file opened in text mode. */
export const textIoWrapperType = nativeType('TextIOWrapper', slots, streamMethods);

/** What a mode string asks for. Letters that mean nothing are passed over, and of several the last counts, as in the firmware. */
export function parseMode(letters: string): { mode: OpenMode; type: PyType } {
  let read = false;
  let write = false;
  let create: OpenMode['create'] = 'never';
  let append = false;
  let type = textIoWrapperType;
  for (const letter of letters) {
    if (letter === 'r') read = true;
    else if (letter === 'w') [write, create] = [true, 'always'];
    else if (letter === 'x') [write, create] = [true, 'fresh'];
    else if (letter === 'a') [write, create, append] = [true, 'missing', true];
    else if (letter === '+') read = write = true;
    else if (letter === 'b') type = fileIoType;
    else if (letter === 't') type = textIoWrapperType;
  }
  return { mode: { read, write, create, append }, type };
}
