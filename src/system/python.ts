/** The Python side of one machine: builtins, modules, threads, and programs put on the main thread. */
import type { BoardDescription } from '../board/boards.js';
import type { Code } from '../bytecode/code.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import type { Features } from '../firmwares.js';
import type { TextStore } from '../host.js';
import type { HeapContent } from '../modules/micropython/memory-map.js';
import type { PythonWorld } from '../modules/python-world.js';
import { heap, useHeap } from '../objects/charge.js';
import { KeyboardInterrupt, withArgs } from '../objects/exception.js';
import { exceptionPieces, isRaised } from '../objects/exception-type.js';
import { features, useFeatures } from '../objects/features.js';
import { precision } from '../objects/float.js';
import { newList, type PyList } from '../objects/list.js';
import { PyModule } from '../objects/module.js';
import { knownNames, NamePool, useNames } from '../objects/name-pool.js';
import { call } from '../objects/protocol/call.js';
import { arrayOf } from '../objects/sequence.js';
import { makeStr, textOf } from '../objects/str.js';
import { Table } from '../objects/table.js';
import { decodeUtf8 } from '../objects/utf8.js';
import type { Value } from '../objects/value.js';
import type { Scheduler } from '../sim/scheduler.js';
import { makeNamespaceFrame } from '../vm/call.js';
import { type Watcher, watch } from '../vm/counting.js';
import type { Frame } from '../vm/frame.js';
import { LinkedCode } from '../vm/link.js';
import { Pending, type SoftCall } from '../vm/pending.js';
import '../vm/run-nested.js';
import type { CompileMode, Runtime } from '../vm/runtime.js';
import type { ThreadResult } from '../vm/supervisor.js';
import { adopt, current, nested, position, type Thread } from '../vm/thread.js';
import type { Tier } from '../vm/tier.js';
import type { Actors } from './actors.js';
import { loadCompiled } from './compiled-file.js';
import type { Names } from './completion.js';
import { makeConstant } from './constants.js';
import type { Coverage } from './coverage.js';
import { KeptTexts } from './kept-texts.js';
import type { LineProfile } from './line-profile.js';
import { census, liveObjects, type Roots } from './live-bytes.js';
import { frozenOn, ModuleFinder } from './module-finder.js';
import { namesToComplete } from './names-to-complete.js';
import type { ProgramEnd } from './program.js';
import { PythonThreads } from './python-threads.js';
import { FIRST_ADDRESS, SimulatedHeap } from './simulated-heap.js';
import { compileSource } from './source.js';
import { endBy, printUncaught } from './uncaught.js';

/** What the Python side needs of the rest of the machine. */
interface PythonPort {
  readonly description: BoardDescription;
  readonly features: Features;
  readonly scheduler: Scheduler;
  readonly heapSize: number;
  /** Code counts the opcodes it executes (`vm/counting.ts`), or tells `watcher` of them. */
  readonly counting: boolean;
  readonly watcher: Watcher | null;
  readonly profile: LineProfile | null;
  /** Told of the files that are compiled. */
  readonly coverage: Coverage | null;
  /** Told of those that the program has running; null: nobody wants to know. */
  readonly actors: Actors | null;
  print(text: string): void;
  /** A soft callback, for which `from` has asked, has raised, and has been printed. */
  failedSoftly(from: string, callee: Value, exception: Value): void;
  /** Takes the cycles of a collection; interrupts are served in it where the running thread has stopped. */
  pause(cycles: number, isStopped: boolean): void;
  /** The names that the firmware's own modules and types have. */
  firmwareNames(): ReadonlySet<string>;
  /** Modules and builtins, made anew at every reset. */
  world(python: Python): PythonWorld;
  readonly tier: Tier;
  /** The -O level after a reset. */
  readonly optimize: 0 | 1 | 2 | 3;
  /** Keeps what is compiled of files; null: nothing is kept. */
  readonly store: TextStore | null;
  /** Content of `sys.argv`. */
  readonly args: readonly string[];
}

/** What `sys.path` holds after a reset (`py/runtime.c`) before the folders of what is mounted, and the places that it has. */
const SEARCH_PATH = ['', '.frozen'];
const SEARCH_PLACES = 4;
export class Python {
  readonly heap: SimulatedHeap;
  readonly pending: Pending;
  readonly main: Thread;
  /** Made by the first reset, which is power coming. */
  runtime!: Runtime;
  #names = new NamePool(() => new Set());
  /** Globals of boot.py, main.py and the prompt. */
  globals = new Table();
  /** The last program of the main thread. The next one goes on in its names: those of a class, if the body of one has failed. */
  #program: Frame | null = null;
  /** `sys.path` and `sys.argv`. */
  path: PyList;
  argv: PyList;
  /** The -O level; a program may change it until the reset. */
  optimize: 0 | 1 | 2 | 3;
  /** The main one, and those that the program has started. */
  readonly threads: PythonThreads;
  #world: PythonWorld | null = null;
  #store: TextStore | null;
  readonly #finder: ModuleFinder;

