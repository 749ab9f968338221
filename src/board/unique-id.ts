/**
 * A chip's unique id (RM0090 §39.1): where its die lay on the wafer, X and Y of 16 bits each, then the wafer's number and the lot in ASCII. Users
 * write its 12 bytes as 24 hexadecimal digits, in the order of `machine.unique_id()`.
 */

const FORM = /^[\da-f]{24}$/i;
/** The byte at which the die's Y begins. */
const Y_AT = 2;

/** The id of a board that is given none. */
export const DEFAULT_ID = '31002a000d51333339363635';
/** What an id looks like, for messages. */
export const ID_FORM = `24 hexadecimal digits, such as ${DEFAULT_ID}`;

/** Whether a value is an id as users write it. */
export const isUniqueId = (value: unknown): value is string => typeof value === 'string' && FORM.test(value);

/** The bytes of an id that `isUniqueId` has accepted. */
export function idBytes(id: string): Uint8Array {
  return Uint8Array.from(id.match(/../g) as string[], (digits) => Number.parseInt(digits, 16));
}

/** The id of the chip that lay `number` places beside the default board's: so several boards, numbered from 0, have different ids. */
export function numberedId(number: number): string {
  const bytes = idBytes(DEFAULT_ID);
  const view = new DataView(bytes.buffer);
  view.setUint16(Y_AT, view.getUint16(Y_AT, true) + number, true);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
