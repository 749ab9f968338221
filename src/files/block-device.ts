/** What a file system is stored on: blocks that can be read and written, wherever they are kept. */

/** Bytes of a block of the flash and of cards, which is a sector of FAT. */
export const BLOCK = 512;

/** A block device. Reading and writing return 0 or a negative error number (`py/mperrno.h`). */
export interface BlockDevice {
  /** Nothing can be written. */
  readonly isReadOnly: boolean;
  /** Makes the device ready; false if it is not. */
  init(): boolean;
  /** Bytes of a block. */
  blockSize(): number;
  blockCount(): number;
  /** Writes whatever the device holds back. */
  sync(): void;
  /** Reads whole blocks. */
  read(block: number, into: Uint8Array): number;
  /** Erases and writes whole blocks. */
  write(block: number, bytes: Uint8Array): number;
  /** Reads within a block. */
  readPart(block: number, offset: number, into: Uint8Array): number;
  /** Writes within a block that is erased there. */
  writePart(block: number, offset: number, bytes: Uint8Array): number;
  /** Makes a block ready to be written. */
  erase(block: number): number;
}

/** How names become bytes and back. */
export interface NameCodec {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}
