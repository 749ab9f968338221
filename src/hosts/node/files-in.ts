/** A folder of this computer for a `TestBench`. */
import { FolderTree } from './folder.js';

/**
 * The files of a folder by path, as they are now, without hidden ones: `new TestBench({ ...filesIn('firmware'), 'config.json': text })`.
 * Throws what `fs` throws unless it is a folder, and for symbolic links that lead out of it.
 */
export function filesIn(folder: string): Record<string, Uint8Array> {
  const tree = new FolderTree(folder, true);
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
