/**
 * Text of floats and back (`py/formatfloat.c`, `py/parsenum.c`).
 * Double precision is exact, as on builds whose compiler has a wider type; single precision repeats the board's own steps in
 * single precision, so that it errs where the board errs.
 */

/** What differs between the two precisions. */
interface Precision {
  /** Most digits of a decimal mantissa, and how many of them always survive. */
  readonly most: number;
  readonly safe: number;
  /** Room that sign, point and exponent take. */
  readonly overhead: number;
  /** The mantissa beyond which no digit is read, in digits. */
  readonly full: string;
  /** x · 10^n, rounded to the precision. */
  scale(x: number, n: number): number;
  /** x · 10^n, rounded half up to a whole number that has so many digits. */
  mantissa(x: number, n: number, digits: number): bigint;
  /** digits · 10^n, rounded to the precision. */
  value(digits: string, n: number): number;
  /** Approximates by trial where a mantissa does not read back as the number. */
  readonly searches: boolean;
}

const view = new DataView(new ArrayBuffer(8));

/** Significand and exponent: x = m · 2^e with a whole m. */
function decompose(x: number): [bigint, number] {
  view.setFloat64(0, x);
  const raw = view.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  return exponent === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, exponent - 1075];
}

const DOUBLE: Precision = {
  most: 19,
  safe: 16,
  overhead: 7,
  full: '1844674407370955160',
  scale: (x, n) => x * Number(`1e${n}`),
  mantissa(x, n) {
    const [m, e] = decompose(x);
    const over = m * 10n ** BigInt(Math.max(n, 0)) * 2n ** BigInt(Math.max(e, 0));
    const under = 10n ** BigInt(Math.max(-n, 0)) * 2n ** BigInt(Math.max(-e, 0));
    return (2n * over + under) / (2n * under);
  },
  value: (digits, n) => Number(`${digits}e${n}`),
  searches: false,
};

const powersOf5 = new Map<number, number>();

/** 5^n in single precision. */
function powerOf5(n: number): number {
  let power = powersOf5.get(n);
  if (power === undefined) {
    const magnitude = Number(5n ** BigInt(Math.min(Math.abs(n), 300)));
    power = Math.fround(n < 0 ? 1 / magnitude : magnitude);
    powersOf5.set(n, power);
  }
  return power;
}

/** x · 10^n as the board computes it: the binary part goes into the exponent bits, unchecked. */
function scaleSingle(x: number, n: number): number {
  if (n === 0 || x === 0) return x;
  view.setFloat32(0, x);
  const raw = view.getUint32(0);
  const exponent = (((raw >>> 23) & 0xff) + n) & 0xff;
  view.setUint32(0, ((raw & 0x807fffff) | (exponent << 23)) >>> 0);
  const shifted = view.getFloat32(0);
  return Math.fround(n < 0 && n >= -10 ? shifted / powerOf5(-n) : shifted * powerOf5(n));
}

const SINGLE: Precision = {
  most: 9,
  safe: 6,
  overhead: 6,
  full: '429496728',
  scale: scaleSingle,
  mantissa(x, n, digits) {
    // The last digits come from whole numbers, for a single has too few bits.
    let factor = 1;
    let power = n;
    if (digits > SINGLE.safe && n > 1) {
      const extra = digits > SINGLE.safe + 1 && n > 2 ? 2 : 1;
      factor = 10 ** extra;
      power -= extra;
    }
    return BigInt(factor * Math.floor(Math.fround(scaleSingle(x, power) + 0.5)));
  },
  value: (digits, n) => scaleSingle(Math.fround(Number(digits)), n),
  searches: true,
};

/** Room for the text of a float in the firmware. */
const ROOM = 33;

/** Asks for the shortest text that reads back as the number. */
export const REPR = 99;

interface Layout {
  readonly mode: 'e' | 'f' | 'g';
  readonly upper: boolean;
  readonly mostZeros: number;
  /** Text before the mantissa: `0.000`. */
  readonly lead: string;
  readonly digits: number;
  readonly trailing: number;
  /** Index of the digit after which the point goes. */
  readonly point: number;
  readonly exponent: number;
}

/** No point goes after any digit. */
const NO_POINT = 255;

