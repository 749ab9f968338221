/**
 * Converts floats to and from decimal digits, in both precisions. It takes the same steps as the boards (`py/formatfloat.c`,
 * `py/parsenum.c`), so that it makes the same errors. No board's compiler has a type wider than double (`py/mpconfig.h`,
 * MICROPY_FLOAT_FORMAT_IMPL_APPROX). MicroPython on a computer, whose compiler has one, writes and reads some doubles differently.
 */
import { powerOf5, singlePowerOf5 } from './powers-of-five.js';

/** Which digits of a number are requested. */
export interface DigitsWanted {
  readonly count: number;
  /** Power of ten of the first digit of the number. */
  readonly exponent: number;
  /** The mantissa is the number times ten to this power, rounded half up. */
  readonly power: number;
  /** The number of zeros at the end of the mantissa that are not written because there is no room for them. */
  readonly missing: number;
  /** If rounding gives the mantissa one digit more than requested, that digit is written, too. */
  readonly isOpen: boolean;
}

/** The arithmetic of one precision. */
interface Arithmetic {
  /** Rounds to the nearest number of this precision. */
  round(x: number): number;
  /** The exponent bits, without the bias. */
  exponent(x: number): number;
  /** x · 2^n, by adding to the exponent bits without a check for overflow. */
  shift(x: number, n: number): number;
  powerOf5(n: number): number;
  /** The largest n whose 5^n is exact. */
  readonly exactPower: number;
  /** The largest value of the word that holds a mantissa: all bits set. */
  readonly mostMantissa: bigint;
}

/** A whole number: a bigint if it may have more bits than a JavaScript number. */
type Whole = number | bigint;

/** Up to here a JavaScript number is exact, and stays so during the search for a mantissa that starts from it. */
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

/** Numbers of decimal digits in one precision. */
interface Digits {
  /** The greatest number of digits in a mantissa, and the number of digits that always survive a conversion. */
  readonly most: number;
  readonly safe: number;
  /** Room that the firmware keeps for sign, point and exponent. */
  readonly overhead: number;
  /** Once a mantissa reaches this value, no further digit is read into it. */
  readonly full: string;
}

/** Conversion to and from decimal digits in one precision. */
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

  /**
   * Returns a mantissa near the positive number x that reads back as exactly x, if one is found; otherwise the nearest one. It has one digit
   * more than requested if rounding carries.
   */
  mantissa(x: number, wanted: DigitsWanted): { readonly mantissa: string; readonly exact: boolean } {
    const { round } = this.arithmetic;
    const { count } = wanted;
    const errorOf = (m: Whole): number => round(this.#read(m, wanted) - x);
    let current = this.#firstGuess(x, wanted);
    let error = errorOf(current);
    let best = current;
    let bestError = error;
    // Halve the step each time, starting from the largest possible error of the first guess.
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
    // A float has too few bits for the last digits, so they are computed with whole numbers.
    const whole = count <= this.safe || power <= 1 ? 0 : count > this.safe + 1 && power > 2 ? 2 : 1;
    const scaled = Math.floor(round(this.#scale(x, power - whole) + 0.5));
    const guess = scaled * 10 ** whole;
    if (guess <= SAFE && guess <= mostMantissa) return guess;
    return ((scaled <= mostMantissa ? BigInt(scaled) : mostMantissa) * BigInt(10 ** whole)) & mostMantissa;
  }

  /** Returns the value that a mantissa has when its written digits, without trailing zeros, are read back. */
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

/** Single precision, as on a PYBv1.1 and a PYBD-SF2. */
export const SINGLE = new Precision(SINGLES, { most: 9, safe: 6, overhead: 6, full: '429496728' });

/** Double precision, as on a PYBD-SF6. */
export const DOUBLE = new Precision(DOUBLES, { most: 19, safe: 16, overhead: 7, full: '1844674407370955160' });

/** Adds a step to a number; the sum is never less than 0. */
function plus(whole: Whole, step: number): Whole {
  if (typeof whole === 'bigint') return whole + BigInt(step);
  return Math.max(0, whole + step);
}

const endsInZero = (whole: Whole): boolean => (typeof whole === 'bigint' ? whole % 10n === 0n : whole % 10 === 0);

/**
 * Returns the digits that are written of a mantissa that has more digits than requested. Where the guess is far too large, as with the
 * smallest doubles, these are the last digits.
 */
function written(mantissa: Whole, { count, isOpen }: DigitsWanted): bigint {
  const cap = 10n ** BigInt(count);
  return isOpen ? BigInt(mantissa) % (10n * cap) : (BigInt(mantissa) / 10n) % cap;
}
