/** `os` (`extmod/modos.c`, `extmod/vfs.c`, `ports/stm32/modos.c`). */
import { attrTuple } from '../objects/attr-tuple.js';
import { newBytes, room } from '../objects/bytes.js';
import { arg, fn } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { anything, int } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import type { ConsoleSlots } from './dupterm.js';
import { type Identity, release } from './identity.js';
import { fileSystemTypes, mountFunctions } from './vfs/module.js';
import type { Mounts } from './vfs/mounts.js';

/** What `os` needs of a machine. */
interface OsPort {
  readonly mounts: Mounts;
  readonly identity: Identity;
  /** Fills an array from the board's source of randomness. */
  fillRandom(bytes: Uint8Array): void;
  /** Writes the cache to the flash; takes the time that this takes on the board. */
  sync(): void;
  readonly consoleSlots: ConsoleSlots;
}

/** `os` of a machine. */
export function os({ mounts, identity, fillRandom, sync, consoleSlots }: OsPort): PyModule {
  const remove = fn('Remove a file.', [arg('path', anything)], (path) => mounts.remove(path));
  return nativeModule('os', {
    sep: '/',
    uname: fn('What the system says of itself.', [], () =>
      attrTuple({
        sysname: 'pyboard',
        nodename: 'pyboard',
        release: release(identity),
        version: `${identity.tag} on ${identity.date}`,
        machine: identity.machine,
      }),
    ),
    urandom: fn('So many random bytes.', [arg('count', int)], (count) => {
      if (count < 0) throw raise.ValueError();
      const bytes = room(count);
      fillRandom(bytes);
      return newBytes(bytes);
    }),
    sync: fn('Write what is cached to the file systems.', [], () => sync()),
    chdir: fn('Change the current folder.', [arg('path', anything)], (path) => mounts.changeFolder(path)),
    getcwd: fn('The current folder.', [], () => mounts.currentFolder()),
    listdir: fn('Names of the entries of a folder.', [arg('path', anything, '')], (path) => mounts.listFolder(path)),
    ilistdir: fn('Iterate over the entries of a folder.', [arg('path', anything, '')], (path) => mounts.iterateFolder(path)),
    mkdir: fn('Make a folder.', [arg('path', anything)], (path) => mounts.makeFolder(path)),
    rmdir: fn('Remove an empty folder.', [arg('path', anything)], (path) => mounts.removeFolder(path)),
    remove,
    unlink: remove,
    rename: fn('Rename or move a file or folder.', [arg('old', anything), arg('new', anything)], (from, to) => mounts.rename(from, to)),
    stat: fn('What is known of a file or folder.', [arg('path', anything)], (path) => mounts.stat(path)),
    statvfs: fn('Size and free space of a file system.', [arg('path', anything)], (path) => mounts.statVolume(path)),
    ...mountFunctions(mounts),
    ...fileSystemTypes(mounts.types),
    dupterm: consoleSlots.dupterm(),
  });
}
