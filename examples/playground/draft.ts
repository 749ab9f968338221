/** Keeps the content of a tab, so that reloading its page loses nothing. Other tabs have their own. */
import type { Shared } from './address.js';

const KEY = 'virtual-pyboard';

/** Keeps the content as what has become of the program in the page's address. */
export function keep(shared: Shared): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ hash: location.hash, shared }));
  } catch {
    // A browser forbids this in the frame of another site, and does not take megabytes: then there is nothing to come back to.
  }
}

/** Returns what was kept under the present address; null if nothing was. */
export function kept(): Shared | null {
  try {
    const { hash, shared } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return hash === location.hash ? shared : null;
  } catch {
    return null;
  }
}
