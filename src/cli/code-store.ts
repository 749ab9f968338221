/** Where compiled files are kept from one run to the next. */
import { join } from 'node:path';
import { cacheFolder } from '../hosts/node/cache-folder.js';
import { TextFiles } from '../hosts/node/text-files.js';
import { build } from './build.js';

/** Returns the store of this build, since another build may compile differently; null if nothing is kept. */
export function codeStore(): TextFiles | null {
  const folder = cacheFolder();
  return folder === null || build === null ? null : new TextFiles(join(folder, 'code', build));
}
