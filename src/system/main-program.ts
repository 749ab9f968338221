/** Runs programs on the main thread, one after the other in the same namespace, and determines how they end (`shared/runtime/pyexec.c`). */
import type { Code } from '../bytecode/code.js';
import type { Mounts } from '../modules/vfs/mounts.js';
import { isRaised } from '../objects/exception-type.js';
import { makeStr } from '../objects/str.js';
import type { Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import { decodeUtf8 } from '../utf8.js';
import { makeNamespaceFrame } from '../vm/call.js';
import type { Frame } from '../vm/frame.js';
import { LinkedCode } from '../vm/link.js';
import type { Pending } from '../vm/pending.js';
import type { Runtime } from '../vm/runtime.js';
import type { ThreadResult } from '../vm/supervisor.js';
import { nested, type Thread } from '../vm/thread.js';
import type { ProgramEnd } from './program.js';
import { endBy, printUncaught } from './uncaught.js';

/** What programs on the main thread need. */
interface ProgramPort {
  readonly main: Thread;
  readonly pending: Pending;
  /** Globals of boot.py, main.py and the prompt, until the next reset. */
  globals(): Table;
  runtime(): Runtime;
  mounts(): Mounts;
  compile(source: string, filename: string, mode: 'file' | 'single'): Code;
  print(text: string): void;
  /** A program has ended. */
  rest(): void;
}

/** The programs of one machine. */
export class MainProgram {
  /** Frame of the last program. The next one runs in its namespace, which is that of a class if the body of a class has failed. */
  #frame: Frame | null = null;

  constructor(private readonly port: ProgramPort) {}

  get main(): Thread {
    return this.port.main;
  }

  get pending(): Pending {
    return this.port.pending;
  }

  /** The namespace in which the next program runs. */
  get locals(): Table {
    return this.#frame?.locals ?? this.port.globals();
  }

  /** A reset: the next program is the first one. */
  forget(): void {
    this.#frame = null;
  }

  /** Puts a file on the main thread, in `__main__`. Returns false if there is no file at that path, which is relative to the current folder. */
  startFile(path: string): ProgramEnd | boolean {
    const mounts = this.port.mounts();
    let source: string | null;
    try {
      source = mounts.importStat(path) === 'file' ? (decodeUtf8(mounts.readProgram(path), 'keep') as string) : null;
    } catch (x) {
      if (!isRaised(x)) throw x;
      return this.endOf({ raised: x });
    }
    return source !== null && this.startSource(source, path, 'file');
  }

  /** Puts source on the main thread. What the compiler refuses counts as an ended program. */
  startSource(source: string, filename: string, mode: 'file' | 'single'): ProgramEnd | true {
    const { port } = this;
    // At the prompt there would be no other way to unlock it (`shared/runtime/pyexec.c`).
    if (mode === 'single') port.main.unlockHeap();
    else port.globals().setName('__file__', makeStr(filename));
    try {
      const linked = new LinkedCode(port.compile(source, filename, mode), port.globals(), port.runtime());
      this.#frame = makeNamespaceFrame(linked, this.locals);
      port.main.start(this.#frame);
      return true;
    } catch (x) {
      if (!isRaised(x)) throw x;
      return this.endOf({ raised: x });
    }
  }

  /** Puts an import of a module on the main thread, as MicroPython's unix port does with `-m`: of a package, `__main__` is run as well. */
  startModule(name: string): ProgramEnd | true {
    this.port.runtime().mainModule = name;
    return this.startSource(`import ${name}\nif hasattr(${name}, '__path__'):\n    import ${name}.__main__`, '<stdin>', 'file');
  }

  /** Returns what the main thread's result means; handles what is pending, then prints an uncaught exception. */
  endOf(result: ThreadResult): ProgramEnd {
    const raised = 'raised' in result ? result.raised : this.#interruption();
    if (raised !== null && !isRaised(raised)) throw raised;
    if (raised !== null) this.runPendingCallback();
    this.port.rest();
    return raised === null ? { kind: 'ok' } : endBy(raised, (text) => this.port.print(text));
  }

  /**
   * Called where a program ends without an exception: Ctrl-C can still strike it, and otherwise a soft callback runs. Returns what has struck it;
   * null if nothing has.
   */
  #interruption(): unknown {
    const { main } = this.port;
    try {
      nested(main, () => main.handlePending());
      return null;
    } catch (raised) {
      return raised;
    }
  }

  /** Prints an exception that nobody has caught. */
  printUncaught(raised: Value): void {
    printUncaught(raised, (text) => this.port.print(text));
  }

  /** Runs a soft callback, if one is pending, while no program runs. */
  runPendingCallback(): void {
    const { main, pending } = this.port;
    // There is no program that it could strike.
    pending.exception = null;
    nested(main, () => main.handlePending());
  }
}
