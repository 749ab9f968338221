/**
 * THE list of firmwares that a board may have, and of the build switches in which they differ. All are builds of one source: the stock
 * firmware, the stock firmware with threads, and one built with `MICROPY_CONFIG_ROM_LEVEL_EVERYTHING` (`py/mpconfig.h`) and TLS
 * (`MICROPY_PY_SSL`), which the PYBD has anyway.
 */

/**
 * Features that some firmwares have and some lack, each with MicroPython's switch for it, without `MICROPY_`. Features that even the level
 * EVERYTHING does not switch on have no row: `sys.atexit`, `sys.settrace`, counter mode of ciphers. TLS itself is not simulated, but what
 * comes with it is.
 */
export const FEATURES = {
  threads: 'PY_THREAD',
  detailedErrors: 'ERROR_REPORTING_DETAILED',
  templates: 'PY_TSTRINGS',
  rangeComparison: 'PY_BUILTINS_RANGE_BINOP',
  inplaceMethods: 'PY_ALL_INPLACE_SPECIAL_METHODS',
  functionCode: 'PY_FUNCTION_ATTRS_CODE',
  floatHash: 'FLOAT_HIGH_QUALITY_HASH',
  namedTupleAsDict: 'PY_COLLECTIONS_NAMEDTUPLE__ASDICT',
  bufferedWriter: 'PY_IO_BUFFEREDWRITER',
  marshal: 'PY_MARSHAL',
  weakref: 'PY_WEAKREF',
  compression: 'PY_DEFLATE_COMPRESS',
  ciphers: 'PY_SSL',
  heapLocked: 'PY_MICROPYTHON_HEAP_LOCKED',
  reDebug: 'PY_RE_DEBUG',
  matchGroups: 'PY_RE_MATCH_GROUPS',
  matchSpan: 'PY_RE_MATCH_SPAN_START_END',
  intern: 'PY_SYS_INTERN',
  getSizeOf: 'PY_SYS_GETSIZEOF',
  tracebackLimit: 'PY_SYS_TRACEBACKLIMIT',
  wordMoves: 'REPL_EMACS_WORDS_MOVE',
} as const;

/** A feature that some firmwares lack. */
export type Feature = keyof typeof FEATURES;

/** Which features a firmware has. */
export type Features = Readonly<Record<Feature, boolean>>;

/** The name by which a firmware is chosen. */
export type FirmwareName = 'threads' | 'stock' | 'everything';

const having = (isIn: (feature: Feature) => boolean): Features =>
  Object.fromEntries(Object.keys(FEATURES).map((feature) => [feature, isIn(feature as Feature)])) as Features;

/** Every firmware; the first is the default. */
export const FIRMWARES: Readonly<Record<FirmwareName, { readonly features: Features; readonly help: string }>> = {
  threads: { features: having((feature) => feature === 'threads'), help: 'with _thread' },
  stock: { features: having(() => false), help: 'without _thread' },
  everything: { features: having(() => true), help: 'all of MicroPython’s features' },
};

/** The firmwares' names, the default first. */
export const FIRMWARE_NAMES = Object.keys(FIRMWARES) as readonly FirmwareName[];
