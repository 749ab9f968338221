/** How long things take on the air, in ns: 1 Mbit/s, as of Bluetooth 4.1, which the PYBD's chip speaks (Core Specification, volume 6, part B). */

const MICROSECOND = 1000n;
const PER_BYTE = 8n * MICROSECOND;
/** Preamble, access address, header and checksum of a packet. */
const FRAMING = 1 + 4 + 2 + 3;
const ADDRESS = 6;

/** The gap between a packet and its answer (T_IFS). */
export const GAP = 150n * MICROSECOND;

/** The time of a packet with so many bytes of payload. */
export const packetTime = (bytes: number): bigint => BigInt(FRAMING + bytes) * PER_BYTE;

/** The time of an advertisement, and of the answer to a scan request, with so many bytes of data. */
export const advertisementTime = (bytes: number): bigint => packetTime(ADDRESS + bytes);

/** The time of a request for more data, and of a request for a connection. */
export const SCAN_REQUEST = packetTime(2 * ADDRESS);
export const CONNECT_REQUEST = packetTime(2 * ADDRESS + 22);

/** Most bytes of payload in a packet of a connection, and the time of an empty one. */
export const FRAGMENT = 27;
export const EMPTY = packetTime(0);
/** From the beginning of one such packet to that of the next in the same direction, while the other side sends empty ones. */
export const SLOT = packetTime(FRAGMENT) + GAP + EMPTY + GAP;
