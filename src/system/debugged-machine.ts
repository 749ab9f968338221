/** What a debugger sees of the machine whose program it stops. */
import type { Debugger } from '../debug/debugger.js';
import { makeDebugger } from '../debug/make-debugger.js';
import { decodeUtf8 } from '../utf8.js';
import { KeptTexts } from './kept-texts.js';
import type { Machine } from './machine.js';

/** Makes the debugger of a machine. The machine's parts may not exist yet. */
export function debuggerOf(machine: Machine): Debugger {
  // Keeps compiled conditions of breakpoints, which are evaluated again and again.
  const typed = new KeptTexts();
  return makeDebugger({
    clock: machine.clock,
    get interrupt() {
      return machine.board.interrupts.running;
    },
    get callbackLocks() {
      return machine.python.pending.locked;
    },
    get threads() {
      return machine.python.threads.all;
    },
    get runtime() {
      return machine.python.runtime;
    },
    get globals() {
      return machine.python.globals;
    },
    absolute: (filename) => machine.python.absolute(filename),
    textOf(path) {
      const file = path.replace(/^\/flash(?=\/)/, '');
      return file !== path && machine.flash.kind(file) === 'file' ? (decodeUtf8(machine.flash.read(file), 'keep') as string) : null;
    },
    within(body) {
      const deactivate = machine.python.activate();
      try {
        return body();
      } finally {
        deactivate();
      }
    },
    compile: (source, mode, names) => machine.python.compileAside(source, mode, names, typed),
  });
}
