/** Code of files that a host has kept from an earlier run, by everything that decides what it is. It saves time and changes nothing else. */
import type { Code } from '../bytecode/code.js';
import { decodeCode, encodeCode } from '../bytecode/serialize.js';
import type { TextStore } from '../host.js';

/** A Code, and the names in its source as the lexer meets them. */
interface Compiled {
  readonly code: Code;
  readonly names: readonly string[];
}

/** What the store has for this key; else what `make` gives, which is kept. What `make` throws is thrown each time anew. */
export function kept(store: TextStore | null, key: string, make: () => Compiled): Compiled {
  const known = store?.get(key) ?? null;
  if (known !== null) {
    const [names, code] = JSON.parse(known) as [string[], string];
    return { code: decodeCode(code), names };
  }
  const compiled = make();
  store?.set(key, JSON.stringify([compiled.names, encodeCode(compiled.code)]));
  return compiled;
}
