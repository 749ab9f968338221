/** `errno` (`py/moderrno.c`): numbers of system errors. */
import { ERRNO, ERRNO_NAMES } from '../errno.js';
import { dictOfTable } from '../objects/dict.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { Table } from '../objects/table.js';

/** `errno`. */
export const errno = (): PyModule => {
  const names = new Table(0, 'fixed');
  for (const [number, name] of ERRNO_NAMES) names.set(number, name);
  return nativeModule('errno', { errorcode: dictOfTable(names), ...ERRNO });
};
