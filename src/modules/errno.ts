/** `errno` (`py/moderrno.c`): numbers of system errors. */
import { newOrderedDict } from '../objects/dict.js';
import { ERRNO_NAMES } from '../objects/exception-type.js';
import { nativeModule, type PyModule } from '../objects/module.js';

export const errno = (): PyModule => {
  const names = newOrderedDict();
  for (const [number, name] of ERRNO_NAMES) names.table.set(number, name);
  const numbers = Object.fromEntries([...ERRNO_NAMES].map(([number, name]) => [name, number]));
  return nativeModule('errno', { errorcode: names, ...numbers });
};
