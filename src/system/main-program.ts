/** Programs on the main thread, one after the other in the same names, and how they end (`shared/runtime/pyexec.c`). */
import type { Code } from '../bytecode/code.js';
import type { Mounts } from '../modules/vfs/mounts.js';
import { isRaised } from '../objects/exception-type.js';
import { makeStr } from '../objects/str.js';
import type { Table } from '../objects/table.js';
import { decodeUtf8 } from '../objects/utf8.js';
import type { Value } from '../objects/value.js';
import { makeNamespaceFrame } from '../vm/call.js';
import type { Frame } from '../vm/frame.js';
import { LinkedCode } from '../vm/link.js';
import type { Pending } from '../vm/pending.js';
import type { Runtime } from '../vm/runtime.js';
import type { ThreadResult } from '../vm/supervisor.js';
import { nested, type Thread } from '../vm/thread.js';
import type { ProgramEnd } from './program.js';
import { endBy, printUncaught } from './uncaught.js';

/** What a program on the main thread needs. */
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

/** Those of one machine. */
export class MainProgram {
  /** The last program. The next one goes on in its names: those of a class, if the body of one has failed. */
  #frame: Frame | null = null;

  constructor(private readonly port: ProgramPort) {}

  get main(): Thread {
    return this.port.main;
  }

  get pending(): Pending {
    return this.port.pending;
  }

  /** The names that the next program goes on in. */
  get locals(): Table {
    return this.#frame?.locals ?? this.port.globals();
  }

  /** After a reset there has been no program. */
  forget(): void {
    this.#frame = null;
  }

  /** Puts a file on the main thread, in `__main__`; false if there is none at that path, which starts from the current folder. */
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

  /** The same for source. What the compiler refuses is an end like any other. */
  startSource(source: string, filename: string, mode: 'file' | 'single'): ProgramEnd | true {
    const { port } = this;
    // At the prompt there would be no other way out (`shared/runtime/pyexec.c`).
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

  /** The same for a module, as MicroPython's unix port does with `-m`: a package has its `__main__` run, too. */
  startModule(name: string): ProgramEnd | true {
    this.port.runtime().mainModule = name;
    return this.startSource(`import ${name}\nif hasattr(${name}, '__path__'):\n    import ${name}.__main__`, '<stdin>', 'file');
  }

  /** What the main thread's result means; prints an uncaught exception. */
  endOf(result: ThreadResult): ProgramEnd {
    this.port.rest();
    if (!('raised' in result)) return { kind: 'ok' };
    if (!isRaised(result.raised)) throw result.raised;
    return endBy(result.raised, (text) => this.port.print(text));
  }

  /** Prints an exception that nobody has caught. */
  printUncaught(raised: Value): void {
    printUncaught(raised, (text) => this.port.print(text));
  }

  /** Runs a soft callback while no program does. */
  runPendingCallback(): void {
    const { main, pending } = this.port;
    // Nobody is there whom it could strike.
    pending.exception = null;
    nested(main, () => main.handlePending());
  }
}
