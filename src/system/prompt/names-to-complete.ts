/** The names that Tab completes at the prompt of a machine. */
import { namesToTry } from '../../modules/builtins/inspection.js';
import { findMethodProtected } from '../../objects/protocol/protected-attribute.js';
import type { Value } from '../../objects/value.js';
import type { Runtime } from '../../vm/runtime.js';
import type { Names } from './completion.js';

/** Returns the names of a runtime whose own modules are `modules`. As on the board, builtins are not among them: they are no attributes. */
export function namesToComplete({ modules: imported, names }: Runtime, modules: ReadonlyMap<string, unknown>): Names<Value> {
  return {
    main: imported.getName('__main__')?.value as Value,
    attribute: (object, name) => findMethodProtected(object, name, true),
    namesToTry: (object) => names.sorted(namesToTry(object, names)),
    modules: () => names.sorted([...modules.keys()]),
  };
}
