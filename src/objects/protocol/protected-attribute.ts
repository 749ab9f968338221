/** The search for an attribute that may fail: `hasattr`, `getattr` with a default, `dir`, Tab at the prompt. */
import { AttributeError } from '../exception.js';
import { isRaised } from '../exception-type.js';
import { PyInstance } from '../instance.js';
import type { Value } from '../value.js';
import { findMethod, found } from './attribute.js';

/**
 * As `findMethod`, but drops an AttributeError, or every exception if `dropsAll`. If a property or descriptor has raised it, the result is that
 * object itself, because the firmware finds it before it calls it (`py/runtime.c`, mp_load_method_protected; `py/objtype.c`).
 */
export function findMethodProtected(object: Value, name: string, dropsAll = false): Value | undefined {
  try {
    return findMethod(object, name);
  } catch (x) {
    if (!isRaised(x) || !(dropsAll || x.type.isSubtypeOf(AttributeError))) throw x;
    found.self = undefined;
    return object instanceof PyInstance ? object.type.lookup(name) : undefined;
  }
}
