/**
 * Floats in decimal digits, in both precisions (`py/formatfloat.c`, `py/parsenum.c`).
 * Double precision is exact, as on builds whose compiler has a wider type, which a PYBD-SF6's has not (`py/mpconfig.h`,
 * MICROPY_FLOAT_FORMAT_IMPL); single precision repeats the board's own steps in single precision, so that it errs where the board errs.
 */

/** The digits that a mantissa is asked for. */
export interface DigitsWanted {
  readonly count: number;
  /** Power of ten of the first digit of the number. */
  readonly exponent: number;
  /** The mantissa is the number times ten to this power, rounded half up. */
  readonly power: number;
}

/** What differs between the two precisions. */
export interface Precision {
  /** Most digits of a mantissa, and how many of them always survive. */
  readonly most: number;
  readonly safe: number;
  /** Room that the firmware keeps for sign, point and exponent. */
  readonly overhead: number;
  /** A mantissa from which on no further digit is read. */
  readonly full: string;
  /** Power of ten of the first digit of a positive number. */
  exponentOf(x: number): number;
  /** The digits of a positive number; one more than asked for where rounding carries. */
  mantissa(x: number, wanted: DigitsWanted): string;
  /** digits · 10^n. */
  value(digits: string, n: number): number;
  /** The mantissa that reads back as the number, if one is near, else the nearest. Absent where there is nothing to gain. */
  nearest?(x: number, mantissa: string, wanted: DigitsWanted): { readonly mantissa: string; readonly exact: boolean };
}

/** Exact: the host's conversions are, as ECMAScript demands. */
export const DOUBLE: Precision = {
  most: 19,
  safe: 16,
  overhead: 7,
  full: '1844674407370955160',
  exponentOf: (x) => exponentIn(x.toExponential()),
  mantissa(x, { count, exponent, power }) {
    // To so many decimals, some of which are zeros before the first digit.
    if (power < count - 1 - exponent) return x.toFixed(power).replace('.', '').replace(/^0+/, '').padStart(count, '0');
    const text = x.toExponential(count - 1);
    const shift = exponentIn(text) - exponent;
    if (shift >= 0) return digitsIn(text) + '0'.repeat(shift);
    // The first digit stands one place lower: ten to the exponent is rounded up where the number is not.
    const shorter = x.toExponential(Math.max(0, count - 2));
    return (digitsIn(shorter) + '0'.repeat(exponentIn(shorter) - exponent + 1)).padStart(count, '0');
  },
  value: (digits, n) => Number(`${digits}e${n}`),
};

const exponentIn = (text: string): number => Number(text.slice(text.indexOf('e') + 1));
const digitsIn = (text: string): string => text.slice(0, text.indexOf('e')).replace('.', '');

const view = new DataView(new ArrayBuffer(4));
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

/** Powers of five that a single holds exactly. */
const EXACT_POWER_OF_5 = 10;

/** x · 10^n as the board computes it: the binary part goes into the exponent bits, unchecked. */
function scale(x: number, n: number): number {
  if (n === 0 || x === 0) return x;
  view.setFloat32(0, x);
  const raw = view.getUint32(0);
  const exponent = (((raw >>> 23) & 0xff) + n) & 0xff;
  view.setUint32(0, ((raw & 0x807fffff) | (exponent << 23)) >>> 0);
  const shifted = view.getFloat32(0);
  return Math.fround(n < 0 && n >= -EXACT_POWER_OF_5 ? shifted / powerOf5(-n) : shifted * powerOf5(n));
}

/** The value of a whole mantissa times 10^n as it is read: without the zeros at its end. */
function valueOf(mantissa: number, n: number): number {
  let digits = mantissa;
  let power = n;
  while (digits !== 0 && digits % 10 === 0) {
    digits /= 10;
    power++;
  }
  return scale(Math.fround(digits), power);
}

/** As the board's own arithmetic has it. */
export const SINGLE: Precision = {
  most: 9,
  safe: 6,
  overhead: 6,
  full: '429496728',
  exponentOf(x) {
    view.setFloat32(0, x);
    let e = Math.trunc((((view.getUint32(0) >>> 23) & 0xff) - 127) * 0.3010299956639812);
    const step = x < 1 ? 0 : 1;
    while (x >= scale(1, e + step) === (step === 1)) e += step === 1 ? 1 : -1;
    return e;
  },
  mantissa(x, { count, power }) {
    // The last digits come from whole numbers, for a single has too few bits.
    const whole = count <= SINGLE.safe || power <= 1 ? 0 : count > SINGLE.safe + 1 && power > 2 ? 2 : 1;
    const scaled = Math.floor(Math.fround(scale(x, power - whole) + 0.5));
    return String(scaled * [1, 10, 100][whole]).padStart(count, '0');
  },
  value: (digits, n) => scale(Math.fround(Number(digits)), n),
  nearest(x, mantissa, { count, power }) {
    const errorOf = (m: number): number => Math.fround(valueOf(m, -power) - x);
    let current = Number(mantissa);
    let error = errorOf(current);
    let best = current;
    let bestError = error;
    // Halving steps, as far as the error of the first guess may reach.
    for (let range = count > SINGLE.safe ? 8 ** (count - SINGLE.safe) : 1; error !== 0 && range >= 1; range >>= 1) {
      current = Math.max(0, current + (error < 0 ? range : -range));
      error = errorOf(current);
      const gain = Math.fround(Math.abs(error) - Math.abs(bestError));
      if (error === 0 || gain < 0 || (gain === 0 && current % 10 === 0)) {
        best = current;
        bestError = error;
      }
    }
    return { mantissa: String(best).padStart(count, '0'), exact: bestError === 0 };
  },
};
