/** Loads .mpy files; problems become Python exceptions. */
import type { Code } from '../bytecode/code.js';
import { loadMpy } from '../mpy/load.js';
import { MpyProblem } from '../mpy/problem.js';
import { occupy } from '../objects/charge.js';
import { raise } from '../objects/exception.js';
import type { NamePool } from '../objects/name-pool.js';
import { compiledBytes } from './memory/live-bytes.js';

/** How a file is loaded. */
interface CompiledOptions {
  readonly floats: 'single' | 'double';
  /** Whether the Code counts executed opcodes. */
  readonly count: boolean;
  /** Collects the names in the file, and the name of the file. */
  readonly names: NamePool;
}

/** Returns the Code of a file's content. Raises ValueError for a file that no board of this kind can load. */
export function loadCompiled(content: Uint8Array, filename: string, { floats, count, names }: CompiledOptions): Code {
  try {
    names.note([filename]);
    const loaded = loadMpy(content, { single: floats === 'single', count });
    names.note(loaded.names);
    occupy(compiledBytes(loaded.code));
    return loaded.code;
  } catch (problem) {
    if (!(problem instanceof MpyProblem)) throw problem;
    throw raise.ValueError(problem.message);
  }
}
