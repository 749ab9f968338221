/** The checksum that `binascii` and gzip share. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { charge } from './charge.js';

/** The table of the usual reflected CRC-32. */
const CRC_TABLE: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The CRC-32 of bytes. `start` is the CRC-32 of the bytes before them, or 0 if there are none. */
export function crc32(bytes: Uint8Array, start: number): number {
  charge(EVENT_PRICE.COPY_PER_BYTE * 2 * bytes.length);
  let crc = ~start;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
