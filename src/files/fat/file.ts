/** An open file on a FAT volume: a position, and the cluster it is in (`f_read`, `f_write`, `f_lseek` in `lib/oofatfs/ff.c`). */
import { EACCES, EINVAL, EIO, ENOSPC } from '../../errno.js';
import { FileError } from '../file-error.js';
import type { FileHandle, OpenMode, SeekFrom } from '../volume.js';
import type { FatDisk } from './disk.js';
import { ATTRIBUTE, clusterOf, FIELD, setCluster } from './folder.js';

const LARGEST = 0xffffffff;

/** Where a file's entry lies: a sector, and an offset in it. */
interface EntryPlace {
  readonly sector: number;
  readonly at: number;
}

/** An open file on a FAT volume. */
export class FatFile implements FileHandle {
  #position = 0;
  #size: number;
  #start: number;
  /** The cluster of the byte before the position. */
  #cluster = 0;
  #changed: boolean;
  #isClosed = false;
  /** After one failure, reading and writing always fail. */
  #failed = false;

  /** The file's entry must be in the window. */
  constructor(
    private readonly disk: FatDisk,
    private readonly entry: EntryPlace,
    private readonly mode: OpenMode,
    /** Returns the time in the form that an entry has. */
    private readonly now: () => number,
    isNew: boolean,
  ) {
    this.#start = clusterOf(disk.view, entry.at, disk.layout.bits);
    this.#size = disk.view.getUint32(entry.at + FIELD.size, true);
    this.#changed = isNew;
    if (mode.append) this.#seek(this.#size);
  }

