/** The names that Tab completes at the prompt of a machine. */
import { namesToTry } from '../../modules/builtins/inspection.js';
import { isRaised } from '../../objects/exception-type.js';
import { PyInstance } from '../../objects/instance.js';
import { findMethod } from '../../objects/protocol/attribute.js';
import type { Value } from '../../objects/value.js';
import type { Runtime } from '../../vm/runtime.js';
import type { Names } from './completion.js';

/** Returns the names of a runtime whose own modules are `modules`. As on the board, builtins are not among them: they are no attributes. */
export function namesToComplete({ modules: imported, names }: Runtime, modules: ReadonlyMap<string, unknown>): Names<Value> {
  return {
    main: imported.getName('__main__')?.value as Value,
    attribute,
    namesToTry: (object) => names.sorted(namesToTry(object, names)),
    modules: () => names.sorted([...modules.keys()]),
  };
}

/** Returns what `object.name` finds, unbound; if a getter raises an exception, what called it: the property. */
function attribute(object: Value, name: string): Value | undefined {
  try {
    return findMethod(object, name);
  } catch (x) {
    if (!isRaised(x)) throw x;
    return object instanceof PyInstance ? object.type.lookup(name) : undefined;
  }
}
