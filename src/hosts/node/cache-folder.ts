/** Where this user's caches are. Missing content is recreated, so the caches affect only how long something takes. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { makeFolder } from './make-folder.js';

/** Always a separate subfolder, because a folder that the user names may hold other things. */
const NAME = 'virtual-pyboard';

/**
 * Returns a folder inside the one that VPYB_CACHE names or, without that variable, inside the user's cache folder (XDG Base Directory
 * Specification). Null if VPYB_CACHE is empty, which means that no cache is wanted, or if the user has no home.
 */
export function cacheFolder({ VPYB_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME }: NodeJS.ProcessEnv = process.env): string | null {
  if (VPYB_CACHE !== undefined) return VPYB_CACHE === '' ? null : join(VPYB_CACHE, NAME);
  const base = [XDG_CACHE_HOME, LOCALAPPDATA].find((path) => path !== undefined && isAbsolute(path));
  if (base !== undefined) return join(base, NAME);
  const home = HOME || homeOfUser();
  return home === null ? null : join(home, '.cache', NAME);
}

/** Used if HOME is not set. Returns null for a user whom the system does not know, as in a container. */
function homeOfUser(): string | null {
  try {
    return process.getBuiltinModule('node:os').homedir();
  } catch {
    return null;
  }
}

/** Writes a file atomically: it appears as a whole or not at all. Returns whether it has been written. */
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

/** Removes a file if possible. On a full disk a left-over file would take up yet more room. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}
