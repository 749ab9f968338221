/**
 * Floats in decimal digits, in both precisions, by the boards' own steps (`py/formatfloat.c`, `py/parsenum.c`), so that they err where the
 * boards err. No board's compiler has a wider type than double (`py/mpconfig.h`, MICROPY_FLOAT_FORMAT_IMPL_APPROX): MicroPython on a
 * computer, whose compiler has one, writes and reads some doubles otherwise.
 */
import { powerOf5, singlePowerOf5 } from './powers-of-five.js';

/** The digits that a mantissa is asked for. */
export interface DigitsWanted {
  readonly count: number;
  /** Power of ten of the first digit of the number. */
  readonly exponent: number;
  /** The mantissa is the number times ten to this power, rounded half up. */
  readonly power: number;
  /** Zeros at its end for which there is no room: they are not written. */
  readonly missing: number;
  /** A digit more than asked for is written, too. */
  readonly isOpen: boolean;
}

/** What the arithmetic of a precision has. */
interface Arithmetic {
  /** To the nearest number. */
  round(x: number): number;
  /** The exponent bits, without the bias. */
  exponent(x: number): number;
  /** x · 2^n by way of the exponent bits, unchecked. */
  shift(x: number, n: number): number;
  powerOf5(n: number): number;
  /** The largest n whose 5^n is exact. */
  readonly exactPower: number;
  /** The word that a mantissa is kept in, all bits set. */
  readonly mostMantissa: bigint;
}

/** A whole number that may have more bits than a JavaScript number: then it is a bigint. */
type Whole = number | bigint;

/** So far a JavaScript number is exact, and what is sought from it on. */
const SAFE = Number.MAX_SAFE_INTEGER - 1024;

const view = new DataView(new ArrayBuffer(8));

const SINGLES: Arithmetic = {
  round: Math.fround,
  exponent(x) {
    view.setFloat32(0, x);
    return ((view.getUint32(0) >>> 23) & 0xff) - 127;
  },
  shift(x, n) {
    view.setFloat32(0, x);
    const bits = view.getUint32(0);
    view.setUint32(0, (bits & 0x807fffff) | ((((bits >>> 23) + n) & 0xff) << 23));
    return view.getFloat32(0);
  },
  powerOf5: singlePowerOf5,
  exactPower: 10,
  mostMantissa: 0xffff_ffffn,
};

const DOUBLES: Arithmetic = {
  round: (x) => x,
  exponent(x) {
    view.setFloat64(0, x);
    return ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
  },
  shift(x, n) {
    view.setFloat64(0, x);
    const bits = view.getUint32(0);
    view.setUint32(0, (bits & 0x800fffff) | ((((bits >>> 20) + n) & 0x7ff) << 20));
    return view.getFloat64(0);
  },
  powerOf5,
  exactPower: 22,
  mostMantissa: 0xffff_ffff_ffff_ffffn,
};

/** How many digits a precision has. */
interface Digits {
  /** Most digits of a mantissa, and how many of them always survive. */
  readonly most: number;
  readonly safe: number;
  /** Room that the firmware keeps for sign, point and exponent. */
  readonly overhead: number;
  /** A mantissa from which on no further digit is read. */
  readonly full: string;
}

/** Decimal digits in one precision. */
export class Precision {
  readonly most: number;
  readonly safe: number;
  readonly overhead: number;
  readonly full: string;

  constructor(
    private readonly arithmetic: Arithmetic,
    { most, safe, overhead, full }: Digits,
  ) {
    this.most = most;
    this.safe = safe;
    this.overhead = overhead;
    this.full = full;
  }

