/** Ints as the firmware's own code takes them: 32 bits, from whatever counts as an int (`py/obj.c`, mp_obj_get_int). */
import { raise } from './exception.js';
import { PyInstance } from './instance.js';
import { findMethod, found } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { typeName } from './type.js';
import type { Value } from './value.js';

/** The number, or undefined for what is no int. Raises OverflowError beyond 32 bits. */
export function machineIntMaybe(value: Value): number | undefined {
  switch (typeof value) {
    case 'number':
      if (value !== (value | 0)) throw overflow();
      return value;
    case 'bigint':
      throw overflow();
    case 'boolean':
      return Number(value);
    default:
      return value instanceof PyInstance ? fromInstance(value) : undefined;
  }
}

/** The number; raises TypeError for what is no int, OverflowError beyond 32 bits. */
export function machineInt(value: Value): number {
  const result = machineIntMaybe(value);
  if (result === undefined) throw raise.TypeError("can't convert %s to int", typeName(value));
  return result;
}

function overflow(): object {
  return raise.OverflowError('overflow converting long int to machine word');
}

/** An instance that derives from int or has `__int__`. */
function fromInstance(value: PyInstance): number | undefined {
  if (value.native !== undefined && typeof value.native !== 'object') return machineIntMaybe(value.native);
  const method = value.type.lookup('__int__') === undefined ? undefined : findMethod(value, '__int__');
  if (method === undefined) return undefined;
  const result = call(method, found.self === undefined ? [] : [found.self]);
  if (typeof result !== 'number' && typeof result !== 'bigint') throw raise.TypeError();
  return machineIntMaybe(result);
}
