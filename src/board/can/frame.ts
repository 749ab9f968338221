/** Frames of CAN 2.0: how they look on the wire, how long they last, which of two wins the bus. */

/** One message. Of a remote frame's data only the length is sent. */
export interface CanFrame {
  readonly id: number;
  readonly isExtended: boolean;
  readonly isRemote: boolean;
  /** Up to 8 bytes. */
  readonly data: Uint8Array;
}

const CRC_POLYNOMIAL = 0x4599;
const CRC_BITS = 15;
/** After this number of equal bits, one of the opposite value is stuffed in. */
const STUFF_AFTER = 5;

/** The arbitration field: of two frames that begin together, the one with a 0 at the first difference wins. */
function arbitration({ id, isExtended, isRemote }: CanFrame): number[] {
  const remote = Number(isRemote);
  if (!isExtended) return [...bitsOf(id, 11), remote, 0];
  return [...bitsOf(id >>> 18, 11), 1, 1, ...bitsOf(id & 0x3ffff, 18), remote];
}

/** True if `a` wins the bus against `b`. */
export function wins(a: CanFrame, b: CanFrame): boolean {
  const other = arbitration(b);
  for (const [i, bit] of arbitration(a).entries()) if (bit !== other[i]) return bit < (other[i] ?? 0);
  return false;
}

/** Number of bits on the wire from the start of the frame to the end of its checksum, stuffed bits included. */
export function stuffedLength(frame: CanFrame): number {
  const { data, isExtended, isRemote } = frame;
  const bits = [0, ...arbitration(frame), ...(isExtended ? [0, 0] : [0]), ...bitsOf(data.length, 4)];
  if (!isRemote) for (const byte of data) bits.push(...bitsOf(byte, 8));
  bits.push(...bitsOf(checksum(bits), CRC_BITS));
  return bits.length + stuffing(bits);
}

function bitsOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (value >>> (count - 1 - i)) & 1);
}

function checksum(bits: readonly number[]): number {
  let crc = 0;
  for (const bit of bits) {
    const feedback = bit ^ (crc >> (CRC_BITS - 1));
    crc = (crc << 1) & 0x7fff;
    if (feedback === 1) crc ^= CRC_POLYNOMIAL;
  }
  return crc;
}

/** Number of bits that are stuffed in; a stuffed bit counts towards the next run. */
function stuffing(bits: readonly number[]): number {
  let stuffed = 0;
  let last = -1;
  let run = 0;
  for (const bit of bits) {
    run = bit === last ? run + 1 : 1;
    last = bit;
    if (run < STUFF_AFTER) continue;
    stuffed++;
    last = 1 - bit;
    run = 1;
  }
  return stuffed;
}
