/** `io` (`py/modio.c`). */
import '../../objects/io-base.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { ioBaseType } from '../../objects/stream.js';
import { openFunction } from '../builtins/files.js';
import type { Mounts } from '../vfs/mounts.js';
import { bytesIoType, stringIoType } from './memory-stream.js';

/** `io` of a machine. */
export function io(mounts: Mounts): PyModule {
  return nativeModule('io', {
    open: openFunction(mounts),
    IOBase: ioBaseType,
    StringIO: stringIoType,
    BytesIO: bytesIoType,
  });
}
