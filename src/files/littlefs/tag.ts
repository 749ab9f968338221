/** Tags of littlefs: what each piece of metadata is, in 32 bits, and the checksum over them (littlefs SPEC, "Metadata tags"). */

/** Kinds of tags. */
export const TYPE = {
  file: 0x001,
  folder: 0x002,
  superblock: 0x0ff,
  folderStruct: 0x200,
  inlineStruct: 0x201,
  chainStruct: 0x202,
  attribute: 0x300,
  create: 0x401,
  delete: 0x4ff,
  crc: 0x500,
  forwardCrc: 0x5ff,
  softTail: 0x600,
  hardTail: 0x601,
  moveState: 0x7ff,
} as const;

/** The family of a kind, by these bits of it. */
export const FAMILY = { mask: 0x700, name: 0x000, struct: 0x200, attribute: 0x300, splice: 0x400, tail: 0x600 } as const;
/** Bits that identify the kind of tags that end a commit. The lowest bit of the kind is the valid bit of what follows. */
const CRC_MASK = 0x780;
/** The id of a tag that belongs to no entry. */
export const NO_ID = 0x3ff;
/** The size that says that something is deleted. */
export const DELETED = 0x3ff;
/** Set in bits that are not a tag. */
const INVALID = 0x80000000;

/** A tag and its data. */
export interface Change {
  readonly tag: number;
  readonly data: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** Returns a change of the metadata. */
export function change(type: number, id: number, data: Uint8Array = NOTHING): Change {
  return { tag: ((type << 20) | (id << 10) | data.length) >>> 0, data };
}

/** Kind of a tag. */
export const typeOf = (tag: number): number => (tag >>> 20) & 0x7ff;
/** Entry that a tag belongs to. */
export const idOf = (tag: number): number => (tag >>> 10) & 0x3ff;
/** Bytes of a tag's data. */
export const sizeOf = (tag: number): number => tag & 0x3ff;
/** Whether bits are a tag. */
export const isValid = (tag: number): boolean => (tag & INVALID) === 0;
/** Whether a tag is the checksum that ends a commit. */
export const endsCommit = (tag: number): boolean => (typeOf(tag) & CRC_MASK) === TYPE.crc;

/** Returns the number of bytes of a tag with its data. */
export function bytesOf(tag: number): number {
  return 4 + (sizeOf(tag) === DELETED ? 0 : sizeOf(tag));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** Returns the CRC-32 without its final inversion, continued from a value. */
export function crc32(crc: number, bytes: Uint8Array): number {
  let value = crc;
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] as number);
  return value >>> 0;
}
