/** Addresses of IPv4 as numbers of 32 bits, and the text that stands for them. */

/** No address. */
export const ANY = 0;
/** All who are on the same network. */
const BROADCAST = 0xffff_ffff;

/** Where a packet comes from, or goes to. */
export interface Place {
  readonly address: number;
  readonly port: number;
}

/** The parts of an address as C writes numbers: decimal, octal after 0, hexadecimal after 0x. */
const PART = '(?:0[xX][0-9a-fA-F]*|[0-9]+)';
const FORM = new RegExp(String.raw`^(${PART})(?:\.(${PART}))?(?:\.(${PART}))?(?:\.(${PART}))?(?:\s[\s\S]*)?$`);

/**
 * The address that a text is, null for what is none (lwIP's `ip4addr_aton`): four parts between points, or fewer, of which the last then
 * counts for those that are missing.
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

/** As text. */
export const addressText = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');

/** Whether two addresses are on the same network. */
export const isNear = (one: number, other: number, mask: number): boolean => ((one ^ other) & mask) === 0;

/** Whether an address means everybody: that of all networks, or the highest of this one. */
export const isForAll = (address: number, own: number, mask: number): boolean =>
  address === BROADCAST || (isNear(address, own, mask) && (address | mask) >>> 0 === BROADCAST && mask !== BROADCAST);

/** Whether an address means a group that one joins, 224.0.0.0 to 239.255.255.255. */
export const isGroup = (address: number): boolean => address >>> 28 === 0xe;

/** Whether an address means the machine itself, 127.0.0.0 to 127.255.255.255. */
export const isLoopback = (address: number): boolean => address >>> 24 === 127;
