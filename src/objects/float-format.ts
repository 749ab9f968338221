/** Text of floats in the formats e, f and g, and for `repr` (`py/formatfloat.c`). */
import { type DigitsWanted, DOUBLE, type Precision, SINGLE } from '../libm/decimal.js';

/** Size of the firmware's buffer for the text of a float. */
const ROOM = 33;

/** A special precision of format g: requests the shortest text that reads back as the number. */
export const REPR = 99;

type Mode = 'e' | 'f' | 'g';

/** How a mantissa is written. */
interface Layout {
  readonly mode: Mode;
  /** Format g writes positive exponents below this as digits. */
  readonly mostZeros: number;
  /** Text before the mantissa: `0.000`. */
  readonly lead: string;
  readonly digits: number;
  /** Zeros after the mantissa. */
  readonly trailing: number;
  /** Index of the digit after which the point is put. */
  readonly point: number;
  readonly exponent: number;
}

/** Value of `Layout.point` if no point is put after any digit. */
const NO_POINT = 255;

/** Text of a float in one of the formats e, f, g (or E, F, G). `sign` is put before a number that is not negative. */
export function formatFloat(value: number, format: string, precision: number, sign: string, single: boolean): string {
  const negative = value < 0 || Object.is(value, -0);
  const f = negative ? -value : value;
  const prefix = negative ? '-' : sign;
  const upper = format < 'a';
  if (!Number.isFinite(f)) {
    const name = Number.isNaN(f) ? 'nan' : 'inf';
    return prefix + (upper ? name.toUpperCase() : name);
  }
  const text = formatMagnitude(f, format.toLowerCase() as Mode, precision, ROOM - prefix.length, single ? SINGLE : DOUBLE);
  return prefix + (upper ? text.toUpperCase() : text);
}

function formatMagnitude(f: number, format: Mode, precision: number, room: number, kind: Precision): string {
  let mode = format;
  let places = precision < 0 ? 6 : precision;
  let mostZeros = Math.min(places, room - 3);
  if (precision === REPR) {
    places = kind.most;
    mostZeros = 16;
  }
  const e = f === 0 ? 0 : kind.exponentOf(f);
  if (mode === 'f' && e > 0 && e + places + 2 > room) {
    mode = 'g';
    places++;
  }
  let mostDigits = places;
  let leadZeros = 0;
  if (mode === 'f') {
    mostDigits = Math.min(mostDigits, room - 3);
    if (e >= 0) mostDigits += e + 1;
    else if (mostDigits > 2 && e < -2) {
      leadZeros = Math.min(-e, mostDigits) - 2;
      mostDigits -= leadZeros;
    } else mostDigits++;
  } else if (mode !== 'g' || mostDigits === 0) mostDigits++;
  let trailing = 0;
  if (mostDigits > kind.most) {
    trailing = mostDigits - kind.most;
    mostDigits = kind.most;
  }
  trailing = Math.min(trailing, room - mostDigits - (mode === 'f' ? 3 : kind.overhead + 1));
  // MicroPython: if the buffer is too small for all zeros, the text stands for a different number, which is compared with this one.
  const missing = mode === 'f' ? Math.max(0, e + 1 - mostDigits - trailing) : 0;
  for (let count = Math.min(kind.safe, mostDigits); ; count++) {
    let point = 0;
    let power = count - e - 1;
    if (mode === 'f' && e >= 0) point = e;
    else if (mode === 'f') {
      power = count - 1;
      if (leadZeros > 0) {
        power += leadZeros + 1;
        point = NO_POINT;
      }
    }
    const lead = point === NO_POINT ? `0.${'0'.repeat(leadZeros)}` : '';
    const exponent = mode === 'f' ? 0 : e;
    const layout: Layout = { mode, mostZeros, lead, digits: count, trailing: trailing + (mostDigits - count), point, exponent };
    const { mantissa, exact } = digitsOf(f, { count, exponent: e, power, missing, isOpen: mode === 'f' }, kind);
    if (exact || count >= mostDigits) return layOut(mantissa, layout);
  }
}

/** The digits, and whether they read back as the number. */
function digitsOf(f: number, wanted: DigitsWanted, kind: Precision): { mantissa: string; exact: boolean } {
  if (f === 0) return { mantissa: '0'.repeat(wanted.count), exact: true };
  return kind.mantissa(f, wanted);
}

/** Text of a mantissa. */
function layOut(mantissa: string, { mode, mostZeros, lead, digits, trailing, point, exponent }: Layout): string {
  let text = mantissa;
  let after = point;
  let e = exponent;
  let zeros = trailing;
  let start = lead;
  if (text.length > digits) {
    // Rounding has carried into a new digit.
    if (mode === 'f') after++;
    else {
      text = text.slice(0, -1);
      e++;
    }
  }
  if (mode === 'g' && e > 0 && e < mostZeros) {
    after += e;
    if (after >= text.length) zeros = after - (text.length - 1);
    e = 0;
  } else if (mode === 'g' && e < 0 && e >= -4) {
    const kept = text.replace(/0+$/, '').length;
    const dropped = Math.min(text.length - kept, -e);
    text = text.slice(0, text.length - dropped);
    start = `0.${'0'.repeat(-e - 1)}`;
    after = NO_POINT;
    e = 0;
  }
  const count = text.length;
  let hasPoint = after >= NO_POINT;
  if (after + 1 < count) {
    hasPoint = true;
    text = `${text.slice(0, after + 1)}.${text.slice(after + 1)}`;
  }
  const whole = after - (count - 1);
  if (zeros > 0 && whole >= 0 && whole < zeros) {
    hasPoint = true;
    text += `${'0'.repeat(whole)}.${'0'.repeat(zeros - whole)}`;
  } else if (zeros > 0) text += '0'.repeat(zeros);
  text = start + text;
  if (mode === 'g' && hasPoint) text = text.replace(/0+$/, '').replace(/\.$/, '');
  if (mode === 'f' || (mode === 'g' && e === 0)) return text;
  return `${text}e${e < 0 ? '-' : '+'}${String(Math.abs(e)).padStart(2, '0')}`;
}
