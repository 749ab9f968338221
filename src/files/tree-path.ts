/** Where a path leads in a FAT volume that is a tree, as FatFs follows it (`lib/oofatfs/ff.c`, follow_path). */
import { ENOENT } from '../errno.js';
import { fatName, isDot, partsOf } from './fat-name.js';
import { FileError } from './file-error.js';
import type { FolderNode, TreeNode } from './node.js';

/** A path that has been followed: the folder of its last part, that part (null if there is none), and what is there. */
interface Followed {
  readonly folder: FolderNode;
  readonly name: string | null;
  readonly node: TreeNode | undefined;
}

/**
 * Follows a path from the root, or from the current folder if it has no leading slash. Raises ENOENT for missing folders on the way, EINVAL
 * for what cannot be a name.
 */
export function follow(path: string, root: FolderNode, current: FolderNode): Followed {
  let folder = /^[/\\]/.test(path) ? root : current;
  const names = partsOf(path);
  for (const [i, part] of names.entries()) {
    const name = fatName(part);
    // The root has no dot entries: there they lead nowhere.
    const staysAtRoot = isDot(name) && folder.parent === null;
    const node = staysAtRoot || name === '.' ? folder : name === '..' ? (folder.parent as FolderNode) : folder.get(name);
    if (i === names.length - 1) return { folder, name: staysAtRoot ? null : name, node };
    if (node === undefined || !node.isFolder) throw new FileError(ENOENT);
    folder = node;
  }
  return { folder, name: null, node: folder };
}

/** Returns the path of a name in a folder, without a leading slash. */
export function pathIn(folder: FolderNode, name: string): string {
  const above = folder.path;
  return above === '' ? name : `${above}/${name}`;
}
