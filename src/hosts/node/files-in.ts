/** A folder of this computer for a `TestBench`. */
import { resolve } from 'node:path';
import { FolderTree, isFsError } from './folder.js';
import { hostProblem } from './host-problem.js';

/**
 * Returns the present files of a folder by path, without hidden ones: `new TestBench({ ...filesIn('firmware'), 'config.json': text })`. Throws
 * an Error that says what to do if there is no such folder, if something in it cannot be read, and for symbolic links that lead out of it, or back.
 */
export function filesIn(folder: string): Record<string, Uint8Array> {
  const tree = treeOf(folder);
  const files: Record<string, Uint8Array> = {};
  const add = (path: string): void => {
    for (const { name, isFolder } of tree.list(path)) {
      const place = path === '' ? name : `${path}/${name}`;
      if (isFolder) add(place);
      else files[place] = tree.read(place);
    }
  };
  add('');
  return files;
}

/** The message gives the whole path because a test framework may run in another folder than expected. */
function treeOf(folder: string): FolderTree {
  try {
    return new FolderTree(folder, true);
  } catch (error) {
    if (!isFsError(error)) throw error;
    const path = resolve(folder);
    throw new Error(`filesIn: ${path}: ${hostProblem(error)}; give the folder that holds the flash's files`, { cause: error });
  }
}
