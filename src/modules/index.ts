/** The one list of native modules. What programs can use without importing anything is in `builtins/index.ts`. */
import type { Code } from '../bytecode/code.js';
import { FIRMWARES } from '../firmwares.js';
import type { Builtins } from '../objects/builtins.js';
import { forFree } from '../objects/charge.js';
import { dictOfTable } from '../objects/dict.js';
import { PyModule } from '../objects/module.js';
import type { Value } from '../objects/value.js';
import { current } from '../vm/thread.js';
import { _asyncio } from './_asyncio/module.js';
import { _onewire } from './_onewire.js';
import { _thread } from './_thread.js';
import { webrepl } from './_webrepl.js';
import { type AddressedMemory, addressedMemory } from './addressed-memory.js';
import { array } from './array.js';
import { machineFunctions } from './asm-thumb/functions.js';
import { binascii } from './binascii.js';
import { type BluetoothModule, bluetooth } from './bluetooth/module.js';
import { cmath } from './cmath.js';
import { collections } from './collections.js';
import { cryptolib } from './cryptolib/module.js';
import { deflate } from './deflate/module.js';
import { ConsoleSlots } from './dupterm.js';
import { errno } from './errno.js';
import { framebuf } from './framebuf/module.js';
import { gc } from './gc.js';
import { hashlib } from './hashlib.js';
import { heapq } from './heapq.js';
import type { Identity } from './identity.js';
import { io } from './io/module.js';
import { json } from './json.js';
import { lwip } from './lwip/module.js';
import type { SocketCaller } from './lwip/socket.js';
import { machine } from './machine/module.js';
import { marshal } from './marshal.js';
import { math } from './math.js';
import { micropython } from './micropython/module.js';
import type { ModuleTable } from './module-table.js';
import { network } from './network/module.js';
import { type NamesInNetwork, namesInNetwork } from './network/names.js';
import { radio } from './network/radio.js';
import { os } from './os.js';
import { platform } from './platform.js';
import { pyb } from './pyb/module.js';
import type { BoardPort } from './pyb/port.js';
import type { MachineParts } from './python-world.js';
import { random } from './random.js';
import { re } from './re/module.js';
import { select } from './select.js';
import { socket } from './socket.js';
import { standardStreams } from './stdio.js';
import { stm } from './stm.js';
import { string } from './string.js';
import { struct } from './struct.js';
import { type SysVariables, sys } from './sys.js';
import { time } from './time.js';
import { tls } from './tls/module.js';
import { uctypes } from './uctypes/module.js';
import type { OpenFiles } from './vfs/file.js';
import { vfs } from './vfs/module.js';
import type { Mounts } from './vfs/mounts.js';
import { weakref } from './weakref/module.js';
import type { WeakReferences } from './weakref/references.js';
import { websocket } from './websocket.js';

/** What modules share besides the parts of the machine. */
interface SharedParts {
  readonly identity: Identity;
  readonly mounts: Mounts;
  readonly openFiles: OpenFiles;
  readonly builtins: Builtins;
  readonly variables: SysVariables;
  readonly weakReferences: WeakReferences;
}

/** Parts of modules that the rest of the machine needs; null until the module is first used. */
interface MadeModules {
  readonly board: ReturnType<typeof pyb> | null;
  readonly bluetooth: BluetoothModule | null;
  /** Memory by address; created at the first call. */
  readonly memory: () => AddressedMemory;
  /** Makes the Python function for machine code of the inline assembler. */
  readonly machineFunction: (code: Code) => Value;
  /** Names, for people, of what calls the program. */
  readonly callers: () => string[];
}

