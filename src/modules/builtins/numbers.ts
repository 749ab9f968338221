/** Builtins for numbers (`py/modbuiltins.c`). */

import { BinaryOp } from '../../bytecode/operators.js';
import { boolType } from '../../objects/bool.js';
import { callDunder, callUnary, NATIVE, nativeOf } from '../../objects/class-lookup.js';
import { complexType, magnitude, PyComplex } from '../../objects/complex.js';
import { arg, fn, type Members } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { asFloat, floatDivmod, floatToInt, floatType, newFloat, PyFloat, round, toFloat } from '../../objects/float.js';
import '../../objects/float-type.js';
import { pow } from '../../libm/exponential.js';
import { PyInstance } from '../../objects/instance.js';
import { addInts, divideInts, floorDivideInts, type Int, isInt, moduloInts, negateInt, subtractInts } from '../../objects/int.js';
import { powerInts, powerModulo } from '../../objects/int-power.js';
import { intType } from '../../objects/int-type.js';
import { anything } from '../../objects/kinds.js';
import { machineInt } from '../../objects/machine-int.js';
import { None, NotImplemented } from '../../objects/none.js';
import { binaryOp, unsupportedUnary } from '../../objects/protocol/number.js';
import { answersUnary } from '../../objects/protocol/truth.js';
import { newNarrowStr } from '../../objects/str.js';
import { formatText } from '../../objects/str-format.js';
import { formatModulo } from '../../objects/str-modulo.js';
import { newTuple } from '../../objects/tuple.js';
import { typeName, typeOf } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';

/** `hex` and `oct`, which the firmware implements as `pattern % value`. */
const formatted = (pattern: string, value: Value): Value => newNarrowStr(formatModulo(pattern, value));

/** The result of a user class's method (`answer`), or of `otherwise` for the native part; undefined if there is neither. */
function special(self: PyInstance, answer: Value | typeof NATIVE | undefined, otherwise: (native: Value) => Value): Value | undefined {
  if (answer !== undefined && answer !== NATIVE) return answer;
  return self.native === undefined ? undefined : otherwise(self.native);
}

function absolute(value: Value): Value {
  if (isInt(value)) return value < 0 ? negateInt(value) : value;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof PyFloat) return value.v < 0 || Object.is(value.v, -0) ? newFloat(-value.v) : value;
  if (value instanceof PyComplex) return newFloat(magnitude(value.real, value.imag));
  const refused = (): object => unsupportedUnary('__abs__', value);
  const ofNative = (native: Value): Value => {
    if (!answersUnary(typeOf(native))) throw refused();
    return absolute(native);
  };
  const result = value instanceof PyInstance ? special(value, callUnary(value, '__abs__', 'unaryOp'), ofNative) : undefined;
  if (result === undefined) throw refused();
  return result;
}

const asNumber = (value: Value): Int | undefined => (isInt(value) ? value : typeof value === 'boolean' ? Number(value) : undefined);

function divideWithRest(a: Value, b: Value): Value {
  const [m, n] = [asNumber(a), asNumber(b)];
  if (m !== undefined && n !== undefined) return newTuple(divideInts(m, n));
  const left = m !== undefined || a instanceof PyFloat ? asFloat(a) : undefined;
  const right = b instanceof PyComplex ? undefined : asFloat(b);
  if (left === undefined || right === undefined) {
    const answer = a instanceof PyInstance ? callDunder(a, '__divmod__', 'binaryOp', [b]) : undefined;
    const result = answer === NATIVE ? divideWithRest(nativeOf(a as PyInstance), b) : answer;
    if (result === undefined || result === NotImplemented)
      throw raise.TypeError("unsupported types for %q: '%s', '%s'", '__divmod__', typeName(m ?? a), typeName(b));
    return result;
  }
  const [quotient, remainder] = floatDivmod(left, right);
  return newTuple([newFloat(quotient), newFloat(remainder)]);
}

function power(base: Value, exponent: Value, modulus: Value): Value {
  if (modulus === None) return binaryOp(BinaryOp.POWER, base, exponent);
  if (!isInt(base) || !isInt(exponent) || !isInt(modulus)) throw raise.TypeError('pow() with 3 arguments requires integers');
  if (modulus === 0) throw raise.ValueError('divide by zero');
  return powerModulo(base, exponent, modulus);
}

/** Rounds to the nearest whole number, ties to even. */
function roundHalfEven(v: number): number {
  const floor = Math.floor(v);
  const fraction = v - floor;
  const up = fraction > 0.5 || (fraction === 0.5 && floor % 2 !== 0);
  const whole = up ? floor + 1 : floor;
  return whole === 0 && (v < 0 || Object.is(v, -0)) ? -0 : whole;
}

function roundInt(n: Int, digits: number): Value {
  if (digits >= 0) return n;
  const unit = powerInts(10, -digits);
  const half = floorDivideInts(unit, 2);
  const rest = moduloInts(n, unit);
  const down = subtractInts(n, rest);
  if (rest < half) return down;
  const up = rest > half || moduloInts(floorDivideInts(n, unit), 2) === 1;
  return up ? addInts(down, unit) : down;
}

function roundNumber(value: Value, digits: Value | undefined): Value {
  if (isInt(value)) return digits === undefined ? value : roundInt(value, machineInt(digits));
  const v = toFloat(value);
  if (digits === undefined) return floatToInt(Number.isFinite(v) ? roundHalfEven(v) : v);
  const unit = round(pow(10, machineInt(digits)));
  const scaled = round(v * unit);
  const whole = Number.isFinite(scaled) ? roundHalfEven(scaled) : scaled;
  return newFloat(whole / unit);
}

/** Builtins for numbers. */
export const numbers: Members = {
  bool: boolType,
  complex: complexType,
  float: floatType,
  int: intType,
  abs: fn('The absolute value.', [arg('x', anything)], absolute, { price: 335 }),
  bin: fn('The integer as binary digits after `0b`.', [arg('x', anything)], (x) => newNarrowStr(formatText('{:#b}', [x], null))),
  divmod: fn('Quotient, rounded down, and remainder.', [arg('a', anything), arg('b', anything)], divideWithRest),
  hex: fn('The integer as hex digits after `0x`.', [arg('x', anything)], (x) => formatted('%#x', x)),
  oct: fn('The integer as octal digits after `0o`.', [arg('x', anything)], (x) => formatted('%#o', x)),
  pow: fn(
    '`base` to the power of `exp`; of integers also modulo `mod`.',
    [arg('base', anything), arg('exp', anything), arg('mod', anything, None)],
    power,
  ),
  round: fn(
    'The nearest whole number, or the nearest with so many decimals.',
    [arg('x', anything), arg('digits', anything, undefined)],
    roundNumber,
    { price: 435 },
  ),
};
