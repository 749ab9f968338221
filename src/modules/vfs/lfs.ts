/** `VfsLfs2`: littlefs as Python sees it. */
import { nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import type { PyType } from '../../objects/type.js';
import type { FileSystemPort } from './native-fs.js';

/** `vfs.VfsLfs2` of a machine. */
export function vfsLfs2(_port: FileSystemPort): PyType {
  return nativeType('VfsLfs2', {
    make() {
      throw raise.NotImplementedError('vfs.VfsLfs2: littlefs is not simulated');
    },
  });
}