/** Text of a decimal mantissa. */
function layOut(mantissa: bigint, { mode, upper, mostZeros, lead, digits, trailing, point, exponent }: Layout): string {
  let count = digits;
  let after = point;
  let e = exponent;
  let zeros = trailing;
  let start = lead;
  let value = mantissa;
  if (value >= 10n ** BigInt(digits)) {
    if (mode === 'f') {
      count++;
      after++;
    } else {
      value /= 10n;
      e++;
    }
  }
  if (mode === 'g' && e !== 0) {
    if (e > 0) {
      if (e < mostZeros) {
        after += e;
        if (after >= count) zeros = after - (count - 1);
        e = 0;
      }
    } else if (e >= -4) {
      let dropped = 0;
      while (e < 0 && value % 10n === 0n) {
        value /= 10n;
        dropped++;
        e++;
      }
      count -= dropped;
      start += `0.${'0'.repeat(Math.max(0, dropped - e - 1))}`;
      after = NO_POINT;
      e = 0;
    }
  }
  const text = value.toString().padStart(count, '0').slice(-count);
  let hasPoint = after >= NO_POINT;
  let body = text;
  if (after + 1 < count) {
    hasPoint = true;
    body = `${text.slice(0, after + 1)}.${text.slice(after + 1)}`;
  }
  if (zeros > 0) {
    const before = after - (count - 1);
    if (before >= 0 && before < zeros) {
      hasPoint = true;
      body += `${'0'.repeat(before)}.${'0'.repeat(zeros - before)}`;
    } else body += '0'.repeat(zeros);
  }
  body = start + body;
  if (mode === 'g' && hasPoint) body = body.replace(/0+$/, '').replace(/\.$/, '');
  if ((e !== 0 || mode === 'e') && mode !== 'f') {
    body += `${upper ? 'E' : 'e'}${e < 0 ? '-' : '+'}${String(Math.abs(e)).padStart(2, '0')}`;
  }
  return body;
}

/** Text of a float in one of the formats e, f, g (or E, F, G); `sign` is put before what is not negative. */
export function formatFloat(value: number, format: string, precision: number, sign: string, single: boolean): string {
  const negative = value < 0 || Object.is(value, -0);
  const f = negative ? -value : value;
  const prefix = negative ? '-' : sign;
  const upper = format < 'a';
  if (!Number.isFinite(f)) {
    const name = Number.isNaN(f) ? 'nan' : 'inf';
    return prefix + (upper ? name.toUpperCase() : name);
  }
  return (
    prefix +
    formatMagnitude(f, format.toLowerCase() as 'e' | 'f' | 'g', { upper, precision, room: ROOM - prefix.length }, single ? SINGLE : DOUBLE)
  );
}

/** The power of ten of the first digit. */
function decimalExponent(f: number, kind: Precision): number {
  if (f === 0) return 0;
  view.setFloat64(0, f);
  const binary = kind === SINGLE ? singleExponent(f) : ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
  let e = Math.trunc(binary * 0.3010299956639812);
  const step = f < 1 ? 0 : 1;
  while (f >= kind.scale(1, e + step) === (step === 1)) e += step === 1 ? 1 : -1;
  return e;
}

function singleExponent(f: number): number {
  view.setFloat32(0, f);
  return ((view.getUint32(0) >>> 23) & 0xff) - 127;
}

function formatMagnitude(
  f: number,
  format: 'e' | 'f' | 'g',
  { upper, precision, room }: { upper: boolean; precision: number; room: number },
  kind: Precision,
): string {
  let mode = format;
  let places = precision < 0 ? 6 : precision;
  let mostZeros = Math.min(places, room - 3);
  if (precision === REPR) {
    places = kind.most;
    mostZeros = 16;
  }
  const e = decimalExponent(f, kind);
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
  for (let digits = Math.min(kind.safe, mostDigits); ; digits++) {
    let power = 0;
    let point = 0;
    let lead = '';
    if (f !== 0 && mode === 'f') {
      power = digits - 1;
      if (e >= 0) {
        power -= e;
        point = e;
      } else if (leadZeros > 0) {
        lead = `0.${'0'.repeat(leadZeros)}`;
        power += leadZeros + 1;
        point = NO_POINT;
      }
    } else if (f !== 0) power = digits - e - 1;
    const layout: Layout = {
      mode,
      upper,
      mostZeros,
      lead,
      digits,
      trailing: trailing + (mostDigits - digits),
      point,
      exponent: mode === 'f' ? 0 : e,
    };
    const mantissa = f === 0 ? 0n : kind.mantissa(f, power, digits);
    const text = layOut(mantissa, layout);
    const last = digits >= mostDigits;
    if (!kind.searches) {
      if (last || readFloat(text, 0, kind).value === f) return text;
      continue;
    }
    const better = search(f, mantissa, layout, kind);
    if (better.exact || last) return better.text;
  }
}

/** Looks for a mantissa nearby that reads back as the number; else the nearest one seen. */
function search(f: number, mantissa: bigint, layout: Layout, kind: Precision): { exact: boolean; text: string } {
  const difference = (m: bigint): number => Math.fround(readFloat(layOut(m, layout), 0, kind).value - f);
  let current = mantissa;
  let error = difference(current);
  let best = current;
  let bestError = error;
  let range = layout.digits > kind.safe ? 1n << BigInt(3 * (layout.digits - kind.safe)) : 1n;
  for (let runs = 3 + 3 * (kind.most - kind.safe); error !== 0 && runs > 0; runs--) {
    current += error < 0 ? range : -range;
    if (current < 0n) current = 0n;
    error = difference(current);
    if (error === 0) {
      best = current;
      bestError = 0;
      break;
    }
    const gain = Math.fround(Math.abs(error) - Math.abs(bestError));
    if (gain < 0 || (gain === 0 && current % 10n === 0n)) {
      best = current;
      bestError = error;
    }
    if (range === 1n) break;
    range >>= 1n;
  }
  return { exact: bestError === 0, text: layOut(best, layout) };
}

