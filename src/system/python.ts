/** The Python side of one machine: builtins, modules, threads, and programs put on the main thread. */
import type { Code } from '../bytecode/code.js';
import type { TextStore } from '../host.js';
import { forWantOf, Lacks } from '../modules/lack.js';
import type { HeapContent } from '../modules/micropython/memory-map.js';
import type { PythonWorld } from '../modules/python-world.js';
import { Builtins } from '../objects/builtins.js';
import { HEAP_START } from '../objects/charge.js';
import { KeyboardInterrupt, raise, withArgs } from '../objects/exception.js';
import { exceptionOf, exceptionPieces, isRaised } from '../objects/exception-type.js';
import { newList, type PyList } from '../objects/list.js';
import { PyModule } from '../objects/module.js';
import { NamePool, useNames } from '../objects/name-pool.js';
import { call } from '../objects/protocol/call.js';
import { arrayOf } from '../objects/sequence.js';
import { textOf } from '../objects/str.js';
import { Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import { decodeUtf8 } from '../utf8.js';
import { AT_REST, putInPlace } from '../vm/in-place.js';
import { Pending, type SoftCall } from '../vm/pending.js';
import '../vm/run-nested.js';
import type { CompileMode, Runtime } from '../vm/runtime.js';
import { current, type Thread } from '../vm/thread.js';
import { loadCompiled } from './compiled-file.js';
import { makeConstant } from './constants.js';
import { KeptTexts } from './kept-texts.js';
import { MainProgram } from './main-program.js';
import { census, type Roots } from './memory/live-bytes.js';
import type { SimulatedHeap } from './memory/simulated-heap.js';
import { frozenOn, ModuleFinder } from './module-finder.js';
import type { Names } from './prompt/completion.js';
import { namesToComplete } from './prompt/names-to-complete.js';
import { makeHeap } from './python-heap.js';
import type { PythonPort } from './python-port.js';
import { PythonThreads } from './python-threads.js';
import { compileSource } from './source.js';

/** The entries of `sys.path` after a reset (`py/runtime.c`), before the folders of what is mounted, and its capacity. */
const SEARCH_PATH = ['', '.frozen'];
const SEARCH_PLACES = 4;

export class Python {
  readonly heap: SimulatedHeap;
  readonly pending: Pending;
  readonly main: Thread;
  /** The programs that are put on the main thread. */
  readonly program: MainProgram;
  /** Made by the first reset, which is power-on. */
  runtime!: Runtime;
  #names = new NamePool(() => new Set());
  /** Globals of boot.py, main.py and the prompt. */
  globals = new Table();
  /** `sys.path` and `sys.argv`. */
  path: PyList;
  argv: PyList;
  /** The -O level; a program may change it, to any number, until the next reset. */
  optimize: number;
  /** The main thread, and those that the program has started. */
  readonly threads: PythonThreads;
  #world: PythonWorld | null = null;
  #store: TextStore | null;
  readonly #finder: ModuleFinder;
  /** For want of what callbacks and threads have failed, over all resets. */
  readonly lacks = new Lacks();

  constructor(private readonly port: PythonPort) {
    const { scheduler } = port;
    this.optimize = port.optimize;
    this.#store = port.store;
    this.#finder = new ModuleFinder(frozenOn(port.description), () => (this.#world as PythonWorld).mounts);
    const python = this;
    this.heap = makeHeap(port.heapSize, {
      get threads() {
        return python.threads;
      },
      roots: () => this.#roots(),
      world: () => this.#world,
      pause: (cycles, isStopped) => port.pause(cycles, isStopped),
      notify: () => scheduler.notify(),
    });
    this.pending = new Pending(() => scheduler.notify());
    this.threads = new PythonThreads({
      scheduler,
      heap: this.heap,
      pending: this.pending,
      stack: port.description.stack,
      print: (text) => port.print(text),
      runSoft: (...call) => this.runSoft(...call),
      failed: (exception) => this.noteUncaught(exception),
    });
    this.main = this.threads.main;
    this.program = new MainProgram({
      main: this.main,
      pending: this.pending,
      globals: () => this.globals,
      runtime: () => this.runtime,
      mounts: () => (this.#world as PythonWorld).mounts,
      compile: (source, filename, mode) =>
        mode === 'file' ? this.#compileFile(source, filename) : this.#compile(source, filename, mode, null),
      print: (text) => port.print(text),
      rest: () => port.profile?.rest(),
    });
    // A host may make a machine while another one runs.
    const deactivate = this.activate();
    this.path = newList([]);
    this.argv = newList([]);
    deactivate();
  }

  /**
   * Puts this machine in place (`vm/in-place.ts`); must be called before any of its code runs. Returns a function that restores what was there
   * before.
   */
  activate(): () => void {
    return putInPlace({
      ...AT_REST,
      heap: this.heap,
      names: this.#names,
      features: this.port.features,
      isSingle: this.port.description.floats === 'single',
      watcher: this.port.watcher,
      thread: this.main,
    });
  }

  /** Closes the program's files on the flash and on a card, as a soft reset does, but without running Python code. */
  closeFiles(): void {
    const deactivate = this.activate();
    try {
      this.#world?.openFiles.closeNative();
    } finally {
      deactivate();
    }
  }

  /** Called by a soft reset before all objects are forgotten: runs the finalisers of those that have one. */
  finalise(): void {
    this.#world?.openFiles.closeAll();
  }

  /** Makes fresh globals, modules and heap, and forgets all threads but the main one. */
  reset(): void {
    // A board that restarts compiles the same files again.
    if (this.#world !== null && !(this.#store instanceof KeptTexts)) this.#store = new KeptTexts(this.#store);
    this.heap.reset();
    this.optimize = this.port.optimize;
    this.pending.clear();
    this.threads.reset();
    this.port.actors?.reset();
    this.globals = new Table();
    this.program.forget();
    this.globals.setName('__name__', '__main__');
    this.path = newList([...SEARCH_PATH], SEARCH_PLACES);
    this.argv = newList([...this.port.args]);
    this.runtime = this.#newRuntime();
    this.runtime.modules.setName('__main__', new PyModule('__main__', this.globals, false));
  }

  #newRuntime(): Runtime {
    const { port } = this;
    this.#names = new NamePool(port.firmwareNames);
    useNames(this.#names);
    const makers = {
      compile: (source: string, filename: string) => this.#compileFile(source, filename),
      load: (content: Uint8Array, filename: string) =>
        loadCompiled(content, filename, { floats: port.description.floats, count: port.counting, names: runtime.names }),
    };
    const runtime: Runtime = {
      tier: port.tier,
      heap: this.heap,
      builtins: new Builtins(new Table()),
      names: this.#names,
      modules: new Table(),
      mainModule: null,
      memory: () => world.memory(),
      makeConstant,
      compile: (source, filename, mode) => this.#compile(source, filename, mode, null),
      machineFunction: (code) => world.machineFunction(code),
      nativeModule: (name, kind) => world.modules.find(name, kind),
      searchPath: () => arrayOf(world.path()).map(textOf),
      tracebackLimit: () => world.tracebackLimit(),
      readSource: (path) => decodeUtf8(world.mounts.readFile(path), 'keep') as string,
      findModule: (path) => this.#finder.find(path, makers),
      noModule: (name) => forWantOf({ kind: 'module', name }, raise.ImportError("no module named '%q'", name)),
    };
    this.runtime = runtime;
    const world = port.world(this);
    this.#world = world;
    (runtime as { builtins: Builtins }).builtins = world.builtins;
    return runtime;
  }

  /** Compiles a file. The filename of source that is in no file is in angle brackets. */
  #compileFile(source: string, filename: string): Code {
    const code = this.#compile(source, filename, 'file', this.#store);
    if (!filename.startsWith('<')) this.port.coverage?.compiled((this.#world as PythonWorld).mounts.absolute(filename), code);
    return code;
  }

  /**
   * Compiles source that is not part of the program: what is typed at a debugger. Notes its names in `names` and keeps the result in `store`.
   */
  compileAside(source: string, mode: CompileMode, names: NamePool, store: TextStore): Code {
    return this.#compile(source, '<debugger>', mode, store, names);
  }

  #compile(source: string, filename: string, mode: CompileMode, store: TextStore | null, names = this.runtime.names): Code {
    const { description, counting } = this.port;
    // The firmware keeps an unsigned word (`py/mpstate.h`, mp_optimise_value), and no level above 3 means more than 3.
    const optimize = Math.min(this.optimize >>> 0, 3) as 0 | 1 | 2 | 3;
    return compileSource(source, mode, { filename, optimize, description, count: counting, names, store });
  }

  #roots(): Roots {
    const threads = this.threads.all.filter((thread) => thread !== current && !thread.isCovered);
    return {
      tables: [this.globals, this.program.locals, this.runtime.modules],
      frames: threads.map((thread) => thread.top),
      values: [...this.pending.values, ...(this.#world?.roots() ?? []), ...this.threads.memory],
      filled: this.heap.filled,
    };
  }

  /** Makes a collection between two runs, when no frames are left. */
  collectAtPrompt(): void {
    this.heap.collect();
    if (this.heap.isDue) this.heap.collectDue(null);
  }

  /** Returns the heap and the objects in it, as `micropython.mem_info` shows them. */
  heapContent(): HeapContent {
    return { used: this.heap.allocated, total: this.heap.total, start: HEAP_START, objects: census(this.#roots()) };
  }

  /** Returns the names that Tab completes. */
  names(): Names<Value> {
    return namesToComplete(this.runtime, this.modules);
  }

  /** The firmware's own modules, each made when it is first needed. */
  get modules(): ReadonlyMap<string, () => PyModule> {
    return this.#world?.modules.byName ?? new Map();
  }

  /** Returns the timers and interrupts that call the program, under names for people. */
  callers(): string[] {
    return (this.#world as PythonWorld).callers();
  }

  /** Returns the prompt's text: `sys.ps1` or `sys.ps2`. */
  prompt(which: 'ps1' | 'ps2'): string {
    return (this.#world as PythonWorld).prompt(which);
  }

  /**
   * Returns the absolute path of a file from which a Code has just been made. Names in angle brackets, which stand for no file, are returned
   * unchanged.
   */
  absolute(filename: string): string {
    return filename.startsWith('<') ? filename : (this.#world as PythonWorld).mounts.absolute(filename);
  }

  /** Raises KeyboardInterrupt in the main thread, as Ctrl-C does. */
  interrupt(): void {
    this.pending.interrupt(withArgs(KeyboardInterrupt, []));
  }

  /** Notes an exception after which the program goes on: one of a callback or a thread. */
  noteUncaught(raised: Value): void {
    if (isRaised(raised)) this.lacks.note(exceptionOf(raised));
  }

  /** Runs a soft callback. An exception in it is printed, and the program continues (`py/runtime_utils.c`). */
  runSoft(...[callee, argument, from]: SoftCall): void {
    const over = this.port.actors?.soft(callee);
    try {
      call(callee, [argument]);
    } catch (x) {
      if (!isRaised(x)) throw x;
      for (const piece of exceptionPieces(x)) this.port.print(piece);
      this.noteUncaught(x);
      this.port.failedSoftly(from, callee, x);
    } finally {
      over?.();
    }
  }
}
