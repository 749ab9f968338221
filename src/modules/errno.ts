/** `errno` (`py/moderrno.c`): numbers of system errors. */
import { dictOfTable } from '../objects/dict.js';
import { ERRNO_NAMES } from '../objects/exception-type.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { Table } from '../objects/table.js';

/** `errno`. */
export const errno = (): PyModule => {
  const names = new Table(0, 'fixed');
  for (const [number, name] of ERRNO_NAMES) names.set(number, name);
  const numbers = Object.fromEntries([...ERRNO_NAMES].map(([number, name]) => [name, number]));
  return nativeModule('errno', { errorcode: dictOfTable(names), ...numbers });
};