/** Reads an unsigned decimal number at `start`; `end` is where it stops, −1 if an exponent is missing. */
function readFloat(text: string, start: number, kind: Precision): { value: number; end: number } {
  let part: 'whole' | 'fraction' | 'exponent' = 'whole';
  let digits = '';
  let power = 0;
  let zeros = '';
  let wholeZeros = 0;
  let exponent = 0;
  let exponentSign = 1;
  let i = start;
  const isFull = (): boolean => digits.length > kind.full.length || (digits.length === kind.full.length && digits >= kind.full);
  for (; i < text.length; i++) {
    const c = text[i] as string;
    if (c >= '0' && c <= '9') {
      if (part === 'exponent') {
        if (exponent < 100000000) exponent = exponent * 10 + Number(c);
      } else if (c === '0' || isFull()) {
        // Zeros wait for a digit that needs them; what a full mantissa cannot take counts as zero.
        if (part === 'whole') wholeZeros++;
        else zeros += '0';
      } else {
        ({ digits, power } = take(digits, power, wholeZeros, false, isFullDigits));
        wholeZeros = 0;
        ({ digits, power } = take(digits, power, zeros.length, true, isFullDigits));
        zeros = '';
        if (!isFull()) {
          digits += digits === '' && c === '0' ? '' : c;
          if (part === 'fraction') power--;
        } else if (part === 'whole') power++;
      }
    } else if (c === '.' && part === 'whole') part = 'fraction';
    else if ((c === 'e' || c === 'E') && part !== 'exponent') {
      part = 'exponent';
      if (text[i + 1] === '+') i++;
      else if (text[i + 1] === '-') {
        i++;
        exponentSign = -1;
      }
      if (i + 1 >= text.length) return { value: 0, end: -1 };
    } else if (c !== '_') break;
  }
  function isFullDigits(d: string): boolean {
    return d.length > kind.full.length || (d.length === kind.full.length && d >= kind.full);
  }
  const value = digits === '' ? 0 : kind.value(digits, exponentSign * exponent + power + wholeZeros);
  return { value, end: i };
}

/** Appends deferred zeros to a decimal mantissa as long as it takes any. */
function take(
  digits: string,
  power: number,
  zeros: number,
  inFraction: boolean,
  isFull: (digits: string) => boolean,
): { digits: string; power: number } {
  let taken = digits;
  let exponent = power;
  for (let n = 0; n < zeros; n++) {
    if (!isFull(taken)) {
      if (taken !== '') taken += '0';
      if (inFraction) exponent--;
    } else if (!inFraction) exponent++;
  }
  return { digits: taken, power: exponent };
}

/** What `float()` or `complex()` found: parts are null where there are none. */
export interface ParsedNumber {
  readonly real: number | null;
  readonly imaginary: number | null;
}

const isSpace = (c: string | undefined): boolean => c !== undefined && ' \t\n\r\v\f'.includes(c);

/**
 * The text of a number as `float()` takes it, or, if `complex`, `complex()`; null if it is none (`mp_parse_num_decimal`).
 * The result is in the given precision.
 */
export function parseNumber(text: string, complex: boolean, single: boolean): ParsedNumber | null {
  const kind = single ? SINGLE : DOUBLE;
  let i = 0;
  let real: number | null = null;
  for (;;) {
    while (isSpace(text[i])) i++;
    const negative = text[i] === '-';
    if (negative || text[i] === '+') i++;
    const start = i;
    const lower = text.slice(i, i + 8).toLowerCase();
    let value: number;
    if (lower.startsWith('inf')) {
      value = Infinity;
      // MicroPython: the whole word counts only if the text reaches beyond its five letters.
      i += lower === 'infinity' ? 8 : 3;
    } else if (lower.startsWith('nan')) {
      value = NaN;
      i += 3;
    } else {
      const read = readFloat(text, i, kind);
      if (read.end < 0) return null;
      value = read.value;
      i = read.end;
    }
    let imaginary = false;
    if (complex && text[i]?.toLowerCase() === 'j') {
      if (i === start) value = 1;
      i++;
      imaginary = true;
    }
    if (negative) value = -value;
    if (i === start) return null;
    while (isSpace(text[i])) i++;
    if (i < text.length) {
      if (!complex || imaginary || real !== null) return null;
      real = value;
      continue;
    }
    if (imaginary) return { real, imaginary: value };
    return real === null ? { real: value, imaginary: null } : null;
  }
}
