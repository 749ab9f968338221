/** Where caches of this user lie. What they hold is made anew when it is missing: they decide how long something takes, nothing else. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { makeFolder } from './make-folder.js';

/** Of its own wherever it lies: a place that a user names may hold other things. */
const NAME = 'virtual-pyboard';

/**
 * A folder in the one that VPYB_CACHE names; if there is no such variable in the user's cache folder (XDG Base Directory Specification);
 * null if it is empty: no cache is wanted. Null, too, for a user who has no home.
 */
export function cacheFolder({ VPYB_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME }: NodeJS.ProcessEnv = process.env): string | null {
  if (VPYB_CACHE !== undefined) return VPYB_CACHE === '' ? null : join(VPYB_CACHE, NAME);
  const base = [XDG_CACHE_HOME, LOCALAPPDATA].find((path) => path !== undefined && isAbsolute(path));
  if (base !== undefined) return join(base, NAME);
  const home = HOME || homeOfUser();
  return home === null ? null : join(home, '.cache', NAME);
}

/** Where HOME is not set; null for a user whom the system does not know, as in a container. */
function homeOfUser(): string | null {
  try {
    return process.getBuiltinModule('node:os').homedir();
  } catch {
    return null;
  }
}

/** Writes a file that is there as a whole or not at all. Answers whether that could be done. */
export function writeWhole(path: string, content: string | Uint8Array): boolean {
  const unfinished = `${path}.${process.pid}`;
  try {
    makeFolder(dirname(path));
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
    return true;
  } catch {
    remove(unfinished);
    return false;
  }
}

/** As far as that can be done: a full disk has the less room for what is left there. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}
