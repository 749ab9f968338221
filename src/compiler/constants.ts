/** The constants of a scope: the opcode with which MicroPython loads each, and the key by which equal ones are stored once. */
import type { Constant } from '../bytecode/code.js';
import { smallInt } from './arithmetic.js';
import { type Entry, loadSmallInt, MP } from './ledger.js';

/** The opcode that loads a constant. */
export function constantEntry(value: Constant, isInterned: boolean): Entry {
  switch (value.type) {
    case 'none':
      return MP.LOAD_CONST_NONE;
    case 'bool':
      return value.value ? MP.LOAD_CONST_TRUE : MP.LOAD_CONST_FALSE;
    case 'text':
      return isInterned ? MP.LOAD_CONST_STRING : MP.LOAD_CONST_OBJ;
    case 'int': {
      const small = smallInt(value);
      return small === null ? MP.LOAD_CONST_OBJ : loadSmallInt(small);
    }
    default:
      return MP.LOAD_CONST_OBJ;
  }
}

/** Equal constants of equal types have equal keys. */
export function constantKey(value: Constant): string {
  switch (value.type) {
    case 'none':
    case 'ellipsis':
      return value.type;
    case 'tuple':
      return `tuple ${JSON.stringify(value.items.map(constantKey))}`;
    case 'float':
    case 'imaginary':
      return `${value.type} ${Object.is(value.value, -0) ? '-0' : value.value}`;
    case 'bytes':
      return `bytes ${Array.from(value.value).join(',')}`;
    default:
      return `${value.type} ${value.value}`;
  }
}
