/** Which native modules and builtins exist: the one list. */
import type { Pyboard } from '../board/pyboard.js';
import type { FlashVolume } from '../files/flash-volume.js';
import { FIRMWARES, type FirmwareName } from '../firmwares.js';
import { forFree } from '../objects/charge.js';
import { type Members, membersTable } from '../objects/declare.js';
import { dictOfTable } from '../objects/dict.js';
import { exceptionTypes } from '../objects/exception.js';
import { appendItem, type PyList } from '../objects/list.js';
import { PyModule } from '../objects/module.js';
import { Ellipsis, NotImplemented } from '../objects/none.js';
import { Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import type { Scheduler } from '../sim/scheduler.js';
import { VERSION } from '../version.js';
import { virtualMachineBuiltins } from '../vm/natives.js';
import type { Pending } from '../vm/pending.js';
import type { Runtime } from '../vm/runtime.js';
import { currentLocals } from '../vm/stack.js';
import { current, position } from '../vm/thread.js';
import { _asyncio } from './_asyncio.js';
import { _onewire } from './_onewire.js';
import { _thread, type Threads } from './_thread.js';
import { type AddressedMemory, addressedMemory } from './addressed-memory.js';
import { array } from './array.js';
import { binascii } from './binascii.js';
import { containers } from './builtins/containers.js';
import { openFunction } from './builtins/files.js';
import { help } from './builtins/help.js';
import { input, type LineEditor } from './builtins/input.js';
import { directory, inspection } from './builtins/inspection.js';
import { iteration } from './builtins/iteration.js';
import { numbers } from './builtins/numbers.js';
import { output } from './builtins/output.js';
import { text } from './builtins/text.js';
import { cmath } from './cmath.js';
import { collections } from './collections.js';
import { cryptolib } from './cryptolib/module.js';
import { deflate } from './deflate/module.js';
import { ConsoleSlots } from './dupterm.js';
import { errno } from './errno.js';
import { framebuf } from './framebuf/module.js';
import { type Collector, gc } from './gc.js';
import { hashlib } from './hashlib.js';
import { heapq } from './heapq.js';
import type { Identity } from './identity.js';
import { io } from './io/module.js';
import { json } from './json.js';
import type { Kept } from './kept.js';
import { machine } from './machine/module.js';
import { marshal } from './marshal.js';
import { math } from './math.js';
import { type MicropythonPort, micropython } from './micropython/module.js';
import { ModuleTable } from './module-table.js';
import { network } from './network.js';
import { os } from './os.js';
import { platform } from './platform.js';
import type { CallbackObserver } from './pyb/callback.js';
import type { ThreadInfo } from './pyb/info.js';
import { pyb } from './pyb/module.js';
import type { BoardPort, MachineControl } from './pyb/port.js';
import { random } from './random.js';
import { re } from './re/module.js';
import { select } from './select.js';
import { socket } from './socket.js';
import { standardStreams } from './stdio.js';
import { stm } from './stm.js';
import { string } from './string.js';
import { struct } from './struct.js';
import { promptText, promptValues, sys, tracebackLimit } from './sys.js';
import type { Terminal } from './terminal.js';
import { time } from './time.js';
import { uctypes } from './uctypes/module.js';
import { mountAtBoot } from './vfs/at-boot.js';
import { OpenFiles } from './vfs/file.js';
import { vfs } from './vfs/module.js';
import { Mounts } from './vfs/mounts.js';
import { weakref } from './weakref/module.js';
import { WeakReferences } from './weakref/references.js';
import { websocket } from './websocket.js';

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
  readonly collector: Collector;
  readonly micropython: MicropythonPort;
  /** Null for a firmware without `_thread`. */
  readonly threads: Threads | null;
  /** What there is to tell of them, the last one started first. */
  listThreads(): ThreadInfo[];
  /** Names of the frozen modules, as their files are called without ending: `asyncio/core`. */
  readonly frozen: readonly string[];
  /** `sys.path`; gets the folders of what is mounted. */
  readonly path: PyList;
  readonly argv: PyList;
  readonly control: MachineControl;
}

