/**
 * ROMFS, a file system in memory that is only read (`extmod/vfs_rom.c`): records of a kind, a length and a payload, one within the other.
 * A record that does not hold together ends the search, as it does in the firmware.
 */
import { EINVAL, EISDIR, ENODEV, ENOENT, EOPNOTSUPP, EROFS } from '../errno.js';
import type { NameCodec } from './block-device.js';
import { FileError } from './file-error.js';
import type { FileHandle, FileStatus, FolderEntry, OpenMode, SeekFrom, Space, Volume } from './volume.js';

/** Kinds of records. */
const KIND = { unused: 0, data: 2, pointer: 3, folder: 4, file: 5, system: 0x14a6b1 } as const;
/** How every ROMFS begins: its kind, "RM1" with the first two high bits set. */
const HEADER = [0xd2, 0xcd, 0x31];

/** From where to where in memory something lies. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A record: its payload, behind which the next one begins. */
type RomRecord = Span & { readonly kind: number };

/** What lies at a path. */
type Place = Span & { readonly isFolder: boolean };

export class RomVolume implements Volume {
  readonly currentFolder = '';
  readonly #root: Span;

  /** Raises ENODEV where there is none. */
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

  /** The first entry of a folder whose name is the first part of a path. */
  #entryFor(folder: Span, path: Uint8Array) {
    for (const entry of this.#named(folder)) {
      const name = this.memory.subarray(entry.name.start, entry.name.end);
      const ends = name.length === path.length || path[name.length] === 0x2f;
      if (ends && name.every((byte, i) => byte === path[i])) return entry;
    }
    return null;
  }

  /** The files and folders among the records of a folder: their names, and what follows those. */
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

  /** Where a file's content lies; null if there is none. */
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

  /** A number of 32 bits, seven of them in each byte, and where the next one begins; null if it does not end. */
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

/** A file of it. */
export class RomFile implements FileHandle {
  #position = 0;

  constructor(
    /** Its content, where it lies. */
    readonly content: Uint8Array,
  ) {}

  read(into: Uint8Array): number {
    const part = this.content.subarray(this.#position, this.#position + into.length);
    into.set(part);
    this.#position += part.length;
    return part.length;
  }

  /** Past the end it stops there; raises EINVAL before the beginning. */
  seek(offset: number, from: SeekFrom): number {
    const wanted = (from === 'start' ? 0 : from === 'end' ? this.content.length : this.#position) + offset;
    if (wanted < 0) {
      // The position is lost: it counts unsigned.
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
