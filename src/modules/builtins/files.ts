/** `open` (`extmod/vfs.c`, mp_vfs_open). */
import { type FunctionDeclaration, fn, option } from '../../objects/declare.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { Mounts } from '../vfs/mounts.js';

/** `open` of a machine: the builtin and `io.open`. Buffering and encoding have no effect. */
export function openFunction(mounts: Mounts): FunctionDeclaration {
  return fn(
    'Open a file.',
    [option('file', anything), option('mode', anything, 'r'), option('buffering', int, -1), option('encoding', anything, None)],
    (file, mode) => mounts.open(file, mode),
  );
}
