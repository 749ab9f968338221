/** The depth of the value stack at every instruction of a Code, computed when it is first asked for. */
import type { Code } from '../bytecode/code.js';
import { Flow } from './flow.js';

const known = new WeakMap<Code, Int32Array>();

/** Returns the depths by pc; −1 for an instruction that cannot be reached. */
export function depthsOf(code: Code): Int32Array {
  let depths = known.get(code);
  if (depths === undefined) {
    depths = new Flow(code, 0).depths;
    known.set(code, depths);
  }
  return depths;
}
