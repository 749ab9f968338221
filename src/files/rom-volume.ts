/**
 * ROMFS, a read-only file system in memory (`extmod/vfs_rom.c`): nested records, each with a kind, a length and a payload. A malformed record
 * ends the search, as it does in the firmware.
 */
import { EINVAL, EISDIR, ENODEV, ENOENT, EOPNOTSUPP, EROFS } from '../errno.js';
import type { NameCodec } from './block-device.js';
import { FileError } from './file-error.js';
import type { FileHandle, FileStatus, FolderEntry, OpenMode, SeekFrom, Space, Volume } from './volume.js';

/** Kinds of records. */
const KIND = { unused: 0, data: 2, pointer: 3, folder: 4, file: 5, system: 0x14a6b1 } as const;
/** How every ROMFS begins: its kind, "RM1" with the high bits of the first two bytes set. */
const HEADER = [0xd2, 0xcd, 0x31];

/** Where in memory something begins and ends. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A record: its payload, after which the next record begins. */
type RomRecord = Span & { readonly kind: number };

/** What is at a path. */
type Place = Span & { readonly isFolder: boolean };

export class RomVolume implements Volume {
  readonly currentFolder = '';
  readonly #root: Span;

  /** Raises ENODEV if there is no ROMFS in memory. */
  constructor(
    private readonly memory: Uint8Array,
    private readonly codec: NameCodec,
  ) {
    const system = HEADER.every((byte, i) => memory[i] === byte) ? this.#record(0, memory.length) : null;
    if (system === null || system.kind !== KIND.system || system.end > memory.length) throw new FileError(ENODEV);
    this.#root = system;
  }

  /** Bytes of all records. */
  get size(): number {
    return this.#root.end - this.#root.start;
  }

  open(path: string, mode: OpenMode): RomFile {
    if (mode.write) throw new FileError(EROFS);
    const place = this.#find(path);
    if (place.isFolder) throw new FileError(EISDIR);
    return new RomFile(this.memory.subarray(place.start, place.end));
  }

  stat(path: string): FileStatus {
    const { isFolder, start, end } = this.#find(path);
    return { isFolder, size: end - start, modified: 0 };
  }

  kind(path: string): 'file' | 'folder' | null {
    const place = this.#search(path);
    if (place === null) return null;
    return place.isFolder ? 'folder' : 'file';
  }

  list(path: string): Iterable<FolderEntry> {
    const place = this.#find(path);
    if (!place.isFolder) throw new FileError(ENOENT);
    return this.#entries(place);
  }

  /** Only the root can be the current folder. */
  changeFolder(path: string): void {
    if (path !== '/') throw new FileError(EOPNOTSUPP);
  }

  space(): Space {
    return { clusterBytes: 1, clusters: this.size, free: 0 };
  }

  makeFolder(): void {
    throw new FileError(EROFS);
  }

  remove(): void {
    throw new FileError(EROFS);
  }

  rename(): void {
    throw new FileError(EROFS);
  }

  *#entries(folder: Span): Iterable<FolderEntry> {
    for (const { kind, name, rest } of this.#named(folder)) {
      const data = kind === KIND.folder ? rest : this.#data(rest);
      if (data === null) return;
      const size = data.end - data.start;
      yield { name: this.codec.decode(this.memory.subarray(name.start, name.end)), isFolder: kind === KIND.folder, size, modified: 0 };
    }
  }

  #find(path: string): Place {
    const place = this.#search(path);
    if (place === null) throw new FileError(ENOENT);
    return place;
  }

  #search(path: string): Place | null {
    let wanted = this.codec.encode(path.replace(/^\//, ''));
    let folder = this.#root;
    while (wanted.length > 0) {
      const found = this.#entryFor(folder, wanted);
      if (found === null) return null;
      const { kind, name, rest } = found;
      wanted = wanted.subarray(name.end - name.start);
      if (kind === KIND.file) {
        const data = wanted.length === 0 ? this.#data(rest) : null;
        return data && { ...data, isFolder: false };
      }
      if (wanted[0] === 0x2f) wanted = wanted.subarray(1);
      folder = rest;
    }
    return { ...folder, isFolder: true };
  }

  /** Returns the first entry of a folder whose name is the first part of a path; null if there is none. */
  #entryFor(folder: Span, path: Uint8Array) {
    for (const entry of this.#named(folder)) {
      const name = this.memory.subarray(entry.name.start, entry.name.end);
      const ends = name.length === path.length || path[name.length] === 0x2f;
      if (ends && name.every((byte, i) => byte === path[i])) return entry;
    }
    return null;
  }

  /** Yields the files and folders among the records of a folder: their names, and what follows the names. */
  *#named({ start, end }: Span): Iterable<{ readonly kind: number; readonly name: Span; readonly rest: Span }> {
    for (let at = start; at < end; ) {
      const record = this.#record(at, end);
      if (record === null) return;
      if (record.kind === KIND.folder || record.kind === KIND.file) {
        const length = this.#number(record.start, record.end);
        if (length === null) return;
        const nameEnd = length.next + length.value;
        yield { kind: record.kind, name: { start: length.next, end: nameEnd }, rest: { start: nameEnd, end: record.end } };
      }
      at = record.end;
    }
  }

  /** Returns where a file's content is; null if there is none. */
  #data({ start, end }: Span): Span | null {
    for (let at = start; at < end; ) {
      const record = this.#record(at, end);
      if (record === null || record.kind === KIND.data) return record;
      if (record.kind === KIND.pointer) {
        const size = this.#number(record.start, record.end);
        const offset = size && this.#number(size.next, record.end);
        return size && offset && { start: this.#root.start + offset.value, end: this.#root.start + offset.value + size.value };
      }
      at = record.end;
    }
    return null;
  }

  #record(at: number, end: number): RomRecord | null {
    const kind = this.#number(at, end);
    const length = kind && this.#number(kind.next, end);
    if (kind === null || length === null || kind.value === KIND.unused) return null;
    return { kind: kind.value, start: length.next, end: length.next + length.value };
  }

  /** Returns a 32-bit number, of which each byte holds seven bits, and where the next one begins; null if the number does not end. */
  #number(at: number, end: number): { readonly value: number; readonly next: number } | null {
    let value = 0;
    for (let next = at; next < Math.min(end, this.memory.length); next++) {
      const byte = this.memory[next] as number;
      value = ((value << 7) | (byte & 0x7f)) >>> 0;
      if (byte < 0x80) return { value, next: next + 1 };
    }
    return null;
  }
}

/** A file of a ROMFS. */
export class RomFile implements FileHandle {
  #position = 0;

  constructor(
    /** Its content, in place. */
    readonly content: Uint8Array,
  ) {}

  read(into: Uint8Array): number {
    const part = this.content.subarray(this.#position, this.#position + into.length);
    into.set(part);
    this.#position += part.length;
    return part.length;
  }

  /** Past the end, the position becomes the end; raises EINVAL before the beginning. */
  seek(offset: number, from: SeekFrom): number {
    const wanted = (from === 'start' ? 0 : from === 'end' ? this.content.length : this.#position) + offset;
    if (wanted < 0) {
      // The position is lost because it counts unsigned: it is then past the end.
      this.#position = this.content.length;
      throw new FileError(EINVAL);
    }
    this.#position = Math.min(wanted, this.content.length);
    return this.#position;
  }

  write(): void {
    throw new FileError(EROFS);
  }

  flush(): void {}

  close(): void {}
}
