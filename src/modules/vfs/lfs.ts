/** `VfsLfs2`: littlefs on a program's block device as Python sees it (`extmod/vfs_lfsx.c`). */
import type { LfsSizes } from '../../files/littlefs/blocks.js';
import { LfsVolume } from '../../files/littlefs/volume.js';
import { arg, keyword, make, nativeType, staticMethod } from '../../objects/declare.js';
import { anything, int, truth } from '../../objects/kinds.js';
import type { PyType } from '../../objects/type.js';
import { PyBlockDevice } from './block-device.js';
import { lfsFileTypes } from './file.js';
import { attempt, type FileSystemPort, fileSystemMethods, NativeFs, nameCodec } from './native-fs.js';

const SIZE = 32;
const parameters = [
  arg('device', anything),
  keyword('readsize', int, SIZE),
  keyword('progsize', int, SIZE),
  keyword('lookahead', int, SIZE),
  keyword('mtime', truth, true),
] as const;

const sizes = (read: number, write: number): LfsSizes => ({ read, write });

/** `vfs.VfsLfs2` of a machine. `lookahead` makes no difference: free blocks are found without a window. */
export function vfsLfs2({ now, openFiles }: FileSystemPort): PyType {
  const type: PyType = nativeType(
    'VfsLfs2',
    {
      make: make(parameters, (value, readSize, writeSize, _lookahead, keepsTime) => {
        const device = new PyBlockDevice(value, true);
        const options = { sizes: sizes(readSize, writeSize), now: keepsTime ? now : null };
        const volume = attempt(() => new LfsVolume(device, nameCodec, options), value);
        return new NativeFs(
          () => type,
          volume,
          (isReadOnly) => {
            if (isReadOnly) device.protect();
          },
          value,
        );
      }),
    },
    {
      mkfs: staticMethod('Make a littlefs file system on a block device.', parameters, (device, readSize, writeSize) =>
        attempt(() => LfsVolume.make(new PyBlockDevice(device, true), sizes(readSize, writeSize)), device),
      ),
      ...fileSystemMethods(lfsFileTypes, openFiles),
    },
  );
  return type;
}
