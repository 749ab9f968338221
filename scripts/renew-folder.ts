/** Makes a folder anew beside others who do the same: all of it, or nothing. */
import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a rename says where there is something already (Windows says EPERM), and where there is nothing. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM'];
const GONE = ['ENOENT'];

/**
 * Has `make` fill an empty folder, which then takes the place of `folder`; one that throws leaves what there was. Of several at once
 * each replaces the last one's.
 */
export async function renewFolder(folder: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = mkdtempSync(`${folder}.new-`);
  const tidy = (): void => rmSync(fresh, { recursive: true, force: true });
  const quit = (): void => process.exit(1); // Runs what `exit` wants done.
  process.once('exit', tidy).once('SIGINT', quit).once('SIGTERM', quit);
  chmodSync(fresh, 0o777 & ~process.umask()); // Until here it was ours alone.
  try {
    await make(fresh);
    replace(folder, fresh);
  } finally {
    process.off('exit', tidy).off('SIGINT', quit).off('SIGTERM', quit);
    tidy();
  }
}

/** No system replaces a folder that is not empty in one step: for an instant there is none. */
function replace(folder: string, fresh: string): void {
  const old = mkdtempSync(`${folder}.old-`);
  try {
    for (let i = 0; !moved(fresh, folder, TAKEN); i++) moved(folder, join(old, String(i)), GONE);
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

/** Renames a folder; false if it cannot be for one of these reasons: another has been there. */
function moved(from: string, to: string, reasons: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!reasons.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}