  read(into: Uint8Array): number {
    this.#check(this.mode.read);
    const wanted = Math.min(into.length, this.#size - this.#position);
    let done = 0;
    this.#careful(() => {
      while (done < wanted) {
        this.#enter(false);
        done += this.#readPiece(into.subarray(done, wanted));
      }
    });
    return done;
  }

  /** Raises ENOSPC when the volume is full: what fits is written. */
  write(bytes: Uint8Array): void {
    this.#check(this.mode.write);
    const wanted = Math.min(bytes.length, LARGEST - this.#position);
    let done = 0;
    this.#careful(() => {
      while (done < wanted && this.#enter(true)) {
        done += this.#writePiece(bytes.subarray(done, wanted));
        this.#size = Math.max(this.#size, this.#position);
      }
    });
    this.#changed = true;
    if (done < bytes.length) throw new FileError(ENOSPC);
  }

  /**
   * Past the end, a file open for writing grows; any other stops at the end. The position of a closed file does not change. A failure is not
   * raised, because the driver does not ask whether this has worked.
   */
  seek(offset: number, from: SeekFrom): number {
    const base = from === 'start' ? 0 : from === 'end' ? this.#size : this.#position;
    try {
      // FatFs counts unsigned: a position before the start is one far beyond the end.
      if (!this.#failed && !this.#isClosed) this.#careful(() => this.#seek((base + offset) >>> 0));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
    }
    return this.#position;
  }

  flush(): void {
    if (this.#isClosed) throw new FileError(EINVAL);
    if (!this.#changed) return;
    const { disk } = this;
    const { sector, at } = this.entry;
    disk.move(sector);
    disk.window[at + FIELD.attributes] = (disk.window[at + FIELD.attributes] as number) | ATTRIBUTE.archive;
    setCluster(disk.view, at, disk.layout.bits, this.#start);
    disk.view.setUint32(at + FIELD.size, this.#size, true);
    disk.view.setUint32(at + FIELD.modified, this.now(), true);
    disk.view.setUint16(at + FIELD.accessed, 0, true);
    disk.touch();
    disk.sync();
    this.#changed = false;
  }

  close(): void {
    if (this.#isClosed) return;
    this.flush();
    this.#isClosed = true;
  }

  #check(isAllowed: boolean): void {
    if (this.#isClosed) throw new FileError(EINVAL);
    if (this.#failed) throw new FileError(EIO);
    if (!isAllowed) throw new FileError(EACCES);
  }

  /** Performs an action and remembers a failure of the device. */
  #careful(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failed = error instanceof FileError;
      throw error;
    }
  }

  /** If the position is at the beginning of a cluster, enters that cluster. Returns false if no cluster is free. */
  #enter(mayGrow: boolean): boolean {
    const { disk } = this;
    if (this.#position % disk.clusterBytes !== 0) return true;
    let cluster: number | null;
    if (this.#position === 0) cluster = this.#start === 0 && mayGrow ? disk.extend(0) : this.#start;
    else cluster = mayGrow ? disk.extend(this.#cluster) : disk.next(this.#cluster);
    if (cluster === null) return false;
    if (cluster < 2) throw new FileError(EIO);
    this.#cluster = cluster;
    if (this.#start === 0) this.#start = cluster;
    return true;
  }

  /** Returns the sector of the position, the offset in it, and how many whole sectors of `bytes` bytes from there on are in its cluster. */
  #place(bytes: number): { sector: number; offset: number; whole: number } {
    const { clusterSectors, sectorSize } = this.disk.layout;
    const index = Math.floor(this.#position / sectorSize) % clusterSectors;
    const offset = this.#position % sectorSize;
    const whole = offset === 0 ? Math.min(Math.floor(bytes / sectorSize), clusterSectors - index) : 0;
    return { sector: this.disk.sectorOf(this.#cluster) + index, offset, whole };
  }

  #readPiece(into: Uint8Array): number {
    const { disk } = this;
    const { sectorSize } = disk.layout;
    const { sector, offset, whole } = this.#place(into.length);
    const count = whole > 0 ? whole * sectorSize : Math.min(into.length, sectorSize - offset);
    if (whole > 0) disk.readSectors(sector, into.subarray(0, count));
    else {
      disk.move(sector);
      into.set(disk.window.subarray(offset, offset + count));
    }
    this.#position += count;
    return count;
  }

  #writePiece(bytes: Uint8Array): number {
    const { disk } = this;
    const { sectorSize } = disk.layout;
    const { sector, offset, whole } = this.#place(bytes.length);
    const count = whole > 0 ? whole * sectorSize : Math.min(bytes.length, sectorSize - offset);
    if (whole > 0) disk.writeSectors(sector, bytes.subarray(0, count));
    else {
      // What lies behind the end of the file need not be read.
      if (offset === 0 && this.#position >= this.#size) disk.replace(sector);
      else disk.move(sector);
      disk.window.set(bytes.subarray(0, count), offset);
      disk.touch();
    }
    this.#position += count;
    return count;
  }

  #seek(offset: number): void {
    const { disk } = this;
    const { clusterBytes } = disk;
    const grows = this.mode.write;
    let target = offset > this.#size && !grows ? this.#size : offset;
    const isAhead =
      this.#position > 0 && target > 0 && Math.floor((target - 1) / clusterBytes) >= Math.floor((this.#position - 1) / clusterBytes);
    if (!isAhead) this.#position = 0;
    else this.#position = Math.floor((this.#position - 1) / clusterBytes) * clusterBytes;
    if (target > 0) {
      if (!isAhead) {
        const first = this.#start === 0 && grows ? disk.extend(0) : this.#start;
        if (first === null || first === 0) return;
        this.#start = this.#cluster = first;
      }
      while (target - this.#position > clusterBytes) {
        this.#position += clusterBytes;
        const following = grows ? disk.extend(this.#cluster) : disk.next(this.#cluster);
        if (following === null) target = this.#position;
        else if (!disk.isCluster(following)) throw new FileError(EIO);
        else this.#cluster = following;
      }
      this.#position = target;
    }
    if (this.#position > this.#size) {
      this.#size = this.#position;
      this.#changed = true;
    }
  }
}
