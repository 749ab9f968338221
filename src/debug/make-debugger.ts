/** The way to the debugger for machines, of which few have one. */
import { Debugger, type DebugPort } from './debugger.js';

/** Makes the debugger of a machine, which is to be watched by it. */
export function makeDebugger(port: DebugPort): Debugger {
  return new Debugger(port);
}