/** Those of TLS, which a user's firmware brings along for ciphers. */
const MISSING_OF_TLS = ['ssl', 'tls'];

/** What a machine's firmware says of itself. */
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

/** All that Python code of one machine can import without a file, and its builtins. Made anew at every reset. */
export interface PythonWorld {
  readonly modules: ModuleTable;
  readonly builtins: Table;
  readonly mounts: Mounts;
  readonly openFiles: OpenFiles;
  readonly weakReferences: WeakReferences;
  /** What the firmware holds for the program: roots of the collector. */
  roots(): Iterable<Value>;
  /** `sys.path`. A program may have put another list, or a tuple, in its place. */
  path(): Value;
  /** Levels of a traceback that are kept. */
  tracebackLimit(): number;
  /** Timers and interrupts that call the program, as a person names them. */
  callers(): string[];
  /** What the prompt shows: `sys.ps1`, `sys.ps2`. */
  prompt(which: 'ps1' | 'ps2'): string;
}

/** Makes the modules and builtins of a machine. */
export function pythonWorld(parts: MachineParts): PythonWorld {
  const identity = identityOf(parts);
  const { features } = FIRMWARES[parts.firmware];
  const openFiles = new OpenFiles((text) => parts.terminal.write(text));
  const { board, terminal, flash, kept } = parts;
  const mounts = new Mounts({ now: () => board.rtc.nanos, openFiles, rom: board.romFlash });
  const folders = mountAtBoot(mounts, {
    flash,
    kept,
    slot: board.description.mountsCard ? board.sdSlot : null,
    now: () => board.rtc.seconds,
    print: (text) => terminal.write(text),
  });
  for (const folder of folders) appendItem(parts.path, folder);
  const milliseconds = board.systick;
  let memory: AddressedMemory | null = null;
  const addressed = (): AddressedMemory => {
    memory ??= addressedMemory(board);
    return memory;
  };
  const { interfaces, missingModules } = board.description;
  const hasNetwork = interfaces.length > 0;
  const modules = new ModuleTable(new Set([...missingModules, ...(features.ciphers ? MISSING_OF_TLS : [])]));
  const timePort = {
    board,
    get isShared() {
      return parts.scheduler.isShared;
    },
  };
  const timeModule = modules.extensible('time', () => time(timePort));
  const streams = standardStreams(terminal);
  const consoleSlots = new ConsoleSlots(terminal, () => pybParts().usb);
  modules.extensible('array', array);
  modules.extensible('binascii', binascii);
  modules.fixed(
    'builtins',
    () =>
      new PyModule(
        'builtins',
        builtins,
        false,
        new Map(Array.from(builtins.ordered(), ({ key, value }) => [key as string, value as Value])),
      ),
  );
  modules.fixed('cmath', cmath);
  modules.extensible('collections', collections);
  const hasCiphers = hasNetwork || features.ciphers;
  if (hasCiphers) modules.extensible('cryptolib', cryptolib);
  modules.fixed('deflate', deflate);
  modules.extensible('errno', errno);
  modules.fixed('framebuf', framebuf);
  modules.fixed('gc', () => gc(parts.collector));
  modules.extensible('hashlib', () => hashlib({ hasTls: hasCiphers }));
  modules.extensible('heapq', heapq);
  modules.extensible('json', json);
  if (features.marshal) modules.fixed('marshal', marshal);
  modules.fixed('math', math);
  modules.extensible('io', () => io(mounts, features));
  modules.fixed('micropython', () => micropython(parts.micropython, features));
  const osModule = modules.extensible('os', () =>
    os({ mounts, identity, fillRandom: (bytes) => board.rng.fill(bytes), sync: () => flash.sync(), consoleSlots }),
  );
  const networkModule = modules.fixed('network', () => network(interfaces, parts.kept));
  modules.extensible('platform', () => platform(identity));
  modules.extensible('re', () => re(features, (bytes) => terminal.writeCooked(bytes)));
  modules.extensible('random', () => random(() => board.rng.next()));
  modules.extensible('string', string);
  modules.extensible('struct', struct);
  modules.extensible('select', () => select(milliseconds));
  let sysModule: PyModule | null = null;
  modules.aliased('sys', () => {
    sysModule = sys({ identity, features, streams, path: parts.path, argv: parts.argv, modules: dictOfTable(parts.runtime.modules) });
    return sysModule;
  });
  modules.fixed('uctypes', () => uctypes(addressed()));
  if (hasNetwork) modules.extensible('websocket', websocket);
  else modules.extensible('socket', socket);
  modules.fixed('vfs', () => vfs(mounts, board.romFlash));
  modules.fixed('_asyncio', () => _asyncio(milliseconds));
  const { threads } = parts;
  if (threads !== null) modules.fixed('_thread', () => _thread(threads));
  const port = boardPort(parts, consoleSlots, mounts);
  let board_: ReturnType<typeof pyb> | null = null;
  const pybParts = () => {
    board_ ??= pyb(port, { time: timeModule(), os: osModule(), network: networkModule() });
    return board_;
  };
  // Every boot.py imports these two, few need all their classes at once.
  const late = (name: string, make: () => PyModule) => () => new PyModule(name, () => forFree(make).table, true);
  modules.fixed(
    'pyb',
    late('pyb', () => pybParts().module),
  );
  modules.fixed('_onewire', () => _onewire(board, pybParts().pins));
  const machineModule = modules.extensible(
    'machine',
    late('machine', () => machine(port, pybParts(), addressed())),
  );
  modules.fixed('stm', () => stm(board.description, machineModule()));
  const builtins: Table = builtinTable(parts, mounts, () => [...modules.names, ...parts.frozen, '__main__']);
  const weakReferences = new WeakReferences((text) => terminal.write(text));
  if (features.weakref) modules.fixed('weakref', () => weakref(weakReferences));
  const limitOfTracebacks = (): number => tracebackLimit(sysModule);
  const path = (): Value => sysModule?.table.getName('path')?.value ?? parts.path;
  const prompt = (which: 'ps1' | 'ps2'): string => promptText(sysModule, which);
  const roots = (): Value[] => [
    path(),
    parts.argv,
    ...promptValues(sysModule),
    ...weakReferences.roots(),
    ...mounts.roots,
    ...(board_?.roots() ?? []),
  ];
  const callers = (): string[] => board_?.callers() ?? [];
  return { modules, builtins, mounts, openFiles, weakReferences, path, tracebackLimit: limitOfTracebacks, callers, prompt, roots };
}

