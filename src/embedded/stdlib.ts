// Generated from stdlib/ by scripts/embed-stdlib.ts; do not edit.

/** A frozen module. */
interface FrozenModule {
  /** Its file, as it stands in tracebacks: `asyncio/core.py`. */
  readonly file: string;
  /** Whether it is the `__init__` of a package. */
  readonly isPackage: boolean;
}

/** The frozen modules by path: `asyncio`, `asyncio/core`. */
export const frozenModules: ReadonlyMap<string, FrozenModule> = new Map([
  ['asyncio', { file: 'asyncio/__init__.py', isPackage: true }],
  ['asyncio/core', { file: 'asyncio/core.py', isPackage: false }],
  ['asyncio/event', { file: 'asyncio/event.py', isPackage: false }],
  ['asyncio/funcs', { file: 'asyncio/funcs.py', isPackage: false }],
  ['asyncio/lock', { file: 'asyncio/lock.py', isPackage: false }],
  ['asyncio/stream', { file: 'asyncio/stream.py', isPackage: false }],
  ['dht', { file: 'dht.py', isPackage: false }],
  ['onewire', { file: 'onewire.py', isPackage: false }],
  ['uasyncio', { file: 'uasyncio.py', isPackage: false }],
]);
