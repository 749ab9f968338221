/** PEM: DER in base64 between two lines (RFC 7468). */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LINE = 64;

/** A block of a PEM text: its label, such as `CERTIFICATE`, and its DER; null if that is not base64. */
interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array | null;
}

/** Whether bytes look like PEM rather than DER, by which MicroPython decides (`asn1_get_data`). */
export const isPem = (bytes: Uint8Array): boolean => asText(bytes).includes('-----BEGIN ');

/** The blocks of a text. */
export function pemBlocks(bytes: Uint8Array): PemBlock[] {
  return [...asText(bytes).matchAll(/-----BEGIN ([^-]*)-----\r?\n([^-]*)-----END \1-----/g)].map(([, label, body]) => ({
    label: label as string,
    der: decode((body as string).replace(/\s/g, '')),
  }));
}

/** DER as PEM. */
export function pem(label: string, der: Uint8Array): string {
  const lines = encode(der).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** Bytes as characters, up to a zero. */
function asText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  let text = '';
  for (const byte of end < 0 ? bytes : bytes.subarray(0, end)) text += String.fromCharCode(byte);
  return text;
}

function decode(text: string): Uint8Array | null {
  const digits = text.replace(/={1,2}$/, '');
  if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1) return null;
  const bytes: number[] = [];
  let value = 0;
  for (let i = 0; i < digits.length; i++) {
    value = ((value << 6) | ALPHABET.indexOf(digits[i] as string)) & 0xffff;
    if (i % 4 > 0) bytes.push((value >> (6 - 2 * (i % 4))) & 0xff);
  }
  return Uint8Array.from(bytes);
}

function encode(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const value = (a << 16) | (b << 8) | c;
    for (let j = 0; j < 4; j++) text += i + j > bytes.length ? '=' : ALPHABET[(value >> (18 - 6 * j)) & 63];
  }
  return text;
}
