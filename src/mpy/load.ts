/** Loads an .mpy file: bytes → Code. */
import type { Code } from '../bytecode/code.js';
import { BrokenPromise, verify } from '../bytecode/verify.js';
import { readMpy } from './format.js';
import { damaged } from './problem.js';
import { translate } from './translate.js';

/** How a file is loaded. */
interface LoadOptions {
  /** Precision of floats. */
  readonly single: boolean;
  /** With the COUNT instructions of the counting mode. */
  readonly count: boolean;
}

/** Returns a file's Code and the names in it, which loading makes known. Throws an MpyProblem. */
export function loadMpy(bytes: Uint8Array, { single, count }: LoadOptions): { code: Code; names: readonly string[] } {
  const file = readMpy(bytes, single);
  const code = translate(file, count);
  check(code);
  return { code, names: file.names };
}

/** Throws an MpyProblem for Code that cannot run: bytecode that no compiler has written may be translated to that. */
function check(code: Code): void {
  try {
    verify(code);
  } catch (fault) {
    throw fault instanceof BrokenPromise ? damaged(fault.message) : fault;
  }
}
