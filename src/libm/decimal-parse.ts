/** Parses the numbers that `float()` and `complex()` accept (`py/parsenum.c`). */
import { DOUBLE, type Precision, SINGLE } from './decimal.js';

const DECIMAL = /^([\d_]*)(?:\.([\d_]*))?(?:(e[-+]?)([\d_]*))?/i;

/** Reads an unsigned decimal number. `end` is where it stops, or −1 if an exponent has no digits. A number without digits is zero. */
function readDecimal(text: string, kind: Precision): { value: number; end: number } {
  const [all, whole, fraction = '', exponent = '', power = ''] = DECIMAL.exec(text) as unknown as [
    string,
    string,
    string?,
    string?,
    string?,
  ];
  if (exponent !== '' && power === '' && all.length === text.length) return { value: 0, end: -1 };
  const before = whole.replaceAll('_', '');
  const digits = before + fraction.replaceAll('_', '');
  const significant = digits.replace(/^0+/, '');
  const kept = mantissaOf(significant.replace(/0+$/, ''), kind);
  if (kept === '') return { value: 0, end: all.length };
  // Beyond this exponent the result is 0 or infinite anyway; a larger one would not be exact.
  const given = Math.min(Number(power.replaceAll('_', '')), 1e8) * (exponent.endsWith('-') ? -1 : 1);
  const shift = before.length - (digits.length - significant.length) - kept.length;
  return { value: kind.value(kept, given + shift), end: all.length };
}

/** The digits that fit in a mantissa. All further digits count as zeros. */
function mantissaOf(digits: string, { full }: Precision): string {
  const head = digits.slice(0, full.length);
  return head.length === full.length && head < full ? digits.slice(0, full.length + 1) : head;
}

/** The parts of a parsed number, null where a part is missing. */
interface ParsedNumber {
  readonly real: number | null;
  readonly imaginary: number | null;
}

/** Reads a number without its sign. `end` is where it stops in the text, or −1 if there is no number. */
function readMagnitude(text: string, kind: Precision): { value: number; end: number } {
  const word = /^(?:infinity|inf|nan)/i.exec(text)?.[0].toLowerCase();
  if (word === undefined) return readDecimal(text, kind);
  return { value: word === 'nan' ? NaN : Infinity, end: word.length };
}

/**
 * Parses the text of a number as `float()` does, or as `complex()` does if `complex` (`mp_parse_num_decimal`). Returns null if the text
 * is not a number. The result is in the given precision.
 */
export function parseNumber(text: string, complex: boolean, single: boolean): ParsedNumber | null {
  const kind = single ? SINGLE : DOUBLE;
  let real: number | null = null;
  for (let rest = text; ; ) {
    const [lead, sign] = /^[ \t\n\r\v\f]*([-+]?)/.exec(rest) as unknown as [string, string];
    const body = rest.slice(lead.length);
    const read = readMagnitude(body, kind);
    let { value } = read;
    if (read.end < 0) return null;
    let { end } = read;
    const imaginary = complex && body[end]?.toLowerCase() === 'j';
    if (imaginary) {
      if (end === 0) value = 1;
      end++;
    }
    if (end === 0) return null;
    if (sign === '-') value = -value;
    rest = body.slice(end).replace(/^[ \t\n\r\v\f]+/, '');
    if (imaginary) return rest === '' ? { real, imaginary: value } : null;
    if (rest === '') return real === null ? { real: value, imaginary: null } : null;
    // A real part; an imaginary one may follow.
    if (!complex || real !== null) return null;
    real = value;
  }
}
