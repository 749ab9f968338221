/** `io` (`py/modio.c`). */
import type { Features } from '../../firmwares.js';
import '../../objects/io-base.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { ioBaseType } from '../../objects/stream.js';
import { openFunction } from '../builtins/files.js';
import type { Mounts } from '../vfs/mounts.js';
import { bufferedWriterType } from './buffered-writer.js';
import { bytesIoType, stringIoType } from './memory-stream.js';

/** `io` of a machine whose firmware has these features. */
export function io(mounts: Mounts, { bufferedWriter }: Features): PyModule {
  return nativeModule('io', {
    open: openFunction(mounts),
    IOBase: ioBaseType,
    StringIO: stringIoType,
    BytesIO: bytesIoType,
    ...(bufferedWriter ? { BufferedWriter: bufferedWriterType } : {}),
  });
}
