/** Modules that are part of the firmware, compiled when the package was built. */
import type { Code } from '../bytecode/code.js';

/** The Code of a frozen module by its path (`asyncio/core`); null if there is none. */
export function frozenCode(_path: string): Code | null {
  return null;
}
