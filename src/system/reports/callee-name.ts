/** Names of callables, for people. */
import { BoundMethod, NativeFunction, PyFunction } from '../../objects/function.js';
import { typeName } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';

/** Returns `tick`, `Counter.tick`; for a callable without a name its type: `'Counter' object`. */
export function calleeName(callee: Value): string {
  if (callee instanceof PyFunction) return callee.linked.code.name;
  if (callee instanceof NativeFunction) return callee.name;
  if (callee instanceof BoundMethod) return `${typeName(callee.self)}.${calleeName(callee.callee)}`;
  return `'${typeName(callee)}' object`;
}
