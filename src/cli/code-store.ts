/** Where compiled files are kept from one run to the next. */
import { join } from 'node:path';
import { cacheFolder } from '../hosts/node/cache-folder.js';
import { TextFiles } from '../hosts/node/text-files.js';
import { build } from './build.js';

/** It: by build, for another compiles them otherwise. Null: nowhere. */
export function codeStore(): TextFiles | null {
  const folder = cacheFolder();
  return folder === null || build === null ? null : new TextFiles(join(folder, 'code', build));
}
