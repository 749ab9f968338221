/** Everything that a machine's Python code can use without a file: modules, builtins, and the file systems mounted at start. */
import type { Pyboard } from '../board/pyboard.js';
import type { Code } from '../bytecode/code.js';
import type { FlashVolume } from '../files/flash-volume.js';
import { FIRMWARES, type FirmwareName } from '../firmwares.js';
import { Builtins } from '../objects/builtins.js';
import { appendItem, type PyList } from '../objects/list.js';
import type { PyModule } from '../objects/module.js';
import type { Value } from '../objects/value.js';
import type { Scheduler } from '../sim/scheduler.js';
import { VERSION } from '../version.js';
import type { Pending } from '../vm/pending.js';
import type { Runtime, WordMemory } from '../vm/runtime.js';
import type { Threads } from './_thread.js';
import { builtinTable } from './builtins/index.js';
import type { LineEditor } from './builtins/input.js';
import type { Collector } from './gc.js';
import type { Identity } from './identity.js';
import { addModules } from './index.js';
import type { Kept } from './kept.js';
import type { MicropythonPort } from './micropython/module.js';
import { ModuleTable } from './module-table.js';
import type { CallbackObserver, CallbackWatch } from './pyb/callback.js';
import type { ThreadInfo } from './pyb/info.js';
import type { MachineControl } from './pyb/port.js';
import { SysVariables } from './sys.js';
import type { Terminal } from './terminal.js';
import { mountAtBoot } from './vfs/at-boot.js';
import { OpenFiles } from './vfs/file.js';
import { Mounts } from './vfs/mounts.js';
import { WeakReferences } from './weakref/references.js';

/** Hears of the activities that a program starts: hard callbacks and asyncio tasks. */
export interface ActivityWatch {
  /** Called when a hard callback begins. */
  readonly callback: CallbackWatch;
  /** Called when an asyncio task has been made of this coroutine. */
  task(coroutine: Value): void;
}

/** What modules are made of: the parts of one machine. */
export interface MachineParts {
  readonly board: Pyboard;
  readonly firmware: FirmwareName;
  readonly scheduler: Scheduler;
  readonly flash: FlashVolume;
  readonly kept: Kept;
  readonly terminal: Terminal;
  readonly lineEditor: LineEditor;
  readonly runtime: Runtime;
  readonly pending: Pending;
  readonly observer: CallbackObserver;
  /** Hears what has the processor; null if nobody is interested. */
  readonly activity: ActivityWatch | null;
  readonly collector: Collector;
  readonly micropython: MicropythonPort;
  /** Null for a firmware without `_thread`. */
  readonly threads: Threads | null;
  /** Information about each thread, the last one started first. */
  listThreads(): ThreadInfo[];
  /** Names of the frozen modules: their file names without extension, such as `asyncio/core`. */
  readonly frozen: readonly string[];
  /** `sys.path`. The folders of mounted file systems are appended. */
  readonly path: PyList;
  readonly argv: PyList;
  readonly control: MachineControl;
  /** Modules that the host adds. */
  readonly further: Readonly<Record<string, () => PyModule>>;
}

/** What a machine's firmware reports about itself. */
function identityOf({ board, firmware }: Pick<MachineParts, 'board' | 'firmware'>): Identity {
  const { description } = board;
  return {
    tag: VERSION.tag,
    date: VERSION.date,
    version: [VERSION.major, VERSION.minor, VERSION.patch, ''],
    machine: `${description.title} with ${description.mcu}`,
    mpy: VERSION.mpy,
    build: description.build[firmware],
    hasThreads: FIRMWARES[firmware].features.threads,
  };
}

/** Everything that a machine's Python code can import without a file, and its builtins. Created anew at every reset. */
export interface PythonWorld {
  readonly modules: ModuleTable;
  readonly builtins: Builtins;
  readonly mounts: Mounts;
  readonly openFiles: OpenFiles;
  readonly weakReferences: WeakReferences;
  /** Memory by address. */
  memory(): WordMemory;
  /** The objects that the firmware holds for the program: roots of the collector. */
  roots(): Iterable<Value>;
  /** Makes the Python function for the machine code of a Code. */
  machineFunction(code: Code): Value;
  /** `sys.path`. A program may have replaced it with another list or a tuple. */
  path(): Value;
  /** Number of traceback levels that are kept. */
  tracebackLimit(): number;
  /** Names, for people, of the timers, interrupts and sockets that call the program. */
  callers(): string[];
  /** The text of the prompt: `sys.ps1` or `sys.ps2`. */
  prompt(which: 'ps1' | 'ps2'): string;
}

/** Makes the Python world of a machine. */
export function pythonWorld(parts: MachineParts): PythonWorld {
  const { terminal, runtime, lineEditor } = parts;
  const print = (text: string): void => terminal.write(text);
  const openFiles = new OpenFiles(print);
  const mounts = mountedFiles(parts, openFiles);
  const weakReferences = new WeakReferences(print);
  const modules = new ModuleTable();
  const moduleNames = (): string[] => [...modules.names, ...parts.frozen, '__main__'];
  const builtins = new Builtins(builtinTable({ terminal, lineEditor, runtime, mounts, moduleNames }));
  const variables = new SysVariables(parts.path, FIRMWARES[parts.firmware].features);
  const made = addModules(modules, parts, { identity: identityOf(parts), mounts, openFiles, builtins, variables, weakReferences });
  for (const [name, make] of Object.entries(parts.further)) modules.fixed(name, make);
  return {
    modules,
    builtins,
    mounts,
    openFiles,
    weakReferences,
    memory: made.memory,
    path: () => variables.path,
    machineFunction: made.machineFunction,
    tracebackLimit: () => variables.tracebackLimit,
    callers: made.callers,
    prompt: (which) => variables.prompt(which),
    roots: () => [
      ...variables.values,
      parts.argv,
      ...(builtins.overrides === null ? [] : [builtins.overrides]),
      ...weakReferences.roots(),
      ...mounts.roots,
      ...(made.board?.roots() ?? []),
      ...(made.bluetooth?.roots() ?? []),
    ],
  };
}

/** Mounts what the firmware mounts at start, and appends those folders to `sys.path`. */
function mountedFiles({ board, terminal, flash, kept, path }: MachineParts, openFiles: OpenFiles): Mounts {
  const mounts = new Mounts({ now: () => board.rtc.nanos, openFiles, rom: board.romFlash });
  const folders = mountAtBoot(mounts, {
    flash,
    kept,
    slot: board.description.mountsCard ? board.sdSlot : null,
    now: () => board.rtc.seconds,
    print: (text) => terminal.write(text),
  });
  for (const folder of folders) appendItem(path, folder);
  return mounts;
}
