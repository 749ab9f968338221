/** What littlefs tells about an entry, with its time, which MicroPython keeps as an attribute (`extmod/vfs_lfsx.c`). */
import type { FileStatus } from '../volume.js';
import { type Entry, words } from './contents.js';
import { TIME_ATTRIBUTE } from './file.js';
import { TYPE } from './tag.js';

/** Seconds from 1970 to 2000. */
const EPOCH_2000 = 946_684_800n;
const NANOS = 1_000_000_000n;

/** Converts a moment, nanoseconds since 2000-01-01, to the form of the attribute. */
export function timeBytes(now: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, now + EPOCH_2000 * NANOS, true);
  return bytes;
}

/** Returns when an entry was changed, in seconds since 2000-01-01; 0 if that is not known. */
export function timeOf(entry: Entry | undefined): number {
  const bytes = entry?.attributes.get(TIME_ATTRIBUTE);
  if (bytes?.length !== 8) return 0;
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true) / NANOS - EPOCH_2000);
}

/** Returns the status of a file or folder. */
export function statusOf(entry: Entry): FileStatus {
  const isFolder = entry.kind === TYPE.folder;
  const size = entry.structType === TYPE.chainStruct ? (words(entry.struct, 2)[1] as number) : entry.struct.length;
  return { isFolder, size: isFolder ? 0 : size, modified: timeOf(entry) };
}
