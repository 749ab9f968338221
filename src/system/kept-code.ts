/** Code of files that a host has kept from an earlier run, under everything that determines it. It saves time and changes nothing else. */
import type { Code } from '../bytecode/code.js';
import { decodeCode, encodeCode } from '../bytecode/serialize.js';
import type { TextStore } from '../host.js';

/** A Code, and the names in its source in the order in which the lexer meets them. */
interface Compiled {
  readonly code: Code;
  readonly names: readonly string[];
}

/** Returns what the store has for this key; otherwise calls `make` and keeps the result. Exceptions of `make` are not kept. */
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