  constructor(private readonly port: PythonPort) {
    const { scheduler } = port;
    this.optimize = port.optimize;
    this.#store = port.store;
    this.#finder = new ModuleFinder(frozenOn(port.description), () => (this.#world as PythonWorld).mounts);
    this.heap = new SimulatedHeap(port.heapSize, {
      live: (top, given) => liveObjects(this.#roots(), top, given),
      sighted: (withInnermost) => this.#sighted(withInnermost),
      missed: () => {
        for (const thread of [current, ...this.threads.below()]) thread.missCollection();
      },
      seen: (bytes) => current.sightings.see(current.noSuspend, bytes),
      pause: (used, live, isStopped) =>
        port.pause((used / 16) * EVENT_PRICE.COLLECT_PER_BLOCK + (live / 16) * EVENT_PRICE.COLLECT_PER_LIVE_BLOCK, isStopped),
      finalise: (live, isAsked) => {
        if (isAsked) this.#world?.openFiles.collected((file) => live.has(file));
        this.#world?.weakReferences.collected((object) => live.has(object));
      },
      seesAll: () => current.noSuspend === 0 && this.threads.below().length === 0,
      canStop: () => current.canStop,
      canUnwind: () => current.canUnwind,
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
    });
    this.main = this.threads.main;
    // A host may make a machine while another runs.
    const deactivate = this.activate();
    this.path = newList([]);
    this.argv = newList([]);
    deactivate();
  }

  /** Puts this machine's heap, names, precision, features and thread in place: before any of its code runs. Answers what puts back what was there. */
  activate(): () => void {
    const outer = { heap, names: knownNames, single: precision.single, features, thread: current, frame: position.frame };
    useHeap(this.heap);
    useNames(this.#names);
    precision.single = this.port.description.floats === 'single';
    useFeatures(this.port.features);
    adopt(this.main);
    position.frame = null;
    const unwatch = this.port.watcher === null ? null : watch(this.port.watcher);
    return () => {
      unwatch?.();
      useHeap(outer.heap);
      useNames(outer.names);
      precision.single = outer.single;
      useFeatures(outer.features);
      if (outer.thread !== undefined) adopt(outer.thread);
      position.frame = outer.frame;
    };
  }

  /** Closes the program's files on the flash and on a card, as a soft reset does, but asks no Python code for it. */
  closeFiles(): void {
    const deactivate = this.activate();
    try {
      this.#world?.openFiles.closeNative();
    } finally {
      deactivate();
    }
  }

  /** What a soft reset does before it forgets all objects: those with a finaliser have it run. */
  finalise(): void {
    this.#world?.openFiles.closeAll();
  }

  /** Fresh globals, modules and heap; all threads but the main one are forgotten. */
  reset(): void {
    // A board that starts anew has compiled the same files before.
    if (this.#world !== null && !(this.#store instanceof KeptTexts)) this.#store = new KeptTexts(this.#store);
    this.heap.reset();
    this.optimize = this.port.optimize;
    this.pending.clear();
    this.threads.reset();
    this.port.actors?.reset();
    this.globals = new Table();
    this.#program = null;
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
      builtins: new Table(),
      names: this.#names,
      modules: new Table(),
      standardImport: null,
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
    };
    this.runtime = runtime;
    const world = port.world(this);
    this.#world = world;
    (runtime as { builtins: Table }).builtins = world.builtins;
    return runtime;
  }

  /** What comes from no file has a name in angle brackets. */
  #compileFile(source: string, filename: string): Code {
    const code = this.#compile(source, filename, 'file', this.#store);
    if (!filename.startsWith('<')) this.port.coverage?.compiled((this.#world as PythonWorld).mounts.absolute(filename), code);
    return code;
  }

  /** Compiles what no program has: what is typed at a debugger. Its names are noted in `names`, what comes of it is kept in `store`. */
  compileAside(source: string, mode: CompileMode, names: NamePool, store: TextStore): Code {
    return this.#compile(source, '<debugger>', mode, store, names);
  }

  #compile(source: string, filename: string, mode: CompileMode, store: TextStore | null, names = this.runtime.names): Code {
    const { description, counting } = this.port;
    const { optimize } = this;
    return compileSource(source, mode, { filename, optimize, description, count: counting, names, store });
  }

  /** Bytes that frames on the host's stack held when they were last seen. */
  #sighted(withInnermost: boolean): number {
    const below = this.threads.below().reduce((sum, { sightings }) => sum + sightings.total(), 0);
    return below + (withInnermost ? current.sightings.total() : current.sightings.total(current.noSuspend));
  }

  #roots(): Roots {
    const threads = this.threads.all.filter((thread) => thread !== current && !thread.isCovered);
    return {
      tables: [this.globals, this.#locals(), this.runtime.modules],
      frames: threads.map((thread) => thread.top),
      values: [...this.pending.values, ...(this.#world?.roots() ?? []), ...this.threads.memory],
      filled: this.heap.filled,
    };
  }

  /** A collection between two runs, when no frame is left. */
  collectAtPrompt(): void {
    this.heap.collect();
    if (this.heap.isDue) this.heap.collectDue(null);
  }

  /** The heap and the objects in it, as `micropython.mem_info` shows them. */
  heapContent(): HeapContent {
    return { used: this.heap.allocated, total: this.heap.total, start: FIRST_ADDRESS, objects: census(this.#roots()) };
  }

  /** What Tab chooses from. */
  names(): Names<Value> {
    return namesToComplete(this.runtime, this.globals, this.modules);
  }

  /** The firmware's own modules, each made when it is first asked for. */
  get modules(): ReadonlyMap<string, () => PyModule> {
    return this.#world?.modules.byName ?? new Map();
  }

  /** Timers and interrupts that call the program, as a person names them. */
  callers(): string[] {
    return (this.#world as PythonWorld).callers();
  }

  /** What the prompt shows: `sys.ps1`, `sys.ps2`. */
  prompt(which: 'ps1' | 'ps2'): string {
    return (this.#world as PythonWorld).prompt(which);
  }

  #locals(): Table {
    return this.#program?.locals ?? this.globals;
  }

  /** The path of the file from which a Code has just been made; what comes from no file has a name in angle brackets. */
  absolute(filename: string): string {
    return filename.startsWith('<') ? filename : (this.#world as PythonWorld).mounts.absolute(filename);
  }

  /** Puts a file on the main thread, in `__main__`; false if there is none at that path, which starts from the current folder. */
  startFile(path: string): ProgramEnd | boolean {
    const { mounts } = this.#world as PythonWorld;
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
    // At the prompt there would be no other way out (`shared/runtime/pyexec.c`).
    if (mode === 'single') this.main.unlockHeap();
    else this.globals.setName('__file__', makeStr(filename));
    return this.#start(() => {
      const code = mode === 'file' ? this.#compileFile(source, filename) : this.#compile(source, filename, mode, null);
      const linked = new LinkedCode(code, this.globals, this.runtime);
      this.#program = makeNamespaceFrame(linked, this.#locals());
      return this.#program;
    });
  }

  /** The same for a module, as MicroPython's unix port does with `-m`: a package has its `__main__` run, too. */
  startModule(name: string): ProgramEnd | true {
    this.runtime.mainModule = name;
    return this.startSource(`import ${name}\nif hasattr(${name}, '__path__'):\n    import ${name}.__main__`, '<stdin>', 'file');
  }

  #start(makeFrame: () => Frame): ProgramEnd | true {
    try {
      this.main.start(makeFrame());
      return true;
    } catch (x) {
      if (!isRaised(x)) throw x;
      return this.endOf({ raised: x });
    }
  }

  /** What the main thread's result means; prints an uncaught exception. */
  endOf(result: ThreadResult): ProgramEnd {
    this.port.profile?.rest();
    if (!('raised' in result)) return { kind: 'ok' };
    if (!isRaised(result.raised)) throw result.raised;
    return endBy(result.raised, this.port.print);
  }

  /** Prints an exception that nobody has caught. */
  printUncaught(raised: Value): void {
    printUncaught(raised, this.port.print);
  }

  /** Ctrl-C: KeyboardInterrupt in the main thread. */
  interrupt(): void {
    this.pending.interrupt(withArgs(KeyboardInterrupt, []));
  }

  /** Runs a soft callback while no program does. */
  runPendingCallback(): void {
    // Nobody is there whom it could strike.
    this.pending.exception = null;
    nested(this.main, () => this.main.handlePending());
  }

  /** Runs a soft callback; an exception in it is printed and the program goes on (`py/runtime_utils.c`). */
  runSoft(...[callee, argument, from]: SoftCall): void {
    const over = this.port.actors?.soft(callee);
    try {
      call(callee, [argument]);
    } catch (x) {
      if (!isRaised(x)) throw x;
      for (const piece of exceptionPieces(x)) this.port.print(piece);
      this.port.failedSoftly(from, callee, x);
    } finally {
      over?.();
    }
  }
}
