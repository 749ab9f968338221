/** What a tab holds, so that loading its page again loses nothing. Other tabs have their own. */
import type { Shared } from './address.js';

const KEY = 'virtual-pyboard';

/** Keeps it, as what has become of the program in the page's address. */
export function keep(shared: Shared): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ hash: location.hash, shared }));
  } catch {
    // A browser forbids it in the frame of another site, and megabytes have no room: then there is nothing to come back to.
  }
}

/** What was kept under the present address; null if that is nothing. */
export function kept(): Shared | null {
  try {
    const { hash, shared } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return hash === location.hash ? shared : null;
  } catch {
    return null;
  }
}
