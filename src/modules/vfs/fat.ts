/** `VfsFat`: a FAT volume as Python sees it (`extmod/vfs_fat.c`): the board's flash, or a volume on a program's block device. */
import { FatDiskVolume } from '../../files/fat/volume.js';
import { arg, make, nativeType, staticMethod } from '../../objects/declare.js';
import { anything } from '../../objects/kinds.js';
import type { PyType } from '../../objects/type.js';
import { PyBlockDevice } from './block-device.js';
import { fatFileTypes } from './file.js';
import { attempt, type FileSystemPort, fileSystemMethods, NativeFs, nameCodec } from './native-fs.js';

/** `vfs.VfsFat` of a machine. */
export function vfsFat(port: FileSystemPort): PyType {
  const now = () => Number(port.now() / 1_000_000_000n);
  const type: PyType = nativeType(
    'VfsFat',
    {
      make: make([arg('device', anything)], (value) => {
        const device = new PyBlockDevice(value);
        const volume = attempt(() => new FatDiskVolume(device, nameCodec, now), value);
        return new NativeFs(
          () => type,
          volume,
          (isReadOnly, mayMake) => {
            if (isReadOnly) device.protect();
            volume.prepare(mayMake);
          },
          value,
        );
      }),
    },
    {
      mkfs: staticMethod('Make a FAT file system on a block device.', [arg('device', anything)], (device) =>
        attempt(() => FatDiskVolume.make(new PyBlockDevice(device), now), device),
      ),
      ...fileSystemMethods(fatFileTypes, port.openFiles),
    },
  );
  return type;
}
