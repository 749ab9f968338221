/** An open file: a position, and what may be done (`extmod/vfs_fat_file.c`). Errors are those of FatFs. */
import { EACCES, EINVAL, ENOSPC } from '../errno.js';
import { FileError } from './file-error.js';
import type { FileNode } from './node.js';
import type { FileHandle, OpenMode, SeekFrom } from './volume.js';

/** What an open file needs from its volume. */
interface VolumeOfFile {
  resize(file: FileNode, size: number): number;
  flushed(file: FileNode): void;
  closed(file: OpenFile): void;
}

export class OpenFile implements FileHandle {
  #position: number;
  #changed = false;
  #isClosed = false;

  constructor(
    private readonly file: FileNode,
    private readonly mode: OpenMode,
    private readonly volume: VolumeOfFile,
  ) {
    this.#position = mode.append ? file.size : 0;
  }

  get position(): number {
    return this.#position;
  }

  /** Fills an array from the position on; returns the number of bytes read. Raises EACCES, EINVAL if closed. */
  read(into: Uint8Array): number {
    this.#check(this.mode.read);
    const part = this.file.content.subarray(this.#position, this.#position + into.length);
    into.set(part);
    this.#position += part.length;
    return part.length;
  }

  /** Writes at the position; raises EACCES, EINVAL if closed, ENOSPC when the volume is full (what fits is written). */
  write(bytes: Uint8Array): void {
    this.#check(this.mode.write);
    if (bytes.length === 0) return;
    const end = this.#position + bytes.length;
    const size = this.volume.resize(this.file, Math.max(end, this.file.size));
    const fits = bytes.subarray(0, Math.max(0, size - this.#position));
    this.file.write(this.#position, fits);
    this.#position += fits.length;
    this.#changed = true;
    if (fits.length < bytes.length) throw new FileError(ENOSPC);
  }

  /**
   * Moves the position and returns it. Past the end, a file open for writing grows; any other stops at the end. The position of a closed file
   * does not change.
   */
  seek(offset: number, from: SeekFrom): number {
    if (this.#isClosed) return this.#position;
    const base = from === 'start' ? 0 : from === 'end' ? this.file.size : this.#position;
    // FatFs counts unsigned: a position before the start is one far beyond the end.
    const wanted = (base + offset) >>> 0;
    if (wanted > this.file.size && !this.mode.write) this.#position = this.file.size;
    else if (wanted > this.file.size) {
      this.#position = this.volume.resize(this.file, wanted);
      this.#changed = true;
    } else this.#position = wanted;
    return this.#position;
  }

  /** Keeps what was written. */
  flush(): void {
    if (this.#isClosed) throw new FileError(EINVAL);
    if (!this.#changed) return;
    this.#changed = false;
    this.volume.flushed(this.file);
  }

  /** Keeps what was written; closing again does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.flush();
    this.#isClosed = true;
    this.volume.closed(this);
  }

  #check(allowed: boolean): void {
    if (this.#isClosed) throw new FileError(EINVAL);
    if (!allowed) throw new FileError(EACCES);
  }
}
