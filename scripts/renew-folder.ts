/** Replaces a folder as a whole or not at all, while other processes may do the same. */
import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Error codes of a rename whose target exists already (EPERM on Windows), and of one whose source does not exist. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM'];
const GONE = ['ENOENT'];

/**
 * Lets `make` fill an empty folder, which then replaces `folder`; if `make` throws, `folder` stays as it was. Of several processes at once,
 * each replaces what the one before has made.
 */
export async function renewFolder(folder: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = mkdtempSync(`${folder}.new-`);
  const tidy = (): void => rmSync(fresh, { recursive: true, force: true });
  const quit = (): void => process.exit(1); // Runs the listeners of `exit`.
  process.once('exit', tidy).once('SIGINT', quit).once('SIGTERM', quit);
  chmodSync(fresh, 0o777 & ~process.umask()); // mkdtemp gives access to the owner only.
  try {
    await make(fresh);
    replace(folder, fresh);
  } finally {
    process.off('exit', tidy).off('SIGINT', quit).off('SIGTERM', quit);
    tidy();
  }
}

/** No system replaces a folder that is not empty in one step: for an instant there is no folder. */
function replace(folder: string, fresh: string): void {
  const old = mkdtempSync(`${folder}.old-`);
  try {
    for (let i = 0; !moved(fresh, folder, TAKEN); i++) moved(folder, join(old, String(i)), GONE);
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

/** Renames a folder; false if that fails for one of these reasons: another process was faster. */
function moved(from: string, to: string, reasons: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!reasons.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}