/** Adds all modules of a machine. */
export function addModules(
  modules: ModuleTable,
  parts: MachineParts,
  { identity, mounts, openFiles, builtins, variables, weakReferences }: SharedParts,
): MadeModules {
  const { board, terminal, flash, threads } = parts;
  const { features } = FIRMWARES[parts.firmware];
  const { interfaces } = board.description;
  const hasNetwork = interfaces.length > 0;
  const hasTls = hasNetwork || features.ciphers;
  const milliseconds = board.systick;
  const streams = standardStreams(terminal);
  const consoleSlots = new ConsoleSlots(terminal, () => pybParts().usb);
  const port = boardPort(parts, consoleSlots, mounts);
  let memory: AddressedMemory | null = null;
  const addressed = (): AddressedMemory => {
    memory ??= addressedMemory(board);
    return memory;
  };
  let functions: ReturnType<typeof machineFunctions> | null = null;
  const sockets = new Set<SocketCaller>();
  const made: { -readonly [M in keyof MadeModules]: MadeModules[M] } = {
    board: null,
    bluetooth: null,
    memory: addressed,
    machineFunction: (code) => {
      functions ??= machineFunctions(board, addressed());
      return functions(code);
    },
    callers: () => [
      ...(made.board?.callers() ?? []),
      ...[...sockets].map(({ callerName }) => callerName).filter((name) => name !== null),
      ...(made.bluetooth?.callers() ?? []),
    ],
  };
  const pybParts = () => {
    made.board ??= pyb(port, { time: timeModule(), os: osModule(), country: inNetwork().country });
    return made.board;
  };

  const timeModule = modules.extensible('time', () => time(timePort(parts)));
  modules.extensible('array', array);
  modules.extensible('binascii', binascii);
  modules.fixed('builtins', () => new PyModule('builtins', builtins.own, true, builtins));
  modules.fixed('cmath', cmath);
  modules.extensible('collections', collections);
  if (hasTls) modules.extensible('cryptolib', cryptolib);
  modules.fixed('deflate', deflate);
  modules.extensible('errno', errno);
  modules.fixed('framebuf', framebuf);
  modules.fixed('gc', () => gc(parts.collector));
  modules.extensible('hashlib', () => hashlib({ hasTls }));
  modules.extensible('heapq', heapq);
  modules.extensible('json', json);
  if (features.marshal) modules.fixed('marshal', marshal);
  modules.fixed('math', math);
  modules.extensible('io', () => io(mounts, features));
  modules.fixed('micropython', () => micropython(parts.micropython, features));
  const osModule = modules.extensible('os', () =>
    os({ mounts, identity, fillRandom: (bytes) => board.rng.fill(bytes), sync: () => flash.sync(), consoleSlots }),
  );
  let names: NamesInNetwork | null = null;
  const inNetwork = (): NamesInNetwork => {
    names ??= namesInNetwork(parts.kept);
    return names;
  };
  modules.fixed('network', () => network(interfaces, inNetwork(), board.hasRadio ? radio(board) : null));
  modules.extensible('platform', () => platform(identity));
  modules.extensible('re', () => re(features, (bytes) => terminal.writeCooked(bytes)));
  modules.extensible('random', () => random(() => board.rng.next(), parts.kept));
  if (features.templates) modules.extensible('string', string);
  modules.extensible('struct', struct);
  modules.extensible('select', () => select(milliseconds));
  modules.aliased('sys', () => {
    return sys({ identity, features, streams, variables, argv: parts.argv, modules: dictOfTable(parts.runtime.modules) });
  });
  if (hasTls) {
    const fillRandom = (bytes: Uint8Array): void => board.rng.fill(bytes);
    const calendar = () => board.rtc.calendar;
    modules.replaceable('tls', () => tls({ clock: board.clock, milliseconds, calendar, fillRandom, finalisers: openFiles }));
  }
  modules.fixed('uctypes', () => uctypes(addressed()));
  if (hasNetwork) {
    modules.extensible('websocket', websocket);
    modules.fixed('_webrepl', () => webrepl({ kept: parts.kept, open: (path, mode) => mounts.open(path, mode) }));
  } else modules.extensible('socket', socket);
  if (board.hasRadio) {
    const schedule = (callee: Value, argument: Value): void => void parts.pending.trySchedule(callee, argument, 'a socket');
    const print = (text: string): void => terminal.write(text);
    const withSockets = () => lwip({ wlan: board.wlan, clock: milliseconds, schedule, callers: sockets, finalisers: openFiles, print });
    modules.extensible('socket', modules.fixed('lwip', withSockets));
    modules.extensible('bluetooth', () => {
      const { observer, pending } = parts;
      const scheduleNode = (...call: Parameters<typeof pending.scheduleNode>): void => pending.scheduleNode(...call);
      const { clock, systick } = board;
      made.bluetooth = bluetooth({ bluetooth: board.bluetooth, clock, systick, observer, scheduleNode, print });
      return made.bluetooth.module;
    });
  }
  modules.fixed('vfs', () => vfs(mounts, board.romFlash));
  modules.fixed('_asyncio', () => {
    const { activity } = parts;
    return _asyncio(milliseconds, activity && ((coroutine) => activity.task(coroutine)));
  });
  if (threads !== null) modules.fixed('_thread', () => _thread(threads, parts.kept));
  // Every boot.py imports `pyb` and `machine`, but few need all their classes, so their tables are made only when first used.
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
  if (features.weakref) modules.fixed('weakref', () => weakref(weakReferences));
  return made;
}

function timePort({ board, scheduler }: MachineParts): Parameters<typeof time>[0] {
  return {
    board,
    get isShared() {
      return scheduler.isShared;
    },
  };
}

function boardPort(parts: MachineParts, consoleSlots: ConsoleSlots, mounts: Mounts): BoardPort {
  const { board, flash, terminal, pending, observer, activity, control, micropython } = parts;
  return {
    board,
    flash,
    terminal,
    consoleSlots,
    pending,
    observer,
    watch: activity?.callback ?? null,
    control,
    setInterruptByte: (byte) => micropython.setInterruptByte(byte),
    interrupted: () => current,
    print: (text) => terminal.write(text),
    heap: () => micropython.heap(),
    threads: () => (parts.threads === null ? null : parts.listThreads()),
    flashFree: () => mounts.freeBytes('/flash'),
  };
}
