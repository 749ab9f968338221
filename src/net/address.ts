/** IPv4 addresses as 32-bit numbers, and their form as text. */

/** No address. */
export const ANY = 0;
/** Everyone on the same network. */
const BROADCAST = 0xffff_ffff;

/** Where a packet comes from or goes to. */
export interface Place {
  readonly address: number;
  readonly port: number;
}

/** The parts of an address as C writes numbers: decimal, octal after 0, hexadecimal after 0x. */
const PART = '(?:0[xX][0-9a-fA-F]*|[0-9]+)';
const FORM = new RegExp(String.raw`^(${PART})(?:\.(${PART}))?(?:\.(${PART}))?(?:\.(${PART}))?(?:\s[\s\S]*)?$`);

/**
 * Returns the address that a text stands for, or null if it is not an address (lwIP's `ip4addr_aton`): four parts separated by points, or fewer,
 * in which case the last part also covers the missing ones.
 */
export function addressOf(text: string): number | null {
  const parts = FORM.exec(text)
    ?.slice(1)
    .filter((part) => part !== undefined);
  if (parts === undefined) return null;
  const numbers = parts.map(numberOf);
  const last = numbers.pop() as number;
  if (numbers.some((part) => !(part <= 0xff)) || !(last < 2 ** (32 - 8 * numbers.length))) return null;
  return numbers.reduce((sum, part, i) => sum + part * 2 ** (24 - 8 * i), last);
}

function numberOf(part: string): number {
  if (/^0x/i.test(part)) return part.length === 2 ? 0 : Number(part);
  return part.startsWith('0') ? (/^[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number.NaN) : Number(part);
}

/** Returns an address as text. */
export const addressText = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');

/** Returns a place as text, such as `192.168.1.100:49153`. */
export const placeText = ({ address, port }: Place): string => `${addressText(address)}:${port}`;

/** Whether two addresses are on the same network. */
export const isNear = (one: number, other: number, mask: number): boolean => ((one ^ other) & mask) === 0;

/** Whether an address is a broadcast address: that of all networks, or the highest of this one. */
export const isForAll = (address: number, own: number, mask: number): boolean =>
  address === BROADCAST || (isNear(address, own, mask) && (address | mask) >>> 0 === BROADCAST && mask !== BROADCAST);

/** Whether an address is that of a multicast group, 224.0.0.0 to 239.255.255.255. */
export const isGroup = (address: number): boolean => address >>> 28 === 0xe;

/** Whether an address means the machine itself, 127.0.0.0 to 127.255.255.255. */
export const isLoopback = (address: number): boolean => address >>> 24 === 127;
