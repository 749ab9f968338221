import { afterEach, describe, expect, it } from 'vitest';
import { parseNumber } from '../../src/libm/decimal-parse.js';
import { exp, expm1, expWide, log, log2, log10, pow } from '../../src/libm/exponential.js';
import { acosh, asinh, atanh, cosh, sinh, tanh } from '../../src/libm/hyperbolic.js';
import { erf, erfc, gamma, lgamma } from '../../src/libm/special.js';
import { acos, asin, atan, atan2, cos, sin, sinCos, tan } from '../../src/libm/trigonometric.js';
import { frexp, ldexp, rounded, roundScaled, wide } from '../../src/libm/wide.js';
import { floatDivmod, floatText, floatToInt, hashFloat, intToFloat, newFloat, precision } from '../../src/objects/float.js';
import { formatFloat } from '../../src/objects/float-format.js';

afterEach(() => {
  precision.single = false;
});

/** Numbers of all sizes, the same in every run. */
function* samples(count: number, decades: number): Generator<number> {
  let state = 12345;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  for (let i = 0; i < count; i++) yield (next() - 0.5) * 10 ** Math.round((next() - 0.5) * decades);
}
const read = (text: string, single: boolean): number | undefined => parseNumber(text, false, single)?.real ?? undefined;

describe('repr', () => {
  it('of doubles reads back in 19 digits at most, but for those few that the board gets wrong', () => {
    let wrong = 0;
    for (const x of samples(2000, 600)) {
      const text = floatText(x);
      if (read(text, false) !== x) wrong++;
      expect(Math.abs(Number(text) / x - 1)).toBeLessThan(1e-15);
      expect(text.replace(/e.*|[-.]/g, '').replace(/^0+/, '').length).toBeLessThanOrEqual(19);
    }
    expect(wrong / 2000).toBeLessThan(0.02);
  });

  it('of singles reads back but for the few that the board gets wrong, too', () => {
    precision.single = true;
    let wrong = 0;
    for (const x of samples(2000, 60)) if (read(floatText(Math.fround(x)), true) !== Math.fround(x)) wrong++;
    expect(wrong / 2000).toBeLessThan(0.02);
  });

  it.each([
    [0.1, '0.1'],
    [1 / 3, '0.3333333333333333'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1e23, '1e+23'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [26 / 7, '3.7142857142857142'],
    [2 ** 0.5, '1.4142135623730952'],
    [5e-324, '1.84467440737095505e-323'],
    [-0, '-0.0'],
    [NaN, 'nan'],
    [-Infinity, '-inf'],
  ])('%d in double precision', (x, text) => expect(floatText(x)).toBe(text));

  it.each([
    [1 / 3, '0.33333334'],
    [5.001, '5.001'],
    [16777216, '16777216.0'],
    [Math.PI, '3.1415928'],
    [3.4e38, '3.4e+38'],
  ])('%d in single precision', (x, text) => {
    precision.single = true;
    expect(floatText(Math.fround(x))).toBe(text);
  });
});

describe('formats', () => {
  it.each([
    [1234.5678, 'f', 2, '1234.57'],
    [0.000123, 'f', 8, '0.00012300'],
    [0.1, 'f', 20, '0.10000000000000000000'],
    [1e30, 'f', 3, '1e+30'],
    [9.9996, 'f', 3, '10.000'],
    [9.9996, 'e', 3, '1.000e+01'],
    [12345, 'g', 3, '1.23e+04'],
    [0.00001, 'G', 6, '1E-05'],
    [0, 'e', 2, '0.00e+00'],
    [Infinity, 'F', 2, 'INF'],
  ])('%d as .%s', (x, format, digits, text) => expect(formatFloat(x, format, digits, '', false)).toBe(text));
});

describe('reading', () => {
  it.each([
    ['  1_0.5e-1 ', 1.05],
    ['.5', 0.5],
    ['.', 0],
    ['1e400', Infinity],
    ['3e1023', NaN],
    ['3.9000000000000004', 3.9],
    ['-infinity', -Infinity],
    [`${'0'.repeat(500)}1${'0'.repeat(300)}e-300`, 1],
  ])('%j', (text, x) => expect(read(text, false)).toBe(x));

  it.each(['', ' ', '1e', '1e+', '1..2', 'infx', '0x1', '1 2'])('refuses %j', (text) => expect(parseNumber(text, false, false)).toBeNull());

  it('reads complex numbers', () => {
    expect(parseNumber('1-2j', true, false)).toEqual({ real: 1, imaginary: -2 });
    expect(parseNumber('j', true, false)).toEqual({ real: null, imaginary: 1 });
    expect(parseNumber('1j2', true, false)).toBeNull();
  });
});

describe('values', () => {
  it('are rounded to the active precision', () => {
    precision.single = true;
    expect(newFloat(0.1).v).toBe(Math.fround(0.1));
    expect(intToFloat(16777217)).toBe(16777216);
  });

  it('of huge integers take the board’s roundings', () => {
    expect(intToFloat(2n ** 1024n)).toBe(Infinity);
    expect(intToFloat(-(2n ** 70n))).toBe(-(2 ** 70));
  });

  it('become integers and hashes', () => {
    expect(floatToInt(-2.9)).toBe(-2);
    expect(floatToInt(1e20)).toBe(10n ** 20n);
    expect(hashFloat(1.5)).toBe(1);
  });

  it('divide with the sign of the divisor', () => {
    expect(floatDivmod(-7.5, 2)).toEqual([-4, 0.5]);
    expect(floatDivmod(7.5, -2)).toEqual([-4, -0.5]);
    expect(floatDivmod(6, -2)).toEqual([-3, -0]);
  });
});

describe('elementary functions', () => {
  /** Values to the last digit, from tables and multiple-precision arithmetic. */
  it.each([
    ['sin 1', sin(1), 0.8414709848078965],
    ['sin 1e22', sin(1e22), -0.8522008497671888],
    ['cos 1', cos(1), 0.5403023058681398],
    ['tan 1', tan(1), 1.5574077246549023],
    ['asin 0.5', asin(0.5), 0.5235987755982989],
    ['acos -1', acos(-1), Math.PI],
    ['atan 1', atan(1), Math.PI / 4],
    ['atan2 -0 -1', atan2(-0, -1), -Math.PI],
    ['exp 1', exp(1), Math.E],
    ['exp -745', exp(-745), 5e-324],
    ['expm1 1e-10', expm1(1e-10), 1.00000000005e-10],
    ['log 2', log(2), Math.LN2],
    ['log 1e-320', log(1e-320), -736.8272408909739],
    ['log2 2^-1074', log2(5e-324), -1074],
    ['log10 1000', log10(1000), 3],
    ['pow 10 308', pow(10, 308), 1e308],
    ['pow 2 -1074', pow(2, -1074), 5e-324],
    ['pow 0.1 17', pow(0.1, 17), 1.000000000000001e-17],
    ['pow -8 3', pow(-8, 3), -512],
    ['sinh 1', sinh(1), 1.1752011936438014],
    ['cosh 1', cosh(1), 1.543080634815244],
    ['tanh 1', tanh(1), 0.7615941559557649],
    ['asinh 1', asinh(1), 0.881373587019543],
    ['acosh 2', acosh(2), 1.3169578969248166],
    ['atanh 0.5', atanh(0.5), 0.5493061443340549],
    ['erf 0.5', erf(0.5), 0.5204998778130465],
    ['erfc 5', erfc(5), 1.5374597944280349e-12],
    ['gamma 0.5', gamma(0.5), 1.772453850905516],
    ['gamma 21', gamma(21), 2432902008176640000],
    ['lgamma 100', lgamma(100), 359.1342053695754],
  ])('%s', (_, ours, exact) => expect(Math.abs(ours - exact)).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -52));

  it('follow C99 in special cases', () => {
    expect(pow(0, -3)).toBe(Infinity);
    expect(pow(-0, -3)).toBe(-Infinity);
    expect(pow(-1, Infinity)).toBe(1);
    expect(pow(2, 1e300)).toBe(Infinity);
    expect(pow(-8, 1 / 3)).toBeNaN();
    expect(sin(Infinity)).toBeNaN();
    expect(log(0)).toBe(-Infinity);
    expect(atanh(1)).toBe(Infinity);
    expect(Object.is(sin(-0), -0)).toBe(true);
  });

  it('take numbers apart and together', () => {
    expect(frexp(5e-324)).toEqual([0.5, -1073]);
    expect(ldexp(0.75, -1073)).toBe(1e-323);
    expect(ldexp(1, 1024)).toBe(Infinity);
    for (const x of samples(500, 600)) expect(ldexp(...frexp(x))).toBe(x);
  });
});

describe('the usual case of sin, cos and exp', () => {
  it('is what the long computation rounds to', () => {
    let decided = 0;
    for (const x of samples(20000, 10)) {
      const [s, c] = sinCos(x);
      expect(sin(x)).toBe(Math.abs(x) < 2 ** -27 ? x : rounded(s));
      expect(cos(x)).toBe(rounded(c));
      if (Math.abs(x) < 700) {
        const [e, k] = expWide(wide(x));
        expect(exp(x)).toBe(roundScaled(e, k));
        decided++;
      }
    }
    expect(decided).toBeGreaterThan(10000);
  });
});
