/** `vfs` (`extmod/modvfs.c`). */
import { arg, fn, keyword, type Members, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import type { Value } from '../../objects/value.js';
import type { FileSystems, Mounts } from './mounts.js';
import { path, type RomMemory } from './native-fs.js';
import { romIoctl } from './rom.js';

/** `mount` and `umount`, which `os` has, too. */
export const mountFunctions = (mounts: Mounts) => ({
  mount: fn(
    'Mount a file system at a point; without arguments, list what is mounted.',
    [rest('fs_and_point'), keyword('readonly', anything, false), keyword('mkfs', anything, false)],
    (given, readOnly, makeFs) => {
      if (given.length === 0) return mounts.list();
      if (given.length !== 2) throw raise.TypeError('function missing %d required positional arguments', 2 - given.length);
      mounts.mount(given[0] as Value, path.convert(given[1] as Value), readOnly, makeFs);
    },
  ),
  umount: fn('Unmount a file system.', [arg('what', anything)], (what) => mounts.unmount(what)),
});

/** The types of the firmware's file systems, which `os` has, too. */
export const fileSystemTypes = ({ fat, lfs2 }: Pick<FileSystems, 'fat' | 'lfs2'>) => ({ VfsFat: fat, VfsLfs2: lfs2 });

/** `vfs`. `rom` is null for a board without memory for a read-only file system. */
export function vfs(mounts: Mounts, rom: RomMemory | null): PyModule {
  const { types } = mounts;
  const ofRom: Members = types.rom === null || rom === null ? {} : { VfsRom: types.rom, rom_ioctl: romIoctl(rom) };
  return nativeModule('vfs', { ...mountFunctions(mounts), ...fileSystemTypes(types), ...ofRom });
}