  /** Power of ten of the first digit of a positive number. */
  exponentOf(x: number): number {
    let e = Math.trunc(this.arithmetic.exponent(x) * 0.3010299956639812);
    const step = x < 1 ? 0 : 1;
    while (x >= this.#scale(1, e + step) === (step === 1)) e += step === 1 ? 1 : -1;
    return e;
  }

  /** digits · 10^n. */
  value(digits: string, n: number): number {
    return this.#scale(this.arithmetic.round(Number(digits)), n);
  }

  /** The mantissa that reads back as a positive number, if one is near, else the nearest; one digit more than asked for where rounding carries. */
  mantissa(x: number, wanted: DigitsWanted): { readonly mantissa: string; readonly exact: boolean } {
    const { round } = this.arithmetic;
    const { count } = wanted;
    const errorOf = (m: Whole): number => round(this.#read(m, wanted) - x);
    let current = this.#firstGuess(x, wanted);
    let error = errorOf(current);
    let best = current;
    let bestError = error;
    // Halving steps, as far as the error of the first guess may reach.
    for (let range = count > this.safe ? 8 ** (count - this.safe) : 1; error !== 0 && range >= 1; range >>= 1) {
      current = plus(current, error < 0 ? range : -range);
      error = errorOf(current);
      const gain = round(Math.abs(error) - Math.abs(bestError));
      if (error === 0 || gain < 0 || (gain === 0 && endsInZero(current))) {
        best = current;
        bestError = error;
      }
    }
    const digits = String(best < 10 ** count ? best : written(best, wanted));
    if (best < 10 ** count) return { mantissa: digits.padStart(count, '0'), exact: bestError === 0 };
    return { mantissa: wanted.isOpen ? digits.padStart(count + 1, '0') : `${digits.padStart(count, '0')}0`, exact: bestError === 0 };
  }

  #firstGuess(x: number, { count, power }: DigitsWanted): Whole {
    const { round, mostMantissa } = this.arithmetic;
    // The last digits come from whole numbers, for a float has too few bits.
    const whole = count <= this.safe || power <= 1 ? 0 : count > this.safe + 1 && power > 2 ? 2 : 1;
    const scaled = Math.floor(round(this.#scale(x, power - whole) + 0.5));
    const guess = scaled * 10 ** whole;
    if (guess <= SAFE && guess <= mostMantissa) return guess;
    return ((scaled <= mostMantissa ? BigInt(scaled) : mostMantissa) * BigInt(10 ** whole)) & mostMantissa;
  }

  /** The value of a mantissa as it is read: of the digits that are written, without the zeros at their end. */
  #read(mantissa: Whole, wanted: DigitsWanted): number {
    const isLong = mantissa >= 10 ** wanted.count;
    let power = (isLong && !wanted.isOpen ? 1 : 0) - wanted.power - wanted.missing;
    let large = isLong ? written(mantissa, wanted) : mantissa;
    if (typeof large === 'bigint') for (; large > SAFE && large % 10n === 0n; power++) large /= 10n;
    let digits = Number(large);
    if (digits <= SAFE) for (; digits !== 0 && digits % 10 === 0; power++) digits /= 10;
    return this.#scale(this.arithmetic.round(digits), power);
  }

  /** x · 10^n as the board computes it. */
  #scale(x: number, n: number): number {
    if (n === 0 || x === 0) return x;
    const { round, shift, exactPower, powerOf5: five } = this.arithmetic;
    return round(n < 0 && n >= -exactPower ? shift(x, n) / five(-n) : shift(x, n) * five(n));
  }
}

/** As a PYBv1.1 and a PYBD-SF2 have them. */
export const SINGLE = new Precision(SINGLES, { most: 9, safe: 6, overhead: 6, full: '429496728' });

/** As a PYBD-SF6 has them. */
export const DOUBLE = new Precision(DOUBLES, { most: 19, safe: 16, overhead: 7, full: '1844674407370955160' });

/** Never less than 0. */
function plus(whole: Whole, step: number): Whole {
  if (typeof whole === 'bigint') return whole + BigInt(step);
  return Math.max(0, whole + step);
}

const endsInZero = (whole: Whole): boolean => (typeof whole === 'bigint' ? whole % 10n === 0n : whole % 10 === 0);

/** Of a mantissa of more digits than were asked for those that are written: the last ones where a guess is far too large, as of the smallest doubles. */
function written(mantissa: Whole, { count, isOpen }: DigitsWanted): bigint {
  const cap = 10n ** BigInt(count);
  return isOpen ? BigInt(mantissa) % (10n * cap) : (BigInt(mantissa) / 10n) % cap;
}
