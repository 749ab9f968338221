/** From an .mpy file to Code, with what is wrong with it as a Python exception. */
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
  /** Count executed opcodes. */
  readonly count: boolean;
  /** Where the names in the file are noted, and that of the file. */
  readonly names: NamePool;
}

/** The Code of a file's content; raises ValueError for what no board of this kind can load. */
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
