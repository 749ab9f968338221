/** How a machine gets its debugger; few machines have one. */
import { Debugger, type DebugPort } from './debugger.js';

/** Makes the debugger that is to watch a machine. */
export function makeDebugger(port: DebugPort): Debugger {
  return new Debugger(port);
}
