// Generated from stdlib/ by scripts/embed-stdlib.ts; do not edit.

/** A frozen module. */
interface FrozenModule {
  /** Its file, as it stands in tracebacks: `asyncio/core.py`. */
  readonly file: string;
  /** Whether it is the `__init__` of a package. */
  readonly isPackage: boolean;
  /** Whether only firmwares with a network have it. */
  readonly needsNetwork: boolean;
}

/** The frozen modules of all boards by path: `asyncio`, `asyncio/core`. */
export const frozenModules: ReadonlyMap<string, FrozenModule> = new Map([
  ['asyncio', { file: 'asyncio/__init__.py', isPackage: true, needsNetwork: false }],
  ['asyncio/core', { file: 'asyncio/core.py', isPackage: false, needsNetwork: false }],
  ['asyncio/event', { file: 'asyncio/event.py', isPackage: false, needsNetwork: false }],
  ['asyncio/funcs', { file: 'asyncio/funcs.py', isPackage: false, needsNetwork: false }],
  ['asyncio/lock', { file: 'asyncio/lock.py', isPackage: false, needsNetwork: false }],
  ['asyncio/stream', { file: 'asyncio/stream.py', isPackage: false, needsNetwork: false }],
  ['dht', { file: 'dht.py', isPackage: false, needsNetwork: false }],
  ['lcd160cr', { file: 'lcd160cr.py', isPackage: false, needsNetwork: false }],
  ['mip', { file: 'mip/__init__.py', isPackage: true, needsNetwork: true }],
  ['ntptime', { file: 'ntptime.py', isPackage: false, needsNetwork: true }],
  ['onewire', { file: 'onewire.py', isPackage: false, needsNetwork: false }],
  ['requests', { file: 'requests/__init__.py', isPackage: true, needsNetwork: true }],
  ['ssl', { file: 'ssl.py', isPackage: false, needsNetwork: true }],
  ['uasyncio', { file: 'uasyncio.py', isPackage: false, needsNetwork: false }],
  ['urequests', { file: 'urequests.py', isPackage: false, needsNetwork: true }],
  ['webrepl', { file: 'webrepl.py', isPackage: false, needsNetwork: true }],
  ['webrepl_setup', { file: 'webrepl_setup.py', isPackage: false, needsNetwork: true }],
]);