function boardPort(parts: MachineParts, consoleSlots: ConsoleSlots, mounts: Mounts): BoardPort {
  const { board, flash, terminal, pending, observer, control, micropython } = parts;
  return {
    board,
    flash,
    terminal,
    consoleSlots,
    pending,
    observer,
    control,
    setInterruptByte(byte) {
      micropython.interruptByte = byte;
    },
    interrupted: () => current,
    print: (text) => terminal.write(text),
    heap: () => micropython.heap(),
    threads: () => (parts.threads === null ? null : parts.listThreads()),
    flashFree: () => mounts.freeBytes('/flash'),
  };
}

function builtinTable(parts: MachineParts, mounts: Mounts, moduleNames: () => string[]): Table {
  const members: Members = {
    ...Object.fromEntries(exceptionTypes),
    ...containers,
    ...inspection,
    ...iteration,
    ...numbers,
    ...text,
    ...output(parts.terminal),
    ...input(parts.terminal, parts.lineEditor),
    ...help(parts.terminal, moduleNames, (value) => {
      const main = parts.runtime.modules.getName('__main__')?.value;
      if (main instanceof PyModule) main.table.setName('_', value);
    }),
    ...virtualMachineBuiltins(parts.runtime),
    dir: directory(() => (position.frame === null ? new Table() : currentLocals()), parts.runtime.names),
    open: openFunction(mounts),
    Ellipsis,
    NotImplemented,
    __name__: 'builtins',
    __debug__: true,
  };
  return membersTable(members);
}
