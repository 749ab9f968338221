/** The names that Tab completes at the prompt of a machine. */
import { attributeNames } from '../../modules/builtins/inspection.js';
import { isRaised } from '../../objects/exception-type.js';
import { PyModule } from '../../objects/module.js';
import { findAttribute } from '../../objects/protocol/attribute.js';
import type { Table } from '../../objects/table.js';
import type { Value } from '../../objects/value.js';
import type { Runtime } from '../../vm/runtime.js';
import type { Names } from './completion.js';

/** Returns the names of a runtime whose main program has `globals`, and whose own modules are `modules`. */
export function namesToComplete(
  { modules: imported, builtins, names }: Runtime,
  globals: Table,
  modules: ReadonlyMap<string, unknown>,
): Names<Value> {
  const isMain = (object: Value): boolean => object instanceof PyModule && object.table === globals;
  const builtinNames = (): string[] => [...builtins.ordered()].map(({ key }) => key as string);
  return {
    main: imported.getName('__main__')?.value as Value,
    attribute: (object, name) => {
      try {
        return findAttribute(object, name) ?? builtins.getName(name)?.value;
      } catch (x) {
        if (isRaised(x)) return undefined;
        throw x;
      }
    },
    attributes: (object) => names.sorted([...attributeNames(object, names), ...(isMain(object) ? builtinNames() : [])]),
    modules: () => [...modules.keys()],
  };
}
