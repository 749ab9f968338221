/**
 * Lists the names that each firmware's modules and types have in src/embedded/names.ts, since every machine asks for them when it starts and
 * most never need the modules themselves; and which modules only some firmwares have. `npx tsx scripts/embed-names.ts` writes the file; the
 * freshness test compares it with what `renderNamesModule` returns, that is, with the modules.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BOARD_NAMES, type BoardName } from '../src/board/boards.js';
import type { Code } from '../src/bytecode/code.js';
import { INSTRUCTIONS, type Op } from '../src/bytecode/opcodes.js';
import { frozenCode } from '../src/embedded/stdlib-code.js';
import { type Feature, FIRMWARE_NAMES, FIRMWARES, type FirmwareName } from '../src/firmwares.js';
import { MemoryFileTree } from '../src/hosts/memory/memory-file-tree.js';
import { PyModule } from '../src/objects/module.js';
import type { Table } from '../src/objects/table.js';
import { PyType, typeOf } from '../src/objects/type.js';
import type { Value } from '../src/objects/value.js';
import { frozenOn } from '../src/system/module-finder.js';
import { PyboardSystem } from '../src/system/pyboard-system.js';

const OUTPUT = fileURLToPath(new URL('../src/embedded/names.ts', import.meta.url));

/** Names that programs meet although no module or type lists them. */
const UNLISTED = ['__code__', '__dict__', '__dir__', '__file__', '__path__', '__set_name__', '__traceback__', 'pend_throw'];

/**
 * Names that the compiler knows: of sources and scopes, of what `async` calls, of the decorators of machine code, of viper's casts, of the
 * inline assembler's directives and of those of its instructions that it does not compare as texts (`py/compile.c`, `py/emitnative.c`,
 * `py/emitinlinethumb.c`).
 */
const OF_COMPILER = `
  <stdin> <string> <lambda> <listcomp> <dictcomp> <setcomp> <genexpr>
  __aenter__ __aexit__ __aiter__ __anext__ None native viper asm_thumb ptr ptr16 ptr32 ptr8 uint align data label
  add and_ asr b bl bx clz cmp cpsid cpsie ldr ldrb ldrex ldrh lsl lsr mov movt movw movwt mrs nop pop push rbit sdiv strb strex strh sub
  udiv vcmp vcvt_f32_s32 vcvt_s32_f32 vldr vmov vmrs vneg vsqrt vstr wfi`
  .trim()
  .split(/\s+/);

/** Types that no program meets before it makes an object of them. */
const OF_TYPES = ['bound_method', 'closure', 'dict_view', 'generator', 'iterator'];

/** Names of objects whose types are met in no module: of `sys.implementation`, `os.uname()`, interrupts, matches, polls, sockets, channels … */
const OF_OBJECTS = `
  _build _machine _mpy _thread name version machine nodename release sysname
  flags trigger group ipoll modify register unregister reg
  accept bind connect listen makefile recvfrom sendall sendto setblocking setsockopt settimeout
  capture compare pulse_width_ns pulse_width_percent pulse_width_us`
  .trim()
  .split(/\s+/);

/** The same for features that only some firmwares have. */
const OF_FEATURES: Partial<Record<Feature, readonly string[]>> = {
  matchGroups: ['groups'],
  matchSpan: ['span', 'start', 'end'],
  namedTupleAsDict: ['_asdict'],
};

/** The names of the accelerometer, on boards that have one. */
const OF_ACCELEROMETER = ['filtered_xyz', 'tilt', 'x', 'y', 'z'];

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));

/**
 * The names by which native functions take their arguments, after the folder or file that declares them, which is mostly named as its
 * module. Functions hide their parameters, so the sources are read.
 */
const KEYWORDS: ReadonlyMap<string, readonly string[]> = new Map(
  ['modules', 'objects'].flatMap((part) =>
    readdirSync(`${SOURCES}${part}`, { withFileTypes: true }).map(
      (entry) => [entry.name.replace(/\.ts$/, ''), keywordsIn(`${SOURCES}${part}/${entry.name}`)] as const,
    ),
  ),
);

