/** Number tokens and their values, as `py/lexer.c` and `py/parsenum.c` read them. */
import type { ConstantValue } from './ast.js';

/** MicroPython's message for a number token that is not a number. */
interface NumberError {
  readonly type: 'error';
  readonly text: string;
}

/**
 * The value of a number token. The lexer takes digits, letters, dots and underscores together, so `0def` and `1..real` are tokens too;
 * they, and decimal numbers with a leading zero, give an error.
 */
export function readNumber(token: string): ConstantValue | NumberError {
  const text = token.replaceAll('_', '');
  const isFloat = /[.j]/i.test(text) || (!BASED.test(token) && /e/i.test(text));
  if (isFloat) return readFloat(text);
  if (BASED.test(text)) return readInteger(text, text.slice(2), BASES[text[1].toLowerCase()]);
  // MicroPython: after a leading zero only zeros may follow, and the base is reported as 0.
  return readInteger(text, text, text.length > 1 && text[0] === '0' ? 0 : 10);
}

const BASED = /^0[xob]/i;
const BASES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };
const DIGITS: Readonly<Record<number, RegExp>> = { 0: /^0+$/, 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^\d+$/, 16: /^[\da-f]+$/i };

function readInteger(text: string, digits: string, base: number): ConstantValue | NumberError {
  if (!DIGITS[base].test(digits)) return { type: 'error', text: `invalid syntax for integer with base ${base}` };
  const value = Number(text);
  return { type: 'int', value: Number.isSafeInteger(value) ? value : BigInt(text) };
}

function readFloat(text: string): ConstantValue | NumberError {
  // MicroPython: an exponent needs no digits if a j follows.
  const parts = /^(\d+\.?\d*|\.\d+)(?:(e[+-]?\d+)|e[+-]?(?=j))?(j?)$/i.exec(text);
  if (parts === null) return { type: 'error', text: 'invalid syntax for number' };
  const [, mantissa, exponent = '', j] = parts;
  return { type: j === '' ? 'float' : 'imaginary', value: Number(mantissa + exponent) };
}
