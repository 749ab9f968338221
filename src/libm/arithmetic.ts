/** Float arithmetic in either precision; every step is rounded (`py/objfloat.c`, `py/mpz.c`). Nothing here raises. */

/** Rounds a result to the requested precision. */
export function rounded(v: number, single: boolean): number {
  return single ? Math.fround(v) : v;
}

/** Converts an integer to a float, rounding after each 16-bit digit as `mpz_as_float` does. */
export function floatOf(n: number | bigint, single: boolean): number {
  if (typeof n === 'number' && (!single || (n < 2 ** 30 && n >= -(2 ** 30)))) return rounded(n, single);
  const hex = BigInt(n < 0 ? -n : n).toString(16);
  const whole = hex.padStart(Math.ceil(hex.length / 4) * 4, '0');
  let value = 0;
  for (let i = 0; i < whole.length && value !== Infinity; i += 4) {
    value = rounded(value * 65536 + Number.parseInt(whole.slice(i, i + 4), 16), single);
  }
  return n < 0 ? -value : value;
}

/** Remainder with the sign of the divisor, even if it is zero. */
export function modulo(a: number, b: number, single: boolean): number {
  const remainder = rounded(a % b, single);
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? rounded(remainder + b, single) : remainder;
}

/** The quotient, rounded down, and the remainder, so that a == q·b + r. */
export function divmod(a: number, b: number, single: boolean): [number, number] {
  let remainder = rounded(a % b, single);
  let quotient = rounded(rounded(a - remainder, single) / b, single);
  if (remainder === 0) remainder = b < 0 ? -0 : 0;
  else if (remainder < 0 !== b < 0) {
    remainder = rounded(remainder + b, single);
    quotient = rounded(quotient - 1, single);
  }
  if (quotient === 0) return [a / b < 0 || Object.is(a / b, -0) ? -0 : 0, remainder];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? rounded(floor + 1, single) : floor, remainder];
}