function keywordsIn(path: string): string[] {
  if (!path.endsWith('.ts')) return readdirSync(path).flatMap((name) => keywordsIn(`${path}/${name}`));
  return [...readFileSync(path, 'utf8').matchAll(/\b(?:option|keyword)\(\s*'(\w+)'/g)].map(([, name]) => name);
}

const HEAD = `// Generated from the modules of each firmware by scripts/embed-names.ts; do not edit.

/** The names that a firmware's own modules and types have, each time the same set. \`firmware\`: \`pybv11-threads\`, \`pybd-sf2-stock\`. */
export function firmwareNames(firmware: string): ReadonlySet<string> {
  let known = KNOWN.get(firmware);
  if (known === undefined) {
    known = new Set(LISTS.flatMap(([firmwares, names]) => (firmwares.split(' ').includes(firmware) ? names.split(' ') : [])));
    KNOWN.set(firmware, known);
  }
  return known;
}
const KNOWN = new Map<string, ReadonlySet<string>>();

/** Returns the firmwares that have a module, frozen ones included; none for a module that all of them have. */
export const firmwaresWith = (module: string): readonly string[] =>
  MODULES.find(([, names]) => names.split(' ').includes(module))?.[0].split(' ') ?? [];

/** Names, after the firmwares that have them. */
const LISTS: readonly (readonly [string, string])[] = [
`;
const BETWEEN = `];

/** Modules that only some firmwares have, after these firmwares. */
const MODULES: readonly (readonly [string, string])[] = [
`;

/** The text of `src/embedded/names.ts`. The same modules give the same text. */
export function renderNamesModule(): string {
  const systems = BOARD_NAMES.flatMap((board) => FIRMWARE_NAMES.map((firmware) => ({ board, firmware, system: started(board, firmware) })));
  const modules = new Set(systems.flatMap(({ system }) => [...system.modules.keys()]));
  const byOwners = (namesOf: (each: (typeof systems)[number]) => Iterable<string>): [owners: string, names: string[]][] =>
    groupedByOwners(systems.map((each) => [`${each.board}-${each.firmware}`, namesOf(each)]));
  const names = byOwners(({ firmware, system }) => namesOfFirmware(system, firmware, modules));
  const scarce = byOwners(({ system }) => modulesOf(system)).filter(([owners]) => owners.split(' ').length < systems.length);
  return `${HEAD}${rowsOf(names)}${BETWEEN}${rowsOf(scarce)}];\n`;
}

/** Groups names by all who have them. */
function groupedByOwners(lists: readonly (readonly [owner: string, names: Iterable<string>])[]): [owners: string, names: string[]][] {
  const owners = new Map<string, string[]>();
  for (const [owner, names] of lists) for (const name of names) owners.set(name, [...(owners.get(name) ?? []), owner]);
  const groups = new Map<string, string[]>();
  for (const name of [...owners.keys()].sort()) {
    const all = owners.get(name)?.join(' ') as string;
    groups.set(all, [...(groups.get(all) ?? []), name]);
  }
  return [...groups];
}

const rowsOf = (groups: readonly (readonly [owners: string, names: readonly string[]])[]): string =>
  groups
    .map(([owners, names]) => `  ['${owners}', '${names.join(' ')}'],\n`)
    .sort()
    .join('');

/** The modules of a firmware, native and frozen. What is in a package has a path of its own. */
const modulesOf = (system: PyboardSystem): string[] => [
  ...system.modules.keys(),
  ...[...frozenOn(system.board.description).keys()].filter((path) => !path.includes('/')),
];

function started(board: BoardName, firmware: FirmwareName): PyboardSystem {
  const system = new PyboardSystem({ board, firmware, flash: new MemoryFileTree({}), output: () => {}, program: { kind: 'none' } });
  system.run(1n);
  return system;
}

/** `allModules`: those of all firmwares. */
function namesOfFirmware(system: PyboardSystem, firmware: FirmwareName, allModules: ReadonlySet<string>): Set<string> {
  const isThere = (module: string): boolean => system.modules.has(module) || !allModules.has(module);
  const seen = new Set<Value>();
  const names = [
    UNLISTED,
    OF_COMPILER,
    OF_TYPES,
    OF_OBJECTS,
    system.board.accelerometer === null ? [] : OF_ACCELEROMETER,
    ...Object.entries(OF_FEATURES).map(([feature, names]) => (FIRMWARES[firmware].features[feature as Feature] ? names : [])),
    system.modules.keys(),
    ...[...system.modules.values()].map((make) => namesOf(make(), seen)),
    ...[...KEYWORDS].filter(([folder]) => isThere(folder)).map(([, names]) => names),
    ...[...frozenOn(system.board.description).keys()].map((path) => namesOfCode(frozenCode(path) as Code)),
  ];
  return new Set(names.flatMap((some) => [...some]));
}

/**
 * The names in a frozen module that its instructions or signatures mention, and its texts that look like names, which the parser interns:
 * they lie in flash with its code. Names of locals are not among them.
 */
function* namesOfCode({ name, names, words, signature, constants, children }: Code): Iterable<string> {
  yield* [name, ...signature.names];
  for (let at = 0; at < words.length; at += 2) {
    if (INSTRUCTIONS[(words[at] & 255) as Op].argument === 'name') yield names[words[at] >>> 8] as string;
  }
  for (const constant of constants) if (constant.type === 'text' && /^\w{1,10}$/.test(constant.value)) yield constant.value;
  for (const child of children) yield* namesOfCode(child);
}

/** The names of a module or a type, and of all that it holds. */
function* namesOf(value: Value, seen: Set<Value>): Iterable<string> {
  if (seen.has(value)) return;
  seen.add(value);
  if (value instanceof PyModule) for (const table of value.tables) yield* namesIn(table, seen);
  const type = value instanceof PyType ? value : typeOf(value);
  if (type.isUser || (type !== value && seen.has(type))) return;
  seen.add(type);
  if (type.name !== '') yield type.name;
  if (Array.isArray(type.slots.attributes)) yield* type.slots.attributes;
  for (const each of type.searchOrder) yield* namesIn(each.members, seen);
}

function* namesIn(table: Table, seen: Set<Value>): Iterable<string> {
  for (const { key, value } of [...table.ordered()]) {
    if (typeof key === 'string') yield key;
    if (value instanceof PyModule ? value.isNative : value !== undefined) yield* namesOf(value as Value, seen);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(OUTPUT, renderNamesModule());
