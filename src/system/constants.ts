/** Constants of Code as Python values of the running machine. */
import type { Constant } from '../bytecode/code.js';
import { newBytes } from '../objects/bytes.js';
import { newComplex } from '../objects/complex.js';
import { newFloat } from '../objects/float.js';
import { Ellipsis, None } from '../objects/none.js';
import { makeStr } from '../objects/str.js';
import { newTuple } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';

/** Returns the value of a constant. Floats are rounded to the machine's precision. */
export function makeConstant(constant: Constant): Value {
  switch (constant.type) {
    case 'none':
      return None;
    case 'ellipsis':
      return Ellipsis;
    case 'bool':
    case 'int':
      return constant.value;
    case 'float':
      return newFloat(constant.value);
    case 'imaginary':
      return newComplex(0, constant.value);
    case 'text':
      return makeStr(constant.value);
    case 'bytes':
      return newBytes(constant.value);
    case 'tuple':
      return newTuple(constant.items.map(makeConstant));
  }
}
